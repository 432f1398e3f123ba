//! What the appraisers decided, and when.

mod appraisal_lowers;
mod appraised_exceeds_maximum;
mod appraised_not_attainable;
mod round_2_without_round_1;
mod round_after_lock;

use super::scene::Scene;
use crate::diagnostic::Diagnostics;

pub(super) const IDS: &[&str] = &[
    appraised_exceeds_maximum::ID,
    appraised_not_attainable::ID,
    appraisal_lowers::ID,
    round_after_lock::ID,
    round_2_without_round_1::ID,
];

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    let Some(appraisal) = &scene.file.appraisal else {
        return;
    };
    appraised_exceeds_maximum::check(scene, appraisal, found);
    appraised_not_attainable::check(scene, appraisal, found);
    appraisal_lowers::check(scene, appraisal, found);
    round_after_lock::check(scene, appraisal, found);
    round_2_without_round_1::check(appraisal, found);
}
