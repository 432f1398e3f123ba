//! Which leaves a finding is about.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::eval::Scorecard;
use crate::read::Id;

/// Indices of the leaves that a finding touches: those whose points it names, else the one its place
/// belongs to, else all that read the fact it stands at.
pub(super) fn leaves_of(card: &Scorecard, one: &Diagnostic) -> BTreeSet<usize> {
    let set = card.scorer().criteria_set();
    let named: BTreeSet<usize> = one
        .stakes()
        .iter()
        .filter_map(|stake| set.leaf_index(stake.criterion()))
        .collect();
    if !named.is_empty() {
        return named;
    }
    let pointer = one.place().pointer.as_str();
    let mut parts = pointer.split('/').skip(1);
    let (first, second, third) = (parts.next(), parts.next(), parts.next());
    let file = card.assessment().file();
    let entry = |text: Option<&str>| text.and_then(|text| text.parse::<usize>().ok());
    let leaf = |id: &Id| set.leaf_index(id.as_ref());
    match (first, second) {
        (Some("claims"), Some("criteria")) => third
            .and_then(|id| set.leaf_index(id))
            .into_iter()
            .collect(),
        (Some("appraisal"), Some("records")) => {
            let records = file.appraisal.as_ref().map(|own| &own.records);
            let record = records.and_then(|own| own.get(entry(third)?));
            record
                .and_then(|own| leaf(&own.criterion))
                .into_iter()
                .collect()
        }
        (Some("appraisal"), Some("responses")) => {
            let responses = file.appraisal.as_ref().map(|own| &own.responses);
            let response = responses.and_then(|own| own.get(entry(third)?));
            response
                .and_then(|own| leaf(&own.criterion))
                .into_iter()
                .collect()
        }
        (Some("explanations"), at) => {
            let explanation = entry(at).and_then(|at| file.explanations.get(at));
            explanation
                .and_then(|own| leaf(&own.criterion))
                .into_iter()
                .collect()
        }
        (Some("not_applicable"), at) => {
            let claim = entry(at).and_then(|at| file.not_applicable.get(at));
            claim.and_then(|own| leaf(&own.at)).into_iter().collect()
        }
        (Some("facts"), Some(id)) => match set.fact_index(id) {
            Some(fact) => set
                .leaves()
                .iter()
                .enumerate()
                .filter(|(_, leaf)| leaf.facts_used().binary_search(&fact).is_ok())
                .map(|(index, _)| index)
                .collect(),
            None => BTreeSet::new(),
        },
        _ => BTreeSet::new(),
    }
}
