//! What is said beside a result that rests on a criteria set with errors.

use par_index::diagnostic::{Diagnostics, Excerpt, Lang};
use par_index::eval::Scorecard;
use serde::{Serialize, Serializer};

use crate::failure::Exit;
use crate::report;
use crate::session::Session;

/// The findings of the criteria set of a result, where an error is among them
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Faults<'a> {
    #[serde(rename = "diagnostics", skip_serializing_if = "Listed::is_empty")]
    found: Listed<'a>,
}

#[derive(Clone, Copy, Debug)]
struct Listed<'a>(&'a Diagnostics, Lang);

impl Listed<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Listed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let excerpt = Excerpt::of(self.0);
        serializer.collect_seq(excerpt.shown().iter().map(|one| one.shown(self.1)))
    }
}

impl<'a> Faults<'a> {
    pub(crate) fn of(card: &'a Scorecard, lang: Lang) -> Self {
        Self {
            found: Listed(card.scorer().criteria_set().faults(), lang),
        }
    }

    /// Says them on standard error.
    pub(crate) fn complain(self, session: &Session) {
        complain(self.found.0, session);
    }

    pub(crate) fn exit(self) -> Exit {
        exit(self.found.0)
    }
}

/// Says the findings of a criteria set on standard error.
pub(super) fn complain(found: &Diagnostics, session: &Session) {
    let page = report::list(found.iter(), &session.sources, session.lang);
    session.emit.complain(page);
}

pub(super) fn exit(found: &Diagnostics) -> Exit {
    if found.is_empty() {
        Exit::Done
    } else {
        Exit::CriteriaHaveErrors
    }
}
