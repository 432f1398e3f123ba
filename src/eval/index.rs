//! The index: achieved ÷ applicable maximum × 100, exactly.

use super::state::Column;
use crate::number::Ratio;

/// The index of one scope, in percent
///
/// Values are exact; rounding is the criteria set's (see
/// [`Scorecard::rounded`](super::Scorecard::rounded)).
#[derive(Clone, Copy, Debug)]
pub struct Index {
    pub(crate) claimed: Option<Ratio>,
    pub(crate) computed: Option<Ratio>,
    pub(crate) evidenced: Option<Ratio>,
    pub(crate) appraised: Option<Ratio>,
    pub(crate) lower: Option<Ratio>,
    pub(crate) upper: Option<Ratio>,
    pub(crate) exact: bool,
}

impl Index {
    /// The value of a column; `None` until every leaf of the scope has one
    pub fn column(&self, column: Column) -> Option<Ratio> {
        match column {
            Column::Claimed => self.claimed,
            Column::Computed => self.computed,
            Column::Evidenced => self.evidenced,
            Column::Final => self.appraised,
        }
    }

    /// What is secured in the computed column; `None` if nothing applies
    pub fn lower(&self) -> Option<Ratio> {
        self.lower
    }

    /// What is still possible in the computed column; `None` if nothing applies
    pub fn upper(&self) -> Option<Ratio> {
        self.upper
    }

    /// Whether both ends are attained; otherwise they are outer bounds
    pub fn is_exact(&self) -> bool {
        self.exact
    }
}

/// The index of both scopes
#[derive(Clone, Copy, Debug)]
pub struct IndexPair {
    pub(crate) own: Index,
    pub(crate) whole: Index,
}

impl IndexPair {
    /// Over what the unit scores itself
    pub fn own(&self) -> &Index {
        &self.own
    }

    /// Over the full scale
    pub fn whole(&self) -> &Index {
        &self.whole
    }
}
