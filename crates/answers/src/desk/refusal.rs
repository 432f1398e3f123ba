//! Why a command stops, and its exit code.

use std::process::ExitCode;

use par_index::diagnostic::{Diagnostics, Message};

/// The exit codes, which are fixed
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Exit {
    #[default]
    Done,
    CouldNotRun,
    Usage,
    CriteriaHaveErrors,
    FoundErrors,
}

impl Exit {
    /// The one that wins where several apply.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let rank = |exit| match exit {
            Self::Done => 0,
            Self::FoundErrors => 1,
            Self::CriteriaHaveErrors => 2,
            Self::CouldNotRun => 3,
            Self::Usage => 4,
        };
        if rank(other) > rank(self) {
            other
        } else {
            self
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::CouldNotRun => 1,
            Exit::Usage => 2,
            Exit::CriteriaHaveErrors => 3,
            Exit::FoundErrors => 4,
        })
    }
}

/// Why a command stops
#[derive(Clone, Debug)]
pub enum Failure {
    /// A file cannot be read or written.
    Run(Message),
    /// The command line cannot be meant so.
    Usage {
        message: Message,
        help: Option<Message>,
    },
    /// Files cannot be read, and others may have faults.
    Stopped {
        found: Diagnostics,
        messages: Vec<Message>,
    },
    /// An input cannot be used.
    Refused { found: Diagnostics, exit: Exit },
}

/// Both of two, or everything that keeps one from being had.
pub fn both<A, B>(a: Result<A, Failure>, b: Result<B, Failure>) -> Result<(A, B), Failure> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(a), Err(b)) => Err(a.with(b)),
        (Err(failure), _) | (_, Err(failure)) => Err(failure),
    }
}

impl Failure {
    pub fn run(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Run(Message::new(vi, en))
    }

    /// With what was found before, where it is about inputs as well.
    #[must_use]
    pub fn and(self, before: Diagnostics) -> Self {
        if before.is_empty() {
            return self;
        }
        let before = Self::Refused {
            found: before,
            exit: Exit::Done,
        };
        before.with(self)
    }

    /// With another that came after; a command line that cannot be meant so is said alone.
    #[must_use]
    pub fn with(self, after: Self) -> Self {
        if matches!(self, Self::Usage { .. }) {
            return self;
        }
        if matches!(after, Self::Usage { .. }) {
            return after;
        }
        let exit = self.exit().or(after.exit());
        let (mut found, mut messages) = self.parts();
        let (more, others) = after.parts();
        found.extend(more);
        messages.extend(others);
        if messages.is_empty() {
            Self::Refused { found, exit }
        } else {
            Self::Stopped { found, messages }
        }
    }

    /// What was found, and what kept files from being read.
    pub fn parts(self) -> (Diagnostics, Vec<Message>) {
        match self {
            Self::Run(message) | Self::Usage { message, .. } => (Diagnostics::new(), vec![message]),
            Self::Stopped { found, messages } => (found, messages),
            Self::Refused { found, .. } => (found, Vec::new()),
        }
    }

    pub fn exit(&self) -> Exit {
        match self {
            Self::Run(_) | Self::Stopped { .. } => Exit::CouldNotRun,
            Self::Usage { .. } => Exit::Usage,
            Self::Refused { exit, .. } => *exit,
        }
    }
}
