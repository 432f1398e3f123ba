//! The appraisal of a leaf: rounds, answers, and what is final.

use par_index::diagnostic::Lang;
use par_index::eval::{CriterionScore, Scorecard};
use par_index::model::Leaf;
use par_index::number::Points;
use par_index_pages::Tone;

use crate::words::number::date;
use crate::words::page::Page;
use crate::words::points_text;
use crate::words::say;

/// What each round decided about a leaf, and what is final
pub fn section(page: &mut Page, card: &Scorecard, score: &CriterionScore, leaf: &Leaf) {
    let lang = page.lang;
    let Some(appraisal) = &card.assessment().file().appraisal else {
        return;
    };
    let records: Vec<_> = appraisal
        .records
        .iter()
        .filter(|record| record.criterion == *leaf.id())
        .collect();
    let responses: Vec<_> = appraisal
        .responses
        .iter()
        .filter(|response| response.criterion == *leaf.id())
        .collect();
    if records.is_empty() && responses.is_empty() && score.final_points().is_none() {
        return;
    }
    page.section("Thẩm định", "Appraisal");
    for record in records {
        let value = if record.round == 1 {
            score.round1()
        } else {
            score.round2()
        };
        let value = match (value, record.not_applicable) {
            (Some(value), _) => points_text(value, lang),
            (None, Some(true)) => say(
                lang,
                "chấp nhận không áp dụng",
                "accepted as not applicable",
            )
            .to_owned(),
            (None, _) => say(lang, "chưa có điểm", "no points").to_owned(),
        };
        let given = record.points.and_then(Points::from_quantity);
        let value = match given.filter(|given| *given < Points::ZERO || *given > score.max()) {
            Some(given) => format!(
                "{}{}",
                points_text(given, lang),
                say(
                    lang,
                    ", ngoài thang điểm nên coi như để trống",
                    ", outside the scale, so a blank"
                )
            ),
            None => value,
        };
        let locked = appraisal
            .rounds
            .iter()
            .find(|round| round.round == record.round)
            .and_then(|round| round.locked_on);
        let locked = if locked.is_some() {
            ""
        } else {
            say(lang, ", vòng chưa khóa", ", the round is not locked")
        };
        let reason = record
            .reason
            .as_ref()
            .map(|reason| format!(": {reason}"))
            .unwrap_or_default();
        let (by, on) = (&record.by, date(record.on, lang));
        let text = match lang {
            Lang::Vi => format!(
                "Vòng {}: {value} ({by}, {on}{locked}){reason}",
                record.round
            ),
            Lang::En => format!(
                "Round {}: {value} ({by}, {on}{locked}){reason}",
                record.round
            ),
        };
        page.item("• ", &text, 2);
    }
    for response in responses {
        let text = format!(
            "{} ({}): {}",
            say(lang, "Đơn vị trả lời", "The unit answers"),
            date(response.on, lang),
            response.text
        );
        page.item("• ", &text, 2);
    }
    let decided = match score.final_points() {
        Some(value) => points_text(value, lang),
        None if score.is_final_excluded() => {
            say(lang, "không áp dụng", "not applicable").to_owned()
        }
        None => say(lang, "chưa có", "none yet").to_owned(),
    };
    page.para(
        format!("{}: {decided}", say(lang, "Kết quả thẩm định", "Final")),
        2,
        Tone::Strong,
    );
}
