//! Each check of a compiled criteria set against the set without faults and small edits of it.
//!
//! `tests/checks/rules/CHECK.json` lists edits of `tests/checks/criteria/good.json` and everything
//! that the analysis must find then; a variant that finds nothing shows where the check keeps still.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what should not happen"
)]

mod fixtures;

use std::collections::BTreeSet;

use fixtures::{differences, edited, finds, fixtures, folder, read};
use par_index::analyse::prove;
use par_index::check::{check_rules, rule_checks};
use par_index::compile::Scorer;
use par_index::diagnostic::{Diagnostic, Lang};
use par_index::model::CriteriaSet;
use serde_json::{Value, json};

fn check(variant: &Value) -> Vec<Diagnostic> {
    // Its one example shows the form; what it leaves untested is tried by a fixture.
    let bare = json!([{ "at": "/areas/0/criteria/0/criteria/0/examples", "put": [] }]);
    let whole = edited(read(&folder("criteria").join("good.json")), &bare);
    let whole = edited(whole, &variant["edits"]);
    let set = CriteriaSet::from_json(None, whole.to_string().as_bytes());
    let scorer = Scorer::new(set.unwrap_or_else(|found| panic!("{found}"))).unwrap();
    let mut found = check_rules(&scorer, &prove(&scorer));
    found.sort();
    found.into_vec()
}

#[test]
fn each_edit_is_found_and_nothing_else() {
    let wrong = differences(&fixtures(&folder("rules")), check);
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn each_check_has_a_fixture_that_finds_it_and_one_that_does_not() {
    let mut named = BTreeSet::new();
    for (name, fixture) in fixtures(&folder("rules")) {
        let is_found = |variant: &Value| {
            let found = variant["found"].as_array().unwrap();
            found.iter().any(|one| one["check"] == name.as_str())
        };
        let variants = fixture["variants"].as_array().unwrap();
        assert!(finds(&name, &fixture), "{name}: no bad variant");
        assert!(!variants.iter().all(is_found), "{name}: no good variant");
        named.insert(name);
    }
    assert_eq!(named, rule_checks().map(str::to_owned).collect());
}

#[test]
fn every_message_speaks_both_languages() {
    for (name, fixture) in fixtures(&folder("rules")) {
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
