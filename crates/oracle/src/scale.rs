//! Points for one combination of cell values: scales, conditions and cases (semantics §4).

use crate::cells::Reading;
use crate::json::Json;
use crate::measure::{Combination, read};
use crate::number::{self, Q, whole, zero};
use crate::world::World;

/// What a node gives for one combination
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    Points(Q, &'static str),
    /// `leave-denominator`.
    Excluded,
    /// The rule has no answer: a gap, a choice not listed, 0 of 0 without an answer.
    Nothing,
    /// No such combination is possible.
    Contradiction,
}

/// A measure and its scale
pub(crate) fn score(
    world: &World<'_, '_>,
    rule: &Json,
    max: &Q,
    at: &Combination<'_>,
) -> Result<Answer, String> {
    let measure = rule.get("measure");
    let (kind, payload) = measure.tag()?;
    let (scale, limits) = rule.get("scale").tag()?;
    let reading = read(world, measure, at)?;
    if reading == Reading::Contradiction {
        return Ok(Answer::Contradiction);
    }
    if scale == "deduction" {
        let mut knocked = false;
        for condition in limits.list("knock_out") {
            match holds(world, condition, at)? {
                None => return Ok(Answer::Contradiction),
                Some(answer) => knocked |= answer,
            }
        }
        if knocked {
            return Ok(Answer::Points(zero(), "knock-out"));
        }
    }
    match reading {
        Reading::Contradiction => Ok(Answer::Contradiction),
        Reading::Empty => when_empty(payload, max),
        Reading::Never => {
            let points = number::optional(payload, "when_none")?.unwrap_or_else(zero);
            Ok(Answer::Points(points, "late"))
        }
        Reading::Word(word) => {
            let reason = if kind == "timeliness" { "late" } else { "band" };
            let listed = limits
                .items()
                .iter()
                .find(|option| option.text("is") == Some(&word));
            match listed {
                Some(option) => Ok(Answer::Points(number::number_at(option, "points")?, reason)),
                None => Ok(Answer::Nothing),
            }
        }
        Reading::Number(x) => match scale {
            "bands" => bands(limits, &x, kind),
            "proportional" => proportional(limits, &x),
            "per-item" => per_item(limits, &x, max),
            "deduction" => {
                let floor = number::optional(limits, "floor")?.unwrap_or_else(zero);
                let left =
                    number::number_at(limits, "from")? - number::number_at(limits, "each")? * x;
                Ok(Answer::Points(left.max(floor), "deduction"))
            }
            "goalposts" => goalposts(limits, &x),
            other => Err(format!("scale `{other}` cannot read a number")),
        },
    }
}

fn when_empty(measure: &Json, max: &Q) -> Result<Answer, String> {
    let Some(answer) = measure.given("when_empty") else {
        return Ok(Answer::Nothing);
    };
    match answer.tag()? {
        ("full", _) => Ok(Answer::Points(max.clone(), "band")),
        ("zero", _) => Ok(Answer::Points(zero(), "band")),
        ("leave-denominator", _) => Ok(Answer::Excluded),
        ("points", points) => Ok(Answer::Points(number::number(points)?, "band")),
        (other, _) => Err(format!("unknown when_empty `{other}`")),
    }
}

fn bands(bands: &Json, x: &Q, kind: &str) -> Result<Answer, String> {
    for band in bands.items() {
        let from = number::optional(band, "from")?;
        let to = number::optional(band, "to")?;
        let above = match &from {
            None => true,
            Some(from) if band.flag("from_excluded") => x > from,
            Some(from) => x >= from,
        };
        let below = match &to {
            None => true,
            Some(to) if band.flag("to_included") => x <= to,
            Some(to) => x < to,
        };
        if !(above && below) {
            continue;
        }
        if let Some(linear) = band.given("linear") {
            let (from, to) = from.zip(to).ok_or("a linear band needs both limits")?;
            let a = number::number_at(linear, "at_from")?;
            let b = number::number_at(linear, "at_to")?;
            let points = &a + (&b - &a) * (x - &from) / (to - &from);
            return Ok(Answer::Points(points, "proportion"));
        }
        let reason = if kind == "days-late" { "late" } else { "band" };
        return Ok(Answer::Points(number::number_at(band, "points")?, reason));
    }
    Ok(Answer::Nothing)
}

fn proportional(scale: &Json, x: &Q) -> Result<Answer, String> {
    if let Some(floor) = number::optional(scale, "floor")?
        && *x < floor
    {
        return Ok(Answer::Points(zero(), "proportion"));
    }
    let share = x / number::number_at(scale, "full_at")?;
    let share = share.min(whole(1)).max(zero());
    Ok(Answer::Points(
        number::number_at(scale, "points")? * share,
        "proportion",
    ))
}

fn per_item(scale: &Json, x: &Q, max: &Q) -> Result<Answer, String> {
    let cap = number::number_at(scale, "cap")?;
    let points = number::number_at(scale, "each")? * x;
    let reason = if points > cap && *max > cap {
        "cap"
    } else {
        "proportion"
    };
    Ok(Answer::Points(points.min(cap).max(zero()), reason))
}

fn goalposts(scale: &Json, x: &Q) -> Result<Answer, String> {
    let worst = number::number_at(scale, "worst")?;
    let best = number::number_at(scale, "best")?;
    let low = number::number_at(scale, "points_at_worst")?;
    let high = number::number_at(scale, "points_at_best")?;
    let way = (x - &worst) / (best - &worst);
    let way = way.min(whole(1)).max(zero());
    Ok(Answer::Points(&low + (high - &low) * way, "proportion"))
}

/// The first case that holds
pub(crate) fn cases(
    world: &World<'_, '_>,
    rule: &Json,
    at: &Combination<'_>,
) -> Result<Answer, String> {
    let mut found = None;
    for case in rule.list("cases") {
        match all_hold(world, case.list("when"), at)? {
            None => return Ok(Answer::Contradiction),
            Some(true) if found.is_none() => found = Some(number::number_at(case, "points")?),
            Some(_) => {}
        }
    }
    let points = match found {
        Some(points) => points,
        None => number::number_at(rule, "otherwise")?,
    };
    Ok(Answer::Points(points, "band"))
}

/// Whether all conditions hold; `None` if a measure is contradictory
pub(crate) fn all_hold(
    world: &World<'_, '_>,
    conditions: &[Json],
    at: &Combination<'_>,
) -> Result<Option<bool>, String> {
    let mut answer = true;
    for condition in conditions {
        match holds(world, condition, at)? {
            None => return Ok(None),
            Some(holds) => answer &= holds,
        }
    }
    Ok(Some(answer))
}

/// Whether a condition holds; `None` if its measure is contradictory
fn holds(
    world: &World<'_, '_>,
    condition: &Json,
    at: &Combination<'_>,
) -> Result<Option<bool>, String> {
    let reading = read(world, condition.get("measure"), at)?;
    let words = condition.list("one_of");
    let limit = |key: &str| number::optional(condition, key);
    Ok(match reading {
        Reading::Contradiction => None,
        Reading::Empty | Reading::Never => Some(false),
        Reading::Word(word) => Some(words.iter().any(|one| one.word() == Some(&word))),
        Reading::Number(x) => Some(
            words.is_empty()
                && limit("at_least")?.is_none_or(|limit| x >= limit)
                && limit("more_than")?.is_none_or(|limit| x > limit)
                && limit("at_most")?.is_none_or(|limit| x <= limit)
                && limit("less_than")?.is_none_or(|limit| x < limit)
                && limit("equals")?.is_none_or(|limit| x == limit),
        ),
    })
}
