//! The worklist as CSV: one line for each criterion of each unit, in the order of the groups.

use par_index::diagnostic::Lang;
use par_index::number::Points;
use par_index::worklist::{RoundRecord, WorkItem};

use super::worklist::Shown;
use crate::text::title;

const HEAD: [&str; 36] = [
    "file",
    "nature",
    "provenance",
    "unit",
    "unit_title",
    "criteria_set",
    "edition",
    "body",
    "criterion",
    "number",
    "title",
    "basis",
    "max",
    "claimed",
    "computed",
    "evidenced",
    "explanation",
    "round_1",
    "round_1_by",
    "round_1_on",
    "round_1_reason",
    "response",
    "round_2",
    "round_2_by",
    "round_2_on",
    "round_2_reason",
    "final",
    "claimed_over_computed",
    "computed_over_evidenced",
    "round_1_over_claimed",
    "round_2_over_round_1",
    "final_over_claimed",
    "to_decide",
    "errors",
    "warnings",
    "advice",
];

/// What stands for points where a leaf is out of the denominator.
const EXCLUDED: &str = "not-applicable";

/// The lines, ended as RFC 4180 has it.
pub(super) fn text(shown: &Shown, lang: Lang) -> String {
    let mut text = String::new();
    line(&mut text, HEAD.iter().map(ToString::to_string));
    let items = shown.groups.iter().flat_map(|group| &group.items);
    for own in items.filter_map(|at| shown.list.items().get(*at)) {
        line(&mut text, cells(shown, own, lang));
    }
    text
}

pub(super) fn line(text: &mut String, cells: impl IntoIterator<Item = String>) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}

/// A text that a spreadsheet must not take for a formula.
pub(super) fn words(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn number(points: Option<Points>) -> String {
    points.map_or_else(String::new, |points| points.to_string())
}

fn round(record: Option<&RoundRecord>) -> [String; 4] {
    record.map_or_else(Default::default, |own| {
        let points = match own.points {
            None if own.is_excluded => EXCLUDED.to_owned(),
            points => number(points),
        };
        [
            points,
            words(&own.by),
            own.on.to_string(),
            words(own.reason.as_deref().unwrap_or_default()),
        ]
    })
}

fn cells(shown: &Shown, own: &WorkItem, lang: Lang) -> Vec<String> {
    let [first, second] = &own.rounds;
    let listed = shown.assessments.get(own.assessment);
    let responses: Vec<String> = own
        .responses
        .iter()
        .map(|response| format!("{}: {}", response.on, response.text))
        .collect();
    let mut cells = vec![
        words(listed.map_or("", |listed| &listed.file)),
        listed.map_or("", |listed| listed.nature.word()).to_owned(),
        listed
            .map_or("", |listed| listed.provenance.word())
            .to_owned(),
        own.unit.clone(),
        words(title(&own.unit_title, lang)),
        own.criteria_set.0.clone(),
        own.criteria_set.1.clone(),
        words(own.body.as_ref().map_or("", |body| title(body, lang))),
        own.id.clone(),
        words(&own.number),
        words(title(&own.title, lang)),
        own.basis.word().to_owned(),
        own.max.to_string(),
        number(own.claimed),
        number(own.computed),
        number(own.evidenced),
        words(own.explanation.as_deref().unwrap_or_default()),
    ];
    cells.extend(round(first.as_ref()));
    cells.push(responses.join("\n"));
    cells.extend(round(second.as_ref()));
    cells.push(match own.final_points {
        None if own.is_final_excluded => EXCLUDED.to_owned(),
        points => number(points),
    });
    cells.extend(
        [
            own.claimed_over_computed(),
            own.computed_over_evidenced(),
            own.round_1_over_claimed(),
            own.round_2_over_round_1(),
            own.final_over_claimed(),
        ]
        .map(number),
    );
    cells.push(own.to_decide.word().to_owned());
    let findings = own.findings;
    cells.extend(
        [findings.errors, findings.warnings, findings.advice].map(|count| count.to_string()),
    );
    cells
}

#[cfg(test)]
mod tests {
    use super::{line, words};

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let mut text = String::new();
        let cells = ["a", "b,c", "d \"e\"", "f\ng"].map(str::to_owned);
        line(&mut text, cells);
        assert_eq!(text, "a,\"b,c\",\"d \"\"e\"\"\",\"f\ng\"\r\n");
    }

    #[test]
    fn no_text_is_a_formula() {
        assert_eq!(words("=1+1"), "'=1+1");
        assert_eq!(words("bình thường"), "bình thường");
    }
}
