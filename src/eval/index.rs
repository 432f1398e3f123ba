//! The index: achieved ÷ applicable maximum × 100, exactly.

use super::state::Column;
use crate::number::{Points, Ratio};

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

/// What the index of a scope is made of, where no sum has factors and nothing is added afterwards.
///
/// Most callers look at one or two of its values, so each is divided when it is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts {
    /// Nanopoints; `None` while the column has no single value.
    pub(crate) claimed: Option<i64>,
    pub(crate) computed: Option<i64>,
    pub(crate) evidenced: Option<i64>,
    pub(crate) appraised: Option<i64>,
    pub(crate) lower: i64,
    pub(crate) upper: i64,
    /// The denominators.
    pub(crate) over: Points,
    pub(crate) final_over: Points,
    pub(crate) capped: bool,
    pub(crate) exact: bool,
}

impl Parts {
    fn index(&self) -> Index {
        let divide = |nanos: i64, over: Points| percent(nanos, over, self.capped);
        let column = |nanos: Option<i64>, over: Points| divide(nanos?, over);
        Index {
            claimed: column(self.claimed, self.over),
            computed: column(self.computed, self.over),
            evidenced: column(self.evidenced, self.over),
            appraised: column(self.appraised, self.final_over),
            lower: divide(self.lower, self.over),
            upper: divide(self.upper, self.over),
            exact: self.exact,
        }
    }
}

/// 100 × points ÷ denominator, within 0 and, if capped, 100; `None` where nothing applies.
fn percent(nanos: i64, over: Points, capped: bool) -> Option<Ratio> {
    if over <= Points::ZERO {
        return None;
    }
    // INVARIANT: 100 times a 64-bit number fits in 128 bits.
    let hundredfold = i128::from(nanos).wrapping_mul(100);
    Ratio::new(hundredfold, i128::from(over.nanos())).map(|index| within(index, capped))
}

/// An index is never below 0, and where it is capped never above 100.
pub(crate) fn within(index: Ratio, capped: bool) -> Ratio {
    let hundred = Ratio::from_int(100);
    if index.num() < 0 {
        Ratio::ZERO
    } else if capped && index > hundred {
        hundred
    } else {
        index
    }
}

/// An index divided already, or what it is made of.
#[derive(Clone, Debug)]
pub(crate) enum IndexOf {
    Parts(Parts),
    Divided(Box<Index>),
}

impl IndexOf {
    fn index(&self) -> Index {
        match self {
            Self::Parts(parts) => parts.index(),
            Self::Divided(index) => **index,
        }
    }
}

/// The index of both scopes
#[derive(Clone, Debug)]
pub struct IndexPair {
    pub(crate) own: IndexOf,
    pub(crate) whole: IndexOf,
}

impl IndexPair {
    /// Over what the unit scores itself
    pub fn own(&self) -> Index {
        self.own.index()
    }

    /// Over the full scale
    pub fn whole(&self) -> Index {
        self.whole.index()
    }
}
