//! Thresholds and points of rules that no worked example tells from a neighbouring value.

use super::bench::Bench;
use super::change::{Change, Spot, Where, spots};
use super::field::Field;
use super::reading::{read_at, shown};
use super::search::Search;
use crate::compile::{Compiled, CompiledLeaf, RuleCompiler, Scorer};
use crate::file::Rule;
use crate::model::Leaf;
use crate::number::{Points, Quantity, Rounding};
use crate::rule::{Cell, Node, sums_of};

/// Decimals of points where a set does not round them.
const FINEST: u8 = 6;

/// Something that could be otherwise, and no example would notice
#[derive(Clone, Debug)]
pub(crate) struct Untested {
    pub(crate) leaf: usize,
    /// JSON Pointer of the value.
    pub(crate) pointer: String,
    /// Whether it is a limit; otherwise points.
    pub(crate) is_limit: bool,
    /// A reading that would show the difference: `69.5 (139/200)`.
    pub(crate) value: Option<String>,
    /// The points that the rule gives then.
    pub(crate) points: Option<Points>,
}

/// Changes each threshold, strictness and points value of each leaf that has examples, one at a time
///
/// What an example notices is left out, and so is a change for which no input was found that comes out
/// otherwise. One example that would notice several changes is asked for once.
pub(crate) fn untested(scorer: &Scorer) -> Vec<Untested> {
    let compiled = scorer.compiled();
    let mut bench = Bench::new(compiled);
    let mut found = Vec::new();
    for (index, (leaf, model)) in compiled
        .leaves
        .iter()
        .zip(compiled.set.leaves())
        .enumerate()
    {
        let mut examples = Vec::new();
        for example in &model.criterion().examples {
            let parts = leaf
                .parts
                .iter()
                .filter(|(id, _, _)| example.not_applicable.contains(id))
                .fold(0, |mask, (_, bit, _)| mask | bit);
            if let Ok(cells) = bench.cells(leaf, &example.facts, &example.tasks) {
                examples.push((cells, parts));
            }
        }
        if examples.is_empty() {
            continue;
        }
        let field = Field { compiled, leaf };
        let mut trial = Trial {
            compiled,
            leaf,
            model,
            field,
            compiler: RuleCompiler::new(&compiled.set),
            examples,
            index,
            found: Vec::new(),
        };
        trial.run();
        found.append(&mut trial.found);
    }
    found
}

/// What an example comes to: points, or what can be said of them.
type Outcome = Option<(Option<Points>, Option<Points>, [bool; 4], Option<Points>)>;

/// One leaf whose rule is changed.
struct Trial<'a> {
    compiled: &'a Compiled,
    leaf: &'a CompiledLeaf,
    model: &'a Leaf,
    field: Field<'a>,
    compiler: RuleCompiler<'a>,
    /// Cells and parts that do not apply; examples that are asked for are added.
    examples: Vec<(Vec<Cell>, u64)>,
    index: usize,
    found: Vec<Untested>,
}

impl Trial<'_> {
    fn run(&mut self) {
        let mut rule = self.model.rule().clone();
        let mut places: Vec<(usize, Where, bool, Vec<Change>)> = Vec::new();
        let mut number = 0_usize;
        spots(&mut rule, &mut |at, spot| {
            let points = matches!(spot, Spot::Points(_));
            for (end, changes) in spot.changes() {
                let at = Where {
                    place: at.place,
                    pointer: format!("{}{end}", at.pointer),
                };
                places.push((number, at, !points, changes));
            }
            number = number.saturating_add(1);
        });
        // Points first: an example of a band often lies at its limit.
        places.sort_by_key(|(_, _, is_limit, _)| *is_limit);
        let expected: Vec<Outcome> = self.outcomes(&self.leaf.root);
        let mut expected = expected;
        for (spot, at, is_limit, changes) in places {
            for change in changes {
                let Some(changed) = self.changed(&rule, spot, &change) else {
                    continue;
                };
                if self.notices(&changed, &expected) {
                    continue;
                }
                if let Some(cells) = self.difference(&changed) {
                    let value = read_at(&self.leaf.root, at.place, &at.pointer)
                        .and_then(|measure| shown(&self.field, measure, &cells));
                    let outcome = self.outcome(&self.leaf.root, &cells, 0);
                    self.found.push(Untested {
                        leaf: self.index,
                        pointer: format!("{}{}", self.model.pointer(), at.pointer),
                        is_limit,
                        value,
                        points: outcome.and_then(|outcome| outcome.0),
                    });
                    self.examples.push((cells, 0));
                    expected.push(outcome);
                }
            }
        }
    }

    /// The rule with one change, compiled.
    fn changed(&mut self, rule: &Rule, wanted: usize, change: &Change) -> Option<Node> {
        let places = self
            .compiled
            .leaf_rounding
            .map_or(FINEST, Rounding::places)
            .min(FINEST);
        let step = Quantity::new(1, places).ok()?;
        let mut rule = rule.clone();
        let (mut number, mut done) = (0_usize, None);
        spots(&mut rule, &mut |_, spot| {
            if number == wanted {
                done = spot.apply(change, step);
            }
            number = number.saturating_add(1);
        });
        done?;
        self.compiler.leaf(&rule, self.leaf.max).ok()
    }

    fn outcomes(&self, root: &Node) -> Vec<Outcome> {
        let examples = self.examples.iter();
        examples
            .map(|(cells, parts)| self.outcome(root, cells, *parts))
            .collect()
    }

    fn outcome(&self, root: &Node, cells: &[Cell], parts: u64) -> Outcome {
        let sums = sums_of(root, cells, self.compiled.measure_rounding, parts)?;
        let rounding = self.compiled.leaf_rounding;
        let (low, high) = sums.interval()?;
        let states = [
            sums.any_known,
            sums.is_open,
            sums.is_pending,
            sums.is_unassessable,
        ];
        Some((
            low.to_points(rounding),
            high.to_points(rounding),
            states,
            sums.excluded.to_points(rounding),
        ))
    }

    fn notices(&self, changed: &Node, expected: &[Outcome]) -> bool {
        self.examples
            .iter()
            .zip(expected)
            .any(|((cells, parts), expected)| self.outcome(changed, cells, *parts) != *expected)
    }

    /// Cells for which the changed rule comes out otherwise, and that facts can have.
    fn difference(&self, changed: &Node) -> Option<Vec<Cell>> {
        let search = Search::new(self.field, &[])?;
        let mut settings = search.settings(changed);
        settings.extend(search.settings(&self.leaf.root));
        let mut bench = Bench::new(self.compiled);
        settings.into_iter().find_map(|setting| {
            let mut cells = search.cells.clone();
            for (cell, value) in &setting {
                cells.get_mut(*cell)?.value = *value;
            }
            let differs = |cells: &[Cell]| {
                self.outcome(changed, cells, 0) != self.outcome(&self.leaf.root, cells, 0)
            };
            if !differs(&cells) {
                return None;
            }
            let inputs = self.field.realise(&setting)?;
            let cells = bench
                .cells(self.leaf, inputs.facts(), inputs.tasks())
                .ok()?;
            differs(&cells).then_some(cells)
        })
    }
}
