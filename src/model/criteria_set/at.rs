//! JSON Pointers, built on the way down.

use std::fmt::{self, Write};

/// The JSON Pointer of a value in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct At(String);

impl At {
    /// The whole document.
    pub(super) fn root() -> Self {
        Self::default()
    }

    /// The value under a key. Keys of this crate's files need no escapes.
    pub(super) fn key(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len().saturating_add(key.len()).saturating_add(4));
        text.push_str(&self.0);
        text.push('/');
        text.push_str(key);
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

    /// The pointer as text.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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
