//! A line of JSON becomes an assessment: a whole one, or a unit with its facts.

use par_index::diagnostic::{Diagnostic, Diagnostics};
use par_index::file::{AssessmentFile, ExternalResult, FactMap, Nature, NotApplicableClaim};
use par_index::model::CriteriaSet;
use par_index::read::{Document, Id, decode_document, read_format, record};

use super::head::is_from_outside;

record! {
    /// A unit with its facts, and nothing else of an assessment.
    struct UnitFacts {
        /// The unit.
        unit: Id,
        /// Its group.
        group: Option<Id>,
        /// Whether it is real; `real` where absent.
        nature: Option<Nature>,
        /// Values by fact id, those of others too.
        facts: FactMap,
        /// Criteria that do not apply.
        not_applicable: Vec<Id> = default,
    }
}

/// Reads a line; `blank` is an assessment that has nothing answered yet.
///
/// # Errors
///
/// Everything that is wrong with the text.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    set: &CriteriaSet,
    blank: &AssessmentFile,
) -> Result<(AssessmentFile, Document), Diagnostics> {
    let is_whole = read_format(bytes).map_or(true, |format| format.is_some());
    if is_whole {
        return decode_document(Some(name), bytes);
    }
    let (line, document) = decode_document::<UnitFacts>(Some(name), bytes)?;
    let mut file = blank.clone();
    file.unit.title.vi = line.unit.to_string();
    file.unit.id = line.unit;
    file.unit.group = line.group;
    file.nature = line.nature;
    for (fact, value) in line.facts {
        let outside = set
            .fact_index(fact.as_str())
            .and_then(|index| set.facts().get(index))
            .is_some_and(is_from_outside);
        if outside {
            file.external.push(ExternalResult {
                fact,
                value,
                source: name.to_owned(),
                published_on: None,
            });
        } else {
            file.facts.insert(fact, value);
        }
    }
    file.not_applicable.extend(
        line.not_applicable
            .into_iter()
            .map(|at| NotApplicableClaim {
                at,
                part: None,
                reason: None,
            }),
    );
    Ok((file, document))
}

/// Moves findings about a text of one line to that line of the file.
pub(super) fn moved(found: Diagnostics, line: u64) -> Diagnostics {
    let line = u32::try_from(line).ok();
    let moved = |diagnostic: Diagnostic| {
        let mut place = diagnostic.place().clone();
        place.line = line;
        let other = diagnostic.other().cloned();
        let diagnostic = diagnostic.with_place(place);
        match other {
            Some(mut other) => {
                other.line = line;
                diagnostic.with_other_place(other)
            }
            None => diagnostic,
        }
    };
    found.into_iter().map(moved).collect()
}
