//! The index: achieved ÷ applicable maximum × 100, exactly.

use crate::eval::card::over::Over;
use crate::eval::leaf::state::Column;
use crate::eval::leaf::tally::Tally;
use crate::number::{Points, Ratio};

/// The index of one scope, in percent
///
/// Values are exact; rounding is the criteria set's (see
/// [`Scorecard::rounded`](crate::eval::Scorecard::rounded)).
#[derive(Clone, Copy, Debug)]
pub struct Index {
    pub(crate) claimed: Option<Ratio>,
    pub(crate) computed: Option<Ratio>,
    pub(crate) evidenced: Option<Ratio>,
    /// What documents prove for certain, even while leaves are open.
    pub(crate) proven: Option<Ratio>,
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

    /// What documents prove for certain, even while leaves are open; `None` if nothing applies.
    pub(crate) fn proven(&self) -> Option<Ratio> {
        self.proven
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

/// The index over plain sums
///
/// Divided when it is asked for: most callers look at one or two of its values.
pub(crate) fn plain_index(tally: &Tally<i64>, over: Over<Points>, capped: bool) -> Index {
    let divide = |nanos: i64| percent(nanos, over.applicable, capped);
    let has = &tally.has;
    let column = |missing: bool, nanos: i64| if missing { None } else { divide(nanos) };
    Index {
        claimed: column(has.claim_missing, tally.claimed),
        computed: column(has.undetermined, tally.computed),
        evidenced: column(has.undetermined, tally.evidenced),
        proven: divide(tally.evidenced),
        appraised: if has.final_missing {
            None
        } else {
            percent(tally.final_points, over.final_applicable, capped)
        },
        lower: divide(tally.lower),
        upper: divide(tally.upper),
        exact: !has.inexact,
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

/// The index of both scopes
#[derive(Clone, Copy, Debug)]
pub struct IndexPair {
    pub(crate) own: Index,
    pub(crate) whole: Index,
}

impl Index {
    const WITHHELD: Self = Self {
        claimed: None,
        computed: None,
        evidenced: None,
        proven: None,
        appraised: None,
        lower: None,
        upper: None,
        exact: false,
    };
}

impl IndexPair {
    /// Nothing at all is said.
    pub(crate) const WITHHELD: Self = Self {
        own: Index::WITHHELD,
        whole: Index::WITHHELD,
    };

    /// Over what the unit scores itself
    pub fn own(&self) -> Index {
        self.own
    }

    /// Over the full scale
    pub fn whole(&self) -> Index {
        self.whole
    }
}
