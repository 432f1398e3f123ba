//! `par-index margins`: what reaches the next step of each leaf, and what would lose the present one.

use clap::Args;
use par_index_answers::desk::refusal::{Exit, Failure};
use par_index_answers::margins::answer::answer;

use crate::options::{Beside, Format, To};
use crate::session::Session;

#[derive(Args, Debug)]
pub(crate) struct MarginsArgs {
    /// Tệp bản tự chấm / Assessment file
    pub(crate) file: String,
    /// Mã tiêu chí hoặc lĩnh vực; bỏ trống là tất cả / Criterion or area; everything if left out
    pub(crate) id: Option<String>,
    #[command(flatten)]
    pub(crate) beside: Beside,
    #[command(flatten)]
    pub(crate) to: To,
}

pub(crate) fn run(args: &MarginsArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let (id, beside) = (args.id.as_deref(), args.beside.asked());
    let answer = answer(&args.file, id, &beside, &mut session.sources)?;
    let output = args.to.output.as_deref();
    match form {
        Format::Json => session.emit.json(&answer.data(), output)?,
        Format::Text | Format::Html => {
            let page = answer.page(session.lang);
            session.emit.page(page, form, output)?;
        }
    }
    Ok(Exit::Done)
}
