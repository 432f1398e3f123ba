//! Exact static analysis of a compiled criteria set: what its rules can give, with inputs that show it.
//!
//! Rules are a closed algebra of pieces that are straight lines, so bounds are computed, not sampled:
//! [`prove`] gives the least and greatest points of every leaf and of the whole, the set of points
//! each leaf can give, and facts and tasks that attain the bounds, written as a worked example is.

mod always_full;
mod attainable;
mod bench;
mod change;
mod field;
mod inputs;
mod interval;
mod proof;
mod reading;
mod region;
#[cfg(test)]
mod sample;
mod search;
mod settings;
mod untested;

pub(crate) use always_full::always_full;
pub(crate) use attainable::Attainable;
pub(crate) use bench::Bench;
pub use inputs::Inputs;
pub use interval::Stretch;
pub use proof::{Bound, LeafProof, Proof, Statement, prove};
pub(crate) use untested::untested;
