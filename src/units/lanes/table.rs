//! Columns of facts.

use std::sync::Arc;

use super::table_error::TableError;
use crate::compile::{Input, Scorer};
use crate::diagnostic::Finding;
use crate::eval::{Resolved, resolve};
use crate::file::{Fact, FactKind, FactValue, NotApplicableClaim};
use crate::rule::{BLOCK, Column};
use crate::units::FactsOnly;

/// Facts of many units, a column for each fact that differs between them
///
/// Made by [`Lanes::table`](super::Lanes::table). A fact without a column has the value that the base
/// assessment gives it.
#[derive(Clone, Debug)]
pub struct FactTable {
    pub(super) rows: Arc<FactsOnly>,
    pub(super) scorer: Scorer,
    pub(super) units: usize,
    /// By fact.
    facts: Vec<Option<FactColumn>>,
    /// By input: what rules read.
    pub(super) columns: Vec<Option<Column>>,
    /// Units that are scored one by one: something of them is unanswered or not applicable.
    pub(super) single: Vec<bool>,
    /// Criteria and areas that do not apply, with a mark for each unit.
    not_applicable: Vec<(NotApplicableClaim, Box<[bool]>)>,
}

/// The values of a fact.
#[derive(Clone, Debug)]
enum FactColumn {
    /// In the column of its only input.
    Plain {
        input: Option<usize>,
        open: Option<Box<[bool]>>,
    },
    /// As resolved: dates, tables.
    Resolved(Box<[Resolved]>),
}

/// Most units of a table: results of all leaves of more would not fit into the memory of one machine.
const MOST_UNITS: usize = 1 << 24;

pub(super) fn too_many(units: usize) -> TableError {
    TableError::TooManyUnits {
        units,
        most: MOST_UNITS,
    }
}

impl FactTable {
    pub(super) fn new(
        rows: Arc<FactsOnly>,
        scorer: Scorer,
        units: usize,
    ) -> Result<Self, TableError> {
        if units > MOST_UNITS {
            return Err(too_many(units));
        }
        let compiled = scorer.compiled();
        Ok(Self {
            units,
            facts: vec![None; compiled.set.facts().len()],
            columns: vec![None; compiled.inputs.len()],
            single: vec![false; units],
            not_applicable: Vec::new(),
            rows,
            scorer,
        })
    }

    /// Number of units
    pub fn units(&self) -> usize {
        self.units
    }

    /// Gives a number fact its values, as whole numbers at the decimals that the fact declares
    ///
    /// With 1 decimal, 12.5 is 125.
    ///
    /// # Errors
    ///
    /// A fact that does not exist or is no number, another number of values than units, or a value
    /// outside the fact's limits.
    pub fn mantissas(&mut self, fact: &str, values: &[i64]) -> Result<(), TableError> {
        let index = self.find(fact)?;
        self.check_length(fact, values.len())?;
        let FactKind::Number(kind) = &self.fact(index, fact)?.kind else {
            return Err(wrong_kind(fact, "a number"));
        };
        let decimals = u8::try_from(kind.decimals).unwrap_or(u8::MAX);
        let limits = kind.min.to_scale(decimals).zip(kind.max.to_scale(decimals));
        let (lo, hi) = limits.unwrap_or((0, 0));
        if let Some(unit) = values.iter().position(|value| *value < lo || *value > hi) {
            let reason = format!("not between {} and {}", kind.min, kind.max);
            return Err(bad_value(fact, unit, reason));
        }
        self.put(index, values, None);
        Ok(())
    }

    /// Gives a yes-no or choice fact its values: options by their place, yes is 0 and no is 1
    ///
    /// # Errors
    ///
    /// A fact that does not exist or is no choice, another number of values than units, or an option that
    /// does not exist.
    pub fn options(&mut self, fact: &str, values: &[u8]) -> Result<(), TableError> {
        let index = self.find(fact)?;
        self.check_length(fact, values.len())?;
        let count = match &self.fact(index, fact)?.kind {
            FactKind::YesNo => 2,
            FactKind::Choice(kind) => kind.options.len(),
            FactKind::Number(_) | FactKind::Date(_) | FactKind::Table(_) => {
                return Err(wrong_kind(fact, "a choice"));
            }
        };
        if let Some(unit) = values.iter().position(|value| usize::from(*value) >= count) {
            return Err(bad_value(fact, unit, format!("it has {count} options")));
        }
        let values: Vec<i64> = values.iter().copied().map(i64::from).collect();
        self.put(index, &values, None);
        Ok(())
    }

    /// Gives a fact of any kind its values as an assessment file has them; unanswered ones too
    ///
    /// # Errors
    ///
    /// A fact that does not exist, another number of values than units, or a value that is not one of the
    /// fact.
    pub fn values(&mut self, fact: &str, values: &[FactValue]) -> Result<(), TableError> {
        let index = self.find(fact)?;
        self.check_length(fact, values.len())?;
        let as_of = self.rows.base().as_of();
        let declared = self.fact(index, fact)?;
        let mut resolved = Vec::with_capacity(values.len());
        for (unit, value) in values.iter().enumerate() {
            let mut faults = Vec::new();
            match resolve(declared, value, &mut faults) {
                // What is dated after the day the data speak of has not happened.
                Some(Resolved::Date(date)) if date > as_of => resolved.push(Resolved::Open),
                Some(known) if faults.is_empty() => resolved.push(known),
                _ => {
                    let first = faults.first();
                    let reason = first.map(|(_, fault)| fault.message().en);
                    return Err(bad_value(fact, unit, reason.unwrap_or_default()));
                }
            }
        }
        let open: Box<[bool]> = resolved
            .iter()
            .map(|value| *value == Resolved::Open)
            .collect();
        let plain = resolved.iter().map(|value| match value {
            Resolved::Number(value) => Some(*value),
            Resolved::Choice(option) => Some(i64::from(*option)),
            Resolved::Open => Some(0),
            Resolved::Date(_) | Resolved::NotDone | Resolved::Table(_) => None,
        });
        let is_plain = matches!(
            declared.kind,
            FactKind::Number(_) | FactKind::YesNo | FactKind::Choice(_)
        );
        match plain.collect::<Option<Vec<i64>>>().filter(|_| is_plain) {
            Some(plain) => self.put(index, &plain, Some(open)),
            None => self.put_resolved(index, resolved, &open),
        }
        Ok(())
    }

    /// Says of which units a leaf, a criterion or an area does not apply
    ///
    /// What that means is declared in the criteria set; where it is not allowed, it means nothing.
    ///
    /// # Errors
    ///
    /// A criterion that does not exist, or another number of marks than units.
    pub fn not_applicable(&mut self, at: &str, marks: &[bool]) -> Result<(), TableError> {
        self.check_length(at, marks.len())?;
        let set = self.scorer.criteria_set();
        let leaf = set.leaf_index(at).and_then(|index| set.leaves().get(index));
        let own = leaf.map(|leaf| leaf.id().clone());
        let above = || {
            let mut parents = set.parents().iter();
            let parent = parents.find(|parent| parent.id().as_ref() == at)?;
            Some(parent.id().clone())
        };
        let Some(id) = own.or_else(above) else {
            return Err(TableError::UnknownCriterion(at.to_owned()));
        };
        for (single, mark) in self.single.iter_mut().zip(marks) {
            *single |= mark;
        }
        let claim = NotApplicableClaim {
            at: id,
            part: None,
            reason: None,
        };
        self.not_applicable.push((claim, marks.into()));
        Ok(())
    }

    fn find(&self, fact: &str) -> Result<usize, TableError> {
        let set = self.scorer.criteria_set();
        set.fact_index(fact)
            .ok_or_else(|| TableError::UnknownFact(fact.to_owned()))
    }

    fn fact(&self, index: usize, id: &str) -> Result<&Fact, TableError> {
        let facts = self.scorer.criteria_set().facts();
        facts
            .get(index)
            .ok_or_else(|| TableError::UnknownFact(id.to_owned()))
    }

    fn check_length(&self, name: &str, found: usize) -> Result<(), TableError> {
        if found == self.units {
            return Ok(());
        }
        Err(TableError::Length {
            name: name.to_owned(),
            found,
            units: self.units,
        })
    }

    /// Takes the values of a number or a choice.
    fn put(&mut self, fact: usize, values: &[i64], open: Option<Box<[bool]>>) {
        let compiled = self.scorer.compiled();
        let input = compiled.inputs.iter().position(|input| match input {
            Input::Number { fact: own } | Input::Choice { fact: own } => *own == fact,
            _ => false,
        });
        let open = open.filter(|open| open.contains(&true));
        for (single, open) in self.single.iter_mut().zip(open.iter().flatten()) {
            *single |= open;
        }
        if let Some(input) = input
            && let Some(slot) = self.columns.get_mut(input)
        {
            *slot = Some(column(compiled, input, values.iter().copied()));
        }
        if let Some(slot) = self.facts.get_mut(fact) {
            *slot = Some(FactColumn::Plain { input, open });
        }
    }

    /// Takes values that inputs are derived from.
    fn put_resolved(&mut self, fact: usize, values: Vec<Resolved>, open: &[bool]) {
        for (single, open) in self.single.iter_mut().zip(open) {
            *single |= open;
        }
        if let Some(slot) = self.facts.get_mut(fact) {
            *slot = Some(FactColumn::Resolved(values.into()));
        }
        let scorer = self.scorer.clone();
        let inputs = scorer.compiled().inputs.iter().enumerate();
        let mut facts = self.rows.base().resolved().to_vec();
        for (index, input) in inputs {
            let reads = input.fact() == Some(fact) || self.rows.start_of(input) == Some(fact);
            if !reads {
                continue;
            }
            let mut values = Vec::with_capacity(self.units);
            for unit in 0..self.units {
                self.facts_of(unit, &mut facts);
                let value = self.rows.cell(&facts, input).value();
                let range = scorer.compiled().ranges.get(index).copied().flatten();
                let within =
                    |value: &i64| range.is_some_and(|range| (range.lo..=range.hi).contains(value));
                let value = value.filter(within);
                if value.is_none()
                    && let Some(single) = self.single.get_mut(unit)
                {
                    *single = true;
                }
                values.push(value.unwrap_or(0));
            }
            if let Some(slot) = self.columns.get_mut(index) {
                *slot = Some(column(scorer.compiled(), index, values.into_iter()));
            }
        }
    }

    /// The facts of a unit; those without a column are left as they are in `into`.
    pub(super) fn facts_of(&self, unit: usize, into: &mut [Resolved]) {
        for (slot, column) in into.iter_mut().zip(&self.facts) {
            match column {
                None => {}
                Some(FactColumn::Resolved(values)) => {
                    *slot = values.get(unit).cloned().unwrap_or(Resolved::Open);
                }
                Some(FactColumn::Plain { input, open }) => {
                    let is_open = open
                        .as_ref()
                        .and_then(|open| open.get(unit))
                        .is_some_and(|open| *open);
                    let column = input.and_then(|input| self.columns.get(input)?.as_ref());
                    *slot = match column.filter(|_| !is_open) {
                        Some(Column::Choice(values)) => match values.get(unit) {
                            Some(value) => Resolved::Choice((*value).into()),
                            None => Resolved::Open,
                        },
                        Some(Column::Small(values)) => match values.get(unit) {
                            Some(value) => Resolved::Number((*value).into()),
                            None => Resolved::Open,
                        },
                        Some(Column::Number(values)) => match values.get(unit) {
                            Some(value) => Resolved::Number((*value).into()),
                            None => Resolved::Open,
                        },
                        Some(Column::Wide(values)) => match values.get(unit) {
                            Some(value) => Resolved::Number(*value),
                            None => Resolved::Open,
                        },
                        None => Resolved::Open,
                    };
                }
            }
        }
    }

    /// What does not apply to a unit.
    pub(super) fn not_applicable_to(&self, unit: usize) -> Vec<NotApplicableClaim> {
        self.not_applicable
            .iter()
            .filter(|(_, marks)| marks.get(unit) == Some(&true))
            .map(|(claim, _)| claim.clone())
            .collect()
    }

    /// Whether a fact has a column.
    pub(super) fn has_column(&self, fact: usize) -> bool {
        matches!(self.facts.get(fact), Some(Some(_)))
    }
}

/// Values as a column of whole blocks, as narrow as they allow.
pub(super) fn column(
    compiled: &crate::compile::Compiled,
    input: usize,
    values: impl ExactSizeIterator<Item = i64> + Clone,
) -> Column {
    let is_choice = matches!(
        compiled.inputs.get(input),
        Some(Input::Choice { .. } | Input::Timeliness { .. } | Input::SlotTimeliness { .. })
    );
    let range = compiled.ranges.get(input).copied().flatten();
    if is_choice {
        Column::Choice(whole_blocks(values, |value| {
            value.try_into().unwrap_or(u8::MAX)
        }))
    } else if values.clone().all(|value| u16::try_from(value).is_ok()) {
        Column::Small(whole_blocks(values, |value| {
            value.try_into().unwrap_or(u16::MAX)
        }))
    } else if range.is_some_and(|range| range.is_small()) {
        Column::Number(whole_blocks(values, |value| {
            value.try_into().unwrap_or(i32::MAX)
        }))
    } else {
        Column::Wide(whole_blocks(values, |value| value))
    }
}

fn whole_blocks<T: Copy + Default>(
    values: impl ExactSizeIterator<Item = i64>,
    narrow: impl Fn(i64) -> T,
) -> Box<[T]> {
    let padded = values.len().next_multiple_of(BLOCK);
    let mut all = Vec::with_capacity(padded);
    all.extend(values.map(narrow));
    all.resize(padded, T::default());
    all.into()
}

fn bad_value(fact: &str, unit: usize, reason: String) -> TableError {
    TableError::Value {
        fact: fact.to_owned(),
        unit,
        reason,
    }
}

fn wrong_kind(fact: &str, expected: &'static str) -> TableError {
    TableError::WrongKind {
        fact: fact.to_owned(),
        expected,
    }
}
