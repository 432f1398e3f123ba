//! Combinations of actions that only change facts whose leaves can be re-scored by themselves.

use std::collections::BTreeMap;

use super::actions::Actions;
use crate::compile::Scorer;
use crate::eval::{Column, Known, Rescorer, Scorecard};
use crate::file::{ActionChange, Fact, FactValue};
use crate::model::Home;
use crate::number::{Points, Quantity};

/// What an action makes of a fact.
#[derive(Clone, Copy, Debug)]
enum Made {
    Value(Known),
    /// More, in the last decimal of the fact.
    More(i64),
}

/// The facts that actions change, in a scorer in which they are changed and put back.
#[derive(Debug)]
pub(super) struct Facts {
    scorer: Scorer,
    rescorer: Rescorer,
    /// By fact, what the assessment says.
    known: BTreeMap<usize, Known>,
    /// By action; `None` where the whole assessment has to be scored.
    actions: Vec<Option<Vec<(usize, Made)>>>,
    /// What was changed could not be put back.
    spoilt: bool,
}

impl Facts {
    /// What the actions change; `None` where nothing can be re-scored by itself.
    pub(super) fn new(card: &Scorecard, actions: &Actions, column: Column) -> Option<Self> {
        let rescorer = match column {
            Column::Evidenced => Rescorer::new(card)?,
            _ => Rescorer::of_computed(card)?,
        };
        let mut own = Self {
            scorer: card.scorer().clone(),
            rescorer,
            known: BTreeMap::new(),
            actions: Vec::new(),
            spoilt: false,
        };
        for action in &actions.file().actions {
            let made: Option<Vec<(usize, Made)>> = action
                .changes
                .iter()
                .map(|change| own.made(card, change))
                .collect();
            own.actions.push(made);
        }
        Some(own)
    }

    fn fact(&self, index: usize) -> Option<&Fact> {
        self.scorer.criteria_set().facts().get(index)
    }

    fn made(&mut self, card: &Scorecard, change: &ActionChange) -> Option<(usize, Made)> {
        let id = match change {
            ActionChange::Fact(own) => &own.fact,
            ActionChange::Add(own) => &own.fact,
            ActionChange::Task(_) | ActionChange::AddEvidence(_) => return None,
        };
        let index = self.scorer.criteria_set().fact_index(id.as_str())?;
        let base = card.assessment().file();
        if !self.known.contains_key(&index) {
            let is_outside = base.external.iter().any(|result| result.fact == *id);
            let known = Known::read(self.fact(index)?, base.facts.get(id)?)?;
            let in_areas = self.leaves(index).all(|leaf| {
                let leaves = self.scorer.criteria_set().leaves();
                leaves
                    .get(leaf)
                    .is_some_and(|leaf| matches!(leaf.home(), Home::Area(_)))
            });
            if is_outside || !in_areas {
                return None;
            }
            // What cannot be set to what it is could not be put back.
            self.rescorer.set(index, known)?;
            self.known.insert(index, known);
        }
        let made = match (change, self.known.get(&index)?) {
            (ActionChange::Fact(own), _) => {
                Made::Value(Known::read(self.fact(index)?, &own.value)?)
            }
            (ActionChange::Add(own), Known::Number(_)) => {
                Made::More(own.by.to_scale(self.decimals(index)?)?)
            }
            _ => return None,
        };
        Some((index, made))
    }

    fn decimals(&self, fact: usize) -> Option<u8> {
        match &self.fact(fact)?.kind {
            crate::file::FactKind::Number(kind) => u8::try_from(kind.decimals).ok(),
            _ => None,
        }
    }

    fn leaves(&self, fact: usize) -> impl Iterator<Item = usize> + '_ {
        let reach = self.scorer.compiled().reach.get(fact);
        reach.into_iter().flat_map(|own| own.leaves.iter().copied())
    }

    /// The points of all leaves that these actions reach; `None` if the whole assessment has to be scored.
    pub(super) fn with(&mut self, chosen: &[usize]) -> Option<BTreeMap<usize, Points>> {
        let values = self.values(chosen)?;
        let mut done: Vec<usize> = Vec::with_capacity(values.len());
        let mut is_whole = !self.spoilt;
        for (fact, known) in &values {
            is_whole = is_whole && self.rescorer.set(*fact, *known).is_some();
            if !is_whole {
                break;
            }
            done.push(*fact);
        }
        let mut points = BTreeMap::new();
        if is_whole {
            for leaf in done.iter().flat_map(|fact| self.leaves(*fact)) {
                match self.rescorer.points(leaf) {
                    Some(own) => {
                        points.insert(leaf, own);
                    }
                    None => is_whole = false,
                }
            }
        }
        // Backwards, so that every state on the way was one before.
        for fact in done.iter().rev() {
            let known = self.known.get(fact).copied();
            let back = known.and_then(|known| self.rescorer.set(*fact, known));
            self.spoilt = self.spoilt || back.is_none();
        }
        is_whole.then_some(points)
    }

    /// The facts that these actions change, with their values.
    fn values(&self, chosen: &[usize]) -> Option<BTreeMap<usize, Known>> {
        let mut values: BTreeMap<usize, Known> = BTreeMap::new();
        for action in chosen {
            for (fact, made) in self.actions.get(*action)?.as_ref()? {
                let value = match made {
                    Made::Value(known) => *known,
                    Made::More(by) => {
                        let now = values.get(fact).or_else(|| self.known.get(fact))?;
                        let Known::Number(number) = now else {
                            return None;
                        };
                        let number = Quantity::new(number.checked_add(*by)?, self.decimals(*fact)?);
                        Known::read(self.fact(*fact)?, &FactValue::Number(number.ok()?))?
                    }
                };
                values.insert(*fact, value);
            }
        }
        Some(values)
    }
}
