//! Due dates: the last day that is on time, and since when one is expected to be at it.

use super::calendar::Calendar;
use super::calendar_period::{CalendarPeriod, Length};
use crate::diagnostic::{Finding, Message, Severity};
use crate::file::{AfterDue, AfterUnit, Due, NonWorkingDay};
use crate::number::Date;

/// Days before the last day from which something counts as due, where it is due on a day.
const DAYS_AHEAD: i32 = -30;

/// The last day that is on time
///
/// `start` is the day from which an interval counts, unless the interval fixes it itself.
/// `None` where that day is not known, where the text of a period is malformed, or outside the
/// years 1900 to 2200.
pub(crate) fn last_day(
    due: &Due,
    policy: NonWorkingDay,
    calendar: &Calendar,
    start: Option<Date>,
) -> Option<Date> {
    let day = match due {
        Due::Before(day) => day.checked_add_days(-1)?,
        Due::By(day) => *day,
        Due::Month(_) | Due::Quarter(_) | Due::Year(_) => period(due)?.last(),
        Due::After(after) => return last_day_after(after, policy, calendar, start),
    };
    calendar.move_day(day, policy)
}

/// The last day of an interval after `start`, or after the day it fixes itself
///
/// `None` as for [`last_day`].
pub(crate) fn last_day_after(
    after: &AfterDue,
    policy: NonWorkingDay,
    calendar: &Calendar,
    start: Option<Date>,
) -> Option<Date> {
    let start = after.date.or(start)?;
    let day = match after.unit {
        AfterUnit::Days => start.checked_add_days(i32::try_from(after.count).ok()?)?,
        AfterUnit::WorkingDays => calendar.add_working_days(start, after.count)?,
        AfterUnit::Months => start.add_months(i32::try_from(after.count).ok()?)?,
    };
    calendar.move_day(day, policy)
}

/// The first day on which it counts as due: of its month, quarter or year, else 30 days before
/// the last day
pub(crate) fn window_start(due: &Due, last_day: Date) -> Date {
    period(due).map_or_else(|| days_ahead(last_day), CalendarPeriod::first)
}

/// 30 days before a day.
pub(crate) fn days_ahead(last_day: Date) -> Date {
    last_day.checked_add_days(DAYS_AHEAD).unwrap_or(last_day)
}

/// The period that a due date names.
fn period(due: &Due) -> Option<CalendarPeriod> {
    match due {
        Due::Month(text) => CalendarPeriod::parse_as(text, Length::Month),
        Due::Quarter(text) => CalendarPeriod::parse_as(text, Length::Quarter),
        Due::Year(text) => CalendarPeriod::parse_as(text, Length::Year),
        Due::Before(_) | Due::By(_) | Due::After(_) => None,
    }
}

/// What is wrong with a due date
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DueFault {
    /// The text of a period does not have its form
    ///
    /// # What it does
    /// Reads each month, quarter or year of a deadline.
    /// # Why it matters
    /// Without the period there is no last day.
    /// # Example
    /// `"2024-Quý 1"` where a quarter is `2024-Q1`.
    /// # Use instead
    /// Write `2024-01`, `2024-Q1` or `2024`.
    /// # Since
    /// 0.1.0
    NotReadable {
        /// As written.
        written: String,
        /// What it should be.
        length: Length,
    },
    /// An interval has two starts
    ///
    /// # What it does
    /// Looks for intervals that count from two dates.
    /// # Why it matters
    /// It is not known which of them decides.
    /// # Example
    /// 15 days with both `of` and `date`.
    /// # Use instead
    /// Choose one of the two.
    /// # Since
    /// 0.1.0
    TwoStarts,
    /// An interval is longer than dates go
    ///
    /// # What it does
    /// Compares the length of each interval with the longest that is counted.
    /// # Why it matters
    /// A slip of the pen would put the last day outside the calendar.
    /// # Example
    /// 36500 days after a decision.
    /// # Use instead
    /// Write a number that is not above 3660.
    /// # Since
    /// 0.1.0
    TooFar {
        /// How long.
        count: u32,
    },
}

impl DueFault {
    /// Where it stands, as the end of a JSON Pointer that starts at the due date
    pub(crate) const fn pointer_end(&self) -> &'static str {
        match self {
            Self::NotReadable { length, .. } => match length {
                Length::Month => "/month",
                Length::Quarter => "/quarter",
                Length::HalfYear | Length::Year => "/year",
            },
            Self::TwoStarts => "/after",
            Self::TooFar { .. } => "/after/count",
        }
    }
}

/// Checks the texts and the interval of a due date
///
/// # Errors
///
/// What is wrong, if anything.
pub(crate) fn check_due(due: &Due) -> Result<(), DueFault> {
    let (written, length) = match due {
        Due::Before(_) | Due::By(_) => return Ok(()),
        Due::After(after) => return check_after(after),
        Due::Month(text) => (text, Length::Month),
        Due::Quarter(text) => (text, Length::Quarter),
        Due::Year(text) => (text, Length::Year),
    };
    if period(due).is_some() {
        return Ok(());
    }
    Err(DueFault::NotReadable {
        written: written.chars().take(40).collect(),
        length,
    })
}

/// Checks an interval
///
/// # Errors
///
/// What is wrong, if anything.
pub(crate) fn check_after(after: &AfterDue) -> Result<(), DueFault> {
    if after.of.is_some() && after.date.is_some() {
        return Err(DueFault::TwoStarts);
    }
    // Ten years in the largest unit that is counted one by one.
    if after.count > 3_660 {
        return Err(DueFault::TooFar { count: after.count });
    }
    Ok(())
}

impl Finding for DueFault {
    fn check(&self) -> &'static str {
        match self {
            Self::NotReadable { .. } => "due-not-readable",
            Self::TwoStarts => "due-without-start",
            Self::TooFar { .. } => "due-too-far",
        }
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        match self {
            Self::NotReadable { written, length } => {
                let (vi, en, _) = form(*length);
                Message::new(
                    format!("\"{written}\" không phải là một {vi}"),
                    format!("\"{written}\" is not a {en}"),
                )
            }
            Self::TwoStarts => Message::new(
                "thời hạn được tính từ hai mốc khác nhau: \"of\" và \"date\"",
                "the interval starts from two dates, \"of\" and \"date\"",
            ),
            Self::TooFar { count } => Message::new(
                format!("thời hạn {count} là quá dài"),
                format!("an interval of {count} is too long"),
            ),
        }
    }

    fn help(&self) -> Message {
        match self {
            Self::NotReadable { length, .. } => {
                let (vi, en, example) = form(*length);
                Message::new(
                    format!("hãy viết {vi} như \"{example}\""),
                    format!("write a {en} like \"{example}\""),
                )
            }
            Self::TwoStarts => Message::new("hãy chọn một trong hai mốc", "choose one of the two"),
            Self::TooFar { .. } => Message::new(
                "hãy viết một số không quá 3660",
                "write a number that is not above 3660",
            ),
        }
    }
}

/// A period in both languages, and how it is written.
fn form(length: Length) -> (&'static str, &'static str, &'static str) {
    match length {
        Length::Month => ("tháng", "month", "2024-01"),
        Length::Quarter => ("quý", "quarter", "2024-Q1"),
        Length::HalfYear | Length::Year => ("năm", "year", "2024"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn tet() -> Calendar {
        Calendar::new((8..=14).map(|d| Date::from_ymd(2024, 2, d).unwrap()))
    }

    fn last(due: &Due, policy: NonWorkingDay) -> Option<String> {
        last_day(due, policy, &tet(), None).map(|day| day.to_string())
    }

    fn after(count: u32, unit: AfterUnit, start: Option<&str>) -> Option<String> {
        let after = Due::After(AfterDue {
            count,
            unit,
            of: None,
            date: None,
        });
        last_day(&after, NonWorkingDay::Keep, &tet(), start.map(day)).map(|day| day.to_string())
    }

    #[test]
    fn before_15_january_ends_on_the_14th_a_sunday() {
        let due = Due::Before(day("2024-01-15"));
        assert_eq!(last(&due, NonWorkingDay::Keep).unwrap(), "2024-01-14");
        assert_eq!(last(&due, NonWorkingDay::Next).unwrap(), "2024-01-15");
        assert_eq!(last(&due, NonWorkingDay::Previous).unwrap(), "2024-01-12");
    }

    #[test]
    fn by_15_january_ends_on_it() {
        let due = Due::By(day("2024-01-15"));
        for policy in NonWorkingDay::ALL {
            assert_eq!(last(&due, *policy).unwrap(), "2024-01-15");
        }
    }

    #[test]
    fn the_first_quarter_of_2024_ended_on_a_sunday() {
        let due = Due::Quarter("2024-Q1".to_owned());
        assert_eq!(last(&due, NonWorkingDay::Keep).unwrap(), "2024-03-31");
        assert_eq!(last(&due, NonWorkingDay::Next).unwrap(), "2024-04-01");
        assert_eq!(last(&due, NonWorkingDay::Previous).unwrap(), "2024-03-29");
        assert_eq!(window_start(&due, day("2024-04-01")), day("2024-01-01"));
    }

    #[test]
    fn months_and_years_end_on_their_last_day() {
        let month = Due::Month("2024-02".to_owned());
        assert_eq!(last(&month, NonWorkingDay::Keep).unwrap(), "2024-02-29");
        assert_eq!(window_start(&month, day("2024-02-29")), day("2024-02-01"));
        let year = Due::Year("2024".to_owned());
        assert_eq!(last(&year, NonWorkingDay::Keep).unwrap(), "2024-12-31");
        assert_eq!(window_start(&year, day("2024-12-31")), day("2024-01-01"));
    }

    #[test]
    fn a_day_is_awaited_from_30_days_before() {
        let due = Due::By(day("2024-03-31"));
        assert_eq!(window_start(&due, day("2024-03-31")), day("2024-03-01"));
        assert_eq!(window_start(&due, day("1900-01-05")), day("1900-01-05"));
    }

    #[test]
    fn intervals_count_from_their_start() {
        use AfterUnit::{Days, Months, WorkingDays};
        let from = |count, unit, start| after(count, unit, Some(start)).unwrap();
        assert_eq!(from(1, Months, "2024-01-31"), "2024-02-29");
        assert_eq!(from(13, Months, "2024-01-31"), "2025-02-28");
        assert_eq!(from(30, Days, "2024-01-31"), "2024-03-01");
        assert_eq!(from(3, WorkingDays, "2024-02-05"), "2024-02-15");
        assert_eq!(from(0, Days, "2024-02-05"), "2024-02-05");
        assert_eq!(after(1, Months, None), None, "the start is not known");
        assert_eq!(after(u32::MAX, Days, Some("2024-01-01")), None);
    }

    #[test]
    fn a_fixed_start_wins() {
        let due = Due::After(AfterDue {
            count: 10,
            unit: AfterUnit::Days,
            of: None,
            date: Some(day("2023-12-22")),
        });
        let last = |start| last_day(&due, NonWorkingDay::Keep, &tet(), start);
        assert_eq!(last(None), Some(day("2024-01-01")));
        assert_eq!(last(Some(day("2024-06-01"))), Some(day("2024-01-01")));
    }

    #[test]
    fn faults_are_found() {
        assert_eq!(check_due(&Due::Quarter("2024-Q1".to_owned())), Ok(()));
        let faults = [
            (Due::Month("2024-Q1".to_owned()), "/month"),
            (Due::Quarter("Q1/2024".to_owned()), "/quarter"),
            (Due::Year("24".to_owned()), "/year"),
        ];
        for (due, pointer) in faults {
            let fault = check_due(&due).unwrap_err();
            assert_eq!(fault.check(), "due-not-readable");
            assert_eq!(fault.pointer_end(), pointer);
            assert_eq!(last(&due, NonWorkingDay::Keep), None);
        }
        let after = |count, of: Option<&str>, date| AfterDue {
            count,
            unit: AfterUnit::Days,
            of: of.map(str::to_owned),
            date,
        };
        assert_eq!(check_after(&after(10, Some("a"), None)), Ok(()));
        let both = check_after(&after(10, Some("a"), Some(day("2024-01-01"))));
        assert_eq!(both, Err(DueFault::TwoStarts));
        let far = Due::After(after(4_000_000_000, None, None));
        assert_eq!(
            check_due(&far),
            Err(DueFault::TooFar {
                count: 4_000_000_000
            })
        );
    }
}
