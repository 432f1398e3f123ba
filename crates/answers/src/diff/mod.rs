//! What changed between two sets, and an assessment scored by both.

pub mod answer;
pub mod json;
pub mod page;
pub mod page_split;
