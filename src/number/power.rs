//! Powers of ten that fit an `i64`.

const POWERS: [i64; 19] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
    1_000_000_000_000_000,
    10_000_000_000_000_000,
    100_000_000_000_000_000,
    1_000_000_000_000_000_000,
];

/// Most decimals any number of this crate has.
pub(super) const MAX_PLACES: u8 = 9;

/// 10 to the power `exponent`, or `None` where an `i64` cannot hold it.
#[inline]
pub(crate) fn power_of_ten(exponent: u8) -> Option<i64> {
    POWERS.get(usize::from(exponent)).copied()
}
