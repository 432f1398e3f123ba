use super::decide::{RoundState, Standing};
use super::{ToDecide, Worklist, by_body, by_leaf};
use crate::check::check_assessment;
use crate::compile::Scorer;
use crate::eval::{Assessment, Scorecard};
use crate::model::{CriteriaSet, ReformPlan};
use crate::number::Points;

const OPEN: RoundState = RoundState {
    has_record: false,
    is_complete: false,
    is_locked: false,
};
const DONE: RoundState = RoundState {
    has_record: true,
    is_complete: true,
    is_locked: true,
};

fn seeds(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/quang-tri-2024/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

fn appraised() -> Scorecard {
    let set = crate::shipped::find("department-from-plan", "2024").unwrap();
    let scorer = Scorer::new(CriteriaSet::from_json(None, set.json.as_bytes()).unwrap()).unwrap();
    let plan = ReformPlan::from_json(None, &seeds("plan.json")).unwrap();
    let file = Assessment::from_json(&scorer, Some(&plan), None, &seeds("appraised.json"));
    scorer.score(&file.unwrap()).unwrap()
}

#[test]
fn a_blank_is_not_agreement() {
    let standing = Standing {
        rounds: [
            RoundState {
                is_locked: true,
                ..OPEN
            },
            OPEN,
        ],
        ..Standing::default()
    };
    assert_eq!(standing.to_decide(), ToDecide::RoundOne);
    // Only what somebody else gives needs no appraiser.
    let external = Standing {
        is_external: true,
        ..standing
    };
    assert_eq!(external.to_decide(), ToDecide::ResultFromOutside);
    let settled = Standing {
        is_final: true,
        ..standing
    };
    assert_eq!(settled.to_decide(), ToDecide::Nothing);
}

#[test]
fn what_is_to_decide_follows_the_rounds() {
    let of = |rounds, is_lowered, has_response| {
        Standing {
            rounds,
            is_lowered,
            has_response,
            ..Standing::default()
        }
        .to_decide()
    };
    let unlocked = RoundState {
        is_locked: false,
        ..DONE
    };
    let half = RoundState {
        is_complete: false,
        ..DONE
    };
    let locked_blank = RoundState {
        is_locked: true,
        ..OPEN
    };
    assert_eq!(
        of([half, OPEN], false, false),
        ToDecide::Incomplete { round: 1 }
    );
    assert_eq!(
        of([unlocked, OPEN], true, true),
        ToDecide::Lock { round: 1 }
    );
    assert_eq!(of([DONE, OPEN], true, false), ToDecide::UnitToExplain);
    assert_eq!(of([DONE, OPEN], true, true), ToDecide::RoundTwo);
    assert_eq!(of([DONE, OPEN], false, false), ToDecide::Nothing);
    assert_eq!(of([DONE, locked_blank], true, true), ToDecide::Nothing);
    assert_eq!(
        of([DONE, half], true, true),
        ToDecide::Incomplete { round: 2 }
    );
    assert_eq!(
        of([DONE, unlocked], true, true),
        ToDecide::Lock { round: 2 }
    );
    assert_eq!(of([DONE, DONE], true, true), ToDecide::Nothing);
}

#[test]
fn the_columns_of_a_leaf_stand_side_by_side() {
    let card = appraised();
    let mut list = Worklist::new();
    list.add(&card, &check_assessment(&card));
    // 25 dossiers more are late by the appraiser's count; c2.4.2 is lowered by its facts.
    let item = list
        .items()
        .iter()
        .find(|item| item.id == "c2.4.2")
        .unwrap();
    let [first, second] = &item.rounds;
    let first = first.as_ref().unwrap();
    assert_eq!(first.by, "Tổ thẩm định (tự đặt)");
    assert_eq!(
        first.reason.as_deref(),
        Some("Đối chiếu Hệ thống: 25 hồ sơ gia hạn không có văn bản, tính là trễ hạn.")
    );
    assert!(first.points.unwrap() < item.claimed.unwrap());
    assert!(item.differs());
    let latest = second.as_ref().unwrap_or(first);
    assert_eq!(item.final_points, latest.points);
    assert_eq!(item.to_decide, ToDecide::Nothing);
    // Accepted as not applicable: no points, and out of the denominator.
    let excluded = list
        .items()
        .iter()
        .find(|item| item.id == "c2.3.2")
        .unwrap();
    let [first, _] = &excluded.rounds;
    assert!(
        first
            .as_ref()
            .is_some_and(|own| own.is_excluded && own.points.is_none())
    );
    assert!(excluded.is_final_excluded);
}

#[test]
fn groups_hold_every_item_once() {
    let card = appraised();
    let mut list = Worklist::new();
    let found = check_assessment(&card);
    list.add(&card, &found);
    list.add(&card, &found);
    assert_eq!(list.assessments(), 2);
    for groups in [by_body(list.items()), by_leaf(list.items())] {
        let mut held: Vec<usize> = groups
            .iter()
            .flat_map(|group| group.items.clone())
            .collect();
        held.sort_unstable();
        assert_eq!(held, (0..list.items().len()).collect::<Vec<_>>());
        let taken = groups.iter().fold(Points::ZERO, |sum, group| {
            sum.checked_add(group.taken).unwrap()
        });
        let each = list
            .items()
            .iter()
            .filter_map(super::WorkItem::taken)
            .fold(Points::ZERO, |sum, own| sum.checked_add(own).unwrap());
        assert_eq!(taken, each);
    }
    // By leaf, both units stand beside each other.
    assert!(
        by_leaf(list.items())
            .iter()
            .all(|group| group.items.len() == 2)
    );
}
