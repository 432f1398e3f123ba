//! What is possible and deserves a second look.

mod calendars_differ;
mod done_without_document;
mod full_marks_everywhere;
mod nothing_applies;

use super::scene::Scene;
use crate::diagnostic::Diagnostics;

pub(super) const IDS: &[&str] = &[
    full_marks_everywhere::ID,
    done_without_document::ID,
    nothing_applies::ID,
    calendars_differ::ID,
];

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    full_marks_everywhere::check(scene, found);
    done_without_document::check(scene, found);
    nothing_applies::check(scene, found);
    calendars_differ::check(scene, found);
}
