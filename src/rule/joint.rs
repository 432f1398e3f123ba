//! Values that cells have together.

use std::collections::BTreeSet;

use super::cell::{Cell, CellValue};
use super::node::Node;

/// Cells of a place that hang together, with every combination of values they may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Joint {
    /// Their numbers in the leaf.
    pub(crate) cells: Vec<usize>,
    /// Each in the order of the cells.
    pub(crate) values: Vec<Vec<CellValue>>,
}

impl Joint {
    /// Whether a place reads all of them.
    pub(super) fn is_read_by(&self, node: &Node) -> bool {
        let mut read = BTreeSet::new();
        node.for_each_cell(&mut |cell| {
            read.insert(cell);
        });
        self.cells.iter().all(|cell| read.contains(cell))
    }

    /// All cells with each combination of these.
    pub(super) fn each(&self, cells: &[Cell]) -> impl Iterator<Item = Vec<Cell>> {
        self.values.iter().map(|values| {
            let mut own = cells.to_vec();
            for (at, value) in self.cells.iter().zip(values) {
                if let Some(cell) = own.get_mut(*at) {
                    cell.value = *value;
                    cell.free = false;
                }
            }
            own
        })
    }
}
