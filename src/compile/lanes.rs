//! The rules of a set for many units, and for one in the shortest time; made when first asked for.

use super::leaf::CompiledLeaf;
use super::scorer::Compiled;
use crate::number::Rounding;
use crate::rule::{LaneRule, RowProgram, common, grid, lane};

/// The lanes of a set
#[derive(Debug)]
pub(crate) struct SetLanes {
    /// Nanopoints of which all points of leaves are multiples; 0 where there are no such.
    pub(crate) grid: i64,
    /// By leaf: its rule for blocks of units, in that grid.
    pub(crate) rules: Box<[Option<LaneRule>]>,
    /// All leaves for one unit, in that grid; `None` where their sum has more than 32 bits.
    pub(crate) row: Option<RowProgram>,
}

impl SetLanes {
    pub(super) fn new(compiled: &Compiled) -> Self {
        let leaves = &compiled.leaves;
        let grid = shared_grid(leaves, compiled.leaf_rounding).unwrap_or(0);
        let rules: Box<[Option<LaneRule>]> = leaves
            .iter()
            .map(|own| lane(own.flat.as_ref()?, &compiled.ranges, grid))
            .collect();
        let row = sum_fits(leaves, grid).then(|| {
            let all = leaves.iter().zip(&rules).enumerate();
            RowProgram::new(all.map(|(index, (leaf, rule))| (index, leaf.tally, rule.as_ref())))
        });
        Self { grid, rules, row }
    }
}

/// The greatest amount of which all points of leaves are multiples.
fn shared_grid(leaves: &[CompiledLeaf], rounding: Option<Rounding>) -> Option<i64> {
    let rounded = match rounding {
        Some(rounding) => 10_i64.checked_pow(9_u32.checked_sub(rounding.places().into())?)?,
        None => 1,
    };
    let mut own = leaves.iter().map(|leaf| match &leaf.flat {
        Some(flat) => grid(flat),
        None => Some(rounded),
    });
    own.try_fold(0, |shared, own| common(shared, own?))
}

/// Whether the points of all leaves together are a whole number of 32 bits in the grid.
fn sum_fits(leaves: &[CompiledLeaf], grid: i64) -> bool {
    let maxima = leaves.iter().map(|leaf| leaf.max);
    let sum = maxima.fold(0_i64, i64::saturating_add);
    sum.checked_div(grid)
        .is_some_and(|sum| i32::try_from(sum).is_ok())
}
