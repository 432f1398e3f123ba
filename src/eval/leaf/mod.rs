//! One leaf: its score, its ledger, and the sums it is added to.

pub(crate) mod leaf_ledger;
pub(crate) mod leaf_score;
pub(crate) mod prepared_leaf;
pub(crate) mod state;
pub(crate) mod tally;
