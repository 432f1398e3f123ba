//! Conditions: comparisons of one measure.

use super::cell::Cell;
use super::measure::{Measure, Reading};
use super::scale::Edge;
use crate::number::{Ratio, Rounding};

/// What a reading is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    /// Between two limits, where given.
    Between(Option<Edge>, Option<Edge>),
    /// One of the options whose bit is set.
    OneOf(u64),
}

/// A comparison of one measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Condition {
    pub(crate) measure: Measure,
    pub(crate) test: Test,
}

impl Condition {
    /// Whether known cells meet the condition; `None` if they contradict each other.
    #[inline]
    pub(crate) fn holds(&self, cells: &[Cell], rounding: Option<Rounding>) -> Option<bool> {
        self.holds_for(self.measure.read(cells, rounding))
    }

    /// Whether a reading meets the condition; `None` for a contradiction.
    #[inline]
    pub(crate) fn holds_for(&self, reading: Reading) -> Option<bool> {
        match (reading, &self.test) {
            (Reading::Contradiction, _) => None,
            (Reading::Number(value), Test::Between(from, to)) => Some(
                from.is_none_or(|edge| {
                    if edge.included {
                        value >= edge.at
                    } else {
                        value > edge.at
                    }
                }) && to.is_none_or(|edge| {
                    if edge.included {
                        value <= edge.at
                    } else {
                        value < edge.at
                    }
                }),
            ),
            (Reading::Choice(index), Test::OneOf(options)) => {
                Some(options.checked_shr(index).is_some_and(|bits| bits & 1 == 1))
            }
            _ => Some(false),
        }
    }

    /// The values of the measure at which the answer can turn.
    pub(crate) fn turning_points(&self, into: &mut Vec<Ratio>) {
        if let Test::Between(from, to) = &self.test {
            into.extend(from.iter().chain(to).map(|edge| edge.at));
        }
    }
}

/// Whether all conditions hold for known cells; `None` if one of them is contradictory.
#[inline]
pub(crate) fn all_hold(
    conditions: &[Condition],
    cells: &[Cell],
    rounding: Option<Rounding>,
) -> Option<bool> {
    let mut all = true;
    for condition in conditions {
        all &= condition.holds(cells, rounding)?;
    }
    Some(all)
}

/// Whether any condition holds for known cells; `None` if one of them is contradictory.
#[inline]
pub(crate) fn any_holds(
    conditions: &[Condition],
    cells: &[Cell],
    rounding: Option<Rounding>,
) -> Option<bool> {
    let mut any = false;
    for condition in conditions {
        any |= condition.holds(cells, rounding)?;
    }
    Some(any)
}
