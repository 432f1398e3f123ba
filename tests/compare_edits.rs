//! A single edit of a criteria set is found as exactly its kind, and nothing else is reported.
//!
//! The edits are made in the text of the made-up set of the command line's tests; which of them come
//! together, and in which order, is drawn at random.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what should not happen"
)]

use std::collections::BTreeMap;

use par_index::compare::{ChangeKind, Fit, SetDiff};
use par_index::model::CriteriaSet;
use serde_json::{Value, json};

use ChangeKind::{
    Basis, Citation, Classes, Deadline, Evidence, Fact, Maximum, Measure, Moved, New,
    NotApplicable, PartMarks, Points, Removed, Renamed, Rounding, Rule, Setting, Text, Threshold,
    Weight, WhenEmpty,
};

const BASE: &str = include_str!("../crates/cli/tests/data/diff/old.json");

/// An edit, by its kinds, and what it does to the set.
type Edit = (&'static [ChangeKind], fn(&mut Value));

fn at<'v>(set: &'v mut Value, pointer: &str) -> &'v mut Value {
    set.pointer_mut(pointer)
        .unwrap_or_else(|| panic!("nothing at {pointer}"))
}

fn put(set: &mut Value, pointer: &str, key: &str, value: Value) {
    at(set, pointer)
        .as_object_mut()
        .unwrap()
        .insert(key.to_owned(), value);
}

const A: &str = "/areas/0/criteria";
const B: &str = "/areas/1/criteria";

/// Edits that do not touch each other's places.
const EDITS: &[Edit] = &[
    (&[Text], |set| {
        *at(set, "/areas/0/criteria/0/title/vi") = json!("Tên khác");
    }),
    (&[Moved], |set| {
        *at(set, "/areas/0/criteria/4/number") = json!("1.6");
    }),
    (&[Renamed], |set| {
        *at(set, "/areas/1/criteria/1/id") = json!("b2-new");
    }),
    (&[Points], |set| {
        *at(set, "/areas/0/criteria/0/rule/score/scale/options/1/points") = json!(0.5);
    }),
    (&[Deadline], |set| {
        *at(set, "/areas/0/criteria/0/rule/score/measure/timeliness/due") =
            json!({"before": "2024-01-15"});
    }),
    (&[Threshold], |set| {
        let bands = "/areas/0/criteria/1/rule/score/scale/bands";
        put(set, &format!("{bands}/0"), "to_included", json!(true));
        put(set, &format!("{bands}/1"), "from_excluded", json!(true));
    }),
    (&[Threshold], |set| {
        let bands = "/areas/0/criteria/1/rule/score/scale/bands";
        *at(set, &format!("{bands}/1/to")) = json!(95);
        *at(set, &format!("{bands}/2/from")) = json!(95);
    }),
    (&[WhenEmpty], |set| {
        *at(
            set,
            "/areas/0/criteria/1/rule/score/measure/share/when_empty",
        ) = json!("leave-denominator");
    }),
    (&[Measure], |set| {
        *at(set, "/areas/1/criteria/0/rule/score/measure/share/whole") =
            json!(["budget", "handled"]);
    }),
    (&[PartMarks, PartMarks, Points, Points], |set| {
        let parts = "/areas/0/criteria/3/rule/sum/parts";
        *at(set, &format!("{parts}/0/max_points")) = json!(1.5);
        *at(set, &format!("{parts}/0/rule/score/scale/options/0/points")) = json!(1.5);
        *at(set, &format!("{parts}/1/max_points")) = json!(0.5);
        *at(set, &format!("{parts}/1/rule/score/scale/options/0/points")) = json!(0.5);
    }),
    (&[Evidence], |set| {
        put(set, "/areas/0/criteria/0/evidence/0", "locate", json!(true));
    }),
    (&[Basis], |set| {
        *at(set, "/areas/1/criteria/3/basis") = json!("judged");
    }),
    (&[NotApplicable], |set| {
        put(set, "/areas/1", "not_applicable", json!("zero"));
    }),
    (&[Weight], |set| *at(set, "/areas/1/weight") = json!(75)),
    (&[Rounding], |set| {
        *at(set, "/rounding/index/places") = json!(3);
    }),
    (&[Classes], |set| *at(set, "/classes/1/from") = json!(55)),
    (&[Setting], |set| put(set, "", "index_capped", json!(true))),
    (&[Citation], |set| {
        *at(set, "/areas/1/criteria/2/cites/0/provision") = json!("mục 8a");
    }),
    (&[Rule], |set| {
        *at(set, "/areas/0/criteria/2/rule/score/scale") =
            json!({"bands": [{"from": 0, "to": 4, "points": 0}, {"from": 4, "points": 2}]});
    }),
    (&[Fact], |set| {
        put(set, "/facts/8/kind/number", "decimals", json!(2));
    }),
    (&[Fact], |set| {
        *at(set, "/facts/3/kind/number/max") = json!(400);
    }),
    // Neither the id nor the title is the same: nothing says that it is the same criterion.
    (&[New, Removed], |set| {
        *at(set, "/areas/1/criteria/3/id") = json!("b5");
        *at(set, "/areas/1/criteria/3/title") = json!({"vi": "Cổng dữ liệu"});
    }),
    (&[New, New], |set| {
        let facts = at(set, "/facts").as_array_mut().unwrap();
        facts.push(json!({"id": "extra", "title": {"vi": "Thêm"}, "kind": "yes-no"}));
        let rule = json!({"score": {"measure": {"choice": "extra"},
            "scale": {"options": [{"is": "yes", "points": 1}, {"is": "no", "points": 0}]}}});
        put(
            set,
            "",
            "bonus",
            json!({"applies": "index", "criteria": [
            {"id": "plus", "title": {"vi": "Thưởng"}, "max_points": 1, "basis": "judged",
             "cites": [{"source": "made-up"}], "rule": rule}]}),
        );
    }),
];

/// Edits that mean nothing.
const SAME: &[fn(&mut Value)] = &[
    |set| {
        at(set, &format!("{A}/0/rule/score/scale/options"))
            .as_array_mut()
            .unwrap()
            .reverse();
    },
    |set| {
        at(set, &format!("{A}/3/rule/sum/parts"))
            .as_array_mut()
            .unwrap()
            .reverse();
    },
    |set| *at(set, &format!("{B}/0/max_points")) = serde_json::from_str("4.000").unwrap(),
    |set| {
        put(
            set,
            &format!("{B}/1/rule/score/scale/proportional"),
            "points",
            serde_json::from_str("3.0").unwrap(),
        );
    },
    |set| at(set, "/facts").as_array_mut().unwrap().reverse(),
    |set| put(set, "", "non_working_day", json!("keep")),
    |set| put(set, "/areas/0", "not_applicable", json!("not-allowed")),
];

fn set(value: &Value) -> CriteriaSet {
    CriteriaSet::from_json(None, value.to_string().as_bytes())
        .unwrap_or_else(|found| panic!("{found}"))
}

fn base() -> Value {
    serde_json::from_str(BASE).unwrap()
}

fn counts(kinds: impl Iterator<Item = ChangeKind>) -> BTreeMap<ChangeKind, usize> {
    let mut counts = BTreeMap::new();
    for kind in kinds {
        *counts.entry(kind).or_insert(0) += 1;
    }
    counts
}

fn found(old: &Value, new: &Value) -> (BTreeMap<ChangeKind, usize>, String) {
    let diff = SetDiff::between(&set(old), &set(new));
    let said: Vec<String> = diff
        .changes()
        .iter()
        .map(|change| change.message().en)
        .collect();
    (
        counts(diff.changes().iter().map(par_index::compare::Change::kind)),
        said.join("\n"),
    )
}

#[test]
fn each_edit_is_found_as_its_kind() {
    for (place, (kinds, edit)) in EDITS.iter().enumerate() {
        let mut new = base();
        edit(&mut new);
        let (found, said) = found(&base(), &new);
        assert_eq!(
            found,
            counts(kinds.iter().copied()),
            "edit {place}:\n{said}"
        );
    }
}

#[test]
fn what_means_the_same_is_no_change() {
    for (place, edit) in SAME.iter().enumerate() {
        let mut new = base();
        edit(&mut new);
        let (found, said) = found(&base(), &new);
        assert!(found.is_empty(), "edit {place}:\n{said}");
    }
}

#[test]
fn weights_in_the_same_proportion_are_the_same() {
    let mut new = base();
    *at(&mut new, "/areas/0/weight") = json!(1);
    *at(&mut new, "/areas/1/weight") = json!(1);
    let diff = SetDiff::between(&set(&base()), &set(&new));
    assert!(diff.is_empty(), "{:?}", diff.changes());
    assert_eq!(diff.same_meaning().len(), 2);
}

#[test]
fn another_form_with_the_same_points_is_said_to_be_the_same() {
    let mut new = base();
    // 0.5 for each, at most 2. On whole numbers "more than 3" is "4 or more".
    *at(&mut new, "/areas/0/criteria/2/rule/score/scale") = json!({"bands": [
        {"from": 0, "to": 3, "to_included": true, "linear": {"at_from": 0, "at_to": 1.5}},
        {"from": 3, "from_excluded": true, "points": 2}]});
    let diff = SetDiff::between(&set(&base()), &set(&new));
    assert!(diff.is_empty(), "{:?}", diff.changes());
    assert_eq!(diff.same_meaning().len(), 1);
    assert_eq!(diff.same_meaning()[0].id(), "a3");
}

#[test]
fn a_changed_maximum_is_one() {
    let mut new = base();
    for (leaf, most) in [(0, 3), (1, 4)] {
        let leaf = format!("{B}/{leaf}");
        *at(&mut new, &format!("{leaf}/max_points")) = json!(most);
        *at(
            &mut new,
            &format!("{leaf}/rule/score/scale/proportional/points"),
        ) = json!(most);
    }
    let (found, _) = found(&base(), &new);
    assert_eq!(found, [(Maximum, 2), (Points, 2)].into());
}

#[test]
fn answers_that_do_not_fit_are_named() {
    let mut new = base();
    *at(&mut new, "/facts/3/kind/number/max") = json!(400);
    *at(&mut new, "/facts/1/kind/number/unit") = json!("%");
    let diff = SetDiff::between(&set(&base()), &set(&new));
    let fits: Vec<Fit> = diff
        .answers()
        .iter()
        .map(par_index::compare::AnswerFit::fit)
        .collect();
    let mut expected = vec![Fit::Fits; 12];
    expected[1] = Fit::Gone;
    expected[3] = Fit::Narrowed;
    assert_eq!(fits, expected);
    assert_eq!(
        diff.answers()[3].misfits()[0].text().vi,
        "không nhận trên 400"
    );
    assert_eq!(
        diff.answers()[1].misfits()[0].text().en,
        "another unit: dossier → %"
    );
}

/// Edits of different kinds do not hide or double each other, whatever else is only re-spelled: every
/// pair is tried.
#[test]
fn edits_are_found_together() {
    let gone: &[ChangeKind] = &[New, Removed];
    let parts: &[ChangeKind] = &[PartMarks, PartMarks, Points, Points];
    let mut wrong = Vec::new();
    for (first, a) in EDITS.iter().enumerate() {
        for (second, b) in EDITS.iter().enumerate() {
            // Two edits of one kind may meet at one place; a criterion that is gone is not compared
            // with the one that stands there now.
            let meets = a.0 == b.0 || [a.0, b.0].contains(&parts);
            let replaced = [a.0, b.0].contains(&gone) && [a.0, b.0].contains(&[Basis].as_slice());
            if meets || replaced {
                continue;
            }
            let mut new = base();
            a.1(&mut new);
            b.1(&mut new);
            if let Some(same) = SAME.get((first + second) % (SAME.len() + 1)) {
                same(&mut new);
            }
            let (found, said) = found(&base(), &new);
            if found != counts(a.0.iter().chain(b.0).copied()) {
                wrong.push(format!("{first} and {second}: {found:?}\n{said}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
