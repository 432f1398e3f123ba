//! Compiling a criteria set into a [`Scorer`]: flat, immutable, shared between threads.

mod error;
mod input;
mod leaf;
mod rules;
mod scorer;

pub use error::CompileError;
pub(crate) use input::{GroupOf, Input};
pub(crate) use leaf::CompiledLeaf;
pub(crate) use rules::{RuleCompiler, YES_NO};
pub(crate) use scorer::Compiled;
pub use scorer::Scorer;
