//! Checks of what a compiled criteria set can give.

mod boundary_not_tested;
mod maximum_exceeded;
mod maximum_not_attained;
mod points_always_earned;

use crate::analyse::Proof;
use crate::compile::Scorer;
use crate::diagnostic::Diagnostics;

/// The ids of these checks.
pub(super) const IDS: &[&str] = &[
    boundary_not_tested::ID,
    maximum_exceeded::ID,
    maximum_not_attained::ID,
    points_always_earned::ID,
];

/// Everything the analysis of a compiled set finds
pub(super) fn check(scorer: &Scorer, proof: &Proof) -> Diagnostics {
    let mut found = Diagnostics::new();
    maximum_exceeded::check(scorer, proof, &mut found);
    maximum_not_attained::check(scorer, proof, &mut found);
    points_always_earned::check(scorer, &mut found);
    boundary_not_tested::check(scorer, &mut found);
    found
}
