//! What is said, block after block.

use crate::chart::Chart;
use crate::finding::Finding;
use crate::phrase::{Phrase, Tone};
use crate::table::Table;

/// The weight of a line across the page
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Above something single.
    Heavy,
    /// Above a group.
    Double,
}

/// One of several cases
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Stands in front, with the space after it.
    pub mark: String,
    /// The condition; empty where there is none.
    pub when: String,
    /// What holds then.
    pub then: String,
    /// How it is meant.
    pub tone: Tone,
}

/// A part of a page; `indent` is in widths of a letter
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// An empty line, unless there is one already.
    Gap,
    /// A line across the page.
    Line(Line),
    /// A paragraph.
    Paragraph {
        /// The text; a line feed in it breaks the line.
        text: Phrase,
        /// How far from the margin.
        indent: usize,
        /// How much further the lines after the first.
        hang: usize,
    },
    /// A text with a mark or label in front, under which nothing stands.
    Item {
        /// The mark or label, with the space after it.
        label: Phrase,
        /// The text.
        text: Phrase,
        /// How far from the margin.
        indent: usize,
    },
    /// What holds in which case; the conditions stand under each other.
    Cases {
        /// The cases, from above.
        cases: Vec<Case>,
        /// How far from the margin.
        indent: usize,
    },
    /// A table.
    Table {
        /// The table.
        table: Table,
        /// How far from the margin.
        indent: usize,
    },
    /// Something that was found.
    Finding(Finding),
    /// A chart of figures that stand in the page as well: renderers that cannot draw pass it over.
    Chart(Chart),
}

/// A page in one language
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    lang: String,
    title: Option<String>,
    blocks: Vec<Block>,
}

impl Page {
    /// An empty page; `lang` is the language of its words, as `vi`.
    pub fn new(lang: impl Into<String>) -> Self {
        Self {
            lang: lang.into(),
            title: None,
            blocks: Vec::new(),
        }
    }

    /// The language of the words, as `vi`.
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// What the page is about, where it has no heading of its own.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Says what the page is about, for renderers that name a page; the terminal does not.
    pub fn entitle(&mut self, title: impl Into<String>) {
        self.title = Some(title.into());
    }

    /// What is said.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a heading.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.push(Block::Heading(text.into()));
    }

    /// Adds an empty line, unless there is one already.
    pub fn gap(&mut self) {
        self.push(Block::Gap);
    }

    /// Adds a line across the page.
    pub fn line(&mut self, line: Line) {
        self.push(Block::Line(line));
    }

    /// Adds a paragraph of one tone.
    pub fn para(&mut self, text: impl Into<String>, indent: usize, tone: Tone) {
        self.hanging(text, indent, 0, tone);
    }

    /// Adds a paragraph of one tone whose lines after the first stand further in.
    pub fn hanging(&mut self, text: impl Into<String>, indent: usize, hang: usize, tone: Tone) {
        let text = Phrase::toned(text, tone);
        self.push(Block::Paragraph { text, indent, hang });
    }

    /// Adds a text with a mark or label in front.
    pub fn item(&mut self, label: impl Into<Phrase>, text: impl Into<Phrase>, indent: usize) {
        let (label, text) = (label.into(), text.into());
        self.push(Block::Item {
            label,
            text,
            indent,
        });
    }

    /// Adds cases.
    pub fn cases(&mut self, cases: Vec<Case>, indent: usize) {
        self.push(Block::Cases { cases, indent });
    }

    /// Adds a table.
    pub fn table(&mut self, table: Table, indent: usize) {
        self.push(Block::Table { table, indent });
    }

    /// Adds what was found.
    pub fn finding(&mut self, finding: Finding) {
        self.push(Block::Finding(finding));
    }

    /// Adds a chart.
    pub fn chart(&mut self, chart: Chart) {
        self.push(Block::Chart(chart));
    }

    /// Adds all that another page of the same language says.
    pub fn append(&mut self, other: Self) {
        self.blocks.extend(other.blocks);
    }
}
