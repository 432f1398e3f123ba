//! Each check of a criteria set against a set without faults and small edits of it.
//!
//! `tests/checks/criteria/CHECK.json` lists edits of `good.json` and everything that must be found then.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what should not happen"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use par_index::diagnostic::{Diagnostic, Lang};
use par_index::file::CriteriaFile;
use par_index::model::CriteriaSet;
use par_index::read::decode_document;
use serde_json::{Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks/criteria")
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn good() -> Value {
    read(&folder().join("good.json"))
}

/// One file a check, by the name of the check.
fn fixtures() -> Vec<(String, Value)> {
    let mut found: Vec<(String, Value)> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (
                path.file_stem().unwrap().to_str().unwrap().to_owned(),
                read(&path),
            )
        })
        .filter(|(name, _)| name != "good")
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

/// Puts a value at a pointer: replaces what is there, adds a key, or appends at `-`; takes it out if there is none.
fn edit(whole: &mut Value, pointer: &str, value: Option<&Value>) {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    let parent = whole
        .pointer_mut(parent)
        .unwrap_or_else(|| panic!("nothing above {pointer}"));
    match (parent, value) {
        (Value::Object(members), Some(value)) => {
            members.insert(last.to_owned(), value.clone());
        }
        (Value::Object(members), None) => {
            members
                .remove(last)
                .unwrap_or_else(|| panic!("nothing at {pointer}"));
        }
        (Value::Array(list), Some(value)) if last == "-" => list.push(value.clone()),
        (Value::Array(list), Some(value)) => list[last.parse::<usize>().unwrap()] = value.clone(),
        (Value::Array(list), None) => {
            list.remove(last.parse().unwrap());
        }
        _ => panic!("{pointer} is not in a list or object"),
    }
}

fn check(whole: &Value) -> Vec<Diagnostic> {
    let bytes = serde_json::to_vec(whole).unwrap();
    let (file, _) =
        decode_document::<CriteriaFile>(None, &bytes).unwrap_or_else(|faults| panic!("{faults}"));
    let found = CriteriaSet::check(&file);
    assert_eq!(CriteriaSet::new(file).is_err(), found.has_errors());
    found.into_vec()
}

/// A finding as the fixtures write it: absent keys are not compared.
fn shown(found: &Diagnostic) -> Value {
    json!({
        "check": found.check(),
        "severity": found.severity().word(),
        "pointer": found.place().pointer,
        "other": found.other().map(|place| place.pointer.clone()),
        "witness": found.witness(),
        "points_at_stake": found.points_at_stake().map(|points| points.to_string()),
    })
}

fn agrees(expected: &Value, found: &Value) -> bool {
    let expected = expected.as_object().unwrap();
    expected.iter().all(|(key, value)| found[key] == *value)
}

#[test]
fn the_good_set_has_no_finding() {
    let found = check(&good());
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn each_edit_is_found_and_nothing_else() {
    let mut wrong = Vec::new();
    for (name, fixture) in fixtures() {
        let variants = fixture["variants"].as_array().unwrap();
        for (index, variant) in variants.iter().enumerate() {
            let mut whole = good();
            for change in variant["edits"].as_array().unwrap() {
                edit(
                    &mut whole,
                    change["at"].as_str().unwrap(),
                    change.get("put"),
                );
            }
            let expected = variant["found"].as_array().unwrap();
            let found: Vec<Value> = check(&whole).iter().map(shown).collect();
            let same = expected.len() == found.len()
                && expected.iter().zip(&found).all(|(e, f)| agrees(e, f));
            let list = |values: &[Value]| {
                values
                    .iter()
                    .map(|one| format!("    {one}"))
                    .collect::<Vec<_>>()
                    .join("\n")
            };
            if !same {
                wrong.push(format!(
                    "{name} {index}: expected\n{}\n  found\n{}",
                    list(expected),
                    list(&found)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_check_has_a_fixture_that_finds_it() {
    let named: BTreeSet<String> = fixtures()
        .into_iter()
        .filter(|(name, fixture)| {
            let variants = fixture["variants"].as_array().unwrap();
            variants.iter().any(|variant| {
                variant["found"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|found| found["check"] == name.as_str())
            })
        })
        .map(|(name, _)| name)
        .collect();
    assert_eq!(named, checks());
}

/// The names of all checks, read from the sources: a line with the name and the severity.
fn checks() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/model/criteria_set/findings");
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        for line in fs::read_to_string(entry.unwrap().path()).unwrap().lines() {
            if let Some((name, "Error" | "Warning" | "Advice")) = line
                .trim()
                .strip_prefix('"')
                .and_then(|rest| rest.split_once("\" "))
            {
                assert!(names.insert(name.to_owned()), "{name} is two checks");
            }
        }
    }
    assert!(!names.is_empty());
    names
}

#[test]
fn every_message_speaks_both_languages() {
    for (name, fixture) in fixtures() {
        for variant in fixture["variants"].as_array().unwrap() {
            let mut whole = good();
            for change in variant["edits"].as_array().unwrap() {
                edit(
                    &mut whole,
                    change["at"].as_str().unwrap(),
                    change.get("put"),
                );
            }
            for found in check(&whole) {
                for message in [found.message(), found.help()] {
                    let (vi, en) = (message.get(Lang::Vi), message.get(Lang::En));
                    assert!(
                        !vi.is_empty() && !en.is_empty() && vi != en,
                        "{name}: {vi} / {en}"
                    );
                    assert!(
                        !vi.ends_with('.') && !en.ends_with('.'),
                        "{name}: {vi} / {en}"
                    );
                }
            }
        }
    }
}
