//! Which leaves an action can have any influence on, by what their rules read.

use super::actions::{Actions, task_name};
use crate::compile::{Compiled, GroupOf, Input};
use crate::file::ActionChange;
use crate::model::{Home, ReformPlan};

/// For each action, the places it can have any influence on, ascending
///
/// A place is a leaf of an area, by index; then bonus and penalty, each with all of their leaves.
pub(crate) fn places(
    actions: &Actions,
    compiled: &Compiled,
    plan: Option<&ReformPlan>,
) -> Vec<Vec<usize>> {
    let reach = Reach { compiled, plan };
    let of = |changes: &[ActionChange]| {
        let mut places: Vec<usize> = changes
            .iter()
            .flat_map(|change| reach.change(change))
            .collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    actions
        .file()
        .actions
        .iter()
        .map(|action| of(&action.changes))
        .collect()
}

/// Names of what an action writes: two that write the same hang together, whatever reads it.
pub(crate) fn written(changes: &[ActionChange]) -> Vec<(u8, String)> {
    changes
        .iter()
        .map(|change| match change {
            ActionChange::Fact(own) => (0, own.fact.to_string()),
            ActionChange::Add(own) => (0, own.fact.to_string()),
            ActionChange::Task(own) => (1, task_name(own)),
            ActionChange::AddEvidence(own) => (2, own.id.to_string()),
        })
        .collect()
}

struct Reach<'a> {
    compiled: &'a Compiled,
    plan: Option<&'a ReformPlan>,
}

impl Reach<'_> {
    fn change(&self, change: &ActionChange) -> Vec<usize> {
        match change {
            ActionChange::Fact(own) => self.fact(own.fact.as_str()),
            ActionChange::Add(own) => self.fact(own.fact.as_str()),
            ActionChange::Task(own) => self.task(own.task.as_str()),
            ActionChange::AddEvidence(document) => {
                let mut places = Vec::new();
                for support in &document.supports {
                    if let Some(leaf) = &support.criterion {
                        places.extend(
                            self.compiled
                                .set
                                .leaf_index(leaf.as_str())
                                .map(|leaf| self.place(leaf)),
                        );
                    }
                    if let Some(task) = &support.task {
                        let task = task.split('/').next().unwrap_or(task);
                        places.extend(self.task(task));
                    }
                }
                places
            }
        }
    }

    fn place(&self, leaf: usize) -> usize {
        let count = self.compiled.leaves.len();
        match self.compiled.leaves.get(leaf).map(|leaf| leaf.home) {
            Some(Home::Bonus) => count,
            Some(Home::Penalty) => count.saturating_add(1),
            _ => leaf,
        }
    }

    fn fact(&self, id: &str) -> Vec<usize> {
        let Some(fact) = self.compiled.set.fact_index(id) else {
            return Vec::new();
        };
        let leaves = self.compiled.set.leaves().iter().enumerate();
        leaves
            .filter(|(_, leaf)| leaf.facts_used().contains(&fact))
            .map(|(index, _)| self.place(index))
            .collect()
    }

    fn task(&self, id: &str) -> Vec<usize> {
        let tasks = self.plan.map_or(&[][..], ReformPlan::tasks);
        let Some(task) = tasks.iter().find(|task| task.id().as_str() == id) else {
            return Vec::new();
        };
        let area = self
            .plan
            .and_then(|plan| plan.file().areas.get(task.area()));
        let set = &self.compiled.set;
        let is_bound = |slot: &usize| {
            let slot = set.file().slots.get(*slot);
            slot.zip(self.plan)
                .and_then(|(slot, plan)| plan.slot_tasks(set.id(), set.edition(), &slot.id))
                .is_some_and(|bound| bound.iter().any(|own| own.task() == task.index()))
        };
        let reads = |input: &Input| match input {
            Input::GroupPart { group, .. } | Input::GroupWhole { group, .. } => match group {
                GroupOf::All => true,
                GroupOf::Area(own) => area.is_some_and(|area| area.id == *own),
                GroupOf::Slots(slots) => slots.iter().any(is_bound),
            },
            Input::SlotTimeliness { slot } => is_bound(slot),
            _ => false,
        };
        let leaves = self.compiled.leaves.iter().enumerate();
        leaves
            .filter(|(_, leaf)| {
                leaf.inputs
                    .iter()
                    .filter_map(|input| self.compiled.inputs.get(*input))
                    .any(reads)
            })
            .map(|(index, _)| self.place(index))
            .collect()
    }
}
