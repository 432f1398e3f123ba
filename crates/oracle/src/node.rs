//! A node by brute force: every combination of the values of its cells (semantics §5).

use crate::cells::{Cells, Choice, cells};
use crate::json::Json;
use crate::measure::Combination;
use crate::number::{Q, zero};
use crate::scale::{Answer, all_hold, cases, score};
use crate::world::World;

/// Most combinations of one node
const MOST: usize = 2_000_000;

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
        }
    }
}

/// The answer of a gate's conditions
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    Holds,
    Fails,
    Undecided,
    NotAssessable,
}

/// Goes through every combination
fn each_combination(
    cells: &Cells,
    mut visit: impl FnMut(&Combination<'_>) -> Result<(), String>,
) -> Result<(), String> {
    let mut count: usize = 1;
    for variable in &cells.variables {
        count = count.saturating_mul(variable.len());
    }
    if count > MOST {
        return Err(format!("{count} combinations are too many to enumerate"));
    }
    for number in 0..count {
        let mut rest = number;
        let mut choices: Vec<&Choice> = Vec::new();
        for variable in &cells.variables {
            choices.push(&variable[rest % variable.len()]);
            rest /= variable.len();
        }
        visit(&Combination::new(cells, &choices))?;
    }
    Ok(())
}

/// The measures of conditions
fn measures_of(conditions: &[Json]) -> Vec<&Json> {
    conditions
        .iter()
        .map(|condition| condition.get("measure"))
        .collect()
}

/// Whether conditions hold for every possible value, for none, or for some; and who may decide it
pub(crate) fn decide(
    world: &World<'_, '_>,
    conditions: &[Json],
) -> Result<(Decision, Cells), String> {
    let node = Json::List(conditions.to_vec());
    let cells = cells(world, &node, &measures_of(conditions))?;
    let (mut holds, mut fails) = (false, false);
    each_combination(&cells, |at| {
        match all_hold(world, conditions, at)? {
            None => {}
            Some(true) => holds = true,
            Some(false) => fails = true,
        }
        Ok(())
    })?;
    let decision = match (holds, fails) {
        (true, true) => Decision::Undecided,
        (true, false) => Decision::Holds,
        (false, true) => Decision::Fails,
        (false, false) => Decision::NotAssessable,
    };
    Ok((decision, cells))
}

/// The measures of a `score` or `cases` rule
fn measures(kind: &str, rule: &Json) -> Vec<Json> {
    let mut found = Vec::new();
    if kind == "score" {
        found.push(rule.get("measure").clone());
        let knock_outs = rule.get("scale").get("deduction").list("knock_out");
        found.extend(measures_of(knock_outs).into_iter().cloned());
    } else {
        for case in rule.list("cases") {
            found.extend(measures_of(case.list("when")).into_iter().cloned());
        }
    }
    found
}

/// The node of a `score` or `cases` rule at a place with this maximum
pub(crate) fn node(
    world: &World<'_, '_>,
    kind: &str,
    rule: &Json,
    max: &Q,
) -> Result<Node, String> {
    let measures = measures(kind, rule);
    let measures: Vec<&Json> = measures.iter().collect();
    let cells = cells(world, rule, &measures)?;
    let mut answers: Vec<Answer> = Vec::new();
    each_combination(&cells, |at| {
        let answer = if kind == "score" {
            score(world, rule, max, at)?
        } else {
            cases(world, rule, at)?
        };
        if answer != Answer::Contradiction && !answers.contains(&answer) {
            answers.push(answer);
        }
        Ok(())
    })?;
    Ok(summary(
        max,
        &answers,
        open_reason(kind, rule)?,
        cells.pending,
    ))
}

/// The reason of what an unanswered node has lost for certain
fn open_reason(kind: &str, rule: &Json) -> Result<&'static str, String> {
    if kind == "score" && matches!(rule.get("measure").tag()?.0, "timeliness" | "days-late") {
        Ok("late")
    } else {
        Ok("band")
    }
}

fn summary(max: &Q, answers: &[Answer], open_reason: &'static str, pending: bool) -> Node {
    if answers.is_empty() || answers == [Answer::Nothing] {
        return Node::without_points(max, Status::NotAssessable);
    }
    if answers == [Answer::Excluded] {
        return Node::without_points(max, Status::Excluded);
    }
    let (mut low, mut high): (Option<Q>, Option<Q>) = (None, None);
    let mut reasons: Vec<&'static str> = Vec::new();
    let mut all_have_points = true;
    for answer in answers {
        // CLARIFY: a possible value without points (a gap, left out of the denominator) may be anything.
        let (least, most) = if let Answer::Points(points, reason) = answer {
            if !reasons.contains(reason) {
                reasons.push(reason);
            }
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
        let reason = match reasons[..] {
            [only] => only,
            _ => open_reason,
        };
        return Node::known(max, low, reason);
    }
    Node {
        max: max.clone(),
        status: if pending {
            Status::Pending
        } else {
            Status::Open
        },
        low,
        high,
        reason: open_reason,
    }
}
