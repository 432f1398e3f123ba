//! Bounds: the least and greatest points of a place while cells are undetermined.

mod combinations;
mod pieces;

use super::amount::Amount;
use super::cell::Cell;
use super::condition::Condition;
use super::measure::{Measure, Reading};
use super::node::{Case, Node, NodeKind, Score};
use super::possible::{Possible, ends, possible};
use super::scale::{Given, give};
use super::walk::{LeafSums, sums_of};
use crate::number::{Ratio, Rounding};
use combinations::Counted;

/// How many combinations of what the measures of cases read are gone through.
const MOST_READINGS: usize = 1 << 16;

/// What a place can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spread {
    /// Points between `low` and `high`; `exact` if both are attained.
    Points {
        low: Amount,
        high: Amount,
        exact: bool,
        /// For some values the place leaves the denominator, wholly or in part.
        leaves: bool,
    },
    /// Whatever the values are, the place leaves the denominator.
    Excluded,
    /// There are no values without a contradiction.
    Unassessable,
}

impl Spread {
    fn with_leaves(self, leaves: bool) -> Self {
        match self {
            Self::Points {
                low, high, exact, ..
            } => Self::Points {
                low,
                high,
                exact,
                leaves,
            },
            _ => self,
        }
    }

    /// What a place can give that may also turn out to have no answer.
    fn or_anything(self, max: i64) -> Self {
        let (least, most) = (Amount::ZERO, Amount::Grid(max));
        match self {
            Self::Points {
                low,
                high,
                exact,
                leaves,
            } => Self::Points {
                low: low.min(least),
                high: high.max(most),
                exact,
                leaves,
            },
            Self::Excluded => Self::Points {
                low: least,
                high: most,
                exact: true,
                leaves: true,
            },
            Self::Unassessable => self,
        }
    }
}

/// Least and greatest points of a place over all values of its cells.
pub(crate) fn spread(
    node: &Node,
    cells: &[Cell],
    rounding: Option<Rounding>,
    not_applicable: u64,
) -> Spread {
    let mut may_fail = false;
    node.for_each_cell(&mut |cell| may_fail |= cells.get(cell).is_some_and(|cell| cell.may_fail));
    let spread = read_spread(node, cells, rounding, not_applicable);
    if may_fail {
        spread.or_anything(node.max)
    } else {
        spread
    }
}

/// The same where there is something to read.
fn read_spread(
    node: &Node,
    cells: &[Cell],
    rounding: Option<Rounding>,
    not_applicable: u64,
) -> Spread {
    if let Some(free) = node.free {
        let mut all = true;
        node.for_each_cell(&mut |cell| all &= cells.get(cell).is_some_and(|cell| cell.free));
        if all {
            return free;
        }
    }
    let ask = Ask {
        cells,
        rounding,
        not_applicable,
        is_sound: false,
    };
    let shape = ask.shape(node).unwrap_or(Spread::Points {
        low: Amount::ZERO,
        high: Amount::Grid(node.max),
        exact: false,
        leaves: node.may_leave(not_applicable),
    });
    match shape {
        Spread::Points {
            exact: false,
            leaves,
            ..
        } => {
            let found = match ask.combinations(node) {
                Counted::All(spread) => Some(spread),
                // Values of linked cells do not combine freely.
                Counted::TooMany { is_linked: true } => None,
                Counted::TooMany { is_linked: false } => ask
                    .pieces(node)
                    // Pieces that give nothing new are passed over, though something may leave there.
                    .map(|found| found.with_leaves(leaves)),
            };
            found.unwrap_or(shape)
        }
        _ => shape,
    }
}

/// Keeps at every place what it can give while all its cells are free: `cells` has them so.
pub(crate) fn keep_free_spreads(
    node: &mut Node,
    cells: &[Option<Cell>],
    rounding: Option<Rounding>,
) {
    match &mut node.kind {
        NodeKind::Sum { parts, .. } => {
            for part in &mut **parts {
                keep_free_spreads(&mut part.node, cells, rounding);
            }
        }
        NodeKind::Gate { then, .. } => keep_free_spreads(then, cells, rounding),
        NodeKind::Score(_) | NodeKind::Cases { .. } => {}
    }
    let mut all = !node.holds_a_sum();
    node.for_each_cell(&mut |cell| all &= matches!(cells.get(cell), Some(Some(_))));
    if all {
        let contradiction = Cell::given(super::cell::CellValue::Contradiction);
        let cells: Vec<Cell> = cells
            .iter()
            .map(|cell| cell.unwrap_or(contradiction))
            .collect();
        node.free = Some(spread(node, &cells, rounding, 0));
    }
}

/// What the conditions of a gate come to over all values of the open cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answers {
    /// All hold, whatever the values are.
    Hold,
    /// One fails, whatever the values are.
    Fail,
    /// It hangs on the values.
    Undecided,
    /// One contradicts itself whatever the values are, and no other condition settles that.
    Contradict,
}

/// What conditions come to over all values of the open cells.
pub(crate) fn answers(when: &[Condition], cells: &[Cell], rounding: Option<Rounding>) -> Answers {
    let ask = Ask {
        cells,
        rounding,
        not_applicable: 0,
        is_sound: false,
    };
    let (mut may_fail, mut fails, mut holds) = (false, false, true);
    for condition in when {
        condition.measure.for_each_cell(&mut |cell| {
            may_fail |= cells.get(cell).is_some_and(|cell| cell.may_fail);
        });
    }
    if may_fail {
        return Answers::Undecided;
    }
    for condition in when {
        let answer = ask.condition(condition);
        if !answer.can_hold && !answer.can_fail {
            return Answers::Contradict;
        }
        fails |= !answer.can_hold;
        holds &= !answer.can_fail;
    }
    match (fails, holds) {
        (true, _) => Answers::Fail,
        (false, true) => Answers::Hold,
        (false, false) => Answers::Undecided,
    }
}

struct Ask<'a> {
    cells: &'a [Cell],
    rounding: Option<Rounding>,
    not_applicable: u64,
    /// The rule behind the gate at hand has values without a contradiction, if not among these cells.
    is_sound: bool,
}

/// Gathers outcomes.
#[derive(Default)]
struct Gather {
    low: Option<Amount>,
    high: Option<Amount>,
    excluded: bool,
    points: bool,
    /// Something of the place leaves.
    leaves: bool,
}

impl Gather {
    fn add(&mut self, low: Amount, high: Amount) {
        self.low = Some(self.low.map_or(low, |least| least.min(low)));
        self.high = Some(self.high.map_or(high, |most| most.max(high)));
    }

    /// Adds what the rule behind a gate gives.
    fn sums(&mut self, sums: &LeafSums) -> Option<()> {
        let (low, high) = sums.interval()?;
        self.add(low, high);
        self.leaves |= !sums.excluded.is_zero() || !sums.leaving.most.is_zero();
        Some(())
    }

    fn given(&mut self, given: Given, max: i64) {
        match given {
            Given::Points(points, _) => {
                self.points = true;
                self.add(points, points);
            }
            Given::Excluded => {
                self.excluded = true;
                self.add(Amount::ZERO, Amount::Grid(max));
            }
            Given::Unassessable => {
                self.points = true;
                self.add(Amount::ZERO, Amount::Grid(max));
            }
        }
    }

    fn spread(self, exact: bool) -> Spread {
        match (self.low, self.high) {
            _ if self.excluded && !self.points => Spread::Excluded,
            (Some(low), Some(high)) => Spread::Points {
                low,
                high,
                exact,
                leaves: self.leaves || self.excluded,
            },
            _ => Spread::Unassessable,
        }
    }
}

impl Ask<'_> {
    /// Bounds from the shape of the rule.
    fn shape(&self, node: &Node) -> Option<Spread> {
        match &node.kind {
            NodeKind::Score(score) => Some(self.score(score, node.max)),
            NodeKind::Cases { cases, otherwise } => self.cases(cases, *otherwise, node.max),
            NodeKind::Gate {
                when,
                then,
                otherwise,
            } => self.gate(when, then, *otherwise),
            NodeKind::Sum { .. } => {
                let sums = sums_of(node, self.cells, self.rounding, self.not_applicable)?;
                if sums.is_contradictory {
                    return Some(Spread::Unassessable);
                }
                if sums.is_gone() {
                    return Some(Spread::Excluded);
                }
                let (low, high) = sums.interval()?;
                Some(Spread::Points {
                    low,
                    high,
                    exact: sums.is_exact && self.parts_apart(node),
                    leaves: !sums.excluded.is_zero() || !sums.leaving.most.is_zero(),
                })
            }
        }
    }

    fn score(&self, score: &Score, max: i64) -> Spread {
        // Where points only rise or only fall, the ends of the measure decide.
        let mut found = ends(&score.measure, self.cells, self.rounding);
        let mut monotone = is_monotone(score, &found);
        if !(found.ends_exact && monotone) {
            found = self.read(&score.measure, |turns| score.scale.turning_points(turns));
            monotone = is_monotone(score, &found);
        }
        let mut gather = Gather::default();
        for reading in &found.readings {
            if *reading != Reading::Contradiction {
                gather.given(give(&score.measure, &score.scale, *reading, max), max);
            }
        }
        let mut exact = found.ends_exact && (monotone || found.inside_exact);
        if !exact && let Some((low, high)) = numbers(&found) {
            // Values between those found are possible: take each band they cross to its ends.
            score
                .scale
                .over(&low, &high, &mut |points| gather.add(points, points));
        }
        let any_value = gather.low.is_some();
        for condition in &*score.knock_out {
            let answer = self.condition(condition);
            if !answer.can_fail && !answer.can_hold {
                return Spread::Unassessable;
            }
            if !answer.can_fail {
                gather = Gather::default();
            }
            if answer.can_hold && any_value {
                gather.given(Given::Points(Amount::ZERO, super::Reason::KnockOut), max);
            }
            exact &= answer.exact && self.apart(&score.measure, &condition.measure);
        }
        gather.spread(exact && self.all_apart(&score.knock_out))
    }

    fn gate(&self, when: &[Condition], then: &Node, otherwise: i64) -> Option<Spread> {
        let (mut can_hold, mut can_fail, mut exact) = (true, false, self.all_apart(when));
        for condition in when {
            let answer = self.condition(condition);
            if !answer.can_fail && !answer.can_hold {
                return Some(Spread::Unassessable);
            }
            can_hold &= answer.can_hold;
            can_fail |= answer.can_fail;
            exact &= answer.exact && self.apart_from_node(&condition.measure, then);
        }
        let mut gather = Gather::default();
        if can_hold {
            let sums = sums_of(then, self.cells, self.rounding, self.not_applicable)?;
            exact &= sums.is_exact && self.parts_apart(then);
            // What is not assessable whatever the answers counts as open in these sums; values that only
            // here contradict each other do not count.
            if !(self.is_sound && sums.is_contradictory) {
                gather.excluded |= sums.is_gone();
                gather.points |= !sums.is_gone();
                gather.sums(&sums)?;
            }
        }
        if can_fail {
            gather.points = true;
            gather.add(Amount::Grid(otherwise), Amount::Grid(otherwise));
        }
        Some(gather.spread(exact))
    }

    fn cases(&self, cases: &[Case], otherwise: i64, max: i64) -> Option<Spread> {
        let conditions = || cases.iter().flat_map(|case| &*case.when);
        let mut measures: Vec<&Measure> = Vec::new();
        // Of each condition the number of its measure.
        let mut asks = Vec::new();
        for condition in conditions() {
            let mut known = measures.iter();
            let known = known.position(|measure| **measure == condition.measure);
            asks.push(known.unwrap_or(measures.len()));
            if known.is_none() {
                measures.push(&condition.measure);
            }
        }
        let mut exact = true;
        let mut readings: Vec<Vec<Reading>> = Vec::new();
        let mut all = 1_usize;
        for (index, measure) in measures.iter().enumerate() {
            let own = conditions().zip(&asks);
            let own = own.filter(|(_, asks)| **asks == index);
            let own: Vec<&Condition> = own.map(|(condition, _)| condition).collect();
            let found = self.read(measure, |turns| {
                for own in &own {
                    own.turning_points(turns);
                }
            });
            let mut others = measures.iter().take(index);
            exact &= found.inside_exact && others.all(|other| self.apart(measure, other));
            let list = decisive(found.readings, &own);
            all = all.checked_mul(list.len())?;
            readings.push(list);
        }
        if all > MOST_READINGS {
            return None;
        }
        let mut gather = Gather::default();
        let mut chosen = Vec::with_capacity(readings.len());
        for combination in 0..all {
            let mut rest = combination;
            chosen.clear();
            for list in &readings {
                chosen.push(*list.get(rest.checked_rem(list.len())?)?);
                rest = rest.checked_div(list.len())?;
            }
            let mut asks = asks.iter();
            let mut holds = |condition: &Condition| {
                let reading = asks.next().and_then(|measure| chosen.get(*measure));
                reading.and_then(|reading| condition.holds_for(*reading)) == Some(true)
            };
            let mut cases = cases.iter();
            let met = cases.find(|case| {
                // All are asked, so that the numbers of their measures keep pace.
                let failing = case.when.iter().filter(|condition| !holds(condition));
                failing.count() == 0
            });
            let points = Amount::Grid(met.map_or(otherwise, |case| case.points));
            gather.given(Given::Points(points, super::Reason::Band), max);
        }
        Some(gather.spread(exact))
    }

    /// What a measure can read; what is known has no turning points.
    fn read(&self, measure: &Measure, turns_of: impl FnOnce(&mut Vec<Ratio>)) -> Possible {
        let mut is_known = true;
        measure.for_each_cell(&mut |cell| is_known &= self.is_known(cell));
        let mut turns = Vec::new();
        if !is_known {
            turns_of(&mut turns);
        }
        possible(measure, self.cells, self.rounding, &turns)
    }

    fn condition(&self, condition: &Condition) -> Answer {
        let found = self.read(&condition.measure, |turns| condition.turning_points(turns));
        let mut answer = Answer {
            can_hold: false,
            can_fail: false,
            exact: found.inside_exact,
        };
        for reading in found.readings {
            match condition.holds_for(reading) {
                Some(true) => answer.can_hold = true,
                Some(false) => answer.can_fail = true,
                None => {}
            }
        }
        answer
    }

    /// Whether two measures share no undetermined cell.
    fn apart(&self, one: &Measure, other: &Measure) -> bool {
        let mut apart = true;
        one.for_each_cell(&mut |cell| {
            other.for_each_cell(&mut |second| apart &= !self.linked(cell, second));
        });
        apart
    }

    /// Whether no two of these conditions share an undetermined cell.
    fn all_apart(&self, when: &[Condition]) -> bool {
        when.iter().enumerate().all(|(index, one)| {
            let others = when.iter().take(index);
            others
                .into_iter()
                .all(|other| self.apart(&one.measure, &other.measure))
        })
    }

    fn apart_from_node(&self, measure: &Measure, node: &Node) -> bool {
        let mut apart = true;
        measure.for_each_cell(&mut |cell| {
            node.for_each_cell(&mut |second| apart &= !self.linked(cell, second));
        });
        apart
    }

    /// Whether the parts of a sum share no undetermined cell.
    fn parts_apart(&self, node: &Node) -> bool {
        let NodeKind::Sum { parts, .. } = &node.kind else {
            return true;
        };
        let mut seen: Vec<usize> = Vec::new();
        for part in &**parts {
            let mut own = Vec::new();
            part.node.for_each_cell(&mut |cell| own.push(cell));
            if own
                .iter()
                .any(|cell| seen.iter().any(|other| self.linked(*cell, *other)))
            {
                return false;
            }
            seen.extend(own);
        }
        true
    }

    /// Whether two undetermined cells are one, or speak of the same facts or tasks.
    fn linked(&self, one: usize, other: usize) -> bool {
        let family = |cell: usize| self.cells.get(cell).map_or(0, |cell| cell.family);
        let same = one == other || (family(one) != 0 && family(one) == family(other));
        same && !self.is_known(one) && !self.is_known(other)
    }

    fn is_known(&self, cell: usize) -> bool {
        self.cells.get(cell).is_some_and(|cell| cell.is_known())
    }
}

/// One of the readings for which all conditions answer alike, of each kind.
fn decisive(found: Vec<Reading>, conditions: &[&Condition]) -> Vec<Reading> {
    let mut kept: Vec<Reading> = Vec::new();
    for reading in found {
        let is_alike = |other: &Reading| {
            let mut conditions = conditions.iter();
            conditions.all(|own| own.holds_for(*other) == own.holds_for(reading))
        };
        if reading != Reading::Contradiction && !kept.iter().any(is_alike) {
            kept.push(reading);
        }
    }
    kept
}

/// Whether the scale is monotone between the least and greatest number found.
fn is_monotone(score: &Score, found: &Possible) -> bool {
    match numbers(found) {
        Some((low, high)) => score.scale.is_monotone_between(&low, &high),
        None => matches!(score.measure, Measure::Choice { .. }),
    }
}

/// The least and the greatest number found.
fn numbers(found: &Possible) -> Option<(Ratio, Ratio)> {
    let mut numbers = found.readings.iter().filter_map(|reading| match reading {
        Reading::Number(value) => Some(*value),
        _ => None,
    });
    let first = numbers.next()?;
    Some(numbers.fold((first, first), |(low, high), value| {
        (low.min(value), high.max(value))
    }))
}

struct Answer {
    can_hold: bool,
    can_fail: bool,
    exact: bool,
}

#[cfg(test)]
mod tests;
