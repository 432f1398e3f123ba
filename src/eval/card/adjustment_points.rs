//! Points of bonus or penalty.

use crate::eval::leaf::tally::Has;
use crate::file::AdjustmentApplies;
use crate::number::Points;

/// Bonus or penalty points in each column.
#[derive(Clone, Copy, Debug)]
pub struct AdjustmentPoints {
    /// Sum of the claims there are
    pub claimed: Option<Points>,
    /// Sum of what the rules give
    pub computed: Option<Points>,
    /// What documents prove: the least bonus, the greatest penalty
    pub evidenced: Option<Points>,
    /// Sum of what the appraisal decided
    pub final_points: Option<Points>,
    /// The least it can come to
    pub lower: Points,
    /// The most it can come to
    pub upper: Points,
    pub(crate) applies: AdjustmentApplies,
    pub(crate) has: Has,
}
