//! What is not answered: too late, or not yet.

mod deadline_passed;
mod passed;
mod unanswered;

use super::scene::Scene;
use crate::diagnostic::Diagnostics;

pub(super) use passed::{Passed, passed};

pub(super) const IDS: &[&str] = &[deadline_passed::ID, unanswered::ID];

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    deadline_passed::check(scene, found);
    unanswered::check(scene, found);
}
