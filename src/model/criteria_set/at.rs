//! JSON Pointers, built on the way down.

use std::fmt::Write;

/// The JSON Pointer of a value in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct At(String);

impl At {
    /// The whole document.
    pub(super) fn root() -> Self {
        Self::default()
    }

    /// The value under a key.
    pub(super) fn key(&self, key: &str) -> Self {
        let mut text = self.0.clone();
        text.push('/');
        for letter in key.chars() {
            match letter {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                _ => text.push(letter),
            }
        }
        Self(text)
    }

    /// An element of the list.
    pub(super) fn index(&self, index: usize) -> Self {
        let mut text = self.0.clone();
        // Writing to a string cannot fail.
        let _ = write!(text, "/{index}");
        Self(text)
    }

    /// An element of the list under a key.
    pub(super) fn item(&self, key: &str, index: usize) -> Self {
        self.key(key).index(index)
    }
}

impl From<&At> for String {
    fn from(at: &At) -> Self {
        at.0.clone()
    }
}

impl From<At> for String {
    fn from(at: At) -> Self {
        at.0
    }
}
