//! The rows below the head, each with what its columns hold.

use par_index::diagnostic::Finding;
use par_index::number::Quantity;

use super::header::Header;
use super::numbering::{self, Number};
use crate::found::{FormulaFailed, NumberIsADay, NumberNotExact, PointsNotReadable};
use crate::grid::{CellAt, Grid, Odd};
use crate::text::{line, plain};
use crate::words::{Mark, printed};

/// Points of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Amount {
    Known(Quantity),
    /// Something is there that cannot be read; it was reported.
    Unreadable,
}

/// Words and points of an option.
#[derive(Clone, Debug)]
pub(crate) struct OptionCells {
    pub(crate) text: String,
    pub(crate) label: String,
    pub(crate) points: Option<Amount>,
    /// Where the words stand, or else the points.
    pub(crate) at: CellAt,
    pub(crate) points_at: CellAt,
}

/// One row.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) number: Option<Number>,
    /// The number is kept as a number, not as text.
    pub(crate) number_is_numeric: bool,
    pub(crate) number_at: CellAt,
    pub(crate) title: String,
    pub(crate) title_at: CellAt,
    pub(crate) max: Option<Amount>,
    pub(crate) max_at: CellAt,
    pub(crate) options: Vec<OptionCells>,
    pub(crate) evidence: String,
    pub(crate) is_total: bool,
    /// It is the total of the table, not of an area.
    pub(crate) is_grand_total: bool,
    /// The title says that it is an area.
    pub(crate) says_area: bool,
}

/// What reading the rows gives.
#[derive(Default)]
pub(crate) struct Lines {
    pub(crate) rows: Vec<Line>,
    pub(crate) found: Vec<(Box<dyn Finding>, CellAt)>,
    /// Cells with points printed with a decimal mark.
    pub(crate) marks: Vec<(Mark, CellAt, String)>,
}

pub(crate) fn read(grid: &Grid, header: &Header) -> Lines {
    let mut out = Lines::default();
    for row in header.last + 1..grid.rows.len() {
        if repeats_head(grid, header, row) || counts_columns(grid, row) {
            continue;
        }
        if let Some(line) = one(grid, header, row, &mut out) {
            out.rows.push(line);
        }
    }
    out
}

/// The head printed again after a page break.
fn repeats_head(grid: &Grid, header: &Header, row: usize) -> bool {
    let columns = &header.columns;
    let looked: Vec<usize> = columns.titles.iter().chain(&columns.max).copied().collect();
    (header.first..=header.last).any(|head| {
        let mut same = 0;
        let mut differ = 0;
        for column in &looked {
            let (own, printed) = (
                plain(grid.text(row, *column)),
                plain(grid.text(head, *column)),
            );
            if own != printed {
                differ += 1;
            } else if !own.is_empty() {
                same += 1;
            }
        }
        same > 0 && differ == 0
    })
}

/// A row that numbers the columns: `(1) (2) (3)`.
fn counts_columns(grid: &Grid, row: usize) -> bool {
    // The width of this row; that of the whole grid would be looked for in every row.
    let width = grid.rows.get(row).map_or(0, Vec::len);
    let texts: Vec<&str> = (0..width)
        .map(|column| grid.text(row, column))
        .filter(|text| !text.is_empty())
        .collect();
    let count = |text: &&str| {
        text.trim_matches(['(', ')', '[', ']', ' '])
            .parse::<usize>()
            .ok()
    };
    let counts: Option<Vec<usize>> = texts.iter().map(count).collect();
    counts.is_some_and(|counts| {
        counts.len() >= 3
            && counts
                .windows(2)
                .all(|pair| matches!(pair, [a, b] if *b == a + 1))
    })
}

fn one(grid: &Grid, header: &Header, row: usize, out: &mut Lines) -> Option<Line> {
    let columns = &header.columns;
    let place = |column: usize| CellAt { row, column };
    let mut title_at = columns
        .titles
        .iter()
        .rev()
        .find(|column| !grid.text(row, **column).is_empty())
        .or(columns.titles.first())
        .map_or(place(0), |column| place(*column));
    let mut title = grid.text(title_at.row, title_at.column).to_owned();
    let mut number_at = columns.number.map_or(title_at, place);
    let mut number = None;
    let mut numeric = false;
    let mut says_area = false;
    if let Some(column) = columns.number {
        let cell = grid.cell(place(column));
        let text = grid.text(row, column);
        number = numbering::parse(text);
        numeric = cell.is_some_and(|cell| cell.number);
        if cell.is_some_and(|cell| cell.odd == Some(Odd::Day)) {
            let taken = text.to_owned();
            out.found
                .push((Box::new(NumberIsADay { taken }), place(column)));
        }
        says_area = plain(text).starts_with("lĩnh vực");
        if number.is_none() && title.is_empty() && !text.is_empty() {
            // A title over several columns begins in the first of them.
            text.clone_into(&mut title);
            title_at = place(column);
        }
    }
    says_area |= plain(&title).starts_with("lĩnh vực");
    if number.is_none() && !title.is_empty() {
        let empty = columns
            .number
            .is_none_or(|column| title_at.column == column || grid.text(row, column).is_empty());
        if let Some((found, rest)) = numbering::leading(&title).filter(|_| empty) {
            number = Some(found);
            number_at = title_at;
            title = rest;
        }
    }
    let max_at = columns.max.map_or(title_at, place);
    let max = columns
        .max
        .and_then(|column| amount(grid, place(column), out));
    let mut options = Vec::new();
    for group in &columns.options {
        let text = group.how.map_or("", |column| grid.text(row, column));
        // A number cell is shown with a comma where Vietnamese is the language of the spreadsheet.
        let label = group.label.map_or_else(String::new, |column| {
            let text = grid.text(row, column);
            let numeric = grid.cell(place(column)).is_some_and(|cell| cell.number);
            if numeric {
                text.replace('.', ",")
            } else {
                text.to_owned()
            }
        });
        let points = group
            .points
            .and_then(|column| amount(grid, place(column), out));
        if text.is_empty() && label.is_empty() && points.is_none() {
            continue;
        }
        let points_at = group.points.map_or(max_at, place);
        let at = group
            .how
            .filter(|_| !text.is_empty())
            .or(group.label)
            .map_or(points_at, place);
        options.push(OptionCells {
            text: text.to_owned(),
            label,
            points,
            at,
            points_at,
        });
    }
    let evidence = columns
        .evidence
        .map_or("", |column| grid.text(row, column))
        .to_owned();
    let words = plain(&title);
    let total = [
        "tổng cộng",
        "tổng điểm",
        "tổng số",
        "cộng",
        "total",
        "tổng:",
    ];
    let is_total =
        number.is_none() && (total.iter().any(|word| words.starts_with(word)) || words == "tổng");
    let nothing = number.is_none()
        && title.is_empty()
        && max.is_none()
        && options.is_empty()
        && evidence.is_empty();
    (!nothing).then(|| Line {
        number,
        number_is_numeric: numeric,
        number_at,
        title: line(&title),
        title_at,
        max,
        max_at,
        options,
        evidence,
        is_total,
        is_grand_total: is_total && !words.starts_with("cộng") && !words.contains("lĩnh vực"),
        says_area,
    })
}

/// The points of a cell; what is odd about it is reported.
fn amount(grid: &Grid, at: CellAt, out: &mut Lines) -> Option<Amount> {
    let cell = grid.cell(at)?;
    match &cell.odd {
        Some(Odd::Failed(shown)) => {
            let shown = shown.clone();
            out.found.push((Box::new(FormulaFailed { shown }), at));
            return Some(Amount::Unreadable);
        }
        Some(Odd::Inexact(exact)) => {
            let (exact, taken) = (exact.clone(), cell.text.clone());
            out.found
                .push((Box::new(NumberNotExact { exact, taken }), at));
        }
        _ => {}
    }
    let text = cell.text.trim();
    if text.is_empty() {
        return None;
    }
    let bare = plain(text);
    let bare = bare.trim_end_matches("điểm").trim_end_matches('đ').trim();
    if let Some(number) = printed(bare).filter(|_| cell.odd != Some(Odd::Day)) {
        if let Some(mark) = number.mark.filter(|_| !cell.number) {
            out.marks.push((mark, at, text.to_owned()));
        }
        return Some(Amount::Known(number.value));
    }
    // A dash says that there is nothing.
    if bare
        .chars()
        .all(|letter| matches!(letter, '-' | '.' | '…' | '/' | 'x'))
    {
        return None;
    }
    let written = crate::text::short(text, 40);
    out.found
        .push((Box::new(PointsNotReadable { written }), at));
    Some(Amount::Unreadable)
}
