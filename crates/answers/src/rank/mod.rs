//! Units ranked within their groups, and published totals read to be ranked.

pub mod answer;
pub mod csv;
pub mod json;
pub mod page;
pub mod page_summary;
pub mod published;
