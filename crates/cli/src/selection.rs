//! What was found so far.

use par_index::diagnostic::{Diagnostic, Diagnostics};
use par_index_answers::desk::findings;
use par_index_answers::desk::refusal::Failure;
use par_index_answers::desk::seen::Seen;
use par_index_answers::words::page::Page;

use crate::session::Session;

/// Findings of several files, each once: files may name each other
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) all: Vec<Diagnostic>,
    seen: Seen,
    /// What kept files from being read and was said: one file may be asked for by many.
    said: Vec<Page>,
}

impl Findings {
    /// Adds what keeps a file from being checked, wanted or not.
    pub(crate) fn add_all(&mut self, found: Diagnostics) {
        for one in found {
            if self.seen.is_new(&one) {
                self.all.push(one);
            }
        }
    }

    /// Says on standard error what is no finding.
    pub(crate) fn say(&mut self, failure: &Failure, session: &Session) {
        let page = findings::failure(failure, &session.sources, session.lang);
        if !self.said.contains(&page) {
            session.emit.complain(page.clone());
            self.said.push(page);
        }
    }
}
