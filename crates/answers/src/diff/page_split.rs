//! An assessment scored by two sets: both results, and where the difference comes from, as text.

use par_index::compare::{CannotSplit, Effects, EndSplit, Share, Split, Whose};
use par_index::diagnostic::Lang;
use par_index::eval::Scorecard;
use par_index::file::Nature;
use par_index::model::CriteriaSet;
use par_index::number::{Points, Ratio, Rounding, RoundingMode};
use par_index_pages::{Align, Table, Tone};

use super::answer::{Compared, Rescored};
use crate::words::index::class_cell;
use crate::words::index::one_value;
use crate::words::number::aligned;
use crate::words::number::date;
use crate::words::number::signed;
use crate::words::number::styled;
use crate::words::page::Page;
use crate::words::say;
use crate::words::title;
use crate::words::words;

/// Decimals of shares; the exact fractions stand in the JSON.
const PLACES: u8 = 4;
/// Most criteria listed.
const MOST: usize = 20;

fn points(value: Ratio) -> Option<Points> {
    value.to_points(Rounding::new(PLACES, RoundingMode::HalfUp)?)
}

/// A change with its sign; nothing where there is none.
fn change(value: Ratio, lang: Lang) -> String {
    if value == Ratio::ZERO {
        return "0".to_owned();
    }
    match points(value) {
        Some(rounded) if rounded != Points::ZERO => signed(rounded, PLACES, lang),
        // Too small to be shown, but not nothing.
        _ => say(lang, "≈0", "≈0").to_owned(),
    }
}

fn plain(value: Ratio, lang: Lang) -> String {
    points(value).map_or_else(
        || styled(&value.to_string(), lang),
        |points| aligned(points, 3, lang).trim_end().to_owned(),
    )
}

pub fn rescored(page: &mut Page, compared: &Compared, own: &Rescored) {
    let lang = page.lang;
    page.heading("CHẤM LẠI THEO BỘ MỚI", "SCORED AGAIN BY THE NEW SET");
    let file = own.from.assessment().file();
    let unit = format!(
        "{} ({} {})",
        title(&file.unit.title, lang),
        say(lang, "số liệu đến", "as of"),
        date(file.as_of, lang)
    );
    page.item(format!("{:<9}", say(lang, "Đơn vị", "Unit")), &unit, 0);
    let natures = [Some(&own.from), own.to.as_ref()].into_iter().flatten();
    let made_up = natures
        .filter_map(|card| card.assessment().file().nature)
        .find(|nature| *nature == Nature::MadeUp);
    if let Some(warning) = made_up.and_then(|nature| words::nature_warning(nature, lang)) {
        page.para(format!("! {warning}"), 0, Tone::Care);
    }
    page.gap();
    results(page, own);
    match &own.split {
        Ok(split) => {
            effects(page, split, own.to.is_some());
            if let Some(end) = split.computed() {
                details(page, compared, end, "");
            } else {
                let note = say(
                    lang,
                    "Chỉ số chưa là một số duy nhất (còn chỗ chưa có số liệu), nên chỉ tách được hai đầu: phần chắc chắn và phần còn có thể đạt.",
                    "The index is not one number yet (something is unanswered), so its two ends are taken apart: what is secured, and what is still possible.",
                );
                page.para(note, 0, Tone::Quiet);
                details(
                    page,
                    compared,
                    split.lower(),
                    say(lang, " – PHẦN CHẮC CHẮN", " – SECURED"),
                );
                details(
                    page,
                    compared,
                    split.upper(),
                    say(lang, " – CÒN CÓ THỂ ĐẠT", " – STILL POSSIBLE"),
                );
            }
        }
        Err(error) => {
            let text = match error {
                CannotSplit::NoIndex => say(
                    lang,
                    "Có bản không còn tiêu chí nào áp dụng nên không có chỉ số để so sánh.",
                    "Nothing applies in one of them, so there is no index to compare.",
                ),
                CannotSplit::TooLarge => say(
                    lang,
                    "Phân số quá lớn để tách chính xác.",
                    "The fractions are too large to be taken apart exactly.",
                ),
            };
            page.para(text, 0, Tone::Care);
        }
    }
    dropped(page, own);
}

fn results(page: &mut Page, own: &Rescored) {
    let lang = page.lang;
    let mut table = Table::new(
        &[
            ("", Align::Left),
            (say(lang, "Điểm\ntối đa", "Maximum"), Align::Right),
            (say(lang, "Tính\nđược", "Computed"), Align::Right),
            (say(lang, "Chỉ số (%)", "Index (%)"), Align::Right),
            (say(lang, "Xếp loại", "Class"), Align::Left),
        ],
        0,
    );
    let mut row = |name: &str, card: &Scorecard| {
        let total = card.total();
        let index = total.index().whole();
        let class = card.scorer().classed(total);
        let class = class.and_then(|(value, _)| class_cell(card.scorer(), value, lang));
        let computed = total.computed().map_or("–".to_owned(), |points| {
            aligned(points, 3, lang).trim_end().to_owned()
        });
        table.row(vec![
            name.to_owned(),
            aligned(total.applicable(), 3, lang).trim_end().to_owned(),
            computed,
            one_value(card, &index, lang),
            class.unwrap_or_else(|| "–".to_owned()),
        ]);
    };
    row(
        say(lang, "Số liệu cũ theo bộ cũ", "Old facts by the old set"),
        &own.from,
    );
    row(
        say(lang, "Số liệu cũ theo bộ mới", "Old facts by the new set"),
        own.carried.card(),
    );
    if let Some(to) = &own.to {
        row(
            say(lang, "Số liệu mới theo bộ mới", "New facts by the new set"),
            to,
        );
    }
    page.table(table, 0);
}

fn effects(page: &mut Page, split: &Split, three: bool) {
    let lang = page.lang;
    page.heading(
        "CHÊNH LỆCH CHỈ SỐ DO ĐÂU (điểm phần trăm)",
        "WHERE THE DIFFERENCE COMES FROM (percentage points)",
    );
    let single = split.computed();
    let mut columns = vec![("", Align::Left)];
    if single.is_some() {
        columns.push((say(lang, "Chỉ số", "Index"), Align::Right));
    } else {
        columns.push((say(lang, "Chắc chắn", "Secured"), Align::Right));
        columns.push((say(lang, "Còn có thể", "Still possible"), Align::Right));
    }
    let ends: Vec<&EndSplit> = match single {
        Some(end) => vec![end],
        None => vec![split.lower(), split.upper()],
    };
    let mut table = Table::new(&columns, 0);
    let mut row = |name: &str, pick: &dyn Fn(&Effects) -> Option<Ratio>, style| {
        let mut cells = vec![name.to_owned()];
        cells.extend(ends.iter().map(|end| {
            pick(&end.index).map_or_else(|| "–".to_owned(), |value| change(value, lang))
        }));
        table.toned(cells, style);
    };
    let performance = if three {
        say(
            lang,
            "Kết quả thực hiện (số liệu khác đi)",
            "Performance (other facts)",
        )
    } else {
        say(
            lang,
            "Kết quả thực hiện (cùng số liệu, nên bằng 0)",
            "Performance (the same facts, so 0)",
        )
    };
    row(performance, &|own| Some(own.performance), Tone::Plain);
    let method = say(
        lang,
        "Cách tính (điểm tối đa, trọng số, quy tắc)",
        "Method (maxima, weights, rules)",
    );
    row(method, &|own| Some(own.method), Tone::Plain);
    let none = say(
        lang,
        "Không áp dụng (phần đổi diện áp dụng)",
        "Not applicable (what applies changed)",
    );
    row(none, &|own| Some(own.not_applicable), Tone::Plain);
    row(
        say(lang, "Tổng chênh lệch", "The whole difference"),
        &Effects::sum,
        Tone::Strong,
    );
    page.table(table, 0);
    let note = say(
        lang,
        "Ba phần cộng lại đúng bằng chênh lệch; ở đây làm tròn 4 chữ số để xem, phân số đúng có trong --format json.",
        "The three add up to the difference exactly; shown to 4 decimals here, as exact fractions in --format json.",
    );
    page.para(note, 0, Tone::Quiet);
}

fn name(share: &Share, compared: &Compared, lang: Lang) -> String {
    let (old_set, new_set) = (&compared.old.set, &compared.new.set);
    let leaf = |set: &CriteriaSet, index: usize| {
        set.leaves().get(index).map(|leaf| {
            let criterion = leaf.criterion();
            let number = criterion.number.as_deref().unwrap_or(leaf.id().as_str());
            format!(
                "{} {}",
                number.trim_end_matches('.'),
                title(&criterion.title, lang)
            )
        })
    };
    let area = |set: &CriteriaSet, index: usize| {
        set.file().areas.get(index).map(|area| {
            let number = area.number.as_deref().unwrap_or(area.id.as_str());
            format!(
                "{}. {}",
                number.trim_end_matches('.'),
                title(&area.title, lang)
            )
        })
    };
    let found = match share.whose {
        Whose::Leaf { old, new } => new
            .and_then(|index| leaf(new_set, index))
            .or_else(|| old.and_then(|index| leaf(old_set, index))),
        Whose::Area { old, new } => new
            .and_then(|index| area(new_set, index))
            .or_else(|| old.and_then(|index| area(old_set, index))),
        Whose::AreaRounding => {
            Some(say(lang, "(làm tròn điểm lĩnh vực)", "(rounding of areas)").to_owned())
        }
        Whose::Mismatch => Some(
            say(
                lang,
                "(sai lệch đã khai báo của bộ)",
                "(declared mismatch of the set)",
            )
            .to_owned(),
        ),
        Whose::AdjustmentCap => Some(
            say(
                lang,
                "(giới hạn điểm thưởng, phạt)",
                "(caps of bonus and penalty)",
            )
            .to_owned(),
        ),
        Whose::Limits => Some(
            say(
                lang,
                "(chỉ số giữ trong 0–100; phần còn có thể rời mẫu số)",
                "(the index held within 0–100; what may still leave the maximum)",
            )
            .to_owned(),
        ),
    };
    found.unwrap_or_default()
}

fn details(page: &mut Page, compared: &Compared, end: &EndSplit, which: &str) {
    let lang = page.lang;
    let vi = format!("THEO LĨNH VỰC{which} (điểm, và điểm phần trăm của chỉ số)");
    let en = format!("BY AREA{which} (points, and percentage points of the index)");
    page.heading(&vi, &en);
    shares(
        page,
        compared,
        end.areas.iter().collect(),
        say(lang, "Lĩnh vực", "Area"),
    );
    let mut own: Vec<&Share> = end
        .shares
        .iter()
        .filter(|share| !(share.index.is_none() && share.points.is_none()))
        .collect();
    let size = |share: &Share| {
        let sum = share.index.sum().unwrap_or(Ratio::ZERO);
        if sum < Ratio::ZERO {
            sum.negated()
        } else {
            sum
        }
    };
    own.sort_by_key(|share| std::cmp::Reverse(size(share)));
    if own.is_empty() {
        let none = say(
            lang,
            "Không tiêu chí nào đổi điểm.",
            "No criterion changed its points.",
        );
        page.para(none, 0, Tone::Plain);
        return;
    }
    let left = own.len().saturating_sub(MOST);
    own.truncate(MOST);
    let vi = format!("TIÊU CHÍ ĐỔI NHIỀU NHẤT{which}");
    let en = format!("CRITERIA THAT CHANGED MOST{which}");
    page.heading(&vi, &en);
    shares(page, compared, own, say(lang, "Tiêu chí", "Criterion"));
    if left > 0 {
        let text = match lang {
            Lang::Vi => format!("… và {left} tiêu chí khác; xem --format json."),
            Lang::En => format!("… and {left} more; see --format json."),
        };
        page.para(&text, 0, Tone::Quiet);
    }
}

fn shares(page: &mut Page, compared: &Compared, shares: Vec<&Share>, head: &str) {
    let lang = page.lang;
    let mut table = Table::new(
        &[
            (head, Align::Left),
            (say(lang, "Điểm\ncũ", "Old\npoints"), Align::Right),
            (say(lang, "Điểm\nmới", "New\npoints"), Align::Right),
            (say(lang, "Thực\nhiện", "Perform-\nance"), Align::Right),
            (say(lang, "Cách\ntính", "Method"), Align::Right),
            (
                say(lang, "Không\náp dụng", "Not ap-\nplicable"),
                Align::Right,
            ),
            (say(lang, "Chỉ số\nđổi", "Index\nchanges"), Align::Right),
        ],
        0,
    );
    let there = |share: &Share, is_old: bool| match share.whose {
        Whose::Leaf { old, new } | Whose::Area { old, new } => {
            if is_old {
                old.is_some()
            } else {
                new.is_some()
            }
        }
        _ => true,
    };
    for share in shares {
        let shown = |value: Ratio, is_old: bool| {
            if there(share, is_old) {
                plain(value, lang)
            } else {
                "–".to_owned()
            }
        };
        table.row(vec![
            name(share, compared, lang),
            shown(share.from, true),
            shown(share.to, false),
            change(share.index.performance, lang),
            change(share.index.method, lang),
            change(share.index.not_applicable, lang),
            share
                .index
                .sum()
                .map_or_else(|| "–".to_owned(), |sum| change(sum, lang)),
        ]);
    }
    page.table(table, 0);
}

fn dropped(page: &mut Page, own: &Rescored) {
    let lang = page.lang;
    let all = own.carried.dropped();
    if all.is_empty() {
        return;
    }
    page.heading(
        "SỐ LIỆU CŨ KHÔNG CHUYỂN SANG ĐƯỢC (coi như chưa khai)",
        "OLD ANSWERS THAT DO NOT FIT (taken as unanswered)",
    );
    for one in all {
        let text = format!("{}: {}", one.name(), one.why().get(lang));
        page.item("· ", &text, 0);
    }
}
