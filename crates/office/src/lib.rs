//! Scoring sheets as provinces issue them, in Excel or CSV, become criteria files of `par-index`.
//!
//! [`import_criteria`] reads the grid, finds the head of the table, makes the tree by its numbers,
//! understands how points are given where the Vietnamese wording is certain, builds the file with
//! every fault of the sheet still in it, runs the library's checks on the result, and gives each
//! finding its sheet and cell. Like the library it does no I/O and prints nothing.

mod answers;
mod build;
mod found;
mod grid;
mod import;
mod table;
mod text;
mod words;

pub use found::{CellPlace, Located};
pub use grid::CellAt;
pub use import::{ImportOptions, Imported, import_criteria};
