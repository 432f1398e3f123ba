//! The walk over the places of a rule.

use super::derivation::{PlaceLine, ScaleLine};
use super::scale_lines::labels;
use super::wording::Wording;
use super::words::{number_text, reading_text};
use crate::compile::{Compiled, CompiledLeaf};
use crate::file::Text;
use crate::number::Points;
use crate::rule::{Amount, Cell, Condition, Measure, Node, NodeKind, sums_of};

/// Goes through the places of a rule, outer before inner
pub(super) struct Walk<'a> {
    compiled: &'a Compiled,
    leaf: &'a CompiledLeaf,
    cells: &'a [Cell],
    parts: u64,
    wording: Wording<'a>,
    pub(super) places: Vec<PlaceLine>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        compiled: &'a Compiled,
        leaf: &'a CompiledLeaf,
        cells: &'a [Cell],
        parts: u64,
    ) -> Self {
        Self {
            compiled,
            leaf,
            cells,
            parts,
            wording: Wording {
                compiled,
                leaf,
                cells,
            },
            places: Vec::new(),
        }
    }

    pub(super) fn node(
        &mut self,
        node: &Node,
        title: Option<Text>,
        not_applicable: bool,
        rule: Option<&crate::file::Rule>,
    ) {
        let rounding = self.compiled.measure_rounding;
        let sums = sums_of(node, self.cells, rounding, self.parts);
        let points = sums.filter(|sums| {
            sums.any_known && !sums.is_open && !sums.is_pending && !sums.is_unassessable
        });
        let place = self.leaf.places.get(node.place);
        let mut line = PlaceLine {
            path: place
                .map(|place| place.path.iter().map(ToString::to_string).collect())
                .unwrap_or_default(),
            title,
            form: place.map_or("", |place| place.form),
            max: Points::from_nanos(node.max),
            points: points.map(|sums| number_text(sums.known.ratio())),
            arithmetic: None,
            reading: None,
            scale: Vec::new(),
            not_applicable,
        };
        match &node.kind {
            NodeKind::Score(score) => {
                let known = self.is_known(&score.measure);
                let reading = known.then(|| score.measure.read(self.cells, rounding));
                line.arithmetic = known
                    .then(|| self.wording.arithmetic(&score.measure))
                    .flatten();
                line.reading = reading
                    .map(|reading| reading_text(self.compiled, self.leaf, node.place, reading));
                let labels = match rule {
                    Some(crate::file::Rule::Score(score)) => labels(&score.scale),
                    _ => Vec::new(),
                };
                line.scale = self
                    .wording
                    .scale(node.place, &score.scale, reading, &labels);
                let knocks: Vec<bool> = score
                    .knock_out
                    .iter()
                    .map(|condition| self.holds(condition) == Some(true))
                    .collect();
                if knocks.contains(&true) {
                    // A knock-out takes the place of the scale.
                    line.scale.iter_mut().for_each(|line| line.holds = false);
                }
                for (condition, holds) in score.knock_out.iter().zip(knocks) {
                    line.scale.push(ScaleLine {
                        when: self.wording.condition(condition),
                        gives: "0".to_owned(),
                        label: None,
                        holds,
                    });
                }
                self.places.push(line);
            }
            NodeKind::Cases { cases, otherwise } => {
                // The first case that holds gives the points; one that is open hides those below.
                let mut decided = false;
                for (index, case) in cases.iter().enumerate() {
                    let holds = self.all_hold(&case.when);
                    let label = match rule {
                        Some(crate::file::Rule::Cases(cases)) => {
                            cases.cases.get(index).and_then(|case| case.label.clone())
                        }
                        _ => None,
                    };
                    line.scale.push(ScaleLine {
                        when: case
                            .when
                            .iter()
                            .map(|condition| self.wording.condition(condition))
                            .collect::<Vec<_>>()
                            .join(" ∧ "),
                        gives: number_text(Amount::Grid(case.points).ratio()),
                        label,
                        holds: !decided && holds == Some(true),
                    });
                    decided |= holds != Some(false);
                }
                let gives = number_text(Amount::Grid(*otherwise).ratio());
                let holds = line.points.is_some() && !decided;
                line.scale.push(ScaleLine {
                    when: "…".to_owned(),
                    gives,
                    label: None,
                    holds,
                });
                self.places.push(line);
            }
            NodeKind::Gate {
                when,
                then,
                otherwise,
            } => {
                let gives = number_text(Amount::Grid(*otherwise).ratio());
                for condition in &**when {
                    line.scale.push(ScaleLine {
                        when: self.wording.condition(condition),
                        gives: "✓".to_owned(),
                        label: None,
                        holds: self.holds(condition) == Some(true),
                    });
                }
                let known = when.iter().all(|own| self.holds(own).is_some());
                let failed = known && self.all_hold(when) == Some(false);
                line.scale.push(ScaleLine {
                    when: "…".to_owned(),
                    gives,
                    label: None,
                    holds: failed,
                });
                self.places.push(line);
                let inner = match rule {
                    Some(crate::file::Rule::Gate(gate)) => Some(&gate.then),
                    _ => None,
                };
                self.node(then, None, false, inner);
            }
            NodeKind::Sum { parts, cap } => {
                if let Some(cap) = cap {
                    let gives = format!("≤ {}", number_text(Amount::Grid(*cap).ratio()));
                    line.scale.push(ScaleLine {
                        when: "Σ".to_owned(),
                        gives,
                        label: None,
                        holds: true,
                    });
                }
                self.places.push(line);
                for (index, part) in parts.iter().enumerate() {
                    let written = match rule {
                        Some(crate::file::Rule::Sum(sum)) => sum.parts.get(index),
                        _ => None,
                    };
                    let title = written.and_then(|part| part.title.clone());
                    let not_applicable = self.parts & part.bit != 0;
                    self.node(
                        &part.node,
                        title,
                        not_applicable,
                        written.map(|part| &part.rule),
                    );
                }
            }
        }
    }

    fn is_known(&self, measure: &Measure) -> bool {
        let mut known = true;
        measure.for_each_cell(&mut |cell| {
            known &= self.cells.get(cell).is_some_and(|cell| cell.is_known());
        });
        known
    }

    /// Whether a condition holds; `None` where that is not known, or the facts contradict each other.
    fn holds(&self, condition: &Condition) -> Option<bool> {
        if !self.is_known(&condition.measure) {
            return None;
        }
        condition.holds(self.cells, self.compiled.measure_rounding)
    }

    /// Whether all conditions hold; `None` where what is known does not decide it.
    fn all_hold(&self, conditions: &[Condition]) -> Option<bool> {
        let mut all = Some(true);
        for condition in conditions {
            match self.holds(condition) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => all = None,
            }
        }
        all
    }
}
