//! Comparing what contenders give with what is exact.

use crate::columns::LEAVES;

/// Cells that differ from the exact ones.
#[derive(Default)]
pub(crate) struct Wrong {
    pub(crate) leaves: usize,
    pub(crate) totals: usize,
    pub(crate) no_leaves: bool,
}

impl Wrong {
    /// For what gives no points of leaves.
    pub(crate) fn totals_only() -> Self {
        Self {
            no_leaves: true,
            ..Self::default()
        }
    }

    /// Whether all is exact.
    pub(crate) fn is_none(&self) -> bool {
        self.leaves == 0 && self.totals == 0
    }

    pub(crate) fn count(
        &mut self,
        leaves: &[i64; LEAVES],
        total: i64,
        exact: &([i64; LEAVES], i64),
    ) {
        let differ = leaves
            .iter()
            .zip(&exact.0)
            .filter(|(own, exact)| own != exact);
        self.leaves += differ.count();
        self.count_total(total, exact.1);
    }

    pub(crate) fn count_total(&mut self, total: i64, exact: i64) {
        self.totals += usize::from(total != exact);
    }
}
