//! Derivations of the shipped set of shapes, by facts given.

use serde_json::{Value, json};

use super::{Derivation, PlaceLine};
use crate::compile::Scorer;
use crate::eval::{Assessment, Scorecard};
use crate::model::CriteriaSet;

fn card(extra: &Value) -> Scorecard {
    let set = crate::shipped::find("illustrative-shapes", "2024").unwrap();
    let set = CriteriaSet::from_json(None, set.json.as_bytes()).unwrap();
    let mut file = json!({
        "format": "par-index/assessment@1",
        "unit": { "id": "a-unit", "title": { "vi": "Một đơn vị" } },
        "period": { "from": "2024-01-01", "until": "2024-12-31" },
        "as_of": "2024-12-31",
        "criteria_set": { "id": "illustrative-shapes", "edition": "2024" },
    });
    for (key, value) in extra.as_object().unwrap() {
        file[key] = value.clone();
    }
    let scorer = Scorer::new(set).unwrap();
    let assessment = Assessment::from_json(&scorer, None, None, file.to_string().as_bytes());
    let assessment = assessment.unwrap_or_else(|found| panic!("{found}"));
    scorer.score(&assessment).unwrap()
}

/// The derivation of the leaf whose rule reads a fact.
fn reading(card: &Scorecard, fact: &str) -> Derivation {
    let set = card.scorer().criteria_set();
    let index = set.fact_index(fact).unwrap();
    let mut leaves = set.leaves().iter();
    let leaf = leaves.find(|leaf| leaf.facts_used().contains(&index));
    card.derivation(leaf.unwrap().id().as_ref()).unwrap()
}

fn place<'d>(derivation: &'d Derivation, form: &str) -> &'d PlaceLine {
    let mut places = derivation.places.iter();
    places.find(|place| place.form == form).unwrap()
}

fn holding(place: &PlaceLine) -> Vec<&str> {
    let lines = place.scale.iter().filter(|line| line.holds);
    lines.map(|line| line.when.as_str()).collect()
}

#[test]
fn a_gate_names_every_fact_and_holds_only_by_what_is_known() {
    let open = card(&json!({ "facts": { "plan-state": "approved" } }));
    let derivation = reading(&open, "plan-state");
    let gate = place(&derivation, "gate");
    let share = "(dossiers-on-time + dossiers-early) ÷ (dossiers-due − dossiers-suspended) > 70";
    let whens: Vec<&str> = gate.scale.iter().map(|line| line.when.as_str()).collect();
    assert_eq!(whens, ["plan-state ∈ {approved, amended}", share, "…"]);
    assert_eq!(holding(gate), ["plan-state ∈ {approved, amended}"]);
    // Nothing at all is known: no line holds, and the gate has not failed either.
    let nothing = card(&json!({}));
    assert!(holding(place(&reading(&nothing, "plan-state"), "gate")).is_empty());
    let surveys = reading(&nothing, "surveys");
    assert!(
        surveys
            .places
            .iter()
            .all(|place| place.form == "sum" || holding(place).is_empty())
    );
}

#[test]
fn a_knock_out_takes_the_place_of_the_scale() {
    let own = card(&json!({ "facts": { "serious-violations": 1 } }));
    let derivation = reading(&own, "serious-violations");
    let lines = holding(place(&derivation, "deduction"));
    assert_eq!(lines, ["serious-violations ≥ 1"]);
}

#[test]
fn a_deadline_shows_the_day_it_counts_from_and_its_last_day() {
    let own = card(&json!({ "facts": { "superior-plan-on": "2024-01-31" } }));
    let derivation = reading(&own, "superior-plan-on");
    let mut lines = derivation.facts.iter();
    let start = lines
        .position(|line| line.id == "superior-plan-on")
        .unwrap();
    assert_eq!(derivation.facts[start].value.as_deref(), Some("2024-01-31"));
    // One month after 31 January 2024 is cut to 29 February.
    let last_day = derivation.facts[start - 1].last_day.unwrap();
    assert_eq!(last_day.to_string(), "2024-02-29");
}

#[test]
fn what_does_not_apply_has_no_steps() {
    let facts = json!({ "facts": { "serious-violations": 1 } });
    let own = card(&facts);
    let set = own.scorer().criteria_set();
    for leaf in set.leaves() {
        if leaf.criterion().not_applicable.is_none() {
            continue;
        }
        let claimed = json!({ "not_applicable": [{ "at": leaf.id(), "reason": "x" }] });
        let derivation = card(&claimed).derivation(leaf.id().as_ref()).unwrap();
        assert!(derivation.steps.is_empty(), "{}", leaf.id());
    }
}

#[test]
fn each_loss_names_its_part() {
    let own = card(&json!({ "facts": {} }));
    for loss in own.losses() {
        let path = own.part_of(loss);
        let leaf = &own.scorer().compiled().leaves[loss.leaf];
        assert!(path.is_empty() || leaf.parts.iter().any(|(id, ..)| path.contains(&id)));
    }
}
