//! The tree of a criteria set laid out flat: leaves, parents, factors.

use std::collections::BTreeMap;

use super::at::At;
use super::factors::{Child, factors, mismatch};
use super::faulty::{Faulty, no_answer};
use super::leaf::{Home, Leaf};
use super::limits::RULE_DEPTH;
use super::parent::Parent;
use super::uses::{Used, each_measure, each_use, reads_tasks};
use crate::file::{
    Adjustment, Area, Basis, Combine, CriteriaFile, Criterion, NotApplicable, ProvidedBy, Rule,
    Text,
};
use crate::number::{Points, Quantity, Ratio};
use crate::read::Id;

/// The tree laid out flat.
#[derive(Clone, Debug, Default)]
pub(super) struct Skeleton {
    pub(super) leaves: Vec<Leaf>,
    pub(super) parents: Vec<Parent>,
    pub(super) area_factors: Vec<Ratio>,
    pub(super) mismatch: Points,
    /// Whether every factor fitted; the checks refuse a file where one does not.
    pub(super) exact: bool,
}

/// What a node takes from the nodes above it.
#[derive(Clone)]
struct Above {
    area: usize,
    not_applicable: Option<NotApplicable>,
    appraised_by: Option<Text>,
    factor: Ratio,
    ancestors: Vec<Id>,
}

/// The children that a node has by their maxima and weights.
pub(super) fn children(criteria: &[Criterion]) -> Vec<Child> {
    criteria
        .iter()
        .map(|criterion| Child {
            max_points: criterion.max_points,
            weight: criterion.weight,
        })
        .collect()
}

/// The areas by their maxima and weights.
pub(super) fn areas(areas: &[Area]) -> Vec<Child> {
    areas
        .iter()
        .map(|area| Child {
            max_points: area.max_points,
            weight: area.weight,
        })
        .collect()
}

/// Points of a number the checks let through.
// INVARIANT: maxima are at most a million and have at most six decimals, so they are points.
fn points(quantity: Quantity) -> Points {
    Points::from_quantity(quantity).unwrap_or_default()
}

fn mismatch_points(combine: Combine, max_points: Quantity, children: &[Child]) -> Points {
    mismatch(combine, max_points, children)
        .and_then(Ratio::to_points_exact)
        .unwrap_or_default()
}

impl Skeleton {
    /// Lays out a file in which the checks found errors in these leaves only
    pub(super) fn of(file: &CriteriaFile, faulty: &Faulty) -> Self {
        let builder = Builder {
            file,
            faulty,
            facts: file
                .facts
                .iter()
                .enumerate()
                .map(|(index, fact)| (fact.id.as_str(), index))
                .collect(),
            slots: file
                .slots
                .iter()
                .enumerate()
                .map(|(index, slot)| (slot.id.as_str(), index))
                .collect(),
            out: Self::default(),
        };
        builder.build()
    }
}

struct Builder<'f> {
    file: &'f CriteriaFile,
    faulty: &'f Faulty,
    facts: BTreeMap<&'f str, usize>,
    slots: BTreeMap<&'f str, usize>,
    out: Skeleton,
}

impl<'f> Builder<'f> {
    fn build(mut self) -> Skeleton {
        let file = self.file;
        let combine = file.combine.unwrap_or(Combine::Sum);
        let areas = areas(&file.areas);
        let factors = factors(combine, file.max_points, &areas);
        self.out.exact = factors.is_some();
        self.out.area_factors = factors.unwrap_or_default();
        self.out.mismatch = mismatch_points(combine, file.max_points, &areas);
        for (index, area) in file.areas.iter().enumerate() {
            self.area(index, area);
        }
        self.adjustment(file.bonus.as_ref(), "bonus", Home::Bonus);
        self.adjustment(file.penalty.as_ref(), "penalty", Home::Penalty);
        self.out
    }

    fn area(&mut self, index: usize, area: &'f Area) {
        let at = At::root().item("areas", index);
        let above = Above {
            area: index,
            not_applicable: area.not_applicable,
            appraised_by: area.appraised_by.clone(),
            factor: Ratio::ONE,
            ancestors: vec![area.id.clone()],
        };
        let combine = area.combine.unwrap_or(Combine::Sum);
        let parent = Parent {
            id: area.id.clone(),
            title: area.title.clone(),
            pointer: String::from(&at),
            area: index,
            is_area: true,
            combine,
            max_points: points(area.max_points),
            factor: Ratio::ONE,
            mismatch: mismatch_points(combine, area.max_points, &children(&area.criteria)),
            leaves: 0..0,
        };
        self.children(parent, area.max_points, &area.criteria, &at, &above);
    }

    /// Adds a parent and everything below it.
    fn children(
        &mut self,
        mut parent: Parent,
        max_points: Quantity,
        criteria: &'f [Criterion],
        at: &At,
        above: &Above,
    ) {
        let factors = factors(parent.combine, max_points, &children(criteria));
        self.out.exact &= factors.is_some();
        let factors = factors.unwrap_or_default();
        let first = self.out.leaves.len();
        let place = self.out.parents.len();
        parent.leaves = first..first;
        self.out.parents.push(parent);
        for (index, criterion) in criteria.iter().enumerate() {
            let factor = factors.get(index).copied().unwrap_or(Ratio::ONE);
            let product = above.factor.checked_mul(factor);
            self.out.exact &= product.is_some();
            let factor = product.unwrap_or(factor).reduced();
            let above = Above {
                factor,
                ..above.clone()
            };
            self.criterion(criterion, &at.item("criteria", index), above);
        }
        let last = self.out.leaves.len();
        if let Some(parent) = self.out.parents.get_mut(place) {
            parent.leaves = first..last;
        }
    }

    fn criterion(&mut self, criterion: &'f Criterion, at: &At, mut above: Above) {
        above.not_applicable = criterion.not_applicable.or(above.not_applicable);
        above.appraised_by = criterion.appraised_by.clone().or(above.appraised_by);
        if criterion.criteria.is_empty() {
            self.leaf(criterion, at, Home::Area(above.area), above);
            return;
        }
        let combine = criterion.combine.unwrap_or(Combine::Sum);
        let parent = Parent {
            id: criterion.id.clone(),
            title: criterion.title.clone(),
            pointer: String::from(at),
            area: above.area,
            is_area: false,
            combine,
            max_points: points(criterion.max_points),
            factor: above.factor,
            mismatch: mismatch_points(
                combine,
                criterion.max_points,
                &children(&criterion.criteria),
            ),
            leaves: 0..0,
        };
        above.ancestors.insert(0, criterion.id.clone());
        self.children(
            parent,
            criterion.max_points,
            &criterion.criteria,
            at,
            &above,
        );
    }

    fn adjustment(&mut self, adjustment: Option<&'f Adjustment>, key: &str, home: Home) {
        let Some(adjustment) = adjustment else { return };
        for (index, criterion) in adjustment.criteria.iter().enumerate() {
            let at = At::root().key(key).item("criteria", index);
            let above = Above {
                area: 0,
                not_applicable: criterion.not_applicable,
                appraised_by: criterion.appraised_by.clone(),
                factor: Ratio::ONE,
                ancestors: Vec::new(),
            };
            self.leaf(criterion, &at, home, above);
        }
    }

    fn leaf(&mut self, criterion: &'f Criterion, at: &At, home: Home, above: Above) {
        let Some(basis) = criterion.basis else {
            return;
        };
        let pointer = String::from(at);
        let sound = criterion.rule.as_ref();
        let sound = sound.filter(|_| !self.faulty.holds(&pointer));
        let (facts_used, slots_used) = criterion
            .rule
            .as_ref()
            .map(|rule| self.used(rule))
            .unwrap_or_default();
        let by_unit = facts_used.iter().all(|index| {
            let fact = self.file.facts.get(*index);
            fact.and_then(|fact| fact.provided_by)
                .is_none_or(|by| by == ProvidedBy::Unit)
        });
        self.out.leaves.push(Leaf {
            is_sound: sound.is_some(),
            rule: sound.cloned().unwrap_or_else(no_answer),
            home,
            pointer,
            max_points: points(criterion.max_points),
            basis,
            not_applicable: above.not_applicable.unwrap_or(NotApplicable::NotAllowed),
            appraised_by: above.appraised_by,
            factor: above.factor,
            self_scored: basis != Basis::External && by_unit,
            facts_used,
            slots_used,
            reads_tasks: criterion.rule.as_ref().is_some_and(reads_tasks),
            ancestors: above.ancestors,
            criterion: criterion.clone(),
        });
    }

    /// Indices of the facts and slots a rule reads, ascending.
    fn used(&self, rule: &'f Rule) -> (Vec<usize>, Vec<usize>) {
        let (mut facts, mut slots) = (Vec::new(), Vec::new());
        let find = |name: &str| {
            let index = self.facts.get(name)?;
            self.file.facts.get(*index).map(|fact| &fact.id)
        };
        each_measure(rule, RULE_DEPTH, &mut |measure| {
            each_use(measure, &find, &mut |used| match used {
                Used::Fact(id) => facts.extend(self.facts.get(id.as_str())),
                Used::Slot(id) => slots.extend(self.slots.get(id.as_str())),
            });
        });
        for list in [&mut facts, &mut slots] {
            list.sort_unstable();
            list.dedup();
        }
        (facts, slots)
    }
}
