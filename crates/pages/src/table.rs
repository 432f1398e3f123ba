//! Tables.

use crate::phrase::Tone;

/// On which side the cells of a column stand
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A line of a table
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A cell for each column.
    Cells(Vec<String>, Tone),
    /// A line between what is above and what is below, as over a total.
    Rule,
}

/// A table; one column may be cut to make it fit
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub(crate) columns: Vec<(String, Align)>,
    pub(crate) flexible: usize,
    pub(crate) rows: Vec<Row>,
}

impl Table {
    /// `columns` are headings with their alignment; a heading may have several lines, and a word
    /// that ends a line with `-` goes on in the next. The column at `flexible` is cut where a
    /// renderer has no room for all of it.
    pub fn new(columns: &[(&str, Align)], flexible: usize) -> Self {
        let columns = columns.iter();
        Self {
            columns: columns
                .map(|(head, align)| ((*head).to_owned(), *align))
                .collect(),
            flexible,
            rows: Vec::new(),
        }
    }

    /// Adds a line.
    pub fn row(&mut self, cells: Vec<String>) {
        self.toned(cells, Tone::Plain);
    }

    /// Adds a line of one tone.
    pub fn toned(&mut self, cells: Vec<String>, tone: Tone) {
        self.rows.push(Row::Cells(cells, tone));
    }

    /// Adds a line between rows.
    pub fn rule(&mut self) {
        self.rows.push(Row::Rule);
    }
}
