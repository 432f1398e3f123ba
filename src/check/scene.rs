//! What every check of an assessment looks at.

use super::progress::{Passed, passed};
use crate::compile::{Compiled, CompiledLeaf, Input};
use crate::diagnostic::{Stake, StakeOf};
use crate::eval::{Applies, Assessment, CriterionScore, PreparedLeaf, Resolved, Scorecard, Source};
use crate::file::{AssessmentFile, Fact, FactKind, FactValue, RoundingModeFile};
use crate::model::{CriteriaSet, Home, Leaf};
use crate::number::{Points, Quantity, Ratio, Rounding, RoundingMode};
use crate::rule::{Amount, Cell, sums_of};

/// A scored assessment, laid out for checks.
pub(super) struct Scene<'a> {
    pub(super) compiled: &'a Compiled,
    pub(super) set: &'a CriteriaSet,
    pub(super) assessment: &'a Assessment,
    pub(super) file: &'a AssessmentFile,
    pub(super) subjects: Vec<Subject<'a>>,
    /// Dates and tasks whose last day is over, with the points that cost.
    pub(super) passed: Vec<Passed>,
}

/// One leaf.
pub(super) struct Subject<'a> {
    pub(super) index: usize,
    pub(super) leaf: &'a CompiledLeaf,
    pub(super) model: &'a Leaf,
    pub(super) own: &'a PreparedLeaf,
    pub(super) score: &'a CriterionScore,
    pub(super) cells: &'a [Cell],
    pub(super) evidence: &'a [Cell],
}

impl<'a> Scene<'a> {
    pub(super) fn new(card: &'a Scorecard) -> Self {
        let compiled = card.scorer().compiled();
        let assessment = card.assessment();
        let prepared = assessment.prepared();
        let mut subjects = Vec::with_capacity(compiled.leaves.len());
        let leaves = compiled.leaves.iter().zip(compiled.set.leaves());
        let scored = prepared.leaves.iter().zip(card.criteria());
        for (index, ((leaf, model), (own, score))) in leaves.zip(scored).enumerate() {
            let end = leaf.cells_at.saturating_add(leaf.inputs.len());
            let cells = prepared.cells.get(leaf.cells_at..end).unwrap_or_default();
            let evidence = prepared
                .evidence
                .get(leaf.cells_at..end)
                .unwrap_or_default();
            subjects.push(Subject {
                index,
                leaf,
                model,
                own,
                score,
                cells,
                evidence,
            });
        }
        let mut scene = Self {
            compiled,
            set: &compiled.set,
            assessment,
            file: assessment.file(),
            subjects,
            passed: Vec::new(),
        };
        scene.passed = passed(&scene);
        scene
    }

    /// What cells are made of.
    pub(super) fn source(&self) -> Source<'_> {
        Source {
            set: self.set,
            facts: self.assessment.resolved(),
            as_of: self.file.as_of,
            tasks: self.assessment.tasks(),
        }
    }

    /// The leaves that are scored by their rules.
    pub(super) fn applying(&self) -> impl Iterator<Item = &Subject<'a>> {
        self.subjects
            .iter()
            .filter(|subject| subject.own.applies == Applies::Yes)
    }

    /// The inputs of a leaf, each with its reported and its evidenced cell.
    pub(super) fn inputs<'s>(
        &'s self,
        subject: &'s Subject<'a>,
    ) -> impl Iterator<Item = (&'a Input, Cell, Cell)> + 's {
        let cells = subject.cells.iter().zip(subject.evidence);
        subject
            .leaf
            .inputs
            .iter()
            .zip(cells)
            .filter_map(|(input, (cell, evidence))| {
                Some((self.compiled.inputs.get(*input)?, *cell, *evidence))
            })
    }

    pub(super) fn fact(&self, index: usize) -> Option<&'a Fact> {
        self.set.facts().get(index)
    }

    /// The value of a fact as the engine took it.
    pub(super) fn resolved(&self, fact: usize) -> &'a Resolved {
        self.assessment
            .resolved()
            .get(fact)
            .unwrap_or(&Resolved::Open)
    }

    /// Whether the file gives a fact a value, though the engine may have ignored it.
    pub(super) fn is_typed(&self, fact: &Fact) -> bool {
        self.file
            .facts
            .get(&fact.id)
            .is_some_and(|value| *value != FactValue::Unanswered)
    }

    /// Where the value of a fact stands, or should stand.
    pub(super) fn fact_pointer(&self, fact: &Fact) -> String {
        let outside = self
            .file
            .external
            .iter()
            .position(|result| result.fact == fact.id);
        match outside {
            Some(index) => format!("/external/{index}/value"),
            None => format!("/facts/{}", fact.id),
        }
    }

    /// The place that speaks of a leaf as a whole: its claim, else a fact, else the results.
    pub(super) fn pointer(&self, subject: &Subject<'_>) -> String {
        if subject.own.claimed.is_some() {
            return subject.claim_pointer();
        }
        let facts = subject
            .model
            .facts_used()
            .iter()
            .filter_map(|index| self.fact(*index));
        for fact in facts {
            if self.is_typed(fact) {
                return self.fact_pointer(fact);
            }
        }
        if subject.model.slots_used().is_empty() && !subject.model.facts_used().is_empty() {
            "/facts".to_owned()
        } else {
            "/results".to_owned()
        }
    }

    /// The most a leaf can come to with these cells.
    pub(super) fn upper(&self, subject: &Subject<'_>, cells: &[Cell]) -> Option<Points> {
        let rounding = self.compiled.measure_rounding;
        let sums = sums_of(&subject.leaf.root, cells, rounding, subject.own.parts)?;
        let most = sums.known.add(sums.open)?.add(sums.pending)?;
        most.to_points(self.compiled.leaf_rounding)
    }

    /// The rounding at which claims are compared.
    pub(super) fn claim_rounding(&self) -> Option<Rounding> {
        let rounding = &self.set.file().rounding;
        let mode = match rounding.leaf.as_ref().map(|leaf| leaf.mode) {
            None | Some(RoundingModeFile::HalfUp) => RoundingMode::HalfUp,
            Some(RoundingModeFile::HalfEven) => RoundingMode::HalfEven,
            Some(RoundingModeFile::Down) => RoundingMode::Down,
            Some(RoundingModeFile::Up) => RoundingMode::Up,
        };
        Rounding::new(u8::try_from(rounding.claim_places).ok()?, mode)
    }

    /// Points as people may type them.
    pub(super) fn as_typed(&self, points: Points) -> Points {
        let rounding = self.claim_rounding();
        Amount::Grid(points.nanos())
            .to_points(rounding)
            .unwrap_or(points)
    }

    /// An exact sum as people may type it.
    pub(super) fn sum_as_typed(&self, sum: Ratio) -> Option<Points> {
        sum.to_points(self.claim_rounding()?)
    }
}

impl Subject<'_> {
    /// The number as printed.
    pub(super) fn number(&self) -> &str {
        number_of(self.model)
    }

    /// Points of it that depend on a fault.
    pub(super) fn stake(&self, of: StakeOf, points: Points) -> Stake {
        Stake::new(self.model.id().as_ref(), of, points)
    }

    pub(super) fn claim_pointer(&self) -> String {
        format!("/claims/criteria/{}", self.model.id())
    }

    pub(super) fn is_penalty(&self) -> bool {
        self.model.home() == Home::Penalty
    }

    /// How far `points` are above `other` to the unit's advantage; for a penalty, how far below.
    pub(super) fn ahead(&self, points: Points, other: Points) -> Points {
        let (more, less) = if self.is_penalty() {
            (other, points)
        } else {
            (points, other)
        };
        more.checked_sub(less).unwrap_or(Points::ZERO)
    }

    /// Whether somebody explains the criterion, or one above it.
    pub(super) fn is_explained(&self, file: &AssessmentFile) -> bool {
        file.explanations.iter().any(|explanation| {
            let id = &explanation.criterion;
            let names = id == self.model.id() || self.model.ancestors().contains(id);
            names && !explanation.text.trim().is_empty()
        })
    }
}

/// The number of a criterion as printed.
pub(super) fn number_of(leaf: &Leaf) -> &str {
    leaf.criterion()
        .number
        .as_deref()
        .unwrap_or(leaf.id().as_ref())
}

/// A number of a fact with its decimals; `None` for other kinds.
pub(super) fn number_text(fact: &Fact, mantissa: i64) -> Option<String> {
    let FactKind::Number(kind) = &fact.kind else {
        return None;
    };
    let places = u8::try_from(kind.decimals).ok()?;
    Quantity::new(mantissa, places)
        .ok()
        .map(|number| number.to_string())
}
