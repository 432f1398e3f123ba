//! What the findings about an assessment mean for its points.

use par_index::check::PointsAtStake;
use par_index::diagnostic::Lang;
use par_index::number::Points;
use par_index_pages::Tone;
use par_index_pages::visible::visible_line;

use super::summary::AssessmentSummary;
use crate::words::number::date;
use crate::words::number::points;
use crate::words::page::Page;
use crate::words::points_text;
use crate::words::title;

/// Things to do that are listed in a text.
const LISTED: usize = 5;

/// Adds the summary to a page.
pub fn section(page: &mut Page, own: &AssessmentSummary) {
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
