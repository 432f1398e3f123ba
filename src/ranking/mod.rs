//! Ranking units within their group, on exact values, by a tie rule that is stated.
//!
//! A [`Contender`] is a unit with the value it is ranked by: a scorecard read in one column, or a
//! published total. [`Ranking`] puts those of a group in order. A unit whose index is still an
//! interval is not ranked; the places it can come to are given instead.

mod change;
mod contender;
mod group;
mod order;
mod statistics;
mod summary;

#[cfg(test)]
mod tests;

pub use change::{Changes, GroupChange, UnitChange};
pub use contender::{AreaIndex, ClassName, Contender, Standing, UnknownLeaf};
pub use group::{CannotRank, Group, GroupKey, OpenUnit, Placed, Ranking, TieRule, Undecided};
pub use statistics::{Mean, quantile};
pub use summary::{AreaMean, ClassCount, Summary};
