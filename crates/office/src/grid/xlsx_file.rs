//! Excel workbooks, read cell by cell so that a stray cell far away costs nothing.

use calamine::{DataRef, Dimensions, Reader, Xlsx, XlsxError};

use super::expansion::{Limits, Metered, measure};
use super::{Cell, CellAt, Grid, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Odd, decimal};
use crate::found::FileFault;
use crate::text::clean;

/// Reads all sheets.
///
/// The workbook reader counts places of cells without looking whether they fit, and panics on some
/// that no spreadsheet writes (`A99999999999`). Nothing of it outlives the call, so that is a
/// workbook that cannot be read, like others.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Grid>, FileFault> {
    within(bytes, &Limits::USUAL)
}

pub(super) fn within(bytes: &[u8], limits: &Limits) -> Result<Vec<Grid>, FileFault> {
    let read = std::panic::catch_unwind(|| {
        let archive = Metered::new(bytes, measure(bytes, limits)?);
        let is_spent = archive.is_spent();
        sheets(archive, limits).map_err(|fault| {
            if is_spent.get() {
                limits.exceeded()
            } else {
                fault
            }
        })
    });
    read.unwrap_or_else(|_| {
        Err(FileFault::NotAWorkbook {
            reason: String::new(),
        })
    })
}

fn sheets(archive: Metered<'_>, limits: &Limits) -> Result<Vec<Grid>, FileFault> {
    let wrong = |error: &dyn std::fmt::Display| FileFault::NotAWorkbook {
        reason: error.to_string(),
    };
    let mut book: Xlsx<_> = Xlsx::new(archive).map_err(|error| match error {
        XlsxError::Password => FileFault::Protected,
        other => wrong(&other),
    })?;
    let names = book.sheet_names();
    if names.len() > limits.sheets {
        return Err(limits.exceeded());
    }
    let mut room = limits.room();
    let mut grids = Vec::new();
    for name in names {
        let mut grid = Grid {
            name: clean(name.clone()).0,
            ..Grid::default()
        };
        let merged = book.worksheet_merge_cells(&name).and_then(Result::ok);
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else {
            // A chart is a sheet without cells.
            continue;
        };
        while let Some(found) = cells.next_cell().map_err(|error| wrong(&error))? {
            let at = place(found.get_position());
            let Some(cell) = cell(found.get_value()) else {
                continue;
            };
            if at.row >= MOST_ROWS {
                return Err(FileFault::TooManyRows { most: MOST_ROWS });
            }
            if at.column >= MOST_COLUMNS {
                continue;
            }
            if cell.text.len() > LONGEST_CELL && cell.text.chars().count() > LONGEST_CELL {
                return Err(FileFault::CellTooLong {
                    sheet: name,
                    cell: at,
                });
            }
            grid.put(at, cell, &mut room)
                .ok_or_else(|| limits.exceeded())?;
        }
        for Dimensions { start, end } in merged.into_iter().flatten() {
            grid.merge(place(start), place(end), &mut room)
                .ok_or_else(|| limits.exceeded())?;
        }
        grids.push(grid);
    }
    if grids.iter().all(|grid| grid.rows.is_empty()) {
        return Err(FileFault::Empty);
    }
    Ok(grids)
}

fn place((row, column): (u32, u32)) -> CellAt {
    CellAt {
        row: usize::try_from(row).unwrap_or(usize::MAX),
        column: usize::try_from(column).unwrap_or(usize::MAX),
    }
}

/// A cell with something in it.
fn cell(value: &DataRef<'_>) -> Option<Cell> {
    let cell = match value {
        DataRef::Empty => return None,
        DataRef::Int(value) => Cell {
            text: value.to_string(),
            number: true,
            odd: None,
        },
        DataRef::Float(value) => decimal::cell(*value),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cell::text(text.clone())
        }
        DataRef::SharedString(text) => Cell::text((*text).to_owned()),
        DataRef::Bool(value) => Cell::text(value.to_string()),
        DataRef::DateTime(day) => {
            let (_, month, day, ..) = day.to_ymd_hms_milli();
            Cell {
                text: format!("{day}.{month}"),
                number: false,
                odd: Some(Odd::Day),
            }
        }
        DataRef::Error(error) => Cell {
            text: String::new(),
            number: false,
            odd: Some(Odd::Failed(error.to_string())),
        },
    };
    let nothing = cell.text.trim().is_empty() && cell.odd.is_none();
    (!nothing).then_some(cell)
}
