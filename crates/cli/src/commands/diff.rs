//! `par-index criteria diff`: what changed between two sets, and an assessment scored by both.

use clap::Args;
use par_index_answers::desk::refusal::{Exit, Failure};
use par_index_answers::diff::answer::answer;

use crate::options::{Format, To};
use crate::session::Session;

#[derive(Args, Debug)]
pub(crate) struct DiffArgs {
    /// Bộ cũ: tên bộ, tên@phiên bản, hoặc tệp / Old set: set, set@edition, or file
    pub(crate) old: String,
    /// Bộ mới, viết như bộ cũ / New set, likewise
    pub(crate) new: String,
    /// Bản tự chấm theo bộ cũ, để chấm lại theo bộ mới / Assessment by the old set, to be scored by the new
    #[arg(conflicts_with = "from")]
    pub(crate) assessment: Option<String>,
    /// Bản tự chấm theo bộ cũ (như ASSESSMENT) / Assessment by the old set (as ASSESSMENT)
    #[arg(long, value_name = "FILE")]
    pub(crate) from: Option<String>,
    /// Bản tự chấm theo bộ mới, để tách cả phần kết quả thực hiện / Assessment by the new set, to split off performance
    #[arg(long, value_name = "FILE")]
    pub(crate) to: Option<String>,
    #[command(flatten)]
    pub(crate) form: To,
}

pub(crate) fn run(args: &DiffArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.form.form()?;
    let from = args.assessment.as_deref().or(args.from.as_deref());
    let sets = [args.old.as_str(), &args.new];
    let answer = answer(sets, from, args.to.as_deref(), &mut session.sources)?;
    let output = args.form.output.as_deref();
    match form {
        Format::Json => session.emit.json(&answer.data(session.lang), output)?,
        Format::Text | Format::Html => {
            session.emit.page(answer.page(session.lang), form, output)?;
        }
    }
    Ok(Exit::Done)
}
