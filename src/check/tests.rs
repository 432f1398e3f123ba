//! Fixtures: for each check an assessment with the fault and one without.
//!
//! `tests/checks/assessment/criteria.json` and `plan.json` are what all of them answer. Each folder
//! beside them is named by a check and holds `bad.json`, `good.json` and `expected.json`: the check,
//! severity, pointer, witness and points at stake of everything that is found in each of the two. A
//! folder may hold `edits.json`: what is put at which pointers of the criteria set and the plan for it.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::{FileState, assessment_checks, check_against_previous, check_assessment, check_files};
use crate::compile::Scorer;
use crate::diagnostic::{Diagnostics, Message};
use crate::eval::{Assessment, Scorecard, State};
use crate::model::{CriteriaSet, Home, ReformPlan};
use crate::number::Points;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/checks/assessment")
}

pub(super) fn read(path: &str) -> Vec<u8> {
    let path = folder().join(path);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(super) fn scorer() -> Scorer {
    edited_scorer(|_| {})
}

/// The criteria set of the fixtures with some change.
pub(super) fn edited_scorer(edit: impl FnOnce(&mut Value)) -> Scorer {
    let mut file: Value = serde_json::from_slice(&read("criteria.json")).unwrap();
    edit(&mut file);
    scorer_of(&file)
}

fn scorer_of(file: &Value) -> Scorer {
    let set = CriteriaSet::from_json(Some("criteria.json"), file.to_string().as_bytes());
    Scorer::new(set.unwrap_or_else(|found| panic!("{found}"))).unwrap()
}

/// Everything the checks find in a file of the fixtures.
fn found(path: &str) -> Diagnostics {
    let (folder_name, _) = path.split_once('/').unwrap();
    let edits = folder().join(folder_name).join("edits.json");
    let edits: Value =
        fs::read(edits).map_or(Value::Null, |text| serde_json::from_slice(&text).unwrap());
    let of = |name: &str| {
        let mut file: Value = serde_json::from_slice(&read(&format!("{name}.json"))).unwrap();
        for edit in edits[name].as_array().into_iter().flatten() {
            put(&mut file, edit["at"].as_str().unwrap(), &edit["put"]);
        }
        file
    };
    found_with(&scorer_of(&of("criteria")), &of("plan"), path, &read(path))
}

/// What is found in a file; the folder of its name says what stands beside it.
pub(super) fn found_in(scorer: &Scorer, name: &str, bytes: &[u8]) -> Diagnostics {
    let plan = serde_json::from_slice(&read("plan.json")).unwrap();
    found_with(scorer, &plan, name, bytes)
}

fn found_with(scorer: &Scorer, plan: &Value, name: &str, bytes: &[u8]) -> Diagnostics {
    let plan = ReformPlan::from_json(Some("plan.json"), plan.to_string().as_bytes());
    let plan = plan.unwrap_or_else(|found| panic!("{found}"));
    let assessment = Assessment::from_json(scorer, Some(&plan), Some(name), bytes);
    let assessment = assessment.unwrap_or_else(|found| panic!("{found}"));
    assert!(
        assessment.findings().is_empty(),
        "{}",
        assessment.findings()
    );
    let card = scorer.score(&assessment).unwrap();
    let mut found = check_assessment(&card);
    found.extend(beside(scorer, &plan, &card, name));
    found.sort();
    found
}

/// What is found with what stands beside a file of the fixtures: `files.json` says which files there
/// are, with their hashes, `previous.json` is the assessment of the year before.
fn beside(scorer: &Scorer, plan: &ReformPlan, card: &Scorecard, name: &str) -> Diagnostics {
    let (folder_name, _) = name.split_once('/').unwrap_or(("", name));
    let read = |name: &str| {
        let text = fs::read(folder().join(folder_name).join(name)).ok()?;
        Some(serde_json::from_slice::<Value>(&text).unwrap())
    };
    let mut found = Diagnostics::new();
    if let Some(files) = read("files.json") {
        found.extend(check_files(card, &|file| {
            files[file]
                .as_str()
                .map_or(FileState::Missing, |hash| FileState::Hash(hash.to_owned()))
        }));
    }
    if let Some(previous) = read("previous.json") {
        found.extend(check_against_previous(
            card,
            &score(scorer, plan, &previous),
        ));
    }
    found
}

/// The words of a check in its bad fixture.
pub(super) fn messages(check: &str) -> Vec<Message> {
    let found = found(&format!("{check}/bad.json"));
    found
        .iter()
        .filter(|one| one.check() == check)
        .map(|one| one.message().clone())
        .collect()
}

/// The shipped set with the plan it was made from.
pub(super) fn shipped() -> (Scorer, ReformPlan) {
    let set = crate::shipped::find("department-from-plan", "2024").unwrap();
    let set = CriteriaSet::from_json(Some("2024.json"), set.json.as_bytes()).unwrap();
    let plan = read("../../../seeds/quang-tri-2024/plan.json");
    (
        Scorer::new(set).unwrap(),
        ReformPlan::from_json(Some("plan.json"), &plan).unwrap(),
    )
}

/// An assessment of the shipped set.
pub(super) fn shipped_file(as_of: &str) -> Value {
    json!({
        "format": "par-index/assessment@1",
        "unit": { "id": "a-department", "title": { "vi": "Một sở" } },
        "period": { "from": "2024-01-01", "until": "2024-12-31" },
        "as_of": as_of,
        "criteria_set": { "id": "department-from-plan", "edition": "2024" },
    })
}

pub(super) fn score(scorer: &Scorer, plan: &ReformPlan, file: &Value) -> Scorecard {
    let assessment = Assessment::from_json(
        scorer,
        Some(plan),
        Some("x.json"),
        file.to_string().as_bytes(),
    );
    scorer
        .score(&assessment.unwrap_or_else(|found| panic!("{found}")))
        .unwrap()
}

/// The sound assessment with other values at some pointers, scored.
pub(super) fn edited_card(edits: &[(&str, Value)]) -> Scorecard {
    let plan = ReformPlan::from_json(None, &read("plan.json")).unwrap();
    score(&scorer(), &plan, &edited_file(edits))
}

/// The sound assessment, with other values at some pointers.
pub(super) fn edited(edits: &[(&str, Value)]) -> Diagnostics {
    edited_for(&scorer(), edits)
}

/// The same for another criteria set.
pub(super) fn edited_for(scorer: &Scorer, edits: &[(&str, Value)]) -> Diagnostics {
    let file = edited_file(edits);
    found_in(scorer, "edited.json", file.to_string().as_bytes())
}

/// The same beside a reform plan with some change.
pub(super) fn edited_beside(
    scorer: &Scorer,
    edit: impl FnOnce(&mut Value),
    edits: &[(&str, Value)],
) -> Diagnostics {
    let mut plan = serde_json::from_slice(&read("plan.json")).unwrap();
    edit(&mut plan);
    let file = edited_file(edits);
    found_with(scorer, &plan, "edited.json", file.to_string().as_bytes())
}

pub(super) fn edited_file(edits: &[(&str, Value)]) -> Value {
    let mut file: Value = serde_json::from_slice(&read("unanswered/good.json")).unwrap();
    for (pointer, value) in edits {
        put(&mut file, pointer, value);
    }
    file
}

/// Puts a value at a pointer; `-` is the end of a list.
fn put(file: &mut Value, pointer: &str, value: &Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = file.pointer_mut(parent).unwrap();
    match (parent, key.parse::<usize>()) {
        (Value::Array(list), Ok(index)) => list[index] = value.clone(),
        (Value::Array(list), Err(_)) => list.push(value.clone()),
        (parent, _) => parent[key] = value.clone(),
    }
}

/// The checks and pointers of what is found.
pub(super) fn places(found: &Diagnostics) -> Vec<(&'static str, String)> {
    found
        .iter()
        .map(|one| (one.check(), one.place().pointer.clone()))
        .collect()
}

fn listed(found: &Diagnostics) -> Value {
    let one = |one: &crate::diagnostic::Diagnostic| {
        let mut listed = json!({
            "check": one.check(),
            "severity": one.severity().word(),
            "pointer": one.place().pointer,
        });
        if let Some(points) = one.points_at_stake() {
            listed["points_at_stake"] = json!(points.to_string());
        }
        if let Some(other) = one.other() {
            listed["other"] = json!(other.pointer);
        }
        if let Some(witness) = one.witness() {
            listed["witness"] = json!(witness);
        }
        listed
    };
    Value::Array(found.iter().map(one).collect())
}

/// Compares what is found in both files of a check with what is expected.
pub(super) fn fixture(check: &str) {
    let (bad, good) = (
        found(&format!("{check}/bad.json")),
        found(&format!("{check}/good.json")),
    );
    let expected: Value = serde_json::from_slice(&read(&format!("{check}/expected.json"))).unwrap();
    let shown = |found: &Diagnostics| {
        let lines = found
            .iter()
            .flat_map(|one| [one.to_string(), one.message().vi.clone()]);
        lines.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(
        listed(&bad),
        expected["bad"],
        "{check}/bad.json:\n{}",
        shown(&bad)
    );
    assert_eq!(
        listed(&good),
        expected["good"],
        "{check}/good.json:\n{}",
        shown(&good)
    );
    assert!(
        bad.iter().any(|one| one.check() == check),
        "{check} is not found in its bad file"
    );
    assert!(
        good.iter().all(|one| one.check() != check),
        "{check} is found in its good file"
    );
}

#[test]
fn every_check_has_its_fixture() {
    let folders: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    let checks: BTreeSet<String> = assessment_checks().map(str::to_owned).collect();
    assert_eq!(folders, checks);
    assert_eq!(
        checks.len(),
        assessment_checks().count(),
        "an id is used twice"
    );
}

#[test]
fn every_finding_says_what_to_do_in_both_languages() {
    for check in assessment_checks() {
        for one in &found(&format!("{check}/bad.json")) {
            for message in [one.message(), one.help()] {
                assert!(!message.vi.trim().is_empty() && !message.en.trim().is_empty());
                assert_ne!(message.vi, message.en);
                assert!(!message.vi.contains('\n') && !message.en.contains('\n'));
            }
        }
    }
}

#[test]
fn what_the_rules_give_is_never_called_wrong() {
    let (scorer, plan) = shipped();
    let set = scorer.criteria_set();
    for round in 0..12 {
        let mut file = shipped_file("2024-12-31");
        let mut facts = serde_json::Map::new();
        for leaf in set.leaves() {
            let examples = &leaf.criterion().examples;
            let Some(example) = examples.get(round % examples.len().max(1)) else {
                continue;
            };
            for (id, value) in &example.facts {
                let fact = set
                    .facts()
                    .get(set.fact_index(id.as_ref()).unwrap())
                    .unwrap();
                if !crate::eval::is_from_outside(fact) {
                    facts.insert(id.to_string(), serde_json::to_value(value).unwrap());
                }
            }
        }
        file["facts"] = Value::Object(facts);
        let card = score(&scorer, &plan, &file);
        let mut areas = vec![Points::ZERO; set.area_count()];
        let mut claims = serde_json::Map::new();
        for (leaf, own) in set.leaves().iter().zip(card.criteria()) {
            let (Some(computed), true) = (own.computed(), own.state() == State::Scored) else {
                continue;
            };
            claims.insert(
                leaf.id().to_string(),
                json!(computed.to_string().parse::<f64>().unwrap()),
            );
            if let Home::Area(area) = leaf.home() {
                areas[area] = areas[area].checked_add(computed).unwrap();
            }
        }
        let number = |points: Points| json!(points.to_string().parse::<f64>().unwrap());
        let total = areas
            .iter()
            .try_fold(Points::ZERO, |sum, area| sum.checked_add(*area))
            .unwrap();
        let ids = set.file().areas.iter().map(|area| area.id.to_string());
        let typed: serde_json::Map<_, _> =
            ids.zip(areas.iter().map(|area| number(*area))).collect();
        file["claims"] = json!({ "criteria": claims, "areas": typed, "total": number(total) });
        let found = check_assessment(&score(&scorer, &plan, &file));
        let about_claims: Vec<_> = found
            .iter()
            .filter(|one| super::claims::IDS.contains(&one.check()))
            .collect();
        assert!(about_claims.is_empty(), "round {round}: {about_claims:?}");
    }
}
