//! What the findings about an assessment mean for its points.

use par_index::check::CheckSummary;
use par_index::diagnostic::{Diagnostic, Diagnostics};
use par_index::eval::Scorecard;
use par_index::file::Text;

/// The summary of one assessment, with what is shown of it
#[derive(Debug)]
pub struct AssessmentSummary {
    pub file: String,
    pub unit: Text,
    pub summary: CheckSummary,
    /// What to do, with its finding; only findings that are wanted.
    pub to_do: Vec<(usize, Diagnostic)>,
}

impl AssessmentSummary {
    pub fn new(
        file: &str,
        card: &Scorecard,
        found: &Diagnostics,
        summary: CheckSummary,
        takes: impl Fn(&str) -> bool,
    ) -> Self {
        let all: Vec<&Diagnostic> = found.iter().collect();
        let to_do = summary
            .do_first
            .iter()
            .enumerate()
            .filter(|(_, item)| takes(item.check))
            .filter_map(|(at, item)| Some((at, (*all.get(item.diagnostic)?).clone())))
            .collect();
        Self {
            file: file.to_owned(),
            unit: card.assessment().file().unit.title.clone(),
            summary,
            to_do,
        }
    }
}
