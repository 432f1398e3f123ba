//! The JSON Schema of a kind of file.

pub mod answer;
pub mod page;
