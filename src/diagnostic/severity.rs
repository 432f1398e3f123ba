//! How grave a diagnostic is.

use std::fmt;

use serde::Serialize;

/// How grave a diagnostic is
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The input cannot be used as it is.
    Error,
    /// Probably a mistake, or points at risk.
    Warning,
    /// Worth knowing.
    Advice,
}

impl Severity {
    /// The word used in JSON
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}
