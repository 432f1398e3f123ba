//! Checks what documents a leaf requires.

use std::collections::{BTreeMap, BTreeSet};

use super::super::at::At;
use super::super::findings::{
    ListEmpty, PerItemNeedsANumber, PerItemWhereMoreIsWorse, SupportNotUsed, Thing,
};
use super::super::limits::RULE_DEPTH;
use super::super::uses::{Used, each_measure, each_use};
use super::Checker;
use super::direction::{Worse, more_is_worse};
use crate::file::{Criterion, EvidenceMode, EvidenceRequirement, FactKind, Kinds, Measure, Rule};

/// What a rule reads, under the names that evidence requirements use.
#[derive(Default)]
struct Read<'f> {
    facts: BTreeSet<&'f str>,
    /// `slot:ID`, `area:ID` and `all`.
    tasks: BTreeSet<String>,
}

impl<'f> Checker<'f> {
    /// Checks the evidence requirements of a leaf; `sound` says that nothing is wrong with its rule
    pub(super) fn evidence(&mut self, criterion: &'f Criterion, sound: bool, at: &At) {
        let Some(rule) = &criterion.rule else { return };
        let list = at.key("evidence");
        let ids = criterion
            .evidence
            .iter()
            .map(|requirement| requirement.id.as_str());
        self.once(Thing::Requirement, ids, &list);
        // A faulty rule does not tell what documents have to show.
        let read = sound.then(|| (self.read_by(rule), more_is_worse(rule)));
        for (index, requirement) in criterion.evidence.iter().enumerate() {
            let at = list.index(index);
            if let Some(window) = &requirement.window {
                self.span(window, &at.key("window"));
            }
            if let Some(Kinds::Any(kinds)) = &requirement.kinds
                && kinds.is_empty()
            {
                self.report(&ListEmpty { key: "any" }, &at.key("kinds").key("any"));
            }
            match &read {
                Some((read, worse)) => self.supports(requirement, read, worse, &at),
                None => self.supports_known(requirement, &at),
            }
        }
    }

    fn supports(
        &mut self,
        requirement: &'f EvidenceRequirement,
        read: &Read<'f>,
        worse: &BTreeMap<&'f str, Worse>,
        at: &At,
    ) {
        let per_item = requirement.mode == EvidenceMode::PerItem;
        if requirement.supports.is_empty() && per_item {
            let at = at.key("mode");
            for name in &read.facts {
                // The whole of a share stays as typed, so only parts are shown item by item.
                if worse.get(name) != Some(&Worse::AsWhole) {
                    self.item_by_item(name, worse, &at);
                }
            }
            for name in &read.tasks {
                self.report(
                    &PerItemNeedsANumber {
                        thing: Thing::Slot,
                        id: name.clone(),
                    },
                    &at,
                );
            }
            return;
        }
        for (index, name) in requirement.supports.iter().enumerate() {
            let at = at.item("supports", index);
            if read.facts.contains(name.as_str()) {
                if per_item {
                    self.item_by_item(name, worse, &at);
                }
            } else if read.tasks.contains(name) {
                if per_item {
                    self.report(
                        &PerItemNeedsANumber {
                            thing: Thing::Slot,
                            id: name.clone(),
                        },
                        &at,
                    );
                }
            } else if self.is_known(name) {
                let written = name.clone();
                self.report(&SupportNotUsed { written }, &at);
            } else {
                let known = read.facts.iter().copied();
                let known: Vec<&str> = known.chain(read.tasks.iter().map(String::as_str)).collect();
                self.unknown(Thing::FactOrSlot, name, &at, known);
            }
        }
    }

    /// Checks only that what a requirement supports is declared.
    fn supports_known(&mut self, requirement: &'f EvidenceRequirement, at: &At) {
        for (index, name) in requirement.supports.iter().enumerate() {
            if !self.is_known(name) {
                let known: Vec<&str> = self.facts.keys().copied().collect();
                self.unknown(Thing::FactOrSlot, name, &at.item("supports", index), known);
            }
        }
    }

    fn is_known(&self, name: &str) -> bool {
        match name.split_once(':') {
            Some(("slot", slot)) => self.slots.contains_key(slot),
            Some(("area", _)) => true,
            _ => name == "all" || self.facts.contains_key(name),
        }
    }

    fn item_by_item(&mut self, name: &str, worse: &BTreeMap<&'f str, Worse>, at: &At) {
        let Some(fact) = self.facts.get(name).copied() else {
            return;
        };
        if !matches!(fact.kind, FactKind::Number(_)) {
            let finding = PerItemNeedsANumber {
                thing: Thing::Fact,
                id: name.to_owned(),
            };
            self.report(&finding, at);
        } else if worse.contains_key(name) {
            self.report(
                &PerItemWhereMoreIsWorse {
                    id: fact.id.clone(),
                },
                at,
            );
        }
    }

    fn read_by(&self, rule: &'f Rule) -> Read<'f> {
        let mut read = Read::default();
        let find = |name: &str| self.facts.get(name).map(|fact| &fact.id);
        each_measure(rule, RULE_DEPTH, &mut |measure| {
            if let Measure::Completion(group) | Measure::Punctuality(group) = measure {
                read.tasks
                    .extend(group.area.iter().map(|area| format!("area:{area}")));
                read.tasks.extend(group.all.then(|| "all".to_owned()));
            }
            each_use(measure, &find, &mut |used| match used {
                Used::Fact(id) => {
                    read.facts.insert(id.as_str());
                }
                Used::Slot(id) => {
                    read.tasks.insert(format!("slot:{id}"));
                }
            });
        });
        read
    }
}
