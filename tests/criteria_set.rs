//! What a criteria set without errors says of its leaves and parents.
#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

use par_index::diagnostic::Diagnostics;
use par_index::file::{Basis, NotApplicable};
use par_index::model::{CriteriaSet, Home};
use par_index::number::{Points, Ratio};

const GOOD: &str = include_str!("checks/criteria/good.json");

fn read(text: &str) -> Result<CriteriaSet, Diagnostics> {
    CriteriaSet::from_json(Some("good.json"), text.as_bytes())
}

fn good() -> CriteriaSet {
    read(GOOD).unwrap()
}

#[test]
fn leaves_stand_in_the_order_of_the_file_then_bonus_then_penalty() {
    let set = good();
    let ids: Vec<&str> = set.leaves().iter().map(|leaf| leaf.id().as_str()).collect();
    assert_eq!(
        ids,
        [
            "c1.1", "c1.2", "c2", "c3", "d1", "d2", "d3", "d4", "e1", "e2", "b1", "p1"
        ]
    );
    let homes: Vec<Home> = set
        .leaves()
        .iter()
        .map(par_index::model::Leaf::home)
        .collect();
    assert_eq!(homes[0], Home::Area(0));
    assert_eq!(homes[8], Home::Area(2));
    assert_eq!(homes[10..], [Home::Bonus, Home::Penalty]);
    for (index, leaf) in set.leaves().iter().enumerate() {
        assert_eq!(set.leaf_index(leaf.id().as_str()), Some(index));
        assert_eq!(leaf.criterion().rule.as_ref(), Some(leaf.rule()));
    }
}

#[test]
fn parents_know_their_leaves() {
    let set = good();
    let parents: Vec<(&str, bool, std::ops::Range<usize>)> = set
        .parents()
        .iter()
        .map(|parent| (parent.id().as_str(), parent.is_area(), parent.leaves()))
        .collect();
    assert_eq!(
        parents,
        [
            ("a1", true, 0..4),
            ("c1", false, 0..2),
            ("a2", true, 4..8),
            ("a3", true, 8..10)
        ]
    );
    assert_eq!(set.area_count(), 3);
    assert_eq!(set.parents()[1].pointer(), "/areas/0/criteria/0");
}

#[test]
fn a_leaf_knows_what_is_above_it() {
    let set = good();
    let leaf = &set.leaves()[0];
    let above: Vec<&str> = leaf
        .ancestors()
        .iter()
        .map(par_index::read::Id::as_str)
        .collect();
    assert_eq!(above, ["c1", "a1"]);
    assert_eq!(leaf.pointer(), "/areas/0/criteria/0/criteria/0");
    // Nothing is said at the leaf or its parent, so the area answers.
    assert_eq!(leaf.not_applicable(), NotApplicable::LeaveDenominator);
    assert_eq!(set.leaves()[4].not_applicable(), NotApplicable::NotAllowed);
    assert!(set.leaves()[10].ancestors().is_empty());
}

#[test]
fn a_leaf_knows_what_its_rule_reads() {
    let set = good();
    let facts = |id: &str| -> Vec<&str> {
        let leaf = &set.leaves()[set.leaf_index(id).unwrap()];
        leaf.facts_used()
            .iter()
            .map(|index| set.facts()[*index].id.as_str())
            .collect()
    };
    assert_eq!(facts("c1.1"), ["tasks-done", "tasks-due"]);
    assert_eq!(facts("d2"), ["faults", "serious"]);
    assert_eq!(facts("d4"), ["complete", "sub-units"]);
    assert_eq!(facts("p1"), ["issued-on", "assigned-on"]);
    let tasks = &set.leaves()[3];
    assert!(tasks.facts_used().is_empty());
    assert_eq!(tasks.slots_used(), [0, 1]);
    assert_eq!(set.slot_index("trainings"), Some(1));
}

#[test]
fn external_leaves_and_facts_of_others_are_not_self_scored() {
    let set = good();
    let leaf = &set.leaves()[6];
    assert_eq!(leaf.basis(), Basis::External);
    assert!(!leaf.self_scored());
    assert!(set.leaves()[0].self_scored());
    let judged = GOOD.replace("\"basis\": \"external\"", "\"basis\": \"judged\"");
    assert!(!read(&judged).unwrap().leaves()[6].self_scored());
}

#[test]
fn weights_become_factors() {
    let set = good();
    assert_eq!(set.leaves()[0].factor(), Ratio::ONE);
    // 5 × 1 ÷ (1 × 10 + 3 × 10)
    assert_eq!(set.leaves()[8].factor(), Ratio::new(1, 8).unwrap());
    assert_eq!(set.leaves()[9].factor(), Ratio::new(3, 8).unwrap());
    assert_eq!(set.area_factor(2), Ratio::ONE);
}

#[test]
fn a_declared_mismatch_is_kept_as_points() {
    let set = good();
    assert_eq!(set.mismatch(), Points::ZERO);
    let text = GOOD.replacen(
        "\"max_points\": 25,",
        "\"max_points\": 27.5, \"declared_mismatches\": [{ \"check\": \"areas-do-not-add-up\", \"reason\": { \"vi\": \"In như vậy\" } }],",
        1,
    );
    let set = read(&text).unwrap();
    assert_eq!(set.mismatch(), Points::from_nanos(2_500_000_000));
    assert_eq!(set.max_points(), Points::from_nanos(27_500_000_000));
    assert!(!CriteriaSet::check(set.file()).has_errors());
}

#[test]
fn the_fingerprint_follows_the_content_not_the_layout() {
    let set = good();
    assert_eq!(set.fingerprint().len(), 32);
    let flat: String = GOOD.lines().map(str::trim).collect();
    assert_eq!(read(&flat).unwrap().fingerprint(), set.fingerprint());
    let other = GOOD.replacen("\"from\": 65", "\"from\": 66", 1);
    assert_ne!(read(&other).unwrap().fingerprint(), set.fingerprint());
}

#[test]
fn findings_of_a_text_have_their_line() {
    let text = GOOD.replacen("\"cap\": 2 }", "\"cap\": 3 }", 1);
    let line = 1 + text
        .lines()
        .position(|line| line.contains("\"cap\": 3 }"))
        .unwrap();
    let faults = read(&text).unwrap_err();
    let places: Vec<_> = faults
        .iter()
        .map(|found| (found.check(), found.place().line))
        .collect();
    assert_eq!(places, [("points-above-maximum", u32::try_from(line).ok())]);
    let place = faults.iter().next().unwrap().place();
    assert_eq!(place.file.as_deref(), Some("good.json"));
    assert!(place.column.is_some());
}
