//! Checks that every declared fact and slot is read by some rule.

use std::collections::BTreeMap;

use super::super::at::At;
use super::super::findings::{FactNotUsed, IdsLookAlike, Thing};
use super::Checker;

impl Checker<'_> {
    /// Reports ids of criteria, and of facts, that are easily taken for each other
    pub(super) fn look_alikes(&mut self) {
        let facts: Vec<(String, At)> = (self.file.facts.iter().enumerate())
            .map(|(index, fact)| (fact.id.to_string(), At::root().item("facts", index)))
            .collect();
        let nodes = self
            .nodes
            .iter()
            .map(|(id, at)| ((*id).to_owned(), at.clone()));
        let nodes: Vec<(String, At)> = nodes.collect();
        for ids in [nodes, facts] {
            let mut first: BTreeMap<String, (String, At)> = BTreeMap::new();
            for (id, at) in ids {
                match first.get(&skeleton(&id)) {
                    Some((other, other_at)) if *other != id => {
                        let other_at = other_at.key("id");
                        let finding = IdsLookAlike {
                            id,
                            other: other.clone(),
                        };
                        self.report_against(&finding, &at.key("id"), &other_at);
                    }
                    Some(_) => {}
                    None => {
                        first.insert(skeleton(&id), (id, at));
                    }
                }
            }
        }
    }

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

/// An id as the eye may read it.
fn skeleton(id: &str) -> String {
    id.chars()
        .map(|c| match c {
            'l' | 'I' => '1',
            'O' | 'o' => '0',
            '_' => '-',
            c => c.to_ascii_lowercase(),
        })
        .collect()
}
