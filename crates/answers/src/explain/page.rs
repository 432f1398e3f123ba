//! An explanation for a person.

use par_index::diagnostic::Lang;
use par_index::eval::Scorecard;
use par_index::model::{Home, Parent};

use super::{page_leaf, page_ledger};
use crate::desk::target::Target;
use crate::words::page::Page;
use crate::words::{head, say, title};

/// How the points of a leaf, an area or everything came about
///
/// `brief` leaves out the single leaves of an area.
pub fn page(card: &Scorecard, target: Target<'_>, brief: bool, lang: Lang) -> Page {
    let mut page = Page::new(lang);
    head::head(
        &mut page,
        card,
        "GIẢI THÍCH ĐIỂM",
        "HOW THE POINTS CAME ABOUT",
    );
    text(&mut page, card, target, brief);
    page
}

fn text(page: &mut Page, card: &Scorecard, target: Target<'_>, brief: bool) {
    let set = card.scorer().criteria_set();
    match target {
        Target::Leaf(leaf) => one(page, card, leaf),
        Target::Parent(parent) => group(page, card, parent, brief),
        Target::All => {
            if let Some(sums) = card.total_ledger() {
                page_ledger::group(page, "", say(page.lang, "TỔNG CỘNG", "TOTAL"), &sums);
                page_ledger::nothing_applies(page, card, card.total());
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
        page_ledger::group(
            page,
            parent.id().as_str(),
            title(parent.title(), page.lang),
            &sums,
        );
    }
    if let (true, Some(totals)) = (parent.is_area(), card.areas().get(parent.area())) {
        page_ledger::nothing_applies(page, card, totals);
    }
    page_ledger::leaves(page, card, parent.leaves());
    if !brief {
        for leaf in parent.leaves() {
            one(page, card, leaf);
        }
    }
}

fn one(page: &mut Page, card: &Scorecard, index: usize) {
    let set = card.scorer().criteria_set();
    if let (Some(leaf), Some(score)) = (set.leaves().get(index), card.criteria().get(index)) {
        page_leaf::leaf(page, card, score, leaf);
    }
}
