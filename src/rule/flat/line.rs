//! Sums of inputs, quotients of such sums, and what is compared with them.

use crate::rule::exact::Exact;

/// A sum of inputs: a constant, and each input times a factor.
#[derive(Clone, Debug)]
pub(in crate::rule) struct Linear {
    pub(in crate::rule) constant: i64,
    pub(in crate::rule) terms: Box<[(usize, i64)]>,
}

impl Linear {
    #[inline]
    fn at(&self, values: &[i64]) -> i64 {
        let mut sum = self.constant;
        for (input, factor) in &*self.terms {
            sum = sum.plus(value(values, *input).times(*factor));
        }
        sum
    }

    /// The input, where the sum is nothing else.
    pub(in crate::rule) fn single(&self) -> Option<usize> {
        match &*self.terms {
            [(input, 1)] if self.constant == 0 => Some(*input),
            _ => None,
        }
    }
}

/// The value of an input.
#[inline(always)]
pub(in crate::rule) fn value(values: &[i64], input: usize) -> i64 {
    // INVARIANT: there is a value for each input of the set.
    values.get(input).copied().unwrap_or(0)
}

/// What a quotient has to be before it is a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rule) enum Guard {
    /// Always one: the denominator is a positive constant.
    Nothing,
    /// Nothing to measure if the denominator is 0; it is never negative.
    NotEmpty,
    /// Likewise; and a contradiction unless 0 ≤ numerator ≤ denominator.
    Share,
}

/// A measure: numerator ÷ denominator.
#[derive(Clone, Debug)]
pub(in crate::rule) struct Quotient {
    pub(in crate::rule) num: Linear,
    pub(in crate::rule) den: Linear,
    pub(in crate::rule) guard: Guard,
}

/// What a measure comes to.
#[derive(Clone, Copy)]
pub(in crate::rule) enum Value {
    /// A numerator, and a positive denominator.
    Of(i64, i64),
    Empty,
    Contradiction,
}

impl Guard {
    #[inline(always)]
    pub(in crate::rule) fn check(self, num: i64, den: i64) -> Value {
        match self {
            Self::Share if num < 0 || num > den => Value::Contradiction,
            Self::NotEmpty | Self::Share if den == 0 => Value::Empty,
            Self::Nothing | Self::NotEmpty | Self::Share => Value::Of(num, den),
        }
    }
}

impl Quotient {
    #[inline]
    pub(in crate::rule) fn read(&self, values: &[i64]) -> Value {
        self.guard.check(self.num.at(values), self.den.at(values))
    }
}

/// A value that a quotient reaches or not: numerator × `num_by` ≥ denominator × `den_by` + `more`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rule) struct Step {
    pub(in crate::rule) num_by: i64,
    pub(in crate::rule) den_by: i64,
    pub(in crate::rule) more: i64,
}

impl Step {
    #[inline(always)]
    pub(in crate::rule) fn is_reached(self, num: i64, den: i64) -> bool {
        num.times(self.num_by) >= den.times(self.den_by).plus(self.more)
    }
}
