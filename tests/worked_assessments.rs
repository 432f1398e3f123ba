//! The mishaps planted in the worked assessments are found, each once, and nothing else is.
//!
//! What is expected stands in the READMEs of `seeds/`; `unanswered` is left out, because what is not due
//! yet is no mishap.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what should not happen"
)]

use std::fs;
use std::path::Path;

use par_index::check::check_assessment;
use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::shipped;

fn read(path: &str) -> Vec<u8> {
    fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("seeds")
            .join(path),
    )
    .unwrap()
}

/// The checks and pointers of what is found in a seed.
fn found(set: &str, folder: &str, file: &str) -> Vec<(&'static str, String)> {
    let set = shipped::find(set, "2024").unwrap();
    let set = CriteriaSet::from_json(None, set.json.as_bytes()).unwrap();
    let scorer = Scorer::new(set).unwrap();
    let plan = ReformPlan::from_json(None, &read(&format!("{folder}/plan.json"))).unwrap();
    let bytes = read(&format!("{folder}/{file}"));
    let assessment = Assessment::from_json(&scorer, Some(&plan), None, &bytes)
        .unwrap_or_else(|found| panic!("{found}"));
    let mut all: Vec<_> = assessment
        .findings()
        .iter()
        .chain(&check_assessment(&scorer.score(&assessment).unwrap()))
        .filter(|one| one.check() != "unanswered")
        .map(|one| (one.check(), one.place().pointer.clone()))
        .collect();
    all.sort();
    all
}

fn expected(list: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let mut all: Vec<_> = list
        .iter()
        .map(|(check, pointer)| (*check, (*pointer).to_owned()))
        .collect();
    all.sort();
    all
}

#[test]
fn november_shows_each_planted_mishap_once() {
    assert_eq!(
        found("department-from-plan", "quang-tri-2024", "assessment.json"),
        expected(&[
            ("claimed-differs", "/claims/criteria/c6.5.1"),
            ("evidence-not-counted", "/evidence/59/page"),
            ("evidence-missing", "/claims/criteria/c4.2.1"),
            ("explanation-missing", "/claims/criteria/c4.5.3"),
            ("total-does-not-add-up", "/claims/total"),
        ])
    );
}

#[test]
fn the_appraisal_shows_what_was_decided_and_the_one_claim_that_is_wrong() {
    assert_eq!(
        found("department-from-plan", "quang-tri-2024", "appraised.json"),
        expected(&[
            ("claimed-differs", "/claims/criteria/c6.5.1"),
            ("evidence-not-counted", "/evidence/61/page"),
            // c2.4.2, c6.5.1, c3.1.1 and c3.4
            ("appraisal-lowers", "/appraisal/records/14"),
            ("appraisal-lowers", "/appraisal/records/53"),
            ("appraisal-lowers", "/appraisal/records/72"),
            ("appraisal-lowers", "/appraisal/records/73"),
            ("appraised-not-attainable", "/appraisal/records/72/points"),
        ])
    );
}

#[test]
fn the_middle_of_the_year_shows_what_is_overdue_and_what_has_no_document() {
    let found = found("department-from-plan", "quang-tri-2024", "mid-year.json");
    let others: Vec<_> = found
        .into_iter()
        .filter(|(check, _)| *check != "evidence-missing")
        .collect();
    assert_eq!(
        others,
        expected(&[
            ("deadline-passed", "/results/24"),
            ("done-without-document", "/results/15"),
        ])
    );
}

#[test]
fn the_illustrative_appraisal_leaves_blanks_once() {
    let found = found("illustrative-shapes", "illustrative", "assessment.json");
    let of = |check: &str| found.iter().filter(|(own, _)| *own == check).count();
    assert_eq!(of("round-leaves-blank"), 1);
    for new in [
        "off-by-a-hundred",
        "facts-contradict",
        "date-outside-period",
        "document-after-as-of",
        "notation-malformed",
        "notation-contradicts-kind",
        "done-without-document",
    ] {
        assert_eq!(of(new), 0, "{new}: {found:?}");
    }
}
