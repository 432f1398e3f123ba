//! What every command works with.

use par_index::diagnostic::{Diagnostics, Lang};

use crate::emit::Emit;
use crate::options::Shared;
use par_index_answers::desk::documents::Sources;
use par_index_answers::desk::findings;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;

/// What every command works with
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) lang: Lang,
    pub(crate) emit: Emit,
    pub(crate) sources: Sources,
}

impl Session {
    /// A session, and whether the folder that was named for it is there.
    pub(crate) fn new(shared: &Shared) -> (Self, Result<(), Failure>) {
        let (sources, root) = match Sources::new(shared.root.as_deref()) {
            Ok(sources) => (sources, Ok(())),
            Err(failure) => (Sources::default(), Err(failure)),
        };
        let session = Self {
            lang: shared.lang.into(),
            emit: Emit::new(shared, sources.read_files()),
            sources,
        };
        (session, root)
    }

    /// Says findings on standard error.
    pub(crate) fn complain(&self, found: &Diagnostics) {
        let page = findings::list(found.iter(), &self.sources, self.lang);
        self.emit.complain(page);
    }

    /// Says on standard error why the command stops.
    pub(crate) fn fail(&self, failure: &Failure) -> Exit {
        self.emit
            .complain(findings::failure(failure, &self.sources, self.lang));
        failure.exit()
    }
}
