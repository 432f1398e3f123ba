//! The appraiser's worklist: leaf by leaf what was claimed, what the facts and documents give, what
//! each round decided and why, and what is still to decide.
//!
//! Data only; grouping by appraising body and by leaf is offered, printing is not.

mod decide;
mod findings;
mod groups;
mod item;

#[cfg(test)]
mod tests;

pub use decide::ToDecide;
pub use groups::{WorkGroup, by_body, by_leaf};
pub use item::{FindingCounts, RoundRecord, UnitResponse, WorkItem, Worklist};
