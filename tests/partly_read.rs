//! Criteria sets and plans of which a part cannot be read: the rest is checked, and nothing is made up.

use std::collections::BTreeSet;

use par_index::diagnostic::{Diagnostic, Diagnostics};
use par_index::file::{CriteriaFile, PlanFile};
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::read::{decode_document, decode_partly};
use par_index_testkit::{CaseSeed, case_from_seed};
use serde_json::{Value, json};

/// Random sets and plans, in each of which values are made unreadable, one at a time.
const CASES: u64 = 6;

/// Of so many places in a set one is tried.
const STEP: usize = 5;

/// The pointers of all values.
fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
                all.push(at.clone());
                pointers(value, &at, all);
            }
        }
        Value::Array(elements) => {
            for (index, value) in elements.iter().enumerate() {
                let at = format!("{at}/{index}");
                all.push(at.clone());
                pointers(value, &at, all);
            }
        }
        _ => {}
    }
}

/// The text with another value at a place, or with the key there misspelt.
fn spoilt(file: &Value, at: &str, misspelt: bool) -> Option<String> {
    let mut file = file.clone();
    if misspelt {
        let (around, key) = at.rsplit_once('/')?;
        let members = file.pointer_mut(around)?.as_object_mut()?;
        let value = members.remove(key)?;
        members.insert(format!("{key}-x"), value);
    } else {
        *file.pointer_mut(at)? = json!({"?": [[]]});
    }
    Some(file.to_string())
}

fn names(found: &Diagnostics) -> BTreeSet<(String, String)> {
    let name = |one: &Diagnostic| (one.check().to_owned(), one.place().pointer.clone());
    found.iter().map(name).collect()
}

/// What is said of a file beyond the faults of reading it.
fn beyond(said: &Diagnostics, of_reading: &Diagnostics) -> BTreeSet<(String, String)> {
    names(said)
        .difference(&names(of_reading))
        .cloned()
        .collect()
}

#[test]
fn a_hole_in_a_sound_file_is_all_that_is_said() {
    let (mut tried, mut heard) = (0, 0);
    let mut wrong = Vec::new();
    for number in 0..CASES {
        let case = case_from_seed(CaseSeed::from_number(number));
        let own = decode_document::<CriteriaFile>(None, case.criteria.as_bytes()).unwrap();
        let right = names(&CriteriaSet::check(&own.0));
        let file: Value = serde_json::from_str(&case.criteria).unwrap();
        let mut all = Vec::new();
        pointers(&file, "", &mut all);
        for (at, misspelt) in all
            .iter()
            .flat_map(|at| [(at, false), (at, true)])
            .skip(usize::try_from(number).unwrap() % STEP)
            .step_by(STEP)
        {
            let Some(text) = spoilt(&file, at, misspelt) else {
                continue;
            };
            let Ok(read) = decode_partly::<CriteriaFile>(None, text.as_bytes()) else {
                panic!("{at}")
            };
            if read.found.is_empty() {
                continue;
            }
            tried += 1;
            let said = beyond(&CriteriaSet::check_partly(&read), &read.found);
            heard += said.len();
            let made_up: Vec<_> = said.difference(&right).collect();
            if !made_up.is_empty() {
                wrong.push(format!("set {number}, {at}, {misspelt}: {made_up:?}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {tried}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(tried > 1_000 && heard > 0, "{tried}, {heard}");
}

#[test]
fn a_hole_in_a_sound_plan_is_all_that_is_said() {
    let mut tried = 0;
    let mut wrong = Vec::new();
    for number in 0..4 * CASES {
        let Some(plan) = case_from_seed(CaseSeed::from_number(number)).plan else {
            continue;
        };
        let right = names(
            ReformPlan::from_json(None, plan.as_bytes())
                .unwrap()
                .findings(),
        );
        let file: Value = serde_json::from_str(&plan).unwrap();
        let mut all = Vec::new();
        pointers(&file, "", &mut all);
        for (at, misspelt) in all.iter().flat_map(|at| [(at, false), (at, true)]) {
            let Some(text) = spoilt(&file, at, misspelt) else {
                continue;
            };
            let read = decode_partly::<PlanFile>(None, text.as_bytes()).unwrap();
            let Err(said) = ReformPlan::from_json(None, text.as_bytes()) else {
                continue;
            };
            if read.found.is_empty() {
                continue;
            }
            tried += 1;
            let said = beyond(&said, &read.found);
            let made_up: Vec<_> = said.difference(&right).collect();
            if !made_up.is_empty() {
                wrong.push(format!("plan {number}, {at}, {misspelt}: {made_up:?}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {tried}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(tried > 300, "{tried}");
}

/// A set of three criteria with 2 points each, in which the first has an error in its rule: 3 points of 2.
fn set() -> Value {
    let leaf = |id: &str, each: u32| {
        json!({
            "id": id, "title": {"vi": id}, "max_points": 2, "basis": "calculated",
            "cites": [{"source": "made-up"}],
            "rule": {"score": {"measure": {"fact": id},
                               "scale": {"per-item": {"each": each, "cap": each}}}},
        })
    };
    let fact = |id: &str| {
        json!({"id": id, "title": {"vi": id},
               "kind": {"number": {"unit": "case", "min": 0, "max": 9}}})
    };
    json!({
        "format": "par-index/criteria@1", "id": "three", "edition": "2024", "title": {"vi": "Ba"},
        "provenance": "illustrative", "notice": {"vi": "Tự đặt."}, "level": "department",
        "in_force": {"from": "2024-01-01", "until": "2024-12-31"},
        "instruments": [{"id": "made-up", "instrument": "Tự đặt"}],
        "max_points": 6, "rounding": {"index": {"places": 2, "mode": "half-up"}, "claim_places": 2},
        "facts": [fact("x"), fact("y"), fact("z")],
        "areas": [{"id": "a", "title": {"vi": "A"}, "max_points": 6,
                   "criteria": [leaf("x", 3), leaf("y", 2), leaf("z", 2)]}],
    })
}

#[test]
fn what_does_not_follow_from_a_hole_is_said() {
    let said = |change: &dyn Fn(&mut Value)| {
        let mut file = set();
        change(&mut file);
        let found = CriteriaSet::from_json(None, file.to_string().as_bytes()).unwrap_err();
        let of = |one: &Diagnostic| format!("{} {}", one.check(), one.place().pointer);
        found.iter().map(of).collect::<BTreeSet<_>>()
    };
    let is = |right: &[&str]| {
        right
            .iter()
            .map(|&one| one.to_owned())
            .collect::<BTreeSet<_>>()
    };
    let own = "points-above-maximum /areas/0/criteria/0/rule/score/scale/per-item/cap";
    let each = "points-above-maximum /areas/0/criteria/0/rule/score/scale/per-item/each";
    let alone = said(&|_| {});
    assert!(alone.contains(own), "{alone:?}");
    let both: Vec<&str> = [own, each]
        .into_iter()
        .filter(|one| alone.contains(*one))
        .collect();
    let with = |more: &str| is(&[&both[..], &[more]].concat());
    // A fact that cannot be read is not said to be unknown where rules name it.
    assert_eq!(
        said(&|file| file["facts"][1]["kind"] = json!("numbre")),
        with("unknown-word /facts/1/kind")
    );
    // A criterion that is left out: neither are sums wrong, nor is its fact unused.
    assert_eq!(
        said(&|file| file["areas"][0]["criteria"][1]["max_points"] = json!([])),
        with("wrong-type /areas/0/criteria/1/max_points")
    );
    // The place of what comes after a left-out element is the one in the file.
    let found = said(&|file| {
        file["areas"][0]["criteria"][1]["max_points"] = json!([]);
        file["areas"][0]["criteria"][2]["rule"]["score"]["scale"]["per-item"]["each"] = json!(-1);
    });
    let is_third = |one: &String| one.contains("/criteria/2/");
    assert!(found.iter().any(is_third), "{found:?}");
    // Sums stay wrong whatever a rule says.
    let found = said(&|file| {
        file["areas"][0]["max_points"] = json!(7);
        file["areas"][0]["criteria"][2]["rule"] = json!(5);
    });
    let is_sum = |one: &String| one.starts_with("children-do-not-add-up");
    assert!(found.iter().any(is_sum), "{found:?}");
}
