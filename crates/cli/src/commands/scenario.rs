//! `par-index scenario`: what an assessment would come to if some of it were different.

use clap::Args;
use par_index_answers::desk::findings;
use par_index_answers::desk::refusal::{Exit, Failure};
use par_index_answers::scenario::answer::{Answer, answer};
use par_index_answers::scenario::csv;
use par_index_answers::words::page::Page;

use crate::options::{Beside, TableFormat, To};
use crate::session::Session;

#[derive(Args, Debug)]
pub(crate) struct ScenarioArgs {
    /// Bản tự chấm gốc / Base assessment
    pub(crate) base: String,
    /// Tệp kịch bản / Scenario file
    pub(crate) scenarios: String,
    /// Chỉ kịch bản này / Only these scenarios
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    #[command(flatten)]
    pub(crate) beside: Beside,
    /// Bộ tiêu chí khác mà kịch bản nhắc tới: tên bộ, tên@phiên bản, hoặc tệp / A further criteria set that scenarios ask for: set, set@edition, or file
    #[arg(long, value_name = "SET")]
    pub(crate) edition: Vec<String>,
    #[command(flatten)]
    pub(crate) to: To<TableFormat>,
}

pub(crate) fn run(args: &ScenarioArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let answer = answer(
        &args.base,
        &args.scenarios,
        &args.only,
        &args.edition,
        &args.beside.asked(),
        &mut session.sources,
    )?;
    let output = args.to.output.as_deref();
    match form {
        TableFormat::Csv => rows(&answer, output, session)?,
        TableFormat::Json => {
            let outcomes = answer.outcomes()?;
            session.emit.json(&answer.data(&outcomes), output)?;
        }
        TableFormat::Text | TableFormat::Html => {
            let page = answer.page(&answer.outcomes()?, session.lang);
            session.emit.page(page, form, output)?;
        }
    }
    let found = answer.found();
    if !found.is_empty() {
        let mut page = Page::new(session.lang);
        findings::all(&mut page, found.iter(), &session.sources);
        session.emit.complain(page);
    }
    Ok(Exit::Done)
}

/// Writes the table piece by piece, as far as it is wanted.
fn rows(answer: &Answer, output: Option<&str>, session: &Session) -> Result<(), Failure> {
    let mut stream = session.emit.open(output)?;
    let mut goes_on = stream.write(&csv::head())?;
    for outcome in answer.each() {
        if !goes_on {
            break;
        }
        goes_on = stream.write(&csv::rows(&outcome?, session.lang))?;
    }
    stream.finish()
}
