//! One leaf at a time from facts and tasks as an example writes them.

use std::collections::BTreeMap;

use crate::compile::{Compiled, CompiledLeaf, GroupOf, Input};
use crate::eval::{Resolved, Source, resolve};
use crate::file::{FactValue, TaskExample, TaskExampleMap};
use crate::model::CriteriaSet;
use crate::read::Id;
use crate::rule::{Cell, CellValue};

/// Most tasks thought possible where nothing is said of them.
pub(super) const MOST_TASKS: i64 = 1_000;

/// Puts facts and tasks into the cells of a leaf; what is not said is open.
pub(crate) struct Bench<'a> {
    compiled: &'a Compiled,
    facts: Vec<Resolved>,
}

impl<'a> Bench<'a> {
    pub(crate) fn new(compiled: &'a Compiled) -> Self {
        Self {
            compiled,
            facts: vec![Resolved::Open; compiled.set.facts().len()],
        }
    }

    /// The cells of a leaf
    ///
    /// # Errors
    ///
    /// The name of a fact, slot or group that cannot be used so.
    pub(crate) fn cells<'f>(
        &mut self,
        leaf: &CompiledLeaf,
        facts: impl IntoIterator<Item = (&'f Id, &'f FactValue)>,
        tasks: &TaskExampleMap,
    ) -> Result<Vec<Cell>, String> {
        let set = &self.compiled.set;
        let mut touched = Vec::new();
        let mut cells = Ok(Vec::new());
        for (id, value) in facts {
            let known = set
                .fact_index(id.as_ref())
                .and_then(|index| Some((index, set.facts().get(index)?)))
                .and_then(|(index, fact)| Some((index, resolve(fact, value, &mut Vec::new())?)));
            let slot = known.and_then(|(index, resolved)| {
                let slot = self.facts.get_mut(index)?;
                *slot = resolved;
                Some(index)
            });
            match slot {
                Some(index) => touched.push(index),
                None => cells = Err(id.to_string()),
            }
        }
        if cells.is_ok() {
            cells = self.read(leaf, tasks);
        }
        for index in touched {
            if let Some(slot) = self.facts.get_mut(index) {
                *slot = Resolved::Open;
            }
        }
        cells
    }

    fn read(&self, leaf: &CompiledLeaf, tasks: &TaskExampleMap) -> Result<Vec<Cell>, String> {
        let set = &self.compiled.set;
        let source = Source {
            set,
            facts: &self.facts,
            as_of: set.file().in_force.from,
            tasks: None,
        };
        let said = Said::new(set, tasks)?;
        leaf.inputs
            .iter()
            .map(|input| match self.compiled.inputs.get(*input) {
                Some(input) if input.fact().is_some() => Ok(source.cell(input)),
                Some(input) => said.cell(input),
                None => Err(set.id().to_string()),
            })
            .collect()
    }
}

/// What an example says of tasks.
struct Said<'a> {
    set: &'a CriteriaSet,
    /// By the slots named, in ascending order.
    slots: BTreeMap<Vec<usize>, (&'a str, &'a TaskExample)>,
    /// By `area:ID` and `all`.
    groups: BTreeMap<&'a str, &'a TaskExample>,
}

impl<'a> Said<'a> {
    fn new(set: &'a CriteriaSet, tasks: &'a TaskExampleMap) -> Result<Self, String> {
        let mut said = Self {
            set,
            slots: BTreeMap::new(),
            groups: BTreeMap::new(),
        };
        for (name, value) in tasks {
            if name == "all" || name.starts_with("area:") {
                said.groups.insert(name, value);
                continue;
            }
            let mut slots = Vec::new();
            for id in name.split('+') {
                slots.push(set.slot_index(id).ok_or_else(|| name.clone())?);
            }
            slots.sort_unstable();
            said.slots.insert(slots, (name, value));
        }
        Ok(said)
    }

    fn cell(&self, input: &Input) -> Result<Cell, String> {
        let counted = |value: &TaskExample, name: &str, punctual: bool, whole: bool| {
            let [done, of] = counts(value, punctual).ok_or_else(|| name.to_owned())?;
            Ok(Cell::number(if whole { of } else { done }))
        };
        match input {
            Input::SlotTimeliness { slot } => match self.slots.get([*slot].as_slice()) {
                None => Ok(Cell::given(CellValue::Choice(7))),
                Some((name, TaskExample::Of(_))) => Err((*name).to_owned()),
                Some((name, TaskExample::Word(word))) => {
                    let words = ["on-time", "late", "none", "not-arisen"];
                    let index = words.iter().position(|known| known == word);
                    let index = index.and_then(|index| u32::try_from(index).ok());
                    index.map(Cell::choice).ok_or_else(|| (*name).to_owned())
                }
            },
            Input::GroupPart { group, punctual } | Input::GroupWhole { group, punctual } => {
                let whole = matches!(input, Input::GroupWhole { .. });
                let open = Cell::given(CellValue::Number {
                    lo: 0,
                    hi: MOST_TASKS,
                });
                match group {
                    GroupOf::All => self
                        .groups
                        .get_key_value("all")
                        .map_or(Ok(open), |(name, value)| {
                            counted(value, name, *punctual, whole)
                        }),
                    GroupOf::Area(area) => {
                        let name = format!("area:{area}");
                        self.groups
                            .get(name.as_str())
                            .map_or(Ok(open), |value| counted(value, &name, *punctual, whole))
                    }
                    GroupOf::Slots(slots) => {
                        let mut own = slots.clone();
                        own.sort_unstable();
                        match self.slots.get(&own) {
                            Some((name, value)) => counted(value, name, *punctual, whole),
                            None => self.together(&own, *punctual, whole).unwrap_or(Ok(open)),
                        }
                    }
                }
            }
            _ => Err(self.set.id().to_string()),
        }
    }

    /// The sum of slots of which each is spoken of by itself.
    fn together(
        &self,
        slots: &[usize],
        punctual: bool,
        whole: bool,
    ) -> Option<Result<Cell, String>> {
        let mut sum = 0_i64;
        for slot in slots {
            let (name, value) = self.slots.get([*slot].as_slice())?;
            let Some([done, of]) = counts(value, punctual) else {
                return Some(Err((*name).to_owned()));
            };
            sum = sum.checked_add(if whole { of } else { done })?;
        }
        Some(Ok(Cell::number(sum)))
    }
}

/// How many were done (or on time), of how many; a word speaks of one occurrence.
fn counts(value: &TaskExample, punctual: bool) -> Option<[i64; 2]> {
    match value {
        TaskExample::Of(counts) => Some(*counts),
        TaskExample::Word(word) => match word.as_str() {
            "on-time" => Some([1, 1]),
            "late" => Some([i64::from(!punctual), 1]),
            "none" => Some([0, 1]),
            "not-arisen" => Some([0, 0]),
            _ => None,
        },
    }
}
