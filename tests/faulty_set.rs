//! Criteria sets with errors: sound leaves keep their points, and nothing looks complete.

#![expect(clippy::panic, reason = "a test stops at what should not happen")]

use par_index::compile::Scorer;
use par_index::diagnostic::Diagnostic;
use par_index::eval::{Assessment, Column, Index};
use par_index::file::CriteriaFile;
use par_index::lanes::{Detail, Lanes};
use par_index::model::{CriteriaSet, Leaf, ReformPlan};
use par_index::output::ScorecardJson;
use par_index::read::decode_document;
use par_index_testkit::{CaseSeed, case_from_seed};
use serde_json::{Value, json};

/// Random sets, in each of which every leaf is broken once.
const SETS: u64 = 120;

fn as_far_as_sound(set: &Value) -> CriteriaSet {
    let read = decode_document::<CriteriaFile>(None, set.to_string().as_bytes());
    CriteriaSet::as_far_as_sound(read.unwrap_or_else(|found| panic!("{found}")).0)
}

fn sound(set: &CriteriaSet) -> Vec<&str> {
    let leaves = set.leaves().iter().filter(|leaf| leaf.is_sound());
    leaves.map(|leaf| leaf.id().as_str()).collect()
}

/// Rules with an error that lies in them alone.
fn broken(number: usize) -> Value {
    match number % 3 {
        0 => json!({"score": {"measure": {"fact": "nobody-states-it"},
                              "scale": {"per-item": {"each": 1, "cap": 1}}}}),
        1 => json!({"cases": {"cases": [], "otherwise": -1}}),
        _ => Value::Null,
    }
}

#[test]
fn every_other_leaf_scores_as_in_the_unbroken_set() {
    let (mut compared, mut scored) = (0, 0);
    for number in 0..SETS {
        let case = case_from_seed(CaseSeed::from_number(number));
        let set = CriteriaSet::from_json(None, case.criteria.as_bytes()).unwrap();
        let plan = case.plan.as_ref();
        let plan = plan.map(|plan| ReformPlan::from_json(None, plan.as_bytes()).unwrap());
        let leaves_by = |scorer: &Scorer| {
            let read =
                Assessment::from_json(scorer, plan.as_ref(), None, case.assessment.as_bytes());
            let own = read.unwrap_or_else(|found| panic!("set {number}: {found}"));
            let card = scorer.score(&own).unwrap();
            let index = scorer.totals(&own).unwrap().total().index();
            let document = serde_json::to_value(ScorecardJson(&card)).unwrap();
            (document, index.own(), index.whole())
        };
        let lists = ["criteria", "bonus_criteria", "penalty_criteria"];
        let (right, ..) = leaves_by(&Scorer::new(set.clone()).unwrap());
        for (place, leaf) in set.leaves().iter().enumerate() {
            let mut file: Value = serde_json::from_str(&case.criteria).unwrap();
            let at = file.pointer_mut(leaf.pointer()).unwrap();
            at["rule"] = broken(place);
            let own = as_far_as_sound(&file);
            assert!(own.faults().has_errors());
            assert_eq!(
                sound(&own).len(),
                set.leaves().len() - 1,
                "{}",
                own.faults()
            );
            let (document, own, whole) = leaves_by(&Scorer::new(own).unwrap());
            for list in lists {
                let both = [&right, &document].map(|card| card[list].as_array().unwrap());
                for (right, got) in both[0].iter().zip(both[1]) {
                    if right["id"] != leaf.id().as_str() {
                        assert_eq!(right, got, "set {number} without {}", leaf.id());
                        compared += 1;
                        scored += u64::from(got["state"] == "scored");
                    } else if got["state"] != "not-applicable" {
                        assert_eq!(got["state"], "not-assessable");
                        assert_eq!(got["lower"], "0");
                        // Where leaves are rounded the maximum is too.
                        if file["rounding"]["leaf"].is_null() {
                            assert_eq!(got["upper"], got["max"]);
                        }
                        assert!(got["computed"].is_null() && got["evidenced"].is_null());
                    }
                }
                assert_eq!(both[0].len(), both[1].len());
            }
            assert_eq!(document["complete"], false);
            assert!(document["total"]["class"].is_null());
            assert!(document["total"]["class_range"].is_null());
            assert!(nothing(&own) && nothing(&whole));
        }
    }
    assert!(compared > 1_500 && scored > 500, "{compared}, {scored}");
}

fn nothing(index: &Index) -> bool {
    let columns = [
        Column::Claimed,
        Column::Computed,
        Column::Evidenced,
        Column::Final,
    ];
    columns.map(|column| index.column(column)) == [None; 4]
        && (index.lower(), index.upper()) == (None, None)
}

/// Two leaves of 2 and 3 points, of which each counts one point an item.
fn set() -> Value {
    let leaf = |id: &str, max: u32| {
        json!({
            "id": id, "title": {"vi": id}, "max_points": max, "basis": "calculated",
            "cites": [{"source": "made-up"}],
            "rule": {"score": {"measure": {"fact": id}, "scale": {"per-item": {"each": 1, "cap": max}}}},
        })
    };
    let fact = |id: &str| {
        json!({"id": id, "title": {"vi": id},
               "kind": {"number": {"unit": "case", "min": 0, "max": 9}}})
    };
    json!({
        "format": "par-index/criteria@1", "id": "two", "edition": "2024", "title": {"vi": "Hai"},
        "provenance": "illustrative", "notice": {"vi": "Tự đặt."}, "level": "department",
        "in_force": {"from": "2024-01-01", "until": "2024-12-31"},
        "instruments": [{"id": "made-up", "instrument": "Tự đặt"}],
        "max_points": 5, "rounding": {"index": {"places": 2, "mode": "half-up"}, "claim_places": 2},
        "facts": [fact("x"), fact("y")],
        "areas": [{"id": "a", "title": {"vi": "A"}, "max_points": 5,
                   "criteria": [leaf("x", 2), leaf("y", 3)]}],
    })
}

#[test]
fn an_error_outside_rules_leaves_no_leaf_sound_and_one_about_sources_all() {
    let with = |pointer: &str, value: Value| {
        let mut file = set();
        *file.pointer_mut(pointer).unwrap() = value;
        let own = as_far_as_sound(&file);
        let checks: Vec<&str> = own.faults().iter().map(Diagnostic::check).collect();
        (sound(&own).join(" "), checks.join(" "))
    };
    let leaf = "/areas/0/criteria/0";
    let of = |left: &str, check: &str| (left.to_owned(), check.to_owned());
    assert_eq!(with("/max_points", json!(5)), of("x y", ""));
    // What the other leaf rests on is not touched by the first one's rule.
    assert_eq!(
        with(&format!("{leaf}/rule/score/scale/per-item/cap"), json!(7)),
        of("y", "points-above-maximum")
    );
    // Maxima that do not add up: which of three numbers is wrong is not known.
    assert_eq!(
        with(&format!("{leaf}/max_points"), json!(2.5)).0,
        String::new()
    );
    // A fact that cannot be anything.
    assert_eq!(with("/facts/0/kind/number/max", json!(-1)).0, String::new());
    assert_eq!(with("/facts/1/id", json!("x")).0, String::new());
    // No point hangs on what is cited.
    assert_eq!(
        with(&format!("{leaf}/cites/0/source"), json!("nowhere")),
        of("x y", "unknown-reference")
    );
}

/// A check that looks at nothing while there is an error looks at what is left.
#[test]
fn an_error_that_was_not_looked_for_counts() {
    let mut file = set();
    let area = &mut file["areas"][0];
    area["combine"] = json!("weighted-mean");
    // 5 × 1/2 ÷ 3 is no finite decimal: the points of `y` do not stay on the grid.
    for leaf in area["criteria"].as_array_mut().unwrap() {
        leaf["weight"] = json!(1);
    }
    let before: Vec<&str> = as_far_as_sound(&file)
        .faults()
        .iter()
        .map(Diagnostic::check)
        .collect();
    assert_eq!(before, ["area-points-not-finite"]);
    file["areas"][0]["criteria"][0]["rule"] = Value::Null;
    let own = as_far_as_sound(&file);
    assert!(
        own.faults()
            .iter()
            .all(|one| one.check() == "leaf-without-rule")
    );
    assert!(sound(&own).is_empty());
}

#[test]
fn points_by_hand_and_no_index_in_lanes() {
    let mut file = set();
    let rule = "/areas/0/criteria/0/rule/score/measure";
    *file.pointer_mut(rule).unwrap() = json!({"fact": "z"});
    let set = as_far_as_sound(&file);
    assert!(set.fingerprint().starts_with("faulty:"));
    assert_eq!(
        set.leaves().iter().map(Leaf::is_sound).collect::<Vec<_>>(),
        [false, true]
    );
    let scorer = Scorer::new(set).unwrap();
    let unit = json!({
        "format": "par-index/assessment@1", "unit": {"id": "u", "title": {"vi": "U"}},
        "period": {"from": "2024-01-01", "until": "2024-12-31"}, "as_of": "2024-12-31",
        "criteria_set": {"id": "two", "edition": "2024"}, "facts": {"x": 2, "y": 1},
        "claims": {"criteria": {"x": 2, "y": 1}},
    });
    let own = Assessment::from_json(&scorer, None, None, unit.to_string().as_bytes()).unwrap();
    assert!(!own.is_complete());
    let card = serde_json::to_value(ScorecardJson(&scorer.score(&own).unwrap())).unwrap();
    // One item of 3 of `y`; the 2 points of `x` are open, and its claim stands.
    for (place, right) in [
        ("/total/computed", "1"),
        ("/total/open", "2"),
        ("/total/claimed", "3"),
        ("/criteria/1/computed", "1"),
        ("/criteria/0/lower", "0"),
        ("/criteria/0/upper", "2"),
        ("/criteria/0/claimed", "2"),
    ] {
        assert_eq!(card.pointer(place).unwrap(), right, "{place}");
    }
    let mut bare = unit;
    bare.as_object_mut().unwrap().remove("claims");
    let own = Assessment::from_json(&scorer, None, None, bare.to_string().as_bytes()).unwrap();
    let lanes = Lanes::new(&scorer, &own).unwrap();
    let mut table = lanes.table(1).unwrap();
    table.mantissas("y", &[3]).unwrap();
    let scores = lanes.score(&table, Detail::Totals).unwrap();
    assert!(
        scores
            .unit(0)
            .unwrap()
            .total()
            .whole_index()
            .value
            .is_none()
    );
}
