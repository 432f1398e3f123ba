//! Everything that is wrong in files, and the checks themselves.

pub mod answer;
pub mod asked;
pub mod base;
pub mod catalogue;
pub mod criteria;
pub mod json;
pub mod page;
pub mod page_summary;
pub mod summary;
