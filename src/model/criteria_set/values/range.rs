//! A range of numbers.

use crate::number::{Quantity, Ratio};

/// The numbers from `low` to `high`, all of them or those with so many decimals.
// INVARIANT: low <= high where the declared limits are in order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::model::criteria_set) struct Range {
    pub(in crate::model::criteria_set) low: Ratio,
    pub(in crate::model::criteria_set) high: Ratio,
    /// Most decimals of a value; any fraction where absent.
    pub(in crate::model::criteria_set) decimals: Option<u8>,
}

impl Range {
    /// Percentages from 0 to 100, of any fraction.
    pub(in crate::model::criteria_set) fn percent() -> Self {
        Self {
            low: Ratio::ZERO,
            high: Ratio::from_int(100),
            decimals: None,
        }
    }

    /// Whole numbers from 0 on.
    pub(in crate::model::criteria_set) fn count(most: u32) -> Self {
        Self {
            low: Ratio::ZERO,
            high: Ratio::from_int(i64::from(most)),
            decimals: Some(0),
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
        }
    }

    /// The range of the sum of a value of each; `None` where it does not fit.
    pub(in crate::model::criteria_set) fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            low: self.low.checked_add(other.low)?,
            high: self.high.checked_add(other.high)?,
            decimals: self.decimals.zip(other.decimals).map(|(a, b)| a.max(b)),
        })
    }
}
