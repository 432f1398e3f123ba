//! Checking: criteria sets to proofs and scores, plans to their status, assessments to their findings.

use std::sync::OnceLock;

use par_index::analyse::{LeafProof, Proof, prove};
use par_index::check::{check_assessment, check_examples, check_rules, summarise};
use par_index::compile::Scorer;
use par_index::diagnostic::Diagnostics;
use par_index::eval::{Assessment, Column, Loss, Scorecard};
use par_index::file::{AssessmentFile, CriteriaFile, PlanFile};
use par_index::model::{CriteriaSet, PlanStatus, ReformPlan, TaskBook};
use par_index::number::Points;
use par_index::output::ScorecardJson;
use par_index::read::{Document, decode_document};
use par_index::sample::{Odds, Samples};

use super::{placed, sound};
use crate::corpus;

/// Made-up units scored by every set that compiles.
const UNITS: u64 = 2;

pub(super) fn criteria(input: &[u8]) -> String {
    let Ok((file, document)) = decode_document::<CriteriaFile>(None, input) else {
        return "not read".to_owned();
    };
    let answer = placed(CriteriaSet::check(&file), &document);
    let has_errors = CriteriaSet::check(&file).has_errors();
    let Ok(set) = CriteriaSet::new(file) else {
        assert!(has_errors, "refused without an error: {answer}");
        return answer;
    };
    assert!(!has_errors, "taken with errors: {answer}");
    let Ok(scorer) = Scorer::new(set) else {
        return format!("{answer} not compiled");
    };
    let proof = prove(&scorer);
    for leaf in proof.leaves() {
        attained_within(leaf);
    }
    let mut found = check_examples(&scorer);
    found.extend(check_rules(&scorer, &proof));
    let of_rules = placed(found, &document);
    let day = scorer.criteria_set().file().in_force.until;
    if let Ok(blank) = scorer.blank_assessment("a", day) {
        scored(&scorer, None, blank, None);
    }
    let samples = Samples::new(&scorer, 1, day, Odds::default());
    for unit in (0..UNITS).filter_map(|number| samples.unit(number).ok()) {
        if let Ok(assessment) = Assessment::new(&scorer, None, unit)
            && let Ok(card) = scorer.score(&assessment)
        {
            ledger(&card);
            within(&card, &proof);
        }
    }
    format!("{answer} {of_rules}")
}

/// What inputs attain is within what no input goes beyond.
fn attained_within(leaf: &LeafProof) {
    let (least, greatest) = (leaf.least(), leaf.greatest());
    let attained = [least.attained(), greatest.attained()];
    for points in attained.into_iter().flatten() {
        assert!(
            least.points() <= points && points <= greatest.points(),
            "leaf {}: {points} is attained",
            leaf.leaf()
        );
    }
}

/// No unit has points beyond the bounds that are proved.
fn within(card: &Scorecard, proof: &Proof) {
    for score in card.criteria() {
        let leaf = proof.leaves().iter().find(|own| own.leaf() == score.leaf());
        if let (Some(leaf), Some(points)) = (leaf, score.computed()) {
            let (least, greatest) = (leaf.least().points(), leaf.greatest().points());
            assert!(
                least <= points && points <= greatest,
                "leaf {}: {points} is proved to be from {least} to {greatest}",
                leaf.leaf()
            );
        }
    }
}

pub(super) fn plan(input: &[u8]) -> String {
    let Ok((file, document)) = decode_document::<PlanFile>(None, input) else {
        return "not read".to_owned();
    };
    let plan = match ReformPlan::new(file) {
        Ok(plan) => plan,
        Err(found) => {
            assert!(found.has_errors(), "refused without an error: {found}");
            return placed(found, &document);
        }
    };
    let answer = placed(plan.findings().clone(), &document);
    let day = plan.period().until;
    let (book, found) = TaskBook::new(&plan, &[], day, "/task_results");
    assert!(found.is_empty(), "faults of no results: {found}");
    let status = PlanStatus::new(&plan, &book, None);
    counted(&status);
    format!("{answer} {}", status.total.tasks.min(3))
}

/// Every task is in one state and one area, and no share is beyond its whole.
fn counted(status: &PlanStatus) {
    let counts = status.areas.iter().map(|area| &area.counts);
    let in_areas: usize = counts.clone().map(|counts| counts.tasks).sum();
    assert_eq!(in_areas, status.total.tasks, "tasks of the areas");
    assert_eq!(status.tasks.len(), status.total.tasks, "tasks");
    let leads = status.leads.iter().map(|lead| &lead.counts);
    for counts in counts.chain(leads).chain([&status.total]) {
        let in_states: usize = counts.states.values().sum();
        assert_eq!(in_states, counts.tasks, "states: {counts:?}");
        for share in [counts.completion, counts.punctuality] {
            assert!(
                share.part <= share.possible && share.possible <= share.whole,
                "{share:?}"
            );
        }
    }
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
    let Ok((file, document)) = decode_document::<AssessmentFile>(None, input) else {
        return "not read".to_owned();
    };
    let Some((scorer, plan)) = fixture() else {
        panic!("the fixtures of the checks are not there");
    };
    scored(scorer, Some(plan), file, Some(&document))
}

fn scored(
    scorer: &Scorer,
    plan: Option<&ReformPlan>,
    file: AssessmentFile,
    document: Option<&Document>,
) -> String {
    let looked_at = |found: &Diagnostics| match document {
        Some(document) => placed(found.clone(), document),
        None => sound(found),
    };
    let assessment = match Assessment::new(scorer, plan, file) {
        Ok(assessment) => assessment,
        Err(found) => {
            assert!(!found.is_empty(), "refused without a finding");
            return looked_at(&found);
        }
    };
    let own = looked_at(assessment.findings());
    let Ok(card) = scorer.score(&assessment) else {
        return format!("{own} not scored");
    };
    ledger(&card);
    let found = check_assessment(&card);
    assert_eq!(found, check_assessment(&card), "checked twice");
    let answer = looked_at(&found);
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
            sum(&own.map(Loss::points).collect::<Vec<_>>())
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
