//! Findings of several files, each once: files may name each other.

use std::collections::HashSet;

use par_index::diagnostic::Diagnostic;

/// What was found before
#[derive(Debug, Default)]
pub struct Seen(HashSet<(String, String, &'static str, String)>);

impl Seen {
    /// Whether a finding was not seen before; from now on it was.
    pub fn is_new(&mut self, one: &Diagnostic) -> bool {
        let place = one.place();
        self.0.insert((
            place.file.clone().unwrap_or_default(),
            place.pointer.clone(),
            one.check(),
            one.message().vi.clone(),
        ))
    }
}
