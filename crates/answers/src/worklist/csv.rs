//! The worklist as CSV: one line for each criterion of each unit, in the order of the groups.

use par_index::diagnostic::Lang;
use par_index::number::Points;
use par_index::worklist::{RoundRecord, WorkItem};

use super::shown::Shown;
use crate::csv::CsvLine;
use crate::csv::texts;
use crate::words::title;

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

pub fn text(shown: &Shown, lang: Lang) -> Vec<u8> {
    let mut text = Vec::new();
    texts(&mut text, HEAD);
    let items = shown.groups.iter().flat_map(|group| &group.items);
    for own in items.filter_map(|at| shown.list.items().get(*at)) {
        line(&mut text, shown, own, lang);
    }
    text
}

fn points_or_excluded(line: &mut CsvLine<'_>, points: Option<Points>, is_excluded: bool) {
    match points {
        None if is_excluded => line.word(EXCLUDED),
        points => line.show(points),
    }
}

fn round(line: &mut CsvLine<'_>, record: Option<&RoundRecord>) {
    let Some(own) = record else {
        (0..4).for_each(|_| line.word(""));
        return;
    };
    points_or_excluded(line, own.points, own.is_excluded);
    line.text(&own.by);
    line.show(Some(own.on));
    line.text(own.reason.as_deref().unwrap_or_default());
}

fn line(text: &mut Vec<u8>, shown: &Shown, own: &WorkItem, lang: Lang) {
    let [first, second] = &own.rounds;
    let listed = shown.assessments.get(own.assessment);
    let responses: Vec<String> = own
        .responses
        .iter()
        .map(|response| format!("{}: {}", response.on, response.text))
        .collect();
    let mut line = CsvLine::new(text);
    line.text(listed.map_or("", |listed| &listed.file));
    line.word(listed.map_or("", |listed| listed.nature.word()));
    line.word(listed.map_or("", |listed| listed.provenance.word()));
    line.text(&own.unit);
    line.text(title(&own.unit_title, lang));
    line.text(&own.criteria_set.0);
    line.text(&own.criteria_set.1);
    line.text(own.body.as_ref().map_or("", |body| title(body, lang)));
    line.text(&own.id);
    line.text(&own.number);
    line.text(title(&own.title, lang));
    line.word(own.basis.word());
    line.show(Some(own.max));
    for points in [own.claimed, own.computed, own.evidenced] {
        line.show(points);
    }
    line.text(own.explanation.as_deref().unwrap_or_default());
    round(&mut line, first.as_ref());
    line.text(&responses.join("\n"));
    round(&mut line, second.as_ref());
    points_or_excluded(&mut line, own.final_points, own.is_final_excluded);
    for points in [
        own.claimed_over_computed(),
        own.computed_over_evidenced(),
        own.round_1_over_claimed(),
        own.round_2_over_round_1(),
        own.final_over_claimed(),
    ] {
        line.show(points);
    }
    line.word(own.to_decide.word());
    let findings = own.findings;
    for count in [findings.errors, findings.warnings, findings.advice] {
        line.show(Some(count));
    }
    line.end();
}
