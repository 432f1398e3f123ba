//! A criterion that is scored.

use serde::Serialize;

use crate::file::{Basis, Criterion, NotApplicable, Rule, Text};
use crate::number::{Points, Ratio};
use crate::read::Id;

/// Where a leaf belongs
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Home {
    /// The area at this index.
    Area(usize),
    /// The bonus points.
    Bonus,
    /// The penalty points.
    Penalty,
}

/// A criterion that is scored
// INVARIANT: `rule` is the rule of `criterion` where the leaf is sound, else one without an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    pub(super) criterion: Criterion,
    pub(super) rule: Rule,
    pub(super) is_sound: bool,
    pub(super) home: Home,
    pub(super) pointer: String,
    pub(super) max_points: Points,
    pub(super) basis: Basis,
    pub(super) not_applicable: NotApplicable,
    pub(super) appraised_by: Option<Text>,
    pub(super) factor: Ratio,
    pub(super) self_scored: bool,
    pub(super) facts_used: Vec<usize>,
    pub(super) slots_used: Vec<usize>,
    pub(super) reads_tasks: bool,
    pub(super) ancestors: Vec<Id>,
}

impl Leaf {
    /// Its name
    pub fn id(&self) -> &Id {
        &self.criterion.id
    }

    /// The criterion as written in the file
    pub fn criterion(&self) -> &Criterion {
        &self.criterion
    }

    /// Whether no error of the set reaches it; else it is not assessable, whatever the facts
    pub fn is_sound(&self) -> bool {
        self.is_sound
    }

    /// How its points are given; of a leaf that is not sound a rule without an answer
    ///
    /// What is written in the file stands in [`criterion`](Self::criterion).
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// Where it belongs
    pub fn home(&self) -> Home {
        self.home
    }

    /// The JSON Pointer of the criterion in the file
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Most points
    pub fn max_points(&self) -> Points {
        self.max_points
    }

    /// What it rests on
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// What it means that it is not applicable: the nearest answer going up, else not allowed
    pub fn not_applicable(&self) -> NotApplicable {
        self.not_applicable
    }

    /// Who appraises it: the nearest answer going up, where there is one
    pub fn appraised_by(&self) -> Option<&Text> {
        self.appraised_by.as_ref()
    }

    /// What a point of it counts in the points of its area; 1 unless a parent is a weighted mean
    pub fn factor(&self) -> Ratio {
        self.factor
    }

    /// Whether the unit scores it: not external, and the unit gives every fact
    pub fn self_scored(&self) -> bool {
        self.self_scored
    }

    /// The facts its rule reads, as ascending indices of [`CriteriaSet::facts`](super::CriteriaSet::facts)
    pub fn facts_used(&self) -> &[usize] {
        &self.facts_used
    }

    /// The task slots its rule reads, as ascending indices
    pub fn slots_used(&self) -> &[usize] {
        &self.slots_used
    }

    /// Whether its rule reads results of the plan's tasks, by slots, areas or all
    pub fn reads_tasks(&self) -> bool {
        self.reads_tasks
    }

    /// The criteria above it, nearest first, ending with the area; empty for bonus and penalty
    pub fn ancestors(&self) -> &[Id] {
        &self.ancestors
    }
}
