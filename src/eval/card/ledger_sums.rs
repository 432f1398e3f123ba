//! The ledger above the leaves: what a maximum of many leaves went to.

use crate::eval::card::totals::Totals;
use crate::eval::leaf::leaf_ledger::Loss;
use crate::eval::leaf::leaf_score::CriterionScore;
use crate::eval::leaf::state::Column;
use crate::number::{Points, Ratio};
use crate::rule::{Amount, Reason};

/// The ledger above the leaves: everything a maximum went to
///
/// `max = computed + open + pending + excluded + losses of computed`, and
/// `computed = evidenced + losses of evidenced`, exactly.
#[derive(Clone, Debug)]
pub struct LedgerSums {
    /// Most points
    pub max: Points,
    /// Points computed
    pub computed: Points,
    /// Points evidenced
    pub evidenced: Points,
    /// Points still open
    pub open: Points,
    /// Points that wait for another scorer
    pub pending: Points,
    /// Points that are not applicable
    pub excluded: Points,
    /// Points lost, by column and reason
    pub losses: Vec<(Column, Reason, Points)>,
}

/// The same while it is added up: nothing is rounded before all of it is there.
pub(crate) struct ExactSums {
    max: Amount,
    computed: Amount,
    evidenced: Amount,
    open: Amount,
    pending: Amount,
    excluded: Amount,
    losses: Vec<(Column, Reason, Amount)>,
}

impl ExactSums {
    pub(crate) const NONE: Self = Self {
        max: Amount::ZERO,
        computed: Amount::ZERO,
        evidenced: Amount::ZERO,
        open: Amount::ZERO,
        pending: Amount::ZERO,
        excluded: Amount::ZERO,
        losses: Vec::new(),
    };

    /// Adds a leaf, whose points count `factor` each.
    pub(crate) fn add(
        &mut self,
        score: &CriterionScore,
        losses: &[Loss],
        factor: Ratio,
    ) -> Option<()> {
        let put = |sum: &mut Amount, points: Points| {
            *sum = sum.add(Amount::Grid(points.nanos()).times(factor)?)?;
            Some(())
        };
        put(&mut self.max, score.max)?;
        put(&mut self.computed, score.computed.unwrap_or(Points::ZERO))?;
        put(&mut self.evidenced, score.evidenced.unwrap_or(Points::ZERO))?;
        put(&mut self.excluded, score.excluded)?;
        put(&mut self.open, score.open)?;
        put(&mut self.pending, score.pending)?;
        for loss in losses {
            let known = self
                .losses
                .iter_mut()
                .find(|(column, why, _)| *column == loss.column && *why == loss.reason);
            if let Some((_, _, sum)) = known {
                put(sum, loss.points)?;
            } else {
                let mut sum = Amount::ZERO;
                put(&mut sum, loss.points)?;
                self.losses.push((loss.column, loss.reason, sum));
            }
        }
        Some(())
    }

    /// Puts every sum on the grid, once, and closes what that and the rounding of areas leave.
    ///
    /// The columns are those of `totals`, where there are some. What the stated maximum has more than the
    /// leaves is a declared mismatch.
    pub(crate) fn closed(self, max: Points, totals: Option<&Totals>) -> Option<LedgerSums> {
        let sum = |own: Amount| own.to_points(None);
        let column = |own: Amount, stated: Option<Option<Points>>| match stated {
            Some(stated) => Some(stated.unwrap_or(Points::ZERO)),
            None => sum(own),
        };
        let mut sums = LedgerSums {
            max,
            computed: column(self.computed, totals.map(Totals::computed))?,
            evidenced: column(self.evidenced, totals.map(Totals::evidenced))?,
            open: column(self.open, totals.map(|own| Some(own.open())))?,
            pending: column(self.pending, totals.map(|own| Some(own.pending())))?,
            excluded: sum(self.excluded)?,
            losses: Vec::new(),
        };
        for (column, reason, points) in self.losses {
            sums.lose(column, reason, sum(points)?)?;
        }
        let mismatch = Amount::Grid(max.nanos()).sub(self.max)?;
        sums.lose(Column::Computed, Reason::DeclaredMismatch, sum(mismatch)?)?;
        let rest = max
            .checked_sub(sums.computed)?
            .checked_sub(sums.open)?
            .checked_sub(sums.pending)?
            .checked_sub(sums.excluded)?
            .checked_sub(sums.lost(Column::Computed)?)?;
        sums.lose(Column::Computed, Reason::Rounding, rest)?;
        let rest = sums
            .computed
            .checked_sub(sums.evidenced)?
            .checked_sub(sums.lost(Column::Evidenced)?)?;
        sums.lose(Column::Evidenced, Reason::Rounding, rest)?;
        sums.losses.sort_by_key(|(column, why, _)| (*column, *why));
        Some(sums)
    }
}

impl LedgerSums {
    /// Adds a loss; one of 0 is not written.
    fn lose(&mut self, column: Column, reason: Reason, points: Points) -> Option<()> {
        let known = self
            .losses
            .iter()
            .position(|(own, why, _)| *own == column && *why == reason);
        if let Some((_, _, sum)) = known.and_then(|at| self.losses.get_mut(at)) {
            *sum = sum.checked_add(points)?;
        } else {
            self.losses.push((column, reason, points));
        }
        self.losses.retain(|(_, _, sum)| *sum != Points::ZERO);
        Some(())
    }

    fn lost(&self, column: Column) -> Option<Points> {
        self.losses
            .iter()
            .filter(|(own, _, _)| *own == column)
            .try_fold(Points::ZERO, |sum, (_, _, points)| sum.checked_add(*points))
    }
}
