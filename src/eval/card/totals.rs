//! Totals of areas and of the whole, by scope and column.

use crate::eval::card::adjustment_points::AdjustmentPoints;
use std::sync::OnceLock;

use serde::Serialize;

use crate::compile::Compiled;
use crate::eval::assessment::plain_row::PlainSums;
use crate::eval::card::adjusted_index::{Adjustments, Ends, index};
use crate::eval::card::index::{IndexPair, plain_index};
use crate::eval::card::over::Over;
use crate::eval::cells::linked::{Caveats, Doubt};
use crate::eval::leaf::leaf_score::CriterionScore;
use crate::eval::leaf::state::Column;
use crate::eval::leaf::tally::{Sum, Tally};
use crate::file::{Adjustment, Basis};
use crate::model::Home;
use crate::number::{Points, Ratio, Rounding};
use crate::rule::{Amount, Leaving};

/// Sums of an area or of all, in points
#[derive(Clone, Debug)]
pub struct Totals {
    max: Points,
    own: Tally<i64>,
    all: Tally<i64>,
    capped: bool,
    /// What was divided before sums were put on the grid, where the index is more than these sums over maxima.
    divided: Option<Box<Divided>>,
}

/// What is divided from exact sums.
#[derive(Clone, Copy, Debug)]
struct Divided {
    index: IndexPair,
    applicable: Ratio,
    own: Over<Points>,
    whole: Over<Points>,
}

impl Totals {
    /// Most points
    pub fn max(&self) -> Points {
        self.max
    }
    /// Most points of what the unit scores itself
    pub fn self_max(&self) -> Points {
        Points::from_nanos(self.own.max)
    }
    /// The denominator: most points of what applies
    ///
    /// To the nearest billionth of a point: under a weighted mean it may be a third. The index is divided by
    /// the exact value.
    pub fn applicable(&self) -> Points {
        self.over().applicable
    }
    fn over(&self) -> Over<Points> {
        match &self.divided {
            Some(divided) => divided.whole,
            None => Over::plain(self.max, &self.all),
        }
    }
    fn self_over(&self) -> Over<Points> {
        match &self.divided {
            Some(divided) => divided.own,
            None => Over::plain(self.self_max(), &self.own),
        }
    }
    /// The denominator exactly.
    pub(crate) fn exact_applicable(&self) -> Ratio {
        match &self.divided {
            Some(divided) => divided.applicable,
            None => Ratio::from_points(self.applicable()),
        }
    }
    /// The denominator of the self scope
    pub fn self_applicable(&self) -> Points {
        self.self_over().applicable
    }
    /// The denominator of the final column
    pub fn final_applicable(&self) -> Points {
        self.over().final_applicable
    }
    /// Sum of the claims there are
    pub fn claimed(&self) -> Option<Points> {
        given(self.all.has.claimed, self.all.claimed)
    }
    /// Sum of what the rules give
    pub fn computed(&self) -> Option<Points> {
        given(self.all.has.computed, self.all.computed)
    }
    /// Sum of what documents prove
    pub fn evidenced(&self) -> Option<Points> {
        given(self.all.has.evidenced, self.all.evidenced)
    }
    /// Sum of what the appraisal decided
    pub fn final_points(&self) -> Option<Points> {
        given(self.all.has.final_points, self.all.final_points)
    }
    /// Least points the computed column can come to
    pub fn secured(&self) -> Points {
        Points::from_nanos(self.all.lower)
    }
    /// The sum of a column
    pub fn column(&self, column: Column) -> Option<Points> {
        match column {
            Column::Claimed => self.claimed(),
            Column::Computed => self.computed(),
            Column::Evidenced => self.evidenced(),
            Column::Final => self.final_points(),
        }
    }
    /// Points still open
    pub fn open(&self) -> Points {
        Points::from_nanos(self.all.open)
    }
    /// Points that wait for another scorer
    pub fn pending(&self) -> Points {
        Points::from_nanos(self.all.pending)
    }
    /// Points that are not applicable
    pub fn excluded(&self) -> Points {
        // INVARIANT: each is part of a maximum; together they fit.
        Points::from_nanos(self.all.excluded.wrapping_add(self.all.kept))
    }
    /// The index of both scopes
    pub fn index(&self) -> IndexPair {
        if let Some(divided) = &self.divided {
            return divided.index;
        }
        let index = |tally, over| plain_index(tally, over, self.capped);
        IndexPair {
            own: index(&self.own, self.self_over()),
            whole: index(&self.all, self.over()),
        }
    }
}

fn given(there: bool, nanos: i64) -> Option<Points> {
    there.then_some(Points::from_nanos(nanos))
}

/// Totals of one basis
#[derive(Clone, Copy, Debug, Serialize)]
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

impl<S: Sum> Tallies<S> {
    /// Begins with what plain leaves add whatever their points.
    pub(crate) fn new(given: &[Tally<i64>]) -> Self {
        Self {
            all: S::begin(given),
        }
    }

    /// The tally with this number.
    #[inline]
    pub(crate) fn get(&mut self, index: usize) -> Option<&mut Tally<S>> {
        self.all.get_mut(index)
    }

    /// Totals of each area and of all, with bonus and penalty.
    pub(crate) fn finish(self, compiled: &Compiled, caveats: &Caveats) -> Option<Finished> {
        let set = &compiled.set;
        let areas = match S::to_plain(self.all) {
            // The usual sums need no factor and cannot fail: areas are made when somebody asks.
            Ok(sums) => {
                let [mut mine, mut others] = [Tally::NONE; 2];
                let mut pairs = sums.chunks_exact(2);
                for pair in pairs.by_ref().take(set.area_count()) {
                    let [own, other] = pair else { return None };
                    mine.add(own, None)?;
                    others.add(other, None)?;
                }
                let [bonus, penalty] = pairs.next()? else {
                    return None;
                };
                return finished(compiled, [&mine, &others], [bonus, penalty], caveats).map(
                    |(total, bonus, penalty)| Finished {
                        total,
                        bonus,
                        penalty,
                        areas: Areas::of(sums, caveats.clone()),
                    },
                );
            }
            Err(sums) => sums,
        };
        let mut made = Vec::with_capacity(set.area_count());
        let [mut mine, mut others] = [Tally::NONE; 2];
        let mut pairs = areas.chunks_exact(2);
        for (index, area) in set.file().areas.iter().enumerate() {
            let [own, other] = pairs.next()? else {
                return None;
            };
            let (own, other) = match compiled.area_rounding {
                Some(rounding) => rounded(own, other, rounding)?,
                None => (*own, *other),
            };
            let declared = Points::from_quantity(area.max_points)?;
            made.push(totals(
                compiled,
                [&own, &other],
                declared,
                Adjustments::NONE,
                caveats.of_area(index),
            )?);
            let factor = set.area_factor(index);
            let factor = (factor != Ratio::ONE).then_some(factor);
            mine.add(&own, factor)?;
            others.add(&other, factor)?;
        }
        let [bonus, penalty] = pairs.next()? else {
            return None;
        };
        let (total, bonus, penalty) =
            finished(compiled, [&mine, &others], [bonus, penalty], caveats)?;
        Some(Finished {
            total,
            bonus,
            penalty,
            areas: Areas {
                sums: Vec::new(),
                later: None,
                caveats: caveats.clone(),
                made: OnceLock::from(made),
            },
        })
    }
}

/// The total, with bonus and penalty.
pub(crate) fn finished<S: Sum>(
    compiled: &Compiled,
    whole: [&Tally<S>; 2],
    [bonus, penalty]: [&Tally<S>; 2],
    caveats: &Caveats,
) -> Option<(Totals, Option<AdjustmentPoints>, Option<AdjustmentPoints>)> {
    let set = &compiled.set;
    let bonus = adjustment(bonus, set.file().bonus.as_ref())?;
    let penalty = adjustment(penalty, set.file().penalty.as_ref())?;
    let adjustments = Adjustments { bonus, penalty };
    let doubt = caveats.of_all(set.area_count());
    let total = totals(compiled, whole, set.max_points(), adjustments, doubt)?;
    Some((total, bonus, penalty))
}

/// Totals of areas
#[derive(Clone, Debug)]
pub(crate) struct Areas {
    sums: Vec<Tally<i64>>,
    /// What the sums are made of when somebody asks, where they are not there.
    later: Option<PlainSums>,
    caveats: Caveats,
    made: OnceLock<Vec<Totals>>,
}

impl Areas {
    /// The sums behind them; none where points have factors.
    pub(crate) fn sums(&self) -> &[Tally<i64>] {
        &self.sums
    }

    /// What keeps them from being what they seem.
    pub(crate) fn caveats(&self) -> &Caveats {
        &self.caveats
    }

    /// Areas of sums that need no factor.
    pub(crate) fn of(sums: Vec<Tally<i64>>, caveats: Caveats) -> Self {
        Self {
            sums,
            later: None,
            caveats,
            made: OnceLock::new(),
        }
    }

    /// Areas of sums that are put together when somebody asks.
    pub(crate) fn later(sums: PlainSums) -> Self {
        Self {
            later: Some(sums),
            ..Self::of(Vec::new(), Caveats::default())
        }
    }

    /// The totals, in the order of the criteria set.
    pub(crate) fn get(&self, compiled: &Compiled) -> &[Totals] {
        self.made.get_or_init(|| {
            let areas = compiled.set.file().areas.iter();
            let put_together;
            let sums = match &self.later {
                None => &self.sums,
                Some(later) => {
                    put_together = later.tallies();
                    &put_together
                }
            };
            let pairs = areas.zip(sums.chunks_exact(2)).enumerate();
            let made = pairs.map(|(index, (area, pair))| {
                let [own, other] = pair else { return None };
                totals(
                    compiled,
                    [own, other],
                    Points::from_quantity(area.max_points)?,
                    Adjustments::NONE,
                    self.caveats.of_area(index),
                )
            });
            // INVARIANT: a checked set has maxima that are points, and plain sums always fit.
            made.collect::<Option<_>>().unwrap_or_default()
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
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) areas: Areas,
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
    for tally in [&mut mine, &mut all] {
        if tally.leaving != S::ZERO {
            let reach = tally.upper.join(tally.lift, None)?;
            let leaving = Leaving {
                most: tally.leaving.amount(),
                step: tally.leaving_step.amount(),
            };
            let upper = tally.upper.rounded(rounding)?;
            let reach = reach
                .rounded(rounding)?
                .join(reach.lift(rounding, leaving)?, None)?;
            tally.lift = reach.less(upper)?;
        }
    }
    rest.lift = all.lift.less(mine.lift)?;
    let pairs = mine
        .rounded_columns()
        .into_iter()
        .zip(all.rounded_columns())
        .zip(rest.rounded_columns());
    for ((mine, all), rest) in pairs {
        *mine = mine.rounded(rounding)?;
        *rest = all.rounded(rounding)?.less(*mine)?;
    }
    Some((mine, rest))
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

#[inline]
fn totals<S: Sum>(
    compiled: &Compiled,
    [mine, others]: [&Tally<S>; 2],
    max: Points,
    adjustments: Adjustments,
    doubt: Doubt,
) -> Option<Totals> {
    let mut all = *mine;
    all.add(others, None)?;
    let capped = compiled.set.file().index_capped;
    let mut totals = Totals {
        max,
        own: mine.in_nanos()?,
        all: all.in_nanos()?,
        capped,
        divided: None,
    };
    totals.own.has.inexact |= doubt.own;
    totals.all.has.inexact |= doubt.whole;
    let is_plain = S::IS_PLAIN && adjustments.bonus.is_none() && adjustments.penalty.is_none();
    let whole = Over::of(S::from_points(max), &all)?;
    let own = Over::of(mine.max, mine)?;
    // Beyond the denominator (a stated maximum of less than the leaves, points that are rounded up),
    // what leaves it lifts the index.
    let lifts = |tally: &Tally<S>, over: &Over<S>| {
        tally.leaving > S::ZERO && (tally.upper > over.applicable || tally.lift != S::ZERO)
    };
    if !is_plain || lifts(&all, &whole) || lifts(mine, &own) || doubt.is_withheld {
        let is_sum = S::from_points(max) == all.max;
        let ends = |is_sum_of_places, is_own| Ends {
            capped,
            compiled,
            is_sum_of_places,
            area: doubt.area,
            is_own,
        };
        let index = if doubt.is_withheld {
            IndexPair::WITHHELD
        } else {
            IndexPair {
                own: index(mine, own, adjustments, &ends(true, true), doubt.own)?,
                whole: index(&all, whole, adjustments, &ends(is_sum, false), doubt.whole)?,
            }
        };
        totals.divided = Some(Box::new(Divided {
            index,
            applicable: whole.applicable.ratio(),
            own: own.points()?,
            whole: whole.points()?,
        }));
    }
    Some(totals)
}
