//! What a fact reaches: the inputs made of it, and the leaves that read those.

use super::input::Input;
use super::leaf::CompiledLeaf;
use crate::file::Due;
use crate::model::CriteriaSet;

/// What a fact reaches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Inputs made of the fact.
    pub(crate) inputs: Vec<usize>,
    /// Leaves that read one of them, in the order of the set.
    pub(crate) leaves: Vec<usize>,
    /// A due date of some input counts from it.
    pub(crate) starts: bool,
}

/// What each fact of a set reaches.
pub(super) fn reaches(
    set: &CriteriaSet,
    inputs: &[Input],
    leaves: &[CompiledLeaf],
) -> Box<[Reach]> {
    let mut all = vec![Reach::default(); set.facts().len()];
    for (index, input) in inputs.iter().enumerate() {
        if let Some(own) = input.fact().and_then(|fact| all.get_mut(fact)) {
            own.inputs.push(index);
        }
        if let Input::Timeliness { due, .. } | Input::DaysLate { due, .. } = input
            && let Due::After(after) = due
            && let Some(of) = &after.of
            && let Some(fact) = set.fact_index(of.as_ref())
            && let Some(own) = all.get_mut(fact)
        {
            own.starts = true;
        }
    }
    for (index, leaf) in leaves.iter().enumerate() {
        for input in &*leaf.inputs {
            let fact = inputs.get(*input).and_then(Input::fact);
            if let Some(own) = fact.and_then(|fact| all.get_mut(fact))
                && own.leaves.last() != Some(&index)
            {
                own.leaves.push(index);
            }
        }
    }
    all.into()
}
