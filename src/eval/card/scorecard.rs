//! The scorecard: every leaf, its ledger, totals and index.

use crate::compile::{Compiled, CompiledLeaf, Scorer};
use crate::eval::assessment::fit::Assessment;
use crate::eval::assessment::prepared::Prepared;
use crate::eval::card::adjustment_points::AdjustmentPoints;
use crate::eval::card::leaf_scores::LeafScores;
use crate::eval::card::ledger_sums::{ExactSums, LedgerSums};
use crate::eval::card::plain_totals::plain_totals;
use crate::eval::card::totals::{Areas, BasisTotals, Finished, Tallies, Totals, by_basis};
use crate::eval::leaf::leaf_ledger::{FullLedger, Ledger, Loss, PointsOnly};
use crate::eval::leaf::leaf_score::{CriterionScore, LeafCells, round_off, score_leaf};
use crate::eval::leaf::state::State;
use crate::eval::leaf::tally::{Sum, Tally};
use crate::model::Home;
use crate::number::{Points, Quantity, Ratio};
use crate::rule::{Amount, NoTrace};

/// What an assessment comes to, with the reason of every hundredth of a point
///
/// Made by [`Scorer::score`]. At every leaf
/// `max = computed + Σ losses + open + pending + excluded`, and
/// `computed = evidenced + Σ evidence losses`.
#[derive(Clone, Debug)]
pub struct Scorecard {
    scorer: Scorer,
    assessment: Assessment,
    leaves: LeafScores,
    losses: Vec<Loss>,
    areas: Areas,
    total: Totals,
    bonus: Option<AdjustmentPoints>,
    penalty: Option<AdjustmentPoints>,
}

/// The totals of an assessment without its ledger
#[derive(Clone, Debug)]
pub struct ScoreTotals {
    scorer: Scorer,
    areas: Areas,
    total: Totals,
}

impl ScoreTotals {
    pub(crate) fn new(scorer: Scorer, areas: Areas, total: Totals) -> Self {
        Self {
            scorer,
            areas,
            total,
        }
    }

    /// Totals of each area, in the order of the criteria set
    pub fn areas(&self) -> &[Totals] {
        self.areas.get(self.scorer.compiled())
    }

    /// Totals of all
    pub fn total(&self) -> &Totals {
        &self.total
    }
}

/// Why an assessment cannot be scored
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScoreError {
    /// A sum of points is beyond what can be held
    #[error("a sum of points is too large to be held exactly")]
    TooLarge,
    /// The assessment was made for another criteria set
    #[error("the assessment was made for another criteria set")]
    OtherSet,
}

impl Scorer {
    /// Scores an assessment, with its ledger
    ///
    /// # Errors
    ///
    /// An assessment that was made for another criteria set, or a sum of points beyond what can be held
    /// (maxima of more than a thousand million points).
    pub fn score(&self, assessment: &Assessment) -> Result<Scorecard, ScoreError> {
        self.fits(assessment)?;
        self.try_score(assessment).ok_or(ScoreError::TooLarge)
    }

    /// Refuses an assessment whose facts and claims stand in the order of another set.
    fn fits(&self, assessment: &Assessment) -> Result<(), ScoreError> {
        if self.is_same_set(assessment.scorer()) {
            Ok(())
        } else {
            Err(ScoreError::OtherSet)
        }
    }

    /// Scores an assessment without a ledger: the same totals in less time
    ///
    /// # Errors
    ///
    /// As [`score`](Self::score).
    pub fn totals(&self, assessment: &Assessment) -> Result<ScoreTotals, ScoreError> {
        self.fits(assessment)?;
        let plain = assessment.plain();
        if let Some((total, areas)) = plain.and_then(|row| plain_totals(self.compiled(), row)) {
            return Ok(ScoreTotals::new(self.clone(), areas, total));
        }
        let mut ledger = PointsOnly(NoTrace);
        walk(self.compiled(), assessment.prepared(), &mut ledger, None)
            .map(|finished| ScoreTotals {
                scorer: self.clone(),
                areas: finished.areas,
                total: finished.total,
            })
            .ok_or(ScoreError::TooLarge)
    }

    /// An index value rounded as the criteria set states
    pub fn rounded(&self, value: Ratio) -> Option<Quantity> {
        value.to_quantity(self.compiled().index_rounding)
    }

    fn try_score(&self, assessment: &Assessment) -> Option<Scorecard> {
        let compiled = self.compiled();
        let mut ledger = FullLedger::with_capacity(compiled.leaves.len());
        let mut leaves = LeafScores::with_capacity(compiled.leaves.len());
        let finished = walk(
            compiled,
            assessment.prepared(),
            &mut ledger,
            Some(&mut leaves),
        )?;
        Some(Scorecard {
            scorer: self.clone(),
            assessment: assessment.clone(),
            leaves,
            losses: ledger.losses,
            areas: finished.areas,
            total: finished.total,
            bonus: finished.bonus,
            penalty: finished.penalty,
        })
    }
}

/// Scores all leaves and sums them up.
pub(crate) fn walk<L: Ledger>(
    compiled: &Compiled,
    prepared: &Prepared,
    ledger: &mut L,
    scores: Option<&mut LeafScores>,
) -> Option<Finished> {
    let walk = LeafWalk { compiled, prepared };
    if !compiled.plain_sums {
        return walk.all::<Amount, L>(ledger, scores);
    }
    if !prepared.fits {
        return None;
    }
    walk.all::<i64, L>(ledger, scores)
}

/// Goes through leaves.
struct LeafWalk<'a> {
    compiled: &'a Compiled,
    prepared: &'a Prepared,
}

impl LeafWalk<'_> {
    /// Scores all leaves and sums them up in a number.
    fn all<S: Sum, L: Ledger>(
        &self,
        ledger: &mut L,
        scores: Option<&mut LeafScores>,
    ) -> Option<Finished> {
        let mut tallies = Tallies::<S>::new(&self.prepared.given);
        let leaves = &self.compiled.leaves;
        if let Some(scores) = scores {
            for (index, (leaf, own)) in leaves.iter().zip(&self.prepared.leaves).enumerate() {
                let tally = tallies.get(leaf.tally)?;
                if own.is_plain {
                    let points = self.plain(index, leaf, ledger)?;
                    tally.add_plain(points)?;
                    scores.push_plain(points, ledger.len());
                } else {
                    let score = self.score(index, ledger)?;
                    tally.add_leaf(&score, self.factor(index, leaf)?)?;
                    scores.push(score, ledger.len());
                }
            }
        } else {
            for index in &self.prepared.plain {
                let leaf = leaves.get(*index)?;
                let points = self.plain(*index, leaf, ledger)?;
                tallies.get(leaf.tally)?.add_plain(points)?;
            }
            for index in &self.prepared.others {
                let leaf = leaves.get(*index)?;
                let score = self.score(*index, ledger)?;
                let factor = self.factor(*index, leaf)?;
                tallies.get(leaf.tally)?.add_leaf(&score, factor)?;
            }
        }
        tallies.finish(self.compiled, &self.prepared.caveats)
    }

    fn factor(&self, index: usize, leaf: &CompiledLeaf) -> Option<Option<Ratio>> {
        match leaf.home {
            Home::Area(_) => self.compiled.factor_in_area(index),
            Home::Bonus | Home::Penalty => Some(None),
        }
    }

    /// The points of a plain leaf, and its losses.
    #[inline(always)]
    fn plain<L: Ledger>(
        &self,
        index: usize,
        leaf: &CompiledLeaf,
        ledger: &mut L,
    ) -> Option<Points> {
        ledger.begin(index);
        let flat = leaf.flat.as_ref()?;
        let points = flat.points(&self.prepared.values, ledger)?;
        round_off(index, leaf, points, ledger)?;
        Some(points)
    }

    fn score<L: Ledger>(&self, index: usize, ledger: &mut L) -> Option<CriterionScore> {
        let leaf = self.compiled.leaves.get(index)?;
        let own = self.prepared.leaves.get(index)?;
        let end = leaf.cells_at.checked_add(leaf.inputs.len())?;
        let cells = LeafCells {
            cells: self.prepared.cells.get(leaf.cells_at..end)?,
            evidence: self.prepared.evidence.get(leaf.cells_at..end)?,
            flat: own.is_flat.then_some(&*self.prepared.values),
        };
        Some(score_leaf(self.compiled, index, leaf, own, cells, ledger))
    }
}

impl Scorecard {
    /// The sums behind the areas; none where points have factors.
    pub(crate) fn sums(&self) -> &[Tally<i64>] {
        self.areas.sums()
    }

    /// The scorer that made it
    pub fn scorer(&self) -> &Scorer {
        &self.scorer
    }

    /// The assessment it speaks of
    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    /// The scores of every leaf, in the order of the criteria set (bonus and penalty last)
    pub fn criteria(&self) -> &[CriterionScore] {
        self.leaves
            .get(self.scorer.compiled(), self.assessment.prepared())
    }

    /// The scores of a leaf
    pub fn criterion(&self, id: &str) -> Option<&CriterionScore> {
        self.criteria()
            .get(self.scorer.criteria_set().leaf_index(id)?)
    }

    /// The losses of a leaf
    pub fn losses_of(&self, score: &CriterionScore) -> &[Loss] {
        self.losses
            .get(score.losses.0..score.losses.1)
            .unwrap_or(&[])
    }

    /// All losses, leaf by leaf
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// Totals of each area, in the order of the criteria set
    pub fn areas(&self) -> &[Totals] {
        self.areas.get(self.scorer.compiled())
    }

    /// Totals of all
    pub fn total(&self) -> &Totals {
        &self.total
    }

    /// Bonus points, where the set has them
    pub fn bonus(&self) -> Option<&AdjustmentPoints> {
        self.bonus.as_ref()
    }

    /// Penalty points, where the set has them
    pub fn penalty(&self) -> Option<&AdjustmentPoints> {
        self.penalty.as_ref()
    }

    /// The total split by what leaves rest on: calculated, judged, external
    ///
    /// On judged leaves "computed = claimed" says nothing: a person picked both.
    pub fn by_basis(&self) -> Vec<BasisTotals> {
        by_basis(self.scorer.compiled(), self.criteria()).unwrap_or_default()
    }

    /// An index value rounded as the criteria set states
    pub fn rounded(&self, value: Ratio) -> Option<Quantity> {
        self.scorer.rounded(value)
    }

    /// The ledger of a leaf, a parent criterion or an area
    pub fn ledger(&self, id: &str) -> Option<LedgerSums> {
        let set = self.scorer.criteria_set();
        if let Some(score) = self.criterion(id) {
            let mut sums = ExactSums::NONE;
            sums.add(score, self.losses_of(score), Ratio::ONE)?;
            return sums.closed(score.max, None);
        }
        let parent = set
            .parents()
            .iter()
            .find(|parent| parent.id().as_ref() == id)?;
        let mut sums = ExactSums::NONE;
        for leaf in parent.leaves() {
            let score = self.criteria().get(leaf)?;
            let factor = set
                .leaves()
                .get(leaf)?
                .factor()
                .checked_div(parent.factor())?;
            sums.add(score, self.losses_of(score), factor)?;
        }
        let totals = if parent.is_area() {
            Some(self.areas().get(parent.area())?)
        } else {
            None
        };
        sums.closed(parent.max_points(), totals)
    }

    /// The ledger of the total
    pub fn total_ledger(&self) -> Option<LedgerSums> {
        let set = self.scorer.criteria_set();
        let mut sums = ExactSums::NONE;
        for (leaf, score) in set.leaves().iter().zip(self.criteria()) {
            if let Home::Area(area) = leaf.home() {
                let factor = leaf.factor().checked_mul(set.area_factor(area))?;
                sums.add(score, self.losses_of(score), factor)?;
            }
        }
        sums.closed(self.total.max(), Some(&self.total))
    }
}

impl CriterionScore {
    /// Whether anything of it is still open, pending or not assessable
    pub fn is_undetermined(&self) -> bool {
        matches!(
            self.state,
            State::Open | State::Pending | State::NotAssessable
        )
    }
}
