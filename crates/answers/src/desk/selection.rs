//! Which findings are wanted, and what was found so far.

use par_index::check::all_checks;
use par_index::diagnostic::{Diagnostic, Diagnostics, Message, Severity};
use par_index::read::suggest;

use crate::desk::refusal::Failure;
use crate::desk::seen::Seen;

/// Which findings are wanted
#[derive(Debug, Default)]
pub struct Selection {
    only: Vec<String>,
    skip: Vec<String>,
    deny_warnings: bool,
}

impl Selection {
    /// Takes the options.
    ///
    /// # Errors
    ///
    /// A check that there is not.
    pub fn new(only: Vec<String>, skip: Vec<String>, deny_warnings: bool) -> Result<Self, Failure> {
        for id in only.iter().chain(&skip) {
            known(id)?;
        }
        Ok(Self {
            only,
            skip,
            deny_warnings,
        })
    }

    pub fn takes(&self, check: &str) -> bool {
        let named = |list: &[String]| list.iter().any(|id| id == check);
        (self.only.is_empty() || named(&self.only)) && !named(&self.skip)
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
pub fn known(id: &str) -> Result<(), Failure> {
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
pub struct Findings {
    pub all: Vec<Diagnostic>,
    pub skipped: usize,
    seen: Seen,
    /// What kept files from being read and is no finding.
    pub said: Vec<Failure>,
}

impl Findings {
    /// Adds what is wanted, and says whether it changes the exit code.
    pub fn add(&mut self, found: Diagnostics, selection: &Selection) -> bool {
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
    pub fn add_all(&mut self, found: Diagnostics) {
        for one in found {
            if self.seen.is_new(&one) {
                self.all.push(one);
            }
        }
    }
}
