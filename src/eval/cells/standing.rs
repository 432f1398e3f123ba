//! The requirements of a leaf as documents meet them.

use crate::eval::cells::occurrences::OccurrenceName;
use crate::eval::cells::register::Register;
use crate::eval::cells::source::Source;
use crate::file::{Criterion, Document, EvidenceMode, EvidenceRequirement, Fact, Kinds};
use crate::number::Date;
use crate::read::Id;

/// How one requirement of a leaf stands.
#[derive(Clone, Debug)]
pub(crate) struct Standing<'a> {
    pub(crate) requirement: &'a EvidenceRequirement,
    /// Documents that count for it.
    pub(crate) documents: Vec<(usize, &'a Document)>,
    /// Documents put forward that do not count.
    pub(crate) refused: Vec<usize>,
    pub(crate) met: bool,
    /// Items supported, for per-item evidence.
    pub(crate) items: i64,
}

/// How all requirements of a leaf stand.
pub(crate) fn standings<'a>(
    criterion: &'a Criterion,
    register: &Register<'a>,
) -> Vec<Standing<'a>> {
    criterion
        .evidence
        .iter()
        .map(|requirement| standing(&criterion.id, requirement, register))
        .collect()
}

fn standing<'a>(
    leaf: &Id,
    requirement: &'a EvidenceRequirement,
    register: &Register<'a>,
) -> Standing<'a> {
    let mut counted = Vec::new();
    let mut refused = Vec::new();
    let mut items = 0_i64;
    for (index, document) in register.of_criterion(leaf) {
        let supports: Vec<_> = document
            .supports
            .iter()
            .filter(|support| support.criterion.as_ref() == Some(leaf))
            .filter(|support| match &support.requirement {
                Some(named) => *named == requirement.id,
                None => fits(requirement, &document.kind),
            })
            .collect();
        if supports.is_empty() {
            continue;
        }
        if !counts(requirement, document) {
            refused.push(index);
            continue;
        }
        for support in supports {
            items = items.saturating_add(i64::from(support.items.unwrap_or(1)));
        }
        counted.push((index, document));
    }
    let met = match (&requirement.mode, &requirement.kinds) {
        (EvidenceMode::None, _) => true,
        (_, Some(Kinds::All(kinds))) => kinds
            .iter()
            .all(|kind| counted.iter().any(|(_, document)| document.kind == *kind)),
        _ => !counted.is_empty(),
    };
    Standing {
        requirement,
        documents: counted,
        refused,
        met,
        items,
    }
}

fn fits(requirement: &EvidenceRequirement, kind: &Id) -> bool {
    match &requirement.kinds {
        None => true,
        Some(Kinds::Any(kinds) | Kinds::All(kinds)) => kinds.contains(kind),
    }
}

/// Whether a document is of a required kind, in the window, and names section and page.
fn counts(requirement: &EvidenceRequirement, document: &Document) -> bool {
    let in_window = requirement.window.as_ref().is_none_or(|window| {
        document
            .issued_on
            .is_some_and(|day| day >= window.from && day <= window.until)
    });
    let located = !requirement.locate || (document.section.is_some() && document.page.is_some());
    fits(requirement, &document.kind) && in_window && located
}

/// Whether a requirement is about a fact; one that names nothing is about everything.
pub(crate) fn supports_fact(requirement: &EvidenceRequirement, fact: &Fact) -> bool {
    let supports = &requirement.supports;
    supports.is_empty() || supports.iter().any(|name| *name == *fact.id.as_ref())
}

/// The day by which documents that attest something were all there.
///
/// Of each kind required, and of each requirement, the earliest document counts, so that a
/// further document never makes anything later.
pub(crate) fn proved_on(standings: &[&Standing<'_>]) -> Option<Date> {
    standings
        .iter()
        .filter(|standing| standing.requirement.mode == EvidenceMode::Attests)
        .filter_map(|standing| {
            let earliest = |kind: Option<&Id>| {
                let documents = standing.documents.iter();
                documents
                    .filter(|(_, document)| kind.is_none_or(|kind| document.kind == *kind))
                    .filter_map(|(_, document)| document.issued_on)
                    .min()
            };
            match &standing.requirement.kinds {
                Some(Kinds::All(kinds)) => {
                    kinds.iter().filter_map(|kind| earliest(Some(kind))).max()
                }
                _ => earliest(None),
            }
        })
        .max()
}

/// The values of a fact for which documents change nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Follows {
    /// The greatest mantissa that items support.
    pub(crate) most: Option<i64>,
    /// The first day that documents do not put off.
    pub(crate) from: Option<Date>,
}

/// What the evidence of a leaf is judged with.
pub(crate) struct Prover<'a> {
    pub(crate) source: &'a Source<'a>,
    pub(crate) leaf: &'a Id,
    pub(crate) standings: &'a [Standing<'a>],
    pub(crate) register: &'a Register<'a>,
    /// Task, step and occurrence names of each occurrence, to match documents with.
    pub(crate) names: &'a [OccurrenceName],
}
