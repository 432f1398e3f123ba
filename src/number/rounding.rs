//! How and to how many decimals a value is rounded.

use serde::Serialize;

use super::power::MAX_PLACES;

/// What happens to digits that are cut off
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoundingMode {
    /// To the nearest; a half goes away from zero.
    HalfUp,
    /// To the nearest; a half goes to the even neighbour.
    HalfEven,
    /// Toward zero.
    Down,
    /// Away from zero.
    Up,
}

/// A number of decimals with a rounding mode
// INVARIANT: places <= 9.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Rounding {
    places: u8,
    mode: RoundingMode,
}

impl Rounding {
    /// To two decimals, halves away from zero: how totals are usually printed
    pub const TWO_PLACES: Self = Self {
        places: 2,
        mode: RoundingMode::HalfUp,
    };

    /// Makes a rounding to `places` decimals; `None` for more than 9
    pub const fn new(places: u8, mode: RoundingMode) -> Option<Self> {
        if places <= MAX_PLACES {
            Some(Self { places, mode })
        } else {
            None
        }
    }

    /// The number of decimals kept
    #[inline]
    pub const fn places(self) -> u8 {
        self.places
    }

    /// What happens to the rest
    #[inline]
    pub const fn mode(self) -> RoundingMode {
        self.mode
    }
}

impl RoundingMode {
    /// Says whether a quotient cut toward zero moves one step away from zero.
    ///
    /// `half` compares twice the remainder with the divisor; `exact` says the remainder is zero.
    #[inline]
    pub(crate) fn moves_away(self, exact: bool, half: std::cmp::Ordering, odd: bool) -> bool {
        if exact {
            return false;
        }
        match self {
            Self::Down => false,
            Self::Up => true,
            Self::HalfUp => half.is_ge(),
            Self::HalfEven => half.is_gt() || (half.is_eq() && odd),
        }
    }
}

/// Divides and rounds; `None` for a zero divisor or an overflow. `den` is positive.
#[inline]
pub(super) fn divide(num: i128, den: i128, mode: RoundingMode) -> Option<i128> {
    let (quotient, remainder) = match (i64::try_from(num), i64::try_from(den)) {
        // INVARIANT: den > 0, so a 64-bit division cannot overflow; it is several times faster.
        (Ok(num), Ok(den)) => (
            i128::from(num.checked_div(den)?),
            i128::from(num.checked_rem(den)?),
        ),
        _ => (num.checked_div(den)?, num.checked_rem(den)?),
    };
    if remainder == 0 {
        return Some(quotient);
    }
    let twice = remainder.unsigned_abs().checked_mul(2)?;
    let half = twice.cmp(&den.unsigned_abs());
    let odd = quotient & 1 != 0;
    if mode.moves_away(false, half, odd) {
        quotient.checked_add(if num < 0 { -1 } else { 1 })
    } else {
        Some(quotient)
    }
}
