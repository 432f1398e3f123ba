//! Scoring units that differ from a base in their facts: what the rules give, and nothing else.

use super::assessment::{Assessment, Found, prepare};
use super::cells::Source;
use super::facts::Resolved;
use super::leaf_score::{CriterionScore, PointsOnly};
use super::leaf_scores::LeafScores;
use super::prepared::Prepared;
use super::scorecard::walk;
use super::totals::Finished;
use crate::compile::{Compiled, Input, Scorer};
use crate::file::{AssessmentFile, NotApplicableClaim};
use crate::model::Calendar;
use crate::rule::{Cell, NoTrace};

/// A base, and the way from facts to scores
///
/// Claims, documents and decisions of the base are left out: they are not the units' own.
#[derive(Clone, Debug)]
pub(crate) struct FactsOnly {
    scorer: Scorer,
    base: Assessment,
    file: AssessmentFile,
    calendar: Calendar,
}

/// What a unit comes to.
#[derive(Debug)]
pub(crate) struct UnitScore {
    pub(crate) finished: Finished,
    pub(crate) leaves: Vec<CriterionScore>,
}

impl FactsOnly {
    pub(crate) fn new(scorer: &Scorer, base: &Assessment) -> Self {
        let mut file = base.file().clone();
        file.claims = None;
        file.appraisal = None;
        file.evidence.clear();
        file.explanations.clear();
        Self {
            calendar: Calendar::new(scorer.criteria_set().file().holidays.iter().copied()),
            scorer: scorer.clone(),
            base: base.clone(),
            file,
        }
    }

    pub(crate) fn base(&self) -> &Assessment {
        &self.base
    }

    fn compiled(&self) -> &Compiled {
        self.scorer.compiled()
    }

    fn source<'f>(&'f self, facts: &'f [Resolved]) -> Source<'f> {
        Source {
            set: &self.compiled().set,
            facts,
            calendar: &self.calendar,
            as_of: self.file.as_of,
            tasks: self.base.tasks(),
        }
    }

    /// What is known of an input.
    pub(crate) fn cell(&self, facts: &[Resolved], input: &Input) -> Cell {
        self.source(facts).cell(input)
    }

    /// The fact that an input's time begins with, where it does.
    pub(crate) fn start_of(&self, input: &Input) -> Option<usize> {
        self.source(self.base.resolved()).start_of(input)
    }

    /// What scoring needs to know of the base.
    pub(crate) fn prepared(&self) -> Prepared {
        let facts = self.base.resolved();
        let mut found = Found::default();
        let source = self.source(facts);
        prepare(self.compiled(), &self.file, &source, None, &mut found)
    }

    /// Scores a unit with these facts; `None` where a sum cannot be held.
    pub(crate) fn score(
        &self,
        facts: &[Resolved],
        not_applicable: &[NotApplicableClaim],
    ) -> Option<UnitScore> {
        let compiled = self.compiled();
        let mut found = Found::default();
        let own;
        let file = if not_applicable.is_empty() {
            &self.file
        } else {
            let mut changed = self.file.clone();
            changed.not_applicable.extend_from_slice(not_applicable);
            own = changed;
            &own
        };
        let prepared = prepare(compiled, file, &self.source(facts), None, &mut found);
        let mut leaves = LeafScores::with_capacity(compiled.leaves.len());
        let mut ledger = PointsOnly(NoTrace);
        let finished = walk(compiled, &prepared, &mut ledger, Some(&mut leaves))?;
        Some(UnitScore {
            finished,
            leaves: leaves.get(compiled, &prepared).to_vec(),
        })
    }
}
