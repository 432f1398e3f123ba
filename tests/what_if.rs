//! Re-scoring what a fact reaches gives what scoring everything anew gives.
//!
//! On random sets and assessments: every value of every number (they have at most a dozen, so every
//! limit of a rule and one step beside it is among them), every option, days around every day given.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what should not happen"
)]

use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::file::{Change, Fact, FactChange, FactKind, FactValue};
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::number::{Date, Quantity};
use par_index::scenario::{WhatIf, apply_for};
use par_index_testkit::{CaseSeed, case_from_seed};

const CASES: u64 = 24;

/// Every second set asks for no documents and rounds no area, so that most leaves are re-scored alone.
fn plainer(number: u64, criteria: &str) -> String {
    let mut criteria: serde_json::Value = serde_json::from_str(criteria).unwrap();
    if number % 2 == 1 {
        criteria["rounding"].as_object_mut().unwrap().remove("area");
        unproved(&mut criteria);
    }
    criteria.to_string()
}

fn unproved(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(members) => {
            if members.contains_key("max_points") && members.contains_key("rule") {
                let none = serde_json::json!([{ "id": "none", "mode": "none" }]);
                members.insert("evidence".to_owned(), none);
            } else {
                members.values_mut().for_each(unproved);
            }
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(unproved),
        _ => {}
    }
}

fn values(fact: &Fact, as_of: Date) -> Vec<FactValue> {
    let mut all = match &fact.kind {
        FactKind::Number(kind) => {
            let places = u8::try_from(kind.decimals).unwrap();
            let (lo, hi) = (kind.min.to_scale(places), kind.max.to_scale(places));
            (lo.unwrap()..=hi.unwrap())
                .map(|mantissa| Quantity::new(mantissa, places).unwrap().into())
                .collect()
        }
        FactKind::YesNo => vec![true.into(), false.into()],
        FactKind::Choice(kind) => {
            let options = kind.options.iter();
            options.map(|option| option.id.as_ref().into()).collect()
        }
        FactKind::Date(_) => {
            let mut days: Vec<FactValue> = (-10..=1)
                .filter_map(|by| as_of.checked_add_days(by))
                .map(FactValue::from)
                .collect();
            days.push("none".into());
            days
        }
        FactKind::Table(_) => Vec::new(),
    };
    all.push(FactValue::Unanswered);
    all
}

#[test]
fn what_if_is_scoring_anew() {
    let (mut fast, mut all, mut refused) = (0, 0, 0);
    for number in 0..CASES {
        let case = case_from_seed(CaseSeed::from_number(number));
        let set = CriteriaSet::from_json(None, plainer(number, &case.criteria).as_bytes()).unwrap();
        let scorer = Scorer::new(set).unwrap();
        let plan = case.plan.as_ref();
        let plan = plan.map(|plan| ReformPlan::from_json(None, plan.as_bytes()).unwrap());
        let bytes = case.assessment.as_bytes();
        let mut file: par_index::file::AssessmentFile =
            par_index::read::decode_document(None, bytes).unwrap().0;
        if number % 2 == 1 {
            file.evidence.clear();
            file.appraisal = None;
        }
        let base = Assessment::new(&scorer, plan.as_ref(), file).unwrap();
        let card = scorer.score(&base).unwrap();
        let pristine = WhatIf::new(&card);
        let mut walking = pristine.clone();
        let mut walked = base.file().clone();
        for fact in scorer.criteria_set().facts() {
            for value in values(fact, base.as_of()) {
                let change = Change::Fact(FactChange {
                    fact: fact.id.clone(),
                    value: value.clone(),
                });
                let mut alone = pristine.clone();
                let name = alone.fact(fact.id.as_ref()).unwrap();
                all += 1;
                fast += usize::from(alone.is_incremental(name));
                let once = apply_for(scorer.criteria_set(), base.file(), &change).unwrap();
                let Ok(anew) = Assessment::new(&scorer, plan.as_ref(), once) else {
                    assert!(alone.set(name, &value).is_err(), "{number} {change:?}");
                    refused += 1;
                    continue;
                };
                alone.set(name, &value).unwrap();
                agree(&alone, &scorer, &anew, &format!("{number} {change:?}"));
                // One change on top of another.
                walked = apply_for(scorer.criteria_set(), &walked, &change).unwrap();
                walking.set(name, &value).unwrap();
            }
            let anew = Assessment::new(&scorer, plan.as_ref(), walked.clone()).unwrap();
            agree(&walking, &scorer, &anew, &format!("{number} {}", fact.id));
        }
    }
    // What is compared is the incremental path, and not only that.
    assert!(fast > 100 && fast < all, "{fast} of {all}");
    assert!(refused < all / 4, "{refused} of {all}");
}

fn agree(what_if: &WhatIf, scorer: &Scorer, anew: &Assessment, at: &str) {
    let totals = scorer.totals(anew).unwrap();
    let own = what_if.totals().unwrap();
    let show = |all: &par_index::eval::ScoreTotals| format!("{:?} {:?}", all.total(), all.areas());
    assert!(show(&own) == show(&totals), "{at}");
    let card = scorer.score(anew).unwrap();
    for (leaf, score) in card.criteria().iter().enumerate() {
        assert_eq!(what_if.points(leaf), score.computed(), "{at}, leaf {leaf}");
    }
}

#[test]
fn a_value_that_does_not_fit_changes_nothing() {
    let shipped = par_index::shipped::find("illustrative-shapes", "2024").unwrap();
    let set = CriteriaSet::from_json(None, shipped.json.as_bytes()).unwrap();
    let scorer = Scorer::new(set).unwrap();
    let day = Date::parse("2024-11-20").unwrap();
    let mut file = scorer.blank_assessment("a", day).unwrap();
    file.answer("dossiers-due", 100).unwrap();
    file.answer("dossiers-on-time", 90).unwrap();
    let base = Assessment::new(&scorer, None, file).unwrap();
    let mut what_if = WhatIf::new(&scorer.score(&base).unwrap());
    let fact = what_if.fact("dossiers-on-time").unwrap();
    for wrong in [(-1).into(), "many".into(), true.into()] {
        what_if.set(fact, &wrong).unwrap_err();
        agree(&what_if, &scorer, &base, "unchanged");
    }
    assert!(what_if.fact("dossiers-ontime").is_none());
}
