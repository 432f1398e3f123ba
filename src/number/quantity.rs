//! A decimal number exactly as a person wrote it.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::NumberError;
use super::decimal_text;
use super::power::{MAX_PLACES, power_of_ten};

/// Largest absolute mantissa.
const LIMIT: i64 = 1_000_000_000_000_000_000;
/// Longest text read as a number, in bytes.
const MAX_LENGTH: usize = 64;

/// An exact decimal number: `mantissa / 10^scale`
///
/// Equal values are equal however they were written: `1.50` is kept as `1.5`.
///
/// # Examples
///
/// ```
/// use par_index::number::Quantity;
///
/// let share = Quantity::parse("12.50").unwrap();
/// assert_eq!(share.to_string(), "12.5");
/// assert_eq!(share.to_scale(3), Some(12_500));
/// assert!(Quantity::parse("12,5").is_err());
/// ```
// INVARIANT: scale <= 9, |mantissa| <= 10^18, and scale is the least that holds the value.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quantity {
    mantissa: i64,
    scale: u8,
}

impl Quantity {
    /// The number zero
    pub const ZERO: Self = Self {
        mantissa: 0,
        scale: 0,
    };

    /// Makes `mantissa / 10^scale`
    ///
    /// # Errors
    ///
    /// `TooManyDecimals` when the value needs more than 9 decimals, `OutOfRange` when the mantissa
    /// is beyond 10^18.
    pub fn new(mantissa: i64, scale: u8) -> Result<Self, NumberError> {
        Self::from_parts(i128::from(mantissa), u32::from(scale))
    }

    /// Makes a whole number
    ///
    /// # Errors
    ///
    /// `OutOfRange` beyond 10^18.
    pub fn from_i64(value: i64) -> Result<Self, NumberError> {
        Self::new(value, 0)
    }

    pub(super) fn from_parts(mantissa: i128, scale: u32) -> Result<Self, NumberError> {
        let (mut mantissa, mut scale) = (mantissa, scale);
        if mantissa == 0 {
            return Ok(Self::ZERO);
        }
        while scale > 0 && mantissa.checked_rem(10) == Some(0) {
            mantissa = mantissa.checked_div(10).unwrap_or(0);
            scale = scale.saturating_sub(1);
        }
        let places = u8::try_from(scale)
            .ok()
            .filter(|places| *places <= MAX_PLACES);
        let Some(scale) = places else {
            return Err(NumberError::TooManyDecimals {
                found: usize::try_from(scale).unwrap_or(usize::MAX),
                allowed: MAX_PLACES,
            });
        };
        match i64::try_from(mantissa) {
            Ok(mantissa) if mantissa.unsigned_abs() <= LIMIT.unsigned_abs() => {
                Ok(Self { mantissa, scale })
            }
            _ => Err(NumberError::OutOfRange),
        }
    }

    /// Appends the text that `Display` gives
    pub fn append_to(self, into: &mut Vec<u8>) {
        into.extend_from_slice(decimal_text::Written::fixed(self.mantissa, self.scale).bytes());
    }

    /// Reads `-?(0|[1-9][0-9]*)(\.[0-9]+)?` exactly
    ///
    /// # Errors
    ///
    /// Everything else is refused with the reason: an exponent, `-0`, a decimal comma, leading
    /// zeros, digits of other scripts, more than 9 decimals, more than 18 digits.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        if let Some(mantissa) = small_integer(text.as_bytes()) {
            return Ok(Self { mantissa, scale: 0 });
        }
        if text.len() > MAX_LENGTH {
            return Err(NumberError::TooLong {
                length: text.len(),
                allowed: MAX_LENGTH,
            });
        }
        let (negative, body) = match text.strip_prefix('-') {
            Some(body) => (true, body),
            None => (false, text),
        };
        let (whole, decimals) = match body.split_once('.') {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (body, None),
        };
        let plain = is_digits(whole) && decimals.is_none_or(is_digits);
        if !plain {
            return Err(refusal(text));
        }
        if whole.len() > 1 && whole.starts_with('0') {
            return Err(NumberError::LeadingZero);
        }
        let decimals = decimals.unwrap_or_default();
        if decimals.len() > usize::from(MAX_PLACES) {
            let found = decimals.len();
            return Err(match without_tail(whole, decimals) {
                Some(short) => NumberError::FloatTail {
                    found,
                    nearest: format!("{}{short}", if negative { "-" } else { "" }),
                },
                None => NumberError::TooManyDecimals {
                    found,
                    allowed: MAX_PLACES,
                },
            });
        }
        let kept = decimals.trim_end_matches('0');
        let mut mantissa: i64 = 0;
        for digit in whole.bytes().chain(kept.bytes()) {
            mantissa = mantissa
                .checked_mul(10)
                .and_then(|value| value.checked_add(i64::from(digit.wrapping_sub(b'0'))))
                .filter(|value| *value <= LIMIT)
                .ok_or(NumberError::OutOfRange)?;
        }
        if negative && mantissa == 0 {
            return Err(NumberError::NegativeZero);
        }
        let mantissa = if negative {
            mantissa.saturating_neg()
        } else {
            mantissa
        };
        let scale = u8::try_from(kept.len()).unwrap_or(MAX_PLACES);
        Ok(Self { mantissa, scale })
    }

    /// The digits as an integer
    #[inline]
    pub const fn mantissa(self) -> i64 {
        self.mantissa
    }

    /// The number of decimals, without trailing zeros
    #[inline]
    pub const fn scale(self) -> u8 {
        self.scale
    }

    /// The mantissa with exactly `places` decimals
    ///
    /// `None` where that would lose digits or does not fit.
    #[inline]
    pub fn to_scale(self, places: u8) -> Option<i64> {
        let missing = places.checked_sub(self.scale)?;
        if self.mantissa == 0 {
            return Some(0);
        }
        self.mantissa.checked_mul(power_of_ten(missing)?)
    }

    /// The value in units of 10^-9, which an `i128` always holds.
    fn nanos(self) -> i128 {
        let missing = MAX_PLACES.saturating_sub(self.scale);
        let factor = power_of_ten(missing).map_or(1, i128::from);
        i128::from(self.mantissa).saturating_mul(factor)
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number of more than 15 digits rounded to 15, where it then has few enough decimals.
fn without_tail(whole: &str, decimals: &str) -> Option<Quantity> {
    // What spreadsheets show; further digits come from keeping numbers in binary.
    const SHOWN: usize = 15;
    let digits = format!("{whole}{decimals}");
    let zeros = digits
        .len()
        .checked_sub(digits.trim_start_matches('0').len())?;
    let kept = zeros
        .checked_add(SHOWN)
        .filter(|kept| *kept < digits.len())?;
    let places = kept.checked_sub(whole.len())?;
    let mut mantissa: i128 = digits.get(..kept)?.parse().ok()?;
    if digits.as_bytes().get(kept) >= Some(&b'5') {
        mantissa = mantissa.checked_add(1)?;
    }
    Quantity::from_parts(mantissa, u32::try_from(places).ok()?).ok()
}

/// Finds the reason why `text` does not have the form of a number.
fn refusal(text: &str) -> NumberError {
    if text.is_empty() {
        return NumberError::Empty;
    }
    if let Some(digit) = text.chars().find(|c| c.is_numeric() && !c.is_ascii_digit()) {
        return NumberError::ForeignDigits { digit };
    }
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    if text.chars().any(char::is_whitespace) {
        return if digits {
            NumberError::Spaces
        } else {
            NumberError::NotANumber
        };
    }
    let word = text.trim_start_matches(['-', '+']).to_ascii_lowercase();
    if matches!(word.as_str(), "nan" | "inf" | "infinity") {
        return NumberError::NotFinite;
    }
    if text
        .strip_prefix('+')
        .is_some_and(|rest| Quantity::parse(rest).is_ok())
    {
        return NumberError::PlusSign;
    }
    if let Some((before, after)) = text.split_once(['e', 'E']) {
        let exponent = after.trim_start_matches(['-', '+']);
        if before.ends_with(|c: char| c.is_ascii_digit()) && is_digits(exponent) {
            return NumberError::Exponent;
        }
    }
    let separators = |c: char| c.is_ascii_digit() || c == ',' || c == '.' || c == '-';
    if digits && text.contains(',') && text.chars().all(separators) {
        let with_point = text.replacen(',', ".", 1);
        let with_point = Quantity::parse(&with_point).is_ok().then_some(with_point);
        return NumberError::DecimalComma { with_point };
    }
    NumberError::NotANumber
}

/// An integer of so few digits that nothing can be wrong with it.
#[inline]
fn small_integer(text: &[u8]) -> Option<i64> {
    let is_plain = matches!(text, [b'0'] | [b'1'..=b'9', ..]) && text.len() <= 15;
    if !is_plain {
        return None;
    }
    text.iter().try_fold(0_i64, |number, digit| {
        let digit = digit.checked_sub(b'0').filter(|digit| *digit < 10)?;
        Some(number.wrapping_mul(10).wrapping_add(i64::from(digit)))
    })
}

impl Ord for Quantity {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.scale == other.scale {
            return self.mantissa.cmp(&other.mantissa);
        }
        self.nanos().cmp(&other.nanos())
    }
}

impl PartialOrd for Quantity {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Default for Quantity {
    fn default() -> Self {
        Self::ZERO
    }
}

impl FromStr for Quantity {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        Self::parse(text)
    }
}

impl TryFrom<&str> for Quantity {
    type Error = NumberError;

    fn try_from(text: &str) -> Result<Self, NumberError> {
        Self::parse(text)
    }
}

impl From<u32> for Quantity {
    fn from(value: u32) -> Self {
        Self {
            mantissa: i64::from(value),
            scale: 0,
        }
    }
}

impl From<i32> for Quantity {
    fn from(value: i32) -> Self {
        Self {
            mantissa: i64::from(value),
            scale: 0,
        }
    }
}

impl TryFrom<i64> for Quantity {
    type Error = NumberError;

    fn try_from(value: i64) -> Result<Self, NumberError> {
        Self::from_i64(value)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(decimal_text::Written::fixed(self.mantissa, self.scale).text())
    }
}

impl fmt::Debug for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Quantity({self})")
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
