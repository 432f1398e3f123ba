use serde_json::{Value, json};

use super::{CheckSummary, PointsAtStake, add, summarise};
use crate::check::check_assessment;
use crate::check::tests::{edited_card, score, shipped};
use crate::number::{Date, Points};

fn points(text: &str) -> Points {
    Points::from_quantity(crate::number::Quantity::parse(text).unwrap()).unwrap()
}

fn sum(parts: &[Points]) -> Points {
    parts.iter().fold(Points::ZERO, |sum, one| add(sum, *one))
}

fn is_whole(part: &PointsAtStake) -> bool {
    let PointsAtStake {
        max,
        safe,
        at_risk,
        open,
        pending,
        lost,
        excluded,
    } = *part;
    max == sum(&[safe, at_risk, open, pending, lost, excluded])
}

fn of(edits: &[(&str, Value)]) -> CheckSummary {
    let card = edited_card(edits);
    summarise(&card, &check_assessment(&card))
}

/// The identities every summary keeps.
fn holds(summary: &CheckSummary) {
    for part in [summary.total, summary.bonus, summary.penalty] {
        assert!(is_whole(&part), "{part:?}");
    }
    for one in &summary.criteria {
        assert!(is_whole(&one.points), "{one:?}");
    }
    let adds: Vec<Points> = summary.do_first.iter().map(|item| item.adds).collect();
    assert_eq!(sum(&adds), summary.at_risk());
    let stakes: Vec<Points> = summary.do_first.iter().map(|item| item.points).collect();
    assert!(stakes.is_sorted_by(|one, next| one >= next), "{stakes:?}");
}

#[test]
fn a_sound_assessment_is_safe() {
    let summary = of(&[]);
    holds(&summary);
    // 10.5 claimed and proved, 4.5 wait for the survey.
    assert_eq!(summary.total.safe, points("10.5"));
    assert_eq!(summary.total.pending, points("4.5"));
    assert_eq!(summary.at_risk(), Points::ZERO);
    assert!(summary.do_first.is_empty());
}

#[test]
fn points_that_two_findings_touch_count_once() {
    // Without the documents of 1.1 and 1.2: each is missing, and each is unexplained.
    let summary = of(&[
        ("/evidence/0/supports", json!([])),
        ("/evidence/1/supports", json!([])),
    ]);
    holds(&summary);
    assert_eq!(summary.at_risk(), points("3"));
    let first: Vec<_> = summary
        .do_first
        .iter()
        .map(|item| (item.check, item.points, item.adds))
        .collect();
    let (one, two) = (points("1"), points("2"));
    assert_eq!(
        first,
        [
            ("evidence-missing", two, two),
            ("explanation-missing", two, Points::ZERO),
            ("evidence-missing", one, one),
            ("explanation-missing", one, Points::ZERO),
        ]
    );
    assert_eq!(summary.do_first[0].criteria, ["c1.2"]);
}

#[test]
fn a_claim_too_high_and_evidence_too_low_are_points_of_their_own() {
    // 1.2: 2 claimed, 1 computed (479 of 480), nothing proved.
    let summary = of(&[
        ("/facts/texts-on-time", json!(479)),
        ("/evidence/1/supports", json!([])),
    ]);
    holds(&summary);
    assert_eq!(summary.at_risk(), points("2"));
    assert_eq!(summary.total.safe, points("8.5"));
}

#[test]
fn a_sum_that_is_wrong_has_no_points_of_a_criterion() {
    let summary = of(&[("/claims/total", json!(10.55))]);
    holds(&summary);
    assert_eq!(summary.in_sums, points("0.05"));
    assert_eq!(summary.at_risk(), Points::ZERO);
}

#[test]
fn what_is_open_is_not_at_risk_unless_it_is_claimed() {
    let open = [("/facts/initiatives", Value::Null)];
    let claimed = of(&open);
    holds(&claimed);
    assert_eq!(claimed.at_risk(), points("1.5"));
    let criteria = json!({ "c1.1": 1, "c1.2": 2, "c1.3": 1.5, "c1.4": 1.5, "c2.2": 1, "c2.3": 2 });
    let unclaimed = of(&[
        open[0].clone(),
        ("/claims", json!({ "criteria": criteria })),
    ]);
    holds(&unclaimed);
    assert_eq!(unclaimed.at_risk(), Points::ZERO);
    assert_eq!(unclaimed.total.open, points("1.5"));
    let item = &unclaimed.do_first[0];
    assert_eq!((item.check, item.points), ("unanswered", points("1.5")));
    assert_eq!(item.due, Date::parse("2024-12-31").ok());
}

#[test]
fn the_worked_assessments_add_up() {
    let (scorer, plan) = shipped();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/quang-tri-2024");
    let of = |file: &str| {
        let text = std::fs::read_to_string(format!("{root}/{file}")).unwrap();
        let card = score(&scorer, &plan, &serde_json::from_str(&text).unwrap());
        let summary = summarise(&card, &check_assessment(&card));
        holds(&summary);
        summary
    };
    // 70.09 claimed: 0.75 too much at 6.5.1, and 1 each at 4.2.1 and 4.5.3 without documents.
    let november = of("assessment.json");
    assert_eq!(november.at_risk(), points("2.75"));
    assert_eq!(november.total.safe, points("67.34"));
    assert_eq!(november.total.pending, points("12"));
    assert_eq!(november.total.open, points("9.44"));
    assert_eq!(november.total.excluded, points("0.5"));
    assert_eq!(november.in_sums, points("0.05"));
    of("mid-year.json");
    of("appraised.json");
}
