//! Days counted from 1 January 1970, working days and due days.

use std::collections::BTreeSet;

use crate::json::Json;
use crate::number::count;

/// A day, counted from 1 January 1970
pub(crate) type Day = i64;

fn is_leap(year: i64) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

/// Days of a month
pub(crate) fn month_length(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The day of year, month and day of the month, by counting
pub(crate) fn day_of(year: i64, month: i64, day: i64) -> Day {
    let years: i64 = if year >= 1970 {
        (1970..year)
            .map(|y| if is_leap(y) { 366 } else { 365 })
            .sum()
    } else {
        -(year..1970)
            .map(|y| if is_leap(y) { 366 } else { 365 })
            .sum::<i64>()
    };
    let months: i64 = (1..month).map(|m| month_length(year, m)).sum();
    years + months + day - 1
}

/// Year, month and day of the month, by counting
pub(crate) fn calendar(day: Day) -> (i64, i64, i64) {
    let mut year = 1970 + day.div_euclid(366);
    while day_of(year + 1, 1, 1) <= day {
        year += 1;
    }
    let mut month = 1;
    while month < 12 && day_of(year, month + 1, 1) <= day {
        month += 1;
    }
    (year, month, day - day_of(year, month, 1) + 1)
}

/// Reads `2024-03-31`
pub(crate) fn parse(text: &str) -> Result<Day, String> {
    let fault = || format!("not a day: {text}");
    let numbers: Vec<i64> = text
        .split('-')
        .map(|piece| piece.parse::<i64>().map_err(|_| fault()))
        .collect::<Result<_, _>>()?;
    match numbers[..] {
        [year, month, day]
            if (1..=12).contains(&month) && (1..=month_length(year, month)).contains(&day) =>
        {
            Ok(day_of(year, month, day))
        }
        _ => Err(fault()),
    }
}

/// The day of that name, where given
pub(crate) fn optional(json: &Json, key: &str) -> Result<Option<Day>, String> {
    json.given(key)
        .map(|value| parse(value.word().unwrap_or_default()))
        .transpose()
}

/// The last day of a month, quarter, half-year or year: `2024-03`, `2024-Q1`, `2024-H1`, `2024`
pub(crate) fn last_day(label: &str) -> Result<Day, String> {
    let fault = || format!("not a month, quarter or year: {label}");
    let (year, rest) = label.split_once('-').unwrap_or((label, ""));
    let year: i64 = year.parse().map_err(|_| fault())?;
    let month: i64 = if let Some(quarter) = rest.strip_prefix('Q') {
        3 * quarter.parse::<i64>().map_err(|_| fault())?
    } else if let Some(half) = rest.strip_prefix('H') {
        6 * half.parse::<i64>().map_err(|_| fault())?
    } else if rest.is_empty() {
        12
    } else {
        rest.parse().map_err(|_| fault())?
    };
    if (1..=12).contains(&month) {
        Ok(day_of(year, month, month_length(year, month)))
    } else {
        Err(fault())
    }
}

/// Which days are worked, and what is done about a last day that is not
#[derive(Clone, Debug)]
pub(crate) struct Calendar {
    holidays: BTreeSet<Day>,
    /// Saturdays and Sundays that are worked.
    worked: BTreeSet<Day>,
    policy: String,
}

impl Calendar {
    /// The calendar of a criteria set or plan
    pub(crate) fn read(json: &Json) -> Result<Self, String> {
        let days = |key: &str| -> Result<BTreeSet<Day>, String> {
            json.words(key).iter().map(|text| parse(text)).collect()
        };
        let policy = json.text("non_working_day").unwrap_or("keep").to_owned();
        Ok(Self {
            holidays: days("holidays")?,
            worked: days("working_days")?,
            policy,
        })
    }

    /// The same calendar with the policy that a measure or deadline states
    pub(crate) fn with_policy_of(&self, json: &Json) -> Self {
        let mut calendar = self.clone();
        if let Some(policy) = json.text("non_working_day") {
            policy.clone_into(&mut calendar.policy);
        }
        calendar
    }

    fn works(&self, day: Day) -> bool {
        // 1 January 1970 was a Thursday: day 2 a Saturday, day 3 a Sunday.
        let weekend = matches!(day.rem_euclid(7), 2 | 3);
        !self.holidays.contains(&day) && (!weekend || self.worked.contains(&day))
    }

    /// Moves a last day that is not worked, as the policy says
    pub(crate) fn settle(&self, last: Day) -> Result<Day, String> {
        let step = match self.policy.as_str() {
            "keep" => return Ok(last),
            "next-working-day" => 1,
            "previous-working-day" => -1,
            other => return Err(format!("unknown policy `{other}`")),
        };
        let mut day = last;
        while !self.works(day) {
            day += step;
        }
        Ok(day)
    }

    /// `start` plus a count of days, working days or months
    pub(crate) fn after(&self, start: Day, after: &Json) -> Result<Day, String> {
        let how_many = count(after, "count")?.ok_or("count is missing")?;
        match after.need("unit")? {
            "days" => Ok(start + how_many),
            "working-days" => {
                let mut day = start;
                let mut left = how_many;
                while left > 0 {
                    day += 1;
                    if self.works(day) {
                        left -= 1;
                    }
                }
                Ok(day)
            }
            "months" => {
                let (year, month, day) = calendar(start);
                let months = year * 12 + (month - 1) + how_many;
                let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
                Ok(day_of(year, month, day.min(month_length(year, month))))
            }
            other => Err(format!("unknown unit `{other}`")),
        }
    }

    /// The last day L of a due date; `start` gives the date an `after` counts from, `None` is not known
    pub(crate) fn due(
        &self,
        due: &Json,
        start: impl Fn(&Json) -> Result<Option<Day>, String>,
    ) -> Result<Option<Day>, String> {
        let (kind, payload) = due.tag()?;
        let text = || {
            payload
                .word()
                .ok_or_else(|| format!("`{kind}` needs a text"))
        };
        let last = match kind {
            "before" => parse(text()?)? - 1,
            "by" => parse(text()?)?,
            "month" | "quarter" | "year" => last_day(text()?)?,
            "after" => match start(payload)? {
                Some(start) => self.after(start, payload)?,
                None => return Ok(None),
            },
            other => return Err(format!("unknown due date `{other}`")),
        };
        self.settle(last).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;

    fn due(due: &str, policy: &str) -> (i64, i64, i64) {
        let set = format!(r#"{{"non_working_day": "{policy}", "holidays": ["2024-04-01"]}}"#);
        let calendar = Calendar::read(&read(&set).unwrap()).unwrap();
        let start = |after: &Json| optional(after, "date");
        super::calendar(calendar.due(&read(due).unwrap(), start).unwrap().unwrap())
    }

    #[test]
    fn counts_days_both_ways() {
        for day in [-800, -1, 0, 58, 59, 60, 365, 366, 19_782, 19_783, 20_000] {
            let (year, month, date) = calendar(day);
            assert_eq!(day_of(year, month, date), day);
        }
        assert_eq!(parse("2024-02-29").unwrap(), 19_782);
        assert!(parse("2023-02-29").is_err());
    }

    #[test]
    fn first_quarter_of_2024_ends_on_a_sunday() {
        assert_eq!(due(r#"{"quarter": "2024-Q1"}"#, "keep"), (2024, 3, 31));
        // Monday 1 April is a holiday here.
        assert_eq!(
            due(r#"{"quarter": "2024-Q1"}"#, "next-working-day"),
            (2024, 4, 2)
        );
        assert_eq!(
            due(r#"{"quarter": "2024-Q1"}"#, "previous-working-day"),
            (2024, 3, 29)
        );
    }

    #[test]
    fn before_acts_on_the_day_before() {
        // 14 April 2024 is a Sunday.
        assert_eq!(due(r#"{"before": "2024-04-15"}"#, "keep"), (2024, 4, 14));
        assert_eq!(
            due(r#"{"before": "2024-04-15"}"#, "previous-working-day"),
            (2024, 4, 12)
        );
        assert_eq!(
            due(r#"{"by": "2024-04-15"}"#, "previous-working-day"),
            (2024, 4, 15)
        );
    }

    #[test]
    fn counts_after_a_date() {
        let after = |unit: &str, count: u32| {
            due(
                &format!(
                    r#"{{"after": {{"count": {count}, "unit": "{unit}", "date": "2024-01-31"}}}}"#
                ),
                "keep",
            )
        };
        assert_eq!(after("months", 1), (2024, 2, 29));
        assert_eq!(after("days", 30), (2024, 3, 1));
        // Wednesday 31 January: Thursday, Friday, Monday.
        assert_eq!(after("working-days", 3), (2024, 2, 5));
    }
}
