//! What reaches the next step of each leaf, and what would lose the present one.

pub mod answer;
pub mod json;
pub mod page;
