//! Checking: criteria sets to compiled rules, assessments to their findings.

use std::sync::OnceLock;

use par_index::check::{check_assessment, check_examples, summarise};
use par_index::compile::Scorer;
use par_index::eval::{Assessment, Column, Scorecard};
use par_index::file::{AssessmentFile, CriteriaFile};
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::number::Points;
use par_index::output::ScorecardJson;
use par_index::read::decode_document;

use super::sound;
use crate::corpus;

pub(super) fn criteria(input: &[u8]) -> String {
    let Ok((file, document)) = decode_document::<CriteriaFile>(None, input) else {
        return "not read".to_owned();
    };
    let mut found = CriteriaSet::check(&file);
    document.locate(&mut found);
    found.sort();
    let answer = sound(&found);
    let Ok(set) = CriteriaSet::new(file) else {
        assert!(found.has_errors(), "refused without an error: {found}");
        return answer;
    };
    assert!(!found.has_errors(), "taken with errors: {found}");
    let Ok(scorer) = Scorer::new(set) else {
        return format!("{answer} not compiled");
    };
    let of_examples = sound(&check_examples(&scorer));
    let day = scorer.criteria_set().file().in_force.until;
    scored(&scorer, None, scorer.blank_assessment("a", day).ok());
    format!("{answer} {of_examples}")
}

/// The set and plan that the fixtures of the checks answer.
fn fixture() -> Option<&'static (Scorer, ReformPlan)> {
    static FIXTURE: OnceLock<Option<(Scorer, ReformPlan)>> = OnceLock::new();
    let read = || {
        let folder = corpus::root().join("tests/checks/assessment");
        let file = |name: &str| std::fs::read(folder.join(name)).ok();
        let set = CriteriaSet::from_json(None, &file("criteria.json")?).ok()?;
        let plan = ReformPlan::from_json(None, &file("plan.json")?).ok()?;
        Some((Scorer::new(set).ok()?, plan))
    };
    FIXTURE.get_or_init(read).as_ref()
}

#[expect(clippy::panic, reason = "what a target finds is a panic")]
pub(super) fn assessment(input: &[u8]) -> String {
    let Ok((file, _)) = decode_document::<AssessmentFile>(None, input) else {
        return "not read".to_owned();
    };
    let Some((scorer, plan)) = fixture() else {
        panic!("the fixtures of the checks are not there");
    };
    scored(scorer, Some(plan), Some(file))
}

fn scored(scorer: &Scorer, plan: Option<&ReformPlan>, file: Option<AssessmentFile>) -> String {
    let Some(file) = file else {
        return "no unit".to_owned();
    };
    let assessment = match Assessment::new(scorer, plan, file) {
        Ok(assessment) => assessment,
        Err(found) => {
            assert!(!found.is_empty(), "refused without a finding");
            return sound(&found);
        }
    };
    let own = sound(assessment.findings());
    let Ok(card) = scorer.score(&assessment) else {
        return format!("{own} not scored");
    };
    ledger(&card);
    let found = check_assessment(&card);
    let answer = sound(&found);
    let summary = summarise(&card, &found);
    for part in [summary.total, summary.bonus, summary.penalty] {
        let parts = [
            part.safe,
            part.at_risk,
            part.open,
            part.pending,
            part.lost,
            part.excluded,
        ];
        assert_eq!(
            sum(&parts),
            Some(part.max),
            "the summary does not add up: {part:?}"
        );
    }
    assert!(serde_json::to_value(ScorecardJson(&card)).is_ok());
    format!("{own} {answer}")
}

fn sum(points: &[Points]) -> Option<Points> {
    points
        .iter()
        .try_fold(Points::ZERO, |sum, one| sum.checked_add(*one))
}

/// `max = computed + losses + open + pending + excluded`, and `computed = evidenced + its losses`.
fn ledger(card: &Scorecard) {
    for score in card.criteria() {
        let losses = |column| {
            let own = card
                .losses_of(score)
                .iter()
                .filter(move |loss| loss.column() == column);
            sum(&own.map(|loss| loss.points()).collect::<Vec<_>>())
        };
        let computed = score.computed().unwrap_or_default();
        let parts = [
            Some(computed),
            losses(Column::Computed),
            Some(score.open()),
            Some(score.pending()),
            Some(score.excluded()),
        ];
        let parts: Option<Vec<Points>> = parts.into_iter().collect();
        let leaf = score.leaf();
        assert_eq!(
            parts.and_then(|parts| sum(&parts)),
            Some(score.max()),
            "leaf {leaf}"
        );
        if let Some(evidenced) = score.evidenced() {
            let lost = losses(Column::Evidenced).and_then(|lost| lost.checked_add(evidenced));
            assert_eq!(lost, Some(computed), "leaf {leaf}: evidenced");
        }
        for loss in card.losses_of(score) {
            assert!(
                loss.points() != Points::ZERO,
                "leaf {leaf}: a loss of nothing"
            );
        }
        assert!(score.lower() <= score.upper(), "leaf {leaf}: bounds");
    }
    let total = card.total().index().whole();
    if let (Some(lower), Some(upper)) = (total.lower(), total.upper()) {
        assert!(lower <= upper, "the index is from {lower} to {upper}");
    }
}
