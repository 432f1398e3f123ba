//! The index of a scorecard, and its class.

use par_index::diagnostic::Lang;
use par_index::eval::{Column, Index, Scorecard};
use par_index::number::Ratio;

use super::number::{date, index};
use super::page::{BOLD, DIM, Page};
use super::summary::NONE;
use super::table::{Align, Table};
use super::{say, title, words};

/// The computed index where it is one value, else its interval.
pub(crate) fn one_value(card: &Scorecard, of: &Index, lang: Lang) -> String {
    match of.column(Column::Computed) {
        Some(value) => percent(card, Some(value), lang),
        None => interval(card, of, lang),
    }
}

pub(crate) fn percent(card: &Scorecard, value: Option<Ratio>, lang: Lang) -> String {
    let rounded = value.and_then(|value| card.rounded(value));
    rounded.map_or_else(|| NONE.to_owned(), |value| index(value, lang))
}

fn interval(card: &Scorecard, of: &Index, lang: Lang) -> String {
    if of.lower().is_none() {
        return NONE.to_owned();
    }
    format!(
        "{}–{}",
        percent(card, of.lower(), lang),
        percent(card, of.upper(), lang)
    )
}

/// The index of both scopes in every column, and what is still possible
pub(crate) fn indices(page: &mut Page, card: &Scorecard) {
    let lang = page.lang;
    let pair = card.total().index();
    page.heading("CHỈ SỐ (%)", "INDEX (%)");
    let mut table = Table::new(
        &[
            ("", Align::Left),
            (say(lang, "Tự chấm", "Claimed"), Align::Right),
            (say(lang, "Tính được", "Computed"), Align::Right),
            (say(lang, "Có minh chứng", "Evidenced"), Align::Right),
            (say(lang, "Thẩm định", "Final"), Align::Right),
            (
                say(lang, "Chắc chắn – còn có thể", "Secured – still possible"),
                Align::Right,
            ),
        ],
        0,
    );
    let scopes = [
        (
            say(lang, "Phần đơn vị tự chấm", "What the unit scores itself"),
            pair.own(),
        ),
        (
            say(lang, "Toàn bộ thang điểm", "The full scale"),
            pair.whole(),
        ),
    ];
    for (name, of) in scopes {
        let value = |column| percent(card, of.column(column), lang);
        table.row(vec![
            name.to_owned(),
            value(Column::Claimed),
            value(Column::Computed),
            value(Column::Evidenced),
            value(Column::Final),
            if of.lower().is_some() && of.lower() == of.upper() {
                NONE.to_owned()
            } else {
                interval(card, &of, lang)
            },
        ]);
    }
    page.table(&table, 0);
    let is_open = |of: &Index| of.lower() != of.upper();
    if is_open(&pair.own()) || is_open(&pair.whole()) {
        let as_of = date(card.assessment().as_of(), lang);
        let exact = pair.own().is_exact() && pair.whole().is_exact();
        let sentence = match (lang, exact) {
            (Lang::Vi, true) => format!(
                "Cột cuối: từ mức đã chắc chắn đến mức còn có thể đạt của cột “tính được”, theo số liệu đến {as_of}."
            ),
            (Lang::Vi, false) => format!(
                "Cột cuối: từ mức đã chắc chắn đến mức còn có thể đạt của cột “tính được”, theo số liệu đến {as_of}; \
                 là khoảng bao ngoài vì có tiêu chí dùng chung số liệu chưa có."
            ),
            (Lang::En, true) => format!(
                "Last column: what is secured and what is still possible in the computed column, as of {as_of}."
            ),
            (Lang::En, false) => format!(
                "Last column: what is secured and what is still possible in the computed column, as of {as_of}; \
                 outer bounds, because criteria share facts that are unanswered."
            ),
        };
        page.para(&sentence, 0, DIM);
    }
}

/// The class, or the classes still possible
pub(crate) fn class(page: &mut Page, card: &Scorecard) {
    let lang = page.lang;
    if card.scorer().criteria_set().file().classes.is_empty() {
        return;
    }
    page.gap();
    let text = match (card.class(), card.class_range()) {
        (Some((class, column)), _) => {
            let column = words::column(column, lang);
            match lang {
                Lang::Vi => format!(
                    "Xếp loại: {} (theo cột “{column}”)",
                    title(&class.title, lang)
                ),
                Lang::En => format!(
                    "Class: {} (from the {column} column)",
                    title(&class.title, lang)
                ),
            }
        }
        (None, Some((low, high))) if low.id == high.id => match lang {
            Lang::Vi => format!(
                "Xếp loại: {} (kết quả còn thiếu không làm đổi xếp loại)",
                title(&low.title, lang)
            ),
            Lang::En => format!(
                "Class: {} (what is missing cannot change it)",
                title(&low.title, lang)
            ),
        },
        (None, Some((low, high))) => match lang {
            Lang::Vi => format!(
                "Xếp loại: chưa xác định, từ {} đến {}",
                title(&low.title, lang),
                title(&high.title, lang)
            ),
            Lang::En => {
                format!(
                    "Class: not settled, from {} to {}",
                    title(&low.title, lang),
                    title(&high.title, lang)
                )
            }
        },
        (None, None) => say(lang, "Xếp loại: chưa có", "Class: none yet").to_owned(),
    };
    page.para(&text, 0, BOLD);
}
