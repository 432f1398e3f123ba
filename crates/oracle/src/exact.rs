//! Exact numbers: fractions of machine words where these are enough, else of big integers.

use std::cmp::Ordering;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

/// An exact number
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Q {
    /// A fraction in lowest terms; the denominator is above 0.
    Words(i64, i64),
    /// Only what words do not hold, so that equal numbers are written alike.
    Big(Box<BigRational>),
}

use Q::{Big, Words};

impl Q {
    /// A fraction in lowest terms; no sum or product of two fractions of words is too large for it
    fn lowest(above: i128, below: i128) -> Self {
        if let (Ok(above), Ok(below)) = (i64::try_from(above), i64::try_from(below))
            && below > 0
            && above > i64::MIN
        {
            let common = common_of_words(above.unsigned_abs(), below.unsigned_abs());
            let common = i64::try_from(common).unwrap_or(1);
            return Words(above / common, below / common);
        }
        let common = common(above.unsigned_abs(), below.unsigned_abs());
        let common = i128::try_from(common).unwrap_or(1).max(1) * below.signum();
        if common != 0
            && let (Ok(above), Ok(below)) =
                (i64::try_from(above / common), i64::try_from(below / common))
        {
            return Words(above, below);
        }
        Self::of_big(BigRational::new(above.into(), below.into()))
    }

    fn of_big(value: BigRational) -> Self {
        match (value.numer().to_i64(), value.denom().to_i64()) {
            (Some(above), Some(below)) => Words(above, below),
            _ => Big(Box::new(value)),
        }
    }

    fn to_big(&self) -> BigRational {
        match self {
            Words(above, below) => BigRational::new_raw((*above).into(), (*below).into()),
            Big(value) => value.as_ref().clone(),
        }
    }

    /// A whole number
    pub(crate) fn of(value: BigInt) -> Self {
        Self::of_big(BigRational::from_integer(value))
    }

    /// The whole number towards 0
    pub(crate) fn trunc(&self) -> Self {
        match self {
            Words(above, below) => Words(above / below, 1),
            Big(value) => Self::of_big(value.trunc()),
        }
    }

    /// The number without its fraction
    pub(crate) fn to_integer(&self) -> BigInt {
        match self {
            Words(above, below) => (above / below).into(),
            Big(value) => value.to_integer(),
        }
    }

    /// Whether the number without its fraction is odd
    pub(crate) fn is_odd(&self) -> bool {
        !(self.to_integer() % BigInt::from(2)).is_zero()
    }

    pub(crate) fn is_integer(&self) -> bool {
        match self {
            Words(_, below) => *below == 1,
            Big(value) => value.is_integer(),
        }
    }

    pub(crate) fn is_negative(&self) -> bool {
        match self {
            Words(above, _) => *above < 0,
            Big(value) => value.is_negative(),
        }
    }

    pub(crate) fn abs(&self) -> Self {
        if self.is_negative() {
            -self.clone()
        } else {
            self.clone()
        }
    }
}

/// The greatest common divisor
fn common(mut one: u128, mut other: u128) -> u128 {
    while other != 0 {
        if let (Ok(one), Ok(other)) = (u64::try_from(one), u64::try_from(other)) {
            return common_of_words(one, other).into();
        }
        (one, other) = (other, one % other);
    }
    one
}

fn common_of_words(mut one: u64, mut other: u64) -> u64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

/// What the operators do: `$words` with four numbers of words, else `$big`
macro_rules! operator {
    ($name:ident, $call:ident, $a:ident, $b:ident, $c:ident, $d:ident, $words:expr) => {
        impl $name<&Q> for &Q {
            type Output = Q;

            fn $call(self, other: &Q) -> Q {
                if let (Words($a, $b), Words($c, $d)) = (self, other) {
                    let [$a, $b, $c, $d] = [*$a, *$b, *$c, *$d].map(i128::from);
                    $words
                } else {
                    Q::of_big($name::$call(self.to_big(), other.to_big()))
                }
            }
        }

        impl $name<Q> for &Q {
            type Output = Q;

            fn $call(self, other: Q) -> Q {
                $name::$call(self, &other)
            }
        }

        impl $name<&Q> for Q {
            type Output = Q;

            fn $call(self, other: &Q) -> Q {
                $name::$call(&self, other)
            }
        }

        impl $name for Q {
            type Output = Q;

            fn $call(self, other: Q) -> Q {
                $name::$call(&self, &other)
            }
        }
    };
}

operator!(Add, add, a, b, c, d, Q::lowest(a * d + c * b, b * d));
operator!(Sub, sub, a, b, c, d, Q::lowest(a * d - c * b, b * d));
operator!(Mul, mul, a, b, c, d, Q::lowest(a * c, b * d));
operator!(Div, div, a, b, c, d, Q::lowest(a * d, b * c));

impl Neg for Q {
    type Output = Q;

    fn neg(self) -> Q {
        Words(0, 1) - self
    }
}

impl AddAssign<&Q> for Q {
    fn add_assign(&mut self, other: &Q) {
        *self = &*self + other;
    }
}

impl AddAssign for Q {
    fn add_assign(&mut self, other: Q) {
        *self += &other;
    }
}

impl SubAssign<&Q> for Q {
    fn sub_assign(&mut self, other: &Q) {
        *self = &*self - other;
    }
}

impl SubAssign for Q {
    fn sub_assign(&mut self, other: Q) {
        *self -= &other;
    }
}

impl Ord for Q {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Words(a, b), Words(c, d)) = (self, other) {
            let [a, b, c, d] = [*a, *b, *c, *d].map(i128::from);
            (a * d).cmp(&(c * b))
        } else {
            self.to_big().cmp(&other.to_big())
        }
    }
}

impl PartialOrd for Q {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers around every edge: small and large, with small and large denominators, of both signs.
    fn numbers() -> Vec<BigRational> {
        let edges = [
            1,
            2,
            3,
            10,
            999,
            i64::MAX - 1,
            i64::MAX,
            1 << 62,
            1_000_000_000,
        ];
        let mut all = vec![BigRational::zero()];
        for above in edges {
            for below in edges {
                let one = BigRational::new(above.into(), below.into());
                all.extend([-one.clone(), &one * &one, one]);
            }
        }
        all.push(BigRational::from_integer(i64::MIN.into()));
        all
    }

    #[test]
    fn words_and_big_integers_give_the_same() {
        let of = |value: &BigRational| Q::of_big(value.clone());
        let (mut in_words, mut big) = (0, 0);
        for one in numbers() {
            let own = of(&one);
            match &own {
                Words(..) => in_words += 1,
                Big(_) => big += 1,
            }
            assert_eq!(own.to_big(), one);
            assert_eq!(-own.clone(), of(&-one.clone()));
            assert_eq!(own.abs(), of(&one.abs()));
            assert_eq!(own.trunc(), of(&one.trunc()));
            assert_eq!(own.is_integer(), one.is_integer());
            assert_eq!(own.is_negative(), one.is_negative());
            for other in numbers() {
                let second = of(&other);
                assert_eq!(&own + &second, of(&(&one + &other)));
                assert_eq!(&own - &second, of(&(&one - &other)));
                assert_eq!(&own * &second, of(&(&one * &other)));
                if !other.is_zero() {
                    assert_eq!(&own / &second, of(&(&one / &other)));
                }
                assert_eq!(own.cmp(&second), one.cmp(&other));
            }
        }
        assert!(in_words > 100 && big > 30, "{in_words}, {big}");
    }
}
