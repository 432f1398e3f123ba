//! Documents that are missing, do not count, or say something else.

mod evidence_conflict;
mod evidence_missing;
mod evidence_not_counted;
mod explanation_missing;
mod shortfall;

use super::scene::Scene;
use crate::diagnostic::Diagnostics;

pub(super) const IDS: &[&str] = &[
    evidence_missing::ID,
    evidence_not_counted::ID,
    evidence_conflict::ID,
    explanation_missing::ID,
];

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    let shortfalls = shortfall::all(scene);
    evidence_missing::check(scene, &shortfalls, found);
    evidence_not_counted::check(scene, &shortfalls, found);
    evidence_conflict::check(scene, &shortfalls, found);
    explanation_missing::check(scene, &shortfalls, found);
}
