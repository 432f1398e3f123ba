//! Checks the tree of areas and criteria.

use std::collections::BTreeMap;

use super::super::at::At;
use super::super::factors::{Child, mismatch};
use super::super::findings::{
    AreasDoNotAddUp, ChildrenDoNotAddUp, IdGivenTwice, IgnoredHere, ListEmpty, RuleOnParent, Spot,
    Thing, TreeTooDeep, WeightNotUsed, WeightsDoNotSum, WeightsMissing, WeightsTooFine,
};
use super::super::limits::{MOST_POINTS, POINT_DECIMALS, TREE_DEPTH};
use super::super::skeleton;
use super::Checker;
use super::numbering::Family;
use crate::file::{Area, Combine, Criterion, DeclaredMismatch};
use crate::number::{Points, Quantity, Ratio};
use crate::read::Id;

/// A parent whose children are checked together.
struct Together<'f> {
    /// The area or criterion; none for the set.
    id: Option<&'f Id>,
    combine: Combine,
    max: Quantity,
    children: Vec<(&'f Id, Child)>,
    /// What the children of each child add up to, where that has to be its maximum.
    below: Vec<Option<Ratio>>,
}

impl<'f> Checker<'f> {
    /// Checks all areas and what is below them
    pub(super) fn areas(&mut self) {
        let (file, root) = (self.file, At::root());
        let start = self.found.len();
        if file.areas.is_empty() {
            self.report(&ListEmpty { key: "areas" }, &root.key("areas"));
        }
        let max = self.maximum(file.max_points, &root.key("max_points"));
        let ids = file.areas.iter().map(|area| &area.id);
        let together = Together {
            id: None,
            combine: file.combine.unwrap_or(Combine::Sum),
            max: file.max_points,
            children: ids.zip(skeleton::areas(&file.areas)).collect(),
            below: file
                .areas
                .iter()
                .map(|area| below(area.combine, &area.declared_mismatches, &area.criteria))
                .collect(),
        };
        self.together(&together, max.is_some(), &root, "areas");
        self.keep_declared(start, &file.declared_mismatches, &root);
        for (index, area) in file.areas.iter().enumerate() {
            self.area(area, &root.item("areas", index));
        }
    }

    fn area(&mut self, area: &'f Area, at: &At) {
        let start = self.found.len();
        self.name(&area.id, at);
        let max = self.maximum(area.max_points, &at.key("max_points"));
        self.cites(&area.cites, at);
        if area.criteria.is_empty() {
            self.report(&ListEmpty { key: "criteria" }, &at.key("criteria"));
        }
        let together = Together {
            id: Some(&area.id),
            combine: area.combine.unwrap_or(Combine::Sum),
            max: area.max_points,
            children: children(&area.criteria),
            below: all_below(&area.criteria),
        };
        self.together(&together, max.is_some(), at, "criteria");
        self.keep_declared(start, &area.declared_mismatches, at);
        let mut numbers = BTreeMap::new();
        let family = Family::of(area.number.as_deref(), &area.criteria);
        for (index, criterion) in area.criteria.iter().enumerate() {
            self.criterion(
                criterion,
                &at.item("criteria", index),
                1,
                &family,
                &mut numbers,
            );
        }
    }

    fn criterion(
        &mut self,
        criterion: &'f Criterion,
        at: &At,
        depth: usize,
        family: &Family,
        numbers: &mut BTreeMap<String, At>,
    ) {
        if depth > TREE_DEPTH {
            self.report(&TreeTooDeep { most: TREE_DEPTH }, at);
            return;
        }
        let start = self.found.len();
        self.name(&criterion.id, at);
        self.numbered(criterion, at, family, numbers);
        let max = self.maximum(criterion.max_points, &at.key("max_points"));
        self.cites(&criterion.cites, at);
        if criterion.criteria.is_empty() {
            self.leaf(criterion, max, at);
        } else {
            self.parent(criterion, max.is_some(), at);
        }
        self.keep_declared(start, &criterion.declared_mismatches, at);
        let family = Family::of(criterion.number.as_deref(), &criterion.criteria);
        for (index, child) in criterion.criteria.iter().enumerate() {
            let at = at.item("criteria", index);
            self.criterion(child, &at, depth.saturating_add(1), &family, numbers);
        }
    }

    /// Checks a criterion as a parent; its children are checked by themselves.
    fn parent(&mut self, criterion: &'f Criterion, sound: bool, at: &At) {
        if criterion.rule.is_some() {
            self.report(
                &RuleOnParent {
                    id: criterion.id.clone(),
                },
                &at.key("rule"),
            );
        }
        let ignored = [
            ("basis", criterion.basis.is_some()),
            ("evidence", !criterion.evidence.is_empty()),
            ("examples", !criterion.examples.is_empty()),
        ];
        for (key, _) in ignored.into_iter().filter(|(_, given)| *given) {
            self.report(
                &IgnoredHere {
                    key,
                    spot: Spot::Parent,
                },
                &at.key(key),
            );
        }
        let together = Together {
            id: Some(&criterion.id),
            combine: criterion.combine.unwrap_or(Combine::Sum),
            max: criterion.max_points,
            children: children(&criterion.criteria),
            below: all_below(&criterion.criteria),
        };
        self.together(&together, sound, at, "criteria");
    }

    /// Checks that an id of the tree is given once
    pub(super) fn name(&mut self, id: &'f Id, at: &At) {
        if let Some(first) = self.nodes.get(id.as_str()) {
            let other = first.key("id");
            let finding = IdGivenTwice {
                thing: Thing::Criterion,
                id: id.to_string(),
            };
            self.report_against(&finding, &at.key("id"), &other);
        } else {
            self.nodes.insert(id.as_str(), at.clone());
        }
    }

    /// Checks that children make their parent; `sound` says that its maximum is.
    fn together(&mut self, parent: &Together<'f>, sound: bool, at: &At, list: &str) {
        for (index, (id, child)) in parent.children.iter().enumerate() {
            let at = at.item(list, index);
            match (parent.combine, child.weight) {
                (Combine::Sum, None) => {}
                (Combine::Sum, Some(_)) => {
                    self.report(&WeightNotUsed { id: (*id).clone() }, &at.key("weight"));
                }
                (Combine::WeightedMean, Some(weight)) if weight > Quantity::ZERO => {
                    self.weight(weight, &at.key("weight"));
                }
                (Combine::WeightedMean, weight) => {
                    let at = if weight.is_some() {
                        at.key("weight")
                    } else {
                        at
                    };
                    self.report(
                        &WeightsMissing {
                            id: (*id).clone(),
                            weight,
                        },
                        &at,
                    );
                }
            }
        }
        if parent.combine == Combine::WeightedMean {
            self.weights_sum(parent, &at.key(list));
        }
        let positive = |(_, child): &(&Id, Child)| child.max_points > Quantity::ZERO;
        if sound && !parent.children.is_empty() && parent.children.iter().all(positive) {
            self.adds_up_to(parent, at, list);
        }
    }

    /// Checks that weights which nearly sum to 1, 10 or 100 do so.
    fn weights_sum(&mut self, parent: &Together<'f>, at: &At) {
        let mut weights = parent.children.iter().map(|(_, child)| child.weight);
        let sum = weights.try_fold(Ratio::ZERO, |sum, weight| {
            sum.checked_add(Ratio::from_quantity(weight?))
        });
        let Some(sum) = sum else { return };
        for target in [1, 10, 100] {
            let wanted = Ratio::from_int(target);
            let off = wanted
                .checked_sub(sum)
                .and_then(|off| off.checked_div(wanted));
            let near = |off: Ratio| off.num().saturating_abs().saturating_mul(10) <= off.den();
            if sum != wanted && off.is_some_and(near) {
                self.report(&WeightsDoNotSum { sum, target }, at);
            }
        }
    }

    fn adds_up_to(&mut self, parent: &Together<'f>, at: &At, list: &str) {
        let children: Vec<Child> = parent.children.iter().map(|(_, child)| *child).collect();
        let Some(missing) = mismatch(parent.combine, parent.max, &children) else {
            return;
        };
        if missing == Ratio::ZERO || parent.adds_up_below() {
            return;
        }
        let max = parent.max;
        let sum = Ratio::from_quantity(max)
            .checked_sub(missing)
            .unwrap_or(Ratio::ZERO);
        let mismatch: Option<Points> = missing.to_points_exact();
        let (here, other) = (at.key("max_points"), at.key(list));
        match parent.id {
            Some(id) => {
                let finding = ChildrenDoNotAddUp {
                    id: id.clone(),
                    max,
                    sum,
                    mismatch,
                };
                self.report_against(&finding, &here, &other);
            }
            None => self.report_against(&AreasDoNotAddUp { max, sum, mismatch }, &here, &other),
        }
    }

    /// Checks the size of a weight; false where it cannot be used
    pub(super) fn weight(&mut self, weight: Quantity, at: &At) -> bool {
        let most = Ratio::from_int(MOST_POINTS);
        let weight_ratio = Ratio::from_quantity(weight);
        let sound = weight.scale() <= POINT_DECIMALS
            && weight_ratio <= most
            && weight_ratio >= most.negated();
        if !sound {
            self.report(
                &WeightsTooFine {
                    most: MOST_POINTS,
                    decimals: POINT_DECIMALS,
                },
                at,
            );
        }
        sound
    }
}

impl Together<'_> {
    /// Whether the maximum is what the children's own children add up to
    ///
    /// Then the maximum of a child is wrong, and that is reported at the child alone.
    fn adds_up_below(&self) -> bool {
        let parts = self.children.iter().zip(&self.below);
        let sum = parts
            .map(|((_, child), below)| below.unwrap_or(Ratio::from_quantity(child.max_points)))
            .try_fold(Ratio::ZERO, Ratio::checked_add);
        self.combine == Combine::Sum && sum == Some(Ratio::from_quantity(self.max))
    }
}

fn all_below(criteria: &[Criterion]) -> Vec<Option<Ratio>> {
    let one = |criterion: &Criterion| {
        below(
            criterion.combine,
            &criterion.declared_mismatches,
            &criterion.criteria,
        )
    };
    criteria.iter().map(one).collect()
}

/// What children add up to, where they have to add up.
fn below(
    combine: Option<Combine>,
    declared: &[DeclaredMismatch],
    criteria: &[Criterion],
) -> Option<Ratio> {
    let adds_up = combine.unwrap_or(Combine::Sum) == Combine::Sum;
    let kept = declared
        .iter()
        .any(|one| one.check.as_str() == "children-do-not-add-up");
    if criteria.is_empty() || !adds_up || kept {
        return None;
    }
    criteria
        .iter()
        .map(|child| Ratio::from_quantity(child.max_points))
        .try_fold(Ratio::ZERO, Ratio::checked_add)
}

fn children(criteria: &[Criterion]) -> Vec<(&Id, Child)> {
    let ids = criteria.iter().map(|criterion| &criterion.id);
    ids.zip(skeleton::children(criteria)).collect()
}
