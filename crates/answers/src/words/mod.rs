//! What answers say alike: words, numbers and rules in the language asked for.

pub mod charts;
pub mod evidence;
pub mod head;
pub mod index;
pub mod not_applicable;
pub mod number;
pub mod page;
pub mod rule;
pub mod rule_places;
pub mod say;
pub mod scale;
pub mod tasks;
#[expect(
    clippy::module_inception,
    reason = "the words of the enums of the library"
)]
pub mod words;

pub use self::say::{NONE, apart, citations, name, points_text, say, title};
