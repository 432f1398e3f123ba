//! Units scored from a template come to what they come to as assessments of their own.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what should not happen"
)]

use par_index::compile::Scorer;
use par_index::eval::{Assessment, CriterionScore};
use par_index::file::{AssessmentFile, Fact, FactValue, NotApplicable, ProvidedBy};
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::number::{Points, Quantity};
use par_index::read::decode_document;
use par_index::sample::{Odds, Samples};
use par_index::shipped::SETS as SHIPPED;
use par_index::units::{UnitFacts, UnitScores, UnitTemplate};
use par_index_testkit::{CaseSeed, case_from_seed};
use serde_json::json;

/// Random sets, and units of each.
const SETS: u64 = 240;
const UNITS: u64 = 6;

fn is_from_outside(fact: &Fact) -> bool {
    fact.provided_by.is_some_and(|by| by != ProvidedBy::Unit)
}

/// What rows of a table can say: facts, a group, and criteria that do not apply as a whole.
fn bare(scorer: &Scorer, mut file: AssessmentFile) -> AssessmentFile {
    (file.claims, file.appraisal) = (None, None);
    file.evidence.clear();
    file.explanations.clear();
    file.absent.clear();
    file.not_applicable.retain(|claim| claim.part.is_none());
    let facts = scorer.criteria_set().facts();
    let own = |id: &str| {
        facts
            .iter()
            .any(|fact| fact.id.as_ref() == id && !is_from_outside(fact))
    };
    file.facts.retain(|id, _| own(id.as_ref()));
    file
}

/// The file without what differs from unit to unit.
fn blank(file: &AssessmentFile) -> AssessmentFile {
    let mut blank = file.clone();
    blank.unit.group = None;
    blank.facts.clear();
    blank.external.clear();
    blank.not_applicable.clear();
    blank
}

/// How rows of tables are given.
#[derive(Clone, Copy)]
enum Tables {
    Decoded,
    Json,
}

/// Gives a unit what a file says; `None` where it takes something not.
fn fill(
    unit: &mut UnitFacts<'_>,
    set: &CriteriaSet,
    file: &AssessmentFile,
    tables: Tables,
) -> Option<()> {
    unit.clear();
    if let Some(group) = &file.unit.group {
        unit.group(group.as_str())?;
    }
    for claim in &file.not_applicable {
        unit.not_applicable(claim.at.as_str())?;
    }
    let own = file.facts.iter();
    let others = file
        .external
        .iter()
        .map(|result| (&result.fact, &result.value));
    for (id, value) in own.chain(others) {
        let fact = set.fact_index(id.as_str())?;
        match (value, tables) {
            (FactValue::Rows(_), Tables::Json) => {
                let json = serde_json::to_string(value).unwrap();
                if unit.rows(fact, &json).is_none() {
                    unit.value(fact, value)?;
                }
            }
            (FactValue::Number(number), _) => unit.number(fact, *number)?,
            (FactValue::YesNo(yes), _) => unit.yes_no(fact, *yes)?,
            (FactValue::Text(text), _) => match unit.text(fact, text) {
                Some(()) => (),
                // A number in quotes.
                None => unit.value(fact, value)?,
            },
            _ => unit.value(fact, value)?,
        }
    }
    Some(())
}

/// Everything a score says but where its losses stand.
fn shown(score: &CriterionScore) -> String {
    format!(
        "{} {:?} {} {:?} {:?} {:?} {:?} {:?} {:?} {} {} {} {} {} {} {}",
        score.leaf(),
        score.state(),
        score.max(),
        score.claimed(),
        score.computed(),
        score.evidenced(),
        score.round1(),
        score.round2(),
        score.final_points(),
        score.is_final_excluded(),
        score.open(),
        score.pending(),
        score.excluded(),
        score.lower(),
        score.upper(),
        score.is_exact(),
    )
}

fn compare(scorer: &Scorer, assessment: &Assessment, scores: &UnitScores<'_>) {
    let card = scorer.score(assessment).unwrap();
    let context = || serde_json::to_string(assessment.file()).unwrap();
    assert_eq!(scores.criteria().len(), card.criteria().len());
    for (own, other) in scores.criteria().iter().zip(card.criteria()) {
        assert_eq!(shown(own), shown(other), "{}", context());
    }
    assert_eq!(
        format!("{:?}", scores.total()),
        format!("{:?}", card.total()),
        "{}",
        context()
    );
    assert_eq!(
        format!("{:?}", scores.areas()),
        format!("{:?}", card.areas()),
        "{}",
        context()
    );
    assert_eq!(
        format!("{:?}", (scores.bonus(), scores.penalty())),
        format!("{:?}", (card.bonus(), card.penalty())),
        "{}",
        context()
    );
    let class = |class: Option<(&par_index::file::Class, par_index::eval::Column)>| {
        class.map(|(class, column)| (class.id.clone(), column))
    };
    assert_eq!(class(scores.class()), class(card.class()), "{}", context());
}

/// Whether the unit leaves out what may not be left out, be it gone with its group or not.
fn leaves_out_too_much(scorer: &Scorer, file: &AssessmentFile) -> bool {
    let leaves = scorer.criteria_set().leaves();
    file.not_applicable.iter().any(|claim| {
        leaves.iter().any(|leaf| {
            let is_named = leaf.id() == &claim.at || leaf.ancestors().contains(&claim.at);
            is_named && leaf.not_applicable() == NotApplicable::NotAllowed
        })
    })
}

/// Compares units; gives how many were compared.
fn agree(
    scorer: &Scorer,
    plan: Option<&ReformPlan>,
    blank: &AssessmentFile,
    files: &[AssessmentFile],
) -> usize {
    let Some(template) = UnitTemplate::new(scorer, plan, blank) else {
        panic!("a blank that fits is refused");
    };
    let mut unit = template.unit();
    let mut compared = 0;
    // Twice, so that what was kept of one unit shows in another.
    for (tables, file) in [Tables::Decoded, Tables::Json]
        .into_iter()
        .flat_map(|tables| files.iter().map(move |file| (tables, file)))
    {
        let filled = fill(&mut unit, scorer.criteria_set(), file, tables);
        match (Assessment::new(scorer, plan, file.clone()), filled) {
            (Ok(assessment), Some(())) => {
                assert!(!leaves_out_too_much(scorer, file));
                compare(scorer, &assessment, &unit.score().unwrap());
                let all = |scores: UnitScores<'_>| {
                    let adjusted = (scores.bonus().copied(), scores.penalty().copied());
                    format!("{:?} {:?} {adjusted:?}", scores.total(), scores.areas())
                };
                assert_eq!(all(unit.totals().unwrap()), {
                    let scores = unit.score().unwrap();
                    all(scores)
                });
                compared += 1;
            }
            (Err(_), None) => {}
            // What is scored and yet has to be said is left to the assessment.
            (Ok(_), None) if leaves_out_too_much(scorer, file) => {}
            (made, filled) => panic!("{made:?} but {filled:?}"),
        }
    }
    compared
}

#[test]
fn units_of_random_sets_agree() {
    let mut compared = 0;
    for number in 0..SETS {
        let seed = CaseSeed::from_number(number);
        let case = case_from_seed(seed.clone());
        let set = CriteriaSet::from_json(None, case.criteria.as_bytes()).unwrap();
        let scorer = Scorer::new(set).unwrap();
        let plan = case.plan.as_ref();
        let plan = plan.map(|plan| ReformPlan::from_json(None, plan.as_bytes()).unwrap());
        let read = |json: &str| {
            let file: AssessmentFile = decode_document(None, json.as_bytes()).unwrap().0;
            bare(&scorer, file)
        };
        let base = blank(&read(&case.assessment));
        let files: Vec<AssessmentFile> = (0..UNITS)
            .map(|unit| {
                let other = case_from_seed(seed.answered_anew(number * UNITS + unit));
                let other = read(&other.assessment);
                AssessmentFile {
                    unit: other.unit,
                    facts: other.facts,
                    external: other.external,
                    not_applicable: other.not_applicable,
                    ..base.clone()
                }
            })
            .collect();
        compared += agree(&scorer, plan.as_ref(), &base, &files);
    }
    assert!(compared > 1_000, "{compared}");
}

#[test]
fn drawn_units_agree() {
    let random = (0..60).map(|number| case_from_seed(CaseSeed::from_number(number)).criteria);
    let shipped = SHIPPED.iter().map(|set| set.json.to_owned());
    for (number, json) in shipped.chain(random).enumerate() {
        let set = CriteriaSet::from_json(None, json.as_bytes()).unwrap();
        let scorer = Scorer::new(set).unwrap();
        let day = scorer.criteria_set().file().in_force.until;
        let base = scorer.blank_assessment("unit", day).unwrap();
        for (missing, not_applicable) in [(0, 0), (40, 60), (500, 300)] {
            let odds = Odds {
                missing,
                not_applicable,
                ..Odds::default()
            };
            let samples = Samples::new(&scorer, u64::try_from(number).unwrap(), day, odds);
            let files: Vec<AssessmentFile> = (0..12)
                .map(|unit| bare(&scorer, samples.unit(unit).unwrap()))
                .collect();
            assert_eq!(agree(&scorer, None, &base, &files), 2 * files.len());
        }
    }
}

#[test]
fn the_worked_plan_agrees() {
    let plan = include_str!("../seeds/quang-tri-2024/plan.json");
    let plan = ReformPlan::from_json(None, plan.as_bytes()).unwrap();
    let worked = include_str!("../seeds/quang-tri-2024/assessment.json");
    let set = SHIPPED.iter().find(|set| set.id == "department-from-plan");
    let set = CriteriaSet::from_json(None, set.unwrap().json.as_bytes()).unwrap();
    let scorer = Scorer::new(set).unwrap();
    let file: AssessmentFile = decode_document(None, worked.as_bytes()).unwrap().0;
    let file = bare(&scorer, file);
    assert_eq!(agree(&scorer, Some(&plan), &blank(&file), &[file]), 2);
}

/// Two parts, of 2 points each: 1 for each of `registered`, for which the set asks no document, and 1
/// for each of `shown`, for which it asks one.
fn half_documented() -> Scorer {
    let fact = |id: &str| {
        json!({ "id": id, "title": { "vi": id },
                "kind": { "number": { "decimals": 0, "unit": "item", "min": 0, "max": 9 } } })
    };
    let part = |id: &str| {
        json!({ "id": id, "max_points": 2, "rule": { "score": {
            "measure": { "fact": id }, "scale": { "per-item": { "each": 1, "cap": 2 } } } } })
    };
    let set = json!({
        "format": "par-index/criteria@1", "id": "half-documented", "edition": "1",
        "title": { "vi": "Bộ thử" }, "provenance": "illustrative", "notice": { "vi": "Bịa ra để thử." },
        "level": "department",
        "in_force": { "from": "2024-01-01", "until": "2024-12-31" },
        "instruments": [{ "id": "made-up", "instrument": "Không có văn bản nào" }],
        "max_points": 4, "rounding": { "index": { "places": 2, "mode": "half-up" }, "claim_places": 2 },
        "facts": [fact("registered"), fact("shown")],
        "areas": [{ "id": "a", "number": "I", "title": { "vi": "A" }, "max_points": 4, "criteria": [{
            "id": "c", "number": "1", "title": { "vi": "C" }, "max_points": 4, "basis": "calculated",
            "cites": [{ "source": "made-up" }],
            "rule": { "sum": { "parts": [part("registered"), part("shown")] } },
            "evidence": [
                { "id": "none", "mode": "none", "supports": ["registered"] },
                { "id": "report", "mode": "attests", "kinds": { "any": ["report"] }, "supports": ["shown"] }
            ]
        }] }]
    });
    let set = CriteriaSet::from_json(None, set.to_string().as_bytes());
    Scorer::new(set.unwrap_or_else(|found| panic!("{found}"))).unwrap()
}

#[test]
fn what_is_proved_of_one_unit_is_not_taken_for_another() {
    let scorer = half_documented();
    let day = scorer.criteria_set().file().in_force.until;
    let base = scorer.blank_assessment("unit", day).unwrap();
    let template = UnitTemplate::new(&scorer, None, &base).unwrap();
    let mut unit = template.unit();
    let whole = |number| Quantity::from_i64(number).unwrap();
    for (registered, shown) in [(0, 2), (1, 2), (2, 2), (1, 2), (1, 1), (2, 1), (0, 1)] {
        unit.clear();
        unit.number(0, whole(registered)).unwrap();
        unit.number(1, whole(shown)).unwrap();
        let scores = unit.score().unwrap();
        let [own] = scores.criteria() else { panic!() };
        let points = |points| Points::from_quantity(whole(points));
        // No unit has a document on file.
        assert_eq!(own.computed(), points(registered + shown));
        assert_eq!(own.evidenced(), points(registered));
    }
}

#[test]
fn rows_that_are_not_plain_are_refused() {
    let set = SHIPPED.iter().find(|set| set.id == "department-from-plan");
    let set = CriteriaSet::from_json(None, set.unwrap().json.as_bytes()).unwrap();
    let scorer = Scorer::new(set).unwrap();
    let day = scorer.criteria_set().file().in_force.until;
    let base = scorer.blank_assessment("unit", day).unwrap();
    let template = UnitTemplate::new(&scorer, None, &base).unwrap();
    let mut unit = template.unit();
    let mut facts = scorer.criteria_set().facts().iter();
    let table = facts.position(|fact| matches!(fact.kind, par_index::file::FactKind::Table(_)));
    let table = table.unwrap();
    let mut takes = |json: &str| unit.rows(table, json).is_some();
    for plain in [
        "[]",
        " [ { } ] ",
        "[{\"reform-inspected\": true , \"initiatives\":3},{\"kind\":\"service-unit\"}]",
        "[{\"unit\":\"a\"}]",
    ] {
        assert!(takes(plain), "{plain}");
    }
    for other in [
        "",
        "[",
        "{}",
        "[{}",
        "[{}],",
        "[{},]",
        "[{}] []",
        "[{\"no-such-column\":true}]",
        "[{\"initiatives\":3,\"initiatives\":4}]",
        "[{\"unit\":\"a\",\"unit\":\"b\"}]",
        "[{\"initiatives\":3e0}]",
        "[{\"initiatives\":-0}]",
        "[{\"initiatives\":03}]",
        "[{\"initiatives\":}]",
        "[{\"initiatives\":true}]",
        "[{\"initiatives\" 3}]",
        "[{\"kind\":\"service\\u002dunit\"}]",
        "[{\"kind\":\"no-such-kind\"}]",
        "[{\"reform-inspected\":truer}]",
        "[{\"reform-inspected\":null}]",
    ] {
        assert!(!takes(other), "{other}");
    }
}
