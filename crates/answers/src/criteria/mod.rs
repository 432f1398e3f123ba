//! The criteria sets that are shipped, and one set or a leaf of it.

pub mod answer;
pub mod page;
