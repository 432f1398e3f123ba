//! What to look at first: the largest losses, claims that differ, what is still missing.

use par_index::diagnostic::Lang;
use par_index::eval::{Column, CriterionScore, Loss, Scorecard, State};
use par_index::model::{Home, Leaf};
use par_index::number::{Points, Ratio, Rounding, RoundingMode};
use par_index::rule::Reason;
use par_index_pages::{Align, Table, Tone};

use crate::words::charts;
use crate::words::index::difference;
use crate::words::name;
use crate::words::number::fixed;
use crate::words::number::grouped;
use crate::words::number::places_for;
use crate::words::number::signed;
use crate::words::page::Page;
use crate::words::say;
use crate::words::title;
use crate::words::words;

/// Lines shown of each list.
const SHOWN: usize = 8;

/// The largest losses of a column, in points of the total
pub fn losses(page: &mut Page, card: &Scorecard, column: Column) {
    let set = card.scorer().criteria_set();
    let nine = Rounding::new(9, RoundingMode::HalfUp);
    let weighed = |leaf: &Leaf, loss: &Loss| -> Option<Points> {
        let Home::Area(area) = leaf.home() else {
            return None;
        };
        let factor = leaf.factor().checked_mul(set.area_factor(area))?;
        if factor == Ratio::ONE {
            return Some(loss.points());
        }
        Ratio::from_points(loss.points())
            .checked_mul(factor)?
            .to_points(nine?)
    };
    let mut all: Vec<(Points, &Loss, &Leaf)> = Vec::new();
    for score in card.criteria() {
        let Some(leaf) = set.leaves().get(score.leaf()) else {
            continue;
        };
        let wanted = |loss: &&Loss| loss.column() == column && loss.reason() != Reason::Rounding;
        let own = card.losses_of(score).iter().filter(wanted);
        all.extend(own.filter_map(|loss| Some((weighed(leaf, loss)?, loss, leaf))));
    }
    all.retain(|(points, _, _)| *points > Points::ZERO);
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|(points, _, _)| std::cmp::Reverse(*points));
    if column == Column::Evidenced {
        page.heading(
            "CHƯA CÓ MINH CHỨNG (NHIỀU NHẤT TRƯỚC)",
            "NOT YET EVIDENCED (LARGEST FIRST)",
        );
    } else {
        page.heading("MẤT ĐIỂM NHIỀU NHẤT", "LARGEST LOSSES");
    }
    let lang = page.lang;
    let mut table = Table::new(
        &[
            ("", Align::Right),
            ("", Align::Left),
            ("", Align::Left),
            ("", Align::Left),
        ],
        2,
    );
    let places = crate::words::index::places(card);
    for (points, loss, leaf) in all.iter().take(SHOWN) {
        table.row(vec![
            fixed(*points, places, lang),
            name(leaf),
            title(&leaf.criterion().title, lang).to_owned(),
            words::reason(loss.reason(), lang).to_owned(),
        ]);
    }
    page.table(table, 0);
    more(page, all.len());
    if column == Column::Computed {
        let shown = all.iter().take(SHOWN);
        let shown = shown.map(|(points, _, leaf)| (*points, *leaf));
        charts::losses(page, shown, places);
    }
}

/// Says how many lines are not shown.
fn more(page: &mut Page, all: usize) {
    let Some(rest) = all.checked_sub(SHOWN).filter(|rest| *rest > 0) else {
        return;
    };
    let rest = grouped(rest, page.lang);
    let text = match page.lang {
        Lang::Vi => format!("… và {rest} khoản nữa (`par-index explain`)"),
        Lang::En => format!("… and {rest} more (`par-index explain`)"),
    };
    page.para(&text, 0, Tone::Quiet);
}

/// Claims that differ from what the facts give
pub fn claims(page: &mut Page, card: &Scorecard) {
    let lang = page.lang;
    let set = card.scorer().criteria_set();
    let mut all: Vec<(Points, &CriterionScore)> = card
        .criteria()
        .iter()
        .filter_map(|score| Some((difference(card, score)?, score)))
        .collect();
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|(difference, _)| std::cmp::Reverse(difference.nanos().unsigned_abs()));
    page.heading(
        "TỰ CHẤM KHÁC VỚI TÍNH ĐƯỢC",
        "CLAIMS THAT DIFFER FROM WHAT IS COMPUTED",
    );
    let mut table = Table::new(
        &[
            (say(lang, "Tiêu chí", "Criterion"), Align::Left),
            ("", Align::Left),
            (say(lang, "Tự chấm", "Claimed"), Align::Right),
            (say(lang, "Tính được", "Computed"), Align::Right),
            (say(lang, "Chênh lệch", "Difference"), Align::Right),
        ],
        1,
    );
    let shown = all.iter().take(SHOWN);
    let points = shown
        .clone()
        .flat_map(|(_, score)| [score.claimed(), score.computed()])
        .flatten();
    let places = places_for(points);
    for (difference, score) in shown {
        let Some(leaf) = set.leaves().get(score.leaf()) else {
            continue;
        };
        let value = |points: Option<Points>| {
            points
                .map(|points| fixed(points, places, lang))
                .unwrap_or_default()
        };
        table.row(vec![
            name(leaf),
            title(&leaf.criterion().title, lang).to_owned(),
            value(score.claimed()),
            value(score.computed()),
            signed(*difference, places, lang),
        ]);
    }
    page.table(table, 0);
    more(page, all.len());
}

/// Leaves that are still open, pending or cannot be assessed, by state
pub fn undetermined(page: &mut Page, card: &Scorecard) {
    let lang = page.lang;
    let set = card.scorer().criteria_set();
    let groups = [
        (
            State::NotAssessable,
            false,
            "KHÔNG CHẤM ĐƯỢC (bộ tiêu chí có lỗi ở tiêu chí này)",
            "NOT ASSESSABLE (the criteria set has an error there)",
        ),
        (
            State::NotAssessable,
            true,
            "KHÔNG CHẤM ĐƯỢC (số liệu mâu thuẫn hoặc quy tắc không có lời giải)",
            "NOT ASSESSABLE (facts contradict each other, or the rule has no answer)",
        ),
        (State::Open, true, "CHƯA ĐỦ SỐ LIỆU", "STILL OPEN"),
        (
            State::Pending,
            true,
            "CHỜ KẾT QUẢ CỦA CƠ QUAN KHÁC",
            "WAITING FOR ANOTHER SCORER",
        ),
    ];
    for (state, is_sound, vi, en) in groups {
        let leaves: Vec<(&CriterionScore, &Leaf)> = card
            .criteria()
            .iter()
            .filter(|score| score.state() == state)
            .filter_map(|score| Some((score, set.leaves().get(score.leaf())?)))
            .filter(|(_, leaf)| leaf.is_sound() == is_sound)
            .collect();
        if leaves.is_empty() {
            continue;
        }
        page.heading(vi, en);
        let mut table = Table::new(
            &[("", Align::Left), ("", Align::Left), ("", Align::Right)],
            1,
        );
        let places = places_for(
            leaves
                .iter()
                .flat_map(|(score, _)| [score.lower(), score.upper()]),
        );
        for (score, leaf) in leaves.iter().take(SHOWN) {
            let (low, high) = (
                fixed(score.lower(), places, lang),
                fixed(score.upper(), places, lang),
            );
            let range = match lang {
                Lang::Vi => format!("{low}–{high} điểm"),
                Lang::En => format!("{low}–{high} points"),
            };
            table.row(vec![
                name(leaf),
                title(&leaf.criterion().title, lang).to_owned(),
                range,
            ]);
        }
        page.table(table, 0);
        more(page, leaves.len());
    }
}
