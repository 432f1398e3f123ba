//! Flat rules: a leaf's rule as comparisons and lines over whole numbers.
//!
//! Every measure is a quotient of two sums of facts, and every scale is constant or a straight line
//! between the values at which it turns. With the ranges that a set declares, both become arithmetic
//! on whole numbers of which no intermediate overflows; [`lower`] proves that, or leaves the leaf to
//! the walk. A flat rule answers only where every cell is known and the rule gives points; everything
//! else (open, pending, contradictory, not applicable, nothing to measure without a stated answer) is the
//! walk's. Where it answers, it gives the same points and the same losses.

mod cut;
pub(super) mod line;
mod lower;
mod measure;
pub(super) mod pieces;
pub(super) mod rule;
mod unit;

pub(crate) use lower::{Range, lower};
pub(crate) use rule::{FlatLeaf, FlatLoss, FlatTrace, NoFlatTrace};
pub(crate) use unit::common;

#[cfg(test)]
mod tests;
