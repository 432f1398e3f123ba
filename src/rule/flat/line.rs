//! Sums of facts, quotients of such sums, and what is compared with them.

use crate::rule::exact::Exact;

/// A sum of cells: a constant, and each cell times a factor.
#[derive(Clone, Debug)]
pub(crate) struct Linear {
    pub(super) constant: i64,
    /// Nearly every sum has one cell; its factor is 0 where it has none.
    pub(super) first: (usize, i64),
    pub(super) rest: Box<[(usize, i64)]>,
}

impl Linear {
    #[inline(always)]
    pub(super) fn at<N: Exact>(&self, read: impl Fn(usize) -> N) -> N {
        let (cell, factor) = self.first;
        let mut sum = N::of(self.constant).plus(read(cell).times(N::of(factor)));
        for (cell, factor) in &*self.rest {
            sum = sum.plus(read(*cell).times(N::of(*factor)));
        }
        sum
    }
}

/// What a quotient has to be before it is a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guard {
    /// Always one: the denominator is a positive constant.
    Nothing,
    /// Nothing to measure if the denominator is 0; it is never negative.
    NotEmpty,
    /// Likewise; and a contradiction unless 0 ≤ numerator ≤ 100 × denominator.
    Share,
}

/// A measure: numerator ÷ denominator.
#[derive(Clone, Debug)]
pub(crate) struct Quotient {
    pub(super) num: Linear,
    pub(super) den: Linear,
    pub(super) guard: Guard,
}

/// What a measure comes to.
pub(super) enum Value {
    /// A numerator, and a positive denominator.
    Of(i64, i64),
    Empty,
    Contradiction,
}

impl Quotient {
    #[inline(always)]
    pub(super) fn read(&self, values: &[i64]) -> Value {
        let read = |cell: usize| values.get(cell).copied().unwrap_or(0);
        let (num, den) = (self.num.at(read), self.den.at(read));
        match self.guard {
            Guard::Nothing => Value::Of(num, den),
            Guard::Share if num < 0 || num > den.times(100) => Value::Contradiction,
            Guard::NotEmpty | Guard::Share if den == 0 => Value::Empty,
            Guard::NotEmpty | Guard::Share => Value::Of(num, den),
        }
    }
}

/// A value that a quotient reaches or not: numerator × `num_by` ≥ denominator × `den_by` + `more`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(super) num_by: i64,
    pub(super) den_by: i64,
    pub(super) more: i64,
}

impl Step {
    #[inline(always)]
    pub(super) fn is_reached<N: Exact>(self, num: N, den: N) -> bool {
        let right = den.times(N::of(self.den_by)).plus(N::of(self.more));
        num.times(N::of(self.num_by)).reaches(right)
    }
}
