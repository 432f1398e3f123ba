//! Known quantities and points.

#[cfg(feature = "decimal")]
use rust_decimal::Decimal;

use super::*;

#[test]
fn quantities_are_read_exactly() {
    for (text, mantissa, scale) in [
        ("0", 0, 0),
        ("0.000", 0, 0),
        ("12.50", 125, 1),
        ("-3.25", -325, 2),
        ("100", 100, 0),
        ("0.000000001", 1, 9),
        ("1000000000000000000", 1_000_000_000_000_000_000, 0),
        ("-1000000000.000000000", -1_000_000_000, 0),
    ] {
        let read = quantity(text);
        assert_eq!((read.mantissa(), read.scale()), (mantissa, scale), "{text}");
    }
}

#[test]
fn other_texts_are_refused_with_the_reason() {
    use NumberError as E;
    let comma = |text: &str| E::DecimalComma {
        with_point: Some(text.to_owned()),
    };
    let many = E::TooManyDecimals {
        found: 10,
        allowed: 9,
    };
    for (text, error) in [
        ("", E::Empty),
        ("-", E::NotANumber),
        ("abc", E::NotANumber),
        ("1.", E::NotANumber),
        (".5", E::NotANumber),
        ("1.2.3", E::NotANumber),
        ("--1", E::NotANumber),
        ("0x10", E::NotANumber),
        ("1_000", E::NotANumber),
        ("e5", E::NotANumber),
        ("1e400", E::Exponent),
        ("1E+3", E::Exponent),
        ("-2.5e-7", E::Exponent),
        ("NaN", E::NotFinite),
        ("-Infinity", E::NotFinite),
        ("inf", E::NotFinite),
        ("-0", E::NegativeZero),
        ("-0.00", E::NegativeZero),
        ("007", E::LeadingZero),
        ("-01.5", E::LeadingZero),
        ("00", E::LeadingZero),
        ("+5", E::PlusSign),
        ("12,5", comma("12.5")),
        ("-0,25", comma("-0.25")),
        ("1.234,5", E::DecimalComma { with_point: None }),
        ("٣٫٥", E::ForeignDigits { digit: '٣' }),
        ("１２", E::ForeignDigits { digit: '１' }),
        ("1½", E::ForeignDigits { digit: '½' }),
        (" 5", E::Spaces),
        ("5\u{a0}", E::Spaces),
        ("1 000", E::Spaces),
        ("1.0000000000", many.clone()),
        ("0.1234567891", many),
        ("1000000000000000001", E::OutOfRange),
        ("9999999999.123456789", E::OutOfRange),
        ("99999999999999999999999999", E::OutOfRange),
    ] {
        assert_eq!(Quantity::parse(text), Err(error), "{text:?}");
    }
    let long = "1".repeat(65);
    assert_eq!(
        Quantity::parse(&long),
        Err(E::TooLong {
            length: 65,
            allowed: 64
        })
    );
}

#[test]
fn quantities_change_scale_only_without_loss() {
    assert_eq!(quantity("12.5").to_scale(3), Some(12_500));
    assert_eq!(quantity("12.50").to_scale(1), Some(125));
    assert_eq!(quantity("12.5").to_scale(0), None);
    assert_eq!(quantity("1000000000000000000").to_scale(1), None);
    assert_eq!(Quantity::ZERO.to_scale(40), Some(0));
    assert_eq!(
        Quantity::new(1, 10),
        Err(NumberError::TooManyDecimals {
            found: 10,
            allowed: 9
        })
    );
    assert_eq!(Quantity::new(10, 10), Ok(quantity("0.000000001")));
    assert_eq!(Quantity::from_i64(i64::MIN), Err(NumberError::OutOfRange));
    assert_eq!(
        serde_json::to_string(&quantity("8.750")).unwrap(),
        "\"8.75\""
    );
}

#[cfg(feature = "decimal")]
#[test]
fn decimals_convert_where_they_fit() {
    let decimal = |text: &str| Decimal::from_str_exact(text).unwrap();
    assert_eq!(quantity("-12.50").to_decimal(), decimal("-12.5"));
    assert_eq!(
        Quantity::try_from(decimal("87.2600")),
        Ok(quantity("87.26"))
    );
    assert_eq!(Quantity::try_from(decimal("-0.0")), Ok(Quantity::ZERO));
    assert!(Quantity::try_from(decimal("0.1234567891")).is_err());
    assert_eq!(
        Quantity::try_from(Decimal::MAX),
        Err(NumberError::OutOfRange)
    );
    assert_eq!(
        Points::from_nanos(8_750_000_000).to_decimal().to_string(),
        "8.75"
    );
}

#[test]
fn points_are_written_as_asked() {
    let points = |text: &str| Points::from_quantity(quantity(text)).unwrap();
    assert_eq!(points("8.75").to_string(), "8.75");
    assert_eq!(points("100").to_string(), "100");
    assert_eq!(Points::ZERO.to_string(), "0");
    assert_eq!(Points::from_nanos(-1).to_string(), "-0.000000001");
    for (text, places, fixed) in [
        ("8.75", 2, "8.75"),
        ("8.75", 4, "8.7500"),
        ("8.755", 2, "8.76"),
        ("-8.755", 2, "-8.76"),
        ("8.754999999", 2, "8.75"),
        ("0.5", 0, "1"),
        ("-0.004", 2, "0.00"),
        ("99.995", 2, "100.00"),
        ("1", 11, "1.00000000000"),
    ] {
        assert_eq!(points(text).to_fixed(places), fixed, "{text} to {places}");
    }
    assert_eq!(Points::from_quantity(quantity("10000000000")), None);
    assert_eq!(
        Points::from_nanos(i64::MAX).checked_add(Points::from_nanos(1)),
        None
    );
    assert_eq!(Points::from_nanos(i64::MIN).checked_neg(), None);
    assert_eq!(
        Points::from_nanos(i64::MIN).to_string(),
        "-9223372036.854775808"
    );
    assert_eq!(serde_json::to_string(&points("0.10")).unwrap(), "\"0.1\"");
}
