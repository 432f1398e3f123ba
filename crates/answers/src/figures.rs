//! Sums and indices as JSON, for what commands write beside the scorecard.

use par_index::compile::Scorer;
use par_index::eval::{Column, Index, IndexPair, Totals};
use par_index::number::{Points, Quantity, Ratio};
use serde::Serialize;

/// All columns
pub const ALL: [Column; 4] = [
    Column::Claimed,
    Column::Computed,
    Column::Evidenced,
    Column::Final,
];

/// The sums of an area or of all
#[derive(Serialize)]
pub struct SumsJson {
    pub max: Points,
    pub applicable: Points,
    pub claimed: Option<Points>,
    pub computed: Option<Points>,
    pub evidenced: Option<Points>,
    pub r#final: Option<Points>,
    pub open: Points,
    pub pending: Points,
    pub excluded: Points,
}

/// The index of both scopes
#[derive(Serialize)]
pub struct PairJson {
    #[serde(rename = "self")]
    pub own: IndexJson,
    pub whole: IndexJson,
}

/// The index of one scope, rounded as the criteria set states
#[derive(Serialize)]
pub struct IndexJson {
    pub claimed: Option<Quantity>,
    pub computed: Option<Quantity>,
    pub evidenced: Option<Quantity>,
    pub r#final: Option<Quantity>,
    pub lower: Option<Quantity>,
    pub upper: Option<Quantity>,
    pub bounds: &'static str,
}

impl SumsJson {
    /// The columns asked for; the others are null.
    pub fn of(totals: &Totals, columns: &[Column]) -> Self {
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
    pub fn of(scorer: &Scorer, pair: &IndexPair, columns: &[Column]) -> Self {
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
pub fn among<T>(
    columns: &[Column],
    column: Column,
    value: impl FnOnce() -> Option<T>,
) -> Option<T> {
    columns.contains(&column).then(value).flatten()
}
