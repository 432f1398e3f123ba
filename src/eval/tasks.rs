//! What became of the tasks, as counts and choices for rules.

use super::cells::{LATE, NOT_DONE, NOTHING_AROSE, ON_TIME};
use crate::compile::GroupOf;
use crate::model::{Occurrence, TaskState};
use crate::number::Date;

/// The tasks of a unit, resolved for one criteria set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tasks {
    /// All occurrences of the plan.
    pub(crate) occurrences: Vec<Occurrence>,
    /// For each slot of the set, its occurrences; `None` where the plan binds nothing.
    pub(crate) slots: Vec<Option<Vec<usize>>>,
    /// The area id of each occurrence.
    pub(crate) areas: Vec<crate::read::Id>,
    /// For each slot, whether something may still arise of which nothing was reported.
    pub(crate) open_slots: Vec<bool>,
    /// The areas in which something may still arise of which nothing was reported.
    pub(crate) open_areas: Vec<crate::read::Id>,
}

/// Numbers of tasks of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) done: i64,
    /// Done, or still undetermined.
    pub(crate) possible: i64,
    pub(crate) of: i64,
    /// As `of`, or more while nothing arose and something still may.
    pub(crate) may_be: i64,
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

    /// Whether something of a group may still arise of which nothing was reported.
    pub(super) fn may_arise(&self, group: &GroupOf) -> bool {
        match group {
            GroupOf::Slots(slots) => slots
                .iter()
                .any(|slot| self.open_slots.get(*slot).is_some_and(|open| *open)),
            GroupOf::Area(area) => self.open_areas.contains(area),
            GroupOf::All => !self.open_areas.is_empty(),
        }
    }

    /// Possible answers of a slot's timeliness, as bits.
    pub(crate) fn timeliness(&self, slot: usize) -> Option<u64> {
        self.timeliness_shown(slot, |_| Shown::AsReported)
    }

    /// The same with occurrences shown as said.
    pub(crate) fn timeliness_shown(
        &self,
        slot: usize,
        shown: impl Fn(usize) -> Shown,
    ) -> Option<u64> {
        let mut masks = Vec::new();
        for (index, occurrence) in self.slot(slot)? {
            let mask = match occurrence.state() {
                TaskState::DidNotArise => continue,
                TaskState::NotDone => NOT_DONE,
                TaskState::Overdue => LATE | NOT_DONE,
                TaskState::Due | TaskState::NotDue | TaskState::Ongoing => {
                    ON_TIME | LATE | NOT_DONE
                }
                state @ (TaskState::DoneOnTime | TaskState::DoneLate) => match shown(index) {
                    Shown::AsReported => own_bit(state),
                    Shown::On(date) => own_bit(state).max(bit_on(occurrence, date)),
                    Shown::No => own_bit(state) | NOT_DONE,
                },
            };
            masks.push(mask);
        }
        if masks.is_empty() {
            let open = self.open_slots.get(slot).is_some_and(|open| *open);
            let anything = ON_TIME | LATE | NOT_DONE | NOTHING_AROSE;
            return Some(if open { anything } else { NOTHING_AROSE });
        }
        // The worst of all: possible from the worst of the bests upwards.
        let floor = masks
            .iter()
            .map(|mask| mask & mask.wrapping_neg())
            .max()
            .unwrap_or(ON_TIME);
        let any = masks.iter().fold(0, |all, mask| all | mask);
        Some(any & !floor.wrapping_sub(1))
    }

    /// Counts of a group.
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
        let (mut counts, mut nothing_arose) = (Counts::default(), true);
        for (index, occurrence) in self.group(group)? {
            let dated = occurrence.last_day().is_some();
            let state = occurrence.state();
            nothing_arose &= state == TaskState::DidNotArise;
            if state == TaskState::DidNotArise || (punctual && !dated) {
                continue;
            }
            counts.of = counts.of.checked_add(1)?;
            let (done, possible) = match state {
                TaskState::DoneOnTime | TaskState::DoneLate => {
                    let counted = !punctual || state == TaskState::DoneOnTime;
                    match shown(index) {
                        Shown::AsReported => (counted, counted),
                        // Its day is the document's; a document never makes it earlier.
                        Shown::On(date) => {
                            let kept = !punctual || bit_on(occurrence, date) == ON_TIME;
                            (counted && kept, counted && kept)
                        }
                        Shown::No => (false, counted),
                    }
                }
                TaskState::Overdue => (false, !punctual),
                TaskState::Due | TaskState::NotDue | TaskState::Ongoing => (false, true),
                TaskState::NotDone | TaskState::DidNotArise => (false, false),
            };
            counts.done = counts.done.checked_add(i64::from(done))?;
            counts.possible = counts.possible.checked_add(i64::from(possible))?;
        }
        counts.may_be = counts.of;
        if nothing_arose && self.may_arise(group) {
            // Nothing arose yet, and the period is not over: any share is possible, or none.
            (counts.possible, counts.may_be) = (1, 1);
        }
        Some(counts)
    }
}

fn own_bit(state: TaskState) -> u64 {
    if state == TaskState::DoneOnTime {
        ON_TIME
    } else {
        LATE
    }
}

/// On time or late, if the document's day were the day it was done.
fn bit_on(occurrence: &Occurrence, date: Date) -> u64 {
    match occurrence.last_day() {
        Some(last) if date > last => LATE,
        _ => ON_TIME,
    }
}
