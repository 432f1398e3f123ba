use super::decide::{RoundState, Standing};
use super::{ToDecide, Worklist, by_body, by_leaf};
use crate::check::check_assessment;
use crate::compile::Scorer;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
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

#[test]
fn every_state_has_a_word_of_its_own_and_one_whose_turn_it_is() {
    let round = |round| (ToDecide::Incomplete { round }, ToDecide::Lock { round });
    let ((half_1, lock_1), (half_2, lock_2)) = (round(1), round(2));
    let said = [
        (ToDecide::RoundOne, "round-1", true),
        (half_1, "round-1-incomplete", true),
        (lock_1, "lock-round-1", true),
        (ToDecide::UnitToExplain, "unit-to-explain", false),
        (ToDecide::RoundTwo, "round-2", true),
        (half_2, "round-2-incomplete", true),
        (lock_2, "lock-round-2", true),
        (ToDecide::ResultFromOutside, "result-from-outside", false),
        (ToDecide::Nothing, "nothing", false),
    ];
    for (state, word, is_for_appraiser) in said {
        assert_eq!(state.word(), word);
        assert_eq!(state.is_for_appraiser(), is_for_appraiser, "{word}");
    }
}

/// The figures stand in the table of `seeds/quang-tri-2024/README.md`.
#[test]
fn differences_between_the_columns_are_signed() {
    let card = appraised();
    let mut list = Worklist::new();
    list.add(&card, &check_assessment(&card));
    let item = |id: &str| list.items().iter().find(|item| item.id == id).unwrap();
    let quarters = |count: i64| Some(Points::from_nanos(count * 250_000_000));
    // Claimed 1.5, round 1 gave 1, round 2 after the answer 1.25.
    let answered = item("c3.1.1");
    assert_eq!(answered.round_1_over_claimed(), quarters(-2));
    assert_eq!(answered.round_2_over_round_1(), quarters(1));
    assert_eq!(answered.final_over_claimed(), quarters(-1));
    assert_eq!(answered.taken(), quarters(1));
    assert_eq!(answered.responses.len(), 1);
    assert_eq!(answered.responses[0].documents, ["bs04"]);
    // One band too high: 1.5 claimed, 0.75 by the facts, which documents prove.
    let high = item("c6.5.1");
    assert_eq!(high.claimed_over_computed(), quarters(3));
    assert_eq!(high.computed_over_evidenced(), quarters(0));
    assert_eq!(high.round_2_over_round_1(), None);
    // Copied and right: nothing differs, nothing is taken.
    let same = item("c1.1.1");
    assert!(!same.differs());
    assert_eq!(same.taken(), None);
    // What the unit said about its missing document goes with the leaf.
    assert!(item("c4.2.1").explanation.is_some());
    assert_eq!(answered.explanation, None);
}

/// A finding that says nothing but where it is.
#[derive(Debug)]
struct At(Severity);

impl Finding for At {
    fn check(&self) -> &'static str {
        "somewhere"
    }

    fn severity(&self) -> Severity {
        self.0
    }

    fn message(&self) -> Message {
        Message::new("ở đây", "here")
    }

    fn help(&self) -> Message {
        Message::new("xem", "look")
    }
}

#[test]
fn findings_go_to_the_leaves_their_places_belong_to() {
    let card = appraised();
    let with = |pointers: &[&str], severity| {
        let mut found = Diagnostics::new();
        for pointer in pointers {
            found.push(Diagnostic::new(&At(severity), (*pointer).to_owned()));
        }
        let mut list = Worklist::new();
        list.add(&card, &found);
        let items = list.items().to_vec();
        let touched = items.into_iter().filter(|item| item.findings.total() > 0);
        touched.collect::<Vec<_>>()
    };
    let at = |pointer: &str| -> Vec<String> {
        let items = with(&[pointer], Severity::Warning);
        items.into_iter().map(|item| item.id).collect()
    };
    assert_eq!(at("/claims/criteria/c6.5.1"), ["c6.5.1"]);
    assert_eq!(at("/appraisal/records/0/points"), ["c1.1.1"]);
    assert_eq!(at("/appraisal/responses/3"), ["c4.5.3"]);
    assert_eq!(at("/explanations/0"), ["c4.2.1"]);
    assert_eq!(at("/not_applicable/1/reason"), ["c5.1.2"]);
    // A fact belongs to every leaf that reads it.
    assert_eq!(at("/facts/procedures-total"), ["c2.2.2", "c2.3.3"]);
    for nowhere in [
        "/claims/total",
        "/appraisal/records/9999",
        "/appraisal/responses/x",
        "/explanations",
        "/not_applicable/7",
        "/facts/no-such-fact",
        "/note",
        "",
    ] {
        assert!(at(nowhere).is_empty(), "{nowhere}");
    }
    // Counted by severity, and all together.
    for (severity, counts) in [
        (Severity::Error, [2, 0, 0]),
        (Severity::Warning, [0, 2, 0]),
        (Severity::Advice, [0, 0, 2]),
    ] {
        let items = with(&["/explanations/0", "/claims/criteria/c4.2.1"], severity);
        let [item] = items.as_slice() else {
            panic!("one leaf: {items:?}");
        };
        let own = item.findings;
        assert_eq!([own.errors, own.warnings, own.advice], counts);
        assert_eq!(own.total(), 2);
    }
}
