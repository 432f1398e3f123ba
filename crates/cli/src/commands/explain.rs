//! `par-index explain`: the ledger of a leaf, an area, or everything.

use clap::Args;
use par_index_answers::desk::refusal::{Exit, Failure};
use par_index_answers::explain::answer::answer;

use crate::options::{Beside, Format, To};
use crate::session::Session;

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// Tệp bản tự chấm / Assessment file
    pub(crate) file: String,
    /// Mã tiêu chí hoặc lĩnh vực; bỏ trống là tất cả / Criterion or area; everything if left out
    pub(crate) id: Option<String>,
    /// Chỉ sổ điểm và bảng, không từng tiêu chí / Ledgers and tables only, not each criterion
    #[arg(long)]
    pub(crate) brief: bool,
    #[command(flatten)]
    pub(crate) beside: Beside,
    #[command(flatten)]
    pub(crate) to: To,
}

pub(crate) fn run(args: &ExplainArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let (id, beside) = (args.id.as_deref(), args.beside.asked());
    let answer = answer(&args.file, id, &beside, &mut session.sources)?;
    let output = args.to.output.as_deref();
    let faults = answer.faults(session.lang);
    match form {
        Format::Json => session.emit.json(&answer.data(session.lang), output)?,
        Format::Text | Format::Html => {
            let page = answer.page(args.brief, session.lang);
            session.emit.page(page, form, output)?;
            session.complain(faults.all());
        }
    }
    Ok(faults.exit())
}
