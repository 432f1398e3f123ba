//! Everything that a worklist shows.

use par_index::diagnostic::Diagnostic;
use par_index::file::{Nature, Provenance};
use par_index::worklist::{WorkGroup, Worklist};

use crate::ask::WorkBy;

/// An assessment of the list
#[derive(Debug)]
pub struct Listed {
    pub file: String,
    pub nature: Nature,
    pub provenance: Provenance,
}

/// Everything that is shown
#[derive(Debug)]
pub struct Shown {
    pub by: WorkBy,
    pub list: Worklist,
    pub assessments: Vec<Listed>,
    pub groups: Vec<WorkGroup>,
    /// Files that could not be taken into the list.
    pub broken: Vec<String>,
    /// Why, where the file says it.
    pub found: Vec<Diagnostic>,
    /// Files that are not ours.
    pub ignored: Vec<String>,
}
