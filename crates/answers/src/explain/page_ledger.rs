//! The ledger above the leaves: an area, a parent criterion, or the total, with what is below it.

use par_index::eval::{Column, LedgerSums, Scorecard, State, Totals};
use par_index::number::Points;
use par_index_pages::{Align, Line, Phrase, Table, Tone};

use crate::words::name;
use crate::words::number::aligned;
use crate::words::number::exact_places;
use crate::words::number::fixed;
use crate::words::number::places_for;
use crate::words::page::Page;
use crate::words::say;
use crate::words::title;
use crate::words::words;

/// A heading with its ledger
pub fn group(page: &mut Page, id: &str, name: &str, sums: &LedgerSums) {
    let lang = page.lang;
    page.gap();
    page.line(Line::Double);
    let label = if id.is_empty() {
        Phrase::default()
    } else {
        Phrase::toned(format!("{id}  "), Tone::Strong)
    };
    page.item(label, Phrase::toned(name, Tone::Strong), 0);
    let mut all = vec![
        sums.max,
        sums.computed,
        sums.evidenced,
        sums.open,
        sums.pending,
        sums.excluded,
    ];
    all.extend(sums.losses.iter().map(|(_, _, points)| *points));
    let places = exact_places(all.into_iter());
    let mut table = Table::new(
        &[("", Align::Left), ("", Align::Left), ("", Align::Right)],
        1,
    );
    let mut add = |sign: &str, what: &str, points: Points, style| {
        table.toned(
            vec![
                sign.to_owned(),
                what.to_owned(),
                aligned(points, places, lang),
            ],
            style,
        );
    };
    add("", say(lang, "tối đa", "maximum"), sums.max, Tone::Plain);
    for (column, reason, points) in &sums.losses {
        if *column == Column::Computed {
            add("−", words::reason(*reason, lang), *points, Tone::Bad);
        }
    }
    for (what, points) in [
        (say(lang, "chưa đủ số liệu", "open"), sums.open),
        (say(lang, "chờ cơ quan khác", "pending"), sums.pending),
        (
            say(
                lang,
                "không áp dụng (bỏ khỏi mẫu số)",
                "not applicable (leaves the denominator)",
            ),
            sums.excluded,
        ),
    ] {
        if points != Points::ZERO {
            add("−", what, points, Tone::Care);
        }
    }
    add(
        "=",
        say(lang, "tính được", "computed"),
        sums.computed,
        Tone::Strong,
    );
    for (column, reason, points) in &sums.losses {
        if *column == Column::Evidenced {
            add("−", words::reason(*reason, lang), *points, Tone::Bad);
        }
    }
    add(
        "=",
        say(lang, "có minh chứng", "evidenced"),
        sums.evidenced,
        Tone::Strong,
    );
    page.table(table, 2);
}

/// Says where an area or the total has nothing to divide by
pub fn nothing_applies(page: &mut Page, card: &Scorecard, totals: &Totals) {
    if !card.assessment().is_complete() || totals.index().whole().lower().is_some() {
        return;
    }
    let sentence = page.say(
        "Không tiêu chí nào ở đây áp dụng: mẫu số bằng 0, nên không có chỉ số.",
        "Nothing here applies: the denominator is 0, so there is no index.",
    );
    let sentence = sentence.to_owned();
    page.para(&sentence, 2, Tone::Plain);
}

/// The leaves of a group, one a line
pub fn leaves(page: &mut Page, card: &Scorecard, leaves: impl Iterator<Item = usize> + Clone) {
    let lang = page.lang;
    let set = card.scorer().criteria_set();
    let rows =
        leaves.filter_map(|index| Some((set.leaves().get(index)?, card.criteria().get(index)?)));
    let points = rows.clone().flat_map(|(_, score)| {
        [
            Some(score.max()),
            score.claimed(),
            score.computed(),
            score.evidenced(),
            score.final_points(),
        ]
        .into_iter()
        .flatten()
    });
    let places = places_for(points);
    let mut table = Table::new(
        &[
            (say(lang, "Tiêu chí", "Criterion"), Align::Left),
            ("", Align::Left),
            (say(lang, "Tối\nđa", "Max"), Align::Right),
            (say(lang, "Tự\nchấm", "Claim"), Align::Right),
            (say(lang, "Tính\nđược", "Com-\nputed"), Align::Right),
            (say(lang, "Minh\nchứng", "Evi-\ndenced"), Align::Right),
            ("", Align::Left),
        ],
        1,
    );
    let value = |points: Option<Points>| {
        points.map_or_else(
            || crate::words::NONE.to_owned(),
            |points| fixed(points, places, lang),
        )
    };
    for (leaf, score) in rows {
        let state = match score.state() {
            State::Scored => "",
            state => words::state(state, lang),
        };
        table.row(vec![
            name(leaf),
            title(&leaf.criterion().title, lang).to_owned(),
            value(Some(score.max())),
            value(score.claimed()),
            value(score.computed()),
            value(score.evidenced()),
            state.to_owned(),
        ]);
    }
    page.gap();
    page.table(table, 0);
}
