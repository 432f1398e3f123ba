//! Exact static analysis of a compiled criteria set: what its rules can give, with inputs that show it.

mod attainable;
mod bench;
mod field;
mod region;
#[cfg(test)]
mod sample;

pub use attainable::Stretch;
pub(crate) use attainable::Attainable;
pub(crate) use bench::Bench;
