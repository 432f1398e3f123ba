//! Random cases are accepted by the oracle, and its ledgers close.

use std::collections::BTreeMap;

use par_index_oracle::score;
use par_index_testkit::{Case, CaseSeed, case_from_seed, case_strategy};
use proptest::prelude::*;
use serde_json::Value;

/// Decimals of the oracle, in units of 10^-9 (all of its decimals are on that grid here)
fn grid(value: &Value) -> Option<i128> {
    let text = value.as_str()?;
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (before, after) = digits.split_once('.').unwrap_or((digits, ""));
    let all: i128 = format!("{before}{after:0<9}").parse().ok()?;
    (after.len() <= 9).then_some(sign * all)
}

/// Says where the ledger of a leaf does not close
fn fault(leaf: &Value) -> Option<String> {
    let of = |name: &str| grid(&leaf[name]).unwrap_or(0);
    let (mut computed, mut evidenced) = (0, 0);
    for loss in leaf["losses"].as_array().into_iter().flatten() {
        let points = grid(&loss["points"])?;
        if loss["column"] == "computed" {
            computed += points;
        } else {
            evidenced += points;
        }
        if points == 0 {
            return Some(format!("a loss of nothing: {leaf}"));
        }
    }
    let sum = of("computed") + computed + of("open") + of("pending") + of("excluded");
    if of("max") != sum {
        return Some(format!("max is {} and the rest {sum}: {leaf}", of("max")));
    }
    if of("computed") != of("evidenced") + evidenced {
        return Some(format!("the evidenced column does not close: {leaf}"));
    }
    let upper = of("computed") + of("open") + of("pending");
    if of("lower") > upper || of("upper") != upper {
        return Some(format!("bounds are wrong: {leaf}"));
    }
    None
}

fn card(case: &Case) -> Result<Value, String> {
    score(&case.criteria, case.plan.as_deref(), &case.assessment)
}

fn leaves(card: &Value) -> impl Iterator<Item = &Value> {
    ["criteria", "bonus_criteria", "penalty_criteria"]
        .into_iter()
        .filter_map(|list| card[list].as_array())
        .flatten()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_cases_are_accepted_and_close(case in case_strategy()) {
        let card = card(&case).map_err(TestCaseError::fail)?;
        prop_assert!(!card["criteria"].as_array().is_some_and(Vec::is_empty));
        for leaf in leaves(&card) {
            prop_assert_eq!(fault(leaf), None);
        }
    }
}

#[test]
fn the_simplest_case_is_one_leaf() {
    let card = card(&case_from_seed(CaseSeed::default())).unwrap();
    assert_eq!(card["criteria"].as_array().map(Vec::len), Some(1));
}

#[test]
fn other_answers_keep_the_criteria_set() {
    let seed = CaseSeed::from_number(3);
    let (one, other) = (
        case_from_seed(seed.clone()),
        case_from_seed(seed.answered_anew(4)),
    );
    assert_eq!(one.criteria, other.criteria);
    assert_eq!(one.plan, other.plan);
    assert_ne!(one.assessment, other.assessment);
}

/// What a pile of cases covers; a generator that silently stops drawing something fails here
#[test]
fn everything_is_drawn() {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut text = String::new();
    for number in 0..200 {
        let case = case_from_seed(CaseSeed::from_number(number));
        let card = card(&case).unwrap();
        for leaf in leaves(&card) {
            *found.entry(format!("state {}", leaf["state"])).or_default() += 1;
            for loss in leaf["losses"].as_array().into_iter().flatten() {
                *found
                    .entry(format!("reason {}", loss["reason"]))
                    .or_default() += 1;
            }
            for (name, value) in leaf["appraised"].as_object().into_iter().flatten() {
                if !value.is_null() {
                    *found.entry(format!("appraised {name}")).or_default() += 1;
                }
            }
        }
        for (name, value) in card["total"]["index"]["whole"]
            .as_object()
            .into_iter()
            .flatten()
        {
            if !value.is_null() {
                *found.entry(format!("index {name}")).or_default() += 1;
            }
        }
        if !card["total"]["class"].is_null() {
            *found.entry("class".into()).or_default() += 1;
        }
        text.push_str(&case.criteria);
        text.push_str(&case.plan.unwrap_or_default());
        text.push_str(&case.assessment);
    }
    let keys = [
        "fact",
        "total",
        "choice",
        "share",
        "timeliness",
        "days-late",
        "completion",
        "punctuality",
        "rows",
        "row-share",
        "weighted-answers",
        "growth",
        "options",
        "bands",
        "proportional",
        "per-item",
        "deduction",
        "goalposts",
        "score",
        "sum",
        "gate",
        "cases",
        "cap",
        "linear",
        "knock_out",
        "when_none",
        "not_applicable_items",
        "among",
        "when_empty",
        "otherwise",
        "once",
        "periodic",
        "on-event",
        "not_arisen",
        "not_done",
        "due_on",
        "event_on",
        "points",
        "facts",
        "copies_round",
        "copies_claim",
        "locked_on",
        "external",
        "absent",
        "unit_groups",
        "bonus",
        "penalty",
        "weight",
        "states",
        "items",
        "window",
        "locate",
        "any",
        "all",
        "slot",
        "slots",
        "area",
        "before",
        "by",
        "month",
        "quarter",
        "year",
        "after",
        "of",
    ];
    let words = [
        "per-item",
        "attests",
        "record",
        "none",
        "full",
        "zero",
        "leave-denominator",
        "full-marks",
        "not-allowed",
        "drop",
        "redistribute",
        "weighted-mean",
        "lower-maximum",
        "ongoing",
        "as-planned",
        "unstated",
        "working-days",
        "months",
        "index",
        "survey",
    ];
    let missing: Vec<String> = keys
        .into_iter()
        .map(|key| format!("\"{key}\": "))
        .chain(words.into_iter().map(|word| format!("\"{word}\"")))
        .filter(|wanted| !text.contains(wanted.as_str()))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
    for wanted in [
        "state \"scored\"",
        "state \"open\"",
        "state \"pending\"",
        "state \"not-applicable\"",
        "state \"not-assessable\"",
        "reason \"band\"",
        "reason \"proportion\"",
        "reason \"late\"",
        "reason \"deduction\"",
        "reason \"knock-out\"",
        "reason \"cap\"",
        "reason \"part-mark\"",
        "reason \"rounding\"",
        "reason \"not-applicable\"",
        "reason \"no-evidence\"",
        "appraised round1",
        "appraised round2",
        "appraised final",
        "index claimed",
        "index computed",
        "index evidenced",
        "index final",
        "index lower",
        "class",
    ] {
        let count = found.get(wanted).copied().unwrap_or(0);
        assert!(count > 0, "{wanted} is never drawn: {found:#?}");
    }
}
