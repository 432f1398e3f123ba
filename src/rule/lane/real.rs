//! The numbers that lanes compute in.

/// A number of which a whole block is computed at once
///
/// Floats hold whole numbers only, proved small enough to be exact when a rule is lowered.
pub(super) trait Real: Copy + PartialOrd {
    const ZERO: Self;

    fn plus(self, other: Self) -> Self;

    fn times(self, other: Self) -> Self;
}

macro_rules! float {
    ($type:ty) => {
        #[expect(
            clippy::float_arithmetic,
            reason = "whole numbers below 2^24 or 2^53: proved when lowered, nothing is rounded"
        )]
        impl Real for $type {
            const ZERO: Self = 0.0;

            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                self + other
            }

            #[inline(always)]
            fn times(self, other: Self) -> Self {
                self * other
            }
        }
    };
}

float!(f32);
float!(f64);

// INVARIANT: lowering proves that whole numbers of lanes stay below 2^31.
impl Real for i32 {
    const ZERO: Self = 0;

    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        self.wrapping_add(other)
    }

    #[inline(always)]
    fn times(self, other: Self) -> Self {
        self.wrapping_mul(other)
    }
}

/// A value of a column as a number that is computed in.
pub(super) trait Widen<T>: Copy {
    fn widen(self) -> T;
}

impl Widen<f32> for i32 {
    #[inline(always)]
    #[expect(
        clippy::as_conversions,
        clippy::cast_precision_loss,
        reason = "only where the declared range is below 2^24"
    )]
    fn widen(self) -> f32 {
        self as f32
    }
}

impl Widen<f64> for i32 {
    #[inline(always)]
    fn widen(self) -> f64 {
        f64::from(self)
    }
}

impl Widen<f64> for f64 {
    #[inline(always)]
    fn widen(self) -> f64 {
        self
    }
}

/// How a quotient becomes a whole number; nothing here is negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Round {
    Down,
    Up,
    HalfUp,
    HalfEven,
}

/// 2^52 + 2^51: added to a float of less than 2^51, it leaves the whole part in the low bits.
const MAGIC: f64 = 6_755_399_441_055_744.0;

impl Round {
    /// The quotient of whole numbers as a whole number below 2^31
    ///
    /// Exact while `2 × top + 3 × bottom` is below 2^53: the float nearest to a quotient is then never
    /// on the other side of a whole number.
    #[inline(always)]
    #[expect(
        clippy::float_arithmetic,
        reason = "one division, whose floor is exact for proved sizes"
    )]
    pub(super) fn quotient(self, top: f64, bottom: f64) -> i32 {
        match self {
            Self::Down => floor(top / bottom),
            Self::Up => floor((top + (bottom - 1.0)) / bottom),
            Self::HalfUp => floor((top + top + bottom) / (bottom + bottom)),
            Self::HalfEven => {
                let (twice, divisor) = (top + top + bottom, bottom + bottom);
                let whole = floor(twice / divisor);
                let is_tie = f64::from(whole) * divisor == twice;
                whole.wrapping_sub(i32::from(is_tie) & whole & 1)
            }
        }
    }
}

/// The whole part of a float between 0 and 2^31.
#[inline(always)]
#[expect(
    clippy::float_arithmetic,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "adding and taking off 2^52 rounds to a whole number exactly; its low bits are the number"
)]
fn floor(value: f64) -> i32 {
    let shifted = value + MAGIC;
    let nearest = shifted - MAGIC;
    let above = i32::from(nearest > value);
    (shifted.to_bits() as i32).wrapping_sub(above)
}
