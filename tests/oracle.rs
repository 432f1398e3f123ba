//! The engine against the independent oracle, on random criteria sets, plans and assessments.
//!
//! The oracle shares no code with the engine: its own reader, big rationals, brute force. They must
//! agree on every state, column, loss and index.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what should not happen"
)]

use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::output::ScorecardJson;
use par_index_testkit::{Case, CaseSeed, case_from_seed};
use serde_json::{Map, Value};

/// How many random cases are compared; the same ones every time.
const CASES: u64 = 1_000;

/// The scorecard of the engine, as JSON.
fn engine(case: &Case) -> Value {
    let set = CriteriaSet::from_json(Some("criteria"), case.criteria.as_bytes())
        .unwrap_or_else(|found| panic!("{found}\n{}", case.criteria));
    let scorer = Scorer::new(set).unwrap();
    let plan = case.plan.as_ref().map(|plan| {
        ReformPlan::from_json(Some("plan"), plan.as_bytes())
            .unwrap_or_else(|found| panic!("{found}\n{plan}"))
    });
    let assessment = Assessment::from_json(
        &scorer,
        plan.as_ref(),
        Some("assessment"),
        case.assessment.as_bytes(),
    )
    .unwrap_or_else(|found| panic!("{found}\n{}", case.assessment));
    let card = scorer.score(&assessment).unwrap();
    let totals = scorer.totals(&assessment).unwrap();
    // One evaluator with and without a ledger.
    assert_eq!(
        format!("{:?}", totals.total()),
        format!("{:?}", card.total())
    );
    assert_eq!(
        format!("{:?}", totals.areas()),
        format!("{:?}", card.areas())
    );
    serde_json::to_value(ScorecardJson(&card)).unwrap()
}

/// Losses added up by column and reason: `evidenced/no-evidence → 0.5`.
fn losses(criterion: &Value) -> Map<String, Value> {
    let mut sums: std::collections::BTreeMap<String, i128> = std::collections::BTreeMap::new();
    for loss in criterion["losses"].as_array().unwrap() {
        let key = format!(
            "{}/{}",
            loss["column"].as_str().unwrap(),
            loss["reason"].as_str().unwrap()
        );
        *sums.entry(key).or_default() += nanos(&loss["points"]);
    }
    sums.retain(|_, sum| *sum != 0);
    sums.into_iter()
        .map(|(key, sum)| (key, Value::from(sum.to_string())))
        .collect()
}

/// A decimal text in units of 10⁻⁹.
fn nanos(value: &Value) -> i128 {
    let text = value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no decimal"));
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    sign * format!("{whole}{part:0<9}").parse::<i128>().unwrap()
}

/// Everything of a criterion, area or total that both sides state.
fn comparable(value: &Value, exact: bool) -> Map<String, Value> {
    let keys = [
        "id",
        "area",
        "basis",
        "state",
        "max",
        "claimed",
        "computed",
        "evidenced",
        "final",
        "open",
        "pending",
        "excluded",
        "lower",
        "upper",
        "self_max",
        "applicable",
        "self_applicable",
        "final_applicable",
        "bonus",
        "penalty",
    ];
    let mut kept = Map::new();
    for key in keys {
        if let Some(own) = value.get(key) {
            kept.insert(key.to_owned(), own.clone());
        }
    }
    if let Some(appraised) = value.get("appraised") {
        for key in ["round1", "round2", "final"] {
            kept.insert(format!("appraised/{key}"), appraised[key].clone());
        }
    }
    if let Some(index) = value.get("index") {
        for scope in ["self", "whole"] {
            for column in [
                "claimed",
                "computed",
                "evidenced",
                "final",
                "lower",
                "upper",
            ] {
                if exact || !matches!(column, "lower" | "upper") {
                    kept.insert(
                        format!("index/{scope}/{column}"),
                        index[scope][column].clone(),
                    );
                }
            }
        }
    }
    if value.get("losses").is_some() {
        kept.insert("losses".to_owned(), Value::Object(losses(value)));
    }
    kept
}

/// What differs between the engine and the oracle.
fn differences(engine: &Value, oracle: &Value) -> Vec<String> {
    let exact = engine["total"]["index"]["whole"]["bounds"] == "exact";
    let mut wrong = Vec::new();
    let mut compare = |name: String, ours: &Value, theirs: &Value| {
        let (ours, theirs) = (comparable(ours, exact), comparable(theirs, exact));
        for (key, value) in &theirs {
            let own = ours.get(key).unwrap_or(&Value::Null);
            // An outer bound may lie outside the exact one, never inside.
            let outer = !exact
                && match key.as_str() {
                    "lower" => nanos(own) <= nanos(value),
                    "upper" => nanos(own) >= nanos(value),
                    _ => false,
                };
            if own != value && !outer {
                wrong.push(format!("{name} {key}: engine {own}, oracle {value}"));
            }
        }
    };
    compare("total".to_owned(), &engine["total"], &oracle["total"]);
    for list in ["areas", "criteria", "bonus_criteria", "penalty_criteria"] {
        let none = Vec::new();
        let (ours, theirs) = (
            engine[list].as_array().unwrap_or(&none),
            oracle[list].as_array().unwrap_or(&none),
        );
        for index in 0..ours.len().max(theirs.len()) {
            let (ours, theirs) = (
                ours.get(index).unwrap_or(&Value::Null),
                theirs.get(index).unwrap_or(&Value::Null),
            );
            compare(format!("{list} {}", theirs["id"]), ours, theirs);
        }
    }
    wrong
}

/// What differs in the case with this number, with everything needed to look at it.
fn compare(number: u64) -> Option<String> {
    let case = case_from_seed(CaseSeed::from_number(number));
    let ours = engine(&case);
    let theirs = par_index_oracle::score(&case.criteria, case.plan.as_deref(), &case.assessment)
        .unwrap_or_else(|fault| panic!("case {number}: {fault}"));
    let wrong = differences(&ours, &theirs);
    (!wrong.is_empty()).then(|| {
        format!(
            "case {number}\n{}\n--- criteria\n{}\n--- plan\n{}\n--- assessment\n{}",
            wrong.join("\n"),
            case.criteria,
            case.plan.as_deref().unwrap_or("none"),
            case.assessment,
        )
    })
}

#[test]
fn engine_and_oracle_agree() {
    let found: Vec<String> = (0..CASES).filter_map(compare).collect();
    assert!(
        found.is_empty(),
        "{} cases differ\n{}",
        found.len(),
        found.join("\n\n")
    );
}
