//! What is wrong with an input: data first, words in two languages, all of it at once.

mod diagnostics;
mod excerpt;
mod finding;
mod message;
mod place;
mod record;
mod severity;
mod stake;

pub use diagnostics::Diagnostics;
pub use excerpt::{Excerpt, LeftOut, MOST_SHOWN};
pub use finding::Finding;
pub use message::{Lang, Message};
pub use place::Place;
pub use record::Diagnostic;
pub use severity::Severity;
pub use stake::{Stake, StakeOf};

#[cfg(test)]
mod tests;
