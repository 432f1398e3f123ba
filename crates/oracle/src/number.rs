//! Numbers: reading, rounding and printing.

use num_bigint::BigInt;

pub(crate) use crate::exact::Q;
use crate::json::Json;

/// A whole number
pub(crate) fn whole(value: i64) -> Q {
    Q::Words(value, 1)
}

/// Zero
pub(crate) fn zero() -> Q {
    whole(0)
}

/// 10^-9
pub(crate) fn nano() -> Q {
    whole(1) / power(9)
}

/// 10^places
pub(crate) fn power(places: u32) -> Q {
    match 10_i64.checked_pow(places) {
        Some(power) => whole(power),
        None => Q::of(BigInt::from(10).pow(places)),
    }
}

/// Reads `-12.50`
pub(crate) fn parse(text: &str) -> Result<Q, String> {
    let fault = || format!("not a number: {text}");
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (before, after) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if before.is_empty() || !is_plain(before) || !is_plain(after) {
        return Err(fault());
    }
    let places = u32::try_from(after.len()).map_err(|_| fault())?;
    let value = if before.len() + after.len() < 19 {
        let digits = before.bytes().chain(after.bytes());
        let mantissa = digits.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        whole(mantissa) / power(places)
    } else {
        let mantissa: BigInt = format!("{before}{after}").parse().map_err(|_| fault())?;
        Q::of(mantissa) / power(places)
    };
    Ok(if negative { -value } else { value })
}

/// A number of a file, written as a number or as a text
pub(crate) fn number(json: &Json) -> Result<Q, String> {
    match json {
        Json::Number(text) | Json::Text(text) => parse(text),
        other => Err(format!("not a number: {other:?}")),
    }
}

/// The number of that name
pub(crate) fn number_at(json: &Json, key: &str) -> Result<Q, String> {
    number(json.get(key)).map_err(|fault| format!("`{key}`: {fault}"))
}

/// The number of that name, where given
pub(crate) fn optional(json: &Json, key: &str) -> Result<Option<Q>, String> {
    json.given(key).map(number).transpose()
}

/// The whole number of that name, where given
pub(crate) fn count(json: &Json, key: &str) -> Result<Option<i64>, String> {
    match optional(json, key)? {
        None => Ok(None),
        Some(value) => i64::try_from(value.to_integer())
            .map(Some)
            .map_err(|_| format!("`{key}` is too large")),
    }
}

/// Places and mode of a rounding; `None` does not round
#[derive(Clone, Debug, Default)]
pub(crate) struct Rounding(Option<(u32, String)>);

impl Rounding {
    /// The rounding of that name
    pub(crate) fn read(json: &Json, key: &str) -> Result<Self, String> {
        let Some(rounding) = json.given(key) else {
            return Ok(Self(None));
        };
        let places = count(rounding, "places")?.and_then(|places| u32::try_from(places).ok());
        Ok(Self(Some((
            places.ok_or("places of a rounding are missing")?,
            rounding.need("mode")?.to_owned(),
        ))))
    }

    /// This rounding; to the grid where there is none
    pub(crate) fn or_grid(&self) -> Self {
        match &self.0 {
            Some(_) => self.clone(),
            None => Self(Some((9, "half-up".into()))),
        }
    }

    /// 1 in the last place
    pub(crate) fn last_place(&self) -> Option<Q> {
        let (places, _) = self.0.as_ref()?;
        Some(whole(1) / power(*places))
    }

    /// Whether a half goes to the even neighbour
    pub(crate) fn is_to_even(&self) -> bool {
        matches!(&self.0, Some((_, mode)) if mode == "half-even")
    }

    /// Rounds
    pub(crate) fn apply(&self, value: &Q) -> Result<Q, String> {
        let Some((places, mode)) = &self.0 else {
            return Ok(value.clone());
        };
        let scaled = value * power(*places);
        let cut = scaled.trunc();
        let rest = (&scaled - &cut).abs();
        let half = whole(1) / whole(2);
        let away = match mode.as_str() {
            "down" => false,
            "up" => rest != zero(),
            "half-up" => rest >= half,
            "half-even" => rest > half || (rest == half && cut.is_odd()),
            other => return Err(format!("unknown rounding mode `{other}`")),
        };
        let step = if scaled.is_negative() {
            whole(-1)
        } else {
            whole(1)
        };
        Ok((if away { cut + step } else { cut }) / power(*places))
    }
}

/// Rounds to the grid of 9 places, halves away from zero
pub(crate) fn to_grid(value: &Q) -> Result<Q, String> {
    Rounding(Some((9, "half-up".into()))).apply(value)
}

/// Canonical text: no trailing zeros, no exponent; what has no end is rounded to 9 places
pub(crate) fn print(value: &Q) -> Result<String, String> {
    let mut value = value.clone();
    let mut places = 0;
    while !(&value * power(places)).is_integer() {
        places += 1;
        if places > 9 {
            value = to_grid(&value)?;
            places = 0;
        }
    }
    let mantissa = (value.abs() * power(places)).to_integer().to_string();
    let width = usize::try_from(places).map_err(|fault| fault.to_string())?;
    let padded = format!("{mantissa:0>least$}", least = width + 1);
    let (before, after) = padded.split_at(padded.len() - width);
    let sign = if value.is_negative() { "-" } else { "" };
    Ok(if after.is_empty() {
        format!("{sign}{before}")
    } else {
        format!("{sign}{before}.{after}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(value: &str, places: u32, mode: &str) -> String {
        let rounding = Rounding(Some((places, mode.into())));
        print(&rounding.apply(&parse(value).unwrap()).unwrap()).unwrap()
    }

    #[test]
    fn prints_canonical_decimals() {
        for (text, canonical) in [
            ("0.00", "0"),
            ("-0.0050", "-0.005"),
            ("12.5", "12.5"),
            ("100", "100"),
        ] {
            assert_eq!(print(&parse(text).unwrap()).unwrap(), canonical);
        }
        assert_eq!(print(&(whole(1) / whole(3))).unwrap(), "0.333333333");
    }

    #[test]
    fn rounds_in_four_modes() {
        assert_eq!(rounded("0.125", 2, "half-up"), "0.13");
        assert_eq!(rounded("-0.125", 2, "half-up"), "-0.13");
        assert_eq!(rounded("0.125", 2, "half-even"), "0.12");
        assert_eq!(rounded("0.135", 2, "half-even"), "0.14");
        assert_eq!(rounded("-0.129", 2, "down"), "-0.12");
        assert_eq!(rounded("0.121", 2, "up"), "0.13");
        assert_eq!(rounded("0.12", 2, "up"), "0.12");
    }

    #[test]
    fn reads_more_digits_than_a_word_has() {
        for text in ["12345678901234567890.5", "0.00000000000000000001"] {
            let value = parse(text).unwrap() * power(20);
            let rest = text.trim_start_matches(['0', '.']).replace('.', "");
            assert!(print(&value).unwrap().starts_with(&rest), "{text}");
        }
        assert_eq!(parse("00012.50").unwrap(), whole(25) / whole(2));
    }

    #[test]
    fn refuses_what_is_no_plain_decimal() {
        for text in ["", "1e3", "1,5", "+1", ".5", "--1"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
