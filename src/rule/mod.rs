//! The kernel: compiled rules that turn cells into points, and the bounds of each rule.
//!
//! A rule's arithmetic is written once, generic over its trace: without a trace it gives
//! points, with one it also gives the losses of the ledger. Bounds are found by reading the
//! same arithmetic at the values where it can turn.

mod amount;
mod bounds;
mod cell;
mod condition;
mod evidenced;
mod exact;
mod flat;
mod joint;
mod lane;
mod leaving;
mod measure;
mod node;
mod possible;
#[cfg(test)]
mod random;
mod scale;
mod trace;
mod walk;

pub(crate) use amount::Amount;
pub(crate) use bounds::keep_free_spreads;
pub(crate) use cell::{Cell, CellValue};
pub(crate) use condition::{Condition, Test};
pub(crate) use evidenced::{End, Evidenced};
pub(crate) use flat::{FlatLeaf, FlatLoss, FlatTrace, NoFlatTrace, Range, common, lower};
pub(crate) use joint::Joint;
pub(crate) use lane::{BLOCK, Block, Blocks, Column, LaneRule, RowProgram, Width, grid, lane};
pub(crate) use leaving::{Counted, LeafLeaving, Leaving};
pub(crate) use measure::{Empty, Measure, Reading, Term, Terms};
pub(crate) use node::{Case, Node, NodeKind, PartNode, PartPolicy, Score, reading_at};
pub(crate) use possible::possible;
pub(crate) use scale::{Band, BandPoints, Edge, Given, Line, Scale, give};
pub use trace::Reason;
pub(crate) use trace::{LossTrace, MaybeOpen, NoTrace, Trace};
pub(crate) use walk::{LeafSums, sums_of, walk_leaf};
