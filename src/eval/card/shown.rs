//! What scoring gives, for any serializer: the keys of `score --format json`.
//!
//! Here an index is exact, as text; the whole scorecard rounds it as its criteria set states.

use serde::{Serialize, Serializer};

use crate::eval::card::adjustment_points::AdjustmentPoints;
use crate::eval::card::index::{Index, IndexPair};
use crate::eval::card::ledger_sums::LedgerSums;
use crate::eval::card::scorecard::ScoreTotals;
use crate::eval::card::totals::Totals;
use crate::eval::leaf::leaf_ledger::Loss;
use crate::eval::leaf::leaf_score::CriterionScore;
use crate::eval::leaf::state::{Column, State};
use crate::file::AdjustmentApplies;
use crate::number::{Points, Ratio};
use crate::rule::Reason;

/// `exact` where both ends are attained, `outer` otherwise.
pub(crate) fn bounds(is_exact: bool) -> &'static str {
    if is_exact { "exact" } else { "outer" }
}

#[derive(Serialize)]
struct IndexShown {
    claimed: Option<Ratio>,
    computed: Option<Ratio>,
    evidenced: Option<Ratio>,
    r#final: Option<Ratio>,
    lower: Option<Ratio>,
    upper: Option<Ratio>,
    bounds_column: Column,
    bounds: &'static str,
}

impl Serialize for Index {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        IndexShown {
            claimed: self.column(Column::Claimed),
            computed: self.column(Column::Computed),
            evidenced: self.column(Column::Evidenced),
            r#final: self.column(Column::Final),
            lower: self.lower(),
            upper: self.upper(),
            bounds_column: Column::Computed,
            bounds: bounds(self.is_exact()),
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
struct PairShown {
    #[serde(rename = "self")]
    own: Index,
    whole: Index,
}

impl Serialize for IndexPair {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        PairShown {
            own: self.own(),
            whole: self.whole(),
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
struct TotalsShown {
    max: Points,
    self_max: Points,
    applicable: Points,
    self_applicable: Points,
    final_applicable: Points,
    claimed: Option<Points>,
    computed: Option<Points>,
    evidenced: Option<Points>,
    r#final: Option<Points>,
    open: Points,
    pending: Points,
    excluded: Points,
    index: IndexPair,
}

impl Serialize for Totals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        TotalsShown {
            max: self.max(),
            self_max: self.self_max(),
            applicable: self.applicable(),
            self_applicable: self.self_applicable(),
            final_applicable: self.final_applicable(),
            claimed: self.claimed(),
            computed: self.computed(),
            evidenced: self.evidenced(),
            r#final: self.final_points(),
            open: self.open(),
            pending: self.pending(),
            excluded: self.excluded(),
            index: self.index(),
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
struct AdjustmentShown {
    applies: AdjustmentApplies,
    claimed: Option<Points>,
    computed: Option<Points>,
    evidenced: Option<Points>,
    r#final: Option<Points>,
    lower: Points,
    upper: Points,
}

impl Serialize for AdjustmentPoints {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        AdjustmentShown {
            applies: self.applies,
            claimed: self.claimed,
            computed: self.computed,
            evidenced: self.evidenced,
            r#final: self.final_points,
            lower: self.lower,
            upper: self.upper,
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
struct CriterionShown {
    leaf: usize,
    state: State,
    max: Points,
    claimed: Option<Points>,
    computed: Option<Points>,
    evidenced: Option<Points>,
    appraised: AppraisedShown,
    open: Points,
    pending: Points,
    excluded: Points,
    lower: Points,
    upper: Points,
    bounds: &'static str,
}

#[derive(Serialize)]
struct AppraisedShown {
    round1: Option<Points>,
    round2: Option<Points>,
    r#final: Option<Points>,
    not_applicable: bool,
}

impl Serialize for CriterionScore {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        CriterionShown {
            leaf: self.leaf(),
            state: self.state(),
            max: self.max(),
            claimed: self.claimed(),
            computed: self.computed(),
            evidenced: self.evidenced(),
            appraised: AppraisedShown {
                round1: self.round1(),
                round2: self.round2(),
                r#final: self.final_points(),
                not_applicable: self.is_final_excluded(),
            },
            open: self.open(),
            pending: self.pending(),
            excluded: self.excluded(),
            lower: self.lower(),
            upper: self.upper(),
            bounds: bounds(self.is_exact()),
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
struct LossShown {
    /// Of which leaf, where it is one's alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    leaf: Option<usize>,
    column: Column,
    reason: Reason,
    points: Points,
}

impl Serialize for Loss {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        LossShown {
            leaf: Some(self.leaf),
            column: self.column(),
            reason: self.reason(),
            points: self.points(),
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
struct LedgerShown {
    max: Points,
    computed: Points,
    evidenced: Points,
    open: Points,
    pending: Points,
    excluded: Points,
    losses: Vec<LossShown>,
}

impl Serialize for LedgerSums {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let losses = self.losses.iter();
        LedgerShown {
            max: self.max,
            computed: self.computed,
            evidenced: self.evidenced,
            open: self.open,
            pending: self.pending,
            excluded: self.excluded,
            losses: losses
                .map(|(column, reason, points)| LossShown {
                    leaf: None,
                    column: *column,
                    reason: *reason,
                    points: *points,
                })
                .collect(),
        }
        .serialize(serializer)
    }
}

/// Totals of all and of each area, in the order of the criteria set.
#[derive(Serialize)]
struct SumsShown<'s> {
    total: &'s Totals,
    areas: &'s [Totals],
}

impl Serialize for ScoreTotals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        SumsShown {
            total: self.total(),
            areas: self.areas(),
        }
        .serialize(serializer)
    }
}
