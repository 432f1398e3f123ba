//! Explaining a leaf: facts, rule, arithmetic, points, and what one more unit would change.

mod derivation;
mod facts;
mod part;
mod scale_lines;
mod steps;
mod walk;
mod wording;
mod words;

#[cfg(test)]
mod tests;

pub use derivation::{Derivation, FactLine, PlaceLine, ScaleLine, Step};
pub(crate) use facts::{range, source, task_name, task_value};
pub(crate) use steps::{There, determined_points, nearest};
pub(crate) use words::{fact_value, reading_text};
