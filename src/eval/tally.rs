//! Sums of leaves, column by column.

use super::leaf_score::CriterionScore;
use super::state::State;
use crate::number::{Points, Ratio};
use crate::rule::Amount;

/// A number that points are summed in.
///
/// Plain sums stay in 64-bit nanopoints; weighted means need exact fractions.
pub(crate) trait Sum: Copy {
    const ZERO: Self;

    /// The sum with points that count `factor` each; 1 where there is none.
    fn plus(self, points: Points, factor: Option<Ratio>) -> Option<Self>;

    /// The sum as an amount.
    fn amount(self) -> Amount;
}

impl Sum for i64 {
    const ZERO: Self = 0;

    #[inline]
    fn plus(self, points: Points, _: Option<Ratio>) -> Option<Self> {
        self.checked_add(points.nanos())
    }

    fn amount(self) -> Amount {
        Amount::Grid(self)
    }
}

impl Sum for Amount {
    const ZERO: Self = Self::Grid(0);

    fn plus(self, points: Points, factor: Option<Ratio>) -> Option<Self> {
        let points = Self::Grid(points.nanos());
        self.add(match factor {
            None => points,
            Some(factor) => points.times(factor)?,
        })
    }

    fn amount(self) -> Amount {
        self
    }
}

/// Sums of a group of leaves in each column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tally<S = Amount> {
    pub(crate) max: S,
    pub(crate) excluded: S,
    pub(crate) final_excluded: S,
    pub(crate) claimed: S,
    pub(crate) computed: S,
    pub(crate) evidenced: S,
    pub(crate) final_points: S,
    pub(crate) open: S,
    pub(crate) pending: S,
    pub(crate) lower: S,
    pub(crate) upper: S,
    pub(crate) has: Has,
}

/// What is there and what is missing in a tally.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Has {
    pub(crate) claimed: bool,
    pub(crate) computed: bool,
    pub(crate) evidenced: bool,
    pub(crate) final_points: bool,
    pub(crate) claim_missing: bool,
    pub(crate) undetermined: bool,
    pub(crate) final_missing: bool,
    pub(crate) inexact: bool,
}

impl Has {
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            claimed: self.claimed | other.claimed,
            computed: self.computed | other.computed,
            evidenced: self.evidenced | other.evidenced,
            final_points: self.final_points | other.final_points,
            claim_missing: self.claim_missing | other.claim_missing,
            undetermined: self.undetermined | other.undetermined,
            final_missing: self.final_missing | other.final_missing,
            inexact: self.inexact | other.inexact,
        }
    }
}

/// The amounts of a tally, for code that treats them alike.
pub(crate) const fn amounts(tally: &mut Tally) -> [&mut Amount; 11] {
    [
        &mut tally.max,
        &mut tally.excluded,
        &mut tally.final_excluded,
        &mut tally.claimed,
        &mut tally.computed,
        &mut tally.evidenced,
        &mut tally.final_points,
        &mut tally.open,
        &mut tally.pending,
        &mut tally.lower,
        &mut tally.upper,
    ]
}

impl<S: Sum> Tally<S> {
    pub(crate) const NONE: Self = Self {
        max: S::ZERO,
        excluded: S::ZERO,
        final_excluded: S::ZERO,
        claimed: S::ZERO,
        computed: S::ZERO,
        evidenced: S::ZERO,
        final_points: S::ZERO,
        open: S::ZERO,
        pending: S::ZERO,
        lower: S::ZERO,
        upper: S::ZERO,
        has: Has {
            claimed: false,
            computed: false,
            evidenced: false,
            final_points: false,
            claim_missing: false,
            undetermined: false,
            final_missing: false,
            inexact: false,
        },
    };

    /// Adds a leaf, whose points count `factor` each.
    #[inline]
    pub(crate) fn add_leaf(&mut self, score: &CriterionScore, factor: Option<Ratio>) -> Option<()> {
        let put = |sum: &mut S, points: Points| {
            *sum = sum.plus(points, factor)?;
            Some(())
        };
        let gone = score.computed.is_none() && score.excluded == score.max;
        put(&mut self.max, score.max)?;
        if score.state != State::Scored {
            put(&mut self.open, score.open)?;
            put(&mut self.pending, score.pending)?;
            if !score.keeps_denominator {
                put(&mut self.excluded, score.excluded)?;
            }
            self.has.undetermined |= score.state != State::NotApplicable;
        } else if score.excluded != Points::ZERO {
            put(&mut self.excluded, score.excluded)?;
        }
        match score.claimed {
            // A claim on what does not apply counts nothing.
            Some(points) if !gone => {
                put(&mut self.claimed, points)?;
                self.has.claimed = true;
            }
            _ => self.has.claim_missing |= !gone,
        }
        if let Some(points) = score.computed {
            put(&mut self.computed, points)?;
            self.has.computed = true;
        }
        if let Some(points) = score.evidenced {
            put(&mut self.evidenced, points)?;
            self.has.evidenced = true;
        }
        if score.final_excluded {
            if !score.keeps_denominator {
                put(&mut self.final_excluded, score.max)?;
            }
        } else if let Some(points) = score.final_points {
            put(&mut self.final_points, points)?;
            self.has.final_points = true;
        } else {
            self.has.final_missing = true;
        }
        put(&mut self.lower, score.lower)?;
        put(&mut self.upper, score.upper)?;
        self.has.inexact |= !score.exact;
        Some(())
    }

    /// The same sums as amounts.
    pub(crate) fn amounts(&self) -> Tally {
        Tally {
            max: self.max.amount(),
            excluded: self.excluded.amount(),
            final_excluded: self.final_excluded.amount(),
            claimed: self.claimed.amount(),
            computed: self.computed.amount(),
            evidenced: self.evidenced.amount(),
            final_points: self.final_points.amount(),
            open: self.open.amount(),
            pending: self.pending.amount(),
            lower: self.lower.amount(),
            upper: self.upper.amount(),
            has: self.has,
        }
    }
}

impl Tally {
    /// Adds another tally, whose points count `factor` each.
    pub(crate) fn add(&mut self, mut other: Self, factor: Option<Ratio>) -> Option<()> {
        if let Some(factor) = factor {
            for amount in amounts(&mut other) {
                *amount = amount.times(factor)?;
            }
        }
        for (sum, amount) in amounts(self).into_iter().zip(amounts(&mut other)) {
            *sum = sum.add(*amount)?;
        }
        self.has = self.has.or(other.has);
        Some(())
    }
}
