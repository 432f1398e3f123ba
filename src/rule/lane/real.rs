//! The numbers that lanes compute in.

use std::ops::{BitAnd, BitXor};

use crate::number::RoundingMode;

/// A width in which points are added up.
pub(crate) trait Width:
    Copy + Into<i32> + BitAnd<Output = Self> + BitXor<Output = Self>
{
    const ZERO: Self;

    /// The low bits of points: all of them where sums are proved to fit.
    fn of(points: i32) -> Self;

    /// All bits or none.
    fn mask(is_set: bool) -> Self;

    /// The sum with points that are added.
    fn more(self, points: Self) -> Self;
}

macro_rules! width {
    ($type:ty, |$points:ident| $of:expr) => {
        impl Width for $type {
            const ZERO: Self = 0;

            #[inline(always)]
            fn of($points: i32) -> Self {
                $of
            }

            #[inline(always)]
            fn mask(is_set: bool) -> Self {
                Self::from(is_set).wrapping_neg()
            }

            #[inline(always)]
            fn more(self, points: Self) -> Self {
                self.wrapping_add(points)
            }
        }
    };
}

width!(i16, |points| short(points));
width!(i32, |points| points);

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "only where the maxima of what is added up have 16 bits"
)]
#[inline(always)]
const fn short(points: i32) -> i16 {
    points as i16
}

/// A number of which a whole block is computed at once
///
/// Floats hold whole numbers only, proved small enough to be exact when a rule is lowered.
pub(super) trait Real: Copy + PartialOrd {
    const ZERO: Self;

    fn plus(self, other: Self) -> Self;

    fn times(self, other: Self) -> Self;

    /// All bits if the number is at least another, else none.
    fn reaches<W: Width>(self, other: Self) -> W;
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

            #[inline(always)]
            fn reaches<W: Width>(self, other: Self) -> W {
                W::mask(self >= other)
            }
        }
    };
}

float!(f32);
float!(f64);

macro_rules! whole {
    ($type:ty, |$own:ident, $other:ident| $reaches:expr) => {
        // INVARIANT: lowering proves that whole numbers of lanes stay below 2^31, those of rows below 2^62.
        impl Real for $type {
            const ZERO: Self = 0;

            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                self.wrapping_add(other)
            }

            #[inline(always)]
            fn times(self, other: Self) -> Self {
                self.wrapping_mul(other)
            }

            #[inline(always)]
            fn reaches<W: Width>(self, other: Self) -> W {
                let ($own, $other) = (self, other);
                $reaches
            }
        }
    };
}

whole!(u8, |own, other| W::mask(own >= other));
whole!(i32, |own, other| W::mask(own >= other));
// The sign of the difference, which no processor has to guess.
whole!(i64, |own, other| W::of(!low_bits(
    own.wrapping_sub(other) >> 63
)));

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "all bits are alike"
)]
#[inline(always)]
const fn low_bits(mask: i64) -> i32 {
    mask as i32
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

impl Widen<f32> for u16 {
    #[inline(always)]
    fn widen(self) -> f32 {
        self.into()
    }
}

impl Widen<f64> for u16 {
    #[inline(always)]
    fn widen(self) -> f64 {
        self.into()
    }
}

impl Widen<f64> for f64 {
    #[inline(always)]
    fn widen(self) -> f64 {
        self
    }
}

/// 2^52 + 2^51: added to a float of less than 2^51, it leaves the nearest whole number in the low bits,
/// the even one of two.
const MAGIC: f64 = 6_755_399_441_055_744.0;

/// The whole number, below 2^31, nearest to a quotient; a half goes to the even neighbour
///
/// Exact while top + bottom stays below 2^52: a quotient that is no half is at least 1 ÷ (2 × bottom)
/// from one, further than the division rounds.
#[inline(always)]
#[expect(
    clippy::float_arithmetic,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "one division whose rounding is proved not to matter; the low bits are the number"
)]
pub(super) fn nearest(top: f64, bottom: f64) -> i32 {
    (top / bottom + MAGIC).to_bits() as i32
}

/// The whole number nearest to num ÷ den × `slope` + `offset`, or one of the two nearest
///
/// Within 1 of the quotient that is meant while that is small: lowering proves how small.
#[inline(always)]
#[expect(
    clippy::float_arithmetic,
    clippy::as_conversions,
    clippy::cast_possible_wrap,
    reason = "an estimate, which whole numbers mend"
)]
pub(super) fn near((num, den): (f32, f32), slope: f32, offset: f32) -> i32 {
    /// 2^23 + 2^22, which is what [`MAGIC`] is to wider floats.
    const MAGIC: f32 = 12_582_912.0;
    let shifted = num * slope / den + offset + MAGIC;
    (shifted.to_bits() as i32).wrapping_sub(MAGIC.to_bits() as i32)
}

/// What is done to a fraction top ÷ bottom, of two whole numbers, before it is made whole:
/// (top × `top_by` + bottom × `bottom_by` + `plus`) ÷ (bottom × `over`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shift {
    pub(super) top_by: i128,
    pub(super) bottom_by: i128,
    pub(super) plus: i128,
    pub(super) over: i128,
}

impl Shift {
    /// The shift after which the nearest whole number is the rounded one.
    pub(super) const fn to_nearest(mode: RoundingMode) -> Self {
        match mode {
            // A half is moved above the middle by a quarter of the least step.
            RoundingMode::HalfUp => Self::new(4, 0, 1, 4),
            RoundingMode::HalfEven => Self::new(1, 0, 0, 1),
            // A half less, and half the least step more: what is whole stays nearest to itself.
            RoundingMode::Down => Self::new(2, -1, 1, 2),
            RoundingMode::Up => Self::new(2, 1, -1, 2),
        }
    }

    /// The shift after which the whole number at or below is the rounded one, if there is one.
    pub(super) const fn to_floor(mode: RoundingMode) -> Option<Self> {
        Some(match mode {
            RoundingMode::HalfUp => Self::new(2, 1, 0, 2),
            RoundingMode::Down => Self::new(1, 0, 0, 1),
            // All but the least step more.
            RoundingMode::Up => Self::new(1, 1, -1, 1),
            RoundingMode::HalfEven => return None,
        })
    }

    const fn new(top_by: i128, bottom_by: i128, plus: i128, over: i128) -> Self {
        Self {
            top_by,
            bottom_by,
            plus,
            over,
        }
    }
}
