//! What an appraiser has to decide, over many assessments.

pub mod answer;
pub mod csv;
pub mod json;
pub mod page;
pub mod shown;
