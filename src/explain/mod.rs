//! Explaining a leaf: facts, rule, arithmetic, points, and what one more unit would change.

mod derivation;
mod words;

pub use derivation::{Derivation, FactLine, PlaceLine, ScaleLine, Step};
pub(crate) use words::{fact_value, reading_text};
