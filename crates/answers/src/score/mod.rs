//! The scorecard of an assessment.

pub mod answer;
pub mod page;
pub mod page_highlights;
pub mod page_index;
