//! `par-index check`: everything that is wrong in files.

use std::path::Path;

use clap::Args;
use par_index::check::{
    assessment_checks, check_against_previous, check_against_previous_edition, check_files,
    summarise,
};
use par_index::diagnostic::{Diagnostic, Diagnostics, Excerpt, LeftOut as NotShown, Severity};
use par_index::model::ReformPlan;
use par_index::scenario::{Scenarios, base_not_given};
use par_index_pages::Tone;

use super::check_criteria::{self, Analysed, criteria, editions};
use super::{check_catalogue, scenario};
use crate::emit;
use crate::evidence_folder::EvidenceFolder;
use crate::folder;
use crate::improve;
use crate::options::{Beside, Format, Select, To};
use crate::selection::{Findings, Selection};
use crate::session::Session;
use crate::text::check_summary::{self, AssessmentSummary};
use par_index_answers::desk::assessment::Scored;
use par_index_answers::desk::assessment::from;
use par_index_answers::desk::assessment::open;
use par_index_answers::desk::assessment::open_named;
use par_index_answers::desk::counts::Counts;
use par_index_answers::desk::criteria::Found;
use par_index_answers::desk::criteria::find;
use par_index_answers::desk::criteria::shipped_input;
use par_index_answers::desk::documents::Input;
use par_index_answers::desk::documents::Sources;
use par_index_answers::desk::findings;
use par_index_answers::desk::folder::{Entry, LeftOut, Why, entry};
use par_index_answers::desk::kind::Kind;
use par_index_answers::desk::kinds::kind_of;
use par_index_answers::desk::naming::Naming;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;
use par_index_answers::rank::published;
use par_index_answers::words::page::Page;

#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// Các tệp cần kiểm tra, loại tệp nhận theo `format`; thư mục là mọi bản tự chấm trong đó / Files to check, recognised by `format`; a folder stands for the assessments in it
    #[arg(required_unless_present_any = ["list", "explain"], value_name = "FILE")]
    pub(crate) files: Vec<String>,
    /// Thư mục tài liệu kiểm chứng, để đối chiếu tệp và mã SHA-256 / Folder of the evidence, to compare files and SHA-256
    #[arg(long = "files", value_name = "DIR")]
    pub(crate) folder: Option<String>,
    /// Bản tự chấm năm trước, để so sánh / Assessment of the year before, to compare with
    #[arg(long, value_name = "FILE")]
    pub(crate) previous: Option<String>,
    /// Bản tự chấm gốc của tệp kịch bản, thay cho tệp ghi ở `base` / Base of a scenario file, instead of the one named by `base`
    #[arg(long, value_name = "FILE")]
    pub(crate) base: Option<String>,
    #[command(flatten)]
    pub(crate) select: Select,
    /// Liệt kê các phép kiểm tra / List the checks
    #[arg(long, conflicts_with_all = ["files", "explain"])]
    pub(crate) list: bool,
    /// Giải thích một phép kiểm tra / Explain a check
    #[arg(long, value_name = "CHECK", conflicts_with = "files")]
    pub(crate) explain: Option<String>,
    #[command(flatten)]
    pub(crate) beside: Beside,
    #[command(flatten)]
    pub(crate) to: To,
}

#[derive(serde::Serialize)]
struct Document<'a, D, S> {
    diagnostics: Vec<D>,
    summary: Summary<'a, S>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proof: Option<check_criteria::ProofsJson<'a>>,
}

#[derive(serde::Serialize)]
struct Summary<'a, S> {
    files: usize,
    #[serde(flatten)]
    counts: Counts,
    /// Findings left out by `--only` and `--skip`.
    skipped: usize,
    /// Findings beyond the first of each kind, which are counted and not listed.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    left_out: &'a [NotShown],
    /// What folders hold that was not read.
    ignored: Vec<String>,
    /// What the findings mean for the points of each assessment.
    assessments: Vec<S>,
}

/// What was found in one file
struct Checked {
    found: Diagnostics,
    /// The exit code if errors are among it.
    exit: Exit,
    summary: Option<AssessmentSummary>,
    /// What it could not be compared with.
    without: Vec<Failure>,
}

/// What was found so far
struct Run<'a> {
    args: &'a CheckArgs,
    selection: Selection<'a>,
    findings: Findings,
    summaries: Vec<AssessmentSummary>,
    /// The criteria sets, with what is proved of them.
    sets: Vec<Analysed>,
    left_out: Vec<LeftOut>,
    files: usize,
    exit: Exit,
}

/// Checks files; `with_proof` also says what is proved of criteria sets.
pub(crate) fn run(
    args: &CheckArgs,
    session: &mut Session,
    with_proof: bool,
) -> Result<Exit, Failure> {
    if args.list {
        return check_catalogue::list(&args.to, session);
    }
    if let Some(id) = &args.explain {
        return check_catalogue::explain(id, &args.to, session);
    }
    let form = args.to.form()?;
    let mut run = Run {
        args,
        selection: Selection::new(&args.select)?,
        findings: Findings::default(),
        summaries: Vec::new(),
        sets: Vec::new(),
        left_out: Vec::new(),
        files: 0,
        exit: Exit::Done,
    };
    for file in &args.files {
        if Path::new(file).is_dir() {
            match folder::read(file, &["json"]) {
                Ok(folder) => {
                    run.left_out.extend(folder.left_out);
                    for failure in folder.faults {
                        run.stopped(failure, session);
                    }
                    for file in folder.files {
                        run.of_folder(&file, session);
                    }
                }
                Err(failure) => run.stopped(failure, session),
            }
        } else {
            run.files += 1;
            let checked = run.check(file, session);
            run.take(checked, session);
        }
    }
    let overlapping = editions(&run.sets);
    if run.findings.add(overlapping, &run.selection) {
        run.exit = run.exit.or(Exit::CriteriaHaveErrors);
    }
    run.show(form, session, with_proof)
}

impl Run<'_> {
    /// A file of a folder: an assessment is checked, others are left alone.
    fn of_folder(&mut self, file: &Path, session: &mut Session) {
        match entry(file, &mut session.sources) {
            Ok(Entry::Ours(Kind::Assessment, input)) => {
                self.files += 1;
                let checked = self.assessment(file, &input, &mut session.sources);
                self.take(checked, session);
            }
            // Read where an assessment needs it.
            Ok(Entry::Ours(..)) => {}
            Ok(Entry::Foreign) => self.left_out.push(LeftOut::new(file, Why::Foreign)),
            Err(failure) => {
                self.files += 1;
                self.stopped(failure, session);
            }
        }
    }

    fn take(&mut self, checked: Result<Checked, Failure>, session: &Session) {
        match checked {
            Ok(checked) => {
                if self.findings.add(checked.found, &self.selection) {
                    self.exit = self.exit.or(checked.exit);
                }
                self.summaries.extend(checked.summary);
                for failure in checked.without {
                    self.stopped(failure, session);
                }
            }
            Err(failure) => self.stopped(failure, session),
        }
    }

    /// A file that could not be checked; the others are.
    fn stopped(&mut self, failure: Failure, session: &Session) {
        match failure {
            Failure::Refused { found, exit } => {
                self.exit = self.exit.or(exit);
                // What was checked beside what cannot be read can be left out as ever.
                let (wanted, kept) = found
                    .into_iter()
                    .partition(|one| assessment_checks().any(|id| id == one.check()));
                self.findings.add_all(kept);
                self.findings.add(wanted, &self.selection);
            }
            Failure::Stopped { found, messages } => {
                let exit = Failure::Refused {
                    found,
                    exit: Exit::CouldNotRun,
                };
                self.stopped(exit, session);
                for message in messages {
                    self.stopped(Failure::Run(message), session);
                }
            }
            failure => {
                self.exit = self.exit.or(failure.exit());
                self.findings.say(&failure, session);
            }
        }
    }

    fn show(self, form: Format, session: &Session, with_proof: bool) -> Result<Exit, Failure> {
        let (lang, output) = (session.lang, self.args.to.output.as_deref());
        let all = &self.findings.all;
        match form {
            Format::Json => {
                let excerpt = Excerpt::of(all);
                let document = Document {
                    diagnostics: excerpt.shown().iter().map(|one| one.shown(lang)).collect(),
                    summary: Summary {
                        files: self.files,
                        counts: Counts::of(all.iter()),
                        skipped: self.findings.skipped,
                        left_out: excerpt.left_out(),
                        ignored: self.left_out.into_iter().map(|own| own.name).collect(),
                        assessments: self
                            .summaries
                            .iter()
                            .map(|own| check_summary::shown(own, lang))
                            .collect(),
                    },
                    proof: with_proof.then(|| check_criteria::json(&self.sets)),
                };
                session.emit.json(&document, output)?;
            }
            Format::Text | Format::Html => {
                // For a person: what must be mended first.
                let mut sorted: Vec<&Diagnostic> = all.iter().collect();
                sorted.sort_by_key(|diagnostic| diagnostic.severity());
                let mut page = Page::new(lang);
                page.entitle("KẾT QUẢ KIỂM TRA", "CHECK");
                findings::all(&mut page, sorted.into_iter(), &session.sources);
                findings::counts(&mut page, all.iter());
                if all.is_empty() && self.exit == Exit::Done && self.findings.skipped == 0 {
                    let nothing = page.say("Không thấy lỗi nào.", "Nothing was found.");
                    page.para(nothing, 0, Tone::Plain);
                }
                findings::skipped(&mut page, self.findings.skipped);
                for own in &self.summaries {
                    check_summary::section(&mut page, own);
                }
                if with_proof {
                    check_criteria::section(&mut page, &self.sets);
                }
                session.emit.page(page, form, output)?;
                for own in &self.left_out {
                    emit::note(&own.text(lang));
                }
            }
        }
        Ok(self.exit)
    }

    /// What is found in one file.
    fn check(&mut self, file: &str, session: &mut Session) -> Result<Checked, Failure> {
        let input = match find(file) {
            Ok(Found::Shipped(set)) if !Path::new(file).exists() => {
                shipped_input(set, &mut session.sources)
            }
            _ => session.sources.read(file)?,
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
            Kind::Assessment => return self.assessment(file, &input, &mut session.sources),
            Kind::Scenarios => (self.scenarios(file, &input, session)?, Exit::FoundErrors),
            Kind::Published => {
                let read = published::json(&input);
                let found = read.map_or_else(|found| found, |read| read.found);
                (found, Exit::FoundErrors)
            }
            Kind::Actions => (
                improve::check(file, &input, self.args, &mut session.sources)?,
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

    /// What is found in a scenario file, by itself and beside its base.
    fn scenarios(
        &self,
        file: &str,
        input: &Input,
        session: &mut Session,
    ) -> Result<Diagnostics, Failure> {
        let scenarios = match Scenarios::from_json(Some(&input.name), &input.bytes) {
            Ok(scenarios) => scenarios,
            Err(found) => return Ok(found),
        };
        let sources = &mut session.sources;
        let read = match (&self.args.base, &scenarios.file().base) {
            (Some(given), _) => open(given, sources),
            (None, Some(named)) => {
                let naming = Naming::base(Path::new(file), named);
                open_named(naming, |found| scenarios.locate(found), sources)
            }
            (None, None) => {
                let mut found = scenarios.remarks();
                found.push(base_not_given());
                scenarios.locate(&mut found);
                return Ok(found);
            }
        };
        let base = match read.and_then(|base| base.score(&self.args.beside.asked(), sources)) {
            Ok(base) => base,
            Err(failure) => {
                let mut found = scenarios.remarks();
                scenarios.locate(&mut found);
                return Err(failure.and(found));
            }
        };
        let runner = scenario::runner(&base.card, &scenarios, &[], session)?;
        Ok(runner.check(&scenarios))
    }

    /// What is found in an assessment.
    fn assessment(
        &self,
        file: impl AsRef<Path>,
        input: &Input,
        sources: &mut Sources,
    ) -> Result<Checked, Failure> {
        let mut scored = from(file, input)?.score(&self.args.beside.asked(), sources)?;
        let without;
        (scored.found, without) = with_more(&scored, self.args, sources);
        let summary = summarise(&scored.card, &scored.found);
        let summary =
            AssessmentSummary::new(&input.name, &scored.card, &scored.found, summary, |check| {
                self.selection.takes(check)
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
    args: &CheckArgs,
    sources: &mut Sources,
) -> (Diagnostics, Vec<Failure>) {
    let (mut more, mut of_previous) = (Diagnostics::new(), Diagnostics::new());
    let mut without = Vec::new();
    match args.folder.as_deref().map(EvidenceFolder::open) {
        Some(Ok(folder)) => more.extend(check_files(&scored.card, &|file| folder.state(file))),
        Some(Err(failure)) => without.push(failure),
        None => {}
    }
    if let Some(previous) = &args.previous {
        match year_before(scored, previous, args, sources) {
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
    args: &CheckArgs,
    sources: &mut Sources,
) -> Result<Diagnostics, Failure> {
    let previous = open(previous, sources)?;
    // A set given for this year also serves the year before where that asks for the same.
    let asked = &scored.card.assessment().file().criteria_set;
    let same = previous.file.criteria_set == *asked;
    let beside = Beside {
        criteria: args.beside.criteria.clone().filter(|_| same),
        plan: None,
        as_of: None,
    };
    let file = previous.file.clone();
    match previous.score(&beside.asked(), sources) {
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
