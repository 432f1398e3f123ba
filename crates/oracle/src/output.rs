//! Leaves in file order, and the value that is handed back.

use serde_json::{Value, json};

use crate::appraisal::{Appraisal, Decision, appraisal, claimed};
use crate::case::Case;
use crate::json::Json;
use crate::leaf::{Leaf, Outcome, outcome};
use crate::number::{Q, print, whole};
use crate::totals::{Adjustment, Adjustments, factors, totals};

/// A leaf with all its columns
pub(crate) struct Scored<'a> {
    pub(crate) leaf: Leaf<'a>,
    pub(crate) claimed: Option<Q>,
    pub(crate) outcome: Outcome,
    pub(crate) appraisal: Appraisal,
}

/// A decimal as canonical text
pub(crate) fn decimal(value: &Q) -> Result<Value, String> {
    print(value).map(Value::String)
}

/// A decimal as canonical text; null where absent
pub(crate) fn maybe(value: Option<&Q>) -> Result<Value, String> {
    value.map_or(Ok(Value::Null), decimal)
}

/// The leaves below a place, in file order
fn leaves<'a>(
    path: &[&'a Json],
    factor: &Q,
    penalty: bool,
    found: &mut Vec<Leaf<'a>>,
) -> Result<(), String> {
    let Some(place) = path.last().copied() else {
        return Ok(());
    };
    let children = place.list("criteria");
    if children.is_empty() && place.given("rule").is_some() {
        found.push(Leaf {
            path: path.to_vec(),
            factor: factor.clone(),
            penalty,
        });
    }
    for (child, own) in children.iter().zip(factors(place, children)?) {
        let mut below = path.to_vec();
        below.push(child);
        leaves(&below, &(factor * own), penalty, found)?;
    }
    Ok(())
}

fn score_leaf<'a>(case: &Case<'a>, leaf: Leaf<'a>) -> Result<Scored<'a>, String> {
    let in_leaf = |fault: String| format!("leaf {}: {fault}", leaf.id().unwrap_or_default());
    Ok(Scored {
        claimed: claimed(case, &leaf).map_err(in_leaf)?,
        outcome: outcome(case, &leaf).map_err(in_leaf)?,
        appraisal: appraisal(case, &leaf).map_err(in_leaf)?,
        leaf,
    })
}

fn score_all<'a>(case: &Case<'a>, list: Vec<Leaf<'a>>) -> Result<Vec<Scored<'a>>, String> {
    list.into_iter()
        .map(|leaf| score_leaf(case, leaf))
        .collect()
}

fn leaf_output(scored: &Scored<'_>) -> Result<Value, String> {
    let own = scored.leaf.own()?;
    let outcome = &scored.outcome;
    let round = |decision: &Option<Decision>| {
        maybe(
            decision
                .as_ref()
                .and_then(|decision| decision.points.as_ref()),
        )
    };
    let mut losses = Vec::new();
    for ((column, reason), points) in &outcome.losses {
        losses.push(json!({"column": column, "reason": reason, "points": decimal(points)?}));
    }
    Ok(json!({
        "id": scored.leaf.id()?,
        "area": scored.leaf.path[0].need("id")?,
        "basis": own.text("basis").unwrap_or("calculated"),
        "state": outcome.state,
        "max": decimal(&scored.leaf.max()?)?,
        "claimed": maybe(scored.claimed.as_ref())?,
        "computed": maybe(outcome.computed.as_ref())?,
        "evidenced": maybe(outcome.evidenced.as_ref())?,
        "appraised": {
            "round1": round(&scored.appraisal.round1)?,
            "round2": round(&scored.appraisal.round2)?,
            "final": maybe(scored.appraisal.decided.points.as_ref())?,
        },
        "open": decimal(&outcome.open)?,
        "pending": decimal(&outcome.pending)?,
        "excluded": decimal(&outcome.excluded)?,
        "lower": decimal(&outcome.lower)?,
        "upper": decimal(&outcome.upper)?,
        "losses": losses,
    }))
}

/// Scores a whole assessment
pub(crate) fn scorecard(case: &Case<'_>) -> Result<Value, String> {
    let mut found = Vec::new();
    for area in case.set.list("areas") {
        leaves(&[area], &whole(1), false, &mut found)?;
    }
    let scored = score_all(case, found)?;
    let mut adjustments = Adjustments::default();
    let mut lists = Vec::new();
    for (key, penalty) in [("bonus", false), ("penalty", true)] {
        let mut outputs = Vec::new();
        if let Some(adjustment) = case.set.given(key) {
            let mut found = Vec::new();
            for criterion in adjustment.list("criteria") {
                leaves(&[criterion], &whole(1), penalty, &mut found)?;
            }
            let scored = score_all(case, found)?;
            for leaf in &scored {
                let mut output = leaf_output(leaf)?;
                output["area"] = Value::Null;
                outputs.push(output);
            }
            let added = Some(Adjustment::new(case, adjustment, &scored)?);
            if penalty {
                adjustments.penalty = added;
            } else {
                adjustments.bonus = added;
            }
        }
        lists.push(Value::Array(outputs));
    }
    let (areas, total) = totals(case, &scored, &adjustments)?;
    let criteria: Vec<Value> = scored.iter().map(leaf_output).collect::<Result<_, _>>()?;
    let penalties = lists.pop().unwrap_or_default();
    let bonuses = lists.pop().unwrap_or_default();
    Ok(json!({
        "criteria": criteria,
        "bonus_criteria": bonuses,
        "penalty_criteria": penalties,
        "areas": areas,
        "total": total,
    }))
}
