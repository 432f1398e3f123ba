//! Made-up units are accepted, keep what a set says of its facts, and are what their seed says.

#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

use std::collections::BTreeSet;

use par_index::check::check_assessment;
use par_index::compile::Scorer;
use par_index::eval::{Assessment, State};
use par_index::file::{FactValue, Nature};
use par_index::model::CriteriaSet;
use par_index::number::{Date, Quantity};
use par_index::sample::{Odds, Samples};
use par_index::shipped::SETS;

fn scorer(json: &str) -> Scorer {
    Scorer::new(CriteriaSet::from_json(None, json.as_bytes()).unwrap()).unwrap()
}

fn samples(scorer: &Scorer, odds: Odds) -> Samples {
    let as_of = scorer.criteria_set().file().in_force.until;
    Samples::new(scorer, 20_241_120, as_of, odds)
}

#[test]
fn every_unit_is_accepted_as_it_is_written() {
    for set in SETS {
        let scorer = scorer(set.json);
        let samples = samples(&scorer, Odds::default());
        let mut texts = BTreeSet::new();
        for number in 0..60 {
            let file = samples.unit(number).unwrap();
            assert_eq!(file.nature, Some(Nature::MadeUp));
            let text = serde_json::to_string(&file).unwrap();
            let read = Assessment::from_json(&scorer, None, None, text.as_bytes());
            let read = read.unwrap_or_else(|found| panic!("{} {number}: {found}", set.id));
            assert_eq!(*read.file(), file, "read as written");
            let card = scorer.score(&read).unwrap();
            let found = check_assessment(&card);
            let contradicts = found.iter().find(|one| one.check() == "facts-contradict");
            assert_eq!(contradicts, None, "{} {number}", set.id);
            let answers = serde_json::to_string(&(&file.facts, &file.external)).unwrap();
            assert!(texts.insert(answers), "{} {number} is like another", set.id);
        }
    }
}

#[test]
fn a_unit_is_what_its_seed_and_number_say() {
    let scorer = scorer(
        SETS.iter()
            .find(|set| set.id == "illustrative-shapes")
            .unwrap()
            .json,
    );
    let made = |seed, number| {
        let day = Date::parse("2024-11-20").unwrap();
        let samples = Samples::new(&scorer, seed, day, Odds::default());
        samples.unit(number).unwrap()
    };
    assert_eq!(made(1, 7), made(1, 7));
    assert_ne!(made(1, 7).facts, made(2, 7).facts);
    assert_ne!(made(1, 7).facts, made(1, 8).facts);
    assert_eq!(
        made(1, u64::MAX).unit.id.as_str(),
        "made-up-18446744073709551616"
    );
}

#[test]
fn odds_are_kept() {
    let scorer = scorer(
        SETS.iter()
            .find(|set| set.id == "department-from-plan")
            .unwrap()
            .json,
    );
    let facts = scorer.criteria_set().facts().len();
    let answered = |missing| {
        let samples = samples(
            &scorer,
            Odds {
                missing,
                ..Odds::default()
            },
        );
        let units = (0..40).map(|number| samples.unit(number).unwrap());
        units
            .map(|unit| unit.facts.len() + unit.external.len())
            .collect::<Vec<_>>()
    };
    assert!(answered(0).iter().all(|count| *count == facts));
    assert!(answered(1_000).iter().all(|count| *count == 0));
    let some: usize = answered(500).iter().sum();
    assert!(
        (facts * 15..facts * 25).contains(&some),
        "{some} of {}",
        facts * 40
    );
    let odds = |not_applicable| Odds {
        not_applicable,
        ..Odds::default()
    };
    let all = samples(&scorer, odds(1_000)).unit(0).unwrap();
    let own = Assessment::new(&scorer, None, all).unwrap();
    let card = scorer.score(&own).unwrap();
    assert!(
        card.criteria()
            .iter()
            .any(|leaf| leaf.state() == State::NotApplicable)
    );
    assert!(
        samples(&scorer, odds(0))
            .unit(0)
            .unwrap()
            .not_applicable
            .is_empty()
    );
}

#[test]
fn numbers_are_drawn_at_the_values_where_points_turn() {
    let json = SETS
        .iter()
        .find(|set| set.id == "illustrative-shapes")
        .unwrap()
        .json;
    let scorer = scorer(json);
    let samples = samples(
        &scorer,
        Odds {
            at_boundary: 1_000,
            missing: 0,
            ..Odds::default()
        },
    );
    // `exam-score` is read by bands; a step is 0.01.
    let score = |number| match samples.unit(number).unwrap().facts.get("exam-score") {
        Some(FactValue::Number(score)) => *score,
        other => panic!("{other:?}"),
    };
    let drawn: BTreeSet<Quantity> = (0..300).map(score).collect();
    let limits = band_limits(json, "exam-score");
    assert!(!limits.is_empty());
    for limit in limits {
        for step in -1..=1 {
            let value = Quantity::new(limit.to_scale(2).unwrap() + step, 2).unwrap();
            let inside = value >= Quantity::ZERO && value <= Quantity::from_i64(100).unwrap();
            assert!(!inside || drawn.contains(&value), "{value} was not drawn");
        }
    }
}

/// The limits of the bands and goalposts that read a fact, taken from the text of the set.
fn band_limits(json: &str, fact: &str) -> Vec<Quantity> {
    let set: serde_json::Value = serde_json::from_str(json).unwrap();
    let mut limits = Vec::new();
    collect(&set, fact, &mut limits);
    limits
}

fn collect(value: &serde_json::Value, fact: &str, into: &mut Vec<Quantity>) {
    if value["measure"]["fact"] == fact {
        let scale = &value["scale"];
        let bands = scale["bands"].as_array().into_iter().flatten();
        let ends = bands.flat_map(|band| [&band["from"], &band["to"]]);
        let posts = [&scale["goalposts"]["worst"], &scale["goalposts"]["best"]];
        let own = ends.chain(posts).filter(|end| end.is_number());
        into.extend(own.map(|end| Quantity::parse(&end.to_string()).unwrap()));
    }
    match value {
        serde_json::Value::Array(all) => all.iter().for_each(|one| collect(one, fact, into)),
        serde_json::Value::Object(all) => all.values().for_each(|one| collect(one, fact, into)),
        _ => {}
    }
}
