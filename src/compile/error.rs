//! What can stop compiling.

use thiserror::Error;

use crate::read::Id;

/// A criteria set that cannot be compiled
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("criterion {criterion}: {kind}")]
pub struct CompileError {
    criterion: Id,
    kind: CompileErrorKind,
}

/// Why
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum CompileErrorKind {
    /// A number of the rule is beyond what the evaluator holds.
    #[error("a number of its rule is too large to be held exactly")]
    TooLarge,
    /// The rule names something that the checked set does not have.
    #[error("its rule names `{0}`, which the set does not have")]
    Unknown(String),
    /// The rule compares what cannot be compared.
    #[error("its scale does not fit its measure")]
    Unfit,
    /// More parts than the mask of not applicable parts can hold.
    #[error("it has more than 64 part-marks")]
    TooManyParts,
}

impl CompileError {
    pub(crate) fn new(criterion: Id, kind: CompileErrorKind) -> Self {
        Self { criterion, kind }
    }

    /// The leaf
    pub fn criterion(&self) -> &Id {
        &self.criterion
    }
}
