//! Checks that worked examples speak of things there are.

use super::super::at::At;
use super::super::findings::Thing;
use super::Checker;
use super::rule::Parts;
use crate::file::Criterion;

impl<'f> Checker<'f> {
    /// Checks the names in the examples of a leaf
    pub(super) fn examples(&mut self, criterion: &'f Criterion, parts: &Parts<'f>, at: &At) {
        for (index, example) in criterion.examples.iter().enumerate() {
            let at = at.item("examples", index);
            for id in example.facts.keys() {
                if !self.facts.contains_key(id.as_str()) {
                    let known: Vec<&str> = self.facts.keys().copied().collect();
                    self.unknown(
                        Thing::Fact,
                        id.as_str(),
                        &at.key("facts").key(id.as_str()),
                        known,
                    );
                }
            }
            for name in example.tasks.keys() {
                if name == "all" || name.starts_with("area:") {
                    continue;
                }
                // A group of several slots is written with a plus between them.
                if let Some(slot) = name.split('+').find(|slot| !self.slots.contains_key(slot)) {
                    let known: Vec<&str> = self.slots.keys().copied().collect();
                    self.unknown(Thing::Slot, slot, &at.key("tasks").key(name), known);
                }
            }
            for (index, id) in example.not_applicable.iter().enumerate() {
                if !parts.contains_key(id.as_str()) {
                    let at = at.item("not_applicable", index);
                    self.unknown(Thing::Part, id.as_str(), &at, parts.keys().copied());
                }
            }
        }
    }
}
