//! A scorecard on one or two screens.

use par_index::diagnostic::Lang;
use par_index::eval::{AdjustmentPoints, Column, Scorecard, Totals};
use par_index::file::{AdjustmentApplies, Basis};
use par_index::number::Points;
use par_index_pages::{Align, Table, Tone};

use crate::desk::counts::Counts;
use crate::score::page_highlights;
use crate::score::page_index;
use crate::words::NONE;
use crate::words::charts;
use crate::words::head::head;
use crate::words::index::places;
use crate::words::number::fixed;
use crate::words::number::grouped;
use crate::words::number::places_for;
use crate::words::page::Page;
use crate::words::say;
use crate::words::title;
use crate::words::words;

/// The whole text of `score`
pub fn page(card: &Scorecard, findings: Counts, again: &str, lang: Lang) -> Page {
    let mut page = Page::new(lang);
    head(&mut page, card, "KẾT QUẢ CHẤM ĐIỂM", "SCORE");
    let totals = card.areas().iter().chain([card.total()]);
    let points = totals.flat_map(|totals| {
        [
            totals.computed(),
            totals.claimed(),
            totals.evidenced(),
            totals.final_points(),
            Some(totals.open()),
        ]
    });
    areas(
        &mut page,
        card,
        places_for(points.flatten().chain([card.total().pending()])),
    );
    let places = places(card);
    charts::areas(&mut page, card, places);
    page_index::indices(&mut page, card);
    page_index::class(&mut page, card);
    adjustments(&mut page, card, places);
    bases(&mut page, card, places);
    page_highlights::losses(&mut page, card, Column::Computed);
    page_highlights::losses(&mut page, card, Column::Evidenced);
    page_highlights::claims(&mut page, card);
    page_highlights::undetermined(&mut page, card);
    hints(&mut page, findings, again);
    page
}

fn optional(points: Option<Points>, places: u8, lang: Lang) -> String {
    points.map_or_else(|| NONE.to_owned(), |points| fixed(points, places, lang))
}

/// A column of the table by area.
type Cell = fn(&Totals) -> Option<Points>;

fn areas(page: &mut Page, card: &Scorecard, places: u8) {
    let lang = page.lang;
    let total = card.total();
    let mut columns: Vec<(&str, Cell)> = vec![
        (say(lang, "Tối\nđa", "Max"), |totals| Some(totals.max())),
        (say(lang, "Áp\ndụng", "Ap-\nplies"), |totals| {
            Some(totals.applicable())
        }),
        (say(lang, "Tự\nchấm", "Claim"), Totals::claimed),
        (say(lang, "Tính\nđược", "Com-\nputed"), Totals::computed),
        (say(lang, "Minh\nchứng", "Evi-\ndenced"), Totals::evidenced),
    ];
    if total.final_points().is_some() {
        columns.push((say(lang, "Thẩm\nđịnh", "Final"), Totals::final_points));
    }
    if total.open() != Points::ZERO {
        columns.push((say(lang, "Chưa\nđủ", "Open"), |totals| {
            Some(totals.open())
        }));
    }
    if total.pending() != Points::ZERO {
        columns.push((say(lang, "Đang\nchờ", "Pend-\ning"), |totals| {
            Some(totals.pending())
        }));
    }
    let mut heads = vec![
        ("", Align::Left),
        (say(lang, "Lĩnh vực", "Area"), Align::Left),
    ];
    heads.extend(columns.iter().map(|(head, _)| (*head, Align::Right)));
    heads.push((say(lang, "Chỉ số\n(%)", "Index\n(%)"), Align::Right));
    let mut table = Table::new(&heads, 1);
    let row = |number: &str, name: &str, totals: &Totals| {
        let mut cells = vec![number.to_owned(), name.to_owned()];
        cells.extend(
            columns
                .iter()
                .map(|(_, pick)| optional(pick(totals), places, lang)),
        );
        cells.push(crate::words::index::one_value(
            card,
            &totals.index().whole(),
            lang,
        ));
        cells
    };
    for (area, totals) in card
        .scorer()
        .criteria_set()
        .file()
        .areas
        .iter()
        .zip(card.areas())
    {
        table.row(row(
            area.number.as_deref().unwrap_or(area.id.as_str()),
            title(&area.title, lang),
            totals,
        ));
    }
    table.rule();
    table.toned(
        row("", say(lang, "Tổng cộng", "Total"), total),
        Tone::Strong,
    );
    page.gap();
    page.table(table, 0);
}

fn adjustments(page: &mut Page, card: &Scorecard, places: u8) {
    let lang = page.lang;
    let file = card.scorer().criteria_set().file();
    let both = [
        (say(lang, "Điểm thưởng", "Bonus"), card.bonus(), &file.bonus),
        (
            say(lang, "Điểm trừ", "Penalty"),
            card.penalty(),
            &file.penalty,
        ),
    ];
    for (name, points, adjustment) in both {
        let (Some(points), Some(adjustment)) = (points, adjustment) else {
            continue;
        };
        let applies = match adjustment.applies {
            AdjustmentApplies::Points => say(
                lang,
                "tính vào điểm trước khi chia",
                "on the points, before the division",
            ),
            AdjustmentApplies::Index => say(
                lang,
                "tính thẳng vào chỉ số",
                "on the index, after the division",
            ),
        };
        page.para(
            format!("{name}: {} ({applies})", columns(points, places, lang)),
            0,
            Tone::Plain,
        );
    }
}

/// `tự chấm 1,00 · tính được 0,50 · …`, and the interval where it is open.
fn columns(points: &AdjustmentPoints, places: u8, lang: Lang) -> String {
    let values = [
        (Column::Claimed, points.claimed),
        (Column::Computed, points.computed),
        (Column::Evidenced, points.evidenced),
        (Column::Final, points.final_points),
    ];
    let mut parts: Vec<String> = values
        .into_iter()
        .filter_map(|(column, value)| {
            Some(format!(
                "{} {}",
                words::column(column, lang),
                fixed(value?, places, lang)
            ))
        })
        .collect();
    if points.lower != points.upper {
        let (low, high) = (
            fixed(points.lower, places, lang),
            fixed(points.upper, places, lang),
        );
        parts.push(format!(
            "{} {low}–{high}",
            say(lang, "còn có thể", "still possible")
        ));
    }
    parts.join(" · ")
}

fn bases(page: &mut Page, card: &Scorecard, places: u8) {
    let lang = page.lang;
    page.heading("ĐIỂM THEO CĂN CỨ CHẤM", "POINTS BY WHAT THEY REST ON");
    let mut heads = vec![
        ("", Align::Left),
        (say(lang, "Tối đa", "Max"), Align::Right),
        (say(lang, "Tự chấm", "Claimed"), Align::Right),
        (say(lang, "Tính được", "Computed"), Align::Right),
        (say(lang, "Có minh chứng", "Evidenced"), Align::Right),
    ];
    let has_final = card.total().final_points().is_some();
    if has_final {
        heads.push((say(lang, "Thẩm định", "Final"), Align::Right));
    }
    let mut table = Table::new(&heads, 0);
    let mut judged = false;
    for totals in card
        .by_basis()
        .iter()
        .filter(|totals| totals.max != Points::ZERO)
    {
        judged |= totals.basis == Basis::Judged;
        let mut cells = vec![
            words::basis(totals.basis, lang).to_owned(),
            fixed(totals.max, places, lang),
            optional(totals.claimed, places, lang),
            optional(totals.computed, places, lang),
            optional(totals.evidenced, places, lang),
        ];
        if has_final {
            cells.push(optional(totals.final_points, places, lang));
        }
        table.row(cells);
    }
    page.table(table, 0);
    if judged {
        let sentence = page.say(
            "Ở tiêu chí do người chấm chọn mức, “tính được” bằng “tự chấm” không có nghĩa là đã được kiểm chứng.",
            "On judged criteria, “computed = claimed” does not mean that anything was verified.",
        );
        let sentence = sentence.to_owned();
        page.para(&sentence, 0, Tone::Quiet);
    }
}

/// `again` is what to type after `check` and `explain` for the same assessment.
fn hints(page: &mut Page, findings: Counts, again: &str) {
    let lang = page.lang;
    page.gap();
    let count = match (findings.total(), lang) {
        (0, Lang::Vi) => "Kiểm tra: không thấy lỗi nào.".to_owned(),
        (0, Lang::En) => "Check: nothing was found.".to_owned(),
        (total, Lang::Vi) => format!(
            "Kiểm tra thấy {} điều cần xem: {}.",
            grouped(total, lang),
            findings.words(lang)
        ),
        (total, Lang::En) => format!(
            "Check found {}: {}.",
            grouped(total, lang),
            findings.words(lang)
        ),
    };
    page.para(&count, 0, Tone::Strong);
    let hints = [
        (
            format!("par-index check {again}"),
            say(lang, "xem từng điều", "shows each finding"),
        ),
        (
            format!("par-index explain {again} ID"),
            say(
                lang,
                "vì sao một tiêu chí được chừng ấy điểm",
                "why a criterion has its points",
            ),
        ),
    ];
    for (command, what) in hints {
        page.item("  ", format!("{command}  — {what}"), 0);
    }
}
