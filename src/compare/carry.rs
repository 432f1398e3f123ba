//! Carrying the answers of an old assessment over to the new set.

use std::collections::BTreeMap;

use serde::Serialize;
use thiserror::Error;

use super::answers::{AnswerFit, Fit};
use super::set_diff::SetDiff;
use super::words::joined;
use crate::compile::{CompileError, Scorer};
use crate::diagnostic::{Diagnostics, Message};
use crate::eval::{Assessment, ScoreError, Scorecard, resolve};
use crate::file::{
    AssessmentFile, Fact, FactKind, FactValue, NotApplicable, SetReference, TableKind,
};
use crate::model::{CriteriaSet, ReformPlan};
use crate::read::{Id, keyword};

keyword! {
    /// What of an old assessment has no place in the new set.
    pub enum DroppedThing {
        /// The value of a fact; it counts as unanswered.
        Fact = "fact",
        /// A column of a table.
        Column = "column",
        /// A claim of "not applicable".
        NotApplicable = "not-applicable",
        /// A source that did not take place.
        Absent = "absent",
        /// The unit group.
        UnitGroup = "unit-group",
    }
}

/// Something of the old assessment that does not fit the new set
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dropped {
    thing: DroppedThing,
    name: String,
    why: Message,
}

impl Dropped {
    /// What it is
    pub fn thing(&self) -> DroppedThing {
        self.thing
    }

    /// Its id in the old assessment
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Why it does not fit
    pub fn why(&self) -> &Message {
        &self.why
    }
}

/// An old assessment scored by the new set
#[derive(Clone, Debug)]
pub struct Carried {
    card: Scorecard,
    dropped: Vec<Dropped>,
}

/// An assessment cannot be scored by the new set
#[derive(Clone, Debug, Error)]
pub enum CannotCarry {
    /// The new set or what was carried over is refused.
    #[error(transparent)]
    Refused(Diagnostics),
    /// The new set cannot be compiled.
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// A sum is too large.
    #[error(transparent)]
    Score(#[from] ScoreError),
}

impl Carried {
    /// Scores the facts of an assessment by the new set
    ///
    /// Facts, results of others, results of tasks and what is claimed not to apply are carried over;
    /// claims of points, documents and appraisal are not, because the computed column does not read
    /// them. What does not fit is left out and listed. The period stays, also where the new edition is
    /// not in force then; where the plan binds no tasks to the new edition, those it binds to the old
    /// one are taken.
    ///
    /// # Errors
    ///
    /// A set that cannot be compiled, or sums that cannot be held.
    pub fn new(diff: &SetDiff, old: &Scorecard, new: &CriteriaSet) -> Result<Self, CannotCarry> {
        let old_set = old.scorer().criteria_set();
        let file = old.assessment().file();
        let mut dropped = Vec::new();
        let carried = carried(diff, old_set, new, file, &mut dropped);
        let mut widened = new.file().clone();
        widened.in_force.from = widened.in_force.from.min(carried.period.from);
        widened.in_force.until = widened.in_force.until.max(carried.period.until);
        let set = CriteriaSet::new(widened).map_err(CannotCarry::Refused)?;
        let plan = match old.assessment().plan() {
            Some(plan) => Some(bound(plan, old_set, new).map_err(CannotCarry::Refused)?),
            None => None,
        };
        let scorer = Scorer::new(set)?;
        let assessment =
            Assessment::new(&scorer, plan.as_ref(), carried).map_err(CannotCarry::Refused)?;
        let card = scorer.score(&assessment)?;
        Ok(Self { card, dropped })
    }

    /// The old facts scored by the new set
    pub fn card(&self) -> &Scorecard {
        &self.card
    }

    /// What did not fit
    pub fn dropped(&self) -> &[Dropped] {
        &self.dropped
    }
}

/// The plan with its tasks bound to the new edition as they were to the old, unless it binds them itself.
fn bound(
    plan: &ReformPlan,
    old: &CriteriaSet,
    new: &CriteriaSet,
) -> Result<ReformPlan, Diagnostics> {
    if plan.is_bound_to(new.id(), new.edition()) {
        return Ok(plan.clone());
    }
    let mut file = plan.file().clone();
    let of_old = file
        .bindings
        .iter()
        .find(|binding| binding.criteria_set == *old.id() && binding.edition == *old.edition());
    let Some(mut binding) = of_old.cloned() else {
        return Ok(plan.clone());
    };
    binding.criteria_set = new.id().clone();
    binding.edition = new.edition().clone();
    binding
        .slots
        .retain(|slot| new.slot_index(slot.slot.as_str()).is_some());
    file.bindings.push(binding);
    ReformPlan::new(file)
}

fn carried(
    diff: &SetDiff,
    old: &CriteriaSet,
    new: &CriteriaSet,
    file: &AssessmentFile,
    dropped: &mut Vec<Dropped>,
) -> AssessmentFile {
    let mut result = file.clone();
    result.criteria_set = SetReference {
        id: new.id().clone(),
        edition: new.edition().clone(),
    };
    result.claims = None;
    result.explanations.clear();
    result.evidence.clear();
    result.appraisal = None;
    let value = |id: &Id, value: &FactValue, dropped: &mut Vec<Dropped>| {
        let index = old.fact_index(id.as_str())?;
        let fit = diff.answers().iter().find(|fit| fit.old_fact() == index)?;
        carried_value(fit, new.facts(), id, value, dropped)
    };
    result.facts = BTreeMap::new();
    for (id, answer) in &file.facts {
        if *answer != FactValue::Unanswered
            && let Some((id, answer)) = value(id, answer, dropped)
        {
            result.facts.insert(id, answer);
        }
    }
    result.external.clear();
    for external in &file.external {
        if let Some((id, answer)) = value(&external.fact, &external.value, dropped) {
            let mut external = external.clone();
            external.fact = id;
            external.value = answer;
            result.external.push(external);
        }
    }
    let mut drop = |thing, name: String, vi: &str, en: &str| {
        dropped.push(Dropped {
            thing,
            name,
            why: Message::new(vi, en),
        });
    };
    result.absent.retain(|absent| {
        let fits = new.file().absent_sources.iter().any(|own| {
            own.provided_by == absent.provided_by && own.treatment != NotApplicable::NotAllowed
        });
        if !fits {
            let name = absent.provided_by.word().to_owned();
            drop(
                DroppedThing::Absent,
                name,
                "bộ mới không cho phép vắng nguồn này",
                "the new set does not allow this source to be absent",
            );
        }
        fits
    });
    result.not_applicable.clear();
    for claim in &file.not_applicable {
        let name = match &claim.part {
            Some(part) => format!("{}/{part}", claim.at),
            None => claim.at.to_string(),
        };
        let mut claim = claim.clone();
        let at = diff.ids.get(&claim.at);
        let fits = at.is_some_and(|at| {
            claim
                .part
                .as_ref()
                .is_none_or(|part| has_part(new, at, part))
        });
        match at {
            Some(at) if fits => {
                claim.at = at.clone();
                result.not_applicable.push(claim);
            }
            _ => drop(
                DroppedThing::NotApplicable,
                name,
                "bộ mới không còn mục này",
                "the new set has no such place",
            ),
        }
    }
    let groups = &new.file().unit_groups;
    if let Some(group) = &file.unit.group
        && !groups.iter().any(|own| own.id == *group)
    {
        result.unit.group = None;
        drop(
            DroppedThing::UnitGroup,
            group.to_string(),
            "bộ mới không có nhóm đơn vị này",
            "the new set has no such unit group",
        );
    }
    result
}

/// Whether a leaf of the new set has a part-mark.
fn has_part(set: &CriteriaSet, leaf: &Id, part: &Id) -> bool {
    fn within(rule: &crate::file::Rule, part: &Id) -> bool {
        match rule {
            crate::file::Rule::Sum(sum) => sum
                .parts
                .iter()
                .any(|own| own.id == *part || within(&own.rule, part)),
            crate::file::Rule::Gate(gate) => within(&gate.then, part),
            crate::file::Rule::Score(_) | crate::file::Rule::Cases(_) => false,
        }
    }
    set.leaf_index(leaf.as_str())
        .and_then(|index| set.leaves().get(index))
        .is_some_and(|leaf| within(leaf.rule(), part))
}

/// The value of a fact under its new id, where it fits.
fn carried_value(
    fit: &AnswerFit,
    facts: &[Fact],
    id: &Id,
    value: &FactValue,
    dropped: &mut Vec<Dropped>,
) -> Option<(Id, FactValue)> {
    let whys: Vec<Message> = fit.misfits().iter().map(super::Misfit::text).collect();
    let mut refuse = |thing, name: String, why: Message| {
        dropped.push(Dropped { thing, name, why });
    };
    let fact = fit.new_fact().and_then(|index| facts.get(index));
    let Some(fact) = fact.filter(|_| fit.fit() != Fit::Gone) else {
        refuse(DroppedThing::Fact, id.to_string(), joined(&whys, "; "));
        return None;
    };
    let mut value = value.clone();
    if let (FactKind::Table(kind), FactValue::Rows(rows)) = (&fact.kind, &mut value) {
        for column in without_columns(kind, rows) {
            let why = Message::new("bộ mới không còn cột này", "the new set has no such column");
            refuse(DroppedThing::Column, format!("{id}.{column}"), why);
        }
    }
    let mut faults = Vec::new();
    if resolve(fact, &value, &mut faults).is_none() || !faults.is_empty() {
        refuse(DroppedThing::Fact, id.to_string(), joined(&whys, "; "));
        return None;
    }
    Some((fact.id.clone(), value))
}

/// Takes out the columns a table no longer has.
fn without_columns(kind: &TableKind, rows: &mut [BTreeMap<Id, FactValue>]) -> Vec<Id> {
    let mut gone = Vec::new();
    for row in rows {
        row.retain(|column, _| {
            let known =
                column.as_str() == "unit" || kind.columns.iter().any(|own| own.id == *column);
            if !known && !gone.contains(column) {
                gone.push(column.clone());
            }
            known
        });
    }
    gone
}
