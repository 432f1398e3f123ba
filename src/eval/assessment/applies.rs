//! Whether a leaf, or a part of it, applies to the unit.

use crate::compile::{Compiled, CompiledLeaf};
use crate::eval::cells::source::Source;
use crate::eval::given::facts::Resolved;
use crate::eval::given::faults::AssessmentFault;
use crate::eval::given::found::Found;
use crate::eval::leaf::prepared_leaf::Applies;
use crate::file::{AssessmentFile, GroupTreatment, NotApplicable, NotApplicableClaim};
use crate::model::Leaf;
use crate::read::Id;

/// Whether a leaf applies: its unit group, absent sources, and what the unit claims.
pub(crate) fn applies(
    compiled: &Compiled,
    file: &AssessmentFile,
    leaf: &CompiledLeaf,
    model: &Leaf,
    source: &Source<'_>,
    found: &mut Found,
) -> Applies {
    if let Some(applies) = before_claims(compiled, file, model, source) {
        return applies;
    }
    let Some((index, claim)) = claim_on(file, model) else {
        return Applies::Yes;
    };
    if let Some(applies) = treated(model.not_applicable()) {
        return applies;
    }
    let criterion = model.id().to_string();
    let points = crate::number::Points::from_nanos(leaf.max);
    let fault = AssessmentFault::NotApplicableNotAllowed { criterion, points };
    // A claim for a whole area is reported once, at the first leaf that it may not leave out.
    let is_reported_at = |other: &&Leaf| {
        names(other, &claim.at)
            && treated(other.not_applicable()).is_none()
            && claim_on(file, other).is_some_and(|(own, _)| own == index)
            && before_claims(compiled, file, other, source).is_none()
    };
    let mut leaves = compiled.set.leaves().iter();
    let first = leaves.find(is_reported_at);
    if first.is_some_and(|first| first.id() == model.id()) {
        found.keep(&fault, format!("/not_applicable/{index}/at"));
    }
    Applies::Yes
}

/// Whether an id is that of a leaf or of what it stands below.
fn names(model: &Leaf, id: &Id) -> bool {
    id == model.id() || model.ancestors().contains(id)
}

/// The first claim that a leaf does not apply.
fn claim_on<'f>(file: &'f AssessmentFile, model: &Leaf) -> Option<(usize, &'f NotApplicableClaim)> {
    let mut claims = file.not_applicable.iter().enumerate();
    claims.find(|(_, claim)| claim.part.is_none() && names(model, &claim.at))
}

/// What the unit's group and absent sources say, before any claim.
fn before_claims(
    compiled: &Compiled,
    file: &AssessmentFile,
    model: &Leaf,
    source: &Source<'_>,
) -> Option<Applies> {
    let set = compiled.set.file();
    let group = file.unit.group.as_ref();
    if let Some(group) = set.unit_groups.iter().find(|own| Some(&own.id) == group)
        && group.without.iter().any(|id| names(model, id))
    {
        let keeps_denominator = group.treatment == Some(GroupTreatment::LowerMaximum);
        return Some(Applies::Excluded { keeps_denominator });
    }
    absent(compiled, file, model, source)
}

/// What "not applicable" means; `None` if it is not allowed.
pub(crate) fn treated(treatment: NotApplicable) -> Option<Applies> {
    match treatment {
        NotApplicable::NotAllowed => None,
        NotApplicable::LeaveDenominator => Some(Applies::Excluded {
            keeps_denominator: false,
        }),
        NotApplicable::FullMarks => Some(Applies::FullMarks),
        NotApplicable::Zero => Some(Applies::Zero),
    }
}

/// A leaf one of whose facts comes from a source that did not take place.
fn absent(
    compiled: &Compiled,
    file: &AssessmentFile,
    model: &Leaf,
    source: &Source<'_>,
) -> Option<Applies> {
    let set = &compiled.set;
    for index in model.facts_used() {
        let fact = set.facts().get(*index)?;
        let Some(by) = fact.provided_by else {
            continue;
        };
        let unanswered = source.facts.get(*index) == Some(&Resolved::Open);
        if unanswered && file.absent.iter().any(|absent| absent.provided_by == by) {
            let declared = set
                .file()
                .absent_sources
                .iter()
                .find(|own| own.provided_by == by)?;
            if let Some(applies) = treated(declared.treatment) {
                return Some(applies);
            }
        }
    }
    None
}

/// The bits of the parts that do not apply.
pub(crate) fn parts(
    file: &AssessmentFile,
    leaf: &CompiledLeaf,
    model: &Leaf,
    found: &mut Found,
) -> u64 {
    let mut mask = 0;
    for (index, claim) in file.not_applicable.iter().enumerate() {
        let Some(part) = claim.part.as_ref().filter(|_| claim.at == *model.id()) else {
            continue;
        };
        match leaf.parts.iter().find(|(id, _, _)| id == part) {
            Some((_, bit, true)) => mask |= bit,
            Some((_, _, false)) => {
                let fault = AssessmentFault::PartNotApplicableNotAllowed {
                    criterion: model.id().to_string(),
                    part: part.to_string(),
                };
                found.keep(&fault, format!("/not_applicable/{index}/part"));
            }
            None => {}
        }
    }
    mask
}
