//! All faults of an input.

use std::fmt;

use serde::Serialize;

use super::{Diagnostic, Place, Severity};

/// All faults of an input, which can also be the error of a `Result`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Makes an empty collection
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds one
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Goes through all
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// How many there are
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Says whether there are none
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Says whether one is an error
    pub fn has_errors(&self) -> bool {
        self.0
            .iter()
            .any(|diagnostic| diagnostic.severity() == Severity::Error)
    }

    /// Sorts by file, line, column, pointer and check
    pub fn sort(&mut self) {
        self.0.sort_by(|a, b| key(a).cmp(&key(b)));
    }

    /// Fills in line and column of every place known by its pointer only
    pub fn locate(&mut self, mut resolve: impl FnMut(&str) -> Place) {
        self.locate_keys(|pointer, _| resolve(pointer));
    }

    /// Does the same where the key of a member stands at another place than its value
    ///
    /// The second argument says whether the key is meant.
    pub fn locate_keys(&mut self, mut resolve: impl FnMut(&str, bool) -> Place) {
        for diagnostic in &mut self.0 {
            diagnostic.locate(&mut resolve);
        }
    }

    /// The diagnostics as a list
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.0
    }
}

type Key<'d> = (
    Option<&'d str>,
    Option<u32>,
    Option<u32>,
    &'d str,
    &'static str,
);

fn key(diagnostic: &Diagnostic) -> Key<'_> {
    let place = diagnostic.place();
    (
        place.file.as_deref(),
        place.line,
        place.column,
        &place.pointer,
        diagnostic.check(),
    )
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, iter: I) {
        self.0.extend(iter);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'d> IntoIterator for &'d Diagnostics {
    type Item = &'d Diagnostic;
    type IntoIter = std::slice::Iter<'d, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
