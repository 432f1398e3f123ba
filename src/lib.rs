#![cfg_attr(feature = "shipped", doc = include_str!("../docs/api.md"))]
#![cfg_attr(
    not(feature = "shipped"),
    doc = "Exact, explainable scoring of public administration reform self-assessments (PAR INDEX)."
)]
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::as_conversions,
        clippy::float_arithmetic,
        clippy::indexing_slicing,
        clippy::integer_division,
        clippy::print_stderr,
        clippy::print_stdout,
        clippy::string_slice,
    )
)]

pub mod analyse;
pub mod check;
pub mod compare;
pub mod compile;
pub mod diagnostic;
mod error;
pub mod eval;
pub mod explain;
pub mod file;
mod flow;
pub mod improve;
pub mod margins;
pub mod model;
pub mod number;
pub mod output;
pub mod ranking;
pub mod read;
pub mod rule;
pub mod sample;
pub mod scenario;
#[cfg(any(feature = "shipped", test))]
pub mod shipped;
pub mod units;
pub mod worklist;

pub use compile::Scorer;
pub use diagnostic::{Diagnostics, Lang};
pub use error::Error;
pub use eval::{Assessment, Column, Scorecard, State};
pub use model::{CriteriaSet, ReformPlan};
pub use read::{Id, IdError};
pub use units::lanes;

/// The code of the README is tested.
#[cfg(all(doctest, feature = "shipped"))]
#[doc = include_str!("../README.md")]
pub struct Readme;
