//! Hostile input for the readers, the import and the checks of par-index.
//!
//! Each [`Target`] is one function over bytes that panics when something does not hold. [`run`] calls it
//! with inputs bent by a [`mutate`] that knows what JSON, CSV and workbooks look like; the same seed
//! gives the same inputs. An input that makes a target answer in a new way is bent further. A
//! coverage-guided fuzzer can call [`Target::call`] as well. [`agree`] compares two ways to the same
//! result on random criteria sets.

pub mod agree;
pub mod chance;
pub mod corpus;
mod json;
mod mutate;
mod run;
mod sheets;
mod targets;

pub use mutate::mutate;
pub use run::{Failure, Limits, Report, replay, run};
pub use targets::{Target, all};
