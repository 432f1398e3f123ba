//! Sums and indices as JSON, for what commands write beside the scorecard.

use par_index::compile::Scorer;
use par_index::eval::{Column, Index, IndexPair, Totals};
use par_index::number::{Points, Quantity, Ratio};
use serde::Serialize;

/// All columns
pub(crate) const ALL: [Column; 4] = [
    Column::Claimed,
    Column::Computed,
    Column::Evidenced,
    Column::Final,
];

/// The sums of an area or of all
#[derive(Serialize)]
pub(crate) struct SumsJson {
    pub(crate) max: Points,
    pub(crate) applicable: Points,
    pub(crate) claimed: Option<Points>,
    pub(crate) computed: Option<Points>,
    pub(crate) evidenced: Option<Points>,
    pub(crate) r#final: Option<Points>,
    pub(crate) open: Points,
    pub(crate) pending: Points,
    pub(crate) excluded: Points,
}

/// The index of both scopes
#[derive(Serialize)]
pub(crate) struct PairJson {
    #[serde(rename = "self")]
    pub(crate) own: IndexJson,
    pub(crate) whole: IndexJson,
}

/// The index of one scope, rounded as the criteria set states
#[derive(Serialize)]
pub(crate) struct IndexJson {
    pub(crate) claimed: Option<Quantity>,
    pub(crate) computed: Option<Quantity>,
    pub(crate) evidenced: Option<Quantity>,
    pub(crate) r#final: Option<Quantity>,
    pub(crate) lower: Option<Quantity>,
    pub(crate) upper: Option<Quantity>,
    pub(crate) bounds: &'static str,
}

impl SumsJson {
    /// The columns asked for; the others are null.
    pub(crate) fn of(totals: &Totals, columns: &[Column]) -> Self {
        let own = |column| among(columns, column, || totals.column(column));
        Self {
            max: totals.max(),
            applicable: totals.applicable(),
            claimed: own(Column::Claimed),
            computed: own(Column::Computed),
            evidenced: own(Column::Evidenced),
            r#final: own(Column::Final),
            open: totals.open(),
            pending: totals.pending(),
            excluded: totals.excluded(),
        }
    }
}

impl PairJson {
    /// The columns asked for; the others are null.
    pub(crate) fn of(scorer: &Scorer, pair: &IndexPair, columns: &[Column]) -> Self {
        Self {
            own: IndexJson::of(scorer, &pair.own(), columns),
            whole: IndexJson::of(scorer, &pair.whole(), columns),
        }
    }
}

impl IndexJson {
    fn of(scorer: &Scorer, index: &Index, columns: &[Column]) -> Self {
        let rounded = |value: Option<Ratio>| scorer.rounded(value?);
        let own = |column| among(columns, column, || rounded(index.column(column)));
        Self {
            claimed: own(Column::Claimed),
            computed: own(Column::Computed),
            evidenced: own(Column::Evidenced),
            r#final: own(Column::Final),
            lower: rounded(index.lower()),
            upper: rounded(index.upper()),
            bounds: if index.is_exact() { "exact" } else { "outer" },
        }
    }
}

/// A value of a column that was asked for.
pub(crate) fn among<T>(
    columns: &[Column],
    column: Column,
    value: impl FnOnce() -> Option<T>,
) -> Option<T> {
    columns.contains(&column).then(value).flatten()
}
