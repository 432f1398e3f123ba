//! What may still leave the denominator, and what points beside it come to, however they are rounded.

use super::amount::{Amount, unit};
use crate::number::{Points, Ratio, Rounding, RoundingMode};

/// How many amounts that may leave are tried one by one.
const TRIED: i128 = 10_000;

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

    /// The most that `self − δ` rounded, and what the denominator then has less, come to together, for
    /// whatever amount δ may leave.
    ///
    /// A later value of it is less by what the denominator has lost until then, and never more than that
    /// (docs/semantics.md § 8): so what is divided by the denominator does not rise.
    pub(crate) fn most_rounded(
        self,
        rounding: Rounding,
        leaving: Leaving,
        counted: Counted,
    ) -> Option<Self> {
        let rounded = |amount: Self| {
            let points = amount.to_points(Some(rounding))?;
            Some(Self::Grid(points.nanos()))
        };
        let plain = rounded(self)?;
        if leaving.most.is_zero() || leaving.step.is_zero() {
            return Some(plain);
        }
        let last = Ratio::from_points(Points::from_nanos(unit(rounding)?));
        let step = leaving.step.ratio();
        let times = leaving.most.ratio().checked_div(step)?.floor();
        let again = match counted {
            Counted::Exactly => {
                let period = match rounding.mode() {
                    RoundingMode::HalfEven => last.checked_add(last)?,
                    _ => last,
                };
                // So many multiples leave different rests; then rounding does the same again.
                let rests = period.checked_div(step)?.reduced().num();
                rests.checked_sub(1)?
            }
            Counted::OnGridBeside(_) => times,
        };
        if times.min(again) >= TRIED {
            let beyond = self.add(counted.slack()?)?.add(Self::from_ratio(last))?;
            return Some(beyond.min(plain.add(counted.taken(leaving.most)?)?));
        }
        // Below 0 it does it the other way round.
        let below = self.ratio().checked_div(step)?.floor().checked_add(1)?;
        let mut most = plain;
        for from in [0_i128, below.max(0)] {
            for times in from..=times.min(from.checked_add(again)?) {
                let gone = leaving.step.times(Ratio::new(times, 1)?)?;
                let left = rounded(self.sub(gone)?)?;
                most = most.max(left.add(counted.taken(gone)?)?);
            }
        }
        Some(most)
    }

    /// Whether it is a multiple of 10⁻⁹.
    fn is_on_grid(self) -> bool {
        matches!(Self::from_ratio(self.ratio()), Self::Grid(_))
    }
}

/// How what leaves is taken from the denominator.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Counted {
    Exactly,
    /// On the grid, together with this, which has left.
    OnGridBeside(Amount),
}

impl Counted {
    /// What the denominator has less when so much more has left.
    fn taken(self, gone: Amount) -> Option<Amount> {
        let Self::OnGridBeside(before) = self else {
            return Some(gone);
        };
        let [after, before] = [before.add(gone)?, before].map(|own| own.to_points(None));
        Some(Amount::Grid(after?.checked_sub(before?)?.nanos()))
    }

    /// By how much more than what has left the denominator may come to have less.
    fn slack(self) -> Option<Amount> {
        let Self::OnGridBeside(before) = self else {
            return Some(Amount::ZERO);
        };
        let half = Amount::from_ratio(Ratio::new(1, 2_000_000_000)?);
        before
            .sub(Amount::Grid(before.to_points(None)?.nanos()))?
            .add(half)
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
        let most = Counted::OnGridBeside(excluded).taken(leaving.most)?;
        if most <= Amount::ZERO {
            return Some(Self {
                most: Points::ZERO,
                step: Points::ZERO,
                reach: points.to_points(rounding)?,
            });
        }
        let rounding = match rounding {
            Some(rounding) => rounding,
            None => Rounding::new(9, RoundingMode::HalfUp)?,
        };
        let (counted, step) = if excluded.is_on_grid() && leaving.step.is_on_grid() {
            (Counted::Exactly, leaving.step)
        } else {
            (Counted::OnGridBeside(excluded), Amount::Grid(1))
        };
        let reach = points.most_rounded(rounding, leaving, counted)?;
        Some(Self {
            most: most.to_points(None)?,
            step: step.to_points(None)?,
            reach: reach.to_points(None)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MODES: [RoundingMode; 4] = [
        RoundingMode::HalfUp,
        RoundingMode::HalfEven,
        RoundingMode::Down,
        RoundingMode::Up,
    ];

    fn fraction(num: i64, den: i64) -> Amount {
        Amount::from_ratio(Ratio::new(num.into(), den.into()).unwrap())
    }

    fn sum(all: &[Amount]) -> Amount {
        let add = |sum: Amount, own: &Amount| sum.add(*own).unwrap();
        all.iter().fold(Amount::ZERO, add)
    }

    /// What leaves of a leaf with these places, and stays beside `rest`.
    fn leaf(rest: Amount, left: &[Amount], open: &[Amount], rounding: Rounding) -> LeafLeaving {
        let step = |step: Amount, own: &Amount| step.common_divisor(*own).unwrap();
        let leaving = Leaving {
            most: sum(open),
            step: open.iter().fold(Amount::ZERO, step),
        };
        let points = rest.add(sum(open)).unwrap();
        LeafLeaving::of(points, sum(left), leaving, Some(rounding)).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

        /// Each place that leaves takes at least as much of the reach with it as of the denominator.
        #[test]
        fn what_leaves_takes_as_many_points(
            places in prop::collection::vec(1_i64..40, 1..5),
            den in prop::sample::select(vec![1_i64, 3, 4, 7, 8, 20]),
            (rest, fall) in (-200_i64..400, 0_i64..50),
            (decimals, mode) in (prop::sample::select(vec![0_u8, 1, 2, 8, 9]), 0_usize..4),
        ) {
            let rounding = Rounding::new(decimals, MODES[mode]).unwrap();
            let all: Vec<Amount> = places.iter().map(|own| fraction(*own, den)).collect();
            let rests = [rest, rest - fall].map(|own| fraction(own, 60));
            let grid = |left: &[Amount]| sum(left).to_points(None).unwrap();
            for gone in 0..all.len() {
                for later in gone..=all.len() {
                    let before = leaf(rests[0], &all[..gone], &all[gone..], rounding);
                    let after = leaf(rests[1], &all[..later], &all[later..], rounding);
                    let taken = grid(&all[..later]).nanos() - grid(&all[..gone]).nanos();
                    prop_assert!(after.reach.nanos() <= before.reach.nanos() - taken);
                    prop_assert!(after.most.nanos() <= before.most.nanos() - taken);
                    let points = rests[1].add(sum(&all[later..])).unwrap();
                    prop_assert!(points.to_points(Some(rounding)).unwrap() <= after.reach);
                }
            }
        }

        /// Only so many multiples are tried as give another rest; going through all of them gives the same.
        #[test]
        fn no_multiple_is_left_out(
            (points, most, step) in (-90_i64..400, 0_i64..400, 1_i64..60),
            den in prop::sample::select(vec![1_i64, 4, 20, 30]),
            (decimals, mode) in (0_u8..3, 0_usize..4),
        ) {
            let rounding = Rounding::new(decimals, MODES[mode]).unwrap();
            let [points, most, step] = [points, most, step].map(|own| fraction(own, den));
            let rounded = |own: Amount| Amount::Grid(own.to_points(Some(rounding)).unwrap().nanos());
            let (mut all, mut gone) = (rounded(points), step);
            while gone <= most {
                all = all.max(rounded(points.sub(gone).unwrap()).add(gone).unwrap());
                gone = gone.add(step).unwrap();
            }
            prop_assert_eq!(points.most_rounded(rounding, Leaving { most, step }, Counted::Exactly).unwrap(), all);
        }
    }

    /// 1.25, of which 0.25 may leave, to one place down: 1.2, or 1 and 0.25.
    #[test]
    fn points_that_are_cut_come_back_with_what_leaves() {
        let down = Rounding::new(1, RoundingMode::Down).unwrap();
        let of = |most: i64, step: i64| {
            let [points, most, step] = [1_250, most, step].map(|own| fraction(own, 1_000));
            points
                .most_rounded(down, Leaving { most, step }, Counted::Exactly)
                .unwrap()
        };
        assert_eq!(of(0, 0), fraction(12, 10));
        assert_eq!(of(250, 250), fraction(125, 100));
        assert_eq!(of(100, 100), fraction(12, 10));
        assert_eq!(of(30, 30), fraction(123, 100));
    }

    /// With more than 10,000 rests every amount may leave: no more than one in the last place comes to it.
    #[test]
    fn too_many_rests() {
        let down = Rounding::new(0, RoundingMode::Down).unwrap();
        let leaving = |most: i64| Leaving {
            most: Amount::Grid(most),
            step: Amount::Grid(7),
        };
        let points = Amount::Grid(1_500_000_000);
        let of = |most: i64| {
            points
                .most_rounded(down, leaving(most), Counted::Exactly)
                .unwrap()
        };
        assert_eq!(of(1_400_000_000), Amount::Grid(2_400_000_000));
        assert_eq!(of(70_000_000), Amount::Grid(1_070_000_000));
    }
}
