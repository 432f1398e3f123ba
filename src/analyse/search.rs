//! Settings of a leaf's cells that show everything its rule can give.

use super::field::Field;
use super::settings::{Chooser, Setting};
use crate::number::Ratio;
use crate::rule::{Amount, Cell, CellValue, Condition, Measure, Node, NodeKind, sums_of};

/// Most settings kept of one place.
const MOST: usize = 1_024;

/// Goes through the places of one leaf.
pub(super) struct Search<'a> {
    pub(super) chooser: Chooser<'a>,
    /// All cells at their widest.
    pub(super) cells: Vec<Cell>,
}

impl<'a> Search<'a> {
    pub(super) fn new(field: Field<'a>, fixed: &'a [(usize, CellValue)]) -> Option<Self> {
        let mut cells = field.cells()?;
        for (cell, value) in fixed {
            cells.get_mut(*cell)?.value = *value;
        }
        Some(Self {
            chooser: Chooser { field, fixed },
            cells,
        })
    }

    /// The points of a place; `None` where it gives none, or some input is not set
    pub(super) fn points(&self, node: &Node, setting: &[(usize, CellValue)]) -> Option<Amount> {
        let mut cells = self.cells.clone();
        for (cell, value) in setting {
            cells.get_mut(*cell)?.value = *value;
        }
        scored(node, &cells, self.chooser.field.compiled.measure_rounding)
    }

    /// Settings on both sides of everything at which the place can turn
    pub(super) fn settings(&self, node: &Node) -> Vec<Setting> {
        match &node.kind {
            NodeKind::Score(score) => {
                let mut turns = Vec::new();
                score.scale.turning_points(&mut turns);
                turns.extend(score.scale.corners());
                let own = self.chooser.of(&score.measure, &turns);
                self.conditions(&score.knock_out, own)
            }
            NodeKind::Cases { cases, .. } => {
                let when: Vec<&Condition> = cases.iter().flat_map(|case| &*case.when).collect();
                self.measures(&when, vec![Setting::new()])
            }
            NodeKind::Gate { when, then, .. } => self.conditions(when, self.settings(then)),
            NodeKind::Sum { parts, .. } => {
                let nodes: Vec<&Node> = parts.iter().map(|part| &part.node).collect();
                self.sum(&nodes)
            }
        }
    }

    fn conditions(&self, conditions: &[Condition], settings: Vec<Setting>) -> Vec<Setting> {
        let conditions: Vec<&Condition> = conditions.iter().collect();
        self.measures(&conditions, settings)
    }

    /// Each setting with everything the measures of conditions can read.
    fn measures(&self, conditions: &[&Condition], mut settings: Vec<Setting>) -> Vec<Setting> {
        let mut done: Vec<&Measure> = Vec::new();
        for condition in conditions {
            if done.contains(&&condition.measure) {
                continue;
            }
            done.push(&condition.measure);
            let mut turns: Vec<Ratio> = Vec::new();
            for other in conditions {
                if other.measure == condition.measure {
                    other.turning_points(&mut turns);
                }
            }
            turns.sort_unstable();
            turns.dedup();
            settings = product(&settings, &self.chooser.of(&condition.measure, &turns));
        }
        settings
    }

    /// Parts that share no cell vary by themselves; those that share some vary together.
    fn sum(&self, parts: &[&Node]) -> Vec<Setting> {
        let mut groups: Vec<(Vec<usize>, Vec<&Node>)> = Vec::new();
        for part in parts {
            let (mut cells, mut nodes) = (self.families(part), vec![*part]);
            groups.retain_mut(|(others, members)| {
                let apart = !others.iter().any(|cell| cells.contains(cell));
                if !apart {
                    cells.append(others);
                    nodes.append(members);
                }
                apart
            });
            groups.push((cells, nodes));
        }
        let (mut least, mut most) = (Setting::new(), Setting::new());
        let mut all = Vec::new();
        for (_, nodes) in &groups {
            let mut settings = vec![Setting::new()];
            for node in nodes {
                settings = product(&settings, &self.settings(node));
            }
            let value = |setting: &Setting| {
                nodes.iter().try_fold(Amount::ZERO, |sum, node| {
                    sum.add(self.points(node, setting)?)
                })
            };
            let mut valued: Vec<(Amount, Setting)> = settings
                .into_iter()
                .filter_map(|setting| Some((value(&setting)?, setting)))
                .collect();
            valued.sort_by_key(|(points, _)| *points);
            let Some(first) = valued.first() else {
                continue;
            };
            least.extend(first.1.iter().copied());
            // Of several that give the most, the simplest.
            let top = valued.last().map_or(first.0, |(points, _)| *points);
            let best = valued.iter().find(|(points, _)| *points == top);
            most.extend(
                best.map_or(&first.1, |(_, setting)| setting)
                    .iter()
                    .copied(),
            );
            all.push(valued);
        }
        let mut found = vec![most.clone(), least];
        for valued in all {
            for (_, setting) in valued.into_iter().take(MOST) {
                let mut one = setting;
                for (cell, value) in &most {
                    if !one.iter().any(|(known, _)| known == cell) {
                        one.push((*cell, *value));
                    }
                }
                found.push(one);
            }
        }
        found
    }

    /// The families of the cells a place reads, and the cells themselves where they stand alone.
    fn families(&self, node: &Node) -> Vec<usize> {
        let mut families = Vec::new();
        node.for_each_cell(&mut |cell| {
            let family = self.cells.get(cell).map_or(0, |cell| cell.family);
            // Families of tasks are told apart by their cells: examples name each by itself.
            families.push(if family == u32::MAX {
                cell
            } else {
                usize::try_from(family)
                    .unwrap_or(usize::MAX)
                    .saturating_add(1 << 20)
            });
        });
        families
    }
}

/// The points of a place all of whose cells are known; `None` where it gives none
pub(super) fn scored(
    node: &Node,
    cells: &[Cell],
    rounding: Option<crate::number::Rounding>,
) -> Option<Amount> {
    let sums = sums_of(node, cells, rounding, 0)?;
    let settled = sums.any_known && !(sums.is_open || sums.is_pending || sums.is_unassessable);
    settled.then_some(sums.known)
}

/// Every setting of one list with every setting of another that agrees with it.
pub(super) fn product(some: &[Setting], others: &[Setting]) -> Vec<Setting> {
    let mut both = Vec::new();
    for one in some {
        for other in others {
            if both.len() >= MOST {
                return both;
            }
            let mut whole = one.clone();
            let agrees = other.iter().all(|(cell, value)| {
                if let Some((_, known)) = whole.iter().find(|(known, _)| known == cell) {
                    return known == value;
                }
                whole.push((*cell, *value));
                true
            });
            if agrees {
                both.push(whole);
            }
        }
    }
    both
}
