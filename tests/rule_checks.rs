//! Each check of a compiled criteria set against the set without faults and small edits of it.
//!
//! `tests/checks/rules/CHECK.json` lists edits of `tests/checks/criteria/good.json` and everything
//! that the analysis must find then; a variant that finds nothing shows where the check keeps still.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what should not happen"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use par_index::analyse::prove;
use par_index::check::{check_rules, rule_checks};
use par_index::compile::Scorer;
use par_index::diagnostic::{Diagnostic, Lang};
use par_index::model::CriteriaSet;
use serde_json::{Value, json};

const EXAMPLES: &str = "/areas/0/criteria/0/criteria/0/examples";

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/checks")
        .join(name)
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn fixtures() -> Vec<(String, Value)> {
    let entries = fs::read_dir(folder("rules")).unwrap();
    let mut found: Vec<(String, Value)> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, read(&path))
        })
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

/// Puts a value at a pointer, in an object or list, or takes it out.
fn edit(whole: &mut Value, pointer: &str, value: Option<&Value>) {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    match (whole.pointer_mut(parent).unwrap(), value) {
        (Value::Object(members), Some(value)) => {
            members.insert(last.to_owned(), value.clone());
        }
        (Value::Object(members), None) => {
            members.remove(last).unwrap();
        }
        (Value::Array(list), Some(value)) if last == "-" => list.push(value.clone()),
        (Value::Array(list), Some(value)) => list[last.parse::<usize>().unwrap()] = value.clone(),
        _ => panic!("{pointer} cannot be edited"),
    }
}

fn check(variant: &Value) -> Vec<Diagnostic> {
    let mut whole = read(&folder("criteria").join("good.json"));
    // Its one example shows the form; what it leaves untested is tried by a fixture.
    edit(&mut whole, EXAMPLES, Some(&json!([])));
    for change in variant["edits"].as_array().unwrap() {
        edit(
            &mut whole,
            change["at"].as_str().unwrap(),
            change.get("put"),
        );
    }
    let set = CriteriaSet::from_json(None, whole.to_string().as_bytes());
    let scorer = Scorer::new(set.unwrap_or_else(|found| panic!("{found}"))).unwrap();
    let mut found = check_rules(&scorer, &prove(&scorer));
    found.sort();
    found.into_vec()
}

fn shown(found: &Diagnostic) -> Value {
    json!({
        "check": found.check(),
        "severity": found.severity().word(),
        "pointer": found.place().pointer,
        "witness": found.witness(),
        "points_at_stake": found.points_at_stake().map(|points| points.to_string()),
    })
}

#[test]
fn each_edit_is_found_and_nothing_else() {
    let mut wrong = Vec::new();
    for (name, fixture) in fixtures() {
        for (index, variant) in fixture["variants"].as_array().unwrap().iter().enumerate() {
            let expected = variant["found"].as_array().unwrap();
            let found: Vec<Value> = check(variant).iter().map(shown).collect();
            let agrees = |expected: &Value, found: &Value| {
                let keys = expected.as_object().unwrap();
                keys.iter().all(|(key, value)| found[key] == *value)
            };
            let same = expected.len() == found.len()
                && expected.iter().zip(&found).all(|(e, f)| agrees(e, f));
            if !same {
                wrong.push(format!(
                    "{name} {index}: expected {expected:#?}, found {found:#?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_check_has_a_fixture_that_finds_it_and_one_that_does_not() {
    let mut named = BTreeSet::new();
    for (name, fixture) in fixtures() {
        let finds = |variant: &Value| {
            let found = variant["found"].as_array().unwrap();
            found.iter().any(|one| one["check"] == name.as_str())
        };
        let variants = fixture["variants"].as_array().unwrap();
        assert!(variants.iter().any(finds), "{name}: no bad variant");
        assert!(!variants.iter().all(finds), "{name}: no good variant");
        named.insert(name);
    }
    assert_eq!(named, rule_checks().map(str::to_owned).collect());
}

#[test]
fn every_message_speaks_both_languages() {
    for (name, fixture) in fixtures() {
        for variant in fixture["variants"].as_array().unwrap() {
            for found in check(variant) {
                for message in [found.message(), found.help()] {
                    let (vi, en) = (message.get(Lang::Vi), message.get(Lang::En));
                    let sound = !vi.is_empty() && !en.is_empty() && vi != en;
                    assert!(
                        sound && !vi.ends_with('.') && !en.ends_with('.'),
                        "{name}: {vi} / {en}"
                    );
                }
            }
        }
    }
}

#[test]
fn shipped_sets_are_clean() {
    for shipped in par_index::shipped::SETS {
        let set = CriteriaSet::from_json(Some(shipped.id), shipped.json.as_bytes()).unwrap();
        let scorer = Scorer::new(set).unwrap();
        let found = check_rules(&scorer, &prove(&scorer));
        assert!(
            found.is_empty(),
            "{} {}: {found}",
            shipped.id,
            shipped.edition
        );
    }
}
