//! The values a measure can have, and spans of them.

mod lattice;
mod line;
mod range;
mod shown;
mod span;

pub(super) use lattice::Lattice;
pub(super) use line::Line;
pub(super) use range::{Counts, Range};
pub(super) use shown::Shown;
pub(super) use span::{Cut, Span};

/// The values a measure can have.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Values {
    /// Words to choose from.
    Words(Vec<String>),
    /// Numbers.
    Numbers(Range),
}
