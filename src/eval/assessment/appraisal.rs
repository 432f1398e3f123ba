//! What the appraisers decided, leaf by leaf.

use crate::compile::Compiled;
use crate::eval::assessment::applies::treated;
use crate::eval::assessment::prepared::Prepared;
use crate::eval::cells::source::Source;
use crate::eval::given::facts::{Resolved, resolve};
use crate::eval::given::faults::AssessmentFault;
use crate::eval::given::found::Found;
use crate::eval::leaf::leaf_ledger::PointsOnly;
use crate::eval::leaf::leaf_score::{CriterionScore, LeafCells, score_leaf};
use crate::eval::leaf::prepared_leaf::{Applies, Decision, PreparedLeaf};
use crate::eval::leaf::state::State;
use crate::file::{AppraisalRecord, AssessmentFile, NotApplicable};
use crate::model::Leaf;
use crate::number::Points;
use crate::rule::{Cell, NoTrace};

/// Fills in the decisions of both rounds and the final one.
pub(crate) fn decide(
    compiled: &Compiled,
    file: &AssessmentFile,
    source: &Source<'_>,
    prepared: &mut Prepared,
    found: &mut Found,
) {
    let Some(appraisal) = &file.appraisal else {
        settle_excluded(file, compiled, source, prepared);
        return;
    };
    let locked = |round: u32| {
        appraisal
            .rounds
            .iter()
            .any(|own| own.round == round && own.locked_on.is_some())
    };
    for (index, model) in compiled.set.leaves().iter().enumerate() {
        let mut rounds: [Option<Decision>; 2] = [None, None];
        let mut recorded = [false; 2];
        let mut is_outside = false;
        for round in [1_u32, 2] {
            let record = appraisal
                .records
                .iter()
                .enumerate()
                .find(|(_, record)| record.round == round && record.criterion == *model.id());
            let Some((at, record)) = record else { continue };
            let judge = Judge {
                compiled,
                source,
                prepared: &*prepared,
                index,
                model,
            };
            let decision = match record.copies_round {
                // Points outside the scale are said where they stand.
                Some(1) if round == 2 && (rounds[0].is_some() || is_outside) => rounds[0],
                Some(copied) => {
                    let criterion = model.id().to_string();
                    let fault = AssessmentFault::CopiesNoDecision {
                        criterion,
                        round: copied,
                    };
                    found.keep(&fault, format!("/appraisal/records/{at}/copies_round"));
                    None
                }
                None => {
                    let decision = judge.decision(record);
                    let kept = decision.filter(|decision| decision.is_within(model.max_points()));
                    is_outside = decision.is_some() && kept.is_none();
                    kept
                }
            };
            if round == 1 {
                (rounds[0], recorded[0]) = (decision, true);
            } else {
                (rounds[1], recorded[1]) = (decision, true);
            }
        }
        if let Some(own) = prepared.leaves.get_mut(index) {
            [own.round1, own.round2] = rounds;
            // The latest locked round decides, even where its record leaves something open.
            (own.final_decision, own.is_decided) = match recorded {
                [_, true] if locked(2) => (rounds[1], true),
                [true, _] if locked(1) => (rounds[0], true),
                _ => (None, false),
            };
        }
    }
    settle_excluded(file, compiled, source, prepared);
}

/// Leaves that a group does not have, or whose source is absent, need no appraiser.
fn settle_excluded(
    file: &AssessmentFile,
    compiled: &Compiled,
    source: &Source<'_>,
    prepared: &mut Prepared,
) {
    if file.unit.group.is_none() && file.absent.is_empty() {
        return;
    }
    let mut unclaimed = file.clone();
    unclaimed.not_applicable.clear();
    let mut ignored = Found::default();
    let leaves = compiled.leaves.iter().zip(compiled.set.leaves());
    for (own, (leaf, model)) in prepared.leaves.iter_mut().zip(leaves) {
        let applies = crate::eval::assessment::applies::applies(
            compiled,
            &unclaimed,
            leaf,
            model,
            source,
            &mut ignored,
        );
        if !own.is_decided && applies != Applies::Yes {
            own.final_decision = Some(granted(applies, Points::from_nanos(leaf.max)));
        }
    }
}

/// The decision that "not applicable" amounts to.
pub(crate) fn granted(applies: Applies, max: Points) -> Decision {
    match applies {
        Applies::FullMarks => Decision {
            points: Some(max),
            excluded: Points::ZERO,
        },
        Applies::Zero => Decision {
            points: Some(Points::ZERO),
            excluded: Points::ZERO,
        },
        Applies::Excluded { .. } | Applies::Yes => Decision {
            points: None,
            excluded: max,
        },
    }
}

struct Judge<'a> {
    compiled: &'a Compiled,
    source: &'a Source<'a>,
    prepared: &'a Prepared,
    index: usize,
    model: &'a Leaf,
}

impl Judge<'_> {
    fn decision(&self, record: &AppraisalRecord) -> Option<Decision> {
        let own = self.prepared.leaves.get(self.index)?;
        if let Some(points) = record.points {
            return Some(Decision {
                points: Some(Points::from_quantity(points)?),
                excluded: Points::ZERO,
            });
        }
        if record.copies_claim {
            let score = self.score(own, None)?;
            return match own.claimed.filter(|_| !score.is_gone()) {
                Some(points) => Some(Decision {
                    points: Some(points),
                    excluded: score.excluded,
                }),
                None => Self::as_scored(&score),
            };
        }
        let applying = PreparedLeaf {
            applies: Applies::Yes,
            ..own.clone()
        };
        match record.not_applicable {
            Some(true) => {
                let treatment = match self.model.not_applicable() {
                    NotApplicable::NotAllowed => NotApplicable::LeaveDenominator,
                    allowed => allowed,
                };
                Some(granted(treated(treatment)?, self.model.max_points()))
            }
            Some(false) => Self::as_scored(&self.score(&applying, None)?),
            None => Self::as_scored(&self.score(&applying, Some(record))?),
        }
    }

    /// The points of a score that is complete.
    fn as_scored(score: &CriterionScore) -> Option<Decision> {
        match score.state {
            State::Scored | State::NotApplicable => Some(Decision {
                points: score.computed,
                excluded: score.excluded,
            }),
            State::Open | State::Pending | State::NotAssessable => None,
        }
    }

    /// Scores the leaf again, with the facts of a record.
    fn score(
        &self,
        own: &PreparedLeaf,
        record: Option<&AppraisalRecord>,
    ) -> Option<CriterionScore> {
        let leaf = self.compiled.leaves.get(self.index)?;
        let end = leaf.cells_at.checked_add(leaf.inputs.len())?;
        let mut cells: Vec<Cell> = self.prepared.cells.get(leaf.cells_at..end)?.to_vec();
        if let Some(record) = record {
            let set = self.source.set;
            let mut facts: Vec<Resolved> = self.source.facts.to_vec();
            for (id, value) in &record.facts {
                let index = set.fact_index(id.as_ref())?;
                let resolved = resolve(set.facts().get(index)?, value, &mut Vec::new())?;
                *facts.get_mut(index)? = resolved;
            }
            let source = Source {
                facts: &facts,
                ..*self.source
            };
            cells = leaf
                .inputs
                .iter()
                .map(|input| {
                    self.compiled
                        .inputs
                        .get(*input)
                        .map(|input| source.cell(input))
                })
                .collect::<Option<_>>()?;
        }
        let cells = LeafCells {
            cells: &cells,
            evidence: &cells,
            flat: None,
        };
        let mut ledger = PointsOnly(NoTrace);
        Some(score_leaf(
            self.compiled,
            self.index,
            leaf,
            own,
            cells,
            &mut ledger,
        ))
    }
}
