//! Fixtures: for each check an assessment with the fault and one without.
//!
//! `tests/checks/assessment/criteria.json` and `plan.json` are what all of them answer. Each folder
//! beside them is named by a check and holds `bad.json`, `good.json` and `expected.json`: the check,
//! severity, pointer and points at stake of everything that is found in each of the two.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::{assessment_checks, check_assessment};
use crate::compile::Scorer;
use crate::diagnostic::{Diagnostics, Message};
use crate::eval::Assessment;
use crate::model::{CriteriaSet, ReformPlan};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/checks/assessment")
}

fn read(path: &str) -> Vec<u8> {
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
    let set = CriteriaSet::from_json(Some("criteria.json"), file.to_string().as_bytes());
    Scorer::new(set.unwrap_or_else(|found| panic!("{found}"))).unwrap()
}

/// Everything the checks find in a file of the fixtures.
fn found(path: &str) -> Diagnostics {
    found_in(path, &read(path))
}

fn found_in(name: &str, bytes: &[u8]) -> Diagnostics {
    let plan = ReformPlan::from_json(Some("plan.json"), &read("plan.json"));
    let plan = plan.unwrap_or_else(|found| panic!("{found}"));
    let scorer = scorer();
    let assessment = Assessment::from_json(&scorer, Some(&plan), Some(name), bytes);
    let assessment = assessment.unwrap_or_else(|found| panic!("{found}"));
    assert!(assessment.findings().is_empty(), "{}", assessment.findings());
    let mut found = check_assessment(&scorer.score(&assessment).unwrap());
    found.sort();
    found
}

/// The words of a check in its bad fixture.
pub(super) fn messages(check: &str) -> Vec<Message> {
    let found = found(&format!("{check}/bad.json"));
    found.iter().filter(|one| one.check() == check).map(|one| one.message().clone()).collect()
}

/// The sound assessment, with other values at some pointers.
pub(super) fn edited(edits: &[(&str, Value)]) -> Diagnostics {
    let mut file: Value = serde_json::from_slice(&read("unanswered/good.json")).unwrap();
    for (pointer, value) in edits {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let parent = file.pointer_mut(parent).unwrap();
        match key.parse::<usize>() {
            Ok(index) if parent.is_array() => parent[index] = value.clone(),
            _ => parent[key] = value.clone(),
        }
    }
    found_in("edited.json", file.to_string().as_bytes())
}

/// The checks and pointers of what is found.
pub(super) fn places(found: &Diagnostics) -> Vec<(&'static str, String)> {
    found.iter().map(|one| (one.check(), one.place().pointer.clone())).collect()
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
        listed
    };
    Value::Array(found.iter().map(one).collect())
}

/// Compares what is found in both files of a check with what is expected.
pub(super) fn fixture(check: &str) {
    let (bad, good) = (found(&format!("{check}/bad.json")), found(&format!("{check}/good.json")));
    let expected: Value = serde_json::from_slice(&read(&format!("{check}/expected.json"))).unwrap();
    let shown = |found: &Diagnostics| {
        found.iter().map(|one| format!("{one}\n  {}\n", one.message().vi)).collect::<String>()
    };
    assert_eq!(listed(&bad), expected["bad"], "{check}/bad.json:\n{}", shown(&bad));
    assert_eq!(listed(&good), expected["good"], "{check}/good.json:\n{}", shown(&good));
    assert!(bad.iter().any(|one| one.check() == check), "{check} is not found in its bad file");
    assert!(good.iter().all(|one| one.check() != check), "{check} is found in its good file");
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
    assert_eq!(checks.len(), assessment_checks().count(), "an id is used twice");
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
// TEMPORARY-DUMP
#[test]
fn zz_dump() {
    let mut all = serde_json::Map::new();
    for check in assessment_checks() {
        let (bad, good) = (found(&format!("{check}/bad.json")), found(&format!("{check}/good.json")));
        println!("=== {check}");
        for (name, f) in [("bad", &bad), ("good", &good)] {
            println!(" {name}:");
            for one in f { println!("  {} [{}] {}\n     {}\n     {}\n     -> {} | {}", one.severity(), one.check(), one.place().pointer, one.message().vi, one.message().en, one.help().vi, one.points_at_stake().map(|p| p.to_string()).unwrap_or_default()); }
        }
        all.insert(check.to_owned(), json!({"bad": listed(&bad), "good": listed(&good)}));
    }
    fs::write("/tmp/h8/actual.json", serde_json::to_string_pretty(&Value::Object(all)).unwrap()).unwrap();
}
#[test]
fn zz_real() {
    let set = crate::shipped::SETS.iter().find(|s| s.id == "department-from-plan").unwrap();
    let scorer = Scorer::new(CriteriaSet::from_json(None, set.json.as_bytes()).unwrap()).unwrap();
    let plan = fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds/quang-tri-2024/plan.json")).unwrap();
    let plan = ReformPlan::from_json(Some("plan.json"), &plan).unwrap();
    let text = std::env::var("H8_FILE").map_or_else(|_| r#"{"format":"par-index/assessment@1","unit":{"id":"a","title":{"vi":"x"}},"period":{"from":"2024-01-01","until":"2024-12-31"},"as_of":"2024-11-30","criteria_set":{"id":"department-from-plan","edition":"2024"}}"#.to_owned(), |f| fs::read_to_string(f).unwrap());
    let a = Assessment::from_json(&scorer, Some(&plan), Some("x"), text.as_bytes()).unwrap_or_else(|e| panic!("{e}"));
    for one in a.findings() { println!("  own {} [{}] {} {}", one.severity(), one.check(), one.place().pointer, one.message().vi); }
    for one in &check_assessment(&scorer.score(&a).unwrap()) { println!("  {} [{}] {}\n     {}\n     {}", one.severity(), one.check(), one.place().pointer, one.message().vi, one.points_at_stake().map(|p| p.to_string()).unwrap_or_default()); }
}
