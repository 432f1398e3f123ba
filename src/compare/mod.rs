//! Comparing two criteria sets in meaning, and re-scoring what was answered under one by the other.
//!
//! [`SetDiff`] lists what changed, each change as data, and which old answers still fit. [`Carried`]
//! is an assessment carried over to the other set. [`Split`] divides the change of the index exactly
//! into performance, method and what does not apply.

mod answers;
mod carry;
mod change;
mod criteria;
mod entries;
mod facts;
mod measures;
mod nodes;
mod normal;
mod pairing;
mod parts;
mod pieces;
mod rules;
mod scales;
mod set_diff;
mod settings;
mod split;
mod words;

pub use answers::{AnswerFit, Fit, Misfit};
pub use carry::{CannotCarry, Carried, Dropped, DroppedThing};
pub use change::{Change, ChangeKind, SameMeaning, Side, Subject};
pub use set_diff::SetDiff;
pub use split::{CannotSplit, Effects, EndSplit, Share, Split, Whose};
