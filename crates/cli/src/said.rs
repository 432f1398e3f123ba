//! What kept files from being read, each said once: one file may be asked for by many.

use par_index_answers::desk::findings;
use par_index_answers::desk::refusal::Failure;
use par_index_answers::words::page::Page;

use crate::session::Session;

/// What was said before
#[derive(Debug, Default)]
pub(crate) struct Said(Vec<Page>);

impl Said {
    /// Says on standard error what is no finding.
    pub(crate) fn say(&mut self, failure: &Failure, session: &Session) {
        let page = findings::failure(failure, &session.sources, session.lang);
        if !self.0.contains(&page) {
            session.emit.complain(page.clone());
            self.0.push(page);
        }
    }
}
