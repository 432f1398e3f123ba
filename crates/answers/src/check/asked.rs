//! What is to be checked beside what.

use std::fmt;

use par_index::check::FileState;

use crate::desk::assessment::Beside;
use crate::desk::refusal::Failure;
use crate::desk::selection::Selection;

/// Says how a file stands that the register of evidence names
pub type Evidence<'a> = dyn Fn(&str) -> FileState + 'a;

/// What is to be checked, and beside what
pub struct Asked<'a> {
    /// The folder of the evidence, or why it cannot be looked into.
    pub evidence: Option<Result<Box<Evidence<'a>>, Failure>>,
    /// The assessment of the year before.
    pub previous: Option<String>,
    /// The base of scenario files and files of actions, instead of the one they name.
    pub base: Option<String>,
    pub selection: Selection,
    pub beside: Beside,
    /// Whether it is also said what is proved of criteria sets.
    pub with_proof: bool,
}

impl fmt::Debug for Asked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Asked").finish_non_exhaustive()
    }
}
