//! How documents show what was done: occurrence by occurrence, for a whole leaf at a time.

use std::collections::BTreeMap;

use crate::compile::Input;
use crate::eval::cells::occurrences::OccurrenceName;
use crate::eval::cells::standing::{Prover, Standing, proved_on};
use crate::eval::given::tasks::{Shown, Tasks};
use crate::file::{EvidenceMode, EvidenceRequirement};
use crate::model::{Occurrence, TaskState};
use crate::number::Date;

/// How each occurrence is shown that a leaf reads.
#[derive(Debug, Default)]
pub(crate) struct Showing(BTreeMap<usize, Shown>);

impl Showing {
    /// How an occurrence is shown, by its place among those of the plan.
    pub(crate) fn of(&self, index: usize) -> Shown {
        self.0.get(&index).copied().unwrap_or(Shown::No)
    }
}

/// A requirement for an occurrence, as one input reads it.
#[derive(Clone, Copy)]
struct Required<'a> {
    standing: &'a Standing<'a>,
    /// The input reads no other that arose.
    is_alone: bool,
}

impl Prover<'_> {
    /// How the occurrences are shown that a leaf with these inputs reads.
    ///
    /// What the leaf requires for an occurrence holds for it in every input, whichever of them names it.
    pub(crate) fn showing<'i>(&self, inputs: impl IntoIterator<Item = &'i Input>) -> Showing {
        let Some(tasks) = self.source.tasks else {
            return Showing::default();
        };
        let mut required: BTreeMap<usize, Vec<Required<'_>>> = BTreeMap::new();
        for input in inputs {
            let read = tasks.read_by(input);
            let is_alone = is_alone(&read);
            for (index, _) in &read {
                required.entry(*index).or_default();
            }
            for standing in self.standings {
                let requirement = standing.requirement;
                if !self.concerns(requirement, input) {
                    continue;
                }
                for (index, _) in &read {
                    if self.is_for(requirement, input, *index, tasks)
                        && let Some(list) = required.get_mut(index)
                    {
                        list.push(Required { standing, is_alone });
                    }
                }
            }
        }
        let shown = required.into_iter();
        Showing(
            shown
                .map(|(index, list)| (index, self.shown(index, &list)))
                .collect(),
        )
    }

    /// Whether a requirement that concerns an input is for this occurrence: of several slots, one that has it.
    fn is_for(
        &self,
        requirement: &EvidenceRequirement,
        input: &Input,
        index: usize,
        tasks: &Tasks,
    ) -> bool {
        let slots = input.slots();
        let has = |slot: &usize| {
            let bound = tasks.slots.get(*slot).and_then(Option::as_ref);
            bound.is_some_and(|bound| bound.contains(&index))
        };
        requirement.supports.is_empty()
            || slots.is_empty()
            || slots
                .iter()
                .any(|slot| self.names_slot(requirement, *slot) && has(slot))
    }

    fn shown(&self, index: usize, required: &[Required<'_>]) -> Shown {
        let mut all = required.iter().map(|own| own.standing);
        if all
            .clone()
            .any(|standing| standing.requirement.mode == EvidenceMode::None)
        {
            return Shown::AsReported;
        }
        // Documents that name its task, and what the leaf requires: the earlier day counts, so that a
        // further document never makes anything later.
        let named = self
            .names
            .get(index)
            .and_then(|name| self.shown_by_name(name));
        let is_met = !required.is_empty() && all.all(|standing| standing.met);
        let of_it: Vec<&Standing<'_>> = required
            .iter()
            .filter(|own| own.is_alone)
            .map(|own| own.standing)
            .collect();
        let required = is_met.then(|| proved_on(&of_it).map_or(Shown::AsReported, Shown::On));
        match (named, required) {
            (Some(Shown::On(one)), Some(Shown::On(other))) => Shown::On(one.min(other)),
            (Some(Shown::AsReported), _) | (_, Some(Shown::AsReported)) => Shown::AsReported,
            (Some(shown), _) | (None, Some(shown)) => shown,
            (None, None) => Shown::No,
        }
    }

    /// How documents that name an occurrence show it; `None` where a product that is needed has none.
    fn shown_by_name(&self, name: &OccurrenceName) -> Option<Shown> {
        let mut proved = None;
        for product in &name.needed {
            let naming = self
                .register
                .of_task(&name.task)
                .map(|(_, document)| document)
                .filter(|document| name.is_shown_by(product, document));
            let issued: Vec<Option<Date>> = naming.map(|document| document.issued_on).collect();
            if issued.is_empty() {
                return None;
            }
            proved = proved.max(issued.into_iter().flatten().min());
        }
        Some(proved.map_or(Shown::AsReported, Shown::On))
    }
}

/// Whether one occurrence arose and no other.
fn is_alone(occurrences: &[(usize, &Occurrence)]) -> bool {
    let arose = |(_, one): &&(usize, &Occurrence)| one.state() != TaskState::DidNotArise;
    occurrences.iter().filter(arose).count() == 1
}
