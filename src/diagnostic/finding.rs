//! What a check says about one fault.

use super::{Message, Severity};
use crate::number::Points;

/// One fault as typed data, from which a [`Diagnostic`](super::Diagnostic) is made
pub trait Finding {
    /// Kebab-case name of the fault
    fn check(&self) -> &'static str;

    /// How grave it is
    fn severity(&self) -> Severity;

    /// What is wrong
    fn message(&self) -> Message;

    /// What to do about it
    fn help(&self) -> Message;

    /// A value that shows the fault
    fn witness(&self) -> Option<String> {
        None
    }

    /// Whether the witness is a name or a text as written, such as the number of a criterion
    ///
    /// Other witnesses are values, which may be shown in the number style of a language.
    fn is_verbatim(&self) -> bool {
        false
    }

    /// How many points depend on it
    fn points_at_stake(&self) -> Option<Points> {
        None
    }
}
