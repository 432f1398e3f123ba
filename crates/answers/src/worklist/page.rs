//! The worklist for a person.

use std::collections::BTreeSet;

use par_index::diagnostic::Lang;
use par_index::file::{Nature, Provenance};
use par_index::number::Points;
use par_index::worklist::{RoundRecord, ToDecide, WorkGroup, WorkItem};
use par_index_pages::visible::visible_line;
use par_index_pages::{Align, Table, Tone};

use super::shown::Shown;
use crate::ask::WorkBy;
use crate::words::number::date;
use crate::words::number::grouped;
use crate::words::number::points;
use crate::words::page::Page;
use crate::words::points_text;
use crate::words::say;
use crate::words::title;
use crate::words::words;

/// The list; settled lines on which all agree only where they are asked for.
pub fn page(shown: &Shown, all: bool, lang: Lang) -> Page {
    let mut page = Page::new(lang);
    head(&mut page, shown);
    for group in &shown.groups {
        section(&mut page, shown, all, group);
    }
    page
}

fn head(page: &mut Page, shown: &Shown) {
    let lang = page.lang;
    let heading = page
        .say("DANH SÁCH VIỆC THẨM ĐỊNH", "APPRAISAL WORKLIST")
        .to_owned();
    page.titled(&heading);
    let (count, broken) = (shown.assessments.len(), shown.broken.len());
    let mut parts = vec![match lang {
        Lang::Vi => format!("{} bản tự chấm", grouped(count, lang)),
        Lang::En if count == 1 => "1 assessment".to_owned(),
        Lang::En => format!("{} assessments", grouped(count, lang)),
    }];
    if broken > 0 {
        parts.push(match lang {
            Lang::Vi => format!("{} tệp không chấm được", grouped(broken, lang)),
            Lang::En if broken == 1 => "1 file cannot be scored".to_owned(),
            Lang::En => format!("{} files cannot be scored", grouped(broken, lang)),
        });
    }
    page.para(parts.join("; "), 0, Tone::Plain);
    for file in &shown.broken {
        page.item("• ", visible_line(file), 2);
    }
    let mut warnings: Vec<&str> = Vec::new();
    for nature in [Nature::MadeUp] {
        if shown.assessments.iter().any(|own| own.nature == nature) {
            warnings.extend(words::nature_warning(nature, lang));
        }
    }
    let unofficial = shown
        .assessments
        .iter()
        .map(|own| own.provenance)
        .find(|own| *own != Provenance::Official);
    warnings.extend(unofficial.and_then(|own| words::provenance_warning(own, lang)));
    for warning in warnings {
        page.para(warning, 0, Tone::Care);
    }
}

fn is_shown(all: bool, item: &WorkItem) -> bool {
    let grave = item.findings.errors.saturating_add(item.findings.warnings);
    all || item.to_decide != ToDecide::Nothing || item.differs() || grave > 0
}

fn section(page: &mut Page, shown: &Shown, all: bool, group: &WorkGroup) {
    let lang = page.lang;
    page.gap();
    let name = match &group.title {
        Some(own) => title(own, lang),
        None => say(
            lang,
            "Chưa nêu cơ quan thẩm định",
            "No appraising body is named",
        ),
    };
    let name = match &group.number {
        Some(number) => format!("{number} {name}"),
        None => name.to_owned(),
    };
    page.para(&name, 0, Tone::Strong);
    page.para(counts(group, lang), 2, Tone::Plain);
    let items: Vec<&WorkItem> = group
        .items
        .iter()
        .filter_map(|at| shown.list.items().get(*at))
        .collect();
    let listed: Vec<&WorkItem> = items
        .iter()
        .copied()
        .filter(|item| is_shown(all, item))
        .collect();
    match shown.by {
        WorkBy::Leaf => table(page, &listed, |item| {
            title(&item.unit_title, lang).to_owned()
        }),
        WorkBy::Body => {
            let assessments: BTreeSet<usize> = listed.iter().map(|item| item.assessment).collect();
            for assessment in assessments {
                let own: Vec<&WorkItem> = listed
                    .iter()
                    .copied()
                    .filter(|item| item.assessment == assessment)
                    .collect();
                let file = shown
                    .assessments
                    .get(assessment)
                    .map_or("", |listed| &listed.file);
                let unit = own.first().map_or("", |item| title(&item.unit_title, lang));
                page.gap();
                let file = visible_line(file);
                page.para(format!("{unit} · {file}"), 2, Tone::Strong);
                table(page, &own, |item| item.number.clone());
            }
        }
    }
    let hidden = items.len().saturating_sub(listed.len());
    if hidden > 0 {
        let text = match lang {
            Lang::Vi => format!(
                "… {} dòng đã xong, không có gì khác nhau",
                grouped(hidden, lang)
            ),
            Lang::En if hidden == 1 => "… 1 line is settled and agrees".to_owned(),
            Lang::En => format!("… {} lines are settled and agree", grouped(hidden, lang)),
        };
        page.para(&text, 2, Tone::Quiet);
    }
}

/// “3 mục cần quyết định; 1 mục chờ nơi khác; …”
fn counts(group: &WorkGroup, lang: Lang) -> String {
    let mut parts = vec![match lang {
        Lang::Vi => format!("{} mục cần quyết định", grouped(group.to_decide, lang)),
        Lang::En => format!("{} to decide", grouped(group.to_decide, lang)),
    }];
    if group.waiting > 0 {
        parts.push(match lang {
            Lang::Vi => format!("{} mục chờ nơi khác", grouped(group.waiting, lang)),
            Lang::En => format!("{} waiting for others", grouped(group.waiting, lang)),
        });
    }
    if group.lowered > 0 {
        let taken = points_text(group.taken, lang);
        parts.push(match lang {
            Lang::Vi => format!(
                "{} mục thẩm định thấp hơn tự chấm, tổng cộng {taken}",
                grouped(group.lowered, lang)
            ),
            Lang::En => format!(
                "{} given less than claimed, {taken} together",
                grouped(group.lowered, lang)
            ),
        });
    }
    let found = group.findings.total();
    if found > 0 {
        parts.push(match lang {
            Lang::Vi => format!("{} phát hiện", grouped(found, lang)),
            Lang::En if found == 1 => "1 finding".to_owned(),
            Lang::En => format!("{} findings", grouped(found, lang)),
        });
    }
    parts.join("; ")
}

fn table(page: &mut Page, items: &[&WorkItem], name: impl Fn(&WorkItem) -> String) {
    if items.is_empty() {
        return;
    }
    let lang = page.lang;
    let left = |vi: &'static str, en: &'static str| (say(lang, vi, en), Align::Left);
    let right = |vi: &'static str, en: &'static str| (say(lang, vi, en), Align::Right);
    let mut table = Table::new(
        &[
            left("", ""),
            right("Tối\nđa", "Max."),
            right("Tự\nchấm", "Claimed"),
            right("Theo\nsố liệu", "Com-\nputed"),
            right("Có tài\nliệu", "Evi-\ndenced"),
            right("Vòng 1", "Round 1"),
            right("Vòng 2", "Round 2"),
            right("Kết\nquả", "Final"),
            left("Việc cần làm", "To do"),
            right("Phát\nhiện", "Find-\nings"),
        ],
        0,
    );
    let value = |points_of: Option<Points>, is_excluded: bool| match points_of {
        Some(own) => points(own, lang),
        None if is_excluded => say(lang, "k/áp dụng", "n/a").to_owned(),
        None => "–".to_owned(),
    };
    let round = |record: &Option<RoundRecord>| {
        record
            .as_ref()
            .map_or_else(|| "–".to_owned(), |own| value(own.points, own.is_excluded))
    };
    for item in items {
        let [first, second] = &item.rounds;
        let style = if item.to_decide.is_for_appraiser() {
            Tone::Care
        } else {
            Tone::Plain
        };
        let found = item.findings.total();
        table.toned(
            vec![
                name(item),
                points(item.max, lang),
                value(item.claimed, false),
                value(item.computed, false),
                value(item.evidenced, false),
                round(first),
                round(second),
                value(item.final_points, item.is_final_excluded),
                todo(item.to_decide, lang).to_owned(),
                if found > 0 {
                    grouped(found, lang)
                } else {
                    String::new()
                },
            ],
            style,
        );
    }
    page.table(table, 2);
    for item in items {
        reasons(page, item, &name(item));
    }
}

/// Who decided what and why, and what the unit says to it.
fn reasons(page: &mut Page, item: &WorkItem, name: &str) {
    let lang = page.lang;
    let [first, second] = &item.rounds;
    let mut lines: Vec<String> = Vec::new();
    if let Some(text) = &item.explanation {
        lines.push(format!(
            "{}: {text}",
            say(lang, "giải trình", "explanation")
        ));
    }
    lines.extend(first.as_ref().and_then(|own| decided(own, lang)));
    for response in &item.responses {
        lines.push(format!(
            "{} ({}): {}",
            say(lang, "đơn vị trả lời", "the unit answers"),
            date(response.on, lang),
            response.text
        ));
    }
    lines.extend(second.as_ref().and_then(|own| decided(own, lang)));
    for line in lines {
        page.item("• ", format!("{name}, {line}"), 4);
    }
}

/// A decision with its reason; one that gives none is in the table.
fn decided(record: &RoundRecord, lang: Lang) -> Option<String> {
    let reason = record.reason.as_ref()?;
    Some(format!(
        "{} {} ({}, {}): {reason}",
        say(lang, "vòng", "round"),
        record.round,
        record.by,
        date(record.on, lang)
    ))
}

fn todo(own: ToDecide, lang: Lang) -> &'static str {
    match own {
        ToDecide::RoundOne => say(lang, "chấm vòng 1", "decide round 1"),
        ToDecide::Incomplete { round: 1 } => say(lang, "bổ sung vòng 1", "complete round 1"),
        ToDecide::Incomplete { .. } => say(lang, "bổ sung vòng 2", "complete round 2"),
        ToDecide::RoundTwo => say(lang, "chấm vòng 2", "decide round 2"),
        ToDecide::Lock { round: 1 } => say(lang, "khóa vòng 1", "lock round 1"),
        ToDecide::Lock { .. } => say(lang, "khóa vòng 2", "lock round 2"),
        ToDecide::UnitToExplain => say(lang, "chờ giải trình", "unit to explain"),
        ToDecide::ResultFromOutside => say(lang, "chờ kết quả", "result awaited"),
        _ => say(lang, "xong", "done"),
    }
}
