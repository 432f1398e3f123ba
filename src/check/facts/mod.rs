//! Why a leaf cannot be assessed.

mod fault;
mod no_answer_when_empty;
mod no_band_holds;
mod part_exceeds_whole;

use super::scene::Scene;
use crate::diagnostic::Diagnostics;

pub(super) const IDS: &[&str] = &[
    part_exceeds_whole::ID,
    no_answer_when_empty::ID,
    no_band_holds::ID,
];

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    let faults = fault::faults(scene);
    part_exceeds_whole::check(scene, &faults, found);
    no_answer_when_empty::check(scene, &faults, found);
    no_band_holds::check(scene, &faults, found);
}
