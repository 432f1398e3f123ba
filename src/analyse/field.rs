//! The widest values that the inputs of a leaf can have.

use crate::compile::{Compiled, CompiledLeaf, Input, earliest_last_day};
use crate::eval::any_value;
use crate::file::{Due, FactKind, NonWorkingDay, Span};
use crate::model::last_day;
use crate::number::Date;
use crate::rule::{Cell, CellValue};

use super::bench::MOST_TASKS;

/// The options of a timeliness, as bits.
const ON_TIME: u64 = 1;
const LATE: u64 = 2;
const NOT_DONE: u64 = 4;
const NOTHING_AROSE: u64 = 8;

/// The inputs of one leaf.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) compiled: &'a Compiled,
    pub(super) leaf: &'a CompiledLeaf,
}

impl Field<'_> {
    /// The input behind a cell
    pub(super) fn input(&self, cell: usize) -> Option<&Input> {
        self.compiled.inputs.get(*self.leaf.inputs.get(cell)?)
    }

    /// Every value of a cell
    pub(super) fn any(&self, cell: usize) -> Option<CellValue> {
        let input = self.input(cell)?;
        match input {
            Input::SlotTimeliness { .. } => {
                Some(CellValue::Choice(ON_TIME | LATE | NOT_DONE | NOTHING_AROSE))
            }
            Input::GroupPart { .. } | Input::GroupWhole { .. } => Some(CellValue::Number {
                lo: 0,
                hi: MOST_TASKS,
            }),
            Input::Timeliness { date, due, policy } => {
                let Some((span, last)) = self.days(*date, due, *policy) else {
                    return Some(CellValue::Choice(ON_TIME | LATE | NOT_DONE));
                };
                let mut options = NOT_DONE;
                if last >= span.from {
                    options |= ON_TIME;
                }
                if last < span.until {
                    options |= LATE;
                }
                Some(CellValue::Choice(options))
            }
            Input::DaysLate { date, due, policy } => {
                let days = |later: Date, earlier: Date| i64::from(later.days_since(earlier)).max(0);
                let (lo, hi) = if let Some((span, last)) = self.days(*date, due, *policy) {
                    (days(span.from, last), days(span.until, last))
                } else {
                    // The due date counts from a day that is to come.
                    let last = earliest_last_day(&self.compiled.set, due, *policy);
                    let until = self.span(*date).map(|span| span.until);
                    (
                        0,
                        until.zip(last).map_or(0, |(until, last)| days(until, last)),
                    )
                };
                Some(CellValue::Days { lo, hi, none: true })
            }
            _ => any_value(
                input,
                self.compiled.set.facts().get(input.fact()?)?,
                &self.compiled.set,
            ),
        }
    }

    /// All cells of the leaf at their widest
    pub(super) fn cells(&self) -> Option<Vec<Cell>> {
        (0..self.leaf.inputs.len())
            .map(|cell| {
                Some(Cell {
                    family: self.input(cell)?.family(),
                    ..Cell::given(self.any(cell)?)
                })
            })
            .collect()
    }

    /// The days a date fact may be, and the last day on time where that is fixed
    fn days(&self, date: usize, due: &Due, policy: NonWorkingDay) -> Option<(&Span, Date)> {
        let last = last_day(due, policy, self.compiled.set.calendar(), None)?;
        Some((self.span(date)?, last))
    }

    /// The days a date fact may be
    pub(super) fn span(&self, date: usize) -> Option<&Span> {
        match &self.compiled.set.facts().get(date)?.kind {
            FactKind::Date(span) => Some(span),
            _ => None,
        }
    }
}
