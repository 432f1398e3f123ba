//! What a plan is for.

use serde::Serialize;

use crate::compile::Scorer;
use crate::file::Class;
use crate::number::{Quantity, Ratio, Rounding, RoundingMode};
use crate::read::Id;

/// What a plan is for
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Goal {
    /// Most points for at most this cost.
    Budget(Quantity),
    /// This index of the whole scale, in percent and rounded as the set prints it, at least cost.
    Index(Quantity),
    /// This class or a better one, at least cost.
    Class(Id),
}

/// An index to reach: `at` or more, or more than `at`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    pub(crate) at: Ratio,
    pub(crate) strict: bool,
}

impl Target {
    /// What an exact index has to be to be printed as at least this.
    pub(crate) fn index(scorer: &Scorer, index: Quantity) -> Option<Self> {
        Self::printed(
            scorer.compiled().index_rounding,
            Ratio::from_quantity(index),
        )
    }

    /// What an exact index has to be to be read as a class or a better one.
    pub(crate) fn class(scorer: &Scorer, class: &Class) -> Option<Self> {
        let from = Ratio::from_quantity(class.from);
        if scorer.criteria_set().file().rounding.classes_on_exact {
            return Some(Self {
                at: from,
                strict: false,
            });
        }
        Self::printed(scorer.compiled().index_rounding, from)
    }

    /// What an exact index has to be for its rounded value to be at least `from`.
    fn printed(rounding: Rounding, from: Ratio) -> Option<Self> {
        let unit = crate::number::power_of_ten(rounding.places()).map(i128::from)?;
        // The least rounded value that serves, in its last places. An index is not negative.
        let least = from.checked_mul(Ratio::new(unit, 1)?)?.ceil();
        let half = Ratio::new(least.checked_mul(2)?.checked_sub(1)?, unit.checked_mul(2)?)?;
        Some(match rounding.mode() {
            RoundingMode::Down => Self {
                at: Ratio::new(least, unit)?,
                strict: false,
            },
            RoundingMode::Up => Self {
                at: Ratio::new(least.checked_sub(1)?, unit)?,
                strict: true,
            },
            RoundingMode::HalfUp => Self {
                at: half,
                strict: false,
            },
            RoundingMode::HalfEven => Self {
                at: half,
                strict: least.checked_rem(2)? != 0,
            },
        })
    }

    pub(crate) fn is_reached(self, index: Option<Ratio>) -> bool {
        index.is_some_and(|index| {
            if self.strict {
                index > self.at
            } else {
                index >= self.at
            }
        })
    }
}
