//! What an assessment would come to if some of it were different.

pub mod answer;
pub mod csv;
pub mod json;
pub mod moved;
pub mod page;
pub mod page_words;
