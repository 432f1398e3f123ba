//! A sheet of criteria in Excel or CSV becomes a criteria file.

pub mod answer;
pub mod json;
pub mod page;
