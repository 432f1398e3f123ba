//! A file that is named inside another: what the name leads to, and what is said of it where it
//! leads nowhere.

use std::path::{Path, PathBuf};

use par_index::diagnostic::{Diagnostic, Diagnostics, Message};

use crate::desk::documents::Sources;
use crate::desk::kind::FileFault;
use crate::desk::lead::Led;
use crate::desk::refusal::Exit;
use crate::desk::refusal::Failure;

/// What a file is named for
#[derive(Clone, Copy, Debug)]
enum Role {
    Plan,
    Base,
}

/// A name inside a file
#[derive(Clone, Copy, Debug)]
pub struct Naming<'a> {
    role: Role,
    /// The file it stands in.
    file: &'a Path,
    named: &'a str,
}

impl<'a> Naming<'a> {
    /// The `plan` of an assessment.
    pub fn plan(file: &'a Path, named: &'a str) -> Self {
        let role = Role::Plan;
        Self { role, file, named }
    }

    /// The `base` of actions or scenarios.
    pub fn base(file: &'a Path, named: &'a str) -> Self {
        let role = Role::Base;
        Self { role, file, named }
    }

    /// Where it leads, if it may.
    ///
    /// # Errors
    ///
    /// It leads outside or to what is no file, which is said at the name.
    pub fn path(self, sources: &Sources) -> Result<PathBuf, Failure> {
        match sources.lead(self.file, self.named) {
            Led::File(path) => Ok(path),
            Led::NoFile(path) => {
                let name = path.to_string_lossy();
                Err(self.unreadable(Failure::run(
                    format!("không đọc được {name}: đây không phải là một tệp"),
                    format!("{name} cannot be read: it is no file"),
                )))
            }
            Led::Outside => {
                let named = self.named.chars().take(60).collect();
                Err(self.refused(&FileFault::PathOutside { named }))
            }
        }
    }

    /// What kept the file from being read, said at the name.
    pub fn unreadable(self, failure: Failure) -> Failure {
        match failure {
            Failure::Run(reason) => self.refused(&self.fault(reason)),
            other => other,
        }
    }

    fn fault(self, reason: Message) -> FileFault {
        match self.role {
            Role::Plan => FileFault::PlanUnreadable { reason },
            Role::Base => FileFault::BaseUnreadable { reason },
        }
    }

    fn refused(self, fault: &FileFault) -> Failure {
        let pointer = match self.role {
            Role::Plan => "/plan",
            Role::Base => "/base",
        };
        Failure::Refused {
            found: Diagnostics::from(Diagnostic::new(fault, pointer)),
            exit: Exit::FoundErrors,
        }
    }
}
