//! `par-index criteria`: the sets that are shipped or given.

use clap::{Args, Subcommand};
use par_index_answers::criteria::answer;
use par_index_answers::desk::refusal::{Exit, Failure};

use super::check::CheckArgs;
use super::diff::DiffArgs;
use super::import::ImportArgs;
use crate::options::{Format, HELP, To};
use crate::session::Session;

#[derive(Debug, Subcommand)]
pub(crate) enum CriteriaCommand {
    /// Liệt kê các bộ tiêu chí có sẵn / List the criteria sets that are shipped
    #[command(help_template = HELP)]
    List(ListArgs),
    /// Xem một bộ tiêu chí hoặc một tiêu chí / Show a criteria set or one of its leaves
    #[command(help_template = HELP)]
    Show(ShowArgs),
    /// So sánh hai bộ tiêu chí; chấm lại một bản tự chấm cũ theo bộ mới / Compare two sets, and re-score an assessment
    #[command(help_template = HELP)]
    Diff(DiffArgs),
    /// Kiểm tra tệp bộ tiêu chí / Check criteria set files
    #[command(help_template = HELP)]
    Check(CheckArgs),
    /// Lập tệp bộ tiêu chí từ bảng Excel hoặc CSV / Make a criteria file of a table in Excel or CSV
    #[command(help_template = HELP)]
    Import(ImportArgs),
}

#[derive(Args, Debug)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) to: To,
}

#[derive(Args, Debug)]
pub(crate) struct ShowArgs {
    /// Tên bộ, tên@phiên bản, hoặc tệp / Set, set@edition, or file
    pub(crate) set: String,
    /// Mã tiêu chí / Criterion
    pub(crate) leaf: Option<String>,
    #[command(flatten)]
    pub(crate) to: To,
}

pub(crate) fn list(args: &ListArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let answer = answer::list(&mut session.sources)?;
    let output = args.to.output.as_deref();
    match form {
        Format::Json => session.emit.json(&answer.data(), output)?,
        Format::Text | Format::Html => {
            session.emit.page(answer.page(session.lang), form, output)?;
        }
    }
    Ok(Exit::Done)
}

pub(crate) fn show(args: &ShowArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let answer = answer::show(&args.set, args.leaf.as_deref(), &mut session.sources)?;
    let output = args.to.output.as_deref();
    match form {
        Format::Json => session.emit.json(&answer.data(), output)?,
        Format::Text | Format::Html => {
            session.emit.page(answer.page(session.lang), form, output)?;
        }
    }
    if !answer.found.is_empty() {
        session.complain(&answer.found);
    }
    Ok(answer.exit())
}
