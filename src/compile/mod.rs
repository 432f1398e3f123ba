//! Compiling a criteria set into a [`Scorer`]: flat, immutable, shared between threads.

mod error;
mod input;
mod leaf;
mod rules;
mod scorer;

pub use error::CompileError;
pub(crate) use input::{GroupOf, Input};
pub(crate) use leaf::CompiledLeaf;
pub use scorer::Scorer;
pub(crate) use scorer::{Compiled, to_rounding};
