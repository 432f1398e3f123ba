//! The plan of least effort: which actions bring most points for a budget, or an index at least cost.
//!
//! [`Actions`] are checked by themselves, put beside a scorer and an assessment, and [`improve`]
//! answers with a [`Plan`]. What an action brings is never taken from the file: every combination
//! that is considered is scored by the engine, and the plan is scored once more before it is given.

mod action_fault;
mod actions;
mod bench;
mod facts;
mod fitting;
mod goal;
mod groups;
mod heuristic;
mod improving;
mod knapsack;
mod plan;
mod reach;
mod relaxed;
mod remarks;

pub use actions::Actions;
pub use fitting::{base_not_given, check_beside};
pub use goal::Goal;
pub use improving::{ImproveError, improve};
pub use plan::{Dominated, Impossible, Outcome, Plan, Proof, Standing, Step, Tie, WhyImpossible};
