//! What is found while an assessment is put beside its criteria set.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::eval::given::faults::AssessmentFault;
use crate::read::suggest_after;

/// Faults found on the way.
#[derive(Default)]
pub(crate) struct Found {
    /// The assessment cannot be scored.
    pub(crate) refused: Diagnostics,
    /// It can; somebody should know.
    pub(crate) kept: Diagnostics,
}

impl Found {
    pub(crate) fn refuse(&mut self, fault: &AssessmentFault, pointer: impl Into<String>) {
        let pointer = pointer.into();
        let key = pointer.rsplit('/').next();
        let is_about_key = fault.name().is_some_and(|name| key == Some(name));
        let diagnostic = Diagnostic::new(fault, pointer);
        self.refused.push(if is_about_key {
            diagnostic.about_key()
        } else {
            diagnostic
        });
    }

    /// The name that was probably meant, as long as not too much is wrong.
    pub(crate) fn suggest<'c>(
        &self,
        word: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        suggest_after(self.refused.len(), word, candidates)
    }

    /// The name that was probably meant, by its number too.
    pub(crate) fn named<'c>(
        &self,
        name: &str,
        known: impl Iterator<Item = &'c str> + Clone,
        numbers: &[(&str, &'c str)],
    ) -> Option<&'c str> {
        named(self.refused.len(), name, known, numbers)
    }

    pub(crate) fn keep(&mut self, fault: &AssessmentFault, pointer: impl Into<String>) {
        self.kept.push(Diagnostic::new(fault, pointer));
    }
}

/// The name that may have been meant: by its number, without what stands before that, or nearly
/// spelt so
fn named<'c>(
    found: usize,
    name: &str,
    known: impl Iterator<Item = &'c str> + Clone,
    numbers: &[(&str, &'c str)],
) -> Option<&'c str> {
    let is_number = |text: &str| {
        let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
        text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(digits)
    };
    let letters = |c: char| c.is_ascii_alphabetic() || c == '-';
    let plain = |text: &str| text.trim_start_matches(letters).replace(['-', '_'], ".");
    let number = plain(name);
    if is_number(&number) {
        let numbered = numbers
            .iter()
            .copied()
            .chain(known.clone().map(|id| (id, id)));
        let mut same = numbered.filter(|(own, _)| plain(own) == number);
        if let Some((_, first)) = same.next()
            && same.all(|(_, id)| id == first)
        {
            return Some(first);
        }
    }
    suggest_after(found, name, known)
}
