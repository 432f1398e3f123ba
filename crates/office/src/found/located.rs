//! A diagnostic with the cell it speaks of.

use par_index::diagnostic::{Diagnostic, Finding, Lang, Place, Severity};
use par_index::number::Points;
use serde::Serialize;

use crate::grid::CellAt;

/// A cell of a sheet
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellPlace {
    /// Name of the sheet; of a CSV file its own name.
    pub sheet: String,
    /// The cell.
    pub at: CellAt,
}

impl std::fmt::Display for CellPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}!{}", self.sheet, self.at)
    }
}

/// A diagnostic with the cell it speaks of, and the other cell where two disagree
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    diagnostic: Diagnostic,
    cell: Option<CellPlace>,
    other: Option<CellPlace>,
}

#[derive(Serialize)]
struct ShownCell<'d> {
    sheet: &'d str,
    cell: String,
}

/// The fixed keys of a diagnostic, with sheet and cell in place.
#[derive(Serialize)]
struct Shown<'d> {
    check: &'d str,
    severity: Severity,
    file: Option<&'d str>,
    sheet: Option<&'d str>,
    cell: Option<String>,
    pointer: &'d str,
    line: Option<u32>,
    column: Option<u32>,
    message: &'d str,
    help: &'d str,
    points_at_stake: Option<Points>,
    witness: Option<&'d str>,
    other: Option<ShownCell<'d>>,
}

impl Located {
    /// Makes one of a finding
    pub(crate) fn new(
        finding: &dyn Finding,
        cell: Option<CellPlace>,
        other: Option<CellPlace>,
    ) -> Self {
        Self {
            diagnostic: Diagnostic::at(finding, Place::default()),
            cell,
            other,
        }
    }

    /// Gives a diagnostic of the criteria file its cells
    pub(crate) fn of(
        diagnostic: Diagnostic,
        cell: Option<CellPlace>,
        other: Option<CellPlace>,
    ) -> Self {
        Self {
            diagnostic,
            cell,
            other,
        }
    }

    /// The diagnostic; its pointer, where it has one, is into the criteria file made
    pub fn diagnostic(&self) -> &Diagnostic {
        &self.diagnostic
    }

    /// The cell it speaks of
    pub fn cell(&self) -> Option<&CellPlace> {
        self.cell.as_ref()
    }

    /// The other cell, where two disagree
    pub fn other(&self) -> Option<&CellPlace> {
        self.other.as_ref()
    }

    /// The diagnostic with the cells as places: `bang.xlsx: Sheet1!C12`
    #[must_use]
    pub fn placed(&self, file: &str) -> Diagnostic {
        let place = |cell: Option<&CellPlace>| Place {
            file: Some(match cell {
                Some(cell) if file.ends_with(&cell.sheet) => format!("{file}: {}", cell.at),
                Some(cell) => format!("{file}: {cell}"),
                None => file.to_owned(),
            }),
            ..Place::default()
        };
        let placed = self
            .diagnostic
            .clone()
            .with_place(place(self.cell.as_ref()));
        match &self.other {
            Some(other) => placed.with_other_place(place(Some(other))),
            None => placed,
        }
    }

    /// By row and column, then by check; what has no cell comes first
    pub(crate) fn order(&self) -> impl Ord + '_ {
        let at = self.cell.as_ref().map(|cell| cell.at);
        (
            at,
            self.diagnostic.check(),
            &self.diagnostic.place().pointer,
        )
    }

    /// Something to serialise, in one language: the fixed keys of a diagnostic, with `sheet` and `cell`
    pub fn shown<'d>(&'d self, file: Option<&'d str>, lang: Lang) -> impl Serialize + 'd {
        let place = self.diagnostic.place();
        Shown {
            check: self.diagnostic.check(),
            severity: self.diagnostic.severity(),
            file,
            sheet: self.cell.as_ref().map(|cell| cell.sheet.as_str()),
            cell: self.cell.as_ref().map(|cell| cell.at.to_string()),
            pointer: &place.pointer,
            line: None,
            column: None,
            message: self.diagnostic.message().get(lang),
            help: self.diagnostic.help().get(lang),
            points_at_stake: self.diagnostic.points_at_stake(),
            witness: self.diagnostic.witness(),
            other: self.other.as_ref().map(|cell| ShownCell {
                sheet: &cell.sheet,
                cell: cell.at.to_string(),
            }),
        }
    }
}
