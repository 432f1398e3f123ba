//! What is wrong in files, for a person.

use par_index::diagnostic::{Diagnostic, Lang};
use par_index_pages::Tone;

use super::answer::Answer;
use super::{criteria, page_summary};
use crate::desk::documents::Sources;
use crate::desk::findings;
use crate::desk::refusal::Exit;
use crate::words::page::Page;

impl Answer {
    /// The answer for a person, with the lines of the files.
    pub fn page(&self, sources: &Sources, lang: Lang) -> Page {
        // For a person: what must be mended first.
        let mut sorted: Vec<&Diagnostic> = self.found.iter().collect();
        sorted.sort_by_key(|diagnostic| diagnostic.severity());
        let mut page = Page::new(lang);
        page.entitle("KẾT QUẢ KIỂM TRA", "CHECK");
        findings::all(&mut page, sorted.into_iter(), sources);
        findings::counts(&mut page, self.found.iter());
        if self.found.is_empty() && self.exit == Exit::Done && self.skipped == 0 {
            let nothing = page.say("Không thấy lỗi nào.", "Nothing was found.");
            page.para(nothing, 0, Tone::Plain);
        }
        findings::skipped(&mut page, self.skipped);
        for own in &self.summaries {
            page_summary::section(&mut page, own);
        }
        if self.with_proof {
            criteria::section(&mut page, &self.sets);
        }
        page
    }
}
