//! The facts and tasks behind a leaf, each with its value and who gives it.

use par_index::diagnostic::Lang;
use par_index::eval::Scorecard;
use par_index::explain::{Derivation, FactLine};
use par_index::file::{FactKind, ProvidedBy};
use par_index::model::Leaf;
use par_index_pages::{Align, Table, Tone};

use crate::words::number::date;
use crate::words::number::localised;
use crate::words::page::Page;
use crate::words::say;
use crate::words::tasks;
use crate::words::title;
use crate::words::words;

/// What the rule of a leaf reads
pub fn section(page: &mut Page, card: &Scorecard, leaf: &Leaf, derivation: &Derivation) {
    if derivation.facts.is_empty() {
        return;
    }
    let lang = page.lang;
    page.section("Dữ kiện", "Facts");
    let mut table = Table::new(
        &[("", Align::Left), ("", Align::Left), ("", Align::Left)],
        0,
    );
    let in_table: Vec<&FactLine> = derivation
        .facts
        .iter()
        .filter(|fact| !fact.id.contains(':') && fact.id != "all")
        .collect();
    let mut seen: Vec<&str> = Vec::new();
    for fact in in_table {
        if seen.contains(&fact.id.as_str()) {
            continue;
        }
        seen.push(&fact.id);
        let name = match &fact.title {
            Some(text) => format!("{} [{}]", title(text, lang), fact.id),
            None => fact.id.clone(),
        };
        table.row(vec![
            name,
            fact_value(card, fact, lang),
            provider(card, fact, lang),
        ]);
    }
    page.table(table, 2);
    bound_tasks(page, card, leaf);
    groups(page, derivation);
}

fn fact_value(card: &Scorecard, fact: &FactLine, lang: Lang) -> String {
    let set = card.scorer().criteria_set();
    let kind = set
        .fact_index(&fact.id)
        .and_then(|index| set.facts().get(index))
        .map(|fact| &fact.kind);
    let Some(value) = &fact.value else {
        return say(lang, "chưa trả lời", "unanswered").to_owned();
    };
    match kind {
        Some(FactKind::Choice(choice)) => {
            let option = choice
                .options
                .iter()
                .find(|option| option.id.as_str() == value);
            option.map_or_else(
                || value.clone(),
                |option| title(&option.title, lang).to_owned(),
            )
        }
        Some(FactKind::YesNo) => {
            say(lang, if value == "yes" { "có" } else { "không" }, value).to_owned()
        }
        Some(FactKind::Table(_)) => {
            format!("{} {}", localised(value, lang), say(lang, "dòng", "rows"))
        }
        Some(FactKind::Date(_)) if value == "none" => {
            say(lang, "chưa thực hiện", "not done").to_owned()
        }
        Some(FactKind::Number(_)) => {
            let unit = fact
                .unit
                .as_deref()
                .map(|unit| words::unit(unit, lang))
                .unwrap_or_default();
            format!("{} {unit}", localised(value, lang))
        }
        _ => localised(value, lang),
    }
}

fn provider(card: &Scorecard, fact: &FactLine, lang: Lang) -> String {
    let set = card.scorer().criteria_set();
    let declared = set
        .fact_index(&fact.id)
        .and_then(|index| set.facts().get(index))
        .and_then(|fact| fact.provided_by);
    let by = words::provided_by(declared.unwrap_or(ProvidedBy::Unit), lang);
    match card
        .assessment()
        .file()
        .external
        .iter()
        .find(|result| result.fact.as_str() == fact.id)
    {
        Some(result) => {
            let day = result
                .published_on
                .map(|day| format!(", {}", date(day, lang)))
                .unwrap_or_default();
            format!("{by}: {}{day}", result.source)
        }
        None => by.to_owned(),
    }
}

/// The tasks behind the slots that a leaf reads, each with its occurrences.
fn bound_tasks(page: &mut Page, card: &Scorecard, leaf: &Leaf) {
    let lang = page.lang;
    let set = card.scorer().criteria_set();
    for slot in leaf.slots_used() {
        let Some(own) = set.file().slots.get(*slot) else {
            continue;
        };
        page.item(
            "  ",
            format!("{} [slot:{}]", title(&own.title, lang), own.id),
            0,
        );
        let assessment = card.assessment();
        let (Some(plan), Some(book)) = (assessment.plan(), assessment.task_book()) else {
            page.para(
                say(
                    lang,
                    "chưa có kế hoạch của đơn vị",
                    "there is no plan of the unit",
                ),
                6,
                Tone::Bad,
            );
            continue;
        };
        let Some(bound) = tasks::bound(set, *slot, plan, book) else {
            page.para(
                say(
                    lang,
                    "kế hoạch chưa gắn nhiệm vụ nào vào đây",
                    "the plan binds no task here",
                ),
                6,
                Tone::Bad,
            );
            continue;
        };
        for bound in bound {
            let Some(occurrence) = bound.occurrence else {
                let none = say(lang, "chưa phát sinh", "nothing arose");
                page.item(
                    "• ",
                    format!(
                        "{} {}: {none}",
                        bound.task.id(),
                        tasks::words(bound.task, lang)
                    ),
                    6,
                );
                continue;
            };
            let documents = tasks::documents(bound.task, occurrence, &assessment.file().evidence);
            let mut text = format!(
                "{} {}: {}",
                tasks::name(bound.task, occurrence),
                tasks::words(bound.task, lang),
                tasks::standing(occurrence, lang)
            );
            if !documents.is_empty() {
                text = format!(
                    "{text} · {} {}",
                    say(lang, "tài liệu", "documents"),
                    documents.join(", ")
                );
            }
            page.item("• ", &text, 6);
        }
    }
}

/// Counts of groups of tasks: those done (on time) of those that arose.
fn groups(page: &mut Page, derivation: &Derivation) {
    let lang = page.lang;
    let is_group = |fact: &&FactLine| {
        fact.id == "all"
            || fact.id.contains('+')
            || (fact.id.contains(':') && !fact.id.starts_with("slot:"))
    };
    let mut all: Vec<(&str, Vec<String>)> = Vec::new();
    for fact in derivation.facts.iter().filter(is_group) {
        let Some(value) = fact.value.as_ref().or(fact.range.as_ref()) else {
            continue;
        };
        let value = localised(value, lang);
        match all.iter_mut().find(|(id, _)| *id == fact.id) {
            Some((_, values)) => values.push(value),
            None => all.push((&fact.id, vec![value])),
        }
    }
    for (id, values) in all {
        // Equal counts are listed once.
        let first = values.first().cloned().unwrap_or_default();
        let last = values.last().cloned().unwrap_or_default();
        let words = say(
            lang,
            "lần đã làm trên lần phát sinh",
            "occurrences done of those that arose",
        );
        page.item("  ", format!("[{id}] {words}: {first} / {last}"), 0);
    }
}
