//! Compiling a criteria set into a [`Scorer`]: flat, immutable, shared between threads.

mod error;
mod input;
mod lanes;
mod leaf;
mod measures;
mod possible;
mod reach;
mod rules;
mod scorer;

pub use error::CompileError;
pub(crate) use input::{GroupOf, Input, RowTest};
pub(crate) use leaf::CompiledLeaf;
pub(crate) use possible::{
    LATE, NOT_DONE, NOTHING_AROSE, ON_TIME, any_value, earliest_last_day, most_days_late, most_rows,
};
pub(crate) use rules::{RuleCompiler, YES_NO};
pub(crate) use scorer::Compiled;
pub use scorer::Scorer;
