//! Scales of kernels: turns at which points change, straight stretches between them, and fences.

use super::real::{Real, Widen, Width, near, nearest};

/// What changes where a turn is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Points.
    pub(super) points: i32,
    /// −1 where a straight stretch begins or ends, else 0.
    pub(super) line: i32,
}

/// What changes nothing.
pub(super) const NO_CHANGE: Change = Change { points: 0, line: 0 };

/// A value from which on points change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Turn<T> {
    pub(super) at: T,
    pub(super) change: Change,
}

/// A value of a quotient from which on points change:
/// reached where numerator × `num_by` ≥ denominator × `den_by` + `more`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ShareTurn<T> {
    pub(super) num_by: T,
    pub(super) den_by: T,
    pub(super) more: T,
    pub(super) change: Change,
}

impl<T: Real> ShareTurn<T> {
    #[inline(always)]
    pub(super) fn is_reached(&self, num: T, den: T) -> bool {
        num.times(self.num_by) >= den.times(self.den_by).plus(self.more)
    }

    /// All bits if it is reached, else none.
    #[inline(always)]
    pub(super) fn mask<W: Width>(&self, num: T, den: T) -> W {
        num.times(self.num_by)
            .reaches(den.times(self.den_by).plus(self.more))
    }
}

/// A straight stretch of a scale.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch<L> {
    /// −1 if the scale begins with it, else 0.
    pub(super) first: i32,
    pub(super) line: L,
}

/// numerator × `num_by` + `plus`.
#[derive(Clone, Copy, Debug)]
pub(super) struct WholeLine {
    pub(super) num_by: i32,
    pub(super) plus: i32,
}

/// The whole number nearest to
/// (numerator × `num_by` + denominator × `den_by` + `plus`) ÷ (denominator × `over`).
///
/// Each way of rounding is a shift after which the nearest whole number is the wanted one.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShareLine {
    pub(super) num_by: f64,
    pub(super) den_by: f64,
    pub(super) plus: f64,
    pub(super) over: f64,
}

/// The whole number at or below
/// (numerator × `num_by` + denominator × `den_by` + `plus`) ÷ (denominator × `over`).
///
/// A narrow float finds it or the next one above; 32-bit whole numbers tell which. What is left of the
/// numerator lies between −(denominator × `over`) and that, so it does not matter what overflows on the
/// way to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct NarrowLine {
    pub(super) num_by: i32,
    pub(super) den_by: i32,
    pub(super) plus: i32,
    pub(super) over: i32,
    /// Nearly `num_by` ÷ `over` and `den_by` ÷ `over`.
    pub(super) slope: f32,
    pub(super) offset: f32,
}

/// What a share may be, and what it gives where there is nothing to measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fence<T> {
    /// Numerators above the denominator contradict themselves; no numerator is negative.
    pub(super) within: bool,
    /// Rows have to say what denominators below it mean: 1 where nobody says what 0 gives.
    pub(super) least_den: T,
    /// Points where the denominator is 0.
    pub(super) empty: i32,
}

impl<T: Real> Fence<T> {
    /// Whether rows have to say what the unit gets.
    #[inline(always)]
    #[expect(
        clippy::needless_bitwise_bool,
        reason = "whole vectors have no lazy operators"
    )]
    pub(super) fn is_left(self, num: T, den: T) -> bool {
        (self.within & (num > den)) | (den < self.least_den)
    }

    /// The points, unless there is nothing to measure.
    #[inline(always)]
    pub(super) fn points<W: Width>(self, den: T, points: W) -> W {
        if den == T::ZERO {
            W::of(self.empty)
        } else {
            points
        }
    }
}

/// A share in constant pieces.
#[derive(Clone, Debug)]
pub(super) struct Share<T> {
    pub(super) fence: Fence<T>,
    pub(super) base: i32,
    pub(super) turns: Box<[ShareTurn<T>]>,
}

/// A share with a straight stretch.
#[derive(Clone, Debug)]
pub(super) struct Proportion<T, L> {
    pub(super) share: Share<T>,
    pub(super) stretch: Stretch<L>,
}

/// What a straight stretch gives for two numbers of a column.
pub(super) trait LineOver<A>: Copy {
    fn at(&self, num: A, den: A) -> i32;
}

/// Points on their way over the turns of a scale.
#[derive(Clone, Copy)]
pub(super) struct Given<W> {
    pub(super) points: W,
    /// −1 on a straight stretch, else 0.
    line: W,
}

impl<W: Width> Given<W> {
    #[inline(always)]
    pub(super) fn new(points: i32, line: i32) -> Self {
        Self {
            points: W::of(points),
            line: W::of(line),
        }
    }

    /// Changes where `reached` has all bits.
    #[inline(always)]
    pub(super) fn pass(&mut self, reached: W, change: Change) {
        self.points = self.points.more(reached & W::of(change.points));
        self.line = self.line ^ (reached & W::of(change.line));
    }

    /// The points, with those of a straight stretch.
    #[inline(always)]
    pub(super) fn with(self, on_line: i32) -> W {
        self.points.more(W::of(on_line) & self.line)
    }
}

impl WholeLine {
    #[inline(always)]
    pub(super) fn at(self, value: i32) -> i32 {
        value.times(self.num_by).plus(self.plus)
    }
}

impl<A: Widen<f64>> LineOver<A> for ShareLine {
    #[inline(always)]
    fn at(&self, num: A, den: A) -> i32 {
        let (num, den) = (num.widen(), den.widen());
        let top = num.times(self.num_by).plus(den.times(self.den_by));
        nearest(top.plus(self.plus), den.times(self.over))
    }
}

impl<A: Widen<f32> + Into<i32>> LineOver<A> for NarrowLine {
    #[inline(always)]
    fn at(&self, num: A, den: A) -> i32 {
        let near = near((num.widen(), den.widen()), self.slope, self.offset);
        let (num, den): (i32, i32) = (num.into(), den.into());
        let by_den = self.den_by.wrapping_sub(near.times(self.over));
        let rest = num.times(self.num_by).plus(den.times(by_den));
        // −1 where nothing would be left.
        near.plus(rest.plus(self.plus) >> 31)
    }
}
