//! Scenario files: the combinations of one that is sound, and how its changes are applied.
//!
//! What is wrong with one is found in `check_fixtures.rs`.

#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

use par_index::compile::Scorer;
use par_index::file::{AssessmentFile, Change};
use par_index::model::CriteriaSet;
use par_index::number::Date;
use par_index::scenario::{Scenarios, apply};
use serde_json::{Value, json};

fn read(scenarios: &Value) -> Scenarios {
    let file = json!({ "format": "par-index/scenarios@1", "scenarios": scenarios });
    Scenarios::from_json(Some("s.json"), file.to_string().as_bytes()).unwrap()
}

fn base() -> (CriteriaSet, AssessmentFile) {
    let shipped = par_index::shipped::find("illustrative-shapes", "2024").unwrap();
    let set = CriteriaSet::from_json(None, shipped.json.as_bytes()).unwrap();
    let scorer = Scorer::new(set.clone()).unwrap();
    let day = Date::parse("2024-11-20").unwrap();
    (set, scorer.blank_assessment("a", day).unwrap())
}

#[test]
fn combinations_come_in_the_order_written_and_exactly() {
    let scenarios = read(&json!([
        { "id": "one", "changes": [{ "fact": { "fact": "own-plan-on", "value": "2024-01-10" } }] },
        {
            "id": "many",
            "grid": [{ "fact": "initiatives", "values": [2, 0] }],
            "range": { "fact": "revenue-planned", "from": 0.1, "to": 0.35, "step": 0.1 },
        },
    ]));
    let cases = scenarios.cases().map(|case| {
        let values = case.values().iter().map(|change| match change {
            Change::Fact(own) => serde_json::to_string(&own.value).unwrap(),
            _ => String::new(),
        });
        let values: Vec<String> = values.collect();
        format!("{} {}", case.scenario().id, values.join(" "))
    });
    let cases: Vec<String> = cases.collect();
    assert_eq!(
        cases,
        [
            "one ",
            "many 2 0.1",
            "many 2 0.2",
            "many 2 0.3",
            "many 0 0.1",
            "many 0 0.2",
            "many 0 0.3"
        ]
    );
}

#[test]
fn a_fact_that_does_not_exist_has_its_place() {
    let (set, base) = base();
    let scenarios = read(&json!([
        { "id": "a", "changes": [{ "fact": { "fact": "initiative", "value": 1 } }] },
        { "id": "b", "grid": [{ "fact": "models", "values": [1] }, { "fact": "modles", "values": [1] }] },
    ]));
    let places: Vec<String> = scenarios
        .cases()
        .map(|case| {
            let found = case.apply(&set, &base).unwrap_err().into_vec();
            assert_eq!(found.len(), 1);
            assert!(found[0].help().en.starts_with("did you mean"));
            found[0].place().pointer.clone()
        })
        .collect();
    assert_eq!(
        places,
        [
            "/scenarios/0/changes/0/fact/fact",
            "/scenarios/1/grid/1/fact"
        ]
    );
}

#[test]
fn what_was_added_can_be_taken_away_once() {
    let (_, base) = base();
    let change = |value: Value| {
        let file = json!([{ "id": "a", "changes": [value] }]);
        read(&file).file().scenarios[0].changes[0].clone()
    };
    let pairs = [
        (
            json!({ "add-evidence": { "id": "d", "kind": "plan" } }),
            json!({ "remove-evidence": "d" }),
        ),
        (
            json!({ "not-applicable": { "at": "x" } }),
            json!({ "applicable": { "at": "x" } }),
        ),
        (
            json!({ "task": { "task": "t", "not_done": true } }),
            json!({ "remove-task": { "task": "t" } }),
        ),
    ];
    for (add, remove) in pairs {
        let (add, remove) = (change(add), change(remove));
        apply(&base, &remove).unwrap_err();
        let with = apply(&base, &add).unwrap();
        assert!(with != base);
        assert_eq!(apply(&with, &remove).unwrap(), base);
    }
}

#[test]
fn appraised_points_need_a_locked_round() {
    let (_, base) = base();
    let points = |round: Option<u32>| {
        Change::Appraised(par_index::file::AppraisedPoints {
            criterion: par_index::read::Id::parse("x").unwrap(),
            points: par_index::number::Quantity::parse("0.5").unwrap(),
            round,
        })
    };
    let mut with = apply(&base, &points(None)).unwrap();
    let appraisal = with.appraisal.as_ref().unwrap();
    assert_eq!((appraisal.rounds.len(), appraisal.records.len()), (1, 1));
    assert_eq!(
        apply(&base, &points(Some(2))).unwrap_err().pointer(),
        "/appraised/round"
    );
    // Points given twice in a round replace each other.
    let again = apply(&with, &points(Some(1))).unwrap();
    assert_eq!(again.appraisal.unwrap().records.len(), 1);
    with.appraisal.as_mut().unwrap().rounds[0].locked_on = None;
    assert_eq!(
        apply(&with, &points(None)).unwrap_err().pointer(),
        "/appraised"
    );
}
