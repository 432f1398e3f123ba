//! Checked things: a value of these types holds its invariants.

mod criteria_set;

pub use criteria_set::*;
