//! What the appraisers decided, and when.

mod appraisal_lowers;
mod appraised_exceeds_maximum;
mod appraised_negative;
mod appraised_not_attainable;
mod response_out_of_order;
mod round_2_without_round_1;
mod round_after_lock;
mod round_leaves_blank;
mod round_past_deadline;

use super::scene::Scene;
use crate::diagnostic::Diagnostics;

pub(super) const IDS: &[&str] = &[
    appraised_exceeds_maximum::ID,
    appraised_negative::ID,
    appraised_not_attainable::ID,
    appraisal_lowers::ID,
    round_after_lock::ID,
    round_2_without_round_1::ID,
    round_leaves_blank::ID,
    round_past_deadline::ID,
    response_out_of_order::ID,
];

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    let Some(appraisal) = &scene.file.appraisal else {
        return;
    };
    appraised_exceeds_maximum::check(scene, appraisal, found);
    appraised_negative::check(scene, appraisal, found);
    appraised_not_attainable::check(scene, appraisal, found);
    appraisal_lowers::check(scene, appraisal, found);
    round_after_lock::check(scene, appraisal, found);
    round_2_without_round_1::check(appraisal, found);
    round_leaves_blank::check(scene, appraisal, found);
    round_past_deadline::check(scene, appraisal, found);
    response_out_of_order::check(scene, appraisal, found);
}
