//! A page in the language asked for.

use par_index::diagnostic::Lang;
use par_index_pages::chart::Chart;
use par_index_pages::finding::Finding;
use par_index_pages::{Case, Line, Phrase, Table, Tone};

use crate::words::say;

/// A page, with the language to say things in
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub lang: Lang,
    page: par_index_pages::Page,
}

impl Page {
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            page: par_index_pages::Page::new(say(lang, "vi", "en")),
        }
    }

    pub fn finish(self) -> par_index_pages::Page {
        self.page
    }

    /// One of two wordings.
    pub fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        say(self.lang, vi, en)
    }

    /// An empty line, unless there is one already.
    pub fn gap(&mut self) {
        self.page.gap();
    }

    /// A line across the page.
    pub fn line(&mut self, line: Line) {
        self.page.line(line);
    }

    /// A heading.
    pub fn heading(&mut self, vi: &str, en: &str) {
        self.page.heading(self.say(vi, en));
    }

    /// What the page is about, where the terminal needs no heading.
    pub fn entitle(&mut self, vi: &str, en: &str) {
        self.page.entitle(self.say(vi, en));
    }

    /// A heading that is in one language already.
    pub fn titled(&mut self, text: &str) {
        self.page.heading(text);
    }

    /// A heading inside a part.
    pub fn section(&mut self, vi: &str, en: &str) {
        let text = self.say(vi, en).to_owned();
        self.para(text, 0, Tone::Strong);
    }

    /// A paragraph of one tone.
    pub fn para(&mut self, text: impl Into<String>, indent: usize, tone: Tone) {
        self.page.para(text, indent, tone);
    }

    /// A text with a mark or label in front; further lines stand under the first.
    pub fn item(&mut self, label: impl Into<Phrase>, text: impl Into<Phrase>, indent: usize) {
        self.page.item(label, text, indent);
    }

    /// A paragraph whose lines after the first stand further in.
    pub fn hanging(&mut self, text: &str, indent: usize, hang: usize, tone: Tone) {
        self.page.hanging(text, indent, hang, tone);
    }

    /// What holds in which case.
    pub fn cases(&mut self, cases: Vec<Case>, indent: usize) {
        self.page.cases(cases, indent);
    }

    /// A table.
    pub fn table(&mut self, table: Table, indent: usize) {
        self.page.table(table, indent);
    }

    /// Something that was found.
    pub fn finding(&mut self, finding: Finding) {
        self.page.finding(finding);
    }

    /// A chart of figures that the page has in words too.
    pub fn chart(&mut self, chart: Chart) {
        self.page.chart(chart);
    }
}
