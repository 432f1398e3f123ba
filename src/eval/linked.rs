//! Whether undetermined places hang together: then the ends of an interval need not be attained.

use super::cells::Source;
use super::tasks::Tasks;
use crate::compile::{Compiled, CompiledLeaf, GroupOf, Input};
use crate::model::TaskState;

/// What undetermined places may have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Atom {
    Fact(usize),
    Occurrence(usize),
    /// Tasks that may still arise; which of them a group has is not told apart.
    MayArise,
}

/// Whether no two undetermined places of some leaves read the same fact, table or task.
///
/// The leaves are those that apply and whose points are not determined; `is_open` says whether a cell of
/// a leaf has more than one possible value.
pub(super) fn all_apart<'c>(
    compiled: &'c Compiled,
    source: &Source<'_>,
    leaves: impl Iterator<Item = &'c CompiledLeaf>,
    is_open: impl Fn(&CompiledLeaf, usize) -> bool,
) -> bool {
    let mut seen: Vec<Atom> = Vec::new();
    let mut atoms: Vec<Atom> = Vec::new();
    for leaf in leaves {
        for reader in &*leaf.readers {
            for cell in reader.iter().filter(|cell| is_open(leaf, **cell)) {
                let input = leaf.inputs.get(*cell);
                if let Some(input) = input.and_then(|input| compiled.inputs.get(*input)) {
                    atoms_of(input, source, &mut atoms);
                }
            }
            atoms.sort_unstable();
            atoms.dedup();
            seen.append(&mut atoms);
        }
    }
    let all = seen.len();
    seen.sort_unstable();
    seen.dedup();
    seen.len() == all
}

fn atoms_of(input: &Input, source: &Source<'_>, into: &mut Vec<Atom>) {
    if let Some(fact) = input.fact() {
        into.push(Atom::Fact(fact));
        into.extend(source.start_of(input).map(Atom::Fact));
        return;
    }
    let Some(tasks) = source.tasks else { return };
    let group = match input {
        Input::GroupPart { group, .. } | Input::GroupWhole { group, .. } => group.clone(),
        Input::SlotTimeliness { slot } => GroupOf::Slots(vec![*slot]),
        _ => return,
    };
    into.extend(open_occurrences(tasks, &group).map(Atom::Occurrence));
    if tasks.may_arise(&group) > 0 {
        into.push(Atom::MayArise);
    }
}

/// The occurrences of a group of which it is not settled what becomes of them.
fn open_occurrences<'t>(tasks: &'t Tasks, group: &GroupOf) -> impl Iterator<Item = usize> + 't {
    let all = tasks.group(group).unwrap_or_default();
    all.into_iter().filter_map(|(index, occurrence)| {
        let state = occurrence.state();
        (state.is_undetermined() || state == TaskState::Done).then_some(index)
    })
}
