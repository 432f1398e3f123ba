//! Everything that is wrong in files.

use std::path::Path;

use par_index::check::{
    assessment_checks, check_against_previous, check_against_previous_edition, check_files,
    summarise,
};
use par_index::diagnostic::{Diagnostic, Diagnostics, Severity};
use par_index::model::ReformPlan;

use super::asked::Asked;
use super::base;
use super::criteria::{Analysed, criteria, editions};
use super::summary::AssessmentSummary;
use crate::desk::assessment::{Beside, Scored, from, open};
use crate::desk::criteria::{Found, find, shipped_input};
use crate::desk::documents::{Input, Sources};
use crate::desk::folder::{Entry, LeftOut, Listed, Why, entry};
use crate::desk::kind::Kind;
use crate::desk::kinds::kind_of;
use crate::desk::refusal::{Exit, Failure};
use crate::desk::selection::Findings;
use crate::improve::answer as improve;
use crate::rank::published;

/// What was found in all files
#[derive(Debug)]
pub struct Answer {
    pub found: Vec<Diagnostic>,
    /// Findings left out by the selection.
    pub skipped: usize,
    /// What kept files from being read and is no finding.
    pub said: Vec<Failure>,
    pub summaries: Vec<AssessmentSummary>,
    /// The criteria sets, with what is proved of them.
    pub sets: Vec<Analysed>,
    pub left_out: Vec<LeftOut>,
    pub files: usize,
    pub exit: Exit,
    pub with_proof: bool,
}

/// What was found in one file
#[derive(Debug)]
struct Checked {
    found: Diagnostics,
    /// The exit code if errors are among it.
    exit: Exit,
    summary: Option<AssessmentSummary>,
    /// What it could not be compared with.
    without: Vec<Failure>,
}

/// What was found so far
#[derive(Debug)]
struct Run<'a> {
    asked: Asked<'a>,
    findings: Findings,
    summaries: Vec<AssessmentSummary>,
    sets: Vec<Analysed>,
    left_out: Vec<LeftOut>,
    files: usize,
    exit: Exit,
}

/// Checks files, and the assessments of folders.
pub fn answer(files: Vec<Listed>, asked: Asked<'_>, sources: &mut Sources) -> Answer {
    let mut run = Run {
        asked,
        findings: Findings::default(),
        summaries: Vec::new(),
        sets: Vec::new(),
        left_out: Vec::new(),
        files: 0,
        exit: Exit::Done,
    };
    for file in files {
        match file {
            Listed::File(file) => {
                run.files += 1;
                let checked = run.check(&file.to_string_lossy(), sources);
                run.take(checked);
            }
            Listed::Folder(folder) => {
                run.left_out.extend(folder.left_out);
                for failure in folder.faults {
                    run.stopped(failure);
                }
                for file in folder.files {
                    run.of_folder(&file, sources);
                }
            }
            Listed::Unreadable(_, failure) => run.stopped(failure),
        }
    }
    let overlapping = editions(&run.sets);
    if run.findings.add(overlapping, &run.asked.selection) {
        run.exit = run.exit.or(Exit::CriteriaHaveErrors);
    }
    Answer {
        found: run.findings.all,
        skipped: run.findings.skipped,
        said: run.findings.said,
        summaries: run.summaries,
        sets: run.sets,
        left_out: run.left_out,
        files: run.files,
        exit: run.exit,
        with_proof: run.asked.with_proof,
    }
}

impl Run<'_> {
    /// A file of a folder: an assessment is checked, others are left alone.
    fn of_folder(&mut self, file: &Path, sources: &mut Sources) {
        match entry(file, sources) {
            Ok(Entry::Ours(Kind::Assessment, input)) => {
                self.files += 1;
                let checked = self.assessment(file, &input, sources);
                self.take(checked);
            }
            // Read where an assessment needs it.
            Ok(Entry::Ours(..)) => {}
            Ok(Entry::Foreign) => self.left_out.push(LeftOut::new(file, Why::Foreign)),
            Err(failure) => {
                self.files += 1;
                self.stopped(failure);
            }
        }
    }

    fn take(&mut self, checked: Result<Checked, Failure>) {
        match checked {
            Ok(checked) => {
                if self.findings.add(checked.found, &self.asked.selection) {
                    self.exit = self.exit.or(checked.exit);
                }
                self.summaries.extend(checked.summary);
                for failure in checked.without {
                    self.stopped(failure);
                }
            }
            Err(failure) => self.stopped(failure),
        }
    }

    /// A file that could not be checked; the others are.
    fn stopped(&mut self, failure: Failure) {
        match failure {
            Failure::Refused { found, exit } => {
                self.exit = self.exit.or(exit);
                // What was checked beside what cannot be read can be left out as ever.
                let (wanted, kept) = found
                    .into_iter()
                    .partition(|one| assessment_checks().any(|id| id == one.check()));
                self.findings.add_all(kept);
                self.findings.add(wanted, &self.asked.selection);
            }
            Failure::Stopped { found, messages } => {
                let exit = Failure::Refused {
                    found,
                    exit: Exit::CouldNotRun,
                };
                self.stopped(exit);
                for message in messages {
                    self.stopped(Failure::Run(message));
                }
            }
            failure => {
                self.exit = self.exit.or(failure.exit());
                self.findings.said.push(failure);
            }
        }
    }

    /// What is found in one file.
    fn check(&mut self, file: &str, sources: &mut Sources) -> Result<Checked, Failure> {
        let input = match find(file, sources) {
            Ok(Found::Shipped(set)) if !sources.is_file(file) => shipped_input(set, sources),
            _ => sources.read(file)?,
        };
        let kind = kind_of(&input).map_err(|found| Failure::Refused {
            found,
            exit: Exit::FoundErrors,
        })?;
        let (found, exit) = match kind {
            Kind::Criteria => {
                let (found, analysed) = criteria(&input);
                self.sets.push(analysed);
                (found, Exit::CriteriaHaveErrors)
            }
            Kind::Plan => {
                let found = match ReformPlan::from_json(Some(&input.name), &input.bytes) {
                    Ok(plan) => plan.findings().clone(),
                    Err(found) => found,
                };
                (found, Exit::FoundErrors)
            }
            Kind::Assessment => return self.assessment(file, &input, sources),
            Kind::Scenarios => (
                base::scenarios(file, &input, &self.asked, sources)?,
                Exit::FoundErrors,
            ),
            Kind::Published => {
                let read = published::json(&input);
                let found = read.map_or_else(|found| found, |read| read.found);
                (found, Exit::FoundErrors)
            }
            Kind::Actions => (
                improve::check(
                    file,
                    &input,
                    self.asked.base.as_deref(),
                    &self.asked.beside,
                    sources,
                )?,
                Exit::FoundErrors,
            ),
        };
        Ok(Checked {
            found,
            exit,
            summary: None,
            without: Vec::new(),
        })
    }

    /// What is found in an assessment.
    fn assessment(
        &self,
        file: impl AsRef<Path>,
        input: &Input,
        sources: &mut Sources,
    ) -> Result<Checked, Failure> {
        let mut scored = from(file, input)?.score(&self.asked.beside, sources)?;
        let without;
        (scored.found, without) = with_more(&scored, &self.asked, sources);
        let summary = summarise(&scored.card, &scored.found);
        let summary =
            AssessmentSummary::new(&input.name, &scored.card, &scored.found, summary, |check| {
                self.asked.selection.takes(check)
            });
        Ok(Checked {
            found: scored.found,
            exit: Exit::FoundErrors,
            summary: Some(summary),
            without,
        })
    }
}

/// What is found in an assessment, beside its files and the year before as well; and what kept it from
/// being compared with those.
fn with_more(
    scored: &Scored,
    asked: &Asked<'_>,
    sources: &mut Sources,
) -> (Diagnostics, Vec<Failure>) {
    let (mut more, mut of_previous) = (Diagnostics::new(), Diagnostics::new());
    let mut without = Vec::new();
    match &asked.evidence {
        Some(Ok(state)) => more.extend(check_files(&scored.card, &|file| state(file))),
        Some(Err(failure)) => without.push(failure.clone()),
        None => {}
    }
    if let Some(previous) = &asked.previous {
        match year_before(scored, previous, asked, sources) {
            Ok(found) => more.extend(found),
            Err(Failure::Refused { found, .. }) => of_previous = found,
            Err(failure) => without.push(failure),
        }
    }
    scored.document.locate(&mut more);
    let mut found = scored.found.clone();
    found.extend(more);
    found.sort();
    found.extend(of_previous);
    (found, without)
}

/// What differs from the year before, as far as both can be compared.
fn year_before(
    scored: &Scored,
    previous: &str,
    asked: &Asked<'_>,
    sources: &mut Sources,
) -> Result<Diagnostics, Failure> {
    let previous = open(previous, sources)?;
    // A set given for this year also serves the year before where that asks for the same.
    let set = &scored.card.assessment().file().criteria_set;
    let same = previous.file.criteria_set == *set;
    let beside = Beside {
        criteria: asked.beside.criteria.clone().filter(|_| same),
        plan: None,
        as_of: None,
    };
    let file = previous.file.clone();
    match previous.score(&beside, sources) {
        Ok(previous) => Ok(check_against_previous(&scored.card, &previous.card)),
        Err(Failure::Refused { found, .. }) if found.iter().all(is_of_the_edition) => {
            Ok(check_against_previous_edition(&scored.card, file))
        }
        Err(failure) => Err(failure),
    }
}

/// Whether a finding only says that the set at hand is of another year.
fn is_of_the_edition(one: &Diagnostic) -> bool {
    matches!(
        one.check(),
        "edition-not-in-force" | "other-criteria-set" | "unknown-criteria-set"
    ) || one.severity() != Severity::Error
}
