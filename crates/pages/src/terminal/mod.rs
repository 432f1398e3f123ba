//! Pages as lines of text, with or without the colours of a terminal.

mod finding;
mod paint;
mod table;
mod width;

use unicode_normalization::UnicodeNormalization;

use self::paint::Paint;
use self::width::{wrap, wrap_keeping};
use crate::page::{Block, Case, Line, Page};
use crate::phrase::{Phrase, Tone};
use crate::visible::visible;

pub use self::width::width;

/// Widest line of a page.
pub const WIDTH: usize = 100;

/// Widest condition that others are aligned to.
const WIDEST_WHEN: usize = 40;

/// The page as text alone.
pub fn plain(page: &Page) -> String {
    draw(page, Paint::None)
}

/// The page with bold, dim and coloured text by escape sequences.
pub fn coloured(page: &Page) -> String {
    draw(page, Paint::Ansi)
}

fn draw(page: &Page, paint: Paint) -> String {
    let mut lines = Lines {
        text: String::new(),
        paint,
    };
    for block in page.blocks() {
        lines.block(block);
    }
    lines.text.nfc().collect()
}

/// Lines drawn so far
struct Lines {
    text: String,
    paint: Paint,
}

impl Lines {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) => {
                self.gap();
                self.paragraph(&Phrase::toned(text.as_str(), Tone::Strong), 0, 0);
            }
            Block::Gap => self.gap(),
            Block::Line(line) => {
                let letter = match line {
                    Line::Heavy => "━",
                    Line::Double => "═",
                };
                let line = self.paint.text(&letter.repeat(WIDTH), Tone::Quiet);
                self.line(0, &line);
            }
            Block::Paragraph { text, indent, hang } => self.paragraph(text, *indent, *hang),
            Block::Item {
                label,
                text,
                indent,
            } => self.item(label, text, *indent),
            Block::Cases { cases, indent } => self.cases(cases, *indent),
            Block::Table { table, indent } => {
                for line in table::lines(table, WIDTH.saturating_sub(*indent), self.paint) {
                    self.line(*indent, &line);
                }
            }
            Block::Finding(finding) => {
                self.text.push_str(&finding::draw(finding, self.paint));
                // What a check found has lines of the file; the next one stands apart.
                self.text
                    .push_str(if finding.id.is_some() { "\n\n" } else { "\n" });
            }
            Block::Chart(_) => {}
        }
    }

    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn line(&mut self, indent: usize, line: &str) {
        if !line.is_empty() {
            self.text.extend(std::iter::repeat_n(' ', indent));
            self.text.push_str(line.trim_end());
        }
        self.text.push('\n');
    }

    fn paragraph(&mut self, text: &Phrase, indent: usize, hang: usize) {
        let shown = visible(&text.text()).into_owned();
        let lines = wrap(&shown, WIDTH.saturating_sub(indent + hang));
        for (at, line) in self.paint.lines(text, &lines).iter().enumerate() {
            self.line(if at == 0 { indent } else { indent + hang }, line);
        }
    }

    fn cases(&mut self, cases: &[Case], indent: usize) {
        let wide = |case: &Case| width(&visible(&case.when));
        // A long condition does not push the others away.
        let widest = cases.iter().map(wide).filter(|wide| *wide <= WIDEST_WHEN);
        let widest = widest.max().unwrap_or(0);
        for case in cases {
            let space = " ".repeat(widest.saturating_sub(wide(case)));
            let text = if case.when.is_empty() {
                case.then.clone()
            } else {
                format!("{}{space} : {}", case.when, case.then)
            };
            let toned = |text: &str| Phrase::toned(text, case.tone);
            self.item(&toned(&case.mark), &toned(&text), indent);
        }
    }

    fn item(&mut self, label: &Phrase, text: &Phrase, indent: usize) {
        let own = visible(&label.text()).into_owned();
        let inner = indent + width(&own);
        let shown = visible(&text.text()).into_owned();
        let lines = wrap_keeping(&shown, WIDTH.saturating_sub(inner));
        let mut before = self.paint.lines(label, &[own]).concat();
        for line in self.paint.lines(text, &lines) {
            self.line(indent, &format!("{before}{line}"));
            before = " ".repeat(inner.saturating_sub(indent));
        }
    }
}
