//! What findings mean for the points: safe, at risk, and what to do first.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Stake, StakeOf};
use crate::eval::{CriterionScore, Scorecard};
use crate::model::{Home, Leaf};
use crate::number::{Date, Points, Ratio};
use crate::rule::Amount;

/// Where the points of a maximum stand
///
/// `max = safe + at_risk + open + pending + lost + excluded`, exactly. What a unit *counts on* is
/// its claim where it typed one, else what the facts give; that is `safe + at_risk`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PointsAtStake {
    /// Most points
    pub max: Points,
    /// Counted on, and no finding touches them
    pub safe: Points,
    /// Counted on, and at least one finding touches them; each point once
    pub at_risk: Points,
    /// Not counted on, and the unit can still earn them
    pub open: Points,
    /// Not counted on, and somebody else still gives them
    pub pending: Points,
    /// Neither counted on nor to be had
    pub lost: Points,
    /// Out of the denominator
    pub excluded: Points,
}

/// What the findings mean for one criterion
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CriterionAtStake {
    /// Index of the leaf in the criteria set
    pub leaf: usize,
    /// Where its points stand, in its own scale
    pub points: PointsAtStake,
}

/// One thing to do, made of one finding
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ToDo {
    /// Index of the finding in the diagnostics given
    pub diagnostic: usize,
    /// Its check
    pub check: &'static str,
    /// How grave it is
    pub severity: Severity,
    /// Ids of the criteria it touches
    pub criteria: Vec<String>,
    /// Points at stake: those the finding states, else those of its criteria
    pub points: Points,
    /// Of [`CheckSummary::at_risk`], what this finding adds to those before it in the list
    pub adds: Points,
    /// The last day on which something can be done, where one is known
    pub due: Option<Date>,
}

/// What the findings about an assessment mean for its points
///
/// Made by [`summarise`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CheckSummary {
    /// All areas together, in points of the total
    pub total: PointsAtStake,
    /// Bonus criteria, in their own points
    pub bonus: PointsAtStake,
    /// Penalty criteria: the points that are *not* taken off
    pub penalty: PointsAtStake,
    /// Points that only typed sums are off by: no criterion has them
    pub in_sums: Points,
    /// Each scored criterion, in the order of the criteria set
    pub criteria: Vec<CriterionAtStake>,
    /// What to do, most points first, then the earliest last day, then the gravest
    pub do_first: Vec<ToDo>,
}

impl CheckSummary {
    /// Points at risk in areas, bonus and penalty together
    ///
    /// The sum of [`ToDo::adds`] over [`do_first`](Self::do_first).
    pub fn at_risk(&self) -> Points {
        [self.total, self.bonus, self.penalty]
            .iter()
            .fold(Points::ZERO, |sum, part| add(sum, part.at_risk))
    }
}

/// Sums up what findings mean for the points of a scored assessment
///
/// Points of one criterion that several findings touch count once. A finding touches the uppermost
/// points of the column it speaks of: a claim 0.75 too high touches the uppermost 0.75 of what is
/// claimed, a document that is missing the uppermost of what the facts give.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// use par_index::check::{check_assessment, summarise};
/// use par_index::{compile::Scorer, eval::Assessment, model::CriteriaSet, number::Date};
///
/// let set = par_index::shipped::find("department-from-plan", "2024").ok_or("not shipped")?;
/// let scorer = Scorer::new(CriteriaSet::from_json(None, set.json.as_bytes())?)?;
/// let mut file = scorer.blank_assessment("a-department", Date::parse("2024-11-20")?)?;
/// // A yes that no document proves.
/// file.answer("reform-in-rating", true)?;
/// let card = scorer.score(&Assessment::new(&scorer, None, file)?)?;
/// let summary = summarise(&card, &check_assessment(&card));
/// assert_eq!(summary.at_risk().to_string(), "0.5");
/// assert_eq!(summary.total.safe.to_string(), "0");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn summarise(card: &Scorecard, found: &Diagnostics) -> CheckSummary {
    let set = card.scorer().criteria_set();
    let leaves = || set.leaves().iter().zip(card.criteria());
    let mut levels: Vec<Levels> = leaves()
        .map(|(leaf, score)| Levels::of(leaf, score))
        .collect();
    let factors: Vec<Ratio> = set
        .leaves()
        .iter()
        .map(|leaf| match leaf.home() {
            Home::Area(area) => leaf
                .factor()
                .checked_mul(set.area_factor(area))
                .unwrap_or(Ratio::ONE),
            Home::Bonus | Home::Penalty => Ratio::ONE,
        })
        .collect();
    let places: BTreeMap<&str, usize> = set
        .leaves()
        .iter()
        .enumerate()
        .map(|(index, leaf)| (leaf.id().as_ref(), index))
        .collect();

    let mut do_first: Vec<ToDo> = found
        .iter()
        .enumerate()
        .map(|(index, one)| to_do(index, one))
        .collect();
    do_first.sort_by(|one, other| {
        let due = |own: &ToDo| (own.due.is_none(), own.due);
        (other.points.cmp(&one.points))
            .then_with(|| due(one).cmp(&due(other)))
            .then_with(|| one.severity.cmp(&other.severity))
            .then_with(|| one.diagnostic.cmp(&other.diagnostic))
    });
    let all: Vec<&Diagnostic> = found.iter().collect();
    let mut in_sums = Points::ZERO;
    let mut touched = Amount::ZERO;
    for item in &mut do_first {
        let Some(one) = all.get(item.diagnostic) else {
            continue;
        };
        if one.stakes().is_empty() && is_about_a_sum(one) {
            in_sums = add(in_sums, one.points_at_stake().unwrap_or_default());
        }
        for stake in one.stakes() {
            let Some(leaf) = places.get(stake.criterion()) else {
                continue;
            };
            let (Some(own), Some(factor)) = (levels.get_mut(*leaf), factors.get(*leaf)) else {
                continue;
            };
            let before = own.at_risk();
            own.touch(stake.of(), stake.points());
            let more = plus(touched, less(own.at_risk(), before), *factor);
            item.adds = add(item.adds, less(on_grid(more), on_grid(touched)));
            touched = more;
        }
    }

    let mut parts = [Sums::NONE; 3];
    let mut summary = CheckSummary {
        total: PointsAtStake::default(),
        bonus: PointsAtStake::default(),
        penalty: PointsAtStake::default(),
        in_sums,
        criteria: Vec::with_capacity(levels.len()),
        do_first,
    };
    for (index, ((leaf, score), (own, factor))) in
        leaves().zip(levels.iter().zip(&factors)).enumerate()
    {
        let points = own.split(score);
        let [total, bonus, penalty] = &mut parts;
        let part = match leaf.home() {
            Home::Area(_) => total,
            Home::Bonus => bonus,
            Home::Penalty => penalty,
        };
        part.add(&points, *factor);
        summary.criteria.push(CriterionAtStake {
            leaf: index,
            points,
        });
    }
    [summary.total, summary.bonus, summary.penalty] = parts.map(|part| part.on_grid());
    summary
}

fn to_do(index: usize, one: &Diagnostic) -> ToDo {
    let mut criteria: Vec<String> = Vec::new();
    for stake in one.stakes() {
        if !criteria.iter().any(|known| known == stake.criterion()) {
            criteria.push(stake.criterion().to_owned());
        }
    }
    let of_criteria = || {
        one.stakes()
            .iter()
            .fold(Points::ZERO, |sum, stake| add(sum, stake.points()))
    };
    ToDo {
        diagnostic: index,
        check: one.check(),
        severity: one.severity(),
        criteria,
        points: one.points_at_stake().unwrap_or_else(of_criteria),
        adds: Points::ZERO,
        due: one.stakes().iter().filter_map(Stake::due_by).min(),
    }
}

/// Whether a finding speaks of a typed sum, which has no points of its own.
fn is_about_a_sum(one: &Diagnostic) -> bool {
    let pointer = one.place().pointer.as_str();
    pointer == "/claims/total" || pointer.starts_with("/claims/areas/")
}

/// The columns of a leaf as heights, and what findings touch between 0 and the top.
struct Levels {
    max: Points,
    counted: Points,
    computed: Points,
    evidenced: Points,
    lower: Points,
    /// Disjoint spans, ascending.
    touched: Vec<(Points, Points)>,
}

impl Levels {
    fn of(leaf: &Leaf, score: &CriterionScore) -> Self {
        let max = less(score.max(), score.excluded());
        // Of a penalty count the points that are not taken off.
        let height = |points: Points| {
            let points = if leaf.home() == Home::Penalty {
                less(max, points)
            } else {
                points
            };
            points.max(Points::ZERO).min(max)
        };
        let unknown = match leaf.home() {
            Home::Penalty => max,
            Home::Area(_) | Home::Bonus => Points::ZERO,
        };
        let computed = score.computed().unwrap_or(unknown);
        let lower = match leaf.home() {
            Home::Penalty => score.upper(),
            Home::Area(_) | Home::Bonus => score.lower(),
        };
        Self {
            max,
            counted: height(score.claimed().unwrap_or(computed)),
            computed: height(computed),
            evidenced: height(score.evidenced().unwrap_or(computed)),
            lower: height(lower),
            touched: Vec::new(),
        }
    }

    fn touch(&mut self, of: StakeOf, points: Points) {
        let (from, to) = match of {
            StakeOf::Claimed => (less(self.counted, points), self.counted),
            StakeOf::Computed => (less(self.computed, points), self.computed),
            StakeOf::Evidenced => (less(self.evidenced, points), self.evidenced),
            StakeOf::Open => (self.lower, self.counted),
        };
        let (from, to) = (from.max(Points::ZERO), to.min(self.counted));
        if from >= to {
            return;
        }
        let (mut from, mut to) = (from, to);
        let mut kept = Vec::with_capacity(self.touched.len().saturating_add(1));
        for span in &self.touched {
            if span.1 < from || span.0 > to {
                kept.push(*span);
            } else {
                (from, to) = (from.min(span.0), to.max(span.1));
            }
        }
        kept.push((from, to));
        kept.sort_unstable();
        self.touched = kept;
    }

    fn at_risk(&self) -> Points {
        self.touched
            .iter()
            .fold(Points::ZERO, |sum, (from, to)| add(sum, less(*to, *from)))
    }

    fn split(&self, score: &CriterionScore) -> PointsAtStake {
        let at_risk = self.at_risk();
        let rest = less(self.max, self.counted);
        let pending = score.pending().min(rest);
        let open = score.open().min(less(rest, pending));
        PointsAtStake {
            max: score.max(),
            safe: less(self.counted, at_risk),
            at_risk,
            open,
            pending,
            lost: less(less(rest, pending), open),
            excluded: less(score.max(), self.max),
        }
    }
}

/// What leaves add up to: exact, and put on the grid once.
#[derive(Clone, Copy)]
struct Sums {
    at_risk: Amount,
    safe: Amount,
    open: Amount,
    pending: Amount,
    excluded: Amount,
    lost: Amount,
}

impl Sums {
    const NONE: Self = Self {
        at_risk: Amount::ZERO,
        safe: Amount::ZERO,
        open: Amount::ZERO,
        pending: Amount::ZERO,
        excluded: Amount::ZERO,
        lost: Amount::ZERO,
    };

    fn add(&mut self, own: &PointsAtStake, factor: Ratio) {
        for (sum, points) in [
            (&mut self.at_risk, own.at_risk),
            (&mut self.safe, own.safe),
            (&mut self.open, own.open),
            (&mut self.pending, own.pending),
            (&mut self.excluded, own.excluded),
            (&mut self.lost, own.lost),
        ] {
            *sum = plus(*sum, points, factor);
        }
    }

    /// Each part is what the running sum grows by on the grid, so that the parts make the maximum exactly.
    fn on_grid(&self) -> PointsAtStake {
        let (mut sum, mut max) = (Amount::ZERO, Points::ZERO);
        let mut next = |own: Amount| {
            sum = sum.add(own).unwrap_or(sum);
            let before = std::mem::replace(&mut max, on_grid(sum));
            less(max, before)
        };
        PointsAtStake {
            at_risk: next(self.at_risk),
            safe: next(self.safe),
            open: next(self.open),
            pending: next(self.pending),
            excluded: next(self.excluded),
            lost: next(self.lost),
            max,
        }
    }
}

/// A sum with points that count `factor` each.
fn plus(sum: Amount, points: Points, factor: Ratio) -> Amount {
    // Points of one scorecard never come near what can be held.
    Amount::Grid(points.nanos())
        .times(factor)
        .and_then(|more| sum.add(more))
        .unwrap_or(sum)
}

fn on_grid(sum: Amount) -> Points {
    sum.to_points(None).unwrap_or_default()
}

/// Points of one scorecard never come near what can be held.
fn add(one: Points, other: Points) -> Points {
    one.checked_add(other).unwrap_or(one)
}

fn less(one: Points, other: Points) -> Points {
    one.checked_sub(other).unwrap_or(one)
}

#[cfg(test)]
mod tests;
