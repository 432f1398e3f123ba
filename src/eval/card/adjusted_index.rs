//! The index of sums beside which bonus and penalty count, and its ends.

use crate::compile::Compiled;
use crate::eval::card::adjustment_points::AdjustmentPoints;
use crate::eval::card::index::{Index, within};
use crate::eval::card::over::Over;
use crate::eval::leaf::tally::{Has, Sum, Tally};
use crate::file::AdjustmentApplies;
use crate::number::{Points, Ratio};

/// Bonus and penalty beside a total.
#[derive(Clone, Copy)]
pub(crate) struct Adjustments {
    pub(crate) bonus: Option<AdjustmentPoints>,
    pub(crate) penalty: Option<AdjustmentPoints>,
}

impl Adjustments {
    pub(crate) const NONE: Self = Self {
        bonus: None,
        penalty: None,
    };
}

/// What the ends of an index hang on besides its sums.
pub(crate) struct Ends<'c> {
    pub(crate) capped: bool,
    pub(crate) compiled: &'c Compiled,
    /// Whether the maximum is the sum of its places; it may be stated as another.
    pub(crate) is_sum_of_places: bool,
    /// The area they are of; none where they are of all.
    pub(crate) area: Option<usize>,
    /// Whether they are of what the unit scores itself.
    pub(crate) is_own: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Lower,
    Upper,
}

impl Ends<'_> {
    /// The end of a fraction of the denominator, in percent, over all that may still leave it: `plain`
    /// where that makes it no other
    ///
    /// What leaves takes at most as much of the points with it as of the denominator. Points beyond the
    /// denominator, and points below 0, then weigh more.
    fn lifted<S: Sum>(
        &self,
        end: End,
        points: S,
        over: S,
        leaving: S,
        plain: Ratio,
    ) -> Option<Ratio> {
        let is_lifted = leaving > S::ZERO
            && match end {
                End::Lower => points < S::ZERO,
                End::Upper => points > over,
            };
        if !is_lifted {
            return Some(plain);
        }
        let left = self
            .compiled
            .least_left(self.area, self.is_own, self.is_sum_of_places)?;
        let left = left.max(over.less(leaving)?.ratio());
        let (base, beyond) = match end {
            End::Lower => (0, points),
            End::Upper => (100, points.less(over)?),
        };
        let weighed = beyond.ratio().checked_mul(Ratio::from_int(100))?;
        let lifted = Ratio::from_int(base).checked_add(weighed.checked_div(left)?)?;
        Some(match end {
            End::Lower => lifted.min(plain),
            End::Upper => lifted.max(plain),
        })
    }
}

pub(crate) fn index<S: Sum>(
    tally: &Tally<S>,
    over: Over<S>,
    adjustments: Adjustments,
    ends: &Ends<'_>,
    linked: bool,
) -> Option<Index> {
    let (bonus, penalty) = (adjustments.bonus, adjustments.penalty);
    let either = |missing: fn(&Has) -> bool| {
        bonus.is_some_and(|points| missing(&points.has))
            || penalty.is_some_and(|points| missing(&points.has))
    };
    let split = |up: Option<(Points, AdjustmentApplies)>,
                 down: Option<(Points, AdjustmentApplies)>| {
        let (mut before, mut after) = (Points::ZERO, Points::ZERO);
        for (entry, sign) in [(up, 1_i64), (down, -1)] {
            if let Some((points, applies)) = entry {
                let signed = Points::from_nanos(points.nanos().checked_mul(sign)?);
                match applies {
                    AdjustmentApplies::Points => before = before.checked_add(signed)?,
                    AdjustmentApplies::Index => after = after.checked_add(signed)?,
                }
            }
        }
        Some((before, after))
    };
    let finish = |index: Ratio, after: Points| {
        if after == Points::ZERO {
            return Some(within(index, ends.capped));
        }
        let index = index.checked_add(Ratio::from_points(after))?;
        Some(within(index, ends.capped))
    };
    let divide = |sum: S, over: S, up, down| {
        if over <= S::ZERO {
            return Some(None);
        }
        let (before, after) = split(up, down)?;
        finish(sum.percent(before, over)?, after).map(Some)
    };
    // With whether what may leave the denominator makes it another.
    let bound = |end: End, sum: S, lift: S, up, down| {
        if over.applicable <= S::ZERO {
            return Some((None, false));
        }
        let (before, after) = split(up, down)?;
        let plain = sum.percent(before, over.applicable)?;
        let points = sum.plus(before, None)?.join(lift, None)?;
        let most = points.percent(Points::ZERO, over.applicable)?;
        let lifted = ends.lifted(end, points, over.applicable, tally.leaving, most)?;
        let (plain, lifted) = (finish(plain, after)?, finish(lifted, after)?);
        Some((Some(lifted), lifted != plain))
    };
    let of = |entry: Option<AdjustmentPoints>, pick: fn(&AdjustmentPoints) -> Points| {
        entry.map(|points| (pick(&points), points.applies))
    };
    let or_zero = |pick: fn(&AdjustmentPoints) -> Option<Points>| {
        move |entry: Option<AdjustmentPoints>| {
            entry.map(|points| (pick(&points).unwrap_or(Points::ZERO), points.applies))
        }
    };
    let column = |missing: bool, sum: S, over: S, pick: fn(&AdjustmentPoints) -> Option<Points>| {
        if missing {
            return Some(None);
        }
        divide(sum, over, or_zero(pick)(bonus), or_zero(pick)(penalty))
    };
    let undetermined = tally.has.undetermined || either(|has| has.undetermined);
    let (lower, lower_is_outer) = bound(
        End::Lower,
        tally.lower,
        S::ZERO,
        of(bonus, |points| points.lower),
        of(penalty, |points| points.upper),
    )?;
    let (upper, upper_is_outer) = bound(
        End::Upper,
        tally.upper,
        tally.lift,
        of(bonus, |points| points.upper),
        of(penalty, |points| points.lower),
    )?;
    let is_outer = linked || lower_is_outer || upper_is_outer;
    let proven = column(false, tally.evidenced, over.applicable, |points| {
        points.evidenced
    })?;
    Some(Index {
        claimed: column(
            tally.has.claim_missing,
            tally.claimed,
            over.applicable,
            |points| points.claimed,
        )?,
        computed: column(undetermined, tally.computed, over.applicable, |points| {
            points.computed
        })?,
        evidenced: if undetermined { None } else { proven },
        proven,
        appraised: column(
            tally.has.final_missing || either(|has| has.final_missing),
            tally.final_points,
            over.final_applicable,
            |points| points.final_points,
        )?,
        lower,
        upper,
        exact: !is_outer && !tally.has.inexact && !either(|has| has.inexact),
    })
}
