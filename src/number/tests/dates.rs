//! Known dates, and every day of three centuries.

use super::*;

#[test]
fn dates_are_read_or_refused_with_the_reason() {
    use DateError as E;
    let date = |text: &str| Date::parse(text);
    assert_eq!(date("1970-01-01").unwrap().days(), 0);
    assert_eq!(date("2000-02-29").unwrap().days(), 11_016);
    assert_eq!(date("2024-12-31").unwrap().days(), 20_088);
    assert_eq!(date("1900-01-01").unwrap().days(), -25_567);
    assert_eq!(date("2200-12-31").unwrap().checked_add_days(1), None);
    assert_eq!(date("1900-01-01").unwrap().checked_add_days(-1), None);
    let day = |year, month, day, last| E::NoSuchDay {
        year,
        month,
        day,
        last,
    };
    for (text, error) in [
        ("2024-02-30", day(2024, 2, 30, 29)),
        ("2023-02-29", day(2023, 2, 29, 28)),
        ("2100-02-29", day(2100, 2, 29, 28)),
        ("2024-04-00", day(2024, 4, 0, 30)),
        ("30/02/2024", day(2024, 2, 30, 29)),
        ("2024-13-01", E::NoSuchMonth { month: 13 }),
        (
            "31/12/2024",
            E::DayFirst {
                iso: "2024-12-31".to_owned(),
            },
        ),
        (
            "1.2.2024",
            E::DayFirst {
                iso: "2024-02-01".to_owned(),
            },
        ),
        (
            "2024/12/31",
            E::Loose {
                iso: "2024-12-31".to_owned(),
            },
        ),
        (
            "2024-1-5",
            E::Loose {
                iso: "2024-01-05".to_owned(),
            },
        ),
        ("2024-+5-01", E::NotADate),
        ("2024-00005-01", E::NotADate),
        // Month first, as in American spreadsheets: not read as a day of month 31.
        (
            "3/31/2024",
            E::MonthFirst {
                iso: "2024-03-31".to_owned(),
            },
        ),
        ("13/13/2024", E::NoSuchMonth { month: 13 }),
        // By a spreadsheet: 45382 shown as a date.
        (
            "45382",
            E::Serial {
                iso: "2024-03-31".to_owned(),
            },
        ),
        (
            "36526",
            E::Serial {
                iso: "2000-01-01".to_owned(),
            },
        ),
        ("999999", E::NotADate),
        ("4538", E::NotADate),
        ("1899-12-31", E::OutOfRange { year: 1899 }),
        ("9999-12-31", E::OutOfRange { year: 9999 }),
        ("٢٠٢٤-١٢-٣١", E::ForeignDigits { digit: '٢' }),
        ("2024-12", E::NotADate),
        ("2024-12-31T00:00:00", E::NotADate),
        ("31 December 2024", E::NotADate),
        ("31/12/24", E::NotADate),
        ("", E::NotADate),
        ("2024-+1-01", E::NotADate),
    ] {
        assert_eq!(date(text), Err(error), "{text:?}");
    }
}

#[test]
fn dates_calculate_by_the_calendar() {
    let date = |text: &str| Date::parse(text).unwrap();
    let after = |from: &str, months| date(from).add_months(months).map(|date| date.to_string());
    assert_eq!(after("2024-01-31", 1).unwrap(), "2024-02-29");
    assert_eq!(after("2023-01-31", 1).unwrap(), "2023-02-28");
    assert_eq!(after("2024-03-31", -1).unwrap(), "2024-02-29");
    assert_eq!(after("2024-11-30", 3).unwrap(), "2025-02-28");
    assert_eq!(after("2024-05-15", -17).unwrap(), "2022-12-15");
    assert_eq!(after("2200-12-01", 1), None);
    assert_eq!(after("2000-01-01", i32::MAX), None);
    assert_eq!(date("2024-02-03").end_of_month(), date("2024-02-29"));
    assert_eq!(date("2024-12-01").end_of_month(), date("2024-12-31"));
    assert_eq!(date("2024-03-01").days_since(date("2024-02-01")), 29);
    // Known days: the first quarter of 2024 ended on a Sunday; 30 April 1975 was a Wednesday.
    assert_eq!(date("2024-03-31").weekday(), Weekday::Sunday);
    assert_eq!(date("1975-04-30").weekday(), Weekday::Wednesday);
    assert_eq!(date("1945-09-02").weekday(), Weekday::Sunday);
    assert_eq!(date("1900-01-01").weekday(), Weekday::Monday);
    assert_eq!(date("2024-01-01").weekday().number(), 1);
    assert!(date("2024-06-01").weekday().is_weekend());
    assert_eq!(
        serde_json::to_string(&date("2024-06-01")).unwrap(),
        "\"2024-06-01\""
    );
}

#[test]
fn every_day_agrees_with_a_naive_counter() {
    let (mut year, mut month, mut day, mut weekday) = (1900, 1, 1, 1);
    let mut date = Date::from_ymd(1900, 1, 1).unwrap();
    loop {
        assert_eq!((date.year(), date.month(), date.day()), (year, month, day));
        assert_eq!(date.weekday().number(), weekday);
        assert_eq!(Date::from_ymd(year, month, day), Ok(date));
        let text = format!("{year:04}-{month:02}-{day:02}");
        assert_eq!(date.to_string(), text);
        assert_eq!(Date::parse(&text), Ok(date));
        let leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
        let lengths = [
            31,
            if leap { 29 } else { 28 },
            31,
            30,
            31,
            30,
            31,
            31,
            30,
            31,
            30,
            31,
        ];
        day += 1;
        weekday = weekday % 7 + 1;
        if day > lengths[usize::from(month) - 1] {
            (day, month) = (1, month + 1);
        }
        if month > 12 {
            (month, year) = (1, year + 1);
        }
        match date.checked_add_days(1) {
            Some(next) => date = next,
            None => break,
        }
    }
    assert_eq!((year, month, day), (2201, 1, 1));
}
