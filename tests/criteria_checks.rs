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
use std::path::Path;

use par_index::diagnostic::{Diagnostic, Lang};
use par_index::file::CriteriaFile;
use par_index::model::CriteriaSet;
use par_index::read::decode_document;
use serde_json::Value;

mod fixtures;

use fixtures::{differences, edited, finds, fixtures, folder, read};

fn good() -> Value {
    read(&folder("criteria").join("good.json"))
}

fn check(whole: &Value) -> Vec<Diagnostic> {
    let bytes = serde_json::to_vec(whole).unwrap();
    let (file, _) =
        decode_document::<CriteriaFile>(None, &bytes).unwrap_or_else(|faults| panic!("{faults}"));
    let found = CriteriaSet::check(&file);
    assert_eq!(CriteriaSet::new(file).is_err(), found.has_errors());
    found.into_vec()
}

#[test]
fn the_good_set_has_no_finding() {
    let found = check(&good());
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn each_edit_is_found_and_nothing_else() {
    let wrong = differences(&fixtures(&folder("criteria")), |variant| {
        check(&edited(good(), &variant["edits"]))
    });
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn each_check_has_a_fixture_that_finds_it() {
    let named: BTreeSet<String> = fixtures(&folder("criteria"))
        .into_iter()
        .filter(|(name, fixture)| finds(name, fixture))
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
    for (name, fixture) in fixtures(&folder("criteria")) {
        for variant in fixture["variants"].as_array().unwrap() {
            for found in check(&edited(good(), &variant["edits"])) {
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

#[test]
fn numbers_have_the_decimal_mark_of_the_language() {
    let edits = serde_json::json!([{ "at": "/max_points", "put": "100.5" }]);
    let found = check(&edited(good(), &edits));
    let [one] = found.as_slice() else {
        panic!("{found:#?}")
    };
    let (vi, en) = (one.message().get(Lang::Vi), one.message().get(Lang::En));
    assert!(vi.contains("100,5") && !vi.contains("100.5"), "{vi}");
    assert!(en.contains("100.5") && !en.contains("100,5"), "{en}");
}
