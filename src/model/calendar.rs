//! Working days.

use std::collections::BTreeSet;

use crate::file::NonWorkingDay;
use crate::number::Date;

/// Which days are worked: all but Saturdays, Sundays and listed holidays
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
}

impl Calendar {
    /// Makes a calendar with these days off besides Saturdays and Sundays
    pub fn new(holidays: impl IntoIterator<Item = Date>) -> Self {
        Self {
            holidays: holidays.into_iter().collect(),
        }
    }

    /// Says whether the day is neither a Saturday, a Sunday nor a holiday
    pub fn is_working(&self, day: Date) -> bool {
        !day.weekday().is_weekend() && !self.holidays.contains(&day)
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
