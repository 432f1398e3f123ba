//! Laws of comparing two criteria sets, and of splitting the change of an index, on random sets.

#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

use std::collections::BTreeSet;

use par_index::compare::{Carried, ChangeKind, Effects, EndSplit, SetDiff, Split, Whose};
use par_index::compile::Scorer;
use par_index::eval::{Assessment, Scorecard};
use par_index::model::{CriteriaSet, Home, ReformPlan};
use par_index::number::Ratio;
use par_index_testkit::{Case, CaseSeed, case_from_seed, case_strategy};
use proptest::prelude::*;

fn set(case: &Case) -> CriteriaSet {
    CriteriaSet::from_json(None, case.criteria.as_bytes()).unwrap()
}

fn card(case: &Case) -> Scorecard {
    let scorer = Scorer::new(set(case)).unwrap();
    let plan = case
        .plan
        .as_ref()
        .map(|plan| ReformPlan::from_json(None, plan.as_bytes()).unwrap());
    let bytes = case.assessment.as_bytes();
    let assessment = Assessment::from_json(&scorer, plan.as_ref(), None, bytes).unwrap();
    scorer.score(&assessment).unwrap()
}

/// Another edition of the same set: one leaf has another rule, and the frame may differ.
fn edited(seed: &CaseSeed, other: &CaseSeed, leaf: usize, frame: bool) -> CaseSeed {
    let mut edited = seed.clone();
    let count = edited.leaves.len();
    if let (Some(own), Some(other)) = (edited.leaves.get_mut(leaf % count), other.leaves.first()) {
        own.shape.clone_from(&other.shape);
    }
    if frame {
        edited.set.clone_from(&other.set);
    }
    edited
}

fn plus(a: Effects, b: Effects) -> Effects {
    Effects {
        performance: a.performance.checked_add(b.performance).unwrap(),
        method: a.method.checked_add(b.method).unwrap(),
        not_applicable: a.not_applicable.checked_add(b.not_applicable).unwrap(),
    }
}

const NONE: Effects = Effects {
    performance: Ratio::ZERO,
    method: Ratio::ZERO,
    not_applicable: Ratio::ZERO,
};

/// Everything adds up: effects to the change, shares of leaves and areas to the effects.
///
/// Beyond the limits of an index only outer bounds have more than their sums: what may leave the denominator.
fn adds_up(
    end: &EndSplit,
    ends: (Ratio, Ratio),
    sets: (&CriteriaSet, &CriteriaSet),
    is_outer: bool,
) {
    assert_eq!(
        (end.from, end.to),
        ends,
        "the ends are those of the scorecards"
    );
    assert_eq!(end.index.sum(), end.to.checked_sub(end.from));
    let shares = end.shares.iter().map(|share| share.index).fold(NONE, plus);
    assert_eq!(shares, end.index, "shares");
    for share in end.shares.iter().chain(&end.areas) {
        assert_eq!(
            share.points.sum(),
            share.to.checked_sub(share.from),
            "{share:?}"
        );
    }
    let in_an_area = |whose| match whose {
        Whose::Leaf { old, new } => {
            let home = |set: &CriteriaSet, leaf: usize| set.leaves()[leaf].home();
            let home = new.map_or_else(|| home(sets.0, old.unwrap()), |new| home(sets.1, new));
            matches!(home, Home::Area(_))
        }
        Whose::AreaRounding => true,
        Whose::Area { .. } | Whose::Mismatch | Whose::AdjustmentCap | Whose::Limits => false,
    };
    let of_areas = end
        .shares
        .iter()
        .filter(|share| in_an_area(share.whose))
        .map(|share| share.index)
        .fold(NONE, plus);
    let areas = end.areas.iter().map(|share| share.index).fold(NONE, plus);
    assert_eq!(areas, of_areas, "areas");
    let limits = end.shares.iter().find(|share| share.whose == Whose::Limits);
    if let Some(limits) = limits {
        let at_limit = |index: Ratio| index == Ratio::ZERO || index == Ratio::from_int(100);
        assert!(
            at_limit(end.from)
                || at_limit(end.to)
                || at_limit(end.between)
                || limits.index == NONE
                || is_outer,
            "{limits:?}"
        );
    }
}

fn ids(diff: &SetDiff, kind: ChangeKind) -> BTreeSet<(String, String)> {
    diff.changes()
        .iter()
        .filter(|change| change.kind() == kind)
        .map(|change| (change.subject().word().to_owned(), change.id().to_owned()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_set_does_not_differ_from_itself(case in case_strategy()) {
        let set = set(&case);
        let diff = SetDiff::between(&set, &set);
        prop_assert!(diff.is_empty(), "{:?}", diff.changes());
        prop_assert!(diff.same_meaning().is_empty());
        prop_assert!(diff.new_facts().is_empty());
        prop_assert!(diff.answers().iter().all(|fit| fit.misfits().is_empty()));
    }

    #[test]
    fn what_is_new_one_way_is_removed_the_other(
        seed in CaseSeed::strategy(), other in CaseSeed::strategy(), leaf in 0_usize..8, frame: bool,
    ) {
        let (old, new) = (set(&case_from_seed(seed.clone())), set(&case_from_seed(edited(&seed, &other, leaf, frame))));
        let (there, back) = (SetDiff::between(&old, &new), SetDiff::between(&new, &old));
        prop_assert_eq!(ids(&there, ChangeKind::New), ids(&back, ChangeKind::Removed));
        prop_assert_eq!(ids(&there, ChangeKind::Removed), ids(&back, ChangeKind::New));
        prop_assert_eq!(there.is_empty(), back.is_empty());
        prop_assert_eq!(there.changes().len(), back.changes().len());
    }

    #[test]
    fn the_same_set_changes_nothing(case in case_strategy()) {
        let from = card(&case);
        let set = from.scorer().criteria_set();
        let diff = SetDiff::between(set, set);
        let carried = Carried::new(&diff, &from, set).unwrap();
        prop_assert!(carried.dropped().is_empty(), "{:?}", carried.dropped());
        if let Ok(split) = Split::of(&diff, &from, &carried, None) {
            for end in [split.lower(), split.upper()] {
                prop_assert_eq!(end.index, NONE);
                prop_assert!(end.shares.iter().all(|share| share.index == NONE && share.points == NONE));
            }
        }
    }

    #[test]
    fn the_change_of_an_index_is_split_exactly(
        seed in CaseSeed::strategy(), other in CaseSeed::strategy(), leaf in 0_usize..8, frame: bool, anew: u64,
    ) {
        let from = card(&case_from_seed(seed.clone()));
        let edited = edited(&seed, &other, leaf, frame);
        let case = case_from_seed(edited.clone());
        let new = set(&case);
        let diff = SetDiff::between(from.scorer().criteria_set(), &new);
        let carried = Carried::new(&diff, &from, &new).unwrap();
        let to = card(&case_from_seed(edited.answered_anew(anew)));
        let whole = |card: &Scorecard| card.total().index().whole();
        for to in [None, Some(&to)] {
            let last = to.unwrap_or_else(|| carried.card());
            match Split::of(&diff, &from, &carried, to) {
                Ok(split) => {
                    let (a, b) = (whole(&from), whole(last));
                    let is_outer = [&from, carried.card(), last].into_iter().any(|card| !whole(card).is_exact());
                    let sets = (from.scorer().criteria_set(), &new);
                    adds_up(split.lower(), (a.lower().unwrap(), b.lower().unwrap()), sets, is_outer);
                    adds_up(split.upper(), (a.upper().unwrap(), b.upper().unwrap()), sets, is_outer);
                    if to.is_none() {
                        prop_assert_eq!(split.lower().index.performance, Ratio::ZERO);
                        prop_assert_eq!(split.upper().index.performance, Ratio::ZERO);
                    }
                }
                Err(error) => prop_assert_eq!(error, par_index::compare::CannotSplit::NoIndex),
            }
        }
    }
}

#[test]
fn every_effect_occurs() {
    let mut seen = [false; 3];
    for number in 0..60 {
        let (seed, other) = (
            CaseSeed::from_number(number),
            CaseSeed::from_number(number + 1_000),
        );
        let from = card(&case_from_seed(seed.clone()));
        let edited = edited(&seed, &other, 0, number % 2 == 0);
        let new = set(&case_from_seed(edited.clone()));
        let diff = SetDiff::between(from.scorer().criteria_set(), &new);
        let carried = Carried::new(&diff, &from, &new).unwrap();
        let to = card(&case_from_seed(edited.answered_anew(number)));
        if let Ok(split) = Split::of(&diff, &from, &carried, Some(&to)) {
            let effects = split.lower().index;
            let all = [effects.performance, effects.method, effects.not_applicable];
            for (seen, effect) in seen.iter_mut().zip(all) {
                *seen |= effect != Ratio::ZERO;
            }
        }
    }
    assert_eq!(seen, [true; 3]);
}
