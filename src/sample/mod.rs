//! Made-up assessments for any criteria set: for benchmarks, demonstrations and tests.
//!
//! [`Samples`] draws units at and around the values at which the rules of a set turn, with some
//! facts unanswered and some criteria not applicable. The same seed gives the same units, and each
//! unit can be drawn by itself. Every one is marked as made up.

mod draw;
mod random;
mod turning;

pub use draw::{Odds, Samples};
