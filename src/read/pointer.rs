//! JSON Pointers (RFC 6901): building one on the way down, taking one apart.

use std::collections::BTreeSet;
use std::fmt::Write;

/// The pointer to the value being looked at.
#[derive(Clone, Debug, Default)]
pub(super) struct Pointer(String);

impl Pointer {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Goes down to a key and gives the length to return to.
    pub(super) fn push_key(&mut self, key: &str) -> usize {
        let mark = self.0.len();
        self.0.push('/');
        for c in key.chars() {
            match c {
                '~' => self.0.push_str("~0"),
                '/' => self.0.push_str("~1"),
                _ => self.0.push(c),
            }
        }
        mark
    }

    /// Goes down to an element and gives the length to return to.
    pub(super) fn push_index(&mut self, index: usize) -> usize {
        let mark = self.0.len();
        // Writing to a string cannot fail.
        let _ = write!(self.0, "/{index}");
        mark
    }

    pub(super) fn pop(&mut self, mark: usize) {
        self.0.truncate(mark);
    }
}

/// The segments of a pointer, without their escapes; `None` when it is not a pointer.
pub(super) fn segments(pointer: &str) -> Option<Vec<String>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    let parts = pointer.strip_prefix('/')?.split('/');
    Some(
        parts
            .map(|part| part.replace("~1", "/").replace("~0", "~"))
            .collect(),
    )
}

/// Whether one of these pointers leads to a place, around it or into it
pub(crate) fn touches(pointers: &BTreeSet<String>, place: &str) -> bool {
    let inside = format!("{place}/");
    let first = pointers.range(inside.clone()..).next();
    let ends = place.match_indices('/').map(|(at, _)| at);
    first.is_some_and(|pointer| pointer.starts_with(&inside))
        || ends
            .chain([place.len()])
            .filter_map(|end| place.get(..end))
            .any(|around| pointers.contains(around))
}
