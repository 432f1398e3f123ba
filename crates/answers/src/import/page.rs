//! What was found in a sheet, for a person.

use par_index::diagnostic::Lang;
use par_index_office::{Imported, Located};

use super::answer::Answer;
use crate::desk::documents::Sources;
use crate::desk::findings;
use crate::words::number::grouped;
use crate::words::page::Page;

impl Answer {
    /// All findings, the gravest first, each with its cell.
    pub fn page(&self, sources: &Sources, lang: Lang) -> Page {
        let mut sorted: Vec<&Located> = self.found().iter().collect();
        sorted.sort_by_key(|found| found.diagnostic().severity());
        let placed = sorted.into_iter().map(|found| found.placed(&self.name));
        let placed: Vec<_> = placed.collect();
        findings::list(placed.iter(), sources, lang)
    }

    /// How much was understood, where a criteria file was made.
    pub fn summary(&self, lang: Lang) -> Option<String> {
        Some(summary(self.imported.as_ref().ok()?, lang))
    }
}

/// How much was understood.
fn summary(imported: &Imported, lang: Lang) -> String {
    let number = |count| grouped(count, lang);
    let (certain, judged) = (imported.certain, imported.judged);
    let all = certain + judged;
    match lang {
        Lang::Vi => format!(
            "{} tiêu chí chấm điểm: {} hiểu chắc chắn cách chấm, {} để người chấm chọn mức",
            number(all),
            number(certain),
            number(judged)
        ),
        Lang::En => format!(
            "{} scored criteria: {} recognised with certainty, {} judged by a person",
            number(all),
            number(certain),
            number(judged)
        ),
    }
}
