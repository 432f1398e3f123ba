//! `par-index explain`: the ledger of a leaf, an area, or everything.

use clap::Args;
use par_index::diagnostic::Message;
use par_index::eval::Scorecard;
use par_index::model::{Home, Parent};
use par_index::read::suggest;

use super::explain_json;
use super::faults::Faults;
use crate::failure::{Exit, Failure};
use crate::load;
use crate::options::{Beside, Format, To};
use crate::session::Session;
use crate::sets::Take;
use crate::text::page::Page;
use crate::text::{explain, head, ledger, say, title};

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

/// What is to be explained
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target<'c> {
    Leaf(usize),
    Parent(&'c Parent),
    All,
}

pub(crate) fn run(args: &ExplainArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let scored = load::score_taking(
        Take::SoundLeaves,
        &args.file,
        &args.beside,
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
            .json(&explain_json::document(card, target, faults), output)?,
        Format::Text | Format::Html => {
            let mut page = Page::new(session.lang);
            head::head(
                &mut page,
                card,
                "GIẢI THÍCH ĐIỂM",
                "HOW THE POINTS CAME ABOUT",
            );
            text(&mut page, card, target, args.brief);
            session.emit.page(page, form, output)?;
            faults.complain(session);
        }
    }
    Ok(faults.exit())
}

/// Finds a leaf, an area or a parent by its id, or by the number printed on the sheet.
pub(super) fn find<'c>(card: &'c Scorecard, id: &str) -> Result<Target<'c>, Failure> {
    let set = card.scorer().criteria_set();
    let parent = |id: &str| {
        set.parents()
            .iter()
            .find(|parent| parent.id().as_str() == id)
    };
    if let Some(leaf) = set.leaf_index(id) {
        return Ok(Target::Leaf(leaf));
    }
    if let Some(parent) = parent(id) {
        return Ok(Target::Parent(parent));
    }
    let numbered = |number: &Option<String>| {
        number.as_deref().is_some_and(|number| {
            number
                .trim_end_matches('.')
                .eq_ignore_ascii_case(id.trim_end_matches('.'))
        })
    };
    if let Some(area) = set.file().areas.iter().find(|area| numbered(&area.number))
        && let Some(parent) = parent(area.id.as_str())
    {
        return Ok(Target::Parent(parent));
    }
    if let Some(leaf) = set
        .leaves()
        .iter()
        .position(|leaf| numbered(&leaf.criterion().number))
    {
        return Ok(Target::Leaf(leaf));
    }
    let known = set.leaves().iter().map(|leaf| leaf.id().as_str());
    let known = known.chain(set.parents().iter().map(|parent| parent.id().as_str()));
    let help = suggest(id, known)
        .map(|name| Message::new(format!("có phải {name}?"), format!("did you mean {name}?")));
    let shown: String = id.chars().take(80).collect();
    Err(Failure::Usage {
        message: Message::new(
            format!("bộ tiêu chí không có tiêu chí hay lĩnh vực “{shown}”"),
            format!("the criteria set has no criterion or area “{shown}”"),
        ),
        help,
    })
}

fn text(page: &mut Page, card: &Scorecard, target: Target<'_>, brief: bool) {
    let set = card.scorer().criteria_set();
    match target {
        Target::Leaf(leaf) => one(page, card, leaf),
        Target::Parent(parent) => group(page, card, parent, brief),
        Target::All => {
            if let Some(sums) = card.total_ledger() {
                ledger::group(page, "", say(page.lang, "TỔNG CỘNG", "TOTAL"), &sums);
                ledger::nothing_applies(page, card, card.total());
            }
            for parent in set.parents().iter().filter(|parent| parent.is_area()) {
                group(page, card, parent, brief);
            }
            for home in [Home::Bonus, Home::Penalty] {
                let leaves = set
                    .leaves()
                    .iter()
                    .enumerate()
                    .filter(|(_, leaf)| leaf.home() == home);
                for (index, _) in leaves {
                    one(page, card, index);
                }
            }
        }
    }
}

fn group(page: &mut Page, card: &Scorecard, parent: &Parent, brief: bool) {
    if let Some(sums) = card.ledger(parent.id().as_str()) {
        ledger::group(
            page,
            parent.id().as_str(),
            title(parent.title(), page.lang),
            &sums,
        );
    }
    if let (true, Some(totals)) = (parent.is_area(), card.areas().get(parent.area())) {
        ledger::nothing_applies(page, card, totals);
    }
    ledger::leaves(page, card, parent.leaves());
    if !brief {
        for leaf in parent.leaves() {
            one(page, card, leaf);
        }
    }
}

fn one(page: &mut Page, card: &Scorecard, index: usize) {
    let set = card.scorer().criteria_set();
    if let (Some(leaf), Some(score)) = (set.leaves().get(index), card.criteria().get(index)) {
        explain::leaf(page, card, score, leaf);
    }
}
