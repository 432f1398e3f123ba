//! Lanes: flat rules over blocks of units, one rule at a time for all units of a block.
//!
//! A lane rule is made from a flat rule ([`super::flat`]): the same steps, pieces and guards. Its
//! arithmetic is written once for an element and run over arrays of fixed length, which compilers turn
//! into vector code. Shares are compared in binary floats that hold whole numbers only: that every
//! product stays below 2^24 (`f32`) or 2^53 (`f64`) is proved from the declared ranges when a rule is
//! lowered, so nothing is ever rounded; a rule for which it cannot be proved has no lanes and is left
//! to rows. So is a unit whose facts have no plain answer (contradictory, nothing to measure without a
//! stated answer): a block says which of its units those are. The one division, on straight stretches
//! ([`stretch`]), is proved near enough, or is an estimate that whole numbers mend.

mod block;
mod compound;
mod condition;
mod element;
mod kernel;
mod lower;
mod measure;
mod proof;
mod real;
mod row;
mod scale;
mod stretch;

pub(crate) use block::{BLOCK, Block, Blocks, Column};
pub(crate) use compound::LaneRule;
pub(crate) use lower::{grid, lane};
pub(crate) use real::Width;
pub(crate) use row::RowProgram;

#[cfg(test)]
mod tests;
