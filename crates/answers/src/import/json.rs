//! What was found in a sheet, and the criteria file, as data.

use par_index::diagnostic::{Excerpt, Lang, LeftOut};
use par_index::file::CriteriaFile;
use par_index_office::Located;
use serde::Serialize;

use super::answer::Answer;
use crate::desk::counts::Counts;

#[derive(Serialize)]
struct Document<'f, D> {
    diagnostics: Vec<D>,
    summary: Summary,
    /// The criteria file, where it is not written to a file of its own.
    criteria: Option<&'f CriteriaFile>,
}

#[derive(Serialize)]
struct Summary {
    leaves: usize,
    certain: usize,
    judged: usize,
    #[serde(flatten)]
    counts: Counts,
    /// Findings beyond the first of each kind, which are counted and not listed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<LeftOut>,
}

impl Answer {
    /// The answer as data; `with_criteria` where the criteria file is not written for itself.
    pub fn data(&self, with_criteria: bool, lang: Lang) -> impl Serialize + '_ {
        let excerpt = Excerpt::by(self.found(), Located::diagnostic);
        let shown = excerpt.shown().iter();
        let diagnostics: Vec<_> = shown
            .map(|found| found.shown(Some(&self.name), lang))
            .collect();
        let imported = self.imported.as_ref().ok();
        let (certain, judged) = imported.map_or((0, 0), |own| (own.certain, own.judged));
        Document {
            diagnostics,
            summary: Summary {
                leaves: certain + judged,
                certain,
                judged,
                counts: Counts::of(self.found().iter().map(Located::diagnostic)),
                left_out: excerpt.left_out().to_vec(),
            },
            criteria: imported.map(|own| &own.file).filter(|_| with_criteria),
        }
    }
}
