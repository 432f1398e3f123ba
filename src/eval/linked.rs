//! Whether undetermined places hang together: then the ends of an interval need not be attained.

use super::cells::Source;
use super::prepared::Prepared;
use super::tasks::Tasks;
use crate::compile::{Compiled, CompiledLeaf, GroupOf, Input};
use crate::eval::prepared::Applies;
use crate::model::TaskState;

/// What undetermined places may have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Atom {
    Fact(usize),
    Occurrence(usize),
    /// Tasks that may still arise; which of them a group has is not told apart.
    MayArise,
}

/// Whether no two undetermined places of the applying leaves read the same fact, table or task.
pub(super) fn all_apart(compiled: &Compiled, prepared: &Prepared, source: &Source<'_>) -> bool {
    let mut seen: Vec<Atom> = Vec::new();
    let mut atoms: Vec<Atom> = Vec::new();
    for (leaf, own) in compiled.leaves.iter().zip(&prepared.leaves) {
        if own.applies != Applies::Yes || own.is_flat {
            continue;
        }
        for reader in &*leaf.readers {
            for cell in &**reader {
                if let Some(input) = undetermined(compiled, prepared, leaf, *cell) {
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

/// The input of a cell that has more than one possible value.
fn undetermined<'c>(
    compiled: &'c Compiled,
    prepared: &Prepared,
    leaf: &CompiledLeaf,
    cell: usize,
) -> Option<&'c Input> {
    let own = prepared.cells.get(leaf.cells_at.checked_add(cell)?)?;
    if own.is_known() {
        return None;
    }
    compiled.inputs.get(*leaf.inputs.get(cell)?)
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
    if tasks.may_arise(&group) {
        into.push(Atom::MayArise);
    }
}

/// The occurrences of a group of which it is not settled what becomes of them.
fn open_occurrences<'t>(tasks: &'t Tasks, group: &GroupOf) -> impl Iterator<Item = usize> + 't {
    let all = tasks.group(group).unwrap_or_default();
    all.into_iter().filter_map(|(index, occurrence)| {
        matches!(
            occurrence.state(),
            TaskState::Overdue | TaskState::Due | TaskState::NotDue | TaskState::Ongoing
        )
        .then_some(index)
    })
}
