//! A node by brute force: every combination of the values of its cells (semantics §5).

use std::collections::{BTreeMap, BTreeSet};

use crate::cells::{Cells, Choice, cells, measures_of, own_measures};
use crate::json::Json;
use crate::measure::Combination;
use crate::number::{Q, zero};
use crate::scale::{Answer, all_hold, cases, score};
use crate::world::World;

/// Most combinations of one node
const MOST: usize = 2_000_000;

/// Choices already made: which value each cell has, by number
pub(crate) type Fixed = BTreeMap<usize, usize>;

/// A rule of one leaf with the possible values of its cells
pub(crate) struct Scene<'s, 'a> {
    pub(crate) world: &'s World<'s, 'a>,
    pub(crate) cells: Cells,
    /// Parts claimed as not applicable.
    pub(crate) claimed: &'s BTreeSet<String>,
}

impl<'s, 'a> Scene<'s, 'a> {
    /// Collects the cells of a rule
    pub(crate) fn new(
        world: &'s World<'s, 'a>,
        rule: &Json,
        claimed: &'s BTreeSet<String>,
    ) -> Result<Self, String> {
        Ok(Self {
            world,
            cells: cells(world, rule)?,
            claimed,
        })
    }
}

/// What is known of a node
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Known,
    Open,
    Pending,
    NotAssessable,
    Excluded,
}

/// A node with its least and greatest points
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) max: Q,
    pub(crate) status: Status,
    pub(crate) low: Q,
    pub(crate) high: Q,
    pub(crate) reason: &'static str,
    /// Every combination contradicts itself.
    pub(crate) contradictory: bool,
    /// It is not settled, and a combination makes it leave the denominator, wholly or in part.
    pub(crate) may_leave: bool,
    /// Of what all is a multiple that may leave with it.
    pub(crate) step: Q,
}

impl Node {
    /// A node with known points
    pub(crate) fn known(max: &Q, points: Q, reason: &'static str) -> Self {
        Self {
            max: max.clone(),
            status: Status::Known,
            low: points.clone(),
            high: points,
            reason,
            contradictory: false,
            may_leave: false,
            step: zero(),
        }
    }

    /// A node without points of its own: low is 0, high the maximum
    pub(crate) fn without_points(max: &Q, status: Status) -> Self {
        Self {
            max: max.clone(),
            status,
            low: zero(),
            high: max.clone(),
            reason: "band",
            contradictory: false,
            may_leave: false,
            step: zero(),
        }
    }

    /// A node that contradicts itself
    pub(crate) fn contradictory(max: &Q) -> Self {
        Self {
            contradictory: true,
            ..Self::without_points(max, Status::NotAssessable)
        }
    }

    /// A node with unanswered cells
    pub(crate) fn unanswered(max: &Q, low: Q, high: Q, reason: &'static str, need: Need) -> Self {
        Self {
            max: max.clone(),
            status: if need.of_others {
                Status::Pending
            } else {
                Status::Open
            },
            low,
            high,
            reason,
            contradictory: false,
            may_leave: false,
            step: zero(),
        }
    }
}

/// Whose answers a node still needs
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Need {
    pub(crate) of_unit: bool,
    pub(crate) of_others: bool,
}

impl Need {
    /// Whether anything is unanswered
    pub(crate) fn any(self) -> bool {
        self.of_unit || self.of_others
    }

    /// Whose answers these measures need
    pub(crate) fn of(cells: &Cells, measures: &[&Json]) -> Result<Self, String> {
        let mut need = Self::default();
        for measure in measures {
            need.of_unit |= cells.unsettled.contains(&cells.number(measure)?);
        }
        for number in relevant(cells, measures)? {
            match cells.variables[number].open {
                Some(true) => need.of_unit = true,
                Some(false) => need.of_others = true,
                None => {}
            }
        }
        Ok(need)
    }
}

/// The cells that measures read, by number
fn relevant(cells: &Cells, measures: &[&Json]) -> Result<Vec<usize>, String> {
    let mut numbers = BTreeSet::new();
    for measure in measures {
        numbers.insert(cells.number(measure)?);
    }
    let variables = cells.variables.iter().enumerate();
    Ok(variables
        .filter(|(_, variable)| !variable.readers.is_disjoint(&numbers))
        .map(|(number, _)| number)
        .collect())
}

/// Goes through every combination of the cells that measures read, with some of them fixed
pub(crate) fn each_combination(
    cells: &Cells,
    measures: &[&Json],
    fixed: &Fixed,
    mut visit: impl FnMut(&Combination<'_>, &Fixed) -> Result<(), String>,
) -> Result<(), String> {
    let relevant = relevant(cells, measures)?;
    let free: Vec<usize> = relevant
        .iter()
        .copied()
        .filter(|number| !fixed.contains_key(number))
        .collect();
    let mut count: usize = 1;
    for number in &free {
        count = count.saturating_mul(cells.variables[*number].choices.len());
    }
    if count > MOST {
        return Err(format!("{count} combinations are too many to enumerate"));
    }
    let mut made = fixed.clone();
    let mut choices: Vec<&Choice> = Vec::new();
    for number in 0..count {
        let mut rest = number;
        for variable in &free {
            let own = cells.variables[*variable].choices.len();
            made.insert(*variable, rest % own);
            rest /= own;
        }
        choices.clear();
        for variable in &relevant {
            choices.push(&cells.variables[*variable].choices[made[variable]]);
        }
        visit(&Combination::new(cells, &choices), &made)?;
    }
    Ok(())
}

/// The combinations for which the conditions of a gate hold, and whether they fail for others
pub(crate) struct Decision {
    pub(crate) holding: Vec<Fixed>,
    pub(crate) fails: bool,
    /// It may turn out that a condition has nothing to measure against.
    pub(crate) may_fail: bool,
    pub(crate) need: Need,
}

/// Goes through the conditions of a gate; contradictory combinations do not count
pub(crate) fn decide(
    scene: &Scene<'_, '_>,
    conditions: &[Json],
    fixed: &Fixed,
) -> Result<Decision, String> {
    let measures = measures_of(conditions);
    let mut decision = Decision {
        holding: Vec::new(),
        fails: false,
        may_fail: scene.cells.may_fail(&measures)?,
        need: Need::of(&scene.cells, &measures)?,
    };
    each_combination(&scene.cells, &measures, fixed, |at, made| {
        match all_hold(scene.world, conditions, at)? {
            None => {}
            Some(true) => decision.holding.push(made.clone()),
            Some(false) => decision.fails = true,
        }
        Ok(())
    })?;
    Ok(decision)
}

/// The node of a `score` or `cases` rule at a place with this maximum
pub(crate) fn node(
    scene: &Scene<'_, '_>,
    kind: &str,
    rule: &Json,
    max: &Q,
    fixed: &Fixed,
) -> Result<Node, String> {
    let measures = own_measures(kind, rule);
    let mut answers: Vec<Answer> = Vec::new();
    each_combination(&scene.cells, &measures, fixed, |at, _| {
        let answer = if kind == "score" {
            score(scene.world, rule, max, at)?
        } else {
            cases(scene.world, rule, at)?
        };
        if answer != Answer::Contradiction && !answers.contains(&answer) {
            answers.push(answer);
        }
        Ok(())
    })?;
    if scene.cells.may_fail(&measures)? && !answers.is_empty() {
        answers.push(Answer::Nothing);
    }
    let need = Need::of(&scene.cells, &measures)?;
    Ok(summary(max, &answers, open_reason(kind, rule)?, need))
}

/// The reason of what a node with unanswered cells has lost for certain
fn open_reason(kind: &str, rule: &Json) -> Result<&'static str, String> {
    if kind == "score" && matches!(rule.get("measure").tag()?.0, "timeliness" | "days-late") {
        Ok("late")
    } else {
        Ok("band")
    }
}

fn summary(max: &Q, answers: &[Answer], open_reason: &'static str, need: Need) -> Node {
    if answers.is_empty() {
        return Node::contradictory(max);
    }
    if answers == [Answer::Excluded] {
        return Node::without_points(max, Status::Excluded);
    }
    if answers == [Answer::Nothing] && !need.any() {
        return Node::without_points(max, Status::NotAssessable);
    }
    let (mut low, mut high): (Option<Q>, Option<Q>) = (None, None);
    let mut reason = open_reason;
    let mut all_have_points = true;
    for answer in answers {
        let (least, most) = if let Answer::Points(points, own) = answer {
            reason = own;
            (points.clone(), points.clone())
        } else {
            all_have_points = false;
            (zero(), max.clone())
        };
        low = Some(low.map_or_else(|| least.clone(), |low| low.min(least.clone())));
        high = Some(high.map_or_else(|| most.clone(), |high| high.max(most.clone())));
    }
    let (low, high) = (low.unwrap_or_else(zero), high.unwrap_or_else(zero));
    if all_have_points && low == high {
        return Node::known(max, low, if need.any() { open_reason } else { reason });
    }
    Node {
        step: max.clone(),
        may_leave: answers.contains(&Answer::Excluded),
        ..Node::unanswered(max, low, high, open_reason, need)
    }
}
