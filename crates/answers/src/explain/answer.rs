//! A scorecard, of which a leaf, an area or everything is explained.

use par_index::diagnostic::Lang;
use par_index::eval::Scorecard;
use serde::Serialize;

use super::{json, page};
use crate::desk::assessment::{Beside, score_taking};
use crate::desk::criteria::Take;
use crate::desk::documents::Sources;
use crate::desk::faults::Faults;
use crate::desk::refusal::Failure;
use crate::desk::target::{Target, find};
use crate::words::page::Page;

/// A scorecard, and what of it is explained
#[derive(Debug)]
pub struct Answer {
    card: Scorecard,
    id: Option<String>,
}

/// Scores an assessment to explain a leaf or area of it, or everything.
pub fn answer(
    file: &str,
    id: Option<&str>,
    beside: &Beside,
    sources: &mut Sources,
) -> Result<Answer, Failure> {
    let card = score_taking(Take::SoundLeaves, file, beside, sources)?.card;
    if let Some(id) = id {
        find(&card, id)?;
    }
    let id = id.map(str::to_owned);
    Ok(Answer { card, id })
}

impl Answer {
    fn target(&self) -> Target<'_> {
        let named = self.id.as_deref().map(|id| find(&self.card, id));
        named.and_then(Result::ok).unwrap_or(Target::All)
    }

    /// What the criteria set has that keeps leaves from being scored.
    pub fn faults(&self, lang: Lang) -> Faults<'_> {
        Faults::of(&self.card, lang)
    }

    /// The answer as data.
    pub fn data(&self, lang: Lang) -> impl Serialize + '_ {
        json::document(&self.card, self.target(), self.faults(lang))
    }

    /// The answer for a person; `brief` leaves out the single leaves of an area.
    pub fn page(&self, brief: bool, lang: Lang) -> Page {
        page::page(&self.card, self.target(), brief, lang)
    }
}
