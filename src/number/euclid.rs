//! Euclid's algorithm: common divisors, and the exact comparison of large fractions.

use std::cmp::Ordering;

/// The greatest common divisor; of zero and zero it is one.
pub(crate) fn gcd(a: u128, b: u128) -> u128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        if let (Ok(x), Ok(y)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(gcd_small(x, y));
        }
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a.max(1)
}

fn gcd_small(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a.max(1)
}

/// Compares `a / b` with `c / d` by their continued fractions; `b` and `d` are positive.
#[cold]
pub(super) fn compare_by_parts(a: i128, b: i128, c: i128, d: i128) -> Ordering {
    let (mut a, mut b, mut c, mut d) = (a, b, c, d);
    // INVARIANT: divisors stay positive; each turn shrinks them as Euclid's algorithm does.
    loop {
        let left = a.checked_div_euclid(b).unwrap_or(0);
        let right = c.checked_div_euclid(d).unwrap_or(0);
        if left != right {
            return left.cmp(&right);
        }
        let left_rest = a.checked_rem_euclid(b).unwrap_or(0);
        let right_rest = c.checked_rem_euclid(d).unwrap_or(0);
        match (left_rest, right_rest) {
            (0, 0) => return Ordering::Equal,
            (0, _) => return Ordering::Less,
            (_, 0) => return Ordering::Greater,
            _ => (a, b, c, d) = (d, right_rest, b, left_rest),
        }
    }
}
