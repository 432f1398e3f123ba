//! Charts of a scorecard and of a ranking. What they show stands in the page in figures as well.

use par_index::diagnostic::Lang;
use par_index::eval::{Scorecard, Totals};
use par_index::model::Leaf;
use par_index::number::{Points, Ratio, Rounding};
use par_index_pages::chart::{Bar, Chart, Legend};

use crate::words::name;
use crate::words::number::fixed;
use crate::words::page::Page;
use crate::words::say;
use crate::words::title;

/// A number as far as a picture shows it.
pub fn drawn(number: &impl ToString) -> f64 {
    number.to_string().parse().unwrap_or_default()
}

/// A ratio as far as a picture shows it.
pub fn drawn_ratio(value: Ratio, rounding: Rounding) -> f64 {
    value
        .to_quantity(rounding)
        .map(|value| drawn(&value))
        .unwrap_or_default()
}

/// The words of a mark that is in the chart.
fn word(is_used: bool, lang: Lang, vi: &str, en: &str) -> Option<String> {
    is_used.then(|| say(lang, vi, en).to_owned())
}

/// Points of each area against its maximum, with what is still possible.
pub fn areas(page: &mut Page, card: &Scorecard, places: u8) {
    let lang = page.lang;
    let areas = &card.scorer().criteria_set().file().areas;
    let possible = |totals: &Totals| {
        let more = totals.open().checked_add(totals.pending())?;
        let computed = totals.computed().unwrap_or(Points::ZERO);
        let high = computed.checked_add(more)?;
        (more > Points::ZERO).then(|| (drawn(&totals.secured()), drawn(&high)))
    };
    let bars = areas.iter().zip(card.areas()).map(|(area, totals)| {
        let number = area.number.as_deref().unwrap_or(area.id.as_str());
        Bar {
            label: format!("{number}. {}", title(&area.title, lang)),
            text: format!(
                "{} / {}",
                fixed(totals.secured(), places, lang),
                fixed(totals.max(), places, lang)
            ),
            reach: Some(drawn(&totals.max())),
            value: Some(drawn(&totals.secured())),
            range: possible(totals),
            before: None,
        }
    });
    let bars: Vec<Bar> = bars.collect();
    let is_open = bars.iter().any(|bar| bar.range.is_some());
    page.chart(Chart {
        title: say(lang, "Điểm theo lĩnh vực", "Points by area").to_owned(),
        legend: Legend {
            value: word(true, lang, "đã chắc chắn", "secured"),
            reach: word(true, lang, "tối đa", "maximum"),
            range: word(
                is_open,
                lang,
                "còn có thể (cộng từng tiêu chí)",
                "still possible (leaf by leaf)",
            ),
            before: None,
        },
        bars,
        from: 0.0,
    });
}

/// Where points were lost, largest first.
pub fn losses<'a>(page: &mut Page, all: impl Iterator<Item = (Points, &'a Leaf)>, places: u8) {
    let lang = page.lang;
    let bar = |(points, leaf): (Points, &Leaf)| Bar {
        label: format!("{}  {}", name(leaf), title(&leaf.criterion().title, lang)),
        text: format!("−{}", fixed(points, places, lang)),
        value: Some(drawn(&points)),
        ..Bar::default()
    };
    page.chart(Chart {
        title: say(lang, "Nơi mất điểm", "Where points were lost").to_owned(),
        bars: all.map(bar).collect(),
        ..Chart::default()
    });
}

/// An index of each unit, with what is still possible and what it was.
pub fn indices(page: &mut Page, bars: Vec<Bar>) {
    let lang = page.lang;
    let has = |of: fn(&Bar) -> bool| bars.iter().any(of);
    let legend = Legend {
        value: word(true, lang, "chỉ số", "index"),
        reach: None,
        range: word(
            has(|bar| bar.range.is_some()),
            lang,
            "chưa phải một số: từ … đến …",
            "not one value yet: from … to …",
        ),
        before: word(
            has(|bar| bar.before.is_some()),
            lang,
            "năm trước",
            "the year before",
        ),
    };
    page.chart(Chart {
        title: say(lang, "Chỉ số (%)", "Index (%)").to_owned(),
        legend,
        bars,
        from: 0.0,
    });
}

/// The places that units can come to, where they are not settled.
pub fn possible_places(page: &mut Page, bars: Vec<Bar>) {
    let lang = page.lang;
    page.chart(Chart {
        title: say(
            lang,
            "Hạng có thể (hạng 1 ở bên trái)",
            "Possible places (first at the left)",
        )
        .to_owned(),
        legend: Legend {
            range: word(
                true,
                lang,
                "từ hạng … đến hạng …",
                "from place … to place …",
            ),
            before: word(true, lang, "hạng hiện nay", "place now"),
            ..Legend::default()
        },
        bars,
        from: 1.0,
    });
}
