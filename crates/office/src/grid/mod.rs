//! A sheet as cells with exact text, whatever file it came from.

mod csv_file;
mod decimal;
mod expansion;
#[cfg(test)]
mod expansion_tests;
mod xlsx_file;

use std::collections::HashMap;
use std::fmt;

use crate::found::FileFault;
use crate::text::clean;

/// Most rows read; a sheet of criteria has a few hundred.
const MOST_ROWS: usize = 20_000;
/// Most columns read.
const MOST_COLUMNS: usize = 256;
/// Longest text of a cell, in characters: what Excel itself holds.
const LONGEST_CELL: usize = 32_767;
/// Largest file.
const LARGEST_FILE: usize = 8 * 1024 * 1024;

/// The place of a cell, counted from 0; shown as `C12`
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellAt {
    /// Row.
    pub row: usize,
    /// Column.
    pub column: usize,
}

impl fmt::Display for CellAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = self.column + 1;
        while rest > 0 {
            rest -= 1;
            letters.push(char::from(
                b'A'.saturating_add(u8::try_from(rest % 26).unwrap_or(0)),
            ));
            rest /= 26;
        }
        for letter in letters.iter().rev() {
            write!(f, "{letter}")?;
        }
        write!(f, "{}", self.row + 1)
    }
}

/// What is odd about a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Odd {
    /// A formula failed: `#REF!`.
    Failed(String),
    /// A number with more digits than a sheet shows; `text` is what it shows.
    Inexact(String),
    /// A spreadsheet took a number such as 1.2 for a day.
    Day,
    /// Control characters were left out, this one first.
    Control(char),
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The text; a number as exact decimal with a point.
    pub(crate) text: String,
    /// The cell holds a number, not text.
    pub(crate) number: bool,
    /// What is odd about it.
    pub(crate) odd: Option<Odd>,
}

impl Cell {
    fn text(text: String) -> Self {
        let (text, control) = clean(text);
        Self {
            text,
            odd: control.map(Odd::Control),
            ..Self::default()
        }
    }
}

/// One sheet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    pub(crate) name: String,
    pub(crate) rows: Vec<Vec<Cell>>,
    /// By row, the cells that are one with others: first and last column, and the first cell of all.
    merged: HashMap<usize, Vec<(usize, usize, CellAt)>>,
}

/// How many bytes of cells may still be kept.
#[derive(Debug)]
struct Room(u64);

impl Room {
    fn take(&mut self, bytes: usize) -> Option<()> {
        self.0 = self.0.checked_sub(u64::try_from(bytes).ok()?)?;
        Some(())
    }
}

impl Grid {
    pub(crate) fn cell(&self, at: CellAt) -> Option<&Cell> {
        self.rows.get(at.row)?.get(at.column)
    }

    /// The trimmed text of a cell; nothing where there is none.
    pub(crate) fn text(&self, row: usize, column: usize) -> &str {
        self.cell(CellAt { row, column })
            .map_or("", |cell| cell.text.trim())
    }

    pub(crate) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The first cell of the merged region that covers a cell, or the cell itself.
    pub(crate) fn origin(&self, at: CellAt) -> CellAt {
        let covers = |(from, to, _): &&(usize, usize, CellAt)| (*from..=*to).contains(&at.column);
        let merged = self.merged.get(&at.row);
        let origin = merged.and_then(|all| all.iter().find(covers));
        origin.map_or(at, |(_, _, origin)| *origin)
    }

    /// The cells of which control characters were left out, each with the first of these.
    pub(crate) fn controls(&self) -> impl Iterator<Item = (char, CellAt)> {
        self.rows.iter().enumerate().flat_map(|(row, cells)| {
            let cells = cells.iter().enumerate();
            cells.filter_map(move |(column, cell)| match cell.odd {
                Some(Odd::Control(code)) => Some((code, CellAt { row, column })),
                _ => None,
            })
        })
    }

    /// Notes that cells are one, as far as there are rows; `None` where there is no more room.
    fn merge(&mut self, from: CellAt, to: CellAt, room: &mut Room) -> Option<()> {
        let end = to.row.saturating_add(1).min(self.rows.len());
        for row in from.row..end {
            let own = self.merged.entry(row).or_default();
            // No more can stand side by side; what lies on one another is no spreadsheet's.
            if own.len() < MOST_COLUMNS {
                room.take(size_of::<(usize, usize, CellAt)>() * 2)?;
                own.push((from.column, to.column, from));
            }
        }
        Some(())
    }

    /// Puts a cell in its place; `None` where there is no more room.
    fn put(&mut self, at: CellAt, cell: Cell, room: &mut Room) -> Option<()> {
        room.take(cell.text.len())?;
        if self.rows.len() <= at.row {
            room.take((at.row + 1 - self.rows.len()) * size_of::<Vec<Cell>>())?;
            self.rows.resize_with(at.row + 1, Vec::new);
        }
        let row = self.rows.get_mut(at.row)?;
        if row.len() <= at.column {
            room.take((at.column + 1 - row.len()) * size_of::<Cell>())?;
            row.resize_with(at.column + 1, Cell::default);
        }
        *row.get_mut(at.column)? = cell;
        Some(())
    }
}

/// Reads all sheets of a workbook, or the one of a CSV file.
///
/// # Errors
///
/// Says why nothing could be read.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Vec<Grid>, FileFault> {
    if bytes.len() > LARGEST_FILE {
        return Err(FileFault::TooLarge {
            mebibytes: LARGEST_FILE / 1024 / 1024,
        });
    }
    if bytes.is_empty() {
        return Err(FileFault::Empty);
    }
    if bytes.starts_with(b"PK") {
        xlsx_file::read(bytes)
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        Err(FileFault::OldWorkbook)
    } else if ends_with(name, ".xlsx") || ends_with(name, ".xlsm") {
        Err(FileFault::NotAWorkbook {
            reason: String::new(),
        })
    } else {
        csv_file::read(name, bytes).map(|grid| vec![grid])
    }
}

fn ends_with(name: &str, ending: &str) -> bool {
    name.to_lowercase().ends_with(ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_shown_as_in_a_spreadsheet() {
        for (row, column, shown) in [
            (0, 0, "A1"),
            (11, 2, "C12"),
            (0, 25, "Z1"),
            (6, 26, "AA7"),
            (0, 701, "ZZ1"),
            (0, 702, "AAA1"),
        ] {
            assert_eq!(CellAt { row, column }.to_string(), shown);
        }
    }
}
