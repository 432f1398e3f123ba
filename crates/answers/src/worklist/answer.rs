//! The worklist of an appraiser, to which assessments are taken one after another.

use std::path::Path;

use par_index::diagnostic::{Diagnostic, Diagnostics, Lang};
use par_index::file::Nature;
use par_index::worklist::{Worklist, by_body, by_leaf};
use serde::Serialize;

use super::shown::{Listed, Shown};
use super::{csv, json, page};
use crate::ask::WorkBy;
use crate::desk::assessment::{Beside, errors, from, open};
use crate::desk::documents::{Input, Sources};
use crate::desk::names::display_name;
use crate::desk::refusal::{Exit, Failure};
use crate::desk::seen::Seen;
use crate::words::page::Page;

/// The list, with the exit code of a command that asks for it
#[derive(Debug)]
pub struct Answer {
    pub shown: Shown,
    pub exit: Exit,
}

/// What was read so far
#[derive(Debug, Default)]
pub struct Reading {
    list: Worklist,
    assessments: Vec<Listed>,
    broken: Vec<String>,
    found: Vec<Diagnostic>,
    seen: Seen,
    /// Why files could not be taken, where it is no finding.
    pub stopped: Vec<Failure>,
    exit: Exit,
}

impl Reading {
    /// Takes an assessment, of which the text may have been read; one that has faults is set aside.
    pub fn take(
        &mut self,
        file: &Path,
        input: Option<&Input>,
        beside: &Beside,
        sources: &mut Sources,
    ) {
        if let Err(failure) = self.add(file, input, beside, sources) {
            self.set_aside(display_name(file), failure);
        }
    }

    fn add(
        &mut self,
        file: &Path,
        input: Option<&Input>,
        beside: &Beside,
        sources: &mut Sources,
    ) -> Result<(), Failure> {
        let opened = match input {
            Some(input) => from(file, input)?,
            None => open(file, sources)?,
        };
        let scored = opened.score(beside, sources).map_err(errors)?;
        self.list.add(&scored.card, &scored.found);
        let assessment = scored.card.assessment().file();
        self.assessments.push(Listed {
            file: display_name(file),
            nature: assessment.nature.unwrap_or(Nature::Real),
            provenance: scored.card.scorer().criteria_set().provenance(),
        });
        Ok(())
    }

    /// A file that cannot be taken into the list; the others are.
    pub fn set_aside(&mut self, file: String, failure: Failure) {
        self.broken.push(file);
        self.exit = self.exit.or(failure.exit());
        match failure {
            Failure::Refused { found, .. } => self.find(found),
            Failure::Stopped { found, messages } => {
                self.find(found);
                self.stopped.extend(messages.into_iter().map(Failure::Run));
            }
            failure => self.stopped.push(failure),
        }
    }

    fn find(&mut self, found: Diagnostics) {
        for one in found {
            if self.seen.is_new(&one) {
                self.found.push(one);
            }
        }
    }

    /// The list of all that was taken, with the names of files that are not ours.
    #[must_use]
    pub fn done(self, by: WorkBy, ignored: Vec<String>) -> Answer {
        let groups = match by {
            WorkBy::Body => by_body(self.list.items()),
            WorkBy::Leaf => by_leaf(self.list.items()),
        };
        let shown = Shown {
            by,
            list: self.list,
            assessments: self.assessments,
            groups,
            broken: self.broken,
            found: self.found,
            ignored,
        };
        Answer {
            shown,
            exit: self.exit,
        }
    }
}

impl Answer {
    /// The answer as data.
    pub fn data(&self, lang: Lang) -> impl Serialize + '_ {
        json::document(&self.shown, lang)
    }

    /// The answer as a table: a line for each criterion of each unit.
    pub fn csv(&self, lang: Lang) -> Vec<u8> {
        csv::text(&self.shown, lang)
    }

    /// The answer for a person; `all`: lines that are settled and agree as well.
    pub fn page(&self, all: bool, lang: Lang) -> Page {
        page::page(&self.shown, all, lang)
    }
}
