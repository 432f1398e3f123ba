//! What the macros of this folder expand to; not meant to be used directly.

pub use super::choice::Choice;
pub use super::fields::{Field, Fields};
pub use super::schema::{Property, Variant, object, one_of};
pub use super::transcribe::deserialize;

/// The key a field is written under: its name, without the mark of a raw identifier.
pub fn key(name: &'static str) -> &'static str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// Joins the lines of a doc comment.
pub fn doc(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines.iter().map(|line| line.trim()) {
        if !text.is_empty() && !line.is_empty() && !text.ends_with('\n') {
            text.push(' ');
        }
        text.push_str(if line.is_empty() && !text.is_empty() {
            "\n"
        } else {
            line
        });
    }
    text.truncate(text.trim_end().len());
    text
}

/// Collects the doc comments of an item from all its attributes.
#[doc(hidden)]
#[macro_export]
macro_rules! doc_text {
    (@take [$($line:expr,)*]) => {
        $crate::read::support::doc(&[$($line,)*])
    };
    (@take [$($line:expr,)*] [doc = $doc:expr] $($rest:tt)*) => {
        $crate::doc_text!(@take [$($line,)* $doc,] $($rest)*)
    };
    (@take [$($line:expr,)*] [$($other:tt)*] $($rest:tt)*) => {
        $crate::doc_text!(@take [$($line,)*] $($rest)*)
    };
    ($($attribute:tt)*) => {
        $crate::doc_text!(@take [] $($attribute)*)
    };
}
