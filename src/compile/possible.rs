//! What an input can be: every value that its declaration allows.

use super::input::Input;
use crate::file::{Due, Fact, FactKind, NonWorkingDay};
use crate::model::{CriteriaSet, last_day};
use crate::number::Date;
use crate::rule::{Cell, CellValue, Range};

/// The options of a timeliness, as bits.
pub(crate) const ON_TIME: u64 = 1;
pub(crate) const LATE: u64 = 2;
pub(crate) const NOT_DONE: u64 = 4;
pub(crate) const NOTHING_AROSE: u64 = 8;

/// So many days late are thought possible of any date, whatever days are allowed.
const YEAR: i64 = 366;

/// Most days late that a date can be: a year, or as late as the last day allowed for it is after the
/// last day that is on time.
pub(crate) fn most_days_late(fact: &Fact, last: Option<Date>) -> i64 {
    let allowed = match (&fact.kind, last) {
        (FactKind::Date(span), Some(last)) => i64::from(span.until.days_since(last)),
        _ => 0,
    };
    allowed.max(YEAR)
}

/// The earliest last day of a due date; `None` where it is beyond the calendar.
///
/// What counts from another fact counts from the first day allowed for it.
pub(crate) fn earliest_last_day(
    set: &CriteriaSet,
    due: &Due,
    policy: NonWorkingDay,
) -> Option<Date> {
    let start = match due {
        Due::After(after) => {
            after
                .of
                .as_ref()
                .and_then(|of| match &set.facts().get(set.fact_index(of)?)?.kind {
                    FactKind::Date(span) => Some(span.from),
                    _ => None,
                })
        }
        _ => None,
    };
    last_day(due, policy, set.calendar(), start)
}

/// Most days late, and most occurrences of a group of tasks, that flat rules are made for; what lies
/// beyond is left to the walk.
const MOST_COUNTED: i64 = 1_000_000;

/// Most rows of a table.
pub(crate) fn most_rows(max_rows: Option<u32>) -> usize {
    usize::try_from(max_rows.unwrap_or(1_000)).unwrap_or(usize::MAX)
}

/// Every value of an input, whatever the day.
pub(crate) fn any_value(input: &Input, fact: &Fact, set: &CriteriaSet) -> Option<CellValue> {
    match (input, &fact.kind) {
        (Input::Number { .. }, FactKind::Number(kind)) => {
            let decimals = u8::try_from(kind.decimals).ok()?;
            Some(CellValue::Number {
                lo: kind.min.to_scale(decimals)?,
                hi: kind.max.to_scale(decimals)?,
            })
        }
        (Input::Choice { .. }, FactKind::YesNo) => Some(CellValue::Choice(3)),
        (Input::Choice { .. }, FactKind::Choice(kind)) => {
            let options = u32::try_from(kind.options.len()).ok()?;
            Some(CellValue::Choice(
                1_u64.checked_shl(options)?.checked_sub(1)?,
            ))
        }
        (Input::Timeliness { .. }, _) => Some(CellValue::Choice(ON_TIME | LATE | NOT_DONE)),
        (Input::DaysLate { due, policy, .. }, _) => Some(CellValue::Days {
            lo: 0,
            hi: most_days_late(fact, earliest_last_day(set, due, *policy)),
            none: true,
        }),
        (_, FactKind::Table(kind)) => {
            let most = i64::try_from(most_rows(kind.max_rows)).ok()?;
            Some(CellValue::Number { lo: 0, hi: most })
        }
        _ => None,
    }
}

/// The cell of an input of which nothing is known; `None` where the plan decides what is possible.
pub(super) fn free_cell(input: &Input, set: &CriteriaSet) -> Option<Cell> {
    Some(Cell {
        family: input.family(),
        free: true,
        ..Cell::given(any_value(input, set.facts().get(input.fact()?)?, set)?)
    })
}

/// The range of an input's value, as flat rules read it.
pub(super) fn range(input: &Input, set: &CriteriaSet) -> Option<Range> {
    let (lo, hi) = match input {
        Input::SlotTimeliness { .. } | Input::Timeliness { .. } => (0, 3),
        Input::GroupPart { .. } | Input::GroupWhole { .. } => (0, MOST_COUNTED),
        Input::DaysLate { .. } => (-1, MOST_COUNTED),
        _ => match any_value(input, set.facts().get(input.fact()?)?, set)? {
            CellValue::Number { lo, hi } => (lo, hi),
            CellValue::Choice(_) => (0, 63),
            CellValue::Days { .. } | CellValue::Contradiction => return None,
        },
    };
    Some(Range { lo, hi })
}
