//! `par-index worklist`: what an appraiser has to decide, over a folder of assessments.

use std::path::Path;

use clap::Args;
use par_index_answers::ask::WorkBy;
use par_index_answers::desk::findings;
use par_index_answers::desk::kind::Kind;
use par_index_answers::desk::names::display_name;
use par_index_answers::desk::refusal::{Exit, Failure};
use par_index_answers::worklist::answer::Reading;

use crate::emit;
use crate::folder;
use crate::options::{Beside, TableFormat, To, one_of};
use crate::said::Said;
use crate::session::Session;
use par_index_answers::desk::folder::{Entry, LeftOut, Why, entry};

#[derive(Args, Debug)]
pub(crate) struct WorklistArgs {
    /// Thư mục (hoặc tệp) có các bản tự chấm / Folders or files with assessments
    #[arg(required = true, value_name = "FOLDER")]
    pub(crate) paths: Vec<String>,
    /// Gom theo cơ quan thẩm định hoặc theo tiêu chí / Group by appraising body or by criterion
    #[arg(long, value_parser = one_of(WorkBy::ALL, WorkBy::word), default_value = WorkBy::Body.word())]
    pub(crate) by: WorkBy,
    /// Cả những dòng đã xong và không có gì khác nhau; json và csv luôn có / Lines that are settled and agree as well; json and csv always have them
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) beside: Beside,
    #[command(flatten)]
    pub(crate) to: To<TableFormat>,
}

pub(crate) fn run(args: &WorklistArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let (mut reading, mut left_out) = (Reading::default(), Vec::new());
    let read = read(args, &mut reading, &mut left_out, session);
    let mut said = Said::default();
    for failure in &reading.stopped {
        said.say(failure, session);
    }
    read?;
    let ignored = left_out.iter().map(|own| own.name.clone()).collect();
    let answer = reading.done(args.by, ignored);
    let (lang, output) = (session.lang, args.to.output.as_deref());
    match form {
        TableFormat::Json => {
            session.emit.json(&answer.data(lang), output)?;
            return Ok(answer.exit);
        }
        TableFormat::Csv => session.emit.plain(answer.csv(lang), output)?,
        TableFormat::Text | TableFormat::Html => {
            session
                .emit
                .page(answer.page(args.all, lang), form, output)?;
        }
    }
    // What is no result goes where results do not.
    if !answer.shown.found.is_empty() {
        let said = findings::list(answer.shown.found.iter(), &session.sources, lang);
        session.emit.complain(said);
    }
    for own in &left_out {
        emit::note(&own.text(lang));
    }
    Ok(answer.exit)
}

/// Takes every assessment of the folders and files, and says which files are not taken.
fn read(
    args: &WorklistArgs,
    reading: &mut Reading,
    left_out: &mut Vec<LeftOut>,
    session: &mut Session,
) -> Result<(), Failure> {
    let (beside, sources) = (args.beside.asked(), &mut session.sources);
    for path in &args.paths {
        if !Path::new(path).is_dir() {
            reading.take(Path::new(path), None, &beside, sources);
            continue;
        }
        let folder = folder::read(path, &["json"])?;
        left_out.extend(folder.left_out);
        for failure in folder.faults {
            reading.set_aside(path.clone(), failure);
        }
        for file in folder.files {
            match entry(&file, sources) {
                Ok(Entry::Ours(Kind::Assessment, input)) => {
                    reading.take(&file, Some(&input), &beside, sources);
                }
                Ok(Entry::Ours(..)) => {}
                Ok(Entry::Foreign) => left_out.push(LeftOut::new(&file, Why::Foreign)),
                Err(failure) => reading.set_aside(display_name(&file), failure),
            }
        }
    }
    Ok(())
}
