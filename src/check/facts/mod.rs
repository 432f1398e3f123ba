//! Figures and days that cannot be right, and why a leaf cannot be assessed.

mod date_outside_period;
mod facts_contradict;
mod fault;
mod mistyped;
mod no_answer_when_empty;
mod no_band_holds;
mod off_by_hundred;
mod part_exceeds_whole;

use super::scene::Scene;
use crate::diagnostic::Diagnostics;
pub(super) use mistyped::explains as mistyped_explains;

pub(super) const IDS: &[&str] = &[
    part_exceeds_whole::ID,
    no_answer_when_empty::ID,
    no_band_holds::ID,
    facts_contradict::ID,
    off_by_hundred::ID,
    date_outside_period::ID,
];

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    let faults = fault::faults(scene);
    part_exceeds_whole::check(scene, &faults, found);
    no_answer_when_empty::check(scene, &faults, found);
    no_band_holds::check(scene, &faults, found);
    facts_contradict::check(scene, &faults, found);
    off_by_hundred::check(scene, found);
    date_outside_period::check(scene, found);
}
