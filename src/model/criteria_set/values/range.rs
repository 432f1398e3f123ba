//! A range of numbers.

use super::Span;
use crate::number::{Quantity, Ratio};

/// Whole numbers whose share a percentage is: least and most of the part, and of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model::criteria_set) struct Counts {
    pub(in crate::model::criteria_set) part: (i128, i128),
    pub(in crate::model::criteria_set) whole: (i128, i128),
}

/// The numbers from `low` to `high`, all of them or those with so many decimals.
// INVARIANT: low <= high where the declared limits are in order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::model::criteria_set) struct Range {
    pub(in crate::model::criteria_set) low: Ratio,
    pub(in crate::model::criteria_set) high: Ratio,
    /// Most decimals of a value; any fraction where absent.
    pub(in crate::model::criteria_set) decimals: Option<u8>,
    /// What is counted, where it is a share of whole numbers.
    pub(in crate::model::criteria_set) counts: Option<Counts>,
}

/// A percentage with the part and whole that make it: 97.5 of 39 and 40.
pub(in crate::model::criteria_set) type Natural = (Ratio, i128, i128);

/// How many wholes are tried for a natural example.
const WHOLES: i128 = 2_000;

impl Counts {
    /// The part of the least whole whose share lies in a span, and whether all wholes were tried
    ///
    /// A share that ends as a decimal comes before one that does not.
    pub(in crate::model::criteria_set) fn natural(&self, span: Span) -> (Option<Natural>, bool) {
        self.search(span).unwrap_or((None, false))
    }

    fn search(&self, span: Span) -> Option<(Option<Natural>, bool)> {
        let first = self.whole.0.max(1);
        let last = self.whole.1.min(first.checked_add(WHOLES)?);
        let (mut whole, mut endless) = (first, None);
        while whole <= last {
            let least = span.low.at().checked_mul(Ratio::new(whole, 100)?)?;
            let mut part = least.ceil().max(self.part.0);
            for _ in 0..2 {
                if part <= whole.min(self.part.1) {
                    let value = Ratio::new(part.checked_mul(100)?, whole)?;
                    if span.holds(value) {
                        if value.is_finite_at(4) {
                            return Some((Some((value, part, whole)), true));
                        }
                        endless = endless.or(Some((value, part, whole)));
                    }
                }
                part = part.checked_add(1)?;
            }
            whole = whole.checked_add(1)?;
        }
        Some((endless, last == self.whole.1))
    }
}

impl Range {
    /// Percentages from 0 to 100, of any fraction.
    pub(in crate::model::criteria_set) fn percent() -> Self {
        Self {
            low: Ratio::ZERO,
            high: Ratio::from_int(100),
            decimals: None,
            counts: None,
        }
    }

    /// Percentages of counted things, as far as the numbers allow.
    ///
    /// `apart` says that part and whole are counted by different facts.
    pub(in crate::model::criteria_set) fn share(counts: Counts, apart: bool) -> Self {
        let percent = |part: i128, whole: i128| Ratio::new(part.checked_mul(100)?, whole);
        let mut range = Self {
            counts: Some(counts),
            ..Self::percent()
        };
        if apart {
            let (part, whole) = (counts.part, counts.whole);
            let low = percent(part.0.max(0), whole.1).unwrap_or(range.low);
            let high = percent(part.1, whole.0).filter(|_| whole.0 > 0);
            range.low = low.clamp(range.low, range.high);
            range.high = high.unwrap_or(range.high).clamp(range.low, range.high);
        }
        range
    }

    /// Whole numbers from 0 on.
    pub(in crate::model::criteria_set) fn count(most: u32) -> Self {
        Self {
            low: Ratio::ZERO,
            high: Ratio::from_int(i64::from(most)),
            decimals: Some(0),
            counts: None,
        }
    }

    /// Numbers of a declared kind.
    pub(in crate::model::criteria_set) fn declared(
        min: Quantity,
        max: Quantity,
        decimals: u32,
    ) -> Self {
        Self {
            low: Ratio::from_quantity(min),
            high: Ratio::from_quantity(max),
            decimals: u8::try_from(decimals).ok(),
            counts: None,
        }
    }

    /// The range of the sum of a value of each; `None` where it does not fit.
    pub(in crate::model::criteria_set) fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            low: self.low.checked_add(other.low)?,
            high: self.high.checked_add(other.high)?,
            decimals: self.decimals.zip(other.decimals).map(|(a, b)| a.max(b)),
            counts: None,
        })
    }
}
