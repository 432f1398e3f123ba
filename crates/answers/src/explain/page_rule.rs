//! The rule of a leaf, worked through with its numbers.

use par_index::diagnostic::Lang;
use par_index::eval::Scorecard;
use par_index::explain::{Derivation, PlaceLine, ScaleLine};
use par_index::file::{Part, PartNotApplicable};
use par_index::model::Leaf;
use par_index_pages::{Case, Phrase, Tone};

use crate::words::number::localised;
use crate::words::page::Page;
use crate::words::points_text;
use crate::words::rule::Words;
use crate::words::rule_places::RuleAt;
use crate::words::rule_places::places;
use crate::words::say;
use crate::words::scale;
use crate::words::title;
use crate::words::words;

/// Each place of the rule: what it measures, the arithmetic, and the line of the scale that holds
pub fn section(page: &mut Page, card: &Scorecard, leaf: &Leaf, derivation: &Derivation) {
    page.section("Quy tắc", "Rule");
    let words = Words {
        set: card.scorer().criteria_set(),
        lang: page.lang,
    };
    let all = places(leaf.rule());
    let mut part = Parts::default();
    for (index, place) in derivation.places.iter().enumerate() {
        let at = all.get(index).copied();
        let indent = 2 + 2 * place.path.len();
        part.heading(page, place, indent.saturating_sub(2));
        if let Some(RuleAt::Sum(parts)) = at {
            part.keep(parts);
        }
        one_place(page, words, place, at, indent);
    }
}

/// The parts that were announced.
#[derive(Default)]
struct Parts<'r> {
    known: Vec<&'r Part>,
    last: Vec<String>,
}

impl<'r> Parts<'r> {
    fn keep(&mut self, parts: &'r [Part]) {
        self.known.extend(parts);
    }

    fn heading(&mut self, page: &mut Page, place: &PlaceLine, indent: usize) {
        let Some(id) = place.path.last() else { return };
        if self.last == place.path {
            return;
        }
        self.last.clone_from(&place.path);
        let lang = page.lang;
        let written = self.known.iter().rev().find(|part| part.id.as_str() == id);
        let name = written
            .and_then(|part| part.title.as_ref())
            .map_or(id.as_str(), |text| title(text, lang));
        let max = points_text(place.max, lang);
        let mut line = format!("{name} [{id}] ({} {max})", say(lang, "tối đa", "at most"));
        if place.not_applicable {
            let treatment = written
                .and_then(|part| part.not_applicable)
                .unwrap_or(PartNotApplicable::NotAllowed);
            line.push_str(say(lang, " — không áp dụng: ", " — not applicable: "));
            line.push_str(words::part_not_applicable(treatment, lang));
        }
        page.item("• ", Phrase::toned(&line, Tone::Strong), indent);
    }
}

fn one_place(
    page: &mut Page,
    words: Words<'_>,
    place: &PlaceLine,
    at: Option<RuleAt<'_>>,
    indent: usize,
) {
    let lang = page.lang;
    let measure = at.and_then(RuleAt::measure);
    if let Some(measure) = measure {
        page.item("x = ", words.measure(measure), indent);
    }
    let reading = place
        .reading
        .as_ref()
        .map(|reading| words.reading(measure, reading));
    match (&place.arithmetic, &reading) {
        (Some(arithmetic), Some(reading)) => {
            page.item(
                "  = ",
                format!("{} = {reading}", words.formula(arithmetic)),
                indent,
            );
        }
        (None, Some(reading)) => page.item("  = ", reading, indent),
        _ if measure.is_some() => {
            page.item("  = ", say(lang, "chưa biết", "not known yet"), indent);
        }
        _ => {}
    }
    if let Some(RuleAt::Sum(_)) = at {
        let given = place
            .points
            .as_ref()
            .map(|given| format!(" → {}", given_points(given, lang)));
        let text = format!(
            "{}{}",
            say(lang, "Cộng các phần điểm", "The part-marks add up"),
            given.unwrap_or_default()
        );
        page.para(&text, indent, Tone::Strong);
    }
    scale_lines(page, words, place, at, indent + 2);
    let gate_holds =
        matches!(at, Some(RuleAt::Gate(_))) && place.scale.last().is_some_and(|line| !line.holds);
    let elsewhere = gate_holds || matches!(at, Some(RuleAt::Sum(_)));
    if let Some(given) = place.points.as_ref().filter(|_| !elsewhere) {
        let given = format!("→ {}", given_points(given, lang));
        page.para(&given, indent, Tone::Strong);
    }
}

/// `1,423732… điểm`
fn given_points(text: &str, lang: Lang) -> String {
    let number = localised(text, lang);
    match (lang, text) {
        (Lang::Vi, _) => format!("{number} điểm"),
        (Lang::En, "1") => format!("{number} point"),
        (Lang::En, _) => format!("{number} points"),
    }
}

fn scale_lines(
    page: &mut Page,
    words: Words<'_>,
    place: &PlaceLine,
    at: Option<RuleAt<'_>>,
    indent: usize,
) {
    let lang = page.lang;
    let measure = at.and_then(RuleAt::measure);
    let whens: Vec<String> = place
        .scale
        .iter()
        .enumerate()
        .map(|(index, line)| match line.when.as_str() {
            _ if !at.map_or(&[][..], |at| at.conditions(index)).is_empty() => {
                scale::conditions(words, at.map_or(&[], |at| at.conditions(index)))
            }
            "…" => say(lang, "trường hợp khác", "otherwise").to_owned(),
            "Σ" => say(lang, "tổng các phần", "the parts together").to_owned(),
            when if place.form == "options" => words.reading(measure, when),
            when => words.formula(when),
        })
        .collect();
    let case = |(line, when): (&ScaleLine, String)| {
        let label = line.label.as_ref().map(|label| format!("  “{label}”"));
        Case {
            mark: if line.holds { "▸ " } else { "  " }.to_owned(),
            when,
            then: words.formula(&line.gives) + &label.unwrap_or_default(),
            tone: if line.holds { Tone::Good } else { Tone::Plain },
        }
    };
    page.cases(place.scale.iter().zip(whens).map(case).collect(), indent);
}
