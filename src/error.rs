//! One error of the whole way from a file to an answer.

use std::sync::Arc;

use crate::compare::{CannotCarry, CannotSplit};
use crate::compile::CompileError;
use crate::diagnostic::Diagnostics;
use crate::eval::{ScoreError, Unfit};
use crate::improve::ImproveError;
use crate::number::{DateError, NumberError};
use crate::ranking::{CannotRank, UnknownLeaf};
use crate::read::IdError;
use crate::scenario::{ChangeError, ScenarioError, WhatIfError};
use crate::units::lanes::TableError;

/// Why something could not be done, from reading a file to the last answer
///
/// Every error of the library turns into it, so `?` does in a `main` that returns it. What is wrong with a
/// file is always [`Refused`](Self::Refused), whichever function said so.
///
/// # Examples
///
/// ```
/// use par_index::{Error, Scorer};
///
/// let refused = Scorer::from_json(Some("set.json"), b"{").unwrap_err();
/// match &refused {
///     Error::Refused(found) => assert!(found.has_errors()),
///     other => panic!("{other}"),
/// }
/// assert_eq!(refused.diagnostics().map(par_index::Diagnostics::len), Some(1));
/// ```
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or a record cannot be used: all that is wrong with it, each fault with its place
    #[error(transparent)]
    Refused(#[from] Diagnostics),
    /// The criteria set cannot be compiled
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// The assessment cannot be scored
    #[error(transparent)]
    Score(#[from] ScoreError),
    /// No such set comes with the library
    #[error("no criteria set {id}@{edition} comes with the library")]
    NotShipped {
        /// The set asked for
        id: String,
        /// Its edition
        edition: String,
    },
    /// A name is not one
    #[error("not a name: {0}")]
    Id(#[from] IdError),
    /// A date is not one
    #[error("not a date: {0}")]
    Date(#[from] DateError),
    /// A number is not one, or not exactly
    #[error("not a number: {0}")]
    Number(#[from] NumberError),
    /// A file cannot be read; the library itself reads none
    #[error(transparent)]
    Io(Arc<std::io::Error>),
    /// A change does not fit what it changes
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// There is no plan of least effort
    #[error(transparent)]
    Improve(ImproveError),
    /// A column does not fit the table of many units
    #[error(transparent)]
    Table(#[from] TableError),
    /// A change of the index cannot be taken apart
    #[error(transparent)]
    Split(#[from] CannotSplit),
    /// Units cannot be ranked
    #[error(transparent)]
    Rank(#[from] CannotRank),
    /// No such criterion or area
    #[error(transparent)]
    UnknownLeaf(#[from] UnknownLeaf),
}

impl Error {
    /// What is wrong with a file, where that is the reason
    pub fn diagnostics(&self) -> Option<&Diagnostics> {
        match self {
            Self::Refused(found) => Some(found),
            _ => None,
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Io(Arc::new(error))
    }
}

impl From<Unfit> for Error {
    fn from(unfit: Unfit) -> Self {
        Self::Refused(unfit.into_found())
    }
}

impl From<CannotCarry> for Error {
    fn from(error: CannotCarry) -> Self {
        match error {
            CannotCarry::Refused(found) => Self::Refused(found),
            CannotCarry::Compile(error) => Self::Compile(error),
            CannotCarry::Score(error) => Self::Score(error),
        }
    }
}

impl From<ScenarioError> for Error {
    fn from(error: ScenarioError) -> Self {
        match error {
            ScenarioError::Refused(found) => Self::Refused(found),
            ScenarioError::Carry(error) => error.into(),
            ScenarioError::Score(error) => Self::Score(error),
        }
    }
}

impl From<WhatIfError> for Error {
    fn from(error: WhatIfError) -> Self {
        match error {
            WhatIfError::Change(error) => Self::Change(error),
            WhatIfError::Refused(found) => Self::Refused(found),
            WhatIfError::Score(error) => Self::Score(error),
        }
    }
}

impl From<ImproveError> for Error {
    fn from(error: ImproveError) -> Self {
        match error {
            ImproveError::Actions(found) | ImproveError::Assessment(found) => Self::Refused(found),
            ImproveError::Score(error) => Self::Score(error),
            other => Self::Improve(other),
        }
    }
}
