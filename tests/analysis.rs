//! What is proved of criteria sets: every witness is scored again, and no assessment goes beyond a bound.

#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

use std::cell::Cell;

use par_index::analyse::{Bound, Inputs, Proof, Statement, prove};
use par_index::check::check_examples;
use par_index::compile::Scorer;
use par_index::eval::{Assessment, State};
use par_index::file::{CriteriaFile, Criterion, Example};
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::number::{Points, Quantity};
use par_index_testkit::case_strategy;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

fn example(inputs: &Inputs, points: Points) -> Example {
    Example {
        note: None,
        facts: inputs.facts().clone(),
        tasks: inputs.tasks().clone(),
        not_applicable: Vec::new(),
        points: points.to_quantity(),
        state: None,
    }
}

/// The criterion with this id.
fn find<'c>(criteria: &'c mut [Criterion], id: &str) -> Option<&'c mut Criterion> {
    for criterion in criteria {
        if criterion.id.as_str() == id {
            return Some(criterion);
        }
        if let Some(found) = find(&mut criterion.criteria, id) {
            return Some(found);
        }
    }
    None
}

fn leaf<'f>(file: &'f mut CriteriaFile, id: &str) -> &'f mut Criterion {
    let areas = file.areas.iter_mut().map(|area| &mut area.criteria);
    let adjustments = [&mut file.bonus, &mut file.penalty].into_iter().flatten();
    let mut lists = areas.chain(adjustments.map(|one| &mut one.criteria));
    lists.find_map(|list| find(list, id)).unwrap()
}

/// Writes every witness into the set as a worked example, and runs the examples.
fn assert_witnesses(scorer: &Scorer, proof: &Proof) {
    let set = scorer.criteria_set();
    let mut file = set.file().clone();
    for one in proof.leaves() {
        let id = set.leaves()[one.leaf()].id().to_string();
        let examples = &mut leaf(&mut file, &id).examples;
        examples.clear();
        for bound in [one.least(), one.greatest()] {
            if let (Some(inputs), Some(points)) = (bound.inputs(), bound.attained()) {
                examples.push(example(inputs, points));
            }
        }
    }
    let scorer = Scorer::new(CriteriaSet::new(file).unwrap()).unwrap();
    let found = check_examples(&scorer);
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

fn in_order(bound: &Bound, other: &Bound) -> bool {
    bound.points() <= other.points()
        && bound
            .attained()
            .is_none_or(|points| points >= bound.points())
        && other
            .attained()
            .is_none_or(|points| points <= other.points())
}

#[test]
fn bounds_of_random_sets_are_attained_and_never_passed() {
    let config = Config {
        cases: 256,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_240_624),
        ..Config::default()
    };
    let (exact, all) = (Cell::new(0), Cell::new(0));
    TestRunner::new(config)
        .run(&case_strategy(), |case| {
            let set = CriteriaSet::from_json(None, case.criteria.as_bytes()).unwrap();
            let scorer = Scorer::new(set).unwrap();
            let proof = prove(&scorer);
            assert_witnesses(&scorer, &proof);
            for one in proof.leaves() {
                prop_assert!(in_order(one.least(), one.greatest()), "{one:?}");
                // Rounding may lift a leaf above its maximum; then there is an input that shows it.
                let above = one
                    .greatest()
                    .attained()
                    .is_some_and(|points| points > one.max());
                prop_assert!(one.is_within() != above, "{one:?}");
            }
            prop_assert!(in_order(proof.least(), proof.greatest()));
            let plan = case
                .plan
                .as_ref()
                .map(|plan| ReformPlan::from_json(None, plan.as_bytes()).unwrap());
            let assessment =
                Assessment::from_json(&scorer, plan.as_ref(), None, case.assessment.as_bytes());
            let card = scorer.score(&assessment.unwrap()).unwrap();
            for (one, score) in proof.leaves().iter().zip(card.criteria()) {
                let parts = scorer.criteria_set().leaves()[one.leaf()].rule();
                let has_parts = format!("{parts:?}").contains("not_applicable: Some");
                // A leaf that leaves the denominator in part has its own bounds.
                if score.state() == State::Scored && !has_parts {
                    let points = score.computed().unwrap();
                    let held = one
                        .attainable()
                        .iter()
                        .any(|stretch| (stretch.low()..=stretch.high()).contains(&points));
                    let given = points == Points::ZERO || points == score.max();
                    prop_assert!(held || given, "{points} {one:?}");
                }
            }
            exact.set(exact.get() + proof.exact());
            all.set(all.get() + proof.leaves().len());
            Ok(())
        })
        .unwrap();
    // What is not exact is said to be outer; most must not be.
    let (exact, all) = (exact.get(), all.get());
    assert!(exact * 100 >= all * 90, "{exact} of {all} leaves are exact");
}

#[test]
fn every_leaf_that_is_shipped_has_exact_bounds() {
    for shipped in par_index::shipped::SETS {
        let set = CriteriaSet::from_json(Some(shipped.id), shipped.json.as_bytes()).unwrap();
        let scorer = Scorer::new(set).unwrap();
        let proof = prove(&scorer);
        assert_witnesses(&scorer, &proof);
        assert_eq!(*proof.statement(), Statement::Holds, "{}", shipped.id);
        assert_eq!(proof.exact(), proof.leaves().len(), "{}", shipped.id);
        assert!(proof.greatest().is_exact(), "{}", shipped.id);
    }
}

#[test]
fn a_total_beyond_the_maximum_has_a_counterexample() {
    // The areas of this set add up to 100; a source that prints 99 and says so is kept as it is.
    let shipped = par_index::shipped::find("department-from-plan", "2024").unwrap();
    let mut json: serde_json::Value = serde_json::from_str(shipped.json).unwrap();
    json["max_points"] = 99.into();
    json["declared_mismatches"] = serde_json::json!([{
        "check": "areas-do-not-add-up",
        "reason": { "vi": "Nguồn in như vậy", "en": "Printed so" },
    }]);
    let set = CriteriaSet::from_json(None, json.to_string().as_bytes()).unwrap();
    let proof = prove(&Scorer::new(set).unwrap());
    let Statement::Broken {
        leaf: None, points, ..
    } = proof.statement()
    else {
        panic!("{:?}", proof.statement());
    };
    let hundred = Quantity::from_i64(100).unwrap();
    assert_eq!(Some(*points), Points::from_quantity(hundred));
}
