//! Facts, dates, tasks and tables become the cells that rules read.

use crate::compile::{Input, RowTest, earliest_last_day, most_days_late};
pub(crate) use crate::compile::{LATE, NOT_DONE, ON_TIME, any_value};
use crate::eval::given::facts::{Resolved, Value};
use crate::eval::given::tasks::Tasks;
use crate::file::{Due, Fact, NonWorkingDay, ProvidedBy};
use crate::model::{CriteriaSet, last_day};
use crate::number::Date;
use crate::rule::{Cell, CellValue};

/// Everything cells are made of.
pub(crate) struct Source<'a> {
    pub(crate) set: &'a CriteriaSet,
    pub(crate) facts: &'a [Resolved],
    pub(crate) as_of: Date,
    pub(crate) tasks: Option<&'a Tasks>,
}

impl Source<'_> {
    /// The cell of an input, as the facts have it.
    pub(crate) fn cell(&self, input: &Input) -> Cell {
        let cell = self
            .try_cell(input)
            .unwrap_or(Cell::given(CellValue::Contradiction));
        Cell {
            family: input.family(),
            ..cell
        }
    }

    fn try_cell(&self, input: &Input) -> Option<Cell> {
        match input {
            Input::SlotTimeliness { slot } => {
                let worst = self.tasks?.timeliness(*slot)?;
                Some(Cell {
                    may_fail: worst.may_fail,
                    ..Cell::given(CellValue::Choice(worst.options))
                })
            }
            Input::GroupPart { group, punctual } | Input::GroupWhole { group, punctual } => {
                let counts = self.tasks?.counts(group, *punctual)?;
                let (lo, hi) = match input {
                    Input::GroupPart { .. } => (counts.done, counts.possible),
                    _ => (counts.of, counts.may_be),
                };
                Some(Cell {
                    may_fail: counts.may_fail,
                    ..Cell::given(CellValue::Number { lo, hi })
                })
            }
            Input::Number { fact: index }
            | Input::Choice { fact: index }
            | Input::Timeliness { date: index, .. }
            | Input::DaysLate { date: index, .. }
            | Input::Rows { table: index, .. }
            | Input::RowPart { table: index, .. }
            | Input::RowWhole { table: index, .. } => {
                let fact = self.set.facts().get(*index)?;
                let value = self.value_with(input, fact, self.facts.get(*index)?)?;
                let start = self
                    .start_of(input)
                    .filter(|start| self.facts.get(*start) == Some(&Resolved::Open))
                    .and_then(|start| self.set.facts().get(start));
                Some(Cell {
                    // Somebody else still has to say when the time begins.
                    pending: is_from_outside(fact) || start.is_some_and(is_from_outside),
                    // It may turn out that it never began.
                    may_fail: start.is_some(),
                    ..Cell::given(value)
                })
            }
        }
    }

    /// The value of an input whose fact has this value.
    pub(crate) fn value_with(
        &self,
        input: &Input,
        fact: &Fact,
        resolved: &Resolved,
    ) -> Option<CellValue> {
        if self.never_starts(input) {
            // The day a due date counts from did not come: there is nothing to measure against.
            return Some(CellValue::Contradiction);
        }
        if *resolved == Resolved::Open {
            return self.unanswered(input, fact);
        }
        match (input, resolved) {
            (Input::Number { .. }, Resolved::Number(value)) => Some(CellValue::Number {
                lo: *value,
                hi: *value,
            }),
            (Input::Choice { .. }, Resolved::Choice(index)) => {
                Some(CellValue::Choice(1_u64.checked_shl(*index)?))
            }
            (Input::Timeliness { .. }, Resolved::NotDone) => Some(CellValue::Choice(NOT_DONE)),
            (Input::Timeliness { due, policy, .. }, Resolved::Date(date)) => {
                Some(CellValue::Choice(match self.last_day(due, *policy) {
                    Some(last) if *date <= last => ON_TIME,
                    Some(_) => LATE,
                    None => ON_TIME | LATE,
                }))
            }
            (Input::DaysLate { .. }, Resolved::NotDone) => Some(CellValue::Days {
                lo: 1,
                hi: 0,
                none: true,
            }),
            (Input::DaysLate { due, policy, .. }, Resolved::Date(date)) => {
                Some(match self.last_day(due, *policy) {
                    Some(last) => {
                        let late = i64::from(date.days_since(last)).max(0);
                        CellValue::Days {
                            lo: late,
                            hi: late,
                            none: false,
                        }
                    }
                    None => CellValue::Days {
                        lo: 0,
                        hi: self.most_days(fact, due, *policy),
                        none: false,
                    },
                })
            }
            (_, Resolved::Table(rows)) => counted(input, rows),
            _ => None,
        }
    }

    /// Every value an unanswered input may have.
    pub(crate) fn unanswered(&self, input: &Input, fact: &Fact) -> Option<CellValue> {
        match (input, &fact.kind) {
            (Input::Timeliness { due, policy, .. }, _) => {
                let passed = self
                    .last_day(due, *policy)
                    .is_some_and(|last| self.as_of > last);
                Some(CellValue::Choice(if passed {
                    LATE | NOT_DONE
                } else {
                    ON_TIME | LATE | NOT_DONE
                }))
            }
            (Input::DaysLate { due, policy, .. }, _) => {
                let least = self
                    .last_day(due, *policy)
                    .map_or(0, |last| i64::from(self.as_of.days_since(last)).max(0));
                Some(CellValue::Days {
                    lo: least,
                    hi: self.most_days(fact, due, *policy).max(least),
                    none: true,
                })
            }
            _ => any_value(input, fact, self.set),
        }
    }

    /// Whether the due date of an input counts from a day that, as reported, did not come.
    pub(crate) fn never_starts(&self, input: &Input) -> bool {
        let start = self.start_of(input).and_then(|fact| self.facts.get(fact));
        start == Some(&Resolved::NotDone)
    }

    /// The date fact that the due date of an input counts from.
    pub(crate) fn start_of(&self, input: &Input) -> Option<usize> {
        match input {
            Input::Timeliness {
                due: Due::After(after),
                ..
            }
            | Input::DaysLate {
                due: Due::After(after),
                ..
            } if after.date.is_none() => self.set.fact_index(after.of.as_ref()?),
            _ => None,
        }
    }

    /// Most days late that a date can be.
    fn most_days(&self, fact: &Fact, due: &Due, policy: NonWorkingDay) -> i64 {
        let known = self.last_day(due, policy);
        most_days_late(
            fact,
            known.or_else(|| earliest_last_day(self.set, due, policy)),
        )
    }

    /// The last day of a due date of the criteria set.
    pub(crate) fn last_day(&self, due: &Due, policy: NonWorkingDay) -> Option<Date> {
        let start = match due {
            Due::After(after) => match (&after.date, &after.of) {
                (Some(date), _) => Some(*date),
                (None, Some(of)) => match self.facts.get(self.set.fact_index(of)?)? {
                    Resolved::Date(date) => Some(*date),
                    _ => None,
                },
                (None, None) => None,
            },
            _ => None,
        };
        last_day(due, policy, self.set.calendar(), start)
    }
}

/// How many rows an input counts.
fn counted(input: &Input, rows: &[Vec<Value>]) -> Option<CellValue> {
    let (wanted, among): (&[RowTest], &[RowTest]) = match input {
        Input::Rows { r#where, .. } => (r#where, &[]),
        Input::RowPart { r#where, among, .. } => (r#where, among),
        Input::RowWhole { among, .. } => (&[], among),
        _ => return None,
    };
    let (mut sure, mut maybe) = (0_i64, 0_i64);
    for row in rows {
        match (meets(row, among), meets(row, wanted)) {
            // Where it is open what counts, any of them may.
            (None, _) => {
                let all = i64::try_from(rows.len()).ok()?;
                return Some(CellValue::Number { lo: 0, hi: all });
            }
            (Some(true), Some(true)) => sure = sure.checked_add(1)?,
            (Some(false), _) | (_, Some(false)) => {}
            (Some(true), None) => maybe = maybe.checked_add(1)?,
        }
    }
    Some(CellValue::Number {
        lo: sure,
        hi: sure.checked_add(maybe)?,
    })
}

/// Whether somebody else than the unit gives the fact.
pub(crate) fn is_from_outside(fact: &Fact) -> bool {
    fact.provided_by.is_some_and(|by| by != ProvidedBy::Unit)
}

/// Whether a row meets all conditions; `None` where an empty cell decides.
fn meets(row: &[Value], tests: &[RowTest]) -> Option<bool> {
    let mut undecided = false;
    for test in tests {
        let (condition, value) = (&test.condition, row.get(test.column));
        let holds = match value.unwrap_or(&Value::Open) {
            Value::Open => {
                undecided = true;
                continue;
            }
            Value::YesNo(yes) => condition.is.is_none_or(|wanted| wanted == *yes),
            Value::Number(number) => {
                condition.at_least.is_none_or(|least| *number >= least)
                    && condition.at_most.is_none_or(|most| *number <= most)
            }
            Value::Choice(bit) => test.options & bit != 0,
        };
        if !holds {
            return Some(false);
        }
    }
    (!undecided).then_some(true)
}
