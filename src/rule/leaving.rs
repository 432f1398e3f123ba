//! What may still leave the denominator, and what points beside it come to, however they are rounded.

use super::amount::Amount;
use crate::number::{Points, Ratio, Rounding, RoundingMode};

/// How many amounts that may leave are tried one by one.
const TRIED: i128 = 10_000;

/// Multiples of the grid in a point.
const GRID: i64 = 1_000_000_000;

/// What answers may still take out of the denominator.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leaving {
    /// At most.
    pub(crate) most: Amount,
    /// What leaves is always a multiple of this; 0 where nothing leaves.
    pub(crate) step: Amount,
}

impl Leaving {
    pub(crate) const NONE: Self = Self {
        most: Amount::ZERO,
        step: Amount::ZERO,
    };

    /// What two places may take.
    pub(crate) fn add(self, other: Self) -> Option<Self> {
        if other.most.is_zero() {
            return Some(self);
        }
        Some(Self {
            most: self.most.add(other.most)?,
            step: self.step.common_divisor(other.step)?,
        })
    }

    pub(crate) fn times(self, factor: Ratio) -> Option<Self> {
        if self.most.is_zero() {
            return Some(self);
        }
        Some(Self {
            most: self.most.times(factor)?,
            step: self.step.times(factor)?,
        })
    }

    /// What may leave a sum with a cap, `short` by which is what has not left of its parts: that by
    /// which the cap is more than what is left.
    pub(crate) fn under_cap(self, short: Amount) -> Option<Self> {
        let gone = short.max(Amount::ZERO);
        let most = short.add(self.most)?.max(Amount::ZERO).sub(gone)?;
        if most.is_zero() {
            return Some(Self::NONE);
        }
        Some(Self {
            most,
            step: self.step.common_divisor(short)?,
        })
    }
}

impl Amount {
    /// The greatest amount of which both are multiples.
    pub(crate) fn common_divisor(self, other: Self) -> Option<Self> {
        if self.is_zero() {
            return Some(other);
        }
        if other.is_zero() {
            return Some(self);
        }
        let shared = self.ratio().common_divisor(other.ratio())?;
        Some(Self::from_ratio(shared))
    }

    /// The most that `self − δ` rounded, and δ, come to together, for whatever amount δ may leave.
    ///
    /// A later value of it is less by what has left until then, and more is always an answer more: so
    /// what is divided by the denominator never rises (docs/semantics.md § 8).
    pub(crate) fn most_rounded(self, rounding: Rounding, leaving: Leaving) -> Option<Self> {
        let rounded = |amount: Self| {
            let points = amount.to_points(Some(rounding))?;
            Some(Self::Grid(points.nanos()))
        };
        let plain = rounded(self)?;
        if leaving.most.is_zero() || leaving.step.is_zero() {
            return Some(plain);
        }
        let last = Ratio::from_points(rounding.last_place());
        let step = leaving.step.ratio();
        let times = leaving.most.ratio().checked_div(step)?.floor();
        let period = match rounding.mode() {
            RoundingMode::HalfEven => last.checked_add(last)?,
            _ => last,
        };
        // So many multiples leave different rests; then rounding does the same again.
        let rests = period.checked_div(step)?.reduced().num();
        let again = rests.checked_sub(1)?;
        if times.min(again) >= TRIED {
            let beyond = self.add(Self::from_ratio(last))?;
            return Some(beyond.min(plain.add(leaving.most)?));
        }
        // Below 0 it does it the other way round.
        let below = self.ratio().checked_div(step)?.floor().checked_add(1)?;
        let mut most = plain;
        for from in [0, below.max(0)] {
            for times in from..=times.min(from.checked_add(again)?) {
                let gone = leaving.step.times(Ratio::new(times, 1)?)?;
                most = most.max(rounded(self.sub(gone)?)?.add(gone)?);
            }
        }
        Some(most)
    }

    /// Whether it is a multiple of 10⁻⁹.
    fn is_on_grid(self) -> bool {
        matches!(Self::from_ratio(self.ratio()), Self::Grid(_))
    }

    /// The least multiple of 10⁻⁹ that is not below it.
    fn next_on_grid(self) -> Option<Points> {
        match self {
            Self::Grid(nanos) => Some(Points::from_nanos(nanos)),
            Self::Fraction(ratio) => {
                let nanos = ratio.negated().checked_mul(Ratio::from_int(GRID))?.floor();
                let nanos = i64::try_from(nanos.checked_neg()?).ok()?;
                Some(Points::from_nanos(nanos))
            }
        }
    }
}

/// The points of a leaf and what leaves it, as they are divided.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LeafLeaving {
    /// What may still leave the denominator, at most.
    pub(crate) most: Points,
    /// What leaves is a multiple of this.
    pub(crate) step: Points,
    /// The most that points with what leaves come to, however they are rounded.
    pub(crate) reach: Points,
}

impl LeafLeaving {
    /// What leaves a leaf with these exact points at most, of which `excluded` has left.
    pub(crate) fn of(
        points: Amount,
        excluded: Amount,
        leaving: Leaving,
        rounding: Option<Rounding>,
    ) -> Option<Self> {
        let nano = Amount::Grid(1);
        let gone = excluded.to_points(None)?;
        let most = excluded.add(leaving.most)?.to_points(None)?;
        let most = most.checked_sub(gone)?;
        if most <= Points::ZERO {
            let reach = points.to_points(rounding)?;
            return Some(Self {
                most: Points::ZERO,
                step: Points::ZERO,
                reach,
            });
        }
        let is_on_grid = excluded.is_on_grid() && leaving.step.is_on_grid();
        let (points, step) = if is_on_grid {
            (points, leaving.step)
        } else {
            // What leaves is counted on the grid: half of 10^-9 more or less.
            let moved = excluded.sub(Amount::Grid(gone.nanos()))?;
            let half = Amount::from_ratio(Ratio::new(1, 2_000_000_000)?);
            (points.add(moved)?.add(half)?, nano)
        };
        let rounding = match rounding {
            Some(rounding) => rounding,
            None => Rounding::new(9, RoundingMode::HalfUp)?,
        };
        let most = Amount::Grid(most.nanos());
        let reach = points.most_rounded(rounding, Leaving { most, step })?;
        Some(Self {
            most: most.to_points(None)?,
            step: step.to_points(None)?,
            reach: reach.next_on_grid()?,
        })
    }
}
