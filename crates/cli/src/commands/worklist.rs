//! `par-index worklist`: what an appraiser has to decide, over a folder of assessments.

use std::path::Path;

use clap::{Args, ValueEnum};
use par_index::file::{Nature, Provenance};
use par_index::worklist::{WorkGroup, Worklist, by_body, by_leaf};

use super::{worklist_csv, worklist_json};
use crate::emit;
use crate::folder;
use crate::options::{Beside, TableFormat, To};
use crate::selection::Findings;
use crate::session::Session;
use crate::text::worklist as text;
use par_index_answers::desk::assessment::errors;
use par_index_answers::desk::assessment::from;
use par_index_answers::desk::assessment::open;
use par_index_answers::desk::documents::Input;
use par_index_answers::desk::findings;
use par_index_answers::desk::folder::{Entry, LeftOut, Why, entry};
use par_index_answers::desk::kind::Kind;
use par_index_answers::desk::names::display_name;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;

#[derive(Args, Debug)]
pub(crate) struct WorklistArgs {
    /// Thư mục (hoặc tệp) có các bản tự chấm / Folders or files with assessments
    #[arg(required = true, value_name = "FOLDER")]
    pub(crate) paths: Vec<String>,
    /// Gom theo cơ quan thẩm định hoặc theo tiêu chí / Group by appraising body or by criterion
    #[arg(long, value_enum, default_value_t = WorkBy::Body)]
    pub(crate) by: WorkBy,
    /// Cả những dòng đã xong và không có gì khác nhau; json và csv luôn có / Lines that are settled and agree as well; json and csv always have them
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) beside: Beside,
    #[command(flatten)]
    pub(crate) to: To<TableFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WorkBy {
    Body,
    Leaf,
}

/// An assessment of the list
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) file: String,
    pub(crate) nature: Nature,
    pub(crate) provenance: Provenance,
}

/// Everything that is shown
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) by: WorkBy,
    pub(crate) all: bool,
    pub(crate) list: Worklist,
    pub(crate) assessments: Vec<Listed>,
    pub(crate) groups: Vec<WorkGroup>,
    /// Files that could not be taken into the list.
    pub(crate) broken: Vec<String>,
    pub(crate) found: Findings,
    pub(crate) left_out: Vec<LeftOut>,
}

/// What was read so far
struct Reading<'a> {
    args: &'a WorklistArgs,
    list: Worklist,
    assessments: Vec<Listed>,
    broken: Vec<String>,
    found: Findings,
    left_out: Vec<LeftOut>,
    exit: Exit,
}

pub(crate) fn run(args: &WorklistArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let mut reading = Reading {
        args,
        list: Worklist::new(),
        assessments: Vec::new(),
        broken: Vec::new(),
        found: Findings::default(),
        left_out: Vec::new(),
        exit: Exit::Done,
    };
    for path in &args.paths {
        if Path::new(path).is_dir() {
            let folder = folder::read(path, &["json"])?;
            reading.left_out.extend(folder.left_out);
            for failure in folder.faults {
                reading.stopped(path.clone(), failure, session);
            }
            for file in folder.files {
                match entry(&file, &mut session.sources) {
                    Ok(Entry::Ours(Kind::Assessment, input)) => {
                        reading.take(&file, Some(&input), session);
                    }
                    Ok(Entry::Ours(..)) => {}
                    Ok(Entry::Foreign) => {
                        reading.left_out.push(LeftOut::new(&file, Why::Foreign));
                    }
                    Err(failure) => reading.stopped(display_name(&file), failure, session),
                }
            }
        } else {
            reading.take(Path::new(path), None, session);
        }
    }
    let groups = match args.by {
        WorkBy::Body => by_body(reading.list.items()),
        WorkBy::Leaf => by_leaf(reading.list.items()),
    };
    let exit = reading.exit;
    let shown = Shown {
        by: args.by,
        all: args.all,
        list: reading.list,
        assessments: reading.assessments,
        groups,
        broken: reading.broken,
        found: reading.found,
        left_out: reading.left_out,
    };
    let (lang, output) = (session.lang, args.to.output.as_deref());
    match form {
        TableFormat::Json => {
            session
                .emit
                .json(&worklist_json::document(&shown, lang), output)?;
            return Ok(exit);
        }
        TableFormat::Csv => session
            .emit
            .plain(worklist_csv::text(&shown, lang), output)?,
        TableFormat::Text | TableFormat::Html => {
            session.emit.page(text::page(&shown, lang), form, output)?;
        }
    }
    // What is no result goes where results do not.
    let broken = &shown.found.all;
    if !broken.is_empty() {
        let said = findings::list(broken.iter(), &session.sources, lang);
        session.emit.complain(said);
    }
    for own in &shown.left_out {
        emit::note(&own.text(lang));
    }
    Ok(exit)
}

impl Reading<'_> {
    fn take(&mut self, file: &Path, input: Option<&Input>, session: &mut Session) {
        if let Err(failure) = self.add(file, input, session) {
            self.stopped(display_name(file), failure, session);
        }
    }

    fn add(
        &mut self,
        file: &Path,
        input: Option<&Input>,
        session: &mut Session,
    ) -> Result<(), Failure> {
        let sources = &mut session.sources;
        let opened = match input {
            Some(input) => from(file, input)?,
            None => open(file, sources)?,
        };
        let scored = opened
            .score(&self.args.beside.asked(), sources)
            .map_err(errors)?;
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
    fn stopped(&mut self, file: String, failure: Failure, session: &Session) {
        self.broken.push(file);
        self.exit = self.exit.or(failure.exit());
        match failure {
            Failure::Refused { found, .. } => self.found.add_all(found),
            Failure::Stopped { found, messages } => {
                self.found.add_all(found);
                for message in messages {
                    self.found.say(&Failure::Run(message), session);
                }
            }
            failure => self.found.say(&failure, session),
        }
    }
}
