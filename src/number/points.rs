//! Points of a score, in units of a billionth.

use std::fmt;

use serde::{Serialize, Serializer};

use super::power::{MAX_PLACES, power_of_ten};
use super::rounding::{RoundingMode, divide};
use super::{Quantity, decimal_text};

/// An exact number of points
///
/// # Units
///
/// Kept as a whole number of billionths of a point, so sums are exact.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(i64);

impl Points {
    /// No points
    pub const ZERO: Self = Self(0);

    /// Takes a number as points; `None` where it does not fit (beyond about 9.2 billion)
    #[inline]
    pub fn from_quantity(quantity: Quantity) -> Option<Self> {
        quantity.to_scale(MAX_PLACES).map(Self)
    }

    /// Makes points from billionths
    #[inline]
    pub const fn from_nanos(nanos: i64) -> Self {
        Self(nanos)
    }

    /// The points in billionths
    #[inline]
    pub const fn nanos(self) -> i64 {
        self.0
    }

    /// The sum, or `None` on overflow
    #[inline]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(nanos) => Some(Self(nanos)),
            None => None,
        }
    }

    /// The difference, or `None` on overflow
    #[inline]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(nanos) => Some(Self(nanos)),
            None => None,
        }
    }

    /// The negation, or `None` on overflow
    #[inline]
    pub const fn checked_neg(self) -> Option<Self> {
        match self.0.checked_neg() {
            Some(nanos) => Some(Self(nanos)),
            None => None,
        }
    }

    /// The same value as a quantity; `None` beyond a billion points with nine decimals
    pub fn to_quantity(self) -> Option<Quantity> {
        Quantity::new(self.0, MAX_PLACES).ok()
    }

    /// Appends the text that `Display` gives
    pub fn append_to(self, into: &mut Vec<u8>) {
        into.extend_from_slice(decimal_text::Written::canonical(self.0, MAX_PLACES).bytes());
    }

    /// Writes the points with exactly `places` decimals, for display only
    ///
    /// Exact where the value has no more digits; else a half is rounded away from zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use par_index::number::Points;
    ///
    /// assert_eq!(Points::from_nanos(8_750_000_000).to_fixed(2), "8.75");
    /// assert_eq!(Points::from_nanos(8_755_000_000).to_fixed(2), "8.76");
    /// ```
    pub fn to_fixed(self, places: u8) -> String {
        let nanos = i128::from(self.0);
        let Some(cut) = MAX_PLACES.checked_sub(places) else {
            let mut text = decimal_text::fixed(nanos, MAX_PLACES);
            let more = usize::from(places.saturating_sub(MAX_PLACES));
            text.extend(std::iter::repeat_n('0', more));
            return text;
        };
        let unit = power_of_ten(cut).map_or(1, i128::from);
        let kept = divide(nanos, unit, RoundingMode::HalfUp).unwrap_or(0);
        decimal_text::fixed(kept, places)
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(decimal_text::Written::canonical(self.0, MAX_PLACES).text())
    }
}

impl fmt::Debug for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Points({self})")
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
