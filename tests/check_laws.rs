//! What holds of the checks of every assessment, on random criteria sets, plans and assessments.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what should not happen"
)]

use std::collections::BTreeSet;

use par_index::check::{
    CheckSummary, FileState, PointsAtStake, assessment_checks, check_against_previous,
    check_assessment, check_files, reconciliations, summarise,
};
use par_index::compile::Scorer;
use par_index::diagnostic::Diagnostics;
use par_index::eval::{Assessment, Scorecard, State};
use par_index::model::{CriteriaSet, Home, ReformPlan};
use par_index::number::{Points, Quantity};
use par_index_testkit::{CaseSeed, case_from_seed};
use serde_json::{Value, json};

/// How many random cases are looked at; the same ones every time.
const CASES: u64 = 120;

/// A case that can be scored again with other claims.
struct Case {
    scorer: Scorer,
    plan: Option<ReformPlan>,
    file: Value,
}

impl Case {
    fn new(number: u64) -> Self {
        let case = case_from_seed(CaseSeed::from_number(number));
        let set = CriteriaSet::from_json(None, case.criteria.as_bytes()).unwrap();
        Self {
            scorer: Scorer::new(set).unwrap(),
            plan: case
                .plan
                .map(|plan| ReformPlan::from_json(None, plan.as_bytes()).unwrap()),
            file: serde_json::from_str(&case.assessment).unwrap(),
        }
    }

    fn card(&self) -> Scorecard {
        let text = self.file.to_string();
        let assessment =
            Assessment::from_json(&self.scorer, self.plan.as_ref(), None, text.as_bytes());
        let assessment = assessment.unwrap_or_else(|found| panic!("{found}\n{text}"));
        self.scorer.score(&assessment).unwrap()
    }

    /// Claims what the rules give, where people may type it exactly, with plain sums
    fn claim_what_is_computed(&mut self) {
        self.file["claims"] = Value::Null;
        let card = self.card();
        let set = self.scorer.criteria_set();
        let places = usize::try_from(set.file().rounding.claim_places).unwrap();
        let mut claims = serde_json::Map::new();
        let mut sums = vec![Points::ZERO; set.area_count()];
        for (leaf, score) in set.leaves().iter().zip(card.criteria()) {
            let (State::Scored, Some(points), Home::Area(area)) =
                (score.state(), score.computed(), leaf.home())
            else {
                continue;
            };
            let text = points.to_string();
            let decimals = text.split_once('.').map_or(0, |(_, part)| part.len());
            if leaf.self_scored() && decimals <= places {
                claims.insert(leaf.id().to_string(), typed(points));
                sums[area] = sums[area].checked_add(points).unwrap();
            }
        }
        let areas: serde_json::Map<String, Value> = set
            .file()
            .areas
            .iter()
            .zip(&sums)
            .map(|(area, sum)| (area.id.to_string(), typed(*sum)))
            .collect();
        self.file["claims"] =
            json!({ "criteria": claims, "areas": areas, "total": typed(sum(&sums)) });
    }
}

/// Points as a number of a file.
fn typed(points: Points) -> Value {
    serde_json::from_str(&points.to_string()).unwrap()
}

/// A number of a file as points.
fn points(value: &Value) -> Points {
    Points::from_quantity(Quantity::parse(&value.to_string()).unwrap()).unwrap()
}

fn sum(parts: &[Points]) -> Points {
    parts
        .iter()
        .fold(Points::ZERO, |sum, one| sum.checked_add(*one).unwrap())
}

fn is_whole(part: &PointsAtStake) -> bool {
    let parts = [
        part.safe,
        part.at_risk,
        part.open,
        part.pending,
        part.lost,
        part.excluded,
    ];
    sum(&parts) == part.max && parts.iter().all(|points| *points >= Points::ZERO)
}

fn holds(summary: &CheckSummary, number: u64) {
    for part in [summary.total, summary.bonus, summary.penalty] {
        assert!(is_whole(&part), "case {number}: {part:?}");
    }
    for one in &summary.criteria {
        assert!(is_whole(&one.points), "case {number}: {one:?}");
    }
    let adds: Vec<Points> = summary.do_first.iter().map(|item| item.adds).collect();
    assert_eq!(sum(&adds), summary.at_risk(), "case {number}");
}

/// Each finding is of a known check, names it in two languages, and stands once.
fn are_sound(found: &Diagnostics, number: u64) {
    let known: BTreeSet<&str> = assessment_checks().collect();
    let mut seen = BTreeSet::new();
    for one in found {
        assert!(known.contains(one.check()), "case {number}: {one}");
        let (message, help) = (one.message(), one.help());
        assert!(!message.vi.is_empty() && !message.en.is_empty() && !help.vi.is_empty());
        let place = (one.check(), one.place().pointer.clone(), message.en.clone());
        assert!(seen.insert(place), "case {number}: said twice: {one}");
    }
}

#[test]
fn summaries_add_up_and_findings_are_sound() {
    for number in 0..CASES {
        let card = Case::new(number).card();
        let mut found = check_assessment(&card);
        found.extend(check_files(&card, &|_| FileState::Missing));
        are_sound(&found, number);
        holds(&summarise(&card, &found), number);
    }
}

#[test]
fn an_assessment_beside_itself_has_no_jump() {
    for number in 0..CASES {
        let card = Case::new(number).card();
        let found = check_against_previous(&card, &card);
        let jumps = found
            .iter()
            .filter(|one| one.check() != "document-of-previous-year")
            .count();
        assert_eq!(jumps, 0, "case {number}: {found}");
    }
}

#[test]
fn claims_that_the_rules_give_are_never_called_wrong() {
    let about_claims = [
        "claimed-differs",
        "claim-not-attainable",
        "claimed-exceeds-maximum",
        "claimed-on-external",
        "off-by-a-hundred",
    ];
    for number in 0..CASES {
        let mut case = Case::new(number);
        case.claim_what_is_computed();
        let found = check_assessment(&case.card());
        for one in &found {
            let wrong = about_claims.contains(&one.check());
            assert!(!wrong, "case {number}: {one}\n{}", case.file);
        }
    }
}

#[test]
fn each_change_that_is_named_makes_the_sheet_add_up() {
    let adds_up = |card: &Scorecard| {
        let found = check_assessment(card);
        let sums = found
            .iter()
            .filter(|one| one.check().ends_with("does-not-add-up"));
        sums.count() == 0
    };
    let one = Points::from_nanos(1_000_000_000);
    let mut tried = 0;
    for number in 0..CASES {
        let mut case = Case::new(number);
        case.claim_what_is_computed();
        for cell in ["/claims/total", "/claims/areas"] {
            let before = case.file.clone();
            let target = case.file.pointer_mut(cell).unwrap();
            let target = if let Value::Object(areas) = target {
                areas.values_mut().next().unwrap()
            } else {
                target
            };
            *target = typed(points(target).checked_add(one).unwrap());
            let card = case.card();
            for change in reconciliations(&card) {
                assert!(!adds_up(&card) || change.agrees_with_facts, "case {number}");
                let mut file = case.file.clone();
                *file.pointer_mut(&change.pointer).unwrap() = typed(change.to);
                let mended = Case {
                    scorer: case.scorer.clone(),
                    plan: case.plan.clone(),
                    file,
                };
                assert!(adds_up(&mended.card()), "case {number}: {change:?}");
                tried += 1;
            }
            case.file = before;
        }
    }
    assert!(tried > 50, "only {tried} changes were tried");
}
