//! The state of a leaf, and the columns.

use serde::Serialize;

/// What can be said of a leaf
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It has points; zero is a value, not a state.
    Scored,
    /// Unanswered, or not yet due.
    Open,
    /// It waits for another scorer: survey, appraiser, another index.
    Pending,
    /// Not applicable.
    NotApplicable,
    /// Facts contradict each other, or the rule has no answer for them.
    NotAssessable,
}

impl State {
    /// The word used in files
    pub const fn word(self) -> &'static str {
        match self {
            Self::Scored => "scored",
            Self::Open => "open",
            Self::Pending => "pending",
            Self::NotApplicable => "not-applicable",
            Self::NotAssessable => "not-assessable",
        }
    }
}

/// A column of a scorecard
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    /// What the unit typed.
    Claimed,
    /// What the rule gives from the facts.
    Computed,
    /// The least the documents on file prove.
    Evidenced,
    /// The latest locked round of appraisal.
    Final,
}

impl Column {
    /// The word used in files
    pub const fn word(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Computed => "computed",
            Self::Evidenced => "evidenced",
            Self::Final => "final",
        }
    }
}
