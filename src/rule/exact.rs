//! Whole numbers that the kernels of flat rules compute in.

/// Whole numbers in which each intermediate of a kernel is exact
///
/// A kernel is written once over this trait. That no intermediate leaves the range in which the
/// number is exact is proved from the declared ranges when a rule is made flat; so nothing here checks.
pub(crate) trait Exact: Copy {
    fn of(value: i64) -> Self;

    fn plus(self, other: Self) -> Self;

    fn less(self, other: Self) -> Self;

    fn times(self, other: Self) -> Self;

    /// Whether it is at least the other.
    fn reaches(self, other: Self) -> bool;

    /// The largest whole number not above the quotient; the divisor is positive.
    fn over(self, divisor: Self) -> Self;
}

// INVARIANT: `flat::lower` proves |every intermediate| < 2^62, so nothing wraps.
impl Exact for i64 {
    #[inline(always)]
    fn of(value: i64) -> Self {
        value
    }

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
    fn reaches(self, other: Self) -> bool {
        self >= other
    }

    #[inline(always)]
    fn over(self, divisor: Self) -> Self {
        self.checked_div_euclid(divisor).unwrap_or(0)
    }
}
