//! Days of the years around the period, written as text.

/// First day of the period, as a day of its own count: 1 January 2024 is day 0
pub(crate) const PERIOD_END: i64 = 365;

const LENGTHS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

fn leap(year: i64) -> bool {
    year % 4 == 0
}

/// `2024-03-31`, for a day counted from 1 January 2024
pub(crate) fn day(mut day: i64) -> String {
    let mut year = 2024;
    while day < 0 {
        year -= 1;
        day += if leap(year) { 366 } else { 365 };
    }
    loop {
        let length = if leap(year) { 366 } else { 365 };
        if day < length {
            break;
        }
        day -= length;
        year += 1;
    }
    let mut month = 1;
    for length in LENGTHS {
        let length = if month == 2 && leap(year) { 29 } else { length };
        if day < length {
            break;
        }
        day -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", day + 1)
}

/// The day of a month of 2024
pub(crate) fn of(month: i64, date: i64) -> i64 {
    let before = LENGTHS.iter().zip(1..month);
    let days: i64 = before.map(|(length, _)| length).sum();
    days + date - 1 + i64::from(month > 2)
}

/// The last day of a month of 2024
pub(crate) fn last_of(month: i64) -> i64 {
    of(month + 1, 1) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_days() {
        assert_eq!(day(0), "2024-01-01");
        assert_eq!(day(PERIOD_END), "2024-12-31");
        assert_eq!(day(-1), "2023-12-31");
        assert_eq!(day(366), "2025-01-01");
        assert_eq!(day(of(2, 29)), "2024-02-29");
        assert_eq!(day(last_of(3)), "2024-03-31");
        assert_eq!(day(last_of(12)), "2024-12-31");
    }
}
