//! What appraisers decided (semantics §7).

use crate::case::Case;
use crate::json::Json;
use crate::leaf::{Leaf, NotApplicable, Outcome, by_rule, not_applicable, outcome};
use crate::number::{self, Q, zero};

/// The value of a leaf in an appraisal column
#[derive(Clone, Debug)]
pub(crate) struct Decision {
    pub(crate) points: Option<Q>,
    pub(crate) excluded: Q,
}

impl Decision {
    fn points(points: Option<Q>) -> Self {
        Self {
            points,
            excluded: zero(),
        }
    }

    /// A blank where the points lie outside the scale of the leaf
    fn on_the_scale(self, max: &Q) -> Self {
        match &self.points {
            Some(points) if *points < zero() || points > max => Self::points(None),
            _ => self,
        }
    }

    fn by_facts(outcome: Outcome) -> Self {
        match outcome.state {
            "scored" | "not-applicable" => Self {
                points: outcome.computed,
                excluded: outcome.excluded,
            },
            // Null: nothing is decided, so nothing leaves the denominator either.
            _ => Self::points(None),
        }
    }
}

/// The appraisal of one leaf
pub(crate) struct Appraisal {
    pub(crate) round1: Option<Decision>,
    pub(crate) round2: Option<Decision>,
    pub(crate) decided: Decision,
}

/// What the rounds decided about a leaf, and which decision is final
pub(crate) fn appraisal(case: &Case<'_>, leaf: &Leaf<'_>) -> Result<Appraisal, String> {
    let round1 = decision(case, leaf, 1)?;
    let round2 = decision(case, leaf, 2)?;
    let latest = [(2, &round2), (1, &round1)]
        .into_iter()
        .find_map(|(round, decision)| decision.clone().filter(|_| locked(case, round)));
    let decided = match latest {
        Some(decision) => decision,
        None => without_record(case, leaf)?,
    };
    Ok(Appraisal {
        round1,
        round2,
        decided,
    })
}

/// Settled without a record: an external leaf that has its result, and what the unit's group does
/// not have or whose source is absent; any other leaf has no final value
fn without_record(case: &Case<'_>, leaf: &Leaf<'_>) -> Result<Decision, String> {
    let external = leaf.own()?.text("basis") == Some("external");
    match not_applicable(case, leaf)? {
        NotApplicable::Group | NotApplicable::Absent(_) => own_result(case, leaf),
        _ if external => own_result(case, leaf),
        _ => Ok(Decision::points(None)),
    }
}

/// The result of the leaf itself, if it is scored or not applicable
fn own_result(case: &Case<'_>, leaf: &Leaf<'_>) -> Result<Decision, String> {
    let outcome = outcome(case, leaf)?;
    if matches!(outcome.state, "scored" | "not-applicable") {
        Ok(Decision {
            points: outcome.computed,
            excluded: outcome.excluded,
        })
    } else {
        Ok(Decision::points(None))
    }
}

fn locked(case: &Case<'_>, round: i64) -> bool {
    case.assessment
        .get("appraisal")
        .list("rounds")
        .iter()
        .any(|listed| {
            number::count(listed, "round") == Ok(Some(round)) && listed.given("locked_on").is_some()
        })
}

/// The decision of a round about a leaf, locked or not
fn decision(case: &Case<'_>, leaf: &Leaf<'_>, round: i64) -> Result<Option<Decision>, String> {
    let records = case.assessment.get("appraisal").list("records");
    for record in records {
        if record.text("criterion") != Some(leaf.id()?)
            || number::count(record, "round")? != Some(round)
        {
            continue;
        }
        let max = leaf.max()?;
        return read(case, leaf, round, record).map(|decision| Some(decision.on_the_scale(&max)));
    }
    Ok(None)
}

fn read(case: &Case<'_>, leaf: &Leaf<'_>, round: i64, record: &Json) -> Result<Decision, String> {
    if let Some(points) = number::optional(record, "points")? {
        return Ok(Decision::points(Some(points)));
    }
    if !record.get("facts").members().is_empty() {
        return Ok(Decision::by_facts(by_rule(
            case,
            leaf,
            record.get("facts"),
        )?));
    }
    match record.get("not_applicable") {
        Json::Bool(true) => return granted(leaf),
        Json::Bool(false) => {
            return Ok(Decision::by_facts(by_rule(case, leaf, &Json::Null)?));
        }
        _ => {}
    }
    if let Some(other) = number::count(record, "copies_round")? {
        let copied = if other < round {
            decision(case, leaf, other)?
        } else {
            None
        };
        return Ok(copied.unwrap_or_else(|| Decision::points(None)));
    }
    if record.flag("copies_claim") {
        let own = outcome(case, leaf)?;
        let claim = claimed(case, leaf)?;
        if claim.is_none() || own.excluded == leaf.max()? {
            return own_result(case, leaf);
        }
        return Ok(Decision {
            points: claim,
            excluded: own.excluded,
        });
    }
    Ok(Decision::points(None))
}

/// Not applicable, as the appraiser grants it
fn granted(leaf: &Leaf<'_>) -> Result<Decision, String> {
    let max = leaf.max()?;
    Ok(match leaf.treatment() {
        "full-marks" => Decision::points(Some(max)),
        "zero" => Decision::points(Some(zero())),
        _ => Decision {
            points: None,
            excluded: max,
        },
    })
}

/// The points the unit typed for a leaf
pub(crate) fn claimed(case: &Case<'_>, leaf: &Leaf<'_>) -> Result<Option<Q>, String> {
    number::optional(case.assessment.get("claims").get("criteria"), leaf.id()?)
}
