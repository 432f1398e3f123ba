//! The plan of least effort as JSON.

use par_index::improve::{Goal, Outcome, Proof, Standing, WhyImpossible};
use par_index::output::ClassNotes;
use serde_json::{Value, json};

use super::improved::{Improved, gap};

/// The plan with decimals as strings
pub fn document(own: &Improved) -> Value {
    let (plan, set) = (&own.plan, own.card.scorer().criteria_set());
    let actions = &own.actions.file().actions;
    let id = |action: usize| actions.get(action).map(|action| action.id.to_string());
    let ids = |all: &[usize]| {
        all.iter()
            .filter_map(|action| id(*action))
            .collect::<Vec<_>>()
    };
    let standing = |standing: &Standing| {
        let class = standing.class.and_then(|at| set.file().classes.get(at));
        let mut shown = json!({
            "points": standing.points,
            "index": standing.rounded,
            "class": class.map(|class| &class.id),
        });
        let notes = json!(ClassNotes::of(own.card.scorer(), standing.index));
        if let (Value::Object(shown), Value::Object(notes)) = (&mut shown, notes) {
            shown.extend(notes);
        }
        shown
    };
    let goal = match &own.goal {
        Goal::Budget(budget) => json!({ "budget": budget.to_string() }),
        Goal::Index(index) => json!({ "index": index.to_string() }),
        Goal::Class(class) => json!({ "class": class }),
    };
    let proof = match &plan.proof {
        Proof::Optimal => json!({ "optimal": true }),
        Proof::NoMoreThan(points) => json!({
            "optimal": false, "no_more_than": points, "gap": points.checked_sub(plan.after.points),
        }),
        Proof::NoCheaperThan(cost) => json!({
            "optimal": false, "no_cheaper_than": cost, "gap": gap(&plan.cost, cost),
        }),
        Proof::Unbounded => json!({ "optimal": false }),
    };
    json!({
        "criteria_set": { "id": set.id(), "edition": set.edition(), "provenance": set.provenance(), "fingerprint": set.fingerprint() },
        "unit": own.card.assessment().file().unit,
        "as_of": own.card.assessment().as_of(),
        "measured_on": own.actions.file().measured_on.unwrap_or(own.card.assessment().as_of()),
        "nature": own.actions.file().nature,
        "column": own.column.word(),
        "cost_unit": own.actions.file().cost_unit,
        "goal": goal,
        "outcome": outcome(plan.outcome),
        "cost": plan.cost,
        "before": standing(&plan.before),
        "after": standing(&plan.after),
        "steps": plan.steps.iter().map(|step| json!({
            "action": id(step.action),
            "cost": step.cost,
            "gain": step.gain,
            "criteria": step.criteria,
        })).collect::<Vec<_>>(),
        "proof": proof,
        "ties": plan.ties.iter().map(|tie| json!({ "chosen": id(tie.chosen), "other": id(tie.other) })).collect::<Vec<_>>(),
        "dominated": plan.dominated.iter().map(|own| json!({
            "action": id(own.action), "instead": ids(&own.instead),
        })).collect::<Vec<_>>(),
        "impossible": plan.impossible.iter().map(|own| {
            let (why, needs, deadline) = match own.why {
                WhyImpossible::Passed(day) => ("deadline-passed", None, Some(day)),
                WhyImpossible::Needs(need) => ("needs-impossible", id(need), None),
                WhyImpossible::Contradictory => ("needs-contradict", None, None),
            };
            json!({ "action": id(own.action), "why": why, "deadline": deadline, "needs": needs, "points": own.points })
        }).collect::<Vec<_>>(),
        "contradictions": own.actions.contradictions().iter().map(|(one, other, what)| json!({
            "actions": [id(*one), id(*other)], "both_change": what,
        })).collect::<Vec<_>>(),
    })
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NoActions => "no-actions",
        Outcome::BestForBudget => "best-for-budget",
        Outcome::Reached => "reached",
        Outcome::AlreadyReached => "already-reached",
        Outcome::OutOfReach => "out-of-reach",
        Outcome::NotFound => "not-found",
    }
}
