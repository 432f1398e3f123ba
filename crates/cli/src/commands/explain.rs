//! `par-index explain`: the ledger of a leaf, an area, or everything.

use clap::Args;

use crate::options::{Beside, Format, To};
use crate::session::Session;
use par_index_answers::desk::assessment;
use par_index_answers::desk::criteria::Take;
use par_index_answers::desk::faults::Faults;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;
use par_index_answers::desk::target::{Target, find};
use par_index_answers::explain::{json, page};

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
    let scored = assessment::score_taking(
        Take::SoundLeaves,
        &args.file,
        &args.beside.asked(),
        &mut session.sources,
    )?;
    let card = &scored.card;
    let faults = Faults::of(card, session.lang);
    let target = match &args.id {
        None => Target::All,
        Some(id) => find(card, id)?,
    };
    let output = args.to.output.as_deref();
    match form {
        Format::Json => session
            .emit
            .json(&json::document(card, target, faults), output)?,
        Format::Text | Format::Html => {
            let page = page::page(card, target, args.brief, session.lang);
            session.emit.page(page, form, output)?;
            session.complain(faults.all());
        }
    }
    Ok(faults.exit())
}
