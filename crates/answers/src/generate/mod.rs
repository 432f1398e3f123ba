//! Made-up units for a criteria set.

pub mod answer;
pub mod csv;
pub mod json;
pub mod page;
