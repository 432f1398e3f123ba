//! The engine against the independent oracle, on random criteria sets, plans and assessments.
//!
//! The oracle shares no code with the engine: its own reader, big rationals, brute force. They must
//! agree on every state, column, loss and index.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what should not happen"
)]

use std::collections::BTreeMap;

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
    let mut document = serde_json::to_value(ScorecardJson(&card)).unwrap();
    let mut scores = card.criteria().iter();
    for list in ["criteria", "bonus_criteria", "penalty_criteria"] {
        for criterion in document[list].as_array_mut().unwrap() {
            criterion["exact"] = scores.next().unwrap().is_exact().into();
        }
    }
    document
}

/// Losses added up by column and reason: `evidenced/no-evidence → 0.5`.
fn losses(criterion: &Value) -> Map<String, Value> {
    let mut sums: BTreeMap<String, i128> = BTreeMap::new();
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

/// What both sides state of a criterion, area or total, its bounds aside.
const STATED: [&str; 18] = [
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
    "self_max",
    "applicable",
    "self_applicable",
    "final_applicable",
    "bonus",
    "penalty",
];

/// What does not hang on how near bounds are.
const SETTLED: [&str; 10] = [
    "id",
    "area",
    "basis",
    "max",
    "claimed",
    "final",
    "self_max",
    "applicable",
    "self_applicable",
    "final_applicable",
];

/// What the engine states of a place beside the oracle.
struct Compare {
    wrong: Vec<String>,
}

impl Compare {
    fn same(&mut self, name: &str, key: &str, ours: &Value, theirs: &Value) {
        if ours != theirs {
            let said = format!("{name} {key}: engine {ours}, oracle {theirs}");
            self.wrong.push(said);
        }
    }

    /// Exact bounds are those of the oracle; outer ones hold them.
    fn bounds(&mut self, name: &str, exact: bool, ours: &Value, theirs: &Value) {
        for (key, is_lower) in [("lower", true), ("upper", false)] {
            let (own, other) = (&ours[key], &theirs[key]);
            let holds = !exact
                && !own.is_null()
                && !other.is_null()
                && if is_lower {
                    nanos(own) <= nanos(other)
                } else {
                    nanos(own) >= nanos(other)
                };
            if !holds {
                self.same(name, key, own, other);
            }
        }
    }

    /// Where bounds of a criterion are outer, what is known, open or lost of it may be less than it could.
    fn place(&mut self, name: &str, exact: bool, ours: &Value, theirs: &Value) {
        for key in STATED {
            if !exact && !SETTLED.contains(&key) {
                continue;
            }
            if let Some(value) = theirs.get(key).filter(|value| !value.is_object()) {
                self.same(name, key, &ours[key], value);
            }
        }
        if let Some(appraised) = theirs.get("appraised") {
            for key in ["round1", "round2", "final"] {
                self.same(name, key, &ours["appraised"][key], &appraised[key]);
            }
            if exact {
                let [own, other] = [ours, theirs].map(|side| Value::Object(losses(side)));
                self.same(name, "losses", &own, &other);
            }
            self.bounds(name, exact, ours, theirs);
        }
        for adjustment in ["bonus", "penalty"] {
            if let Some(value) = theirs.get(adjustment).filter(|value| value.is_object()) {
                for key in ["claimed", "computed", "evidenced", "final"] {
                    if exact || SETTLED.contains(&key) {
                        self.same(name, adjustment, &ours[adjustment][key], &value[key]);
                    }
                }
                self.bounds(name, exact, &ours[adjustment], value);
            }
        }
        for scope in ["self", "whole"] {
            if let Some(index) = theirs.get("index") {
                let (own, other) = (&ours["index"][scope], &index[scope]);
                for column in ["claimed", "computed", "evidenced", "final"] {
                    if !exact && !SETTLED.contains(&column) {
                        continue;
                    }
                    let key = format!("{scope} {column}");
                    self.same(name, &key, &own[column], &other[column]);
                }
                let scoped = format!("{name} {scope}");
                self.bounds(&scoped, own["bounds"] == "exact", own, other);
            }
        }
    }
}

/// What differs between the engine and the oracle.
fn differences(engine: &Value, oracle: &Value) -> Vec<String> {
    let none = Vec::new();
    let lists = ["areas", "criteria", "bonus_criteria", "penalty_criteria"];
    let listed = |of: &Value, list: &str| of[list].as_array().unwrap_or(&none).clone();
    let inexact: Vec<Value> = lists[1..]
        .iter()
        .flat_map(|list| listed(engine, list))
        .filter(|criterion| criterion["exact"] == false)
        .collect();
    let mut compare = Compare { wrong: Vec::new() };
    let all = inexact.is_empty();
    compare.place("total", all, &engine["total"], &oracle["total"]);
    for list in lists {
        let (ours, theirs) = (listed(engine, list), listed(oracle, list));
        for index in 0..ours.len().max(theirs.len()) {
            let (ours, theirs) = (
                ours.get(index).unwrap_or(&Value::Null),
                theirs.get(index).unwrap_or(&Value::Null),
            );
            let exact = match ours.get("exact") {
                Some(exact) => *exact == true,
                None => inexact.iter().all(|own| own["area"] != ours["id"]),
            };
            compare.place(&format!("{list} {}", theirs["id"]), exact, ours, theirs);
        }
    }
    compare.wrong
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

/// `CASES=FROM..UNTIL` compares others.
fn cases() -> impl Iterator<Item = u64> {
    let given = std::env::var("CASES").ok();
    let ends = given.as_deref().and_then(|given| given.split_once(".."));
    match ends.map(|(from, until)| (from.parse(), until.parse())) {
        Some((Ok(from), Ok(until))) => from..until,
        _ => 0..CASES,
    }
}

#[test]
fn engine_and_oracle_agree() {
    let found: Vec<String> = cases().filter_map(compare).collect();
    assert!(
        found.is_empty(),
        "{} cases differ\n{}",
        found.len(),
        found.join("\n\n")
    );
}
