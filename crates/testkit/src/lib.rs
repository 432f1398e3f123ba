//! Random criteria sets, reform plans and assessments for property tests of `par-index`.
//!
//! Everything is built from raw small integers by a total mapping: any seed is a valid case, nothing is
//! filtered. The facts of a leaf are drawn from the leaf's own seed, so that a failure shrinks to one
//! leaf. Facts lie at the limits of the rules and one step beside; some are unanswered, some contradict
//! each other. Every number fact has at most 12 values, so that an evaluator may go through all of them.
//!
//! The sets are valid and never hold what a checker refuses (overlaps, parents that do not add up,
//! points above the maximum), but now and then what it only warns of (a gap, an option without points).

mod case;
mod day;
mod draft;
mod fact;
mod json;
mod lanes;
mod leaf;
mod measure;
mod plan;
mod rule;
mod scale;
mod seed;
mod tree;
mod word;

use proptest::strategy::Strategy;

pub use case::{Case, case_from_seed};
pub use fact::boundary_values;
pub use lanes::simplified;
pub use seed::{CaseSeed, LeafSeed, TaskSeed};

/// Random cases with 3 to 8 leaves
pub fn case_strategy() -> impl Strategy<Value = Case> {
    CaseSeed::strategy().prop_map(case_from_seed)
}
