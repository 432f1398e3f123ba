//! Every check has a file with its fault and one without.
//!
//! Beside the fixtures of `criteria_checks.rs` (criteria sets) and `src/check/tests.rs` (scored
//! assessments) these are
//!
//! - `tests/checks/reading`: texts, as text (with repeated pieces) or as bytes;
//! - `tests/checks/plan`: edits of a reform plan;
//! - `tests/checks/taking`: edits of an assessment, put beside a criteria set and that plan;
//! - `tests/checks/examples`: edits of a criteria set whose examples are run;
//! - `tests/checks/scenarios`: edits of a scenario file (and of its base, that of `taking`);
//! - `tests/checks/actions`: edits of a file of actions (and of the same base).
//!
//! What only the command-line tool says has its transcripts in `crates/cli/tests/cases`.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what should not happen"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use par_index::check::{
    CheckGroup, all_checks, assessment_checks, check_examples, check_published,
};
use par_index::compile::Scorer;
use par_index::diagnostic::{Diagnostic, Diagnostics, Lang};
use par_index::eval::Assessment;
use par_index::file::{AssessmentFile, CriteriaFile, PublishedFile};
use par_index::improve::{Actions, check_beside};
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::read::decode_document;
use par_index::scenario::{Runner, Scenarios, base_not_given};
use serde_json::Value;

mod fixtures;

use fixtures::{differences, edited, finds, fixtures, folder, read};

/// A guard that no file is known to reach: what passes the checks compiles.
const NEVER_SEEN: &str = "cannot-be-compiled";

/// Needs a link that leads nowhere, which no case keeps: the tool's tests of folders make one.
const OF_A_LINK: &str = "file-unreadable";

/// What only the command-line tool says.
const OF_THE_TOOL: [&str; 6] = [
    "base-unreadable",
    "other-kind-of-file",
    "path-outside-folder",
    "plan-unreadable",
    "unknown-criteria-set",
    "unknown-format",
];

fn reading(variant: &Value) -> Vec<Diagnostic> {
    let bytes: Vec<u8> = match &variant["bytes"] {
        Value::Array(bytes) => bytes
            .iter()
            .map(|byte| u8::try_from(byte.as_u64().unwrap()).unwrap())
            .collect(),
        _ => variant["text"]
            .as_array()
            .unwrap()
            .iter()
            .map(|piece| {
                if let Some(text) = piece.as_str() {
                    return text.to_owned();
                }
                let times = usize::try_from(piece["times"].as_u64().unwrap()).unwrap();
                piece["repeat"].as_str().unwrap().repeat(times)
            })
            .collect::<String>()
            .into_bytes(),
    };
    match decode_document::<AssessmentFile>(None, &bytes) {
        Ok(_) => Vec::new(),
        Err(found) => found.into_vec(),
    }
}

fn good_plan() -> Value {
    read(&folder("plan").join("good.json"))
}

fn plan(whole: &Value) -> Result<ReformPlan, Vec<Diagnostic>> {
    let bytes = serde_json::to_vec(whole).unwrap();
    ReformPlan::from_json(None, &bytes).map_err(Diagnostics::into_vec)
}

fn planning(variant: &Value) -> Vec<Diagnostic> {
    match plan(&edited(good_plan(), &variant["edits"])) {
        Ok(plan) => plan.findings().clone().into_vec(),
        Err(found) => found,
    }
}

fn scorer() -> Scorer {
    let set = fs::read(folder("taking").join("criteria.json")).unwrap();
    let (file, _) = decode_document::<CriteriaFile>(None, &set).unwrap();
    let found = CriteriaSet::check(&file);
    assert!(found.is_empty(), "{found}");
    Scorer::new(CriteriaSet::new(file).unwrap()).unwrap()
}

fn taking(scorer: &Scorer, variant: &Value) -> Vec<Diagnostic> {
    let good = read(&folder("taking").join("good.json"));
    let bytes = serde_json::to_vec(&edited(good, &variant["edits"])).unwrap();
    let plan = match variant.get("plan") {
        None => Some(plan(&good_plan()).unwrap()),
        Some(Value::Null) => None,
        Some(edits) => Some(plan(&edited(good_plan(), edits)).unwrap()),
    };
    match Assessment::from_json(scorer, plan.as_ref(), None, &bytes) {
        Ok(assessment) => assessment.findings().clone().into_vec(),
        Err(found) => found.into_vec(),
    }
}

fn examples(variant: &Value) -> Vec<Diagnostic> {
    let good = read(&folder("criteria").join("good.json"));
    let bytes = serde_json::to_vec(&edited(good, &variant["edits"])).unwrap();
    let set = CriteriaSet::from_json(None, &bytes).unwrap_or_else(|found| panic!("{found}"));
    check_examples(&Scorer::new(set).unwrap()).into_vec()
}

fn scenarios(scorer: &Scorer, variant: &Value) -> Vec<Diagnostic> {
    let good = read(&folder("scenarios").join("good.json"));
    let bytes = serde_json::to_vec(&edited(good, &variant["edits"])).unwrap();
    let read_file = || read(&folder("taking").join("good.json"));
    let scenarios = match Scenarios::from_json(None, &bytes) {
        Ok(scenarios) => scenarios,
        Err(found) => return found.into_vec(),
    };
    let base = match variant.get("base") {
        None => read_file(),
        Some(Value::Null) => return vec![base_not_given()],
        Some(edits) => edited(read_file(), edits),
    };
    let plan = plan(&good_plan()).unwrap();
    let bytes = serde_json::to_vec(&base).unwrap();
    let base = Assessment::from_json(scorer, Some(&plan), None, &bytes).unwrap();
    // The same set again, as another edition.
    let mut other = scorer.criteria_set().file().clone();
    other.edition = par_index::read::Id::parse("2024.1").unwrap();
    let runner = Runner::new(&scorer.score(&base).unwrap());
    let runner = runner.with_set(CriteriaSet::new(other).unwrap());
    let found = runner.check(&scenarios);
    let outcomes = runner.outcomes(&scenarios);
    let refused = outcomes.filter(Result::is_err).count();
    assert_eq!(refused > 0, found.has_errors(), "{found}");
    found.into_vec()
}

fn actions(scorer: &Scorer, variant: &Value) -> Vec<Diagnostic> {
    let good = read(&folder("actions").join("good.json"));
    let bytes = serde_json::to_vec(&edited(good, &variant["edits"])).unwrap();
    let actions = match Actions::from_json(None, &bytes) {
        Ok(actions) => actions,
        Err(found) => return found.into_vec(),
    };
    let read_file = || read(&folder("taking").join("good.json"));
    let base = match variant.get("base") {
        None => read_file(),
        Some(Value::Null) => return vec![par_index::improve::base_not_given()],
        Some(edits) => edited(read_file(), edits),
    };
    let bytes = serde_json::to_vec(&base).unwrap();
    let (base, _) = decode_document::<AssessmentFile>(None, &bytes).unwrap();
    let plan = plan(&good_plan()).unwrap();
    let mut found = actions.findings().clone();
    found.extend(check_beside(scorer, Some(&plan), &base, &actions).unwrap());
    found.into_vec()
}

fn published(variant: &Value) -> Vec<Diagnostic> {
    let good = read(&folder("published").join("good.json"));
    let bytes = serde_json::to_vec(&edited(good, &variant["edits"])).unwrap();
    let (file, _) = decode_document::<PublishedFile>(None, &bytes).unwrap();
    check_published(&file).into_vec()
}

/// Nothing is changed.
fn as_it_is() -> Value {
    serde_json::json!({ "edits": [], "found": [] })
}

#[test]
fn reading_finds_what_is_expected() {
    let wrong = differences(&fixtures(&folder("reading")), reading);
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn each_text_that_is_refused_stands_beside_one_that_is_read() {
    for (name, fixture) in fixtures(&folder("reading")) {
        let variants = fixture["variants"].as_array().unwrap();
        let is_sound = |variant: &Value| variant["found"].as_array().unwrap().is_empty();
        assert!(variants.iter().any(is_sound), "{name}");
    }
}

#[test]
fn plans_have_what_is_expected() {
    assert!(planning(&as_it_is()).is_empty());
    let wrong = differences(&fixtures(&folder("plan")), planning);
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn assessments_have_what_is_expected() {
    let scorer = scorer();
    let found = taking(&scorer, &as_it_is());
    assert!(found.is_empty(), "{found:#?}");
    let wrong = differences(&fixtures(&folder("taking")), |variant| {
        taking(&scorer, variant)
    });
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn scenarios_have_what_is_expected() {
    let scorer = scorer();
    let found = scenarios(&scorer, &as_it_is());
    assert!(found.is_empty(), "{found:#?}");
    let wrong = differences(&fixtures(&folder("scenarios")), |variant| {
        scenarios(&scorer, variant)
    });
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn actions_have_what_is_expected() {
    let scorer = scorer();
    let found = actions(&scorer, &as_it_is());
    assert!(found.is_empty(), "{found:#?}");
    let wrong = differences(&fixtures(&folder("actions")), |variant| {
        actions(&scorer, variant)
    });
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn published_totals_have_what_is_expected() {
    assert!(published(&as_it_is()).is_empty());
    let wrong = differences(&fixtures(&folder("published")), published);
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn examples_have_what_is_expected() {
    assert!(examples(&as_it_is()).is_empty());
    let wrong = differences(&fixtures(&folder("examples")), examples);
    assert!(wrong.is_empty(), "{wrong}");
}

/// The checks of a group that its fixtures find.
fn found_by(folders: &[&str]) -> BTreeSet<String> {
    folders
        .iter()
        .flat_map(|name| fixtures(&folder(name)))
        .filter(|(name, fixture)| finds(name, fixture))
        .map(|(name, _)| name)
        .collect()
}

/// Compares two criteria sets; the tests of `src/check/editions.rs` hold both that overlap and that do not.
const OF_TWO_SETS: &str = "editions-overlap";

#[test]
fn every_check_has_a_fixture() {
    let mut fixed: BTreeMap<CheckGroup, BTreeSet<String>> = BTreeMap::new();
    fixed.insert(CheckGroup::AnyFile, found_by(&["reading"]));
    fixed.insert(
        CheckGroup::Criteria,
        found_by(&["criteria", "examples", "rules"]),
    );
    fixed.insert(CheckGroup::Plan, found_by(&["plan"]));
    fixed.insert(CheckGroup::Scenarios, found_by(&["scenarios"]));
    fixed.insert(CheckGroup::Actions, found_by(&["actions"]));
    fixed.insert(CheckGroup::Published, found_by(&["published"]));
    // Those that need a score have a folder each, which `src/check/tests.rs` goes through.
    let mut of_assessments = found_by(&["taking"]);
    for id in assessment_checks() {
        let own = folder("assessment").join(id);
        let is_whole = own.join("bad.json").is_file() || own.join("edits.json").is_file();
        if is_whole && own.join("expected.json").is_file() {
            of_assessments.insert(id.to_owned());
        }
    }
    fixed.insert(CheckGroup::Assessment, of_assessments);
    let cases = transcripts();
    let has = |group: CheckGroup, id: &str| {
        let of_the_tool = group == CheckGroup::AnyFile && OF_THE_TOOL.contains(&id);
        fixed.get(&group).is_some_and(|own| own.contains(id))
            || (of_the_tool && cases.contains(&format!("[{id}]")))
    };
    let without: Vec<String> = all_checks()
        .filter(|check| ![NEVER_SEEN, OF_TWO_SETS, OF_A_LINK].contains(&check.id))
        // Tables and sheets are read by other crates, whose tests they are.
        .filter(|check| !matches!(check.group, CheckGroup::Tables | CheckGroup::Sheets))
        .filter(|check| !has(check.group, check.id))
        .map(|check| format!("{} ({})", check.id, check.group.title()))
        .collect();
    assert!(without.is_empty(), "without a fixture: {without:?}");
}

/// Everything the transcripts of the command-line tool print.
fn transcripts() -> String {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/cli/tests/cases");
    let mut all = String::new();
    for case in fs::read_dir(cases).unwrap() {
        for name in ["stdout", "stderr"] {
            all.push_str(
                &fs::read_to_string(case.as_ref().unwrap().path().join(name)).unwrap_or_default(),
            );
        }
    }
    all
}

#[test]
fn severities_are_those_of_the_page() {
    let scorer = scorer();
    let mut seen: BTreeSet<(CheckGroup, &'static str)> = BTreeSet::new();
    let mut check = |group: CheckGroup, found: Vec<Diagnostic>| {
        for one in found {
            let listed = all_checks().find(|own| own.group == group && own.id == one.check());
            // Names of tasks are looked up where results are taken too.
            let listed = listed.or_else(|| all_checks().find(|own| own.id == one.check()));
            let listed = listed.unwrap_or_else(|| panic!("{} is not on the page", one.check()));
            assert!(
                listed.severities.contains(&one.severity()),
                "{}",
                one.check()
            );
            for message in [one.message(), one.help()] {
                let (vi, en) = (message.get(Lang::Vi), message.get(Lang::En));
                assert!(!vi.ends_with('.') && !en.ends_with('.'), "{vi} / {en}");
                assert!(!vi.is_empty() && vi != en, "{vi} / {en}");
            }
            seen.insert((group, listed.id));
        }
    };
    let variants = |name: &str| -> Vec<Value> {
        let all = fixtures(&folder(name));
        all.into_iter()
            .flat_map(|(_, fixture)| fixture["variants"].as_array().unwrap().clone())
            .collect()
    };
    for variant in variants("reading") {
        check(CheckGroup::AnyFile, reading(&variant));
    }
    for variant in variants("plan") {
        check(CheckGroup::Plan, planning(&variant));
    }
    for variant in variants("taking") {
        check(CheckGroup::Assessment, taking(&scorer, &variant));
    }
    for variant in variants("scenarios") {
        check(CheckGroup::Scenarios, scenarios(&scorer, &variant));
    }
    for variant in variants("actions") {
        check(CheckGroup::Actions, actions(&scorer, &variant));
    }
    for variant in variants("published") {
        check(CheckGroup::Published, published(&variant));
    }
    assert!(seen.len() > 60, "only {} were seen", seen.len());
}
