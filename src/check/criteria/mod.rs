//! Checks of what a compiled criteria set can give.

mod boundary_not_tested;

use crate::analyse::Proof;
use crate::compile::Scorer;
use crate::diagnostic::Diagnostics;

/// The ids of these checks.
pub(super) const IDS: &[&str] = &[boundary_not_tested::ID];

/// Everything the analysis of a compiled set finds
pub(super) fn check(scorer: &Scorer, proof: &Proof) -> Diagnostics {
    let mut found = Diagnostics::new();
    boundary_not_tested::check(scorer, &mut found);
    let _ = proof;
    found
}
