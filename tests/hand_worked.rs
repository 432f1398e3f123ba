//! Cases worked out by hand from `docs/semantics.md`, in `tests/hand_worked`: the oracle is held to the same.
//!
//! `right` has places of the scorecard and what is there; `engine` what the oracle does not say.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what should not happen"
)]

use std::fs;
use std::path::Path;

use par_index::compile::Scorer;
use par_index::diagnostic::Diagnostic;
use par_index::eval::Assessment;
use par_index::lanes::{Detail, Lanes};
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::output::ScorecardJson;
use par_index::scenario::WhatIf;
use serde_json::{Value, json};

fn files() -> impl Iterator<Item = (String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hand_worked");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    files.map(|path| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (
            name,
            serde_json::from_slice(&fs::read(path).unwrap()).unwrap(),
        )
    })
}

fn scorer(criteria: &Value) -> Scorer {
    let set = CriteriaSet::from_json(None, criteria.to_string().as_bytes());
    Scorer::new(set.unwrap_or_else(|found| panic!("{found}"))).unwrap()
}

fn plan(file: &Value) -> Option<ReformPlan> {
    let plan = file.get("plan")?.to_string();
    let plan = ReformPlan::from_json(None, plan.as_bytes());
    Some(plan.unwrap_or_else(|found| panic!("{found}")))
}

fn assessment(scorer: &Scorer, plan: Option<&ReformPlan>, whole: &Value) -> Assessment {
    let read = Assessment::from_json(scorer, plan, None, whole.to_string().as_bytes());
    read.unwrap_or_else(|found| panic!("{found}"))
}

#[test]
fn the_engine_gives_what_was_worked_out_by_hand() {
    let mut wrong = Vec::new();
    for (name, file) in files() {
        let (scorer, plan) = (scorer(&file["criteria"]), plan(&file));
        for case in file["cases"].as_array().unwrap() {
            let own = assessment(&scorer, plan.as_ref(), &case["assessment"]);
            let card = serde_json::to_value(ScorecardJson(&scorer.score(&own).unwrap())).unwrap();
            for part in ["right", "engine"] {
                for (place, right) in case[part].as_object().into_iter().flatten() {
                    let given = card.pointer(place).unwrap();
                    if given != right {
                        let why = &case["why"];
                        wrong.push(format!("{name}, {why}\n  {place}: {given}, not {right}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_way_to_a_total_gives_the_same() {
    let mut with_facts_alone = 0;
    for (name, file) in files() {
        let (scorer, plan) = (scorer(&file["criteria"]), plan(&file));
        for case in file["cases"].as_array().unwrap() {
            let own = assessment(&scorer, plan.as_ref(), &case["assessment"]);
            let card = scorer.score(&own).unwrap();
            let right = format!("{:?}", card.total());
            let totals = scorer.totals(&own).unwrap();
            assert_eq!(format!("{:?}", totals.total()), right, "{name}");
            let what_if = WhatIf::new(&card);
            assert_eq!(format!("{:?}", what_if.total().unwrap()), right, "{name}");
            let has = |key: &str| case["assessment"].get(key).is_some();
            if ["claims", "appraisal", "evidence"].into_iter().any(has) {
                continue;
            }
            let lanes = Lanes::new(&scorer, &own).unwrap();
            let scores = lanes.score(&lanes.table(1).unwrap(), Detail::Totals);
            let given = scores.unwrap().unit(0).unwrap().total().whole_index();
            let index = card.total().index().whole();
            assert_eq!(
                (given.lower, given.upper, given.is_exact),
                (index.lower(), index.upper(), index.is_exact()),
                "{name}"
            );
            with_facts_alone += 1;
        }
    }
    assert!(with_facts_alone > 10, "{with_facts_alone}");
}

#[test]
fn a_plan_that_is_named_and_not_given_gives_no_index() {
    let (_, file) = files()
        .find(|(name, _)| name == "task-and-requirement")
        .unwrap();
    let (scorer, plan) = (scorer(&file["criteria"]), plan(&file));
    let mut named = file["cases"][0]["assessment"].clone();
    named["plan"] = "plan.json".into();
    named["claims"] = json!({ "criteria": { "l": 2 } });
    let index_of = |plan| {
        let own = assessment(&scorer, plan, &named);
        let card = scorer.score(&own).unwrap();
        let totals = scorer.totals(&own).unwrap();
        let document = serde_json::to_value(ScorecardJson(&card)).unwrap();
        let found: Vec<&str> = own.findings().iter().map(Diagnostic::check).collect();
        (
            own.is_complete(),
            document["complete"].clone(),
            format!("{:?}", totals.total().index()),
            document,
            found.join(" "),
        )
    };
    let (is_complete, said, _, document, found) = index_of(plan.as_ref());
    assert!(is_complete && said.is_null() && !found.contains("plan"));
    // 2 of 2.
    assert_eq!(document["total"]["index"]["whole"]["claimed"], "100");
    let (is_complete, said, totals, document, found) = index_of(None);
    assert!(!is_complete && said == false, "{said}");
    assert_eq!(found, "plan-not-given");
    for place in ["/total/index", "/areas/0/index"] {
        for scope in ["self", "whole"] {
            let index = document.pointer(place).unwrap()[scope].as_object().unwrap();
            for key in [
                "claimed",
                "computed",
                "evidenced",
                "final",
                "lower",
                "upper",
            ] {
                assert!(index[key].is_null(), "{place} {scope} {key}");
            }
        }
    }
    assert!(document["total"]["class"].is_null());
    assert!(!totals.contains("Some"), "{totals}");
}

#[test]
fn lanes_of_an_incomplete_base_give_no_index() {
    let (_, file) = files()
        .find(|(name, _)| name == "appraised-points-outside")
        .unwrap();
    let scorer = scorer(&file["criteria"]);
    let mut whole = file["cases"][0]["assessment"].clone();
    for key in ["claims", "appraisal"] {
        whole.as_object_mut().unwrap().remove(key);
    }
    let index = |whole: &Value| {
        let lanes = Lanes::new(&scorer, &assessment(&scorer, None, whole)).unwrap();
        let scores = lanes
            .score(&lanes.table(1).unwrap(), Detail::Totals)
            .unwrap();
        scores.unit(0).unwrap().total().whole_index().value
    };
    assert!(index(&whole).is_some());
    whole["plan"] = "plan.json".into();
    assert!(index(&whole).is_none());
}

#[test]
fn ends_are_proved_among_a_million_values() {
    let (_, file) = files()
        .find(|(name, _)| name == "one-whole-of-several-shares")
        .unwrap();
    let mut criteria = file["criteria"].clone();
    for fact in criteria["facts"].as_array_mut().unwrap() {
        fact["kind"]["number"]["max"] = 1_000_000.into();
    }
    let scorer = scorer(&criteria);
    let mut whole = file["cases"][0]["assessment"].clone();
    let mut bounds = |facts: Value| {
        whole["facts"] = facts;
        let own = assessment(&scorer, None, &whole);
        let card = scorer.score(&own).unwrap();
        card.criteria()
            .iter()
            .map(|score| {
                let (lower, upper) = (score.lower(), score.upper());
                format!("{lower} {upper} {}", score.is_exact())
            })
            .collect::<Vec<_>>()
    };
    // As among 5,000.
    assert_eq!(bounds(json!({"p": 3, "q": 6})), ["0 2 true", "0 2 true"]);
    assert_eq!(bounds(json!({"p": 6, "q": 3})), ["0 4 true", "0 0 true"]);
    // 600,000 of an open whole are 60 % at least; 599,999 are less of a million and all of themselves.
    assert_eq!(bounds(json!({"p": 600_000}))[0], "4 4 true");
    assert_eq!(bounds(json!({"p": 599_999}))[0], "0 4 true");
    // With the other part open each end is reached: 6 of 6 with 6 of 6, and 6 of a million with none.
    assert_eq!(bounds(json!({"q": 6}))[0], "0 4 true");
    assert_eq!(bounds(json!({})), ["0 4 true", "0 4 true"]);
}
