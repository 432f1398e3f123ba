//! What the findings about an assessment mean for its points.

use par_index::check::{CheckSummary, PointsAtStake};
use par_index::diagnostic::{Diagnostic, Diagnostics, Lang, Severity};
use par_index::eval::Scorecard;
use par_index::file::Text;
use par_index::number::{Date, Points};
use par_index_pages::Tone;
use par_index_pages::visible::visible_line;
use serde::Serialize;

use par_index_answers::words::number::date;
use par_index_answers::words::number::points;
use par_index_answers::words::page::Page;
use par_index_answers::words::points_text;
use par_index_answers::words::title;

/// Things to do that are listed in a text.
const LISTED: usize = 5;

/// The summary of one assessment, with what is shown of it
#[derive(Debug)]
pub(crate) struct AssessmentSummary {
    file: String,
    unit: Text,
    summary: CheckSummary,
    /// What to do, with its finding; only findings that are wanted.
    to_do: Vec<(usize, Diagnostic)>,
}

impl AssessmentSummary {
    pub(crate) fn new(
        file: &str,
        card: &Scorecard,
        found: &Diagnostics,
        summary: CheckSummary,
        takes: impl Fn(&str) -> bool,
    ) -> Self {
        let all: Vec<&Diagnostic> = found.iter().collect();
        let to_do = summary
            .do_first
            .iter()
            .enumerate()
            .filter(|(_, item)| takes(item.check))
            .filter_map(|(at, item)| Some((at, (*all.get(item.diagnostic)?).clone())))
            .collect();
        Self {
            file: file.to_owned(),
            unit: card.assessment().file().unit.title.clone(),
            summary,
            to_do,
        }
    }
}

/// Adds the summary to a page.
pub(crate) fn section(page: &mut Page, own: &AssessmentSummary) {
    let lang = page.lang;
    page.gap();
    let head = format!(
        "{} {} ({})",
        page.say("Tóm tắt", "Summary of"),
        visible_line(&own.file),
        title(&own.unit, lang)
    );
    page.para(&head, 0, Tone::Strong);
    let summary = &own.summary;
    stand(page, page.say("Điểm", "Points"), &summary.total);
    for (name, part) in [
        (page.say("Điểm thưởng", "Bonus"), &summary.bonus),
        (page.say("Điểm trừ", "Penalty"), &summary.penalty),
    ] {
        if part.max > Points::ZERO {
            stand(page, name, part);
        }
    }
    if summary.in_sums > Points::ZERO {
        let text = format!(
            "{} {}",
            page.say("Các dòng cộng lệch", "The typed sums are off by"),
            points_text(summary.in_sums, lang)
        );
        page.item("", &text, 2);
    }
    let costly = || {
        own.to_do
            .iter()
            .filter_map(|(at, found)| Some((summary.do_first.get(*at)?, found)))
            .filter(|(item, _)| item.points > Points::ZERO)
    };
    if costly().next().is_none() {
        return;
    }
    let first = page.say("Việc cần làm trước:", "To do first:").to_owned();
    page.para(&first, 2, Tone::Plain);
    for (index, (item, found)) in costly().take(LISTED).enumerate() {
        let due = item.due.map_or_else(String::new, |day| {
            format!("; {} {}", page.say("hạn", "by"), date(day, lang))
        });
        let text = format!(
            "{}: {} [{}]{due}",
            points_text(item.points, lang),
            found.message().get(lang),
            item.check
        );
        page.item(format!("{}. ", index + 1), &text, 4);
    }
    let more = costly().count().saturating_sub(LISTED);
    if more > 0 {
        let text = match lang {
            Lang::Vi => format!("… và {more} việc khác"),
            Lang::En => format!("… and {more} more"),
        };
        page.item("", &text, 4);
    }
}

/// “15 điểm: an toàn 9,5; có rủi ro 2; …”, without what is zero
fn stand(page: &mut Page, name: &str, part: &PointsAtStake) {
    let lang = page.lang;
    let words = [
        (page.say("an toàn", "safe"), part.safe),
        (page.say("có rủi ro", "at risk"), part.at_risk),
        (page.say("còn có thể đạt", "still to be had"), part.open),
        (
            page.say("chờ nơi khác chấm", "given by others"),
            part.pending,
        ),
        (page.say("không đạt", "lost"), part.lost),
        (page.say("không áp dụng", "not applicable"), part.excluded),
    ];
    let parts: Vec<String> = words
        .into_iter()
        .filter(|(_, value)| *value != Points::ZERO)
        .map(|(word, value)| format!("{word} {}", points(value, lang)))
        .collect();
    let text = format!("{name} ({}): {}", points(part.max, lang), parts.join("; "));
    page.item("", &text, 2);
}

#[derive(Serialize)]
struct Part {
    max: Points,
    safe: Points,
    at_risk: Points,
    open: Points,
    pending: Points,
    lost: Points,
    excluded: Points,
}

impl From<&PointsAtStake> for Part {
    fn from(own: &PointsAtStake) -> Self {
        Self {
            max: own.max,
            safe: own.safe,
            at_risk: own.at_risk,
            open: own.open,
            pending: own.pending,
            lost: own.lost,
            excluded: own.excluded,
        }
    }
}

#[derive(Serialize)]
struct Item<'a> {
    check: &'a str,
    severity: Severity,
    pointer: &'a str,
    criteria: &'a [String],
    points: Points,
    adds: Points,
    due: Option<Date>,
    message: &'a str,
}

#[derive(Serialize)]
struct Shown<'a> {
    file: &'a str,
    unit: &'a str,
    total: Part,
    bonus: Part,
    penalty: Part,
    in_sums: Points,
    at_risk: Points,
    do_first: Vec<Item<'a>>,
}

/// The summary to serialise, in one language.
pub(crate) fn shown(own: &AssessmentSummary, lang: Lang) -> impl Serialize + '_ {
    let summary = &own.summary;
    Shown {
        file: &own.file,
        unit: title(&own.unit, lang),
        total: (&summary.total).into(),
        bonus: (&summary.bonus).into(),
        penalty: (&summary.penalty).into(),
        in_sums: summary.in_sums,
        at_risk: summary.at_risk(),
        do_first: own
            .to_do
            .iter()
            .filter_map(|(at, found)| {
                let item = summary.do_first.get(*at)?;
                Some(Item {
                    check: item.check,
                    severity: item.severity,
                    pointer: &found.place().pointer,
                    criteria: &item.criteria,
                    points: item.points,
                    adds: item.adds,
                    due: item.due,
                    message: found.message().get(lang),
                })
            })
            .collect(),
    }
}
