//! Tables of units: how they are cut into records, and what is wrong with them.

pub mod fault;
pub mod frame;
pub mod mark;
pub mod record;
