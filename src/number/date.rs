//! A day of the civil calendar.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use thiserror::Error;

const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2200;
/// 1900-01-01 and 2200-12-31 in days since 1970-01-01.
const FIRST_DAY: i32 = -25_567;
const LAST_DAY: i32 = 84_370;

/// Why a date was refused
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DateError {
    /// The text has no form of a date that is recognised.
    #[error("this is not a date")]
    NotADate,
    /// The calendar has no such month.
    #[error("there is no month {month}")]
    NoSuchMonth {
        /// Month written.
        month: u32,
    },
    /// The month has no such day.
    #[error("{year}-{month:02} has no day {day}; its last day is {last}")]
    NoSuchDay {
        /// Year written.
        year: i32,
        /// Month written.
        month: u32,
        /// Day written.
        day: u32,
        /// Last day of that month.
        last: u8,
    },
    /// The date is written day first, such as 31/12/2024.
    #[error("a date is written year first: {iso}")]
    DayFirst {
        /// The same date as it should be written.
        iso: String,
    },
    /// The date is year first, but with other separators or without leading zeros.
    #[error("a date is written with hyphens and two digits each: {iso}")]
    Loose {
        /// The same date as it should be written.
        iso: String,
    },
    /// The month is written before the day, such as 12/31/2024.
    #[error("the month is written before the day; read so, it is {iso}")]
    MonthFirst {
        /// The same date as it should be written.
        iso: String,
    },
    /// A number of days, as spreadsheets keep a date, such as 45382.
    #[error("it is a number of days as spreadsheets count them; it stands for {iso}")]
    Serial {
        /// The date it stands for.
        iso: String,
    },
    /// The year is outside 1900 to 2200.
    #[error("the year is outside {FIRST_YEAR} to {LAST_YEAR}")]
    OutOfRange {
        /// Year written.
        year: i32,
    },
    /// Digits of another script.
    #[error("digits other than 0 to 9 are not accepted")]
    ForeignDigits {
        /// The first such character.
        digit: char,
    },
}

/// A day of the week
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// The number of the day, Monday being 1 and Sunday 7
    pub const fn number(self) -> u8 {
        match self {
            Self::Monday => 1,
            Self::Tuesday => 2,
            Self::Wednesday => 3,
            Self::Thursday => 4,
            Self::Friday => 5,
            Self::Saturday => 6,
            Self::Sunday => 7,
        }
    }

    /// Says whether the day is a Saturday or a Sunday
    pub const fn is_weekend(self) -> bool {
        matches!(self, Self::Saturday | Self::Sunday)
    }
}

/// A civil date between 1900-01-01 and 2200-12-31
///
/// # Examples
///
/// ```
/// use par_index::number::{Date, Weekday};
///
/// let end = Date::parse("2024-03-31").unwrap();
/// assert_eq!(end.weekday(), Weekday::Sunday);
/// assert_eq!(Date::parse("2024-01-31").unwrap().add_months(1).unwrap().to_string(), "2024-02-29");
/// ```
// INVARIANT: FIRST_DAY <= days since 1970-01-01 <= LAST_DAY.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

impl Date {
    /// Reads `YYYY-MM-DD`
    ///
    /// # Errors
    ///
    /// Says what is wrong, and how to write it where the date meant is recognised.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        if let Some(date) = Self::from_iso(text.as_bytes()) {
            return Ok(date);
        }
        if let Some(digit) = text
            .chars()
            .take(32)
            .find(|c| c.is_numeric() && !c.is_ascii_digit())
        {
            return Err(DateError::ForeignDigits { digit });
        }
        let mut parts = text.split(['-', '/', '.']);
        let (Some(a), Some(b), Some(c), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(serial(text).unwrap_or(DateError::NotADate));
        };
        let (Some(first), Some(second), Some(third)) = (number(a), number(b), number(c)) else {
            return Err(DateError::NotADate);
        };
        match (a.len(), c.len()) {
            (4, 1 | 2) => {
                let date = Self::from_numbers(first, second, third)?;
                let iso = date.to_string();
                if iso == text {
                    Ok(date)
                } else {
                    Err(DateError::Loose { iso })
                }
            }
            (1 | 2, 4) => {
                let month_first = || Self::from_numbers(third, first, second);
                if (13..=31).contains(&second)
                    && let Ok(date) = month_first()
                {
                    let iso = date.to_string();
                    return Err(DateError::MonthFirst { iso });
                }
                let iso = Self::from_numbers(third, second, first)?.to_string();
                Err(DateError::DayFirst { iso })
            }
            _ => Err(DateError::NotADate),
        }
    }

    /// Reads what is written as it should be; the reasons why something is not are for `parse`.
    fn from_iso(text: &[u8]) -> Option<Self> {
        let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = text else {
            return None;
        };
        let number = |digits: &[&u8]| {
            digits.iter().try_fold(0_u16, |number, digit| {
                let digit = digit.checked_sub(b'0').filter(|digit| *digit < 10)?;
                Some(number.wrapping_mul(10).wrapping_add(u16::from(digit)))
            })
        };
        let year = number(&[y0, y1, y2, y3])?;
        Self::from_numbers(year, number(&[m0, m1])?, number(&[d0, d1])?).ok()
    }

    /// Makes the date of a year, a month and a day
    ///
    /// # Errors
    ///
    /// `OutOfRange`, `NoSuchMonth` or `NoSuchDay`.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Result<Self, DateError> {
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return Err(DateError::OutOfRange { year });
        }
        if !(1..=12).contains(&month) {
            return Err(DateError::NoSuchMonth {
                month: u32::from(month),
            });
        }
        let last = last_day(year, month);
        if day == 0 || day > last {
            let (month, day) = (u32::from(month), u32::from(day));
            return Err(DateError::NoSuchDay {
                year,
                month,
                day,
                last,
            });
        }
        Ok(Self(days_from_civil(year, month, day)))
    }

    fn from_numbers(year: u16, month: u16, day: u16) -> Result<Self, DateError> {
        let year = i32::from(year);
        let small = |value: u16| u8::try_from(value).unwrap_or(u8::MAX);
        Self::from_ymd(year, small(month), small(day))
    }

    /// The text `YYYY-MM-DD`.
    fn written(self) -> [u8; 10] {
        let (year, month, day) = civil_from_days(self.0);
        // INVARIANT: years have four digits, a remainder by 10 has one.
        let digit = |number: i32| u8::try_from(number.wrapping_rem(10)).unwrap_or(0) | b'0';
        let two = |number: i32| [digit(number.wrapping_div(10)), digit(number)];
        let ([y0, y1], [y2, y3]) = (two(year.wrapping_div(100)), two(year));
        let ([m0, m1], [d0, d1]) = (two(month), two(day));
        [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1]
    }

    /// Makes the date from days since 1970-01-01; `None` outside 1900 to 2200
    pub fn from_days(days: i32) -> Option<Self> {
        (FIRST_DAY..=LAST_DAY).contains(&days).then_some(Self(days))
    }

    /// Days since 1970-01-01
    #[inline]
    pub const fn days(self) -> i32 {
        self.0
    }

    /// The year
    pub const fn year(self) -> i32 {
        civil_from_days(self.0).0
    }

    /// The month, 1 to 12
    pub fn month(self) -> u8 {
        u8::try_from(civil_from_days(self.0).1).unwrap_or(1)
    }

    /// The day of the month, from 1
    pub fn day(self) -> u8 {
        u8::try_from(civil_from_days(self.0).2).unwrap_or(1)
    }

    /// The day of the week
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        match self.0.saturating_add(3).checked_rem_euclid(7) {
            Some(1) => Weekday::Tuesday,
            Some(2) => Weekday::Wednesday,
            Some(3) => Weekday::Thursday,
            Some(4) => Weekday::Friday,
            Some(5) => Weekday::Saturday,
            Some(6) => Weekday::Sunday,
            _ => Weekday::Monday,
        }
    }

    /// The date `days` later (earlier when negative); `None` outside 1900 to 2200
    pub fn checked_add_days(self, days: i32) -> Option<Self> {
        Self::from_days(self.0.checked_add(days)?)
    }

    /// The same day `months` later, or the last day of a shorter month
    ///
    /// `None` outside 1900 to 2200.
    pub fn add_months(self, months: i32) -> Option<Self> {
        let (year, month, day) = civil_from_days(self.0);
        let count = year
            .checked_mul(12)?
            .checked_add(month)?
            .checked_sub(1)?
            .checked_add(months)?;
        let year = count.checked_div_euclid(12)?;
        let month = u8::try_from(count.checked_rem_euclid(12)?.checked_add(1)?).ok()?;
        let day = u8::try_from(day).ok()?.min(last_day(year, month));
        Self::from_ymd(year, month, day).ok()
    }

    /// The last day of the month
    #[must_use]
    pub fn end_of_month(self) -> Self {
        let (year, month) = (self.year(), self.month());
        Self(days_from_civil(year, month, last_day(year, month)))
    }

    /// Days from `other` to this date, negative when this one is earlier
    pub const fn days_since(self, other: Self) -> i32 {
        self.0.wrapping_sub(other.0)
    }
}

/// A number of days since 1899-12-30, as spreadsheets count from March 1900 on.
fn serial(text: &str) -> Option<DateError> {
    let is_long = matches!(text.len(), 5 | 6) && text.bytes().all(|byte| byte.is_ascii_digit());
    let days: i32 = text.parse().ok().filter(|_| is_long)?;
    let date = Date::from_days(days.checked_sub(25_569)?)?;
    let iso = date.to_string();
    Some(DateError::Serial { iso })
}

/// Reads one to four ASCII digits.
fn number(text: &str) -> Option<u16> {
    let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn last_day(year: i32, month: u8) -> u8 {
    let divides = |divisor: i32| year.checked_rem(divisor) == Some(0);
    match month {
        2 if (divides(4) && !divides(100)) || divides(400) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 of a date of the Gregorian calendar.
#[expect(
    clippy::arithmetic_side_effects,
    clippy::integer_division,
    reason = "years are 1900 to 2200, so every term is positive and far below the limits"
)]
fn days_from_civil(year: i32, month: u8, day: u8) -> i32 {
    // Years are counted from 1 March, so that the leap day is the last.
    let month = i32::from(month);
    let year = if month <= 2 { year - 1 } else { year };
    let shifted = (month + 9) % 12;
    let day_of_year = (153 * shifted + 2) / 5 + i32::from(day) - 1;
    365 * year + year / 4 - year / 100 + year / 400 + day_of_year - 719_468
}

/// Year, month and day of a day since 1970-01-01.
#[expect(
    clippy::arithmetic_side_effects,
    clippy::integer_division,
    reason = "days are those of 1900 to 2200, so every term is positive and far below the limits"
)]
const fn civil_from_days(days: i32) -> (i32, i32, i32) {
    let days = days + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

/// The first day there is, so that nothing is due or done by a date nobody stated
impl Default for Date {
    fn default() -> Self {
        Self(FIRST_DAY)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::parse(text)
    }
}

impl TryFrom<&str> for Date {
    type Error = DateError;

    fn try_from(text: &str) -> Result<Self, DateError> {
        Self::parse(text)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(std::str::from_utf8(&self.written()).unwrap_or_default())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({self})")
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
