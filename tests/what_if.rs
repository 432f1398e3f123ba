//! Re-scoring what a fact reaches gives what scoring everything anew gives.
//!
//! On random sets and assessments: every value of every number (they have at most a dozen, so every
//! limit of a rule and one step beside it is among them), every option, days around every day given;
//! each alone, and all of them on top of each other in an order drawn by lot.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what should not happen"
)]

use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::file::{AssessmentFile, Change, Fact, FactChange, FactKind, FactValue};
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::number::{Date, Quantity};
use par_index::scenario::{WhatIf, apply_for};
use par_index_testkit::{CaseSeed, case_from_seed};

/// Worlds of which every fact is changed.
const WHOLE: u64 = 20;
/// Further worlds, of which the facts are changed that are re-scored alone.
const CASES: u64 = 420;

/// Two worlds of three are plain: the set asks for no documents and rounds no area, the sheet has an
/// answer to everything, drawn by lot where there was none, and no appraisal. There most leaves are
/// re-scored alone.
fn is_plain(number: u64) -> bool {
    !number.is_multiple_of(3)
}

fn set(number: u64, criteria: &str) -> CriteriaSet {
    let mut criteria: serde_json::Value = serde_json::from_str(criteria).unwrap();
    if is_plain(number) {
        unproved(&mut criteria);
        let mut unrounded = criteria.clone();
        unrounded["rounding"]
            .as_object_mut()
            .unwrap()
            .remove("area");
        // Weights may need the rounding.
        if let Ok(set) = CriteriaSet::from_json(None, unrounded.to_string().as_bytes()) {
            return set;
        }
    }
    CriteriaSet::from_json(None, criteria.to_string().as_bytes()).unwrap()
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
            // One more than there may be, too: it is refused.
            (lo.unwrap()..=hi.unwrap() + 1)
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

/// Answers what is unanswered.
fn complete(file: &mut AssessmentFile, scorer: &Scorer, lot: &mut Lot) {
    for fact in scorer.criteria_set().facts() {
        let own = file.facts.get(&fact.id);
        let values = values(fact, file.as_of);
        if values.len() > 2 && own.is_none_or(|value| *value == FactValue::Unanswered) {
            let value = values[lot.below(values.len() - 2)].clone();
            let change = Change::Fact(FactChange {
                fact: fact.id.clone(),
                value,
            });
            *file = apply_for(scorer.criteria_set(), file, &change).unwrap();
        }
    }
}

#[test]
fn what_if_is_scoring_anew() {
    let (mut fast, mut all, mut moved, mut refused, mut walks) = (0, 0, 0, 0, 0);
    for number in 0..CASES {
        let case = case_from_seed(CaseSeed::from_number(number));
        let scorer = Scorer::new(set(number, &case.criteria)).unwrap();
        let plan = case.plan.as_ref();
        let plan = plan.map(|plan| ReformPlan::from_json(None, plan.as_bytes()).unwrap());
        let bytes = case.assessment.as_bytes();
        let mut file: AssessmentFile = par_index::read::decode_document(None, bytes).unwrap().0;
        if is_plain(number) {
            file.evidence.clear();
            file.appraisal = None;
            complete(&mut file, &scorer, &mut Lot(number + 1000));
        }
        let base = Assessment::new(&scorer, plan.as_ref(), file).unwrap();
        let card = scorer.score(&base).unwrap();
        let pristine = WhatIf::new(&card);
        let mut walking = pristine.clone();
        let mut walked = base.file().clone();
        let mut drawn = Vec::new();
        for fact in scorer.criteria_set().facts() {
            let name = pristine.fact(fact.id.as_ref()).unwrap();
            if number >= WHOLE && !pristine.is_incremental(name) {
                continue;
            }
            for value in values(fact, base.as_of()) {
                let change = Change::Fact(FactChange {
                    fact: fact.id.clone(),
                    value: value.clone(),
                });
                let mut alone = pristine.clone();
                all += 1;
                fast += usize::from(alone.is_incremental(name));
                let once = apply_for(scorer.criteria_set(), base.file(), &change).unwrap();
                let at = format!("{number} {change:?}");
                let Ok(anew) = Assessment::new(&scorer, plan.as_ref(), once) else {
                    assert!(alone.set(name, &value).is_err(), "{at}");
                    agree(&alone, &scorer, &base, &at);
                    refused += 1;
                    continue;
                };
                alone.set(name, &value).unwrap();
                agree(&alone, &scorer, &anew, &at);
                if alone.is_incremental(name) {
                    let computed = |own: &WhatIf| own.total().unwrap().computed();
                    moved += usize::from(computed(&alone) != computed(&pristine));
                }
                drawn.push((name, change, value));
            }
        }
        // One change on top of another, in an order drawn by lot.
        let mut lot = Lot(number);
        for round in 1..=drawn.len() {
            let (name, change, value) = &drawn[lot.below(drawn.len())];
            walked = apply_for(scorer.criteria_set(), &walked, change).unwrap();
            walking.set(*name, value).unwrap();
            if round % 5 == 0 || round == drawn.len() {
                let anew = Assessment::new(&scorer, plan.as_ref(), walked.clone()).unwrap();
                agree(
                    &walking,
                    &scorer,
                    &anew,
                    &format!("{number}, {round} changes"),
                );
                walks += 1;
            }
        }
    }
    // What is compared is the incremental path, and not only that; it moves the total; and many are.
    let counts = format!(
        "{all} changes: {fast} re-scored alone, {moved} of them moved the total, {refused} refused; {walks} walks"
    );
    assert!(all >= 4_000 && fast >= 2_000 && fast < all, "{counts}");
    assert!(moved >= 400 && walks >= 800, "{counts}");
    assert!(refused >= 100 && refused < all / 4, "{counts}");
}

/// `SplitMix64`.
struct Lot(u64);

impl Lot {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(count).unwrap()).unwrap()
    }
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
