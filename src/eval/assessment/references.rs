//! Whether everything an assessment names is there.

use std::collections::BTreeSet;

use crate::compile::{Compiled, CompiledLeaf};
use crate::eval::cells::source::Source;
use crate::eval::given::fault_terms::Thing;
use crate::eval::given::faults::AssessmentFault;
use crate::eval::given::found::Found;
use crate::file::{AssessmentFile, NotApplicable};
use crate::model::Leaf;
use crate::read::Id;

/// Checks header, claims, "not applicable", evidence and appraisal against the criteria set.
pub(crate) fn check(compiled: &Compiled, file: &AssessmentFile, found: &mut Found) {
    header(compiled, file, found);
    if is_of_another_set(compiled, file) {
        // None of its names means anything here.
        return;
    }
    let names = Names::new(compiled);
    claims(compiled, file, &names, found);
    not_applicable(compiled, file, &names, found);
    for (index, absent) in file.absent.iter().enumerate() {
        let declared = compiled.set.file().absent_sources.iter().any(|own| {
            own.provided_by == absent.provided_by && own.treatment != NotApplicable::NotAllowed
        });
        if !declared {
            let fault = AssessmentFault::AbsenceNotAllowed {
                source: absent.provided_by.word(),
            };
            found.refuse(&fault, format!("/absent/{index}/provided_by"));
        }
    }
    for (index, explanation) in file.explanations.iter().enumerate() {
        names.any(
            &explanation.criterion,
            &format!("/explanations/{index}/criterion"),
            found,
        );
    }
    evidence(compiled, file, &names, found);
    appraisal(compiled, file, &names, found);
}

/// Whether the assessment answers a set of another name; another edition has names in common.
pub(crate) fn is_of_another_set(compiled: &Compiled, file: &AssessmentFile) -> bool {
    file.criteria_set.id != *compiled.set.id()
}

fn header(compiled: &Compiled, file: &AssessmentFile, found: &mut Found) {
    if file.format != "par-index/assessment@1" {
        found.refuse(
            &AssessmentFault::WrongFormat {
                found: file.format.clone(),
            },
            "/format",
        );
    }
    let set = &compiled.set;
    let asked = &file.criteria_set;
    if asked.id != *set.id() || asked.edition != *set.edition() {
        let fault = AssessmentFault::OtherCriteriaSet {
            asked: format!("{}@{}", asked.id, asked.edition),
            given: format!("{}@{}", set.id(), set.edition()),
        };
        found.refuse(&fault, "/criteria_set");
        // Its own edition may be in force.
        return;
    }
    if file.period.from > file.period.until {
        found.refuse(&AssessmentFault::PeriodReversed, "/period");
        return;
    }
    let in_force = &set.file().in_force;
    if file.period.from < in_force.from || file.period.until > in_force.until {
        let fault = AssessmentFault::EditionNotInForce {
            from: in_force.from,
            until: in_force.until,
        };
        found.refuse(&fault, "/period");
    }
    if let Some(group) = &file.unit.group {
        let groups = &set.file().unit_groups;
        if !groups.iter().any(|own| own.id == *group) {
            let suggestion =
                found.suggest(group.as_ref(), groups.iter().map(|own| own.id.as_ref()));
            unknown(
                Thing::Group,
                group.as_ref(),
                suggestion,
                "/unit/group",
                found,
            );
        }
    }
}

/// So many documents are looked at for one that may have been meant, so that a long list of unknown
/// names in a long register takes no time that grows with their product.
const MOST_NAMES: usize = 300;

/// The names of criteria.
struct Names<'a> {
    leaves: BTreeSet<&'a str>,
    parents: BTreeSet<&'a str>,
    /// The numbers as printed, each with its criterion.
    numbers: Vec<(&'a str, &'a str)>,
}

impl<'a> Names<'a> {
    fn new(compiled: &'a Compiled) -> Self {
        Self {
            leaves: compiled
                .set
                .leaves()
                .iter()
                .map(|leaf| leaf.id().as_ref())
                .collect(),
            parents: compiled
                .set
                .parents()
                .iter()
                .map(|parent| parent.id().as_ref())
                .collect(),
            numbers: compiled
                .set
                .leaves()
                .iter()
                .filter_map(|leaf| Some((leaf.criterion().number.as_deref()?, leaf.id().as_ref())))
                .collect(),
        }
    }

    /// Reports a name that is not a leaf.
    fn leaf(&self, id: &Id, pointer: &str, found: &mut Found) -> bool {
        if self.leaves.contains(id.as_ref()) {
            return true;
        }
        if self.parents.contains(id.as_ref()) {
            found.refuse(
                &AssessmentFault::NotALeaf {
                    name: id.to_string(),
                },
                pointer,
            );
        } else {
            let leaves = self.leaves.iter().copied();
            let suggestion = found.named(id.as_ref(), leaves, &self.numbers);
            unknown(Thing::Criterion, id.as_ref(), suggestion, pointer, found);
        }
        false
    }

    /// Reports a name that is neither a leaf nor a parent.
    fn any(&self, id: &Id, pointer: &str, found: &mut Found) {
        if !self.leaves.contains(id.as_ref()) && !self.parents.contains(id.as_ref()) {
            let all = self.leaves.iter().chain(&self.parents).copied();
            unknown(
                Thing::Criterion,
                id.as_ref(),
                found.named(id.as_ref(), all, &self.numbers),
                pointer,
                found,
            );
        }
    }
}

fn unknown(what: Thing, name: &str, suggestion: Option<&str>, pointer: &str, found: &mut Found) {
    let fault = AssessmentFault::UnknownName {
        what,
        name: name.to_owned(),
        suggestion: suggestion.map(str::to_owned),
    };
    found.refuse(&fault, pointer);
}

fn claims(compiled: &Compiled, file: &AssessmentFile, names: &Names<'_>, found: &mut Found) {
    let Some(claims) = &file.claims else { return };
    let allowed = u8::try_from(compiled.set.file().rounding.claim_places).unwrap_or(9);
    let mut typed = |id: &str, value: crate::number::Quantity, pointer: String| {
        if value.scale() > allowed {
            let (criterion, found_places) = (id.to_owned(), value.scale());
            let fault = AssessmentFault::ClaimDecimals {
                criterion,
                found: found_places,
                allowed,
            };
            found.refuse(&fault, pointer);
        } else if value < crate::number::Quantity::ZERO {
            let fault = AssessmentFault::NegativeClaim {
                criterion: id.to_owned(),
                claimed: value,
            };
            found.keep(&fault, pointer);
        }
    };
    for (id, value) in &claims.criteria {
        typed(id.as_ref(), *value, format!("/claims/criteria/{id}"));
    }
    for (id, value) in &claims.areas {
        typed(id.as_ref(), *value, format!("/claims/areas/{id}"));
    }
    if let Some(total) = claims.total {
        typed("total", total, "/claims/total".to_owned());
    }
    for id in claims.criteria.keys() {
        names.leaf(id, &format!("/claims/criteria/{id}"), found);
    }
    let areas = &compiled.set.file().areas;
    for id in claims.areas.keys() {
        if !areas.iter().any(|area| area.id == *id) {
            let suggestion = found.suggest(id.as_ref(), areas.iter().map(|area| area.id.as_ref()));
            unknown(
                Thing::Area,
                id.as_ref(),
                suggestion,
                &format!("/claims/areas/{id}"),
                found,
            );
        }
    }
}

fn not_applicable(
    compiled: &Compiled,
    file: &AssessmentFile,
    names: &Names<'_>,
    found: &mut Found,
) {
    let mut seen: BTreeSet<(&Id, Option<&Id>)> = BTreeSet::new();
    for (index, claim) in file.not_applicable.iter().enumerate() {
        let at = format!("/not_applicable/{index}/at");
        if !seen.insert((&claim.at, claim.part.as_ref())) {
            let name = claim.at.to_string();
            found.refuse(
                &AssessmentFault::GivenTwice {
                    what: Thing::Criterion,
                    name,
                },
                at.clone(),
            );
        }
        match &claim.part {
            None => names.any(&claim.at, &at, found),
            Some(part) => {
                if names.leaf(&claim.at, &at, found) {
                    let index_of = compiled.set.leaf_index(claim.at.as_ref());
                    let leaf = index_of.and_then(|leaf| compiled.leaves.get(leaf));
                    let parts = leaf.map_or(&[][..], |leaf| &*leaf.parts);
                    let model = index_of.and_then(|leaf| compiled.set.leaves().get(leaf));
                    let is_known = parts.iter().any(|(id, _, _)| id == part);
                    // The parts of a faulty rule are not known.
                    if !is_known && model.is_none_or(Leaf::is_sound) {
                        let suggestion = found
                            .suggest(part.as_ref(), parts.iter().map(|(id, _, _)| id.as_ref()));
                        let pointer = format!("/not_applicable/{index}/part");
                        unknown(Thing::Part, part.as_ref(), suggestion, &pointer, found);
                    }
                }
            }
        }
        if claim
            .reason
            .as_ref()
            .is_none_or(|reason| reason.trim().is_empty())
        {
            let criterion = claim.at.to_string();
            found.keep(
                &AssessmentFault::NotApplicableWithoutReason { criterion },
                at,
            );
        }
    }
}

fn evidence(compiled: &Compiled, file: &AssessmentFile, names: &Names<'_>, found: &mut Found) {
    let mut seen = BTreeSet::new();
    for (index, document) in file.evidence.iter().enumerate() {
        if !seen.insert(&document.id) {
            let name = document.id.to_string();
            let fault = AssessmentFault::GivenTwice {
                what: Thing::Document,
                name,
            };
            found.refuse(&fault, format!("/evidence/{index}/id"));
        }
        for (at, support) in document.supports.iter().enumerate() {
            let pointer = format!("/evidence/{index}/supports/{at}");
            for (id, value) in &support.states {
                stated(
                    compiled,
                    id,
                    value,
                    &format!("{pointer}/states/{id}"),
                    found,
                );
            }
            let Some(criterion) = &support.criterion else {
                continue;
            };
            if !names.leaf(criterion, &format!("{pointer}/criterion"), found) {
                continue;
            }
            let Some(named) = &support.requirement else {
                continue;
            };
            let leaf = compiled
                .set
                .leaf_index(criterion.as_ref())
                .and_then(|leaf| compiled.set.leaves().get(leaf));
            let requirements = leaf.map_or(&[][..], |leaf| &leaf.criterion().evidence);
            if !requirements
                .iter()
                .any(|requirement| requirement.id == *named)
            {
                let known = requirements
                    .iter()
                    .map(|requirement| requirement.id.as_ref());
                let suggestion = found.suggest(named.as_ref(), known);
                let pointer = format!("{pointer}/requirement");
                unknown(
                    Thing::Requirement,
                    named.as_ref(),
                    suggestion,
                    &pointer,
                    found,
                );
            }
        }
    }
}

/// A value that a document or an appraiser gives to a fact.
fn stated(
    compiled: &Compiled,
    id: &Id,
    value: &crate::file::FactValue,
    pointer: &str,
    found: &mut Found,
) {
    let set = &compiled.set;
    match set
        .fact_index(id.as_ref())
        .and_then(|index| set.facts().get(index))
    {
        None => {
            let suggestion =
                found.suggest(id.as_ref(), set.facts().iter().map(|fact| fact.id.as_ref()));
            unknown(Thing::Fact, id.as_ref(), suggestion, pointer, found);
        }
        Some(fact) => {
            let mut faults = Vec::new();
            crate::eval::given::facts::resolve(fact, value, &mut faults);
            for (below, fault) in faults {
                found.refuse(&fault, format!("{pointer}{below}"));
            }
        }
    }
}

fn appraisal(compiled: &Compiled, file: &AssessmentFile, names: &Names<'_>, found: &mut Found) {
    let Some(appraisal) = &file.appraisal else {
        return;
    };
    for (index, round) in appraisal.rounds.iter().enumerate() {
        if !matches!(round.round, 1 | 2) {
            let fault = AssessmentFault::NoSuchRound { round: round.round };
            found.refuse(&fault, format!("/appraisal/rounds/{index}/round"));
        }
    }
    let mut seen = BTreeSet::new();
    for (index, record) in appraisal.records.iter().enumerate() {
        let pointer = format!("/appraisal/records/{index}");
        names.leaf(&record.criterion, &format!("{pointer}/criterion"), found);
        if !appraisal
            .rounds
            .iter()
            .any(|round| round.round == record.round)
        {
            let fault = AssessmentFault::NoSuchRound {
                round: record.round,
            };
            found.refuse(&fault, format!("{pointer}/round"));
        }
        if !seen.insert((record.round, &record.criterion)) {
            let name = record.criterion.to_string();
            let fault = AssessmentFault::GivenTwice {
                what: Thing::Criterion,
                name,
            };
            found.refuse(&fault, format!("{pointer}/criterion"));
        }
        let points = usize::from(record.points.is_some());
        let decisions = [
            !record.facts.is_empty(),
            record.not_applicable == Some(true),
            record.copies_round.is_some(),
            record.copies_claim,
        ];
        let others = decisions.into_iter().filter(|given| *given).count();
        // Refusing "not applicable" may stand alone or beside the points given instead.
        let refusal = usize::from(record.not_applicable == Some(false));
        let one = points.saturating_add(others) == 1
            || (points.saturating_add(others) == 0 && refusal == 1);
        if !one {
            let criterion = record.criterion.to_string();
            found.refuse(
                &AssessmentFault::NotOneDecision { criterion },
                pointer.clone(),
            );
        }
        for (id, value) in &record.facts {
            stated(compiled, id, value, &format!("{pointer}/facts/{id}"), found);
        }
    }
    let register: BTreeSet<&Id> = file.evidence.iter().map(|own| &own.id).collect();
    for (index, response) in appraisal.responses.iter().enumerate() {
        let pointer = format!("/appraisal/responses/{index}");
        names.leaf(&response.criterion, &format!("{pointer}/criterion"), found);
        for (at, document) in response.documents.iter().enumerate() {
            if !register.contains(document) {
                let looked_at = file.evidence.iter().take(MOST_NAMES);
                let known = looked_at.map(|own| own.id.as_ref());
                let suggestion = found.suggest(document.as_ref(), known);
                let pointer = format!("{pointer}/documents/{at}");
                unknown(
                    Thing::Document,
                    document.as_ref(),
                    suggestion,
                    &pointer,
                    found,
                );
            }
        }
    }
}

/// Reports leaves that need tasks which no plan binds.
pub(crate) fn tasks_bound(
    compiled: &Compiled,
    leaf: &CompiledLeaf,
    model: &Leaf,
    source: &Source<'_>,
    found: &mut Found,
) {
    let criterion = model.id().to_string();
    for input in &*leaf.inputs {
        let Some(input) = compiled.inputs.get(*input) else {
            continue;
        };
        if input.fact().is_some() {
            continue;
        }
        let Some(tasks) = source.tasks else {
            found.keep(&AssessmentFault::PlanMissing { criterion }, "/plan");
            return;
        };
        for slot in input.slots() {
            if tasks.slot(*slot).is_none() {
                let slots = &compiled.set.file().slots;
                let slot = slots
                    .get(*slot)
                    .map(|slot| slot.id.to_string())
                    .unwrap_or_default();
                let fault = AssessmentFault::SlotUnbound {
                    criterion: criterion.clone(),
                    slot,
                };
                found.keep(&fault, "/plan");
                return;
            }
        }
    }
}
