//! What a rule can give.

use super::super::at::At;
use super::super::values::Lattice;
use crate::number::{Quantity, Ratio};

/// A place that a rule fills: a leaf or a part-mark.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    /// Its maximum, where that is sound.
    pub(super) max: Option<Quantity>,
    /// Where the maximum stands.
    pub(super) at_max: &'p At,
}

/// What a rule can give.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    /// The most points; `None` where something is wrong with the rule.
    pub(super) best: Option<Ratio>,
    /// The steps its points go in.
    pub(super) lattice: Lattice,
    /// The scale that leaves the grid, or the rule itself.
    pub(super) at: At,
}

impl Outcome {
    /// A rule about which nothing can be said, because something is wrong with it.
    pub(super) fn unknown(at: &At) -> Self {
        Self {
            best: None,
            lattice: Lattice::NOTHING,
            at: at.clone(),
        }
    }

    /// Points of this or of the other.
    #[must_use]
    pub(super) fn or(self, other: Self) -> Self {
        let at = if matches!(self.lattice, Lattice::Beyond { .. }) {
            self.at
        } else {
            other.at
        };
        Self {
            best: self.best.zip(other.best).map(|(a, b)| a.max(b)),
            lattice: self.lattice.and(other.lattice),
            at,
        }
    }
}
