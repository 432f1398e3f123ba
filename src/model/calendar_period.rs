//! Months, quarters, half-years and years.

use std::fmt;

use crate::file::{Every, Span};
use crate::number::Date;

/// A month, quarter, half-year or year of the calendar
///
/// Written `2024-03`, `2024-Q1`, `2024-H1`, `2024`.
// INVARIANT: first and last are the ends of one such period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CalendarPeriod {
    length: Length,
    first: Date,
    last: Date,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Length {
    Month,
    Quarter,
    HalfYear,
    Year,
}

impl Length {
    /// The length by which something recurs; `None` where the source does not say.
    pub(crate) const fn of(every: Every) -> Option<Self> {
        match every {
            Every::Month => Some(Self::Month),
            Every::Quarter => Some(Self::Quarter),
            Every::HalfYear => Some(Self::HalfYear),
            Every::Year => Some(Self::Year),
            Every::Unstated => None,
        }
    }

    const fn months(self) -> u8 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }
}

impl CalendarPeriod {
    /// The `number`-th period of a year, from 1; `None` where there is none.
    pub(crate) fn new(year: i32, length: Length, number: u8) -> Option<Self> {
        let months = length.months();
        let month = number.checked_sub(1)?.checked_mul(months)?.checked_add(1)?;
        let first = Date::from_ymd(year, month, 1).ok()?;
        let last = first
            .add_months(i32::from(months).checked_sub(1)?)?
            .end_of_month();
        Some(Self {
            length,
            first,
            last,
        })
    }

    /// Reads `2024-03`, `2024-Q1`, `2024-H1` or `2024`, written exactly so.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (year, rest) = match text.split_once('-') {
            Some((year, rest)) => (year, Some(rest)),
            None => (text, None),
        };
        let (length, number) = match rest {
            None => (Length::Year, "1"),
            Some(rest) => match (rest.strip_prefix('Q'), rest.strip_prefix('H')) {
                (Some(number), _) => (Length::Quarter, number),
                (_, Some(number)) => (Length::HalfYear, number),
                _ => (Length::Month, rest),
            },
        };
        let period = Self::new(year.parse().ok()?, length, number.parse().ok()?)?;
        // Other spellings, such as `2024-3` or `+2024`, are not accepted.
        (period.to_string() == text).then_some(period)
    }

    /// The same, where the text names a period of this length.
    pub(crate) fn parse_as(text: &str, length: Length) -> Option<Self> {
        Self::parse(text).filter(|period| period.length == length)
    }

    /// The period of that length in which a day lies.
    pub(crate) fn holding(day: Date, length: Length) -> Option<Self> {
        let before = day.month().checked_sub(1)?;
        let number = before.checked_div(length.months())?.checked_add(1)?;
        Self::new(day.year(), length, number)
    }

    /// All periods of a length that end within a span of days, in order.
    pub(crate) fn ending_in(span: &Span, length: Length) -> impl Iterator<Item = Self> + use<> {
        let until = span.until;
        std::iter::successors(Self::holding(span.from, length), Self::next)
            .take_while(move |period| period.last <= until)
    }

    fn next(&self) -> Option<Self> {
        Self::holding(self.last.checked_add_days(1)?, self.length)
    }

    /// The first day.
    pub(crate) const fn first(self) -> Date {
        self.first
    }

    /// The last day.
    pub(crate) const fn last(self) -> Date {
        self.last
    }

    /// Both ends.
    pub(crate) const fn span(self) -> Span {
        Span {
            from: self.first,
            until: self.last,
        }
    }
}

impl fmt::Display for CalendarPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.last.month());
        // Periods of a year are numbered by their last months.
        let number = month.checked_div(self.length.months()).unwrap_or(1);
        match self.length {
            Length::Month => write!(f, "{year:04}-{month:02}"),
            Length::Quarter => write!(f, "{year:04}-Q{number}"),
            Length::HalfYear => write!(f, "{year:04}-H{number}"),
            Length::Year => write!(f, "{year:04}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(text: &str) -> String {
        let period = CalendarPeriod::parse(text).unwrap();
        assert_eq!(period.to_string(), text);
        format!("{}..{}", period.first(), period.last())
    }

    #[test]
    fn periods_have_their_days() {
        assert_eq!(ends("2024-02"), "2024-02-01..2024-02-29");
        assert_eq!(ends("2023-02"), "2023-02-01..2023-02-28");
        assert_eq!(ends("2024-Q1"), "2024-01-01..2024-03-31");
        assert_eq!(ends("2024-Q4"), "2024-10-01..2024-12-31");
        assert_eq!(ends("2024-H1"), "2024-01-01..2024-06-30");
        assert_eq!(ends("2024-H2"), "2024-07-01..2024-12-31");
        assert_eq!(ends("2024"), "2024-01-01..2024-12-31");
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "2024-",
            "2024-13",
            "2024-00",
            "2024-3",
            "2024-Q0",
            "2024-Q5",
            "2024-H3",
            "2024-q1",
            "2024-Q01",
            "24-01",
            "+2024",
            "2024 ",
            "2024-01-31",
            "1899",
            "2201",
            "2024-Q255",
            "2024-+1",
            "Q1-2024",
        ] {
            assert_eq!(CalendarPeriod::parse(text), None, "{text}");
        }
    }

    #[test]
    fn periods_ending_in_a_span() {
        let span = |from, until| Span {
            from: Date::parse(from).unwrap(),
            until: Date::parse(until).unwrap(),
        };
        let labels = |span: &Span, length| {
            CalendarPeriod::ending_in(span, length)
                .map(|period| period.to_string())
                .collect::<Vec<_>>()
        };
        let year = span("2024-01-01", "2024-12-31");
        assert_eq!(labels(&year, Length::Month).len(), 12);
        assert_eq!(
            labels(&year, Length::Quarter),
            ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]
        );
        assert_eq!(labels(&year, Length::HalfYear), ["2024-H1", "2024-H2"]);
        assert_eq!(labels(&year, Length::Year), ["2024"]);
        let part = span("2023-12-15", "2024-05-30");
        assert_eq!(labels(&part, Length::Quarter), ["2023-Q4", "2024-Q1"]);
        assert_eq!(labels(&part, Length::Month).last().unwrap(), "2024-04");
        let end = span("2200-12-01", "2200-12-31");
        assert_eq!(labels(&end, Length::Month), ["2200-12"]);
        let reversed = span("2024-12-31", "2024-01-01");
        assert_eq!(labels(&reversed, Length::Month), [""; 0]);
    }
}
