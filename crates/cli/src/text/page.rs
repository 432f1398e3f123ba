//! A text being written: headings, paragraphs, lists, tables.

use anstyle::{AnsiColor, Style};
use par_index::diagnostic::Lang;

use super::table::Table;
use super::visible::{painted, visible_painted};
use super::width::{width, wrap, wrap_keeping};
use super::{WIDTH, say};

/// Surrounds a text with a style, and writes out what is hidden in it.
pub(crate) fn paint(text: &str, style: Style) -> String {
    let text = visible_painted(text);
    if style == Style::new() || text.is_empty() {
        return text.into_owned();
    }
    painted(&format!("{style}{text}{style:#}"))
}

pub(crate) const PLAIN: Style = Style::new();
pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
pub(crate) const BAD: Style = AnsiColor::Red.on_default();
pub(crate) const CARE: Style = AnsiColor::Yellow.on_default();

/// A text being written in one language
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) lang: Lang,
    text: String,
}

impl Page {
    pub(crate) fn new(lang: Lang) -> Self {
        Self {
            lang,
            text: String::new(),
        }
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }

    /// One of two wordings.
    pub(crate) fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        say(self.lang, vi, en)
    }

    /// An empty line, unless there is one already.
    pub(crate) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A line as it is.
    pub(crate) fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// A heading, after an empty line.
    pub(crate) fn heading(&mut self, vi: &str, en: &str) {
        self.gap();
        let heading = self.say(vi, en).to_owned();
        self.para(&heading, 0, BOLD);
    }

    /// A paragraph, wrapped, each line after `indent` spaces.
    pub(crate) fn para(&mut self, text: &str, indent: usize, style: Style) {
        for line in wrap(&visible_painted(text), WIDTH.saturating_sub(indent)) {
            let line = format!("{}{}", " ".repeat(indent), paint(&line, style));
            self.line(&line);
        }
    }

    /// A line with a mark or label in front; further lines stand under the first.
    pub(crate) fn item(&mut self, label: &str, text: &str, indent: usize) {
        let mut label = visible_painted(label).into_owned();
        let inner = indent + width(&label);
        for line in wrap_keeping(&visible_painted(text), WIDTH.saturating_sub(inner)) {
            self.line(&format!("{}{label}{line}", " ".repeat(indent)));
            label = " ".repeat(inner.saturating_sub(indent));
        }
    }

    /// A table, each line after `indent` spaces.
    pub(crate) fn table(&mut self, table: &Table, indent: usize) {
        for line in table.lines(WIDTH.saturating_sub(indent)) {
            self.line(&format!("{}{line}", " ".repeat(indent)));
        }
    }
}
