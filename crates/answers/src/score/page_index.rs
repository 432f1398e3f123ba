//! The index of a scorecard, and its class.

use par_index::diagnostic::Lang;
use par_index::eval::{Column, Index, Scorecard};
use par_index::number::Points;
use par_index_pages::{Align, Table, Tone};

use crate::words::NONE;
use crate::words::index::{interval, percent};
use crate::words::number::date;
use crate::words::number::exact_index;
use crate::words::number::index;
use crate::words::page::Page;
use crate::words::say;
use crate::words::title;
use crate::words::words;

/// The index of both scopes in every column, and what is still possible
pub fn indices(page: &mut Page, card: &Scorecard) {
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
    page.table(table, 0);
    let nothing = match pair {
        _ if !card.assessment().is_complete() => "",
        _ if pair.whole().lower().is_none() => say(
            lang,
            "Không có chỉ số: không tiêu chí nào áp dụng cho đơn vị, nên mẫu số bằng 0.",
            "There is no index: nothing applies to the unit, so the denominator is 0.",
        ),
        _ if pair.own().lower().is_none() && card.total().self_max() > Points::ZERO => say(
            lang,
            "Phần đơn vị tự chấm không có chỉ số: không tiêu chí nào ở đó áp dụng, nên mẫu số bằng 0.",
            "What the unit scores itself has no index: nothing of it applies, so the denominator is 0.",
        ),
        _ => "",
    };
    if !nothing.is_empty() {
        page.para(nothing, 0, Tone::Plain);
    }
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
        page.para(&sentence, 0, Tone::Quiet);
    }
}

/// The class, or the classes still possible
pub fn class(page: &mut Page, card: &Scorecard) {
    let lang = page.lang;
    if card.scorer().criteria_set().file().classes.is_empty() {
        return;
    }
    page.gap();
    let classed = card.scorer().classed(card.total());
    let text = match (card.class(), classed, card.class_range()) {
        (Some((class, column)), _, _) => {
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
        (None, Some((_, column)), _) => {
            let (below, column) = (below_all(card, lang), words::column(column, lang));
            match lang {
                Lang::Vi => format!("Xếp loại: {below} (theo cột “{column}”)"),
                Lang::En => format!("Class: {below} (from the {column} column)"),
            }
        }
        (None, None, Some(ends)) => {
            let [low, high] = ends.map(|class| {
                class.map_or_else(
                    || below_all(card, lang),
                    |class| title(&class.title, lang).to_owned(),
                )
            });
            match (lang, low == high) {
                (Lang::Vi, true) => {
                    format!("Xếp loại: {low} (kết quả còn thiếu không làm đổi xếp loại)")
                }
                (Lang::En, true) => format!("Class: {low} (what is missing cannot change it)"),
                (Lang::Vi, false) => format!("Xếp loại: chưa xác định, từ {low} đến {high}"),
                (Lang::En, false) => format!("Class: not settled, from {low} to {high}"),
            }
        }
        (None, None, None) if !card.assessment().is_complete() => say(
            lang,
            "Xếp loại: không có, vì kết quả chưa đầy đủ",
            "Class: none, because the result is not complete",
        )
        .to_owned(),
        (None, None, None) => say(
            lang,
            "Xếp loại: không có, vì không tiêu chí nào áp dụng",
            "Class: none, because nothing applies",
        )
        .to_owned(),
    };
    page.para(&text, 0, Tone::Strong);
    let exactly = classed.filter(|(index, _)| card.scorer().class_differs_in_print(*index));
    if let Some((index, _)) = exactly {
        let (exact, printed) = (exact_index(index, lang), percent(card, Some(index), lang));
        let text = match lang {
            Lang::Vi => format!(
                "Chỉ số đúng là {exact} (in ra {printed}); bộ tiêu chí xếp loại trên chỉ số đúng."
            ),
            Lang::En => format!(
                "The exact index is {exact} (printed {printed}); the set reads classes on the exact index."
            ),
        };
        page.para(&text, 0, Tone::Plain);
    }
}

/// “below every class”, with the limit of the last.
fn below_all(card: &Scorecard, lang: Lang) -> String {
    let classes = &card.scorer().criteria_set().file().classes;
    let last = classes.last().map_or_else(String::new, |last| {
        let (class, from) = (title(&last.title, lang), index(last.from, lang));
        match lang {
            Lang::Vi => format!(", mức thấp nhất là {class} từ {from}"),
            Lang::En => format!(", the lowest is {class} from {from}"),
        }
    });
    format!("{}{last}", say(lang, "dưới mọi mức", "below every class"))
}
