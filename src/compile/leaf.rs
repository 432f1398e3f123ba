//! A compiled leaf.

use crate::file::Basis;
use crate::model::Home;
use crate::read::Id;
use crate::rule::{FlatLeaf, Node};

/// A place of a leaf's rule, for losses and explanations.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// Ids of the parts that lead to it.
    pub(crate) path: Vec<Id>,
    /// The form of its rule: `bands`, `options`, `cases` …
    pub(crate) form: &'static str,
    /// Cells it reads (numbered in the leaf).
    pub(crate) cells: Box<[usize]>,
}

/// A leaf ready to be scored.
#[derive(Clone, Debug)]
pub(crate) struct CompiledLeaf {
    pub(crate) root: Node,
    /// Global input of each cell of the leaf.
    pub(crate) inputs: Box<[usize]>,
    /// Where the leaf's cells begin in the flat list of cells.
    pub(crate) cells_at: usize,
    pub(crate) places: Box<[Place]>,
    /// Part ids with their bit in the not-applicable mask, and whether the part may be claimed so.
    pub(crate) parts: Box<[(Id, u64, bool)]>,
    pub(crate) max: i64,
    pub(crate) home: Home,
    pub(crate) basis: Basis,
    /// Where its points are summed: two sums for each area (what the unit scores, and the others),
    /// then bonus, and penalty.
    pub(crate) tally: usize,
    /// The rule made flat, unless it is left to the walk.
    pub(crate) flat: Option<FlatLeaf>,
}
