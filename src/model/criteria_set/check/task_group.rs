//! Checks groups of the unit's own tasks.

use super::super::at::At;
use super::super::findings::{MeasureSourceUnclear, Thing};
use super::super::values::{Counts, Range};
use super::Checker;
use super::measure::Reader;
use crate::file::TaskGroup;
use crate::read::Id;

/// Most tasks of a group that are thought of.
const MOST_TASKS: i128 = 1_000;

impl<'f> Checker<'f> {
    /// Checks a group, and gives the percentages it can have
    pub(super) fn task_group(
        &mut self,
        group: &'f TaskGroup,
        word: &'static str,
        at: &At,
        reader: Reader<'_>,
    ) -> Option<Range> {
        let given = [!group.slots.is_empty(), group.area.is_some(), group.all];
        let given = given.into_iter().filter(|given| *given).count();
        let mut sound = given == 1;
        if !sound {
            let choices = "\"slots\", \"area\" or \"all\"";
            self.report(&MeasureSourceUnclear { choices, given }, at);
        }
        for (index, id) in group.slots.iter().enumerate() {
            sound &= self.slot(id, &at.item("slots", index));
        }
        self.when_empty(group.when_empty.as_ref(), at, reader);
        self.answered(group.when_empty.as_ref(), sound, word, at, reader);
        let counts = Counts {
            part: (0, MOST_TASKS),
            whole: (0, MOST_TASKS),
        };
        sound.then(|| Range::share(counts, false))
    }

    /// Checks that a slot is declared, and remembers that it is read
    pub(super) fn slot(&mut self, id: &Id, at: &At) -> bool {
        if let Some(slot) = self.slots.get(id.as_str()).copied() {
            self.slots_used.insert(slot.as_str());
            return true;
        }
        let slots = std::mem::take(&mut self.slots);
        self.unknown(Thing::Slot, id.as_str(), at, slots.keys().copied());
        self.slots = slots;
        false
    }
}
