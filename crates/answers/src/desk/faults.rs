//! What is said beside a result that rests on a criteria set with errors.

use par_index::diagnostic::{Diagnostics, Excerpt, Lang};
use par_index::eval::Scorecard;
use serde::{Serialize, Serializer};

use crate::desk::refusal::Exit;

/// The findings of the criteria set of a result, where an error is among them
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Faults<'a> {
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
    pub fn of(card: &'a Scorecard, lang: Lang) -> Self {
        Self {
            found: Listed(card.scorer().criteria_set().faults(), lang),
        }
    }

    /// All of them.
    pub fn all(self) -> &'a Diagnostics {
        self.found.0
    }

    pub fn exit(self) -> Exit {
        exit(self.found.0)
    }
}

/// How a result ends that rests on a criteria set with these findings.
pub fn exit(found: &Diagnostics) -> Exit {
    if found.is_empty() {
        Exit::Done
    } else {
        Exit::CriteriaHaveErrors
    }
}
