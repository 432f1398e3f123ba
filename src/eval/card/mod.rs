//! The scorecard: leaves added up, divided, and written.

pub(crate) mod adjusted_index;
pub(crate) mod adjustment_points;
pub(crate) mod class;
pub(crate) mod index;
pub(crate) mod leaf_scores;
pub(crate) mod ledger_sums;
pub(crate) mod over;
pub(crate) mod plain_totals;
pub(crate) mod rescore;
pub(crate) mod scorecard;
pub(crate) mod shown;
pub(crate) mod totals;
