//! Why a command stops, and its exit code.

use std::process::ExitCode;

use par_index::diagnostic::{Diagnostics, Lang, Message};

use crate::emit::Emit;
use crate::input::Sources;
use crate::report;
use crate::text::page::Page;

/// The exit codes, which are fixed
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Exit {
    #[default]
    Done,
    CouldNotRun,
    Usage,
    CriteriaHaveErrors,
    FoundErrors,
}

impl Exit {
    /// The one that wins where several apply.
    pub(crate) fn or(self, other: Self) -> Self {
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
#[derive(Debug)]
pub(crate) enum Failure {
    /// A file cannot be read or written.
    Run(Message),
    /// The command line cannot be meant so.
    Usage {
        message: Message,
        help: Option<Message>,
    },
    /// A file cannot be read, and another has faults.
    Stopped {
        found: Diagnostics,
        message: Message,
    },
    /// An input cannot be used.
    Refused { found: Diagnostics, exit: Exit },
}

impl Failure {
    pub(crate) fn run(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Run(Message::new(vi, en))
    }

    /// With what was found before, where it is about inputs as well.
    pub(crate) fn and(self, mut before: Diagnostics) -> Self {
        match self {
            Self::Refused { found, exit } => {
                before.extend(found);
                Self::Refused {
                    found: before,
                    exit,
                }
            }
            Self::Run(message) if !before.is_empty() => Self::Stopped {
                found: before,
                message,
            },
            failure => failure,
        }
    }

    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Run(_) | Self::Stopped { .. } => Exit::CouldNotRun,
            Self::Usage { .. } => Exit::Usage,
            Self::Refused { exit, .. } => *exit,
        }
    }

    /// Adds what is shown of it to a page.
    pub(crate) fn show(&self, page: &mut Page, sources: &Sources) {
        let lang = page.lang;
        match self {
            Self::Run(message) => page.finding(report::plain_error(message, None, lang)),
            Self::Usage { message, help } => {
                page.finding(report::plain_error(message, help.as_ref(), lang));
            }
            Self::Stopped { found, message } => {
                report::all(page, found.iter(), sources);
                page.finding(report::plain_error(message, None, lang));
            }
            Self::Refused { found, .. } => {
                report::all(page, found.iter(), sources);
                report::counts(page, found.iter());
            }
        }
    }

    /// Says it on standard error.
    pub(crate) fn say(&self, sources: &Sources, lang: Lang, emit: &Emit) -> Exit {
        let mut page = Page::new(lang);
        self.show(&mut page, sources);
        emit.complain(page);
        self.exit()
    }
}
