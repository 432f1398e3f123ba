//! The engine against the independent oracle, on random criteria sets, plans and assessments.
//!
//! The oracle shares no code with the engine: its own reader, big rationals, brute force. They must
//! agree on every state, column, loss and index.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what should not happen"
)]

use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::output::ScorecardJson;
use par_index_testkit::{Case, CaseSeed, case_from_seed};
use serde_json::Value;

/// How many random cases are compared; the same ones every time.
const CASES: u64 = 1_000;

/// The scorecard of the engine, as JSON.
fn engine(case: &Case) -> Value {
    let set = CriteriaSet::from_json(Some("criteria"), case.criteria.as_bytes())
        .unwrap_or_else(|found| panic!("{found}\n{}", case.criteria));
    let scorer = Scorer::new(set).unwrap();
    let plan = case.plan.as_ref().map(|plan| {
        ReformPlan::from_json(Some("plan"), plan.as_bytes())
            .unwrap_or_else(|found| panic!("{found}\n{plan}"))
    });
    let assessment = Assessment::from_json(
        &scorer,
        plan.as_ref(),
        Some("assessment"),
        case.assessment.as_bytes(),
    )
    .unwrap_or_else(|found| panic!("{found}\n{}", case.assessment));
    let card = scorer.score(&assessment).unwrap();
    let totals = scorer.totals(&assessment).unwrap();
    // One evaluator with and without a ledger.
    assert_eq!(
        format!("{:?}", totals.total()),
        format!("{:?}", card.total())
    );
    assert_eq!(
        format!("{:?}", totals.areas()),
        format!("{:?}", card.areas())
    );
    serde_json::to_value(ScorecardJson(&card)).unwrap()
}

/// What differs in a case, with everything needed to look at it.
fn compare(number: u64, seed: CaseSeed) -> Option<String> {
    let case = case_from_seed(seed);
    let ours = engine(&case);
    let theirs = par_index_oracle::score(&case.criteria, case.plan.as_deref(), &case.assessment)
        .unwrap_or_else(|fault| panic!("case {number}: {fault}"));
    let wrong = par_index_oracle::compare(&ours, &theirs).wrong;
    (!wrong.is_empty()).then(|| {
        format!(
            "case {number}\n{}\n--- criteria\n{}\n--- plan\n{}\n--- assessment\n{}",
            wrong.join("\n"),
            case.criteria,
            case.plan.as_deref().unwrap_or("none"),
            case.assessment,
        )
    })
}

#[test]
fn engine_and_oracle_agree() {
    all_agree((0..CASES).map(|number| (number, CaseSeed::from_number(number))));
}

/// Weighted means by thirds and sevenths, of which something does not apply: nothing may be on a grid
/// before the division.
#[test]
fn engine_and_oracle_agree_on_thirds() {
    all_agree((0..CASES).map(|number| (number, CaseSeed::from_number(number).with_thirds())));
}

fn all_agree(cases: impl Iterator<Item = (u64, CaseSeed)>) {
    let found: Vec<String> = cases
        .filter_map(|(number, seed)| compare(number, seed))
        .collect();
    assert!(
        found.is_empty(),
        "{} cases differ\n{}",
        found.len(),
        found.join("\n\n")
    );
}
