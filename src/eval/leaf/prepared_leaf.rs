//! What is known of a leaf before it is scored.

use crate::number::Points;
use crate::rule::Joint;
use std::sync::Arc;

/// Whether a leaf applies to the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Applies {
    Yes,
    /// It leaves the numerator, and the denominator unless the group keeps it.
    Excluded {
        keeps_denominator: bool,
    },
    FullMarks,
    Zero,
}

/// What an appraiser decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) points: Option<Points>,
    /// What leaves the denominator of the final column.
    pub(crate) excluded: Points,
}

impl Decision {
    /// Whether its points lie between 0 and a maximum; others count as a blank.
    pub(crate) fn is_within(&self, max: Points) -> bool {
        self.points
            .is_none_or(|points| (Points::ZERO..=max).contains(&points))
    }
}

/// What scoring needs to know of one leaf.
#[derive(Clone, Debug)]
pub(crate) struct PreparedLeaf {
    pub(crate) applies: Applies,
    /// Bits of the parts that do not apply.
    pub(crate) parts: u64,
    pub(crate) claimed: Option<Points>,
    pub(crate) round1: Option<Decision>,
    pub(crate) round2: Option<Decision>,
    pub(crate) final_decision: Option<Decision>,
    /// A locked round has a record, whatever came of it.
    pub(crate) is_decided: bool,
    /// It applies in full, every cell is known, and its flat rule gives the points.
    pub(crate) is_flat: bool,
    /// And documents prove everything: points say it all.
    pub(crate) is_plain: bool,
    /// Whether the evidenced cells differ from the reported ones.
    pub(crate) evidence_differs: bool,
    /// For each place, evidenced cells that speak of the same tasks, with the values they may have together;
    /// `None` where there are none.
    pub(crate) joints: Option<Arc<[Joint]>>,
}
