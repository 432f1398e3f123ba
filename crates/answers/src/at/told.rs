//! An answer that is told as JSON or as a page, whatever it is about.

use par_index::diagnostic::Lang;
use par_index_pages::Tone;

use crate::desk::documents::Sources;
use crate::desk::findings;
use crate::desk::refusal::Failure;
use crate::desk::refused::json_text;
use crate::words::page::Page;
use crate::{check, criteria, diff, generate, import, rank, schema};

pub(super) trait Told {
    /// The document as text.
    fn json(&self) -> Result<String, Failure>;

    /// The page; the lines of files that it shows are in `sources`.
    fn page(&self, sources: &Sources, lang: Lang) -> Page;
}

/// What is open, by its number.
pub(super) struct Handle(pub(super) u32);

impl Told for Handle {
    fn json(&self) -> Result<String, Failure> {
        json_text(&serde_json::json!({ "handle": self.0 }))
    }

    fn page(&self, _: &Sources, lang: Lang) -> Page {
        let mut page = Page::new(lang);
        page.para(self.0.to_string(), 0, Tone::Plain);
        page
    }
}

impl Told for check::answer::Answer {
    fn json(&self) -> Result<String, Failure> {
        json_text(&self.data(Lang::Vi))
    }

    fn page(&self, sources: &Sources, lang: Lang) -> Page {
        let mut page = self.page(sources, lang);
        for failure in &self.said {
            findings::add(&mut page, failure, sources);
        }
        page
    }
}

impl Told for check::catalogue::Answer {
    fn json(&self) -> Result<String, Failure> {
        json_text(&self.data())
    }

    fn page(&self, _: &Sources, lang: Lang) -> Page {
        self.page(lang)
    }
}

impl Told for criteria::answer::Sets {
    fn json(&self) -> Result<String, Failure> {
        json_text(&self.data())
    }

    fn page(&self, _: &Sources, lang: Lang) -> Page {
        self.page(lang)
    }
}

impl Told for criteria::answer::Shown {
    fn json(&self) -> Result<String, Failure> {
        json_text(&self.data())
    }

    fn page(&self, _: &Sources, lang: Lang) -> Page {
        self.page(lang)
    }
}

impl Told for diff::answer::Compared {
    fn json(&self) -> Result<String, Failure> {
        json_text(&self.data(Lang::Vi))
    }

    fn page(&self, _: &Sources, lang: Lang) -> Page {
        self.page(lang)
    }
}

impl Told for generate::answer::Answer {
    fn json(&self) -> Result<String, Failure> {
        json_text(&self.data()?)
    }

    fn page(&self, sources: &Sources, lang: Lang) -> Page {
        let page = self.page(lang);
        page.unwrap_or_else(|failure| findings::failure(&failure, sources, lang))
    }
}

impl Told for import::answer::Answer {
    fn json(&self) -> Result<String, Failure> {
        json_text(&self.data(true, Lang::Vi))
    }

    fn page(&self, sources: &Sources, lang: Lang) -> Page {
        let mut page = self.page(sources, lang);
        if let Some(summary) = self.summary(lang) {
            page.para(summary, 0, Tone::Plain);
        }
        page
    }
}

impl Told for rank::answer::Answer {
    fn json(&self) -> Result<String, Failure> {
        json_text(&self.ranked.data())
    }

    fn page(&self, sources: &Sources, lang: Lang) -> Page {
        let mut page = self.ranked.page(lang);
        findings::all(&mut page, self.found.iter(), sources);
        for failure in &self.failures {
            findings::add(&mut page, failure, sources);
        }
        page
    }
}

impl Told for schema::answer::Answer {
    fn json(&self) -> Result<String, Failure> {
        json_text(self.data())
    }

    fn page(&self, _: &Sources, lang: Lang) -> Page {
        self.page(lang)
    }
}
