//! Re-scoring what a fact reaches gives what scoring everything anew gives.
//!
//! On random sets and assessments: every value of every number (they have at most a dozen, so every
//! limit of a rule and one step beside it is among them), every option, days around every day given;
//! each alone, and all of them on top of each other in an order drawn by lot.

#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::file::{Change, FactChange, FactKind, FactValue};
use par_index::model::CriteriaSet;
use par_index::number::{Date, Quantity};
use par_index::scenario::{WhatIf, apply_for};
use serde_json::{Value, json};

mod worlds;

use worlds::{Lot, values, world};

/// Worlds of which every fact is changed.
const WHOLE: u64 = 20;
/// Further worlds, of which the facts are changed that are re-scored alone.
const CASES: u64 = 420;

#[test]
fn what_if_is_scoring_anew() {
    let (mut fast, mut all, mut moved, mut refused, mut walks) = (0, 0, 0, 0, 0);
    for number in 0..CASES {
        let (scorer, base) = world(number);
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
                let Ok(anew) = Assessment::new(&scorer, base.plan(), once) else {
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
                let anew = Assessment::new(&scorer, base.plan(), walked.clone()).unwrap();
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

fn agree(what_if: &WhatIf, scorer: &Scorer, anew: &Assessment, at: &str) {
    let totals = scorer.totals(anew).unwrap();
    let own = what_if.totals().unwrap();
    let show = |all: &par_index::eval::ScoreTotals| format!("{:?} {:?}", all.total(), all.areas());
    assert!(show(&own) == show(&totals), "{at}");
    assert_eq!(what_if.computed(), totals.total().computed(), "{at}");
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

#[test]
fn a_number_beyond_its_limits_is_refused_of_every_fact() {
    let shipped = par_index::shipped::find("department-from-plan", "2024").unwrap();
    let mut file: Value = serde_json::from_str(shipped.json).unwrap();
    // One that no criterion reads is a warning of the set, and has limits all the same.
    file["facts"].as_array_mut().unwrap().push(json!({
        "id": "unread", "title": { "vi": "Không dùng" },
        "kind": { "number": { "decimals": 1, "unit": "item", "min": 0, "max": 9 } }
    }));
    let set = CriteriaSet::from_json(None, file.to_string().as_bytes()).unwrap();
    let scorer = Scorer::new(set).unwrap();
    let day = Date::parse("2024-11-20").unwrap();
    let base = Assessment::new(&scorer, None, scorer.blank_assessment("a", day).unwrap()).unwrap();
    let card = scorer.score(&base).unwrap();
    let (mut what_if, mut refused) = (WhatIf::new(&card), 0);
    assert!(what_if.is_incremental(what_if.fact("unread").unwrap()));
    for fact in scorer.criteria_set().facts() {
        let FactKind::Number(kind) = &fact.kind else {
            continue;
        };
        let places = u8::try_from(kind.decimals).unwrap();
        let [least, most] = [kind.min, kind.max].map(|end| end.to_scale(places).unwrap());
        let own = what_if.fact(fact.id.as_str()).unwrap();
        for beyond in [least - 1, most + 1] {
            let beyond = FactValue::Number(Quantity::new(beyond, places).unwrap());
            what_if.set(own, &beyond).unwrap_err();
            refused += 1;
        }
    }
    assert!(refused > 20, "{refused}");
    agree(&what_if, &scorer, &base, "unchanged");
}
