//! What moved, in which set it counts, and the part of a leaf that it is about.

use par_index::model::CriteriaSet;
use par_index::number::Points;
use par_index::read::Id;
use par_index::scenario::{EntryDelta, Outcome, Pair};

/// After less before.
pub(super) fn moved(before: Option<Points>, after: Option<Points>) -> Option<Points> {
    after?.checked_sub(before?)
}

/// The set in which an index counts: that of the scenario, or of the base where it is gone there.
pub(super) fn place<'a>(
    outcome: &'a Outcome<'_>,
    base: &'a CriteriaSet,
    index: &Pair<Option<usize>>,
) -> Option<(&'a CriteriaSet, usize)> {
    match (index.after, index.before) {
        (Some(after), _) => Some((outcome.scale().scorer().criteria_set(), after)),
        (None, Some(before)) => Some((base, before)),
        (None, None) => None,
    }
}

pub(super) fn part(own: &EntryDelta) -> Option<String> {
    let parts: Vec<&str> = own.part.iter().map(Id::as_str).collect();
    (!parts.is_empty()).then(|| parts.join("/"))
}
