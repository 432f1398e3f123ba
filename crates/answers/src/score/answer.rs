//! A scorecard with what was found beside it.

use par_index::diagnostic::{Diagnostics, Lang};
use par_index::eval::Scorecard;
use par_index::output::ScorecardJson;
use serde::Serialize;

use super::page;
use crate::desk::assessment::{Beside, Scored, score_taking};
use crate::desk::counts::Counts;
use crate::desk::criteria::Take;
use crate::desk::documents::Sources;
use crate::desk::faults::Faults;
use crate::desk::refusal::Failure;
use crate::words::page::Page;

/// A scorecard, with the number of findings beside it
#[derive(Debug)]
pub struct Answer {
    card: Scorecard,
    found: Diagnostics,
}

/// The scorecard in its fixed keys
#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    card: ScorecardJson<'a>,
    findings: Counts,
    #[serde(flatten)]
    faults: Faults<'a>,
}

/// Scores an assessment.
pub fn answer(file: &str, beside: &Beside, sources: &mut Sources) -> Result<Answer, Failure> {
    let Scored { card, found, .. } = score_taking(Take::SoundLeaves, file, beside, sources)?;
    Ok(Answer { card, found })
}

impl Answer {
    /// What the criteria set has that keeps leaves from being scored.
    pub fn faults(&self, lang: Lang) -> Faults<'_> {
        Faults::of(&self.card, lang)
    }

    /// The answer as data.
    pub fn data(&self, lang: Lang) -> impl Serialize + '_ {
        Document {
            card: ScorecardJson(&self.card),
            findings: Counts::of(self.found.iter()),
            faults: self.faults(lang),
        }
    }

    /// The answer for a person; `again` names the assessment to other commands.
    pub fn page(&self, again: &str, lang: Lang) -> Page {
        page::page(&self.card, Counts::of(self.found.iter()), again, lang)
    }
}
