//! What became of the tasks, as counts and choices for rules.

use crate::compile::{GroupOf, Input};
use crate::compile::{LATE, NOT_DONE, NOTHING_AROSE, ON_TIME};
use crate::model::{DueDay, Occurrence, OpenStep, TaskState};
use crate::number::Date;
use std::collections::BTreeSet;

/// The tasks of a unit, resolved for one criteria set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tasks {
    /// All occurrences of the plan.
    pub(crate) occurrences: Vec<Occurrence>,
    /// For each slot of the set, its occurrences; `None` where the plan binds nothing.
    pub(crate) slots: Vec<Option<Vec<usize>>>,
    /// The area id of each occurrence.
    pub(crate) areas: Vec<crate::read::Id>,
    /// Steps of which something may still arise, and nothing was reported.
    pub(crate) open_steps: Vec<OpenStep>,
    /// For each slot, which of those are bound to it.
    pub(crate) open_slots: Vec<Vec<usize>>,
    /// The area id of each of those.
    pub(crate) open_areas: Vec<crate::read::Id>,
}

/// Numbers of tasks of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) done: i64,
    /// Done, or still undetermined.
    pub(crate) possible: i64,
    pub(crate) of: i64,
    /// As `of`, with what may still arise.
    pub(crate) may_be: i64,
    /// A last day among them may never come.
    pub(crate) may_fail: bool,
}

/// How the worst task of a slot may come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Worst {
    /// As bits.
    pub(crate) options: u64,
    /// A last day among them may never come.
    pub(crate) may_fail: bool,
}

/// How an occurrence is shown by documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// As reported.
    AsReported,
    /// By a document of this day.
    On(Date),
    /// Not at all.
    No,
}

impl Tasks {
    /// The occurrences of a slot.
    pub(crate) fn slot(&self, slot: usize) -> Option<Vec<(usize, &Occurrence)>> {
        let indices = self.slots.get(slot)?.as_ref()?;
        Some(
            indices
                .iter()
                .filter_map(|index| Some((*index, self.occurrences.get(*index)?)))
                .collect(),
        )
    }

    /// The occurrences of a group; `None` where a slot is not bound.
    pub(crate) fn group(&self, group: &GroupOf) -> Option<Vec<(usize, &Occurrence)>> {
        match group {
            GroupOf::Slots(slots) => {
                let mut all = Vec::new();
                for slot in slots {
                    all.extend(self.slot(*slot)?);
                }
                // A task in two slots counts once.
                all.sort_by_key(|(index, _)| *index);
                all.dedup_by_key(|(index, _)| *index);
                Some(all)
            }
            GroupOf::Area(area) => {
                let own = self.occurrences.iter().enumerate();
                Some(
                    own.filter(|(index, _)| self.areas.get(*index) == Some(area))
                        .collect(),
                )
            }
            GroupOf::All => Some(self.occurrences.iter().enumerate().collect()),
        }
    }

    /// The occurrences that an input reads as done or not; none where a slot is not bound.
    pub(crate) fn read_by(&self, input: &Input) -> Vec<(usize, &Occurrence)> {
        let read = match input {
            Input::SlotTimeliness { slot } => self.slot(*slot),
            Input::GroupPart { group, .. } => self.group(group),
            _ => None,
        };
        read.unwrap_or_default()
    }

    /// How many steps of a group may still arise of which nothing was reported.
    pub(crate) fn may_arise(&self, group: &GroupOf) -> usize {
        self.steps_that_may_arise(group).len()
    }

    /// Those steps; one in two slots counts once.
    pub(crate) fn steps_that_may_arise(&self, group: &GroupOf) -> BTreeSet<usize> {
        match group {
            GroupOf::Slots(slots) => {
                let own = slots.iter().filter_map(|slot| self.open_slots.get(*slot));
                own.flatten().copied().collect()
            }
            GroupOf::Area(area) => {
                let own = self.open_areas.iter().enumerate();
                own.filter(|(_, own)| *own == area)
                    .map(|(step, _)| step)
                    .collect()
            }
            GroupOf::All => (0..self.open_steps.len()).collect(),
        }
    }

    /// Possible answers of a slot's timeliness; `None` where there is nothing to measure against.
    pub(crate) fn timeliness(&self, slot: usize) -> Option<Worst> {
        self.timeliness_shown(slot, |_| Shown::AsReported)
    }

    /// The same with occurrences shown as said.
    pub(crate) fn timeliness_shown(
        &self,
        slot: usize,
        shown: impl Fn(usize) -> Shown,
    ) -> Option<Worst> {
        // The worst of all: possible from the worst of the bests upwards.
        let (mut floor, mut any) = (0, 0);
        let (mut never, mut may_fail) = (false, false);
        for (index, occurrence) in self.slot(slot)? {
            if occurrence.state() == TaskState::DidNotArise {
                continue;
            }
            let mask = outcomes(occurrence, shown(index));
            never |= is_without_start(occurrence, DueDay::NeverStarts);
            may_fail |= is_without_start(occurrence, DueDay::AwaitsTask);
            floor = floor.max(mask & mask.wrapping_neg());
            any |= mask;
        }
        let settled = |options| Worst {
            options,
            may_fail: false,
        };
        if floor == NOT_DONE {
            // Whatever becomes of the others.
            return Some(settled(NOT_DONE));
        }
        if never {
            return None;
        }
        if self.may_arise(&GroupOf::Slots(vec![slot])) > 0 {
            any |= ON_TIME | LATE | NOT_DONE;
        }
        if floor == 0 {
            return Some(settled(any | NOTHING_AROSE));
        }
        let options = any & !floor.wrapping_sub(1);
        Some(Worst { options, may_fail })
    }

    /// Counts of a group; `None` where there is nothing to measure against.
    pub(crate) fn counts(&self, group: &GroupOf, punctual: bool) -> Option<Counts> {
        self.counts_shown(group, punctual, |_| Shown::AsReported)
    }

    /// The same with occurrences shown as said: `done` counts those shown, `possible` those reported.
    pub(crate) fn counts_shown(
        &self,
        group: &GroupOf,
        punctual: bool,
        shown: impl Fn(usize) -> Shown,
    ) -> Option<Counts> {
        let mut counts = Counts::default();
        for (index, occurrence) in self.group(group)? {
            let state = occurrence.state();
            let undated = punctual && !occurrence.due_day().is_dated();
            if undated || state == TaskState::DidNotArise {
                continue;
            }
            if punctual && is_without_start(occurrence, DueDay::NeverStarts) {
                return None;
            }
            counts.may_fail |= punctual && is_without_start(occurrence, DueDay::AwaitsTask);
            counts.of = counts.of.checked_add(1)?;
            let possible = match state {
                _ if punctual => state.may_be_on_time(),
                _ => state.is_done() || state.is_undetermined(),
            };
            let reported = state.is_done() && (!punctual || state == TaskState::DoneOnTime);
            let (done, possible) = match shown(index) {
                _ if !state.is_done() => (false, possible),
                Shown::AsReported => (reported, possible),
                // Its day is the document's; a document never makes it earlier.
                Shown::On(date) => {
                    let kept = !punctual || bit_on(occurrence, date) == ON_TIME;
                    (reported && kept, possible && kept)
                }
                Shown::No => (false, possible),
            };
            counts.done = counts.done.checked_add(i64::from(done))?;
            counts.possible = counts.possible.checked_add(i64::from(possible))?;
        }
        // What may still arise may be in the part, in the rest, or not come at all.
        let more = i64::try_from(self.may_arise(group)).ok()?;
        counts.possible = counts.possible.checked_add(more)?;
        counts.may_be = counts.of.checked_add(more)?;
        Some(counts)
    }
}

/// Whether a task that arose, and was not given up, has a last day of this unknown kind.
fn is_without_start(occurrence: &Occurrence, kind: DueDay) -> bool {
    occurrence.due_day() == kind && occurrence.state() != TaskState::NotDone
}

/// What may have become of an occurrence that arose, shown as said.
pub(crate) fn outcomes(occurrence: &Occurrence, shown: Shown) -> u64 {
    match occurrence.state() {
        TaskState::DidNotArise => 0,
        TaskState::NotDone => NOT_DONE,
        TaskState::Overdue => LATE | NOT_DONE,
        TaskState::Due | TaskState::NotDue | TaskState::Ongoing => ON_TIME | LATE | NOT_DONE,
        state @ (TaskState::DoneOnTime | TaskState::DoneLate | TaskState::Done) => match shown {
            Shown::On(date) if state != TaskState::Done => {
                own_bits(state).max(bit_on(occurrence, date))
            }
            Shown::AsReported | Shown::On(_) => own_bits(state),
            Shown::No => own_bits(state) | NOT_DONE,
        },
    }
}

/// How something done may have been.
fn own_bits(state: TaskState) -> u64 {
    match state {
        TaskState::DoneOnTime => ON_TIME,
        TaskState::DoneLate => LATE,
        _ => ON_TIME | LATE,
    }
}

/// On time or late, if the document's day were the day it was done.
fn bit_on(occurrence: &Occurrence, date: Date) -> u64 {
    match occurrence.last_day() {
        Some(last) if date > last => LATE,
        _ => ON_TIME,
    }
}
