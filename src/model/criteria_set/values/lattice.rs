//! The numbers of points a rule can give, as multiples of one step.

use crate::number::{Points, Ratio};

/// A step that all points of a place are multiples of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::model::criteria_set) enum Lattice {
    /// Multiples of so many billionths; 0 where there is only zero.
    Steps(u64),
    /// Some points do not lie on the grid of billionths, as a value of the measure shows.
    Beyond {
        /// The value.
        witness: String,
    },
}

impl Lattice {
    /// Only zero.
    pub(in crate::model::criteria_set) const NOTHING: Self = Self::Steps(0);

    /// The lattice of one number of points, which `witness` leads to.
    pub(in crate::model::criteria_set) fn of(points: Option<Ratio>, witness: Ratio) -> Self {
        match points.and_then(Ratio::to_points_exact) {
            Some(points) => Self::Steps(points.nanos().unsigned_abs()),
            None => Self::Beyond {
                witness: witness.to_string(),
            },
        }
    }

    /// The lattice of all multiples of 10^-places, at most 9.
    pub(in crate::model::criteria_set) fn places(places: u32) -> Self {
        let left = 9_u32.saturating_sub(places);
        Self::Steps(10_u64.checked_pow(left).unwrap_or(1))
    }

    /// The lattice that holds both.
    #[must_use]
    pub(in crate::model::criteria_set) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Steps(a), Self::Steps(b)) => Self::Steps(gcd(a, b)),
            (beyond @ Self::Beyond { .. }, _) | (_, beyond) => beyond,
        }
    }

    /// The lattice with one more number of points, which is on the grid.
    #[must_use]
    pub(in crate::model::criteria_set) fn with(self, points: Option<Points>) -> Self {
        match points {
            Some(points) => self.and(Self::Steps(points.nanos().unsigned_abs())),
            None => self,
        }
    }

    /// The lattice of the points once they are rounded to so many places.
    #[must_use]
    pub(in crate::model::criteria_set) fn rounded(self, places: u32) -> Self {
        let coarse = Self::places(places);
        match (&self, &coarse) {
            (Self::Steps(step), Self::Steps(unit)) if step.checked_rem(*unit) == Some(0) => self,
            _ => coarse,
        }
    }

    /// Whether the points stay on the grid when they are multiplied.
    pub(in crate::model::criteria_set) fn survives(&self, factor: Ratio) -> bool {
        let Self::Steps(step) = self else {
            return false;
        };
        Ratio::new(i128::from(*step), 1_000_000_000)
            .and_then(|step| step.checked_mul(factor))
            .is_some_and(|step| step.is_finite_at(9))
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_combine_by_their_greatest_common_divisor() {
        let halves = Lattice::of(Ratio::new(1, 2), Ratio::ZERO);
        let thirds = Lattice::of(Ratio::new(1, 3), Ratio::ONE);
        assert_eq!(
            halves
                .clone()
                .and(Lattice::of(Ratio::new(3, 4), Ratio::ZERO)),
            Lattice::Steps(250_000_000)
        );
        assert_eq!(halves.clone().and(Lattice::NOTHING), halves);
        assert_eq!(
            halves.and(thirds),
            Lattice::Beyond {
                witness: "1".to_owned()
            }
        );
    }

    #[test]
    fn a_factor_is_judged_on_the_step() {
        let third = Ratio::new(1, 3).unwrap();
        assert!(!Lattice::places(2).survives(third));
        assert!(Lattice::Steps(3_000_000_000).survives(third));
    }
}
