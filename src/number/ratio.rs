//! An exact quotient of two integers.

use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

use super::euclid::{compare_by_parts, gcd};
use super::power::{MAX_PLACES, power_of_ten};
use super::rounding::{RoundingMode, divide};
use super::{Points, Quantity, Rounding, decimal_text};

/// An exact fraction, not reduced unless it grows large
///
/// Equality and order are by value and always exact.
///
/// # Examples
///
/// ```
/// use par_index::number::{Ratio, Rounding, RoundingMode};
///
/// let share = Ratio::new(19, 67).unwrap();
/// let two = Rounding::new(2, RoundingMode::HalfUp).unwrap();
/// assert_eq!(share.to_string(), "19/67");
/// assert_eq!(share.to_points(two).unwrap().to_string(), "0.28");
/// assert_eq!(Ratio::new(3, 8).unwrap().to_string(), "0.375");
/// ```
// INVARIANT: den > 0 and num > i128::MIN.
#[derive(Clone, Copy)]
pub struct Ratio {
    num: i128,
    den: i128,
}

impl Ratio {
    /// The ratio zero
    pub const ZERO: Self = Self { num: 0, den: 1 };
    /// The ratio one
    pub const ONE: Self = Self { num: 1, den: 1 };

    /// Makes `num / den`; `None` for a zero denominator (or `i128::MIN` on either side)
    #[inline]
    pub const fn new(num: i128, den: i128) -> Option<Self> {
        if den == 0 || num == i128::MIN || den == i128::MIN {
            None
        } else if den < 0 {
            Some(Self {
                num: num.wrapping_neg(),
                den: den.wrapping_neg(),
            })
        } else {
            Some(Self { num, den })
        }
    }

    /// Makes a whole number
    #[inline]
    pub fn from_int(value: i64) -> Self {
        Self {
            num: i128::from(value),
            den: 1,
        }
    }

    /// Takes a quantity exactly
    #[inline]
    pub fn from_quantity(quantity: Quantity) -> Self {
        let den = power_of_ten(quantity.scale()).map_or(1, i128::from);
        Self {
            num: i128::from(quantity.mantissa()),
            den,
        }
    }

    /// Takes points exactly
    #[inline]
    pub fn from_points(points: Points) -> Self {
        Self {
            num: i128::from(points.nanos()),
            den: 1_000_000_000,
        }
    }

    /// The numerator as kept; it carries the sign
    #[inline]
    pub const fn num(self) -> i128 {
        self.num
    }

    /// The denominator as kept; always positive
    #[inline]
    pub const fn den(self) -> i128 {
        self.den
    }

    /// The same value in lowest terms
    #[must_use]
    pub fn reduced(self) -> Self {
        let divisor = gcd(self.num.unsigned_abs(), self.den.unsigned_abs());
        let Ok(divisor) = i128::try_from(divisor) else {
            return self;
        };
        match (self.num.checked_div(divisor), self.den.checked_div(divisor)) {
            (Some(num), Some(den)) => Self { num, den },
            _ => self,
        }
    }

    /// Makes a result and reduces it when it leaves the range of fast arithmetic.
    #[inline]
    fn settled(num: i128, den: i128) -> Option<Self> {
        let ratio = Self::new(num, den)?;
        if i64::try_from(ratio.num).is_ok() && i64::try_from(ratio.den).is_ok() {
            Some(ratio)
        } else {
            Some(ratio.reduced())
        }
    }

    /// The sum, or `None` where the result does not fit
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if self.den == other.den
            && let Some(num) = self.num.checked_add(other.num)
        {
            return Self::settled(num, self.den);
        }
        if let Some(sum) = self.cross_add(other) {
            return Some(sum);
        }
        let (a, b) = (self.reduced(), other.reduced());
        let shared = i128::try_from(gcd(a.den.unsigned_abs(), b.den.unsigned_abs())).ok()?;
        let (a_factor, b_factor) = (b.den.checked_div(shared)?, a.den.checked_div(shared)?);
        let num = a
            .num
            .checked_mul(a_factor)?
            .checked_add(b.num.checked_mul(b_factor)?)?;
        Self::settled(num, a.den.checked_mul(a_factor)?)
    }

    #[inline]
    fn cross_add(self, other: Self) -> Option<Self> {
        let left = self.num.checked_mul(other.den)?;
        let right = other.num.checked_mul(self.den)?;
        Self::settled(left.checked_add(right)?, self.den.checked_mul(other.den)?)
    }

    /// The difference, or `None` where the result does not fit
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.negated())
    }

    /// The negation
    #[inline]
    #[must_use]
    pub const fn negated(self) -> Self {
        Self {
            num: self.num.wrapping_neg(),
            den: self.den,
        }
    }

    /// The product, or `None` where the result does not fit
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        if let (Ok(a), Ok(b), Ok(c), Ok(d)) = (
            i64::try_from(self.num),
            i64::try_from(self.den),
            i64::try_from(other.num),
            i64::try_from(other.den),
        ) {
            // INVARIANT: products of 64-bit numbers fit in 128 bits.
            let num = i128::from(a).wrapping_mul(i128::from(c));
            return Self::settled(num, i128::from(b).wrapping_mul(i128::from(d)));
        }
        if let (Some(num), Some(den)) = (
            self.num.checked_mul(other.num),
            self.den.checked_mul(other.den),
        ) {
            return Self::settled(num, den);
        }
        let (a, b) = (self.reduced(), other.reduced());
        let left = Self::new(a.num, b.den)?.reduced();
        let right = Self::new(b.num, a.den)?.reduced();
        Self::settled(
            left.num.checked_mul(right.num)?,
            left.den.checked_mul(right.den)?,
        )
    }

    /// The quotient, or `None` for a zero divisor or where the result does not fit
    pub fn checked_div(self, other: Self) -> Option<Self> {
        self.checked_mul(Self::new(other.den, other.num)?)
    }

    /// The greatest value of which both are multiples, 0 being one of any; `None` where it does not fit
    pub(crate) fn common_divisor(self, other: Self) -> Option<Self> {
        let (a, b) = (self.reduced(), other.reduced());
        let shared = i128::try_from(gcd(a.den.unsigned_abs(), b.den.unsigned_abs())).ok()?;
        let (a_factor, b_factor) = (b.den.checked_div(shared)?, a.den.checked_div(shared)?);
        let (left, right) = (a.num.checked_mul(a_factor)?, b.num.checked_mul(b_factor)?);
        let num = i128::try_from(gcd(left.unsigned_abs(), right.unsigned_abs())).ok()?;
        Self::new(num, a.den.checked_mul(a_factor)?)
    }

    /// The largest whole number not above the value
    #[inline]
    pub fn floor(self) -> i128 {
        match (i64::try_from(self.num), i64::try_from(self.den)) {
            (Ok(num), Ok(den)) => num.checked_div_euclid(den).map_or(0, i128::from),
            // INVARIANT: den > 0, so the division always has a result.
            _ => self.num.checked_div_euclid(self.den).unwrap_or(0),
        }
    }

    /// The smallest whole number not below the value
    #[inline]
    pub fn ceil(self) -> i128 {
        // INVARIANT: num > i128::MIN, so neither negation wraps.
        self.negated().floor().wrapping_neg()
    }

    /// Rounds exactly to a number of decimals, as points
    ///
    /// `None` where the result is beyond the range of points.
    #[inline]
    pub fn to_points(self, rounding: Rounding) -> Option<Points> {
        let kept = self.rounded(rounding)?;
        let unit = power_of_ten(MAX_PLACES.checked_sub(rounding.places())?)?;
        let nanos = kept.checked_mul(i128::from(unit))?;
        i64::try_from(nanos).ok().map(Points::from_nanos)
    }

    /// Rounds exactly to a number of decimals, as a quantity
    ///
    /// `None` where the result is beyond the range of quantities.
    pub fn to_quantity(self, rounding: Rounding) -> Option<Quantity> {
        let mantissa = i64::try_from(self.rounded(rounding)?).ok()?;
        Quantity::new(mantissa, rounding.places()).ok()
    }

    /// The rounded value in units of the last place kept.
    #[inline]
    fn rounded(self, rounding: Rounding) -> Option<i128> {
        let scale = i128::from(power_of_ten(rounding.places())?);
        match self.num.checked_mul(scale) {
            Some(num) if num != i128::MIN => divide(num, self.den, rounding.mode()),
            _ => self.long_division(rounding.places(), rounding.mode()),
        }
    }

    /// Divides digit by digit where the scaled numerator does not fit.
    #[cold]
    fn long_division(self, places: u8, mode: RoundingMode) -> Option<i128> {
        let den = self.den.unsigned_abs();
        let num = self.num.unsigned_abs();
        let mut quotient = num.checked_div(den)?;
        let mut remainder = num.checked_rem(den)?;
        for _ in 0..places {
            let (mut digit, mut rest) = (0_u128, 0_u128);
            for _ in 0..10 {
                // INVARIANT: both are below den < 2^127, so the sum fits.
                rest = rest.checked_add(remainder)?;
                if rest >= den {
                    rest = rest.checked_sub(den)?;
                    digit = digit.checked_add(1)?;
                }
            }
            quotient = quotient.checked_mul(10)?.checked_add(digit)?;
            remainder = rest;
        }
        let half = remainder.checked_mul(2)?.cmp(&den);
        if mode.moves_away(remainder == 0, half, quotient & 1 != 0) {
            quotient = quotient.checked_add(1)?;
        }
        let quotient = i128::try_from(quotient).ok()?;
        if self.num < 0 {
            quotient.checked_neg()
        } else {
            Some(quotient)
        }
    }

    /// The exact mantissa with `places` decimals, or `None` where the value has more.
    fn mantissa_at(self, places: u8) -> Option<i128> {
        let scale = i128::from(power_of_ten(places)?);
        if self.den == 1 {
            return self.num.checked_mul(scale);
        }
        if let Some(num) = self.num.checked_mul(scale) {
            return match num.checked_rem(self.den)? {
                0 => num.checked_div(self.den),
                _ => None,
            };
        }
        let lowest = self.reduced();
        match scale.checked_rem(lowest.den)? {
            0 => lowest.num.checked_mul(scale.checked_div(lowest.den)?),
            _ => None,
        }
    }

    /// Says whether the value has at most `places` decimals
    pub fn is_finite_at(self, places: u8) -> bool {
        let lowest = self.reduced();
        if lowest.den == 1 {
            return true;
        }
        // 10^places is zero modulo the denominator; reached by repeated multiplication.
        let mut rest = 1_i128;
        for _ in 0..places {
            match rest
                .checked_mul(10)
                .and_then(|next| next.checked_rem(lowest.den))
            {
                Some(0) => return true,
                Some(next) => rest = next,
                None => return false,
            }
        }
        false
    }

    /// The value as points, or `None` where it is not a whole number of billionths or too large
    #[inline]
    pub fn to_points_exact(self) -> Option<Points> {
        let nanos = self.mantissa_at(MAX_PLACES)?;
        i64::try_from(nanos).ok().map(Points::from_nanos)
    }

    /// The value as a quantity of at most `max_scale` decimals, or `None` where it has more
    pub fn to_quantity_exact(self, max_scale: u8) -> Option<Quantity> {
        let places = max_scale.min(MAX_PLACES);
        let mut mantissa = self.mantissa_at(places)?;
        let mut scale = places;
        while scale > 0 && mantissa.checked_rem(10) == Some(0) {
            mantissa = mantissa.checked_div(10)?;
            scale = scale.saturating_sub(1);
        }
        Quantity::new(i64::try_from(mantissa).ok()?, scale).ok()
    }
}

impl Ord for Ratio {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Ok(a), Ok(b), Ok(c), Ok(d)) = (
            i64::try_from(self.num),
            i64::try_from(self.den),
            i64::try_from(other.num),
            i64::try_from(other.den),
        ) {
            // INVARIANT: products of 64-bit numbers fit in 128 bits.
            let left = i128::from(a).wrapping_mul(i128::from(d));
            return left.cmp(&i128::from(c).wrapping_mul(i128::from(b)));
        }
        if self.den == other.den {
            return self.num.cmp(&other.num);
        }
        match (
            self.num.checked_mul(other.den),
            other.num.checked_mul(self.den),
        ) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => compare_by_parts(self.num, self.den, other.num, other.den),
        }
    }
}

impl PartialOrd for Ratio {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ratio {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ratio {}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(mantissa) = self.mantissa_at(MAX_PLACES) {
            return f.pad(&decimal_text::canonical(mantissa, MAX_PLACES));
        }
        let lowest = self.reduced();
        if lowest.den == 1 {
            return f.pad(&lowest.num.to_string());
        }
        f.pad(&format!("{}/{}", lowest.num, lowest.den))
    }
}

/// As text, exactly: `87.26`, or `19/67` where there is no decimal number
impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Debug for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ratio({}/{})", self.num, self.den)
    }
}
