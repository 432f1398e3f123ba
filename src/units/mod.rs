//! Many units: a template for one after another, lanes for columns.

mod base;
mod facts;
mod json_rows;
pub mod lanes;
mod leaves;
mod remembered;
mod shown;
mod template;

pub(crate) use base::{FactRows, FactsOnly, UnitScore};
pub use facts::UnitFacts;
pub use lanes::{
    Detail, FactTable, LaneScores, Lanes, LeafPoints, PointIndex, PointSums, TableError, UnitPoints,
};
pub use template::{UnitScores, UnitTemplate};
