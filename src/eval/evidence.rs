//! Which documents prove what: the cells of a leaf as far as evidence reaches.

use std::collections::BTreeMap;

use super::cells::{Source, any_value, is_from_outside};
use super::facts::{Resolved, resolve};
use super::tasks::{Shown, Tasks};
use crate::compile::{CompiledLeaf, GroupOf, Input};
use crate::file::{Criterion, Document, EvidenceMode, EvidenceRequirement, Fact, FactKind, Kinds};
use crate::model::{Occurrence, TaskState};
use crate::number::Date;
use crate::read::Id;
use crate::rule::{Cell, CellValue};

/// How one requirement of a leaf stands.
#[derive(Clone, Debug)]
pub(crate) struct Standing<'a> {
    pub(crate) requirement: &'a EvidenceRequirement,
    /// Documents that count for it.
    pub(crate) documents: Vec<(usize, &'a Document)>,
    /// Documents put forward that do not count.
    pub(crate) refused: Vec<usize>,
    pub(crate) met: bool,
    /// Items supported, for per-item evidence.
    pub(crate) items: i64,
}

/// Documents, found by what they support: each of many leaves looks at its own only.
#[derive(Clone, Debug, Default)]
pub(crate) struct Register<'a> {
    documents: &'a [Document],
    by_criterion: BTreeMap<&'a Id, Vec<usize>>,
    /// By the task, without its product.
    by_task: BTreeMap<&'a str, Vec<usize>>,
    /// The first issued on each day.
    by_day: BTreeMap<Date, usize>,
}

impl<'a> Register<'a> {
    pub(crate) fn new(documents: &'a [Document]) -> Self {
        let mut register = Self {
            documents,
            ..Self::default()
        };
        for (index, document) in documents.iter().enumerate() {
            if let Some(day) = document.issued_on {
                register.by_day.entry(day).or_insert(index);
            }
            for support in &document.supports {
                let task = support.task.as_deref();
                let task = task.map(|name| name.split_once('/').map_or(name, |(task, _)| task));
                let criterion = support.criterion.as_ref();
                let lists = [
                    criterion.map(|own| register.by_criterion.entry(own).or_default()),
                    task.map(|own| register.by_task.entry(own).or_default()),
                ];
                for list in lists.into_iter().flatten() {
                    if list.last() != Some(&index) {
                        list.push(index);
                    }
                }
            }
        }
        register
    }

    /// The first document issued on a day.
    pub(crate) fn first_of(&self, day: Date) -> Option<usize> {
        self.by_day.get(&day).copied()
    }

    /// The documents of a list of places, in the order of the file.
    fn at(&self, list: Option<&Vec<usize>>) -> impl Iterator<Item = (usize, &'a Document)> {
        let list = list.map_or(&[][..], Vec::as_slice).to_vec();
        let documents = self.documents;
        list.into_iter()
            .filter_map(move |index| Some((index, documents.get(index)?)))
    }
}

/// How all requirements of a leaf stand.
pub(crate) fn standings<'a>(
    criterion: &'a Criterion,
    register: &Register<'a>,
) -> Vec<Standing<'a>> {
    criterion
        .evidence
        .iter()
        .map(|requirement| standing(&criterion.id, requirement, register))
        .collect()
}

fn standing<'a>(
    leaf: &Id,
    requirement: &'a EvidenceRequirement,
    register: &Register<'a>,
) -> Standing<'a> {
    let mut counted = Vec::new();
    let mut refused = Vec::new();
    let mut items = 0_i64;
    for (index, document) in register.at(register.by_criterion.get(leaf)) {
        let supports: Vec<_> = document
            .supports
            .iter()
            .filter(|support| support.criterion.as_ref() == Some(leaf))
            .filter(|support| match &support.requirement {
                Some(named) => *named == requirement.id,
                None => fits(requirement, &document.kind),
            })
            .collect();
        if supports.is_empty() {
            continue;
        }
        if !counts(requirement, document) {
            refused.push(index);
            continue;
        }
        for support in supports {
            items = items.saturating_add(i64::from(support.items.unwrap_or(1)));
        }
        counted.push((index, document));
    }
    let met = match (&requirement.mode, &requirement.kinds) {
        (EvidenceMode::None, _) => true,
        (_, Some(Kinds::All(kinds))) => kinds
            .iter()
            .all(|kind| counted.iter().any(|(_, document)| document.kind == *kind)),
        _ => !counted.is_empty(),
    };
    Standing {
        requirement,
        documents: counted,
        refused,
        met,
        items,
    }
}

fn fits(requirement: &EvidenceRequirement, kind: &Id) -> bool {
    match &requirement.kinds {
        None => true,
        Some(Kinds::Any(kinds) | Kinds::All(kinds)) => kinds.contains(kind),
    }
}

/// Whether a document is of a required kind, in the window, and names section and page.
fn counts(requirement: &EvidenceRequirement, document: &Document) -> bool {
    let in_window = requirement.window.as_ref().is_none_or(|window| {
        document
            .issued_on
            .is_some_and(|day| day >= window.from && day <= window.until)
    });
    let located = !requirement.locate || (document.section.is_some() && document.page.is_some());
    fits(requirement, &document.kind) && in_window && located
}

/// Whether a requirement is about a fact; one that names nothing is about everything.
pub(super) fn supports_fact(requirement: &EvidenceRequirement, fact: &Fact) -> bool {
    let supports = &requirement.supports;
    supports.is_empty() || supports.iter().any(|name| *name == *fact.id.as_ref())
}

/// The day by which documents that attest something were all there.
///
/// Of each kind required, and of each requirement, the earliest document counts, so that a
/// further document never makes anything later.
fn proved_on(standings: &[&Standing<'_>]) -> Option<Date> {
    standings
        .iter()
        .filter(|standing| standing.requirement.mode == EvidenceMode::Attests)
        .filter_map(|standing| {
            let earliest = |kind: Option<&Id>| {
                let documents = standing.documents.iter();
                documents
                    .filter(|(_, document)| kind.is_none_or(|kind| document.kind == *kind))
                    .filter_map(|(_, document)| document.issued_on)
                    .min()
            };
            match &standing.requirement.kinds {
                Some(Kinds::All(kinds)) => {
                    kinds.iter().filter_map(|kind| earliest(Some(kind))).max()
                }
                _ => earliest(None),
            }
        })
        .max()
}

/// The values of a fact for which documents change nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Follows {
    /// The greatest mantissa that items support.
    pub(crate) most: Option<i64>,
    /// The first day that documents do not put off.
    pub(crate) from: Option<Date>,
}

/// What the evidence of a leaf is judged with.
pub(crate) struct Prover<'a> {
    pub(crate) source: &'a Source<'a>,
    pub(crate) leaf: &'a Id,
    pub(crate) standings: &'a [Standing<'a>],
    pub(crate) register: &'a Register<'a>,
    /// Task, step and occurrence names of each occurrence, to match documents with.
    pub(crate) names: &'a [OccurrenceName],
}

/// How documents name an occurrence.
#[derive(Clone, Debug)]
pub(crate) struct OccurrenceName {
    pub(crate) task: String,
    pub(crate) products: Vec<String>,
    /// What has to be named: each of several documents of which the plan needs all, else anything.
    pub(crate) needed: Vec<Needed>,
    pub(crate) occurrence: Option<String>,
}

/// What documents of an occurrence have to name.
#[derive(Clone, Debug)]
pub(crate) enum Needed {
    /// Its task, or any of its products.
    Anything,
    /// This product, or the task by a document of the product's kind.
    Product { id: String, kind: Option<Id> },
}

impl Prover<'_> {
    /// The evidenced cells of a leaf, in its own numbering.
    pub(crate) fn cells(&self, leaf: &CompiledLeaf, inputs: &[Input], known: &[Cell]) -> Vec<Cell> {
        leaf.inputs
            .iter()
            .zip(known)
            .map(|(input, cell)| {
                inputs
                    .get(*input)
                    .map_or(*cell, |input| self.cell(input, *cell))
            })
            .collect()
    }

    /// The values of a known cell that are consistent with the documents.
    fn cell(&self, input: &Input, known: Cell) -> Cell {
        let fact = input
            .fact()
            .and_then(|index| self.source.set.facts().get(index));
        if known.value == CellValue::Contradiction || fact.is_some_and(is_from_outside) {
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
        let value = match (input, fact) {
            (Input::SlotTimeliness { slot }, _) => self.slot(*slot, &relevant),
            (Input::GroupPart { group, punctual }, _) => self.group(group, *punctual, &relevant),
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
    pub(super) fn stands(standing: &Standing<'_>) -> bool {
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
        let slots = &self.source.set.file().slots;
        match input {
            Input::GroupPart {
                group: GroupOf::Area(area),
                ..
            } => named(&format!("area:{area}")),
            Input::GroupPart {
                group: GroupOf::All,
                ..
            } => named("all"),
            _ => input.slots().iter().any(|slot| {
                slots
                    .get(*slot)
                    .is_some_and(|slot| named(&format!("slot:{}", slot.id)))
            }),
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

    /// How each occurrence is shown.
    pub(crate) fn shown(&self, index: usize, alone: bool, relevant: &[&Standing<'_>]) -> Shown {
        if relevant
            .iter()
            .any(|standing| standing.requirement.mode == EvidenceMode::None)
        {
            return Shown::AsReported;
        }
        // Documents that name its task, and what the leaf requires: the earlier day counts, so that a
        // further document never makes anything later.
        let named = self
            .names
            .get(index)
            .and_then(|name| self.shown_by_name(name));
        let required = match proved_on(relevant) {
            _ if relevant.is_empty() || relevant.iter().any(|standing| !standing.met) => None,
            Some(day) if alone => Some(Shown::On(day)),
            _ => Some(Shown::AsReported),
        };
        match (named, required) {
            (Some(Shown::On(one)), Some(Shown::On(other))) => Shown::On(one.min(other)),
            (Some(Shown::AsReported), _) | (_, Some(Shown::AsReported)) => Shown::AsReported,
            (Some(shown), _) | (None, Some(shown)) => shown,
            (None, None) => Shown::No,
        }
    }

    /// How documents that name an occurrence show it; `None` where a product that is needed has none.
    fn shown_by_name(&self, name: &OccurrenceName) -> Option<Shown> {
        let mut proved = None;
        for product in &name.needed {
            let naming = self
                .register
                .at(self.register.by_task.get(name.task.as_str()))
                .map(|(_, document)| document)
                .filter(|document| name.is_shown_by(product, document));
            let issued: Vec<Option<Date>> = naming.map(|document| document.issued_on).collect();
            if issued.is_empty() {
                return None;
            }
            proved = proved.max(issued.into_iter().flatten().min());
        }
        Some(proved.map_or(Shown::AsReported, Shown::On))
    }

    fn slot(&self, slot: usize, relevant: &[&Standing<'_>]) -> Option<CellValue> {
        let tasks: &Tasks = self.source.tasks?;
        let alone = is_alone(&tasks.slot(slot)?);
        tasks
            .timeliness_shown(slot, |index| self.shown(index, alone, relevant))
            .map(|worst| CellValue::Choice(worst.options))
    }

    fn group(
        &self,
        group: &GroupOf,
        punctual: bool,
        relevant: &[&Standing<'_>],
    ) -> Option<CellValue> {
        let tasks: &Tasks = self.source.tasks?;
        let alone = is_alone(&tasks.group(group)?);
        let counts =
            tasks.counts_shown(group, punctual, |index| self.shown(index, alone, relevant))?;
        Some(CellValue::Number {
            lo: counts.done,
            hi: counts.possible,
        })
    }
}

/// Whether one occurrence arose and no other.
fn is_alone(occurrences: &[(usize, &Occurrence)]) -> bool {
    let arose = |(_, one): &&(usize, &Occurrence)| one.state() != TaskState::DidNotArise;
    occurrences.iter().filter(arose).count() == 1
}

impl OccurrenceName {
    /// Whether a document names what is needed, for this occurrence.
    fn is_shown_by(&self, needed: &Needed, document: &Document) -> bool {
        document.supports.iter().any(|support| {
            let occurrence = support.occurrence.as_deref();
            support
                .task
                .as_deref()
                .is_some_and(|task| self.names(needed, task, &document.kind))
                && occurrence.is_none_or(|label| self.occurrence.as_deref() == Some(label))
        })
    }

    /// Whether `task` or `task/product` of a document of this kind names what is needed.
    fn names(&self, needed: &Needed, name: &str, kind: &Id) -> bool {
        let (task, product) = match name.split_once('/') {
            None => (name, None),
            Some((task, product)) => (task, Some(product)),
        };
        let named = match (needed, product) {
            (Needed::Anything, None) => true,
            (Needed::Anything, Some(product)) => self.products.iter().any(|own| own == product),
            (Needed::Product { kind: asked, .. }, None) => {
                asked.as_ref().is_none_or(|asked| asked == kind)
            }
            (Needed::Product { id, .. }, Some(product)) => id == product,
        };
        task == self.task && named
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
