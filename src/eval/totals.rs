//! Totals of areas and of the whole, by scope and column.

use super::index::{Index, IndexOf, IndexPair, Parts, within};
use super::leaf_score::CriterionScore;
use super::tally::{Has, Sum, Tally};
use crate::compile::{Compiled, CompiledLeaf};
use crate::file::{Adjustment, AdjustmentApplies, Basis};
use crate::model::Home;
use crate::number::{Points, Ratio, Rounding};
use crate::rule::Amount;

/// Sums of an area or of all, in points
#[derive(Clone, Debug)]
pub struct Totals {
    pub(crate) max: Points,
    pub(crate) self_max: Points,
    pub(crate) applicable: Points,
    pub(crate) self_applicable: Points,
    pub(crate) final_applicable: Points,
    pub(crate) claimed: Option<Points>,
    pub(crate) computed: Option<Points>,
    pub(crate) evidenced: Option<Points>,
    pub(crate) final_points: Option<Points>,
    pub(crate) open: Points,
    pub(crate) pending: Points,
    pub(crate) excluded: Points,
    pub(crate) index: IndexPair,
}

impl Totals {
    /// Most points
    pub fn max(&self) -> Points {
        self.max
    }
    /// Most points of what the unit scores itself
    pub fn self_max(&self) -> Points {
        self.self_max
    }
    /// The denominator: most points of what applies
    pub fn applicable(&self) -> Points {
        self.applicable
    }
    /// The denominator of the self scope
    pub fn self_applicable(&self) -> Points {
        self.self_applicable
    }
    /// The denominator of the final column
    pub fn final_applicable(&self) -> Points {
        self.final_applicable
    }
    /// Sum of the claims there are
    pub fn claimed(&self) -> Option<Points> {
        self.claimed
    }
    /// Sum of what the rules give
    pub fn computed(&self) -> Option<Points> {
        self.computed
    }
    /// Sum of what documents prove
    pub fn evidenced(&self) -> Option<Points> {
        self.evidenced
    }
    /// Sum of what the appraisal decided
    pub fn final_points(&self) -> Option<Points> {
        self.final_points
    }
    /// Points still open
    pub fn open(&self) -> Points {
        self.open
    }
    /// Points that wait for another scorer
    pub fn pending(&self) -> Points {
        self.pending
    }
    /// Points that are not applicable
    pub fn excluded(&self) -> Points {
        self.excluded
    }
    /// The index of both scopes
    pub fn index(&self) -> &IndexPair {
        &self.index
    }
}

/// Bonus or penalty points in each column.
#[derive(Clone, Copy, Debug)]
pub struct AdjustmentPoints {
    /// Sum of the claims there are
    pub claimed: Option<Points>,
    /// Sum of what the rules give
    pub computed: Option<Points>,
    /// What documents prove: the least bonus, the greatest penalty
    pub evidenced: Option<Points>,
    /// Sum of what the appraisal decided
    pub final_points: Option<Points>,
    /// The least it can come to
    pub lower: Points,
    /// The most it can come to
    pub upper: Points,
    pub(crate) applies: AdjustmentApplies,
    pub(crate) has: Has,
}

/// Totals of one basis
#[derive(Clone, Copy, Debug)]
pub struct BasisTotals {
    /// What the leaves rest on
    pub basis: Basis,
    /// Most points
    pub max: Points,
    /// Sum of the claims there are
    pub claimed: Option<Points>,
    /// Sum of what the rules give
    pub computed: Option<Points>,
    /// Sum of what documents prove
    pub evidenced: Option<Points>,
    /// Sum of what the appraisal decided
    pub final_points: Option<Points>,
}

/// The tallies of a scorecard on their way to totals.
pub(crate) struct Tallies<S> {
    /// For each area: leaves the unit scores, and the others. Then bonus, and penalty.
    all: Vec<Tally<S>>,
}

/// How many tallies a set has.
pub(crate) fn tally_count(areas: usize) -> usize {
    areas.saturating_add(1).saturating_mul(2)
}

/// The tally that a leaf belongs to.
#[inline]
pub(crate) fn tally_of(leaf: &CompiledLeaf, areas: usize) -> usize {
    let (pair, second) = match leaf.home {
        Home::Area(area) => (area, !leaf.self_scored),
        Home::Bonus => (areas, false),
        Home::Penalty => (areas, true),
    };
    pair.saturating_mul(2).saturating_add(usize::from(second))
}

impl<S: Sum> Tallies<S> {
    pub(crate) fn new(areas: usize) -> Self {
        Self {
            all: vec![Tally::NONE; tally_count(areas)],
        }
    }

    /// The tally with this number.
    #[inline]
    pub(crate) fn get(&mut self, index: usize) -> Option<&mut Tally<S>> {
        self.all.get_mut(index)
    }

    /// Totals of each area and of all, with bonus and penalty.
    pub(crate) fn finish(&self, compiled: &Compiled, bounds_exact: bool) -> Option<Finished> {
        let set = &compiled.set;
        let mut whole: [Tally<S>; 2] = [Tally::NONE; 2];
        let mut areas = Vec::with_capacity(set.area_count());
        let mut pairs = self.all.chunks_exact(2);
        for (index, area) in set.file().areas.iter().enumerate() {
            let [own, others] = pairs.next()? else {
                return None;
            };
            let rounded_own;
            let (own, others) = match compiled.area_rounding {
                Some(rounding) => {
                    rounded_own = rounded(own, others, rounding)?;
                    (&rounded_own.0, &rounded_own.1)
                }
                None => (own, others),
            };
            let declared = Points::from_quantity(area.max_points)?;
            areas.push(totals(
                compiled,
                own,
                others,
                declared,
                Adjustments::NONE,
                bounds_exact,
            )?);
            let factor = set.area_factor(index);
            let factor = (!compiled.plain_sums && factor != Ratio::ONE).then_some(factor);
            for (sum, own) in whole.iter_mut().zip([own, others]) {
                sum.add(own, factor)?;
            }
        }
        let [bonus, penalty] = pairs.next()? else {
            return None;
        };
        let bonus = adjustment(bonus, set.file().bonus.as_ref())?;
        let penalty = adjustment(penalty, set.file().penalty.as_ref())?;
        let adjustments = Adjustments { bonus, penalty };
        let [mine, others] = &whole;
        let total = totals(
            compiled,
            mine,
            others,
            set.max_points(),
            adjustments,
            bounds_exact,
        )?;
        Some(Finished {
            areas,
            total,
            bonus,
            penalty,
        })
    }
}

/// The total split by what its leaves rest on.
pub(crate) fn by_basis(compiled: &Compiled, scores: &[CriterionScore]) -> Option<Vec<BasisTotals>> {
    let mut tallies: [Tally<Amount>; 3] = [Tally::NONE; 3];
    for (leaf, score) in compiled.leaves.iter().zip(scores) {
        if let Home::Area(area) = leaf.home {
            let [calculated, judged, external] = &mut tallies;
            let tally = match leaf.basis {
                Basis::Calculated => calculated,
                Basis::Judged => judged,
                Basis::External => external,
            };
            tally.add_leaf(score, compiled.factor_in_total(score.leaf, area)?)?;
        }
    }
    let all = [Basis::Calculated, Basis::Judged, Basis::External];
    all.into_iter()
        .zip(&tallies)
        .map(|(basis, tally)| {
            let value = |there: bool, sum: Amount| {
                if there {
                    sum.points().map(Some)
                } else {
                    Some(None)
                }
            };
            Some(BasisTotals {
                basis,
                max: tally.max.points()?,
                claimed: value(tally.has.claimed, tally.claimed)?,
                computed: value(tally.has.computed, tally.computed)?,
                evidenced: value(tally.has.evidenced, tally.evidenced)?,
                final_points: value(tally.has.final_points, tally.final_points)?,
            })
        })
        .collect()
}

/// Totals of each area and of all, with bonus and penalty.
pub(crate) struct Finished {
    pub(crate) areas: Vec<Totals>,
    pub(crate) total: Totals,
    pub(crate) bonus: Option<AdjustmentPoints>,
    pub(crate) penalty: Option<AdjustmentPoints>,
}

/// An area's columns rounded: what the unit scores, and all; the others are the difference.
fn rounded<S: Sum>(
    mine: &Tally<S>,
    rest: &Tally<S>,
    rounding: Rounding,
) -> Option<(Tally<S>, Tally<S>)> {
    let (mut mine, mut rest) = (*mine, *rest);
    let mut all = mine;
    all.add(&rest, None)?;
    let pairs = mine
        .columns()
        .1
        .into_iter()
        .zip(all.columns().1)
        .zip(rest.columns().1);
    for ((mine, all), rest) in pairs {
        *mine = mine.rounded(rounding)?;
        *rest = all.rounded(rounding)?.less(*mine)?;
    }
    Some((mine, rest))
}

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

fn adjustment<S: Sum>(
    tally: &Tally<S>,
    file: Option<&Adjustment>,
) -> Option<Option<AdjustmentPoints>> {
    let Some(file) = file else { return Some(None) };
    let cap = match file.cap {
        Some(cap) => Some(Points::from_quantity(cap)?),
        None => None,
    };
    let value = |sum: S| {
        let points = sum.points()?;
        Some(cap.map_or(points, |cap| points.min(cap)))
    };
    let optional = |there: bool, sum: S| {
        if there {
            value(sum).map(Some)
        } else {
            Some(None)
        }
    };
    Some(Some(AdjustmentPoints {
        claimed: optional(tally.has.claimed, tally.claimed)?,
        computed: optional(tally.has.computed, tally.computed)?,
        evidenced: optional(tally.has.evidenced, tally.evidenced)?,
        final_points: optional(tally.has.final_points, tally.final_points)?,
        lower: value(tally.lower)?,
        upper: value(tally.upper)?,
        applies: file.applies,
        has: tally.has,
    }))
}

fn totals<S: Sum>(
    compiled: &Compiled,
    mine: &Tally<S>,
    others: &Tally<S>,
    declared: Points,
    adjustments: Adjustments,
    bounds_exact: bool,
) -> Option<Totals> {
    let mut all = *mine;
    all.add(others, None)?;
    let value = |there: bool, sum: S| {
        if there {
            sum.points().map(Some)
        } else {
            Some(None)
        }
    };
    let max = declared;
    let self_max = mine.max.points()?;
    let excluded = all.excluded.points()?;
    let applicable = max.checked_sub(excluded)?;
    let self_applicable = self_max.checked_sub(mine.excluded.points()?)?;
    let final_applicable = max.checked_sub(all.final_excluded.points()?)?;
    let self_final = self_max.checked_sub(mine.final_excluded.points()?)?;
    let capped = compiled.set.file().index_capped;
    let pair = IndexPair {
        own: index(
            mine,
            self_applicable,
            self_final,
            adjustments,
            capped,
            bounds_exact,
        )?,
        whole: index(
            &all,
            applicable,
            final_applicable,
            adjustments,
            capped,
            bounds_exact,
        )?,
    };
    Some(Totals {
        max,
        self_max,
        applicable,
        self_applicable,
        final_applicable,
        claimed: value(all.has.claimed, all.claimed)?,
        computed: value(all.has.computed, all.computed)?,
        evidenced: value(all.has.evidenced, all.evidenced)?,
        final_points: value(all.has.final_points, all.final_points)?,
        open: all.open.points()?,
        pending: all.pending.points()?,
        excluded: excluded.checked_add(all.kept.points()?)?,
        index: pair,
    })
}

fn index<S: Sum>(
    tally: &Tally<S>,
    applicable: Points,
    final_applicable: Points,
    adjustments: Adjustments,
    capped: bool,
    bounds_exact: bool,
) -> Option<IndexOf> {
    let (bonus, penalty) = (adjustments.bonus, adjustments.penalty);
    if bonus.is_none()
        && penalty.is_none()
        && let Some(nanos) = tally.computed.nanos()
    {
        let known = |there: bool, nanos: i64| there.then_some(nanos);
        let determined = !tally.has.undetermined;
        return Some(IndexOf::Parts(Parts {
            claimed: known(!tally.has.claim_missing, tally.claimed.nanos()?),
            computed: known(determined, nanos),
            evidenced: known(determined, tally.evidenced.nanos()?),
            appraised: known(!tally.has.final_missing, tally.final_points.nanos()?),
            lower: tally.lower.nanos()?,
            upper: tally.upper.nanos()?,
            over: applicable,
            final_over: final_applicable,
            capped,
            exact: bounds_exact && !tally.has.inexact,
        }));
    }
    let either = |missing: fn(&Has) -> bool| {
        bonus.is_some_and(|points| missing(&points.has))
            || penalty.is_some_and(|points| missing(&points.has))
    };
    let divide = |sum: S,
                  over: Points,
                  up: Option<(Points, AdjustmentApplies)>,
                  down: Option<(Points, AdjustmentApplies)>| {
        if over <= Points::ZERO {
            return Some(None);
        }
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
        let mut index = sum.percent(before, over)?;
        if after != Points::ZERO {
            index = index.checked_add(Ratio::from_points(after))?;
        }
        Some(Some(within(index, capped)))
    };
    let of = |entry: Option<AdjustmentPoints>, pick: fn(&AdjustmentPoints) -> Points| {
        entry.map(|points| (pick(&points), points.applies))
    };
    let or_zero = |pick: fn(&AdjustmentPoints) -> Option<Points>| {
        move |entry: Option<AdjustmentPoints>| {
            entry.map(|points| (pick(&points).unwrap_or(Points::ZERO), points.applies))
        }
    };
    let column =
        |missing: bool, sum: S, over: Points, pick: fn(&AdjustmentPoints) -> Option<Points>| {
            if missing {
                return Some(None);
            }
            divide(sum, over, or_zero(pick)(bonus), or_zero(pick)(penalty))
        };
    let undetermined = tally.has.undetermined || either(|has| has.undetermined);
    Some(IndexOf::Divided(Box::new(Index {
        claimed: column(
            tally.has.claim_missing,
            tally.claimed,
            applicable,
            |points| points.claimed,
        )?,
        computed: column(undetermined, tally.computed, applicable, |points| {
            points.computed
        })?,
        evidenced: column(undetermined, tally.evidenced, applicable, |points| {
            points.evidenced
        })?,
        appraised: column(
            tally.has.final_missing || either(|has| has.final_missing),
            tally.final_points,
            final_applicable,
            |points| points.final_points,
        )?,
        lower: divide(
            tally.lower,
            applicable,
            of(bonus, |points| points.lower),
            of(penalty, |points| points.upper),
        )?,
        upper: divide(
            tally.upper,
            applicable,
            of(bonus, |points| points.upper),
            of(penalty, |points| points.lower),
        )?,
        exact: bounds_exact && !tally.has.inexact && !either(|has| has.inexact),
    })))
}
