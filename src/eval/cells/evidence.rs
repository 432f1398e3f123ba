//! Which documents prove what: the cells of a leaf as far as evidence reaches.

use crate::compile::{CompiledLeaf, GroupOf, Input};
use crate::eval::cells::joint::joints;
use crate::eval::cells::showing::Showing;
use crate::eval::cells::source::{Source, any_value, is_from_outside};
use crate::eval::cells::standing::{Follows, Prover, Standing, proved_on, supports_fact};
use crate::eval::given::facts::{Resolved, resolve};
use crate::file::{EvidenceMode, EvidenceRequirement, Fact, FactKind};
use crate::rule::{Cell, CellValue, Joint};

impl Prover<'_> {
    /// The evidenced cells of a leaf, in its own numbering.
    pub(crate) fn cells(&self, leaf: &CompiledLeaf, inputs: &[Input], known: &[Cell]) -> Vec<Cell> {
        let showing = self.showing_of(leaf, inputs);
        leaf.inputs
            .iter()
            .zip(known)
            .map(|(input, cell)| {
                inputs
                    .get(*input)
                    .map_or(*cell, |input| self.cell(input, *cell, &showing))
            })
            .collect()
    }

    /// For each place of a leaf, evidenced cells that speak of the same tasks.
    pub(crate) fn joints(
        &self,
        leaf: &CompiledLeaf,
        inputs: &[Input],
        evidence: &[Cell],
    ) -> Vec<Joint> {
        let Some(tasks) = self.source.tasks else {
            return Vec::new();
        };
        let showing = self.showing_of(leaf, inputs);
        joints(tasks, leaf, inputs, evidence, &showing)
    }

    fn showing_of(&self, leaf: &CompiledLeaf, inputs: &[Input]) -> Showing {
        self.showing(leaf.inputs.iter().filter_map(|input| inputs.get(*input)))
    }

    /// The values of a known cell that are consistent with the documents.
    fn cell(&self, input: &Input, known: Cell, showing: &Showing) -> Cell {
        let fact = input
            .fact()
            .and_then(|index| self.source.set.facts().get(index));
        if fact.is_some_and(is_from_outside) {
            return known;
        }
        let relevant: Vec<&Standing<'_>> = self
            .standings
            .iter()
            .filter(|standing| self.concerns(standing.requirement, input))
            .collect();
        let start = self
            .source
            .start_of(input)
            .and_then(|start| self.source.set.facts().get(start));
        if let (Some(start), Some(fact)) = (start, fact)
            && !is_from_outside(start)
        {
            // A due date that counts from a day nobody proves may be any day.
            let mut proving = self
                .standings
                .iter()
                .filter(|standing| supports_fact(standing.requirement, start));
            let proved = proving.clone().next().is_some() && proving.all(Self::stands);
            if !proved {
                let value =
                    any_value(input, fact, self.source.set).unwrap_or(CellValue::Contradiction);
                return Cell {
                    value,
                    pending: false,
                    family: known.family,
                    free: false,
                    may_fail: false,
                };
            }
        }
        // As reported there is nothing to measure against, unless documents state another start.
        let started = self.started(input);
        if known.value == CellValue::Contradiction && started.is_none() {
            return known;
        }
        let source = Source {
            facts: started.as_deref().unwrap_or(self.source.facts),
            ..*self.source
        };
        let value = match (input, fact) {
            _ if source.never_starts(input) => None,
            (Input::SlotTimeliness { .. } | Input::GroupPart { .. }, _) => {
                self.of_tasks(input, showing)
            }
            (Input::GroupWhole { .. }, _) => Some(known.value),
            (_, Some(fact)) => {
                if relevant.is_empty() || relevant.iter().any(|standing| !Self::stands(standing)) {
                    any_value(input, fact, self.source.set)
                } else {
                    self.stated(input, fact, &relevant)
                }
            }
            _ => Some(known.value),
        };
        Cell {
            value: value.unwrap_or(CellValue::Contradiction),
            pending: false,
            family: known.family,
            free: false,
            may_fail: false,
        }
    }

    /// Under which values of a number, choice or date the evidenced cell is the reported one; `None`
    /// where that takes more than a limit to say.
    pub(crate) fn follows(&self, input: &Input) -> Option<Follows> {
        let index = input.fact()?;
        let fact = self.source.set.facts().get(index)?;
        let relevant: Vec<&Standing<'_>> = self
            .standings
            .iter()
            .filter(|standing| self.concerns(standing.requirement, input))
            .collect();
        if relevant.is_empty() || relevant.iter().any(|standing| !Self::stands(standing)) {
            return None;
        }
        if !self.statements(fact, &relevant).is_empty() || self.started(input).is_some() {
            return None;
        }
        let decimals = match &fact.kind {
            FactKind::Number(kind) => kind.decimals,
            _ => 0,
        };
        let items = relevant
            .iter()
            .filter(|standing| standing.requirement.mode == EvidenceMode::PerItem)
            .map(|standing| if standing.met { standing.items } else { 0 })
            .min();
        let most = match items {
            Some(items) => Some(items.saturating_mul(10_i64.checked_pow(decimals)?)),
            None => None,
        };
        Some(Follows {
            most,
            from: proved_on(&relevant),
        })
    }

    /// Per-item evidence bounds a fact even where no document is on file.
    pub(crate) fn stands(standing: &Standing<'_>) -> bool {
        standing.met || standing.requirement.mode == EvidenceMode::PerItem
    }

    pub(crate) fn concerns(&self, requirement: &EvidenceRequirement, input: &Input) -> bool {
        if requirement.supports.is_empty() {
            return true;
        }
        let named = |name: &str| requirement.supports.iter().any(|support| support == name);
        let fact = input
            .fact()
            .and_then(|index| self.source.set.facts().get(index));
        if let Some(fact) = fact {
            return named(fact.id.as_ref());
        }
        match input {
            Input::GroupPart {
                group: GroupOf::Area(area),
                ..
            } => named(&format!("area:{area}")),
            Input::GroupPart {
                group: GroupOf::All,
                ..
            } => named("all"),
            _ => {
                let mut slots = input.slots().iter();
                slots.any(|slot| self.names_slot(requirement, *slot))
            }
        }
    }

    /// Whether a requirement names a slot.
    pub(crate) fn names_slot(&self, requirement: &EvidenceRequirement, slot: usize) -> bool {
        let slot = self.source.set.file().slots.get(slot);
        slot.map(|slot| format!("slot:{}", slot.id))
            .is_some_and(|name| requirement.supports.contains(&name))
    }

    /// What may have become of the tasks that an input reads, as documents show them.
    fn of_tasks(&self, input: &Input, showing: &Showing) -> Option<CellValue> {
        let (tasks, shown) = (self.source.tasks?, |index| showing.of(index));
        match input {
            Input::SlotTimeliness { slot } => tasks
                .timeliness_shown(*slot, shown)
                .map(|worst| CellValue::Choice(worst.options)),
            Input::GroupPart { group, punctual } => tasks
                .counts_shown(group, *punctual, shown)
                .map(|counts| CellValue::Number {
                    lo: counts.done,
                    hi: counts.possible,
                }),
            _ => None,
        }
    }

    /// What the documents that meet these requirements state of a fact.
    fn statements(&self, fact: &Fact, relevant: &[&Standing<'_>]) -> Vec<Resolved> {
        let mut stated = Vec::new();
        let stating = relevant
            .iter()
            .filter(|standing| standing.met && standing.requirement.mode != EvidenceMode::None);
        for standing in stating {
            let requirement = &standing.requirement.id;
            let documents = standing.documents.iter();
            let supports = documents.flat_map(|(_, document)| &document.supports);
            for support in supports {
                let is_named = support.requirement.as_ref() == Some(requirement);
                if support.criterion.as_ref() == Some(self.leaf)
                    && (is_named || support.requirement.is_none())
                    && let Some(value) = support.states.get(&fact.id)
                {
                    stated.extend(resolve(fact, value, &mut Vec::new()));
                }
            }
        }
        stated.retain(|value| *value != Resolved::Open);
        stated
    }

    /// The facts, where documents state the day that the due date of an input counts from.
    fn started(&self, input: &Input) -> Option<Vec<Resolved>> {
        let start = self.source.start_of(input)?;
        let fact = self.source.set.facts().get(start)?;
        if is_from_outside(fact) || self.source.facts.get(start) == Some(&Resolved::Open) {
            return None;
        }
        let relevant: Vec<&Standing<'_>> = self
            .standings
            .iter()
            .filter(|standing| supports_fact(standing.requirement, fact))
            .collect();
        let stated = self.statements(fact, &relevant);
        let (first, others) = stated.split_first()?;
        let agree = others.iter().all(|other| other == first);
        let mut facts = self.source.facts.to_vec();
        *facts.get_mut(start)? = if agree { first.clone() } else { Resolved::Open };
        Some(facts)
    }

    /// A fact whose requirements are met: what the documents state, or what was typed.
    fn stated(&self, input: &Input, fact: &Fact, relevant: &[&Standing<'_>]) -> Option<CellValue> {
        let typed = input
            .fact()
            .and_then(|index| self.source.facts.get(index))?;
        let is_open = *typed == Resolved::Open;
        // What nobody answered keeps its own values, whatever documents state.
        let mut facts = Vec::new();
        if !is_open {
            facts = self.statements(fact, relevant);
        }
        if facts.is_empty() {
            facts.push(typed.clone());
        }
        let day = proved_on(relevant);
        // A due date counts from the day that documents state, or from one they do not agree on.
        let started = self.started(input);
        let source = Source {
            facts: started.as_deref().unwrap_or(self.source.facts),
            ..*self.source
        };
        let mut merged: Option<CellValue> = None;
        for value in facts {
            let value = match (value, day) {
                (Resolved::Date(date), Some(day)) => Resolved::Date(date.max(day)),
                (value, _) => value,
            };
            let cell = source.value_with(input, fact, &value)?;
            merged = Some(match merged {
                None => cell,
                Some(other) => union(other, cell)?,
            });
        }
        let items = relevant
            .iter()
            .filter(|standing| standing.requirement.mode == EvidenceMode::PerItem)
            .map(|standing| if standing.met { standing.items } else { 0 })
            .min();
        match (merged?, items) {
            (CellValue::Number { lo, hi }, Some(items)) if !is_open => {
                let decimals = match &fact.kind {
                    FactKind::Number(kind) => kind.decimals,
                    _ => 0,
                };
                let items = items.saturating_mul(10_i64.checked_pow(decimals)?);
                Some(CellValue::Number {
                    lo: lo.min(items),
                    hi,
                })
            }
            (value, _) => Some(value),
        }
    }
}

/// The values of two cells together.
fn union(one: CellValue, other: CellValue) -> Option<CellValue> {
    match (one, other) {
        (CellValue::Number { lo, hi }, CellValue::Number { lo: low, hi: high }) => {
            Some(CellValue::Number {
                lo: lo.min(low),
                hi: hi.max(high),
            })
        }
        (CellValue::Choice(a), CellValue::Choice(b)) => Some(CellValue::Choice(a | b)),
        (
            CellValue::Days { lo, hi, none },
            CellValue::Days {
                lo: low,
                hi: high,
                none: also,
            },
        ) => {
            let (lo, hi) = if lo > hi {
                (low, high)
            } else if low > high {
                (lo, hi)
            } else {
                (lo.min(low), hi.max(high))
            };
            Some(CellValue::Days {
                lo,
                hi,
                none: none || also,
            })
        }
        _ => None,
    }
}
