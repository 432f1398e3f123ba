//! Scenarios for a person: all of them beside the base, then each with what it changes and why.

use par_index::compare::Dropped;
use par_index::diagnostic::Lang;
use par_index::eval::{Column, CriterionScore, Scorecard, Totals};
use par_index::file::ScenarioFile;
use par_index::number::Points;
use par_index::scenario::{AreaDelta, Change, Entry, LeafDelta, Outcome, Pair, Runner, Scenarios};
use par_index_pages::{Align, Phrase, Table, Tone};

use super::page_words::{changes, fact, reason, value};
use crate::words::NONE;
use crate::words::head;
use crate::words::index::one_value;
use crate::words::name;
use crate::words::number::exact_places;
use crate::words::number::fixed;
use crate::words::number::grouped;
use crate::words::number::points;
use crate::words::number::signed;
use crate::words::page::Page;
use crate::words::say;
use crate::words::title;
use crate::words::words;

/// Combinations of one scenario that are shown.
const SHOWN: usize = 40;

pub fn page(runner: &Runner, scenarios: &Scenarios, outcomes: &[Outcome<'_>], lang: Lang) -> Page {
    let mut page = Page::new(lang);
    let card = runner.base();
    head::head(&mut page, card, "CÁC KỊCH BẢN", "SCENARIOS");
    if let Some(name) = &scenarios.file().title {
        page.gap();
        page.para(title(name, lang), 0, Tone::Strong);
    }
    if let Some(note) = &scenarios.file().note {
        page.para(title(note, lang), 0, Tone::Plain);
    }
    let groups: Vec<&[Outcome<'_>]> = outcomes
        .chunk_by(|a, b| a.case().index() == b.case().index())
        .collect();
    overview(&mut page, card, &groups);
    for group in groups {
        match group {
            [] => {}
            [only] if only.case().values().is_empty() => single(&mut page, only),
            all => combinations(&mut page, all),
        }
    }
    page
}

/// The places that show all points of some totals.
fn places<'t>(all: impl Iterator<Item = &'t Totals>) -> u8 {
    let columns = [Column::Computed, Column::Evidenced, Column::Final];
    exact_places(all.flat_map(|own| columns.into_iter().filter_map(|at| own.column(at)))).min(4)
}

fn moved(before: Option<Points>, after: Option<Points>) -> Option<Points> {
    after?.checked_sub(before?)
}

/// `+0,25`, nothing where it stays.
fn change(before: Option<Points>, after: Option<Points>, places: u8, lang: Lang) -> String {
    match moved(before, after) {
        Some(Points::ZERO) => "=".to_owned(),
        Some(by) => signed(by, places, lang),
        None => String::new(),
    }
}

/// One line for each scenario; of one with combinations the lowest and the highest.
fn overview(page: &mut Page, card: &Scorecard, groups: &[&[Outcome<'_>]]) {
    let lang = page.lang;
    let all = || groups.iter().flat_map(|group| group.iter());
    let places = places(all().map(|own| &own.total().after).chain([card.total()]));
    let decided = |totals: &Totals| totals.final_points().is_some();
    let is_final = decided(card.total()) || all().any(|own| decided(&own.total().after));
    page.heading("SO VỚI BẢN GỐC", "BESIDE THE BASE");
    let mut columns = vec![
        (say(lang, "Kịch bản", "Scenario"), Align::Left),
        (say(lang, "Tính\nđược", "Com-\nputed"), Align::Right),
        ("±", Align::Right),
        (say(lang, "Có minh\nchứng", "Evi-\ndenced"), Align::Right),
        ("±", Align::Right),
    ];
    if is_final {
        columns.push((say(lang, "Thẩm\nđịnh", "Final"), Align::Right));
    }
    columns.push((
        say(
            lang,
            "Chỉ số (%)\ntoàn thang điểm",
            "Index (%)\nwhole scale",
        ),
        Align::Right,
    ));
    let mut table = Table::new(&columns, 0);
    let base = card.total();
    let row = |label: String, own: Option<&Outcome<'_>>| {
        let totals = own.map_or(base, |own| &own.total().after);
        let scale = own.map_or(card, Outcome::scale);
        let known = own.map_or(&[][..], Outcome::columns);
        let mut cells = vec![label];
        for column in [Column::Computed, Column::Evidenced, Column::Final] {
            if column == Column::Final && !is_final {
                continue;
            }
            let is_known = own.is_none() || known.contains(&column);
            let after = totals.column(column).filter(|_| is_known);
            cells.push(after.map_or_else(|| NONE.to_owned(), |own| fixed(own, places, lang)));
            if column != Column::Final {
                cells.push(match own {
                    Some(_) => change(base.column(column), after, places, lang),
                    None => String::new(),
                });
            }
        }
        cells.push(one_value(scale, &totals.index().whole(), lang));
        cells
    };
    table.toned(
        row(say(lang, "bản gốc", "base").to_owned(), None),
        Tone::Quiet,
    );
    for group in groups {
        let computed = |own: &&Outcome<'_>| own.total().after.computed();
        let (Some(low), Some(high)) = (
            group.iter().min_by_key(computed),
            group.iter().max_by_key(computed),
        ) else {
            continue;
        };
        let id = &low.case().scenario().id;
        if group.len() == 1 {
            table.row(row(id.to_string(), Some(low)));
            continue;
        }
        for (word, own) in [
            (say(lang, "thấp nhất", "lowest"), low),
            (say(lang, "cao nhất", "highest"), high),
        ] {
            table.row(row(format!("{id}: {word}"), Some(own)));
        }
    }
    page.table(table, 0);
    if all().any(Outcome::is_other_set) {
        let note = say(
            lang,
            "Theo bộ tiêu chí khác chỉ so được điểm tính được: điểm tự chấm, tài liệu và thẩm định không chuyển sang.",
            "By another criteria set only the computed points are compared: claims, documents and appraisal are not carried over.",
        );
        page.para(note, 0, Tone::Quiet);
    }
}

fn scenario_head(page: &mut Page, own: &ScenarioFile) {
    let lang = page.lang;
    page.gap();
    match &own.title {
        Some(name) => {
            let label = Phrase::toned(format!("{}  ", own.id), Tone::Strong);
            page.item(label, Phrase::toned(title(name, lang), Tone::Strong), 0);
        }
        None => page.para(own.id.as_str(), 0, Tone::Strong),
    }
    if let Some(note) = &own.note {
        page.para(title(note, lang), 2, Tone::Quiet);
    }
}

fn single(page: &mut Page, own: &Outcome<'_>) {
    let lang = page.lang;
    scenario_head(page, own.case().scenario());
    changes(page, own);
    if own.areas().is_empty() && own.leaves().is_empty() {
        let note = if own.is_other_set() {
            say(
                lang,
                "Không lĩnh vực, tiêu chí nào đổi điểm; tổng điểm chỉ đổi do trọng số.",
                "No area or criterion changes its points; the total changes by its weights alone.",
            )
        } else {
            say(lang, "Không làm thay đổi điểm.", "It changes no points.")
        };
        page.para(note, 2, Tone::Plain);
        return;
    }
    areas(page, own);
    for leaf in own.leaves() {
        leaf_lines(page, own, leaf);
    }
    if !own.dropped().is_empty() {
        let names: Vec<&str> = own.dropped().iter().map(Dropped::name).collect();
        page.item(
            say(lang, "không chuyển sang được: ", "not carried over: "),
            names.join(", "),
            2,
        );
    }
}

/// Columns that moved, those that moved alike together: `tính được, có minh chứng`.
fn moves(
    columns: &[Column],
    of: impl Fn(Column) -> (Option<Points>, Option<Points>),
    lang: Lang,
) -> Vec<(String, Option<Points>, Option<Points>)> {
    let mut all: Vec<(String, Option<Points>, Option<Points>)> = Vec::new();
    for column in columns {
        let (before, after) = of(*column);
        if before == after {
            continue;
        }
        let word = words::column(*column, lang);
        let mut same = all
            .iter_mut()
            .filter(|own| (own.1, own.2) == (before, after));
        match same.next() {
            Some((words, _, _)) => *words = format!("{words}, {word}"),
            None => all.push((word.to_owned(), before, after)),
        }
    }
    all
}

fn areas(page: &mut Page, own: &Outcome<'_>) {
    let lang = page.lang;
    let base = own.base().scorer().criteria_set();
    let areas = own.areas().iter();
    let places = places(areas.flat_map(|area| area.totals.before.iter().chain(&area.totals.after)));
    for area in own.areas() {
        let index = area
            .area
            .after
            .map(|at| (own.scale().scorer().criteria_set(), at));
        let index = index.or(area.area.before.map(|at| (base, at)));
        let Some(named) = index.and_then(|(set, at)| set.file().areas.get(at)) else {
            continue;
        };
        let all = moves(own.columns(), |column| area_points(area, column), lang);
        let all: Vec<String> = all
            .into_iter()
            .map(|(words, before, after)| {
                let (old, new) = (shown(before, places, lang), shown(after, places, lang));
                let by = change(before, after, places, lang);
                let by = if by.is_empty() {
                    by
                } else {
                    format!(" ({by})")
                };
                format!("{words} {old} → {new}{by}")
            })
            .collect();
        if !all.is_empty() {
            let name = title(&named.title, lang);
            page.item(
                Phrase::toned(format!("{name}: "), Tone::Strong),
                all.join("; "),
                2,
            );
        }
    }
}

fn area_points(area: &AreaDelta, column: Column) -> (Option<Points>, Option<Points>) {
    let of = |side: &Option<Totals>| side.as_ref().and_then(|own| own.column(column));
    (of(&area.totals.before), of(&area.totals.after))
}

fn shown(value: Option<Points>, places: u8, lang: Lang) -> String {
    value.map_or_else(|| NONE.to_owned(), |own| fixed(own, places, lang))
}

/// A leaf with its points before and after, and the entries of its ledger that changed.
fn leaf_lines(page: &mut Page, own: &Outcome<'_>, delta: &LeafDelta) {
    let lang = page.lang;
    let base = own.base().scorer().criteria_set();
    let new = delta
        .leaf
        .after
        .map(|at| (own.scale().scorer().criteria_set(), at));
    let found = new.or(delta.leaf.before.map(|at| (base, at)));
    let Some(leaf) = found.and_then(|(set, at)| set.leaves().get(at)) else {
        return;
    };
    let Pair { before, after } = &delta.score;
    let of = |side: &Option<CriterionScore>, column| {
        side.as_ref().and_then(|score| score.column(column))
    };
    let all = moves(
        own.columns(),
        |column| (of(before, column), of(after, column)),
        lang,
    );
    let points_or =
        |value: Option<Points>| value.map_or_else(|| NONE.to_owned(), |own| points(own, lang));
    let mut parts: Vec<String> = all
        .into_iter()
        .map(|(words, old, new)| format!("{words} {} → {}", points_or(old), points_or(new)))
        .collect();
    if let (Some(old), Some(new)) = (before, after)
        && old.state() != new.state()
    {
        parts.push(format!(
            "{} → {}",
            words::state(old.state(), lang),
            words::state(new.state(), lang)
        ));
    }
    match (before, after) {
        (None, Some(_)) => parts.push(say(lang, "tiêu chí mới", "a new criterion").to_owned()),
        (Some(_), None) => parts.push(say(lang, "không còn tiêu chí này", "gone").to_owned()),
        _ => {}
    }
    if parts.is_empty() {
        parts.push(say(lang, "điểm giữ nguyên", "the same points").to_owned());
    }
    page.item(
        format!("{}  ", name(leaf)),
        format!(
            "{}: {}",
            title(&leaf.criterion().title, lang),
            parts.join("; ")
        ),
        2,
    );
    for entry in &delta.entries {
        let (mark, style) = match (entry.entry, entry.effect()) {
            (Entry::Loss(..), Some(effect)) if effect > Points::ZERO => ("↑ ", Tone::Good),
            (Entry::Loss(..), _) => ("↓ ", Tone::Bad),
            _ => ("· ", Tone::Quiet),
        };
        page.item(Phrase::toned(mark, style), reason(entry, lang), 4);
    }
}

/// A line for each combination of a grid or range.
fn combinations(page: &mut Page, all: &[Outcome<'_>]) {
    let lang = page.lang;
    let Some(first) = all.first() else { return };
    scenario_head(page, first.case().scenario());
    changes(page, first);
    let set = first.scale().scorer().criteria_set();
    let facts: Vec<_> = first
        .case()
        .values()
        .iter()
        .filter_map(|change| match change {
            Change::Fact(own) => Some(&own.fact),
            _ => None,
        })
        .collect();
    let letters: Vec<String> = ('A'..='Z').map(String::from).take(facts.len()).collect();
    for (letter, id) in letters.iter().zip(&facts) {
        page.item(
            Phrase::toned(format!("{letter} = "), Tone::Quiet),
            fact(set, id.as_str(), lang),
            2,
        );
    }
    let places = places(all.iter().map(|own| &own.total().after));
    let mut columns: Vec<(&str, Align)> = letters
        .iter()
        .map(|letter| (letter.as_str(), Align::Right))
        .collect();
    columns.extend([
        (say(lang, "Tính được", "Computed"), Align::Right),
        ("±", Align::Right),
        (say(lang, "Chỉ số (%)", "Index (%)"), Align::Right),
        (
            say(
                lang,
                "Tiêu chí thay đổi (tính được)",
                "Criteria that change (computed)",
            ),
            Align::Left,
        ),
    ]);
    let flexible = columns.len() - 1;
    let mut table = Table::new(&columns, flexible);
    for own in all.iter().take(SHOWN) {
        let mut cells: Vec<String> = own
            .case()
            .values()
            .iter()
            .filter_map(|change| match change {
                Change::Fact(own) => Some(value(set, own.fact.as_str(), &own.value, lang)),
                _ => None,
            })
            .collect();
        let Pair { before, after } = own.total();
        cells.extend([
            shown(after.computed(), places, lang),
            change(before.computed(), after.computed(), places, lang),
            one_value(own.scale(), &after.index().whole(), lang),
            moved_leaves(own, lang),
        ]);
        table.row(cells);
    }
    page.table(table, 2);
    if let Some(rest) = all.len().checked_sub(SHOWN).filter(|rest| *rest > 0) {
        let rest = grouped(rest, lang);
        let note = match lang {
            Lang::Vi => format!("… và {rest} tổ hợp nữa; --format csv có đủ, kèm lý do"),
            Lang::En => format!("… and {rest} more; --format csv has them all, with their reasons"),
        };
        page.para(&note, 2, Tone::Care);
    }
}

/// `c6.5.1 +0,75`
fn moved_leaves(own: &Outcome<'_>, lang: Lang) -> String {
    let set = own.scale().scorer().criteria_set();
    let moved = own.leaves().iter().filter_map(|delta| {
        let leaf = set.leaves().get(delta.leaf.after?)?;
        let of = |side: &Option<CriterionScore>| side.as_ref().and_then(CriterionScore::computed);
        let (before, after) = (of(&delta.score.before), of(&delta.score.after));
        match moved(before, after) {
            Some(Points::ZERO) => None,
            Some(by) => Some(format!(
                "{} {}{}",
                name(leaf),
                if by > Points::ZERO { "+" } else { "" },
                points(by, lang)
            )),
            None if before == after => None,
            None => {
                let state = delta.score.after.as_ref()?.state();
                Some(format!("{}: {}", name(leaf), words::state(state, lang)))
            }
        }
    });
    moved.collect::<Vec<_>>().join(", ")
}
