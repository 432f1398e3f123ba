//! Applying a change to an assessment file.

use super::change_error::{ChangeError, ChangeFault, Missing};
use crate::eval::is_from_outside;
use crate::file::{
    ApplicableAgain, Appraisal, AppraisalRecord, AppraisedPoints, AssessmentFile, Change, Document,
    ExternalResult, FactChange, NotApplicableClaim, Round, TaskName, TaskResultFile,
};
use crate::model::CriteriaSet;
use crate::read::{Id, suggest};

/// Who decides, and where a result is from, where a scenario says so.
const ASSUMED: &str = "kịch bản giả định";

/// Where a change wrote something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// JSON Pointer in the assessment.
    pub(super) at: String,
    /// The same below the change.
    pub(super) from: &'static str,
}

impl Written {
    fn new(at: impl Into<String>, from: &'static str) -> Self {
        Self {
            at: at.into(),
            from,
        }
    }
}

/// An assessment with one change; everything else stays as it is
///
/// The value of a fact that the base has under `external` is changed there. Whether names and values
/// fit a criteria set is found out when the result is put beside one
/// ([`Assessment::new`](crate::eval::Assessment::new)); [`apply_for`] knows the set.
///
/// # Errors
///
/// Something to be taken away that is not there, something to be added that is, or points in a round
/// of appraisal that cannot have them.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// use par_index::compile::Scorer;
/// use par_index::file::{Change, FactChange};
/// use par_index::{model::CriteriaSet, number::Date, read::Id, scenario::apply};
///
/// let set = par_index::shipped::find("illustrative-shapes", "2024").ok_or("not shipped")?;
/// let scorer = Scorer::new(CriteriaSet::from_json(None, set.json.as_bytes())?)?;
/// let base = scorer.blank_assessment("phong-a", Date::parse("2024-11-20")?)?;
/// let fact = Id::parse("own-plan-on")?;
/// let change = Change::Fact(FactChange { fact: fact.clone(), value: "2024-01-10".into() });
/// let changed = apply(&base, &change)?;
/// assert_eq!(changed.facts[&fact], "2024-01-10".into());
/// assert!(base.facts.is_empty());
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn apply(base: &AssessmentFile, change: &Change) -> Result<AssessmentFile, ChangeError> {
    let mut file = base.clone();
    put(&mut file, change)?;
    Ok(file)
}

/// An assessment with one change, beside its criteria set
///
/// As [`apply`]; besides, a fact has to be one of the set, and the value of one that somebody else
/// gives is put under `external`.
///
/// # Errors
///
/// As [`apply`], and a fact that the set does not have.
pub fn apply_for(
    set: &CriteriaSet,
    base: &AssessmentFile,
    change: &Change,
) -> Result<AssessmentFile, ChangeError> {
    let mut file = base.clone();
    put_for(set, &mut file, change)?;
    Ok(file)
}

/// Applies a change in place, beside a criteria set.
pub(super) fn put_for(
    set: &CriteriaSet,
    file: &mut AssessmentFile,
    change: &Change,
) -> Result<Option<Written>, ChangeError> {
    let Change::Fact(own) = change else {
        return put(file, change);
    };
    let index = set.fact_index(own.fact.as_ref());
    let Some(fact) = index.and_then(|index| set.facts().get(index)) else {
        let known = set.facts().iter().map(|fact| fact.id.as_ref());
        return Err(ChangeError::new(ChangeFault::UnknownFact {
            name: own.fact.to_string(),
            suggestion: suggest(own.fact.as_ref(), known).map(str::to_owned),
        }));
    };
    let listed = file.external.iter().any(|result| result.fact == own.fact);
    if is_from_outside(fact) && !listed {
        file.external.push(ExternalResult {
            fact: own.fact.clone(),
            value: own.value.clone(),
            source: ASSUMED.to_owned(),
            published_on: None,
        });
    }
    Ok(Some(put_fact(file, own)))
}

/// Applies a change in place; nothing is changed where it fails.
pub(super) fn put(
    file: &mut AssessmentFile,
    change: &Change,
) -> Result<Option<Written>, ChangeError> {
    match change {
        Change::Fact(own) => Ok(Some(put_fact(file, own))),
        Change::Task(result) => Ok(Some(put_task(file, result))),
        Change::RemoveTask(name) => remove_task(file, name).map(|()| None),
        Change::AddEvidence(document) => add_document(file, document).map(Some),
        Change::RemoveEvidence(id) => remove_document(file, id).map(|()| None),
        Change::NotApplicable(claim) => add_claim(file, claim).map(Some),
        Change::Applicable(claim) => remove_claim(file, claim).map(|()| None),
        Change::Appraised(points) => appraise(file, points).map(Some),
        Change::Edition(edition) => {
            file.criteria_set = edition.clone();
            Ok(Some(Written::new("/criteria_set", "/edition")))
        }
    }
}

fn put_fact(file: &mut AssessmentFile, change: &FactChange) -> Written {
    let mut results = file.external.iter_mut().enumerate();
    let at = if let Some((index, result)) = results.find(|(_, own)| own.fact == change.fact) {
        result.value = change.value.clone();
        format!("/external/{index}/value")
    } else {
        file.facts.insert(change.fact.clone(), change.value.clone());
        format!("/facts/{}", change.fact)
    };
    Written::new(at, "/fact/value")
}

fn speaks_of(result: &TaskResultFile, name: &TaskName) -> bool {
    result.task == name.task
        && result.product == name.product
        && result.occurrence == name.occurrence
}

fn put_task(file: &mut AssessmentFile, result: &TaskResultFile) -> Written {
    let name = TaskName {
        task: result.task.clone(),
        product: result.product.clone(),
        occurrence: result.occurrence.clone(),
    };
    let found = file.results.iter().position(|own| speaks_of(own, &name));
    let index = found.unwrap_or(file.results.len());
    match file.results.get_mut(index) {
        Some(own) => *own = result.clone(),
        None => file.results.push(result.clone()),
    }
    Written::new(format!("/results/{index}"), "/task")
}

fn remove_task(file: &mut AssessmentFile, name: &TaskName) -> Result<(), ChangeError> {
    let before = file.results.len();
    file.results.retain(|result| !speaks_of(result, name));
    if file.results.len() == before {
        let known = file.results.iter().map(|result| result.task.as_ref());
        return Err(ChangeError::missing(
            Missing::TaskResult,
            name.task.as_ref(),
            known,
        ));
    }
    Ok(())
}

fn add_document(file: &mut AssessmentFile, document: &Document) -> Result<Written, ChangeError> {
    if file.evidence.iter().any(|own| own.id == document.id) {
        return Err(ChangeError::new(ChangeFault::AlreadyThere {
            what: Missing::Document,
            name: document.id.to_string(),
        }));
    }
    let at = format!("/evidence/{}", file.evidence.len());
    file.evidence.push(document.clone());
    Ok(Written::new(at, "/add-evidence"))
}

fn remove_document(file: &mut AssessmentFile, id: &Id) -> Result<(), ChangeError> {
    let before = file.evidence.len();
    file.evidence.retain(|own| own.id != *id);
    if file.evidence.len() == before {
        let known = file.evidence.iter().map(|own| own.id.as_ref());
        return Err(ChangeError::missing(Missing::Document, id.as_ref(), known));
    }
    Ok(())
}

fn add_claim(
    file: &mut AssessmentFile,
    claim: &NotApplicableClaim,
) -> Result<Written, ChangeError> {
    let mut claims = file.not_applicable.iter();
    if claims.any(|own| own.at == claim.at && own.part == claim.part) {
        return Err(ChangeError::new(ChangeFault::AlreadyThere {
            what: Missing::NotApplicable,
            name: claim.at.to_string(),
        }));
    }
    let at = format!("/not_applicable/{}", file.not_applicable.len());
    file.not_applicable.push(claim.clone());
    Ok(Written::new(at, "/not-applicable"))
}

fn remove_claim(file: &mut AssessmentFile, claim: &ApplicableAgain) -> Result<(), ChangeError> {
    let before = file.not_applicable.len();
    file.not_applicable
        .retain(|own| own.at != claim.at || own.part != claim.part);
    if file.not_applicable.len() == before {
        let known = file.not_applicable.iter().map(|own| own.at.as_ref());
        return Err(ChangeError::missing(
            Missing::NotApplicable,
            claim.at.as_ref(),
            known,
        ));
    }
    Ok(())
}

fn appraise(file: &mut AssessmentFile, given: &AppraisedPoints) -> Result<Written, ChangeError> {
    let as_of = file.as_of;
    let no_rounds = |appraisal: &Appraisal| appraisal.rounds.is_empty();
    if file.appraisal.as_ref().is_none_or(no_rounds) && given.round.is_none_or(|round| round == 1) {
        let appraisal = file.appraisal.get_or_insert_with(|| Appraisal {
            rounds: Vec::new(),
            records: Vec::new(),
            responses: Vec::new(),
        });
        appraisal.rounds.push(Round {
            round: 1,
            by: ASSUMED.to_owned(),
            deadline: None,
            locked_on: Some(as_of),
        });
    }
    let rounds = file
        .appraisal
        .as_ref()
        .map_or(&[][..], |appraisal| &appraisal.rounds);
    let locked = |round: &&Round| round.locked_on.is_some();
    let chosen = match given.round {
        None => rounds.iter().filter(locked).map(|round| round.round).max(),
        Some(wanted) => {
            let Some(round) = rounds.iter().find(|round| round.round == wanted) else {
                return Err(ChangeError::new(ChangeFault::NoSuchRound { round: wanted }));
            };
            locked(&round).then_some(wanted)
        }
    };
    let (Some(round), Some(appraisal)) = (chosen, file.appraisal.as_mut()) else {
        return Err(ChangeError::new(ChangeFault::NoLockedRound {
            round: given.round,
        }));
    };
    let record = AppraisalRecord {
        round,
        criterion: given.criterion.clone(),
        points: Some(given.points),
        facts: crate::file::FactMap::new(),
        not_applicable: None,
        copies_round: None,
        copies_claim: false,
        by: ASSUMED.to_owned(),
        on: as_of,
        reason: None,
    };
    let same = |own: &AppraisalRecord| own.round == round && own.criterion == given.criterion;
    let index = appraisal.records.iter().position(same);
    let index = index.unwrap_or(appraisal.records.len());
    match appraisal.records.get_mut(index) {
        Some(own) => *own = record,
        None => appraisal.records.push(record),
    }
    Ok(Written::new(
        format!("/appraisal/records/{index}"),
        "/appraised",
    ))
}
