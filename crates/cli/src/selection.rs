//! Which findings are wanted, and what was found so far.

use par_index::check::all_checks;
use par_index::diagnostic::{Diagnostic, Diagnostics, Message, Severity};
use par_index::read::suggest;

use crate::options::{Deny, Select};
use crate::session::Session;
use par_index_answers::desk::findings;
use par_index_answers::desk::refusal::Failure;
use par_index_answers::desk::seen::Seen;
use par_index_answers::words::page::Page;

/// Which findings are wanted
#[derive(Debug)]
pub(crate) struct Selection<'a> {
    only: &'a [String],
    skip: &'a [String],
    deny_warnings: bool,
}

impl<'a> Selection<'a> {
    /// Takes the options.
    ///
    /// # Errors
    ///
    /// A check that there is not.
    pub(crate) fn new(select: &'a Select) -> Result<Self, Failure> {
        for id in select.only.iter().chain(&select.skip) {
            known(id)?;
        }
        Ok(Self {
            only: &select.only,
            skip: &select.skip,
            deny_warnings: select.deny == Some(Deny::Warnings),
        })
    }

    pub(crate) fn takes(&self, check: &str) -> bool {
        let named = |list: &[String]| list.iter().any(|id| id == check);
        (self.only.is_empty() || named(self.only)) && !named(self.skip)
    }

    /// Whether a finding that is wanted changes the exit code.
    fn fails(&self, one: &Diagnostic) -> bool {
        match one.severity() {
            Severity::Error => true,
            Severity::Warning => self.deny_warnings,
            Severity::Advice => false,
        }
    }
}

/// Refuses the name of a check that there is not.
pub(crate) fn known(id: &str) -> Result<(), Failure> {
    if all_checks().any(|check| check.id == id) {
        return Ok(());
    }
    let written: String = id.chars().take(60).collect();
    let names: Vec<&str> = all_checks().map(|check| check.id).collect();
    let help = match suggest(&written, names) {
        Some(like) => Message::new(
            format!("có phải ý là {like} không?"),
            format!("did you mean {like}?"),
        ),
        None => Message::new(
            "`par-index check --list` liệt kê các phép kiểm tra",
            "`par-index check --list` lists the checks",
        ),
    };
    Err(Failure::Usage {
        message: Message::new(
            format!("không có phép kiểm tra nào tên \"{written}\""),
            format!("there is no check called \"{written}\""),
        ),
        help: Some(help),
    })
}

/// Findings of several files, each once: files may name each other
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) all: Vec<Diagnostic>,
    pub(crate) skipped: usize,
    seen: Seen,
    /// What kept files from being read and was said: one file may be asked for by many.
    said: Vec<Page>,
}

impl Findings {
    /// Adds what is wanted, and says whether it changes the exit code.
    pub(crate) fn add(&mut self, found: Diagnostics, selection: &Selection<'_>) -> bool {
        let mut fails = false;
        for one in found {
            let is_new = self.seen.is_new(&one);
            if selection.takes(one.check()) {
                fails |= selection.fails(&one);
                if is_new {
                    self.all.push(one);
                }
            } else if is_new {
                self.skipped += 1;
            }
        }
        fails
    }

    /// Adds what keeps a file from being checked, wanted or not.
    pub(crate) fn add_all(&mut self, found: Diagnostics) {
        for one in found {
            if self.seen.is_new(&one) {
                self.all.push(one);
            }
        }
    }

    /// Says on standard error what is no finding.
    pub(crate) fn say(&mut self, failure: &Failure, session: &Session) {
        let page = findings::failure(failure, &session.sources, session.lang);
        if !self.said.contains(&page) {
            session.emit.complain(page.clone());
            self.said.push(page);
        }
    }
}
