//! The derivation of a leaf's points, as data.

use serde::Serialize;

use super::facts::facts;
use super::steps::steps;
use super::walk::Walk;
use crate::compile::Compiled;
use crate::eval::{Applies, Scorecard};
use crate::file::Text;
use crate::number::{Date, Points, Quantity};
use crate::rule::Cell;

/// How a leaf came to its points
#[derive(Clone, Debug, Serialize)]
pub struct Derivation {
    /// Index of the leaf in the criteria set
    pub leaf: usize,
    /// Facts and tasks that the rule reads, in the order it reads them
    pub facts: Vec<FactLine>,
    /// Places of the rule, outer before inner
    pub places: Vec<PlaceLine>,
    /// What the nearest change of each number would do; none where the leaf does not apply
    pub steps: Vec<Step>,
}

/// Something a rule reads
#[derive(Clone, Debug, Serialize)]
pub struct FactLine {
    /// Name in the file: a fact, or `slot:…`, `area:…`, `all` for tasks
    pub id: String,
    /// Name in words, where it has one
    pub title: Option<Text>,
    /// Value as in a file; `None` where unanswered
    pub value: Option<String>,
    /// Unit of a number
    pub unit: Option<String>,
    /// What is possible or proved, where that is more than one value: `0–3`, `on-time|late`
    pub range: Option<String>,
    /// The last day that is on time, where the rule asks whether a day or a single task keeps one
    pub last_day: Option<Date>,
}

/// One place of a rule
#[derive(Clone, Debug, Serialize)]
pub struct PlaceLine {
    /// Ids of the parts that lead to it
    pub path: Vec<String>,
    /// Title of the innermost part
    pub title: Option<Text>,
    /// The form of its rule: `bands`, `options`, `proportional`, `per-item`, `deduction`, `goalposts`, `sum`, `gate`, `cases`
    pub form: &'static str,
    /// Most points
    pub max: Points,
    /// Points given, exactly, as text (a fraction where it does not end); `None` while undetermined
    pub points: Option<String>,
    /// The arithmetic of the measure: `1369 ÷ 1420 × 100`
    pub arithmetic: Option<String>,
    /// What the measure reads: `96.408450…`, `late`
    pub reading: Option<String>,
    /// The lines of the scale
    pub scale: Vec<ScaleLine>,
    /// Whether the unit says that the part does not apply
    pub not_applicable: bool,
}

/// One line of a scale
#[derive(Clone, Debug, Serialize)]
pub struct ScaleLine {
    /// When it holds, with `x` for the measure: `75 ≤ x < 100`
    pub when: String,
    /// What it gives: `0.5`, `2 × min(x ÷ 90, 1)`
    pub gives: String,
    /// The words of the sheet
    pub label: Option<String>,
    /// Whether it is the line that holds
    pub holds: bool,
}

/// The nearest change of one number that changes the points
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// The fact
    pub fact: String,
    /// Its name in words
    pub title: Text,
    /// Its unit
    pub unit: String,
    /// Value now
    pub from: Quantity,
    /// Nearest value with other points
    pub to: Quantity,
    /// Points now
    pub points: Points,
    /// Points then
    pub then: Points,
}

impl Scorecard {
    /// How a leaf came to its points; `None` if there is no such leaf, or an error of the set reaches it
    pub fn derivation(&self, id: &str) -> Option<Derivation> {
        let compiled = self.scorer().compiled();
        let index = compiled.set.leaf_index(id)?;
        compiled
            .set
            .leaves()
            .get(index)
            .filter(|leaf| leaf.is_sound())?;
        let leaf = compiled.leaves.get(index)?;
        let prepared = self.assessment().prepared();
        let end = leaf.cells_at.checked_add(leaf.inputs.len())?;
        let cells = prepared.cells.get(leaf.cells_at..end)?;
        let own = prepared.leaves.get(index)?;
        let parts = own.parts;
        Some(Derivation {
            leaf: index,
            facts: facts(self, leaf, cells),
            places: places(compiled, index, cells, parts)?,
            steps: if own.applies == Applies::Yes {
                steps(compiled, leaf, cells, parts)
            } else {
                Vec::new()
            },
        })
    }
}

/// The places of a leaf's rule with these cells.
pub(crate) fn places(
    compiled: &Compiled,
    index: usize,
    cells: &[Cell],
    parts: u64,
) -> Option<Vec<PlaceLine>> {
    let leaf = compiled.leaves.get(index)?;
    let rule = compiled.set.leaves().get(index)?.rule();
    let mut walk = Walk::new(compiled, leaf, cells, parts);
    walk.node(&leaf.root, None, false, Some(rule));
    Some(walk.places)
}
