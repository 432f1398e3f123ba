//! Documents that are missing, do not count, say something else, or are registered wrongly.

mod document_after_as_of;
mod document_carries_many_criteria;
mod documents;
mod evidence_conflict;
mod evidence_missing;
mod evidence_not_counted;
mod explanation_missing;
mod notation_contradicts_kind;
mod notation_malformed;
mod replaced_text_cited;
mod same_file_twice;
mod sha256_malformed;
mod shortfall;

use super::scene::Scene;
use crate::diagnostic::Diagnostics;

pub(super) use documents::{Without, name, total};
pub(super) use sha256_malformed::is_sha256;

pub use evidence_not_counted::document_kinds;

pub(super) const IDS: &[&str] = &[
    evidence_missing::ID,
    evidence_not_counted::ID,
    evidence_conflict::ID,
    explanation_missing::ID,
    notation_malformed::ID,
    notation_contradicts_kind::ID,
    document_carries_many_criteria::ID,
    same_file_twice::ID,
    sha256_malformed::ID,
    document_after_as_of::ID,
    replaced_text_cited::ID,
];

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    let shortfalls = shortfall::all(scene);
    let without = Without::new(scene);
    evidence_missing::check(scene, &shortfalls, found);
    evidence_not_counted::check(scene, &shortfalls, found);
    evidence_conflict::check(scene, &shortfalls, found);
    explanation_missing::check(scene, &shortfalls, found);
    notation_malformed::check(scene, &shortfalls, found);
    notation_contradicts_kind::check(scene, found);
    document_carries_many_criteria::check(scene, &without, found);
    same_file_twice::check(scene, &without, found);
    sha256_malformed::check(scene, found);
    document_after_as_of::check(scene, &shortfalls, &without, found);
    replaced_text_cited::check(scene, found);
}
