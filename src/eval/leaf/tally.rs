//! Sums of leaves, column by column.

use crate::eval::leaf::leaf_score::CriterionScore;
use crate::eval::leaf::prepared_leaf::PreparedLeaf;
use crate::eval::leaf::state::State;
use crate::number::{Points, Ratio, Rounding};
use crate::rule::{Amount, Counted, Leaving};

/// A number that points are summed in.
///
/// Plain sums stay in 64-bit nanopoints; weighted means need exact fractions.
pub(crate) trait Sum: Copy + Ord {
    const ZERO: Self;

    /// The sum with points that count `factor` each; 1 where there is none.
    fn plus(self, points: Points, factor: Option<Ratio>) -> Option<Self>;

    /// The sum with another, whose points count `factor` each.
    fn join(self, other: Self, factor: Option<Ratio>) -> Option<Self>;

    /// The sum less another.
    fn less(self, other: Self) -> Option<Self>;

    /// The greatest number of which both are multiples.
    fn common_divisor(self, other: Self, factor: Option<Ratio>) -> Option<Self>;

    /// By how much the sum, with what may leave the denominator, comes to more than its rounded value at
    /// most, however it is rounded.
    fn lift(self, rounding: Rounding, leaving: Leaving) -> Option<Self>;

    /// The sum as an exact amount.
    fn amount(self) -> Amount;

    /// The sum rounded.
    fn rounded(self, rounding: Rounding) -> Option<Self>;

    /// The sum as points.
    fn points(self) -> Option<Points>;

    /// These points.
    fn from_points(points: Points) -> Self;

    /// The exact sum in points.
    fn ratio(self) -> Ratio;

    /// 100 × (sum + `more`) ÷ `over`; nothing is rounded on the way.
    fn percent(self, more: Points, over: Self) -> Option<Ratio>;

    /// The tallies a walk begins with: what plain leaves add whatever their points.
    fn begin(given: &[Tally<i64>]) -> Vec<Tally<Self>>;

    /// The tallies as nanopoints, or as they are where points have factors.
    fn to_plain(tallies: Vec<Tally<Self>>) -> Result<Vec<Tally<i64>>, Vec<Tally<Self>>>;

    /// Whether points are summed one to one.
    const IS_PLAIN: bool;
}

// INVARIANT: `Prepared::fits` holds before anything is summed: no column of all leaves together
// reaches 2^61, so sums, and sums of two sums, do not wrap. Plain sums have no factors.
impl Sum for i64 {
    const ZERO: Self = 0;

    #[inline(always)]
    fn plus(self, points: Points, _: Option<Ratio>) -> Option<Self> {
        Some(self.wrapping_add(points.nanos()))
    }

    #[inline(always)]
    fn join(self, other: Self, _: Option<Ratio>) -> Option<Self> {
        Some(self.wrapping_add(other))
    }

    #[inline(always)]
    fn less(self, other: Self) -> Option<Self> {
        Some(self.wrapping_sub(other))
    }

    fn common_divisor(self, other: Self, _: Option<Ratio>) -> Option<Self> {
        Amount::Grid(self)
            .common_divisor(Amount::Grid(other))?
            .points()
            .map(Points::nanos)
    }

    fn lift(self, rounding: Rounding, leaving: Leaving) -> Option<Self> {
        let lift = Amount::Grid(self).lift(rounding, leaving)?;
        lift.points().map(Points::nanos)
    }

    fn amount(self) -> Amount {
        Amount::Grid(self)
    }

    fn rounded(self, rounding: Rounding) -> Option<Self> {
        Amount::Grid(self)
            .to_points(Some(rounding))
            .map(Points::nanos)
    }

    #[inline]
    fn points(self) -> Option<Points> {
        Some(Points::from_nanos(self))
    }

    #[inline]
    fn from_points(points: Points) -> Self {
        points.nanos()
    }

    fn ratio(self) -> Ratio {
        Ratio::from_points(Points::from_nanos(self))
    }

    #[inline]
    fn percent(self, more: Points, over: Self) -> Option<Ratio> {
        // INVARIANT: 100 times a 64-bit number fits in 128 bits.
        let hundredfold = i128::from(self.checked_add(more.nanos())?).wrapping_mul(100);
        Ratio::new(hundredfold, i128::from(over))
    }

    fn begin(given: &[Tally<i64>]) -> Vec<Tally<Self>> {
        given.to_vec()
    }

    #[inline]
    fn to_plain(tallies: Vec<Tally<Self>>) -> Result<Vec<Tally<i64>>, Vec<Tally<Self>>> {
        Ok(tallies)
    }

    const IS_PLAIN: bool = true;
}

impl Sum for Amount {
    const ZERO: Self = Self::Grid(0);

    fn plus(self, points: Points, factor: Option<Ratio>) -> Option<Self> {
        self.join(Self::Grid(points.nanos()), factor)
    }

    fn join(self, other: Self, factor: Option<Ratio>) -> Option<Self> {
        if other.is_zero() {
            // Most columns of most leaves.
            return Some(self);
        }
        self.add(match factor {
            None => other,
            Some(factor) => other.times(factor)?,
        })
    }

    fn less(self, other: Self) -> Option<Self> {
        self.sub(other)
    }

    fn common_divisor(self, other: Self, factor: Option<Ratio>) -> Option<Self> {
        self.common_divisor(match factor {
            None => other,
            Some(factor) => other.times(factor)?,
        })
    }

    fn lift(self, rounding: Rounding, leaving: Leaving) -> Option<Self> {
        let rounded = Self::Grid(self.to_points(Some(rounding))?.nanos());
        self.most_rounded(rounding, leaving, Counted::Exactly)?
            .sub(rounded)
    }

    fn amount(self) -> Amount {
        self
    }

    fn rounded(self, rounding: Rounding) -> Option<Self> {
        self.to_points(Some(rounding))
            .map(|points| Self::Grid(points.nanos()))
    }

    fn points(self) -> Option<Points> {
        self.to_points(None)
    }

    fn from_points(points: Points) -> Self {
        Self::Grid(points.nanos())
    }

    fn ratio(self) -> Ratio {
        self.ratio()
    }

    fn percent(self, more: Points, over: Self) -> Option<Ratio> {
        if let (Self::Grid(sum), Self::Grid(over)) = (self, over) {
            return sum.percent(more, over);
        }
        let sum = self.plus(more, None)?.ratio();
        sum.checked_mul(Ratio::from_int(100))?
            .checked_div(over.ratio())
    }

    fn begin(given: &[Tally<i64>]) -> Vec<Tally<Self>> {
        // INVARIANT: nothing is plain where sums have factors, so nothing is given.
        vec![Tally::NONE; given.len()]
    }

    fn to_plain(tallies: Vec<Tally<Self>>) -> Result<Vec<Tally<i64>>, Vec<Tally<Self>>> {
        Err(tallies)
    }

    const IS_PLAIN: bool = false;
}

/// Sums of a group of leaves in each column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tally<S> {
    pub(crate) max: S,
    pub(crate) excluded: S,
    /// What a group does not have but keeps in the denominator.
    pub(crate) kept: S,
    /// What answers may still take out of the denominator, at most.
    pub(crate) leaving: S,
    /// What they take is a multiple of this; 0 where they take nothing.
    pub(crate) leaving_step: S,
    /// What the points with that come to beyond `upper`, however they are rounded.
    pub(crate) lift: S,
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

impl<S: Sum> Tally<S> {
    pub(crate) const NONE: Self = Self {
        max: S::ZERO,
        excluded: S::ZERO,
        kept: S::ZERO,
        leaving: S::ZERO,
        leaving_step: S::ZERO,
        lift: S::ZERO,
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
        let gone = score.is_gone();
        put(&mut self.max, score.max)?;
        if score.state != State::Scored {
            put(&mut self.open, score.open)?;
            put(&mut self.pending, score.pending)?;
            if score.leaving != Points::ZERO {
                put(&mut self.leaving, score.leaving)?;
                put(&mut self.lift, score.lift)?;
                let step = S::from_points(score.leaving_step);
                self.leaving_step = self.leaving_step.common_divisor(step, factor)?;
            }
            if score.keeps_denominator {
                put(&mut self.kept, score.excluded)?;
            } else {
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
        if score.final_excluded != Points::ZERO && !score.keeps_denominator {
            put(&mut self.final_excluded, score.final_excluded)?;
        }
        if let Some(points) = score.final_points {
            put(&mut self.final_points, points)?;
            self.has.final_points = true;
        } else {
            self.has.final_missing |= !score.is_final_excluded();
        }
        put(&mut self.lower, score.lower)?;
        put(&mut self.upper, score.upper)?;
        self.has.inexact |= !score.exact;
        Some(())
    }

    /// Adds a scored leaf of which nobody claimed or decided anything.
    #[inline]
    pub(crate) fn add_unclaimed(
        &mut self,
        max: Points,
        computed: Points,
        evidenced: Points,
        factor: Option<Ratio>,
    ) -> Option<()> {
        for (sum, points) in [
            (&mut self.max, max),
            (&mut self.computed, computed),
            (&mut self.evidenced, evidenced),
            (&mut self.lower, computed),
            (&mut self.upper, computed),
        ] {
            *sum = sum.plus(points, factor)?;
        }
        (self.has.computed, self.has.evidenced) = (true, true);
        (self.has.claim_missing, self.has.final_missing) = (true, true);
        Some(())
    }

    /// Adds what a plain leaf counts in each column whatever its points: all but those its rule gives.
    pub(crate) fn add_given(&mut self, own: &PreparedLeaf, max: i64) -> Option<()> {
        let put = |sum: &mut S, points: Points| {
            *sum = sum.plus(points, None)?;
            Some(())
        };
        put(&mut self.max, Points::from_nanos(max))?;
        (self.has.computed, self.has.evidenced) = (true, true);
        match own.claimed {
            Some(claimed) => {
                put(&mut self.claimed, claimed)?;
                self.has.claimed = true;
            }
            None => self.has.claim_missing = true,
        }
        match own.final_decision {
            Some(decision) => {
                put(&mut self.final_excluded, decision.excluded)?;
                if let Some(points) = decision.points {
                    put(&mut self.final_points, points)?;
                    self.has.final_points = true;
                } else {
                    self.has.final_missing |= decision.excluded.nanos() != max;
                }
            }
            None => self.has.final_missing = true,
        }
        Some(())
    }

    /// Adds points that count alike in the columns that rules and documents fill.
    #[inline]
    pub(crate) fn add_plain(&mut self, points: Points) -> Option<()> {
        for sum in [
            &mut self.computed,
            &mut self.evidenced,
            &mut self.lower,
            &mut self.upper,
        ] {
            *sum = sum.plus(points, None)?;
        }
        Some(())
    }

    /// The sums as nanopoints.
    pub(crate) fn in_nanos(&self) -> Option<Tally<i64>> {
        let nanos = |sum: S| sum.points().map(Points::nanos);
        let excluded = nanos(self.excluded)?;
        // Shown together: the sum is put on the grid once.
        let together = nanos(self.excluded.join(self.kept, None)?)?;
        Some(Tally {
            max: nanos(self.max)?,
            excluded,
            kept: together.checked_sub(excluded)?,
            leaving: nanos(self.leaving)?,
            leaving_step: nanos(self.leaving_step)?,
            lift: nanos(self.lift)?,
            final_excluded: nanos(self.final_excluded)?,
            claimed: nanos(self.claimed)?,
            computed: nanos(self.computed)?,
            evidenced: nanos(self.evidenced)?,
            final_points: nanos(self.final_points)?,
            open: nanos(self.open)?,
            pending: nanos(self.pending)?,
            lower: nanos(self.lower)?,
            upper: nanos(self.upper)?,
            has: self.has,
        })
    }

    /// The sums that area rounding rounds.
    pub(crate) const fn rounded_columns(&mut self) -> [&mut S; 8] {
        [
            &mut self.claimed,
            &mut self.computed,
            &mut self.evidenced,
            &mut self.final_points,
            &mut self.open,
            &mut self.pending,
            &mut self.lower,
            &mut self.upper,
        ]
    }

    /// Adds another tally, whose points count `factor` each.
    #[inline]
    pub(crate) fn add(&mut self, other: &Self, factor: Option<Ratio>) -> Option<()> {
        for (sum, more) in [
            (&mut self.max, &other.max),
            (&mut self.excluded, &other.excluded),
            (&mut self.kept, &other.kept),
            (&mut self.leaving, &other.leaving),
            (&mut self.lift, &other.lift),
            (&mut self.final_excluded, &other.final_excluded),
            (&mut self.claimed, &other.claimed),
            (&mut self.computed, &other.computed),
            (&mut self.evidenced, &other.evidenced),
            (&mut self.final_points, &other.final_points),
            (&mut self.open, &other.open),
            (&mut self.pending, &other.pending),
            (&mut self.lower, &other.lower),
            (&mut self.upper, &other.upper),
        ] {
            *sum = sum.join(*more, factor)?;
        }
        if other.leaving_step != S::ZERO {
            self.leaving_step = self
                .leaving_step
                .common_divisor(other.leaving_step, factor)?;
        }
        self.has = self.has.or(other.has);
        Some(())
    }
}

/// How many tallies a set has.
pub(crate) fn tally_count(areas: usize) -> usize {
    areas.saturating_add(1).saturating_mul(2)
}
