//! CSV: UTF-8 with or without a mark, separated by comma, semicolon or tab.

use std::borrow::Cow;

use super::expansion::Limits;
use super::{Cell, CellAt, Grid, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS};
use crate::found::FileFault;
use crate::table::header;
use crate::text::clean;

/// Reads a CSV file; the separator with which a table head is found wins.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Grid, FileFault> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(FileFault::Utf16);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        FileFault::NotUtf8 {
            line: before.split(|byte| *byte == b'\n').count(),
        }
    })?;
    // JSON and markup are text too, but no table.
    if text.contains('\0') || text.trim_start().starts_with(['{', '<']) {
        return Err(FileFault::NotAWorkbook {
            reason: String::new(),
        });
    }
    if text.trim().is_empty() {
        return Err(FileFault::Empty);
    }
    let text = with_line_feeds(text);
    let mut best: Option<((usize, usize), Grid)> = None;
    for delimiter in [b',', b';', b'\t'] {
        let grid = parse(name, &text, delimiter)?;
        let rank = (
            header::find(&grid).map_or(0, |found| found.columns.count()),
            regular(&grid),
        );
        if best.as_ref().is_none_or(|(known, _)| rank > *known) {
            best = Some((rank, grid));
        }
    }
    best.map(|(_, grid)| grid).ok_or(FileFault::Empty)
}

/// A text with line feeds at the ends of its lines, however they end: so that blank lines are counted.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    let plain = text.replace("\r\n", "\n");
    if plain.contains('\n') {
        return Cow::Owned(plain);
    }
    // Old programs end lines in carriage returns alone.
    Cow::Owned(text.replace('\r', "\n"))
}

/// How many rows have as many fields as the first of more than one.
fn regular(grid: &Grid) -> usize {
    let Some(width) = grid.rows.iter().map(Vec::len).find(|width| *width > 1) else {
        return 0;
    };
    grid.rows.iter().filter(|row| row.len() == width).count()
}

fn parse(name: &str, text: &str, delimiter: u8) -> Result<Grid, FileFault> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let mut grid = Grid {
        name: clean(stem.to_owned()).0,
        ..Grid::default()
    };
    let wrong = |error: csv::Error| FileFault::NotAWorkbook {
        reason: error.to_string(),
    };
    let mut room = Limits::USUAL.room();
    let (mut row, mut record) = (0, csv::StringRecord::new());
    loop {
        let before = reader.position().line();
        if !reader.read_record(&mut record).map_err(wrong)? {
            return Ok(grid);
        }
        // The reader skips empty lines before a record; a spreadsheet counts them.
        let inside: usize = record.iter().map(|field| field.matches('\n').count()).sum();
        let lines = usize::try_from(reader.position().line() - before).unwrap_or(0);
        row += lines.saturating_sub(inside + 1);
        if row >= MOST_ROWS {
            return Err(FileFault::TooManyRows { most: MOST_ROWS });
        }
        for (column, field) in record.iter().enumerate().take(MOST_COLUMNS) {
            let at = CellAt { row, column };
            if field.len() > LONGEST_CELL && field.chars().count() > LONGEST_CELL {
                return Err(FileFault::CellTooLong {
                    sheet: grid.name.clone(),
                    cell: at,
                });
            }
            grid.put(at, Cell::text(field.to_owned()), &mut room)
                .ok_or_else(|| Limits::USUAL.exceeded())?;
        }
        row += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "STT;Tiêu chí;Điểm tối đa;Cách chấm\n";

    #[test]
    fn the_separator_is_found() {
        for separator in [",", ";", "\t"] {
            let text = format!("{HEAD}1.1;Kế hoạch;\"1,5\";\"Có: 1,5\nKhông: 0\"\n")
                .replace(';', separator);
            let grid = read("a.csv", text.as_bytes()).unwrap();
            assert_eq!(grid.text(1, 2), "1,5");
            assert_eq!(grid.text(1, 3), "Có: 1,5\nKhông: 0");
        }
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        for start in ["Bảng\n\n", "\n\n"] {
            let text = format!("{start}{HEAD}1;\"a\nb\";1;\n\n2;c;1;\n");
            for end in ["\n", "\r\n", "\r"] {
                let grid = read("a.csv", text.replace('\n', end).as_bytes()).unwrap();
                assert_eq!(
                    (grid.text(2, 0), grid.text(3, 0), grid.text(5, 0)),
                    ("STT", "1", "2"),
                    "{start:?} {end:?}"
                );
            }
        }
    }

    #[test]
    fn other_encodings_are_refused() {
        let utf16: Vec<u8> = std::iter::once(0xFEFF)
            .chain("a;b".encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(matches!(read("a.csv", &utf16), Err(FileFault::Utf16)));
        assert!(matches!(
            read("a.csv", b"a\nb\xE9"),
            Err(FileFault::NotUtf8 { line: 2 })
        ));
        assert!(matches!(read("a.csv", b" \n"), Err(FileFault::Empty)));
        let bom = [b"\xEF\xBB\xBF", HEAD.as_bytes()].concat();
        assert_eq!(read("a.csv", &bom).unwrap().text(0, 0), "STT");
    }

    #[test]
    fn what_is_too_large_is_refused() {
        let rows = "a;b\n".repeat(MOST_ROWS + 1);
        assert!(matches!(
            read("a.csv", rows.as_bytes()),
            Err(FileFault::TooManyRows { .. })
        ));
        let cell = "x".repeat(LONGEST_CELL + 1);
        assert!(matches!(
            read("a.csv", cell.as_bytes()),
            Err(FileFault::CellTooLong { .. })
        ));
    }
}
