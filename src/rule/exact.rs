//! Whole numbers that flat rules compute in.

/// Arithmetic in which nothing is checked, because nothing can go wrong
///
/// That no intermediate leaves the range is proved from the declared ranges when a rule is made flat.
pub(super) trait Exact: Copy {
    fn plus(self, other: Self) -> Self;

    fn less(self, other: Self) -> Self;

    fn times(self, other: Self) -> Self;

    /// The largest whole number not above the quotient; the divisor is positive.
    fn over(self, divisor: Self) -> Self;
}

// INVARIANT: `flat::lower` proves |every intermediate| < 2^62, so nothing wraps.
impl Exact for i64 {
    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        self.wrapping_add(other)
    }

    #[inline(always)]
    fn less(self, other: Self) -> Self {
        self.wrapping_sub(other)
    }

    #[inline(always)]
    fn times(self, other: Self) -> Self {
        self.wrapping_mul(other)
    }

    #[inline(always)]
    fn over(self, divisor: Self) -> Self {
        self.checked_div_euclid(divisor).unwrap_or(0)
    }
}
