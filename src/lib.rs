//! Exact, explainable scoring of public administration reform self-assessments (PAR INDEX).
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

pub mod check;
pub mod compile;
pub mod diagnostic;
pub mod eval;
pub mod explain;
pub mod file;
pub mod model;
pub mod number;
pub mod output;
pub mod read;
pub mod rule;
pub mod shipped;
