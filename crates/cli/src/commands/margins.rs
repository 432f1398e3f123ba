//! `par-index margins`: what reaches the next step of each leaf, and what would lose the present one.

use clap::Args;
use par_index::eval::Scorecard;
use par_index::margins::{MarginSearch, Margins};
use par_index::model::Home;

use super::margins_json;
use crate::options::{Beside, Format, To};
use crate::session::Session;
use crate::text::margins;
use par_index_answers::desk::assessment;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;
use par_index_answers::desk::target::{Target, find};
use par_index_answers::words::head;
use par_index_answers::words::page::Page;

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
    let scored = assessment::score(&args.file, &args.beside.asked(), &mut session.sources)?;
    let card = &scored.card;
    let target = match &args.id {
        None => Target::All,
        Some(id) => find(card, id)?,
    };
    let all = margins_of(card, target);
    let output = args.to.output.as_deref();
    match form {
        Format::Json => session
            .emit
            .json(&margins_json::document(card, &all), output)?,
        Format::Text | Format::Html => {
            let mut page = Page::new(session.lang);
            head::head(
                &mut page,
                card,
                "KHOẢNG CÁCH ĐẾN MỨC ĐIỂM KẾ TIẾP",
                "MARGINS TO THE NEXT STEP",
            );
            margins::all(&mut page, card, &all, matches!(target, Target::Leaf(_)));
            session.emit.page(page, form, output)?;
        }
    }
    Ok(Exit::Done)
}

fn margins_of(card: &Scorecard, target: Target<'_>) -> Vec<Margins> {
    let leaves = card.scorer().criteria_set().leaves().iter().enumerate();
    let meant = |leaf: usize| match target {
        Target::Leaf(own) => own == leaf,
        Target::Parent(parent) => parent.leaves().contains(&leaf),
        Target::All => true,
    };
    let order = |home: Home| match home {
        Home::Area(_) => 0,
        Home::Bonus => 1,
        Home::Penalty => 2,
    };
    let mut all: Vec<_> = leaves.filter(|(index, _)| meant(*index)).collect();
    all.sort_by_key(|(_, leaf)| order(leaf.home()));
    let search = MarginSearch::new(card);
    all.into_iter()
        .filter_map(|(_, leaf)| search.of(leaf.id().as_str()))
        .collect()
}
