//! `par-index check`: everything that is wrong in files.

use par_index::check::{check_against_previous, check_files};
use par_index::diagnostic::{Diagnostic, Diagnostics};
use par_index::improve::Actions;
use par_index::model::ReformPlan;

use super::Session;
use super::check_criteria::{Analysed, criteria, editions};
use crate::args::{Beside, CheckArgs, Format};
use crate::emit;
use crate::evidence_folder::EvidenceFolder;
use crate::failure::{Exit, Failure};
use crate::file_fault::Kind;
use crate::input::{Sources, read};
use crate::load::{Scored, kind_of, open, opened};
use crate::report::{self, Counts};
use crate::text::say;

#[derive(serde::Serialize)]
struct Document<'a, D> {
    diagnostics: Vec<D>,
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    proof: Option<super::check_criteria::ProofsJson<'a>>,
}

#[derive(serde::Serialize)]
struct Summary {
    files: usize,
    #[serde(flatten)]
    counts: Counts,
}

/// Checks files; `with_proof` also says what is proved of criteria sets.
pub(crate) fn run(
    args: &CheckArgs,
    session: &mut Session,
    with_proof: bool,
) -> Result<Exit, Failure> {
    let mut sets: Vec<Analysed> = Vec::new();
    let mut all: Vec<Diagnostic> = Vec::new();
    let mut exit = Exit::Done;
    for file in &args.files {
        match check(file, args, &mut session.sources, &mut sets) {
            Ok((found, with_errors)) => {
                if found.has_errors() {
                    exit = exit.or(with_errors);
                }
                add(&mut all, found);
            }
            Err(Failure::Refused {
                found,
                exit: refused,
            }) => {
                exit = exit.or(refused);
                add(&mut all, found);
            }
            Err(failure) => {
                exit = exit.or(failure.say(&session.sources, session.lang, session.emit));
            }
        }
    }
    add(&mut all, editions(&sets));
    let (lang, output) = (session.lang, args.to.output.as_deref());
    match args.to.format {
        Format::Json => {
            let document = Document {
                diagnostics: all
                    .iter()
                    .map(|diagnostic| diagnostic.shown(lang))
                    .collect(),
                summary: Summary {
                    files: args.files.len(),
                    counts: Counts::of(all.iter()),
                },
                proof: with_proof.then(|| super::check_criteria::json(&sets)),
            };
            emit::json(&document, output)?;
        }
        Format::Text => {
            // For a person: what must be mended first.
            let mut sorted: Vec<&Diagnostic> = all.iter().collect();
            sorted.sort_by_key(|diagnostic| diagnostic.severity());
            let mut text = report::all(sorted.into_iter(), &session.sources, lang);
            text.push_str(&report::counts(all.iter(), lang));
            if all.is_empty() && exit == Exit::Done {
                text.push_str(say(lang, "Không thấy lỗi nào.\n", "Nothing was found.\n"));
            }
            if with_proof {
                text.push_str(&super::check_criteria::text(&sets, lang));
            }
            session.emit.text(&text, output)?;
        }
    }
    Ok(exit)
}

/// Adds findings that are not there yet: files given may name each other.
fn add(all: &mut Vec<Diagnostic>, found: Diagnostics) {
    for diagnostic in found {
        if !all.contains(&diagnostic) {
            all.push(diagnostic);
        }
    }
}

/// What is found in one file, and the exit code if errors are among it.
fn check(
    file: &str,
    args: &CheckArgs,
    sources: &mut Sources,
    sets: &mut Vec<Analysed>,
) -> Result<(Diagnostics, Exit), Failure> {
    let input = read(file)?;
    sources.keep(&input);
    let kind = kind_of(&input).map_err(|found| Failure::Refused {
        found,
        exit: Exit::FoundErrors,
    })?;
    match kind {
        Kind::Criteria => {
            let (found, analysed) = criteria(&input);
            sets.push(analysed);
            Ok((found, Exit::CriteriaHaveErrors))
        }
        Kind::Plan => {
            let found = match ReformPlan::from_json(Some(&input.name), &input.bytes) {
                Ok(plan) => plan.findings().clone(),
                Err(found) => found,
            };
            Ok((found, Exit::FoundErrors))
        }
        Kind::Actions => {
            let found = match Actions::from_json(Some(&input.name), &input.bytes) {
                Ok(actions) => actions.findings().clone(),
                Err(found) => found,
            };
            Ok((found, Exit::FoundErrors))
        }
        Kind::Assessment => {
            let scored = opened(file, &input)?.score(&args.beside, sources)?;
            Ok((with_more(scored, args, sources)?, Exit::FoundErrors))
        }
    }
}

/// What is found in an assessment, beside its files and the year before as well.
fn with_more(
    scored: Scored,
    args: &CheckArgs,
    sources: &mut Sources,
) -> Result<Diagnostics, Failure> {
    let mut more = Diagnostics::new();
    if let Some(folder) = &args.folder {
        let folder = EvidenceFolder::open(folder)?;
        more.extend(check_files(&scored.card, &|file| folder.state(file)));
    }
    if let Some(previous) = &args.previous {
        let previous = open(previous, sources)?;
        // A set given for this year also serves the year before where that asks for the same.
        let asked = &scored.card.assessment().file().criteria_set;
        let same = previous.file.criteria_set == *asked;
        let beside = Beside {
            criteria: args.beside.criteria.clone().filter(|_| same),
            plan: None,
            as_of: None,
        };
        let previous = previous.score(&beside, sources)?;
        more.extend(check_against_previous(&scored.card, &previous.card));
    }
    scored.document.locate(&mut more);
    let mut found = scored.found;
    found.extend(more);
    found.sort();
    Ok(found)
}
