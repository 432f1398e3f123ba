//! How a plan stands as of a day.

pub mod answer;
pub mod json;
pub mod page;
pub mod status;
