//! The faults found while one source is read.

use super::source::Source;
use super::source_fault::SourceFault;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding};

/// Most faults reported of one file.
pub(crate) const MAX_FAULTS: usize = 1_000;

/// Collects faults with their places, up to a limit.
#[derive(Debug)]
pub(super) struct Faults<'s> {
    source: &'s Source,
    found: Diagnostics,
    full: bool,
}

/// A pointer with the byte offset it leads to.
pub(super) type Spot<'p> = (&'p str, usize);

impl<'s> Faults<'s> {
    pub(super) fn new(source: &'s Source) -> Self {
        Self {
            source,
            found: Diagnostics::new(),
            full: false,
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    pub(super) fn report(
        &mut self,
        finding: &dyn Finding,
        spot: Spot<'_>,
        other: Option<Spot<'_>>,
    ) {
        if self.found.len() >= MAX_FAULTS {
            self.full = true;
            return;
        }
        let mut diagnostic = Diagnostic::at(finding, self.source.place_at(spot.1, spot.0));
        if let Some((pointer, offset)) = other {
            diagnostic = diagnostic.with_other_place(self.source.place_at(offset, pointer));
        }
        self.found.push(diagnostic);
    }

    /// All faults in order; the last says so when there were too many.
    pub(super) fn into_diagnostics(mut self) -> Diagnostics {
        self.found.sort();
        if self.full {
            let fault = SourceFault::TooManyFaults {
                reported: MAX_FAULTS,
            };
            let end = self.source.text().trim_end().len();
            self.found
                .push(Diagnostic::at(&fault, self.source.place_at(end, "")));
        }
        self.found
    }
}
