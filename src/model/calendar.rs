//! Working days.

use std::collections::BTreeSet;

use crate::file::{CriteriaFile, NonWorkingDay, PlanFile};
use crate::number::Date;

/// Which days are worked: all but Saturdays, Sundays and listed holidays, and Saturdays and
/// Sundays that are worked in exchange for another day
///
/// # Examples
///
/// ```
/// use par_index::file::NonWorkingDay;
/// use par_index::model::Calendar;
/// use par_index::number::Date;
///
/// let day = |text| Date::parse(text).unwrap();
/// let calendar = Calendar::new([day("2024-01-01")]);
/// assert!(!calendar.is_working(day("2024-01-01")));
/// // The first quarter of 2024 ended on a Sunday.
/// let end = day("2024-03-31");
/// assert_eq!(calendar.move_day(end, NonWorkingDay::Next), Some(day("2024-04-01")));
/// assert_eq!(calendar.move_day(end, NonWorkingDay::Keep), Some(end));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    holidays: BTreeSet<Date>,
    working_days: BTreeSet<Date>,
}

/// What is wrong with a day that is worked in exchange
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotInExchange {
    /// It is worked anyway.
    Weekday,
    /// It is listed as a holiday too.
    Holiday,
    /// It is listed before.
    Twice,
}

/// The places of those days worked in exchange with which something is wrong, with what
pub(super) fn not_in_exchange<'d>(
    working_days: &'d [Date],
    holidays: &'d [Date],
) -> impl Iterator<Item = (usize, Date, NotInExchange)> + 'd {
    let fault = |index: usize, day: &Date| {
        if !day.weekday().is_weekend() {
            Some(NotInExchange::Weekday)
        } else if holidays.contains(day) {
            Some(NotInExchange::Holiday)
        } else {
            let mut before = working_days.iter().take(index);
            before
                .any(|other| other == day)
                .then_some(NotInExchange::Twice)
        }
    };
    let numbered = working_days.iter().enumerate();
    numbered.filter_map(move |(index, day)| Some((index, *day, fault(index, day)?)))
}

impl From<&CriteriaFile> for Calendar {
    fn from(file: &CriteriaFile) -> Self {
        Self::new(file.holidays.iter().copied())
            .with_working_days(file.working_days.iter().copied())
    }
}

impl From<&PlanFile> for Calendar {
    fn from(file: &PlanFile) -> Self {
        Self::new(file.holidays.iter().copied())
            .with_working_days(file.working_days.iter().copied())
    }
}

impl Calendar {
    /// Makes a calendar with these days off besides Saturdays and Sundays
    pub fn new(holidays: impl IntoIterator<Item = Date>) -> Self {
        Self {
            holidays: holidays.into_iter().collect(),
            working_days: BTreeSet::new(),
        }
    }

    /// The same with these Saturdays and Sundays worked
    #[must_use]
    pub fn with_working_days(mut self, days: impl IntoIterator<Item = Date>) -> Self {
        self.working_days.extend(days);
        self
    }

    /// Says whether it lists no day at all
    pub fn is_plain(&self) -> bool {
        self.holidays.is_empty() && self.working_days.is_empty()
    }

    /// Says whether the day is worked: neither a holiday nor, unless it is worked in exchange, a
    /// Saturday or a Sunday
    pub fn is_working(&self, day: Date) -> bool {
        let off = day.weekday().is_weekend() && !self.working_days.contains(&day);
        !off && !self.holidays.contains(&day)
    }

    /// The `count`-th working day after `start`, which itself is not counted
    ///
    /// `start` where `count` is 0; `None` past the year 2200.
    pub fn add_working_days(&self, start: Date, count: u32) -> Option<Date> {
        let mut day = start;
        for _ in 0..count {
            day = self.working_day_from(day, 1)?;
        }
        Some(day)
    }

    /// The day itself where it is worked or kept, else the working day after or before it
    ///
    /// `None` outside the years 1900 to 2200.
    pub fn move_day(&self, day: Date, policy: NonWorkingDay) -> Option<Date> {
        if self.is_working(day) {
            return Some(day);
        }
        match policy {
            NonWorkingDay::Keep => Some(day),
            NonWorkingDay::Next => self.working_day_from(day, 1),
            NonWorkingDay::Previous => self.working_day_from(day, -1),
        }
    }

    /// The nearest working day in steps of `step` days, not `day` itself.
    fn working_day_from(&self, day: Date, step: i32) -> Option<Date> {
        let mut day = day.checked_add_days(step)?;
        while !self.is_working(day) {
            day = day.checked_add_days(step)?;
        }
        Some(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    /// Tết of 2024: the official days off were 8 to 14 February, Thursday to Wednesday.
    fn tet() -> Calendar {
        Calendar::new((8..=14).map(|d| Date::from_ymd(2024, 2, d).unwrap()))
    }

    #[test]
    fn weekends_and_holidays_are_off() {
        let calendar = tet();
        assert!(calendar.is_working(day("2024-02-07")));
        assert!(!calendar.is_working(day("2024-02-08")));
        assert!(!calendar.is_working(day("2024-02-14")));
        assert!(calendar.is_working(day("2024-02-15")));
        assert!(!calendar.is_working(day("2024-02-17")), "a Saturday");
        assert!(!calendar.is_working(day("2024-02-18")), "a Sunday");
    }

    #[test]
    fn working_days_skip_tet() {
        let calendar = tet();
        let after = |start, count| calendar.add_working_days(day(start), count).unwrap();
        assert_eq!(after("2024-02-05", 0), day("2024-02-05"));
        assert_eq!(after("2024-02-05", 2), day("2024-02-07"));
        // Thursday 15 February is the next day worked, Friday 16 the one after, then Monday 19.
        assert_eq!(after("2024-02-05", 3), day("2024-02-15"));
        assert_eq!(after("2024-02-05", 5), day("2024-02-19"));
        // Starting on a day off counts the first day worked as one.
        assert_eq!(after("2024-02-10", 1), day("2024-02-15"));
        // Without holidays the same five days end a week earlier.
        let plain = Calendar::default();
        assert_eq!(
            plain.add_working_days(day("2024-02-05"), 5),
            Some(day("2024-02-12"))
        );
    }

    #[test]
    fn a_saturday_worked_in_exchange_is_neither_skipped_nor_moved() {
        let calendar = tet().with_working_days([day("2024-02-17"), day("2024-02-10")]);
        assert!(calendar.is_working(day("2024-02-17")), "a Saturday");
        assert!(!calendar.is_working(day("2024-02-18")), "a Sunday");
        // Thursday 15, Friday 16, Saturday 17.
        let fifth = calendar.add_working_days(day("2024-02-05"), 5);
        assert_eq!(fifth, Some(day("2024-02-17")));
        for policy in NonWorkingDay::ALL {
            let kept = calendar.move_day(day("2024-02-17"), *policy);
            assert_eq!(kept, Some(day("2024-02-17")));
        }
        // A holiday stays one.
        assert!(!calendar.is_working(day("2024-02-10")));
    }

    #[test]
    fn a_day_off_is_moved_as_told() {
        let calendar = tet();
        let moved = |policy| calendar.move_day(day("2024-02-10"), policy);
        assert_eq!(moved(NonWorkingDay::Keep), Some(day("2024-02-10")));
        assert_eq!(moved(NonWorkingDay::Next), Some(day("2024-02-15")));
        assert_eq!(moved(NonWorkingDay::Previous), Some(day("2024-02-07")));
    }

    #[test]
    fn the_end_of_the_calendar_is_no_panic() {
        let last = day("2200-12-31");
        assert_eq!(Calendar::default().add_working_days(last, 1), None);
        assert_eq!(
            Calendar::default().add_working_days(day("2024-01-01"), u32::MAX),
            None
        );
        let all = Calendar::new((0..).map_while(|days| day("1900-01-01").checked_add_days(days)));
        assert_eq!(all.move_day(last, NonWorkingDay::Next), None);
        assert_eq!(all.move_day(last, NonWorkingDay::Previous), None);
    }
}
