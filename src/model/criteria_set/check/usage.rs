//! Checks that every declared fact and slot is read by some rule.

use super::super::at::At;
use super::super::findings::{FactNotUsed, Thing};
use super::Checker;

impl Checker<'_> {
    /// Reports facts and slots that no rule reads
    ///
    /// Only once nothing is wrong: an error may hide what a rule was meant to read.
    pub(super) fn usage(&mut self) {
        if self.has_errors() {
            return;
        }
        let (file, root) = (self.file, At::root());
        for (index, fact) in file.facts.iter().enumerate() {
            if !self.facts_used.contains(fact.id.as_str()) {
                let finding = FactNotUsed {
                    thing: Thing::Fact,
                    id: fact.id.clone(),
                };
                self.report(&finding, &root.item("facts", index).key("id"));
            }
        }
        for (index, slot) in file.slots.iter().enumerate() {
            if !self.slots_used.contains(slot.id.as_str()) {
                let finding = FactNotUsed {
                    thing: Thing::Slot,
                    id: slot.id.clone(),
                };
                self.report(&finding, &root.item("slots", index).key("id"));
            }
        }
    }
}
