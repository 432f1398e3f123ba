//! The plan of least effort.

pub mod answer;
pub mod improved;
pub mod json;
pub mod page;
