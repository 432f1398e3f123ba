//! Exact points inside a rule: on the grid while they stay there, fractions where they must.

use std::cmp::Ordering;

use crate::number::{Points, Ratio, Rounding};

/// Nanopoints in a point.
const GRID: i128 = 1_000_000_000;

/// An exact amount of points.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Amount {
    /// A multiple of 10⁻⁹ points.
    Grid(i64),
    /// Any other exact amount, in points.
    Fraction(Ratio),
}

impl Amount {
    pub(crate) const ZERO: Self = Self::Grid(0);

    /// The amount as a fraction of points.
    pub(crate) fn ratio(self) -> Ratio {
        match self {
            Self::Grid(nanos) => Ratio::new(i128::from(nanos), GRID).unwrap_or(Ratio::ZERO),
            Self::Fraction(ratio) => ratio,
        }
    }

    /// Takes a fraction, and puts it on the grid where it fits.
    pub(crate) fn from_ratio(ratio: Ratio) -> Self {
        ratio
            .to_points_exact()
            .map_or(Self::Fraction(ratio), |points| Self::Grid(points.nanos()))
    }

    pub(crate) fn is_zero(self) -> bool {
        match self {
            Self::Grid(nanos) => nanos == 0,
            Self::Fraction(ratio) => ratio.num() == 0,
        }
    }

    #[inline]
    pub(crate) fn add(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Grid(a), Self::Grid(b)) => a.checked_add(b).map(Self::Grid),
            _ => self.ratio().checked_add(other.ratio()).map(Self::Fraction),
        }
    }

    #[inline]
    pub(crate) fn sub(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Grid(a), Self::Grid(b)) => a.checked_sub(b).map(Self::Grid),
            _ => self.ratio().checked_sub(other.ratio()).map(Self::Fraction),
        }
    }

    pub(crate) fn times(self, factor: Ratio) -> Option<Self> {
        self.ratio().checked_mul(factor).map(Self::from_ratio)
    }

    pub(crate) fn min(self, other: Self) -> Self {
        if other < self { other } else { self }
    }

    pub(crate) fn max(self, other: Self) -> Self {
        if other > self { other } else { self }
    }

    /// Rounds to points; without a rounding the nearest grid point (exact where the set was proved finite).
    #[inline]
    pub(crate) fn to_points(self, rounding: Option<Rounding>) -> Option<Points> {
        match (self, rounding) {
            (Self::Grid(nanos), None) => Some(Points::from_nanos(nanos)),
            (Self::Grid(nanos), Some(rounding)) => {
                if nanos.checked_rem(unit(rounding)?)? == 0 {
                    Some(Points::from_nanos(nanos))
                } else {
                    self.ratio().to_points(rounding)
                }
            }
            (Self::Fraction(ratio), Some(rounding)) => ratio.to_points(rounding),
            (Self::Fraction(ratio), None) => {
                ratio.to_points(Rounding::new(9, crate::number::RoundingMode::HalfUp)?)
            }
        }
    }
}

/// Nanopoints in the last place that a rounding keeps.
#[inline]
pub(super) fn unit(rounding: Rounding) -> Option<i64> {
    const UNITS: [i64; 10] = [
        1_000_000_000,
        100_000_000,
        10_000_000,
        1_000_000,
        100_000,
        10_000,
        1_000,
        100,
        10,
        1,
    ];
    UNITS.get(usize::from(rounding.places())).copied()
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Amount {}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Grid(a), Self::Grid(b)) => a.cmp(b),
            _ => self.ratio().cmp(&other.ratio()),
        }
    }
}
