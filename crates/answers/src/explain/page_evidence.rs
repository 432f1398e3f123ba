//! The evidence column of a leaf: what is on file, and what is missing.

use par_index::eval::{Column, CriterionScore, Scorecard};
use par_index::file::{Document, EvidenceMode};
use par_index::model::Leaf;
use par_index_pages::{Phrase, Tone};

use crate::words::evidence::Flaw;
use crate::words::evidence::requirement_text;
use crate::words::evidence::standings;
use crate::words::number::date;
use crate::words::page::Page;
use crate::words::say;
use crate::words::tasks;
use crate::words::title;
use crate::words::words;

/// The requirements of a leaf, each with the documents put forward for it
pub fn section(page: &mut Page, card: &Scorecard, score: &CriterionScore, leaf: &Leaf) {
    let lang = page.lang;
    let standings = standings(leaf, &card.assessment().file().evidence);
    if score.computed().is_none() && standings.is_empty() {
        return;
    }
    page.section("Minh chứng", "Evidence");
    let has_loss = card
        .losses_of(score)
        .iter()
        .any(|loss| loss.column() == Column::Evidenced);
    let of_tasks = task_documents(card, leaf);
    if standings.is_empty() {
        let none = say(
            lang,
            "Tiêu chí không khai yêu cầu minh chứng.",
            "The criterion declares no evidence.",
        );
        page.para(none, 2, Tone::Plain);
    }
    for standing in standings {
        let shown_by_task = !standing.met && !of_tasks.is_empty();
        let met = standing.met || (shown_by_task && !has_loss);
        let mark = if met {
            Phrase::toned("✓ ", Tone::Good)
        } else {
            Phrase::toned("✗ ", Tone::Bad)
        };
        page.item(mark, requirement_text(standing.requirement, page), 2);
        for (document, flaw) in &standing.documents {
            let text = match flaw {
                None => document_text(document, page),
                Some(flaw) => format!(
                    "{} — {}",
                    document_text(document, page),
                    flaw_text(*flaw, page)
                ),
            };
            page.item("• ", &text, 6);
        }
        if shown_by_task {
            let text = format!(
                "{} {}",
                say(lang, "tài liệu của nhiệm vụ:", "documents of the tasks:"),
                of_tasks.join(", ")
            );
            page.item("• ", &text, 6);
        } else if standing.documents.is_empty() && standing.requirement.mode != EvidenceMode::None {
            page.para(
                say(lang, "chưa có tài liệu nào", "no document yet"),
                6,
                Tone::Bad,
            );
        }
    }
}

/// The documents that name a task behind a slot of the leaf.
fn task_documents<'c>(card: &'c Scorecard, leaf: &Leaf) -> Vec<&'c str> {
    let assessment = card.assessment();
    let (Some(plan), Some(book)) = (assessment.plan(), assessment.task_book()) else {
        return Vec::new();
    };
    let set = card.scorer().criteria_set();
    let mut all: Vec<&str> = leaf
        .slots_used()
        .iter()
        .flat_map(|slot| tasks::bound(set, *slot, plan, book).unwrap_or_default())
        .filter_map(|bound| Some((bound.task, bound.occurrence?)))
        .flat_map(|(task, occurrence)| {
            tasks::documents(task, occurrence, &assessment.file().evidence)
        })
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn document_text(document: &Document, page: &Page) -> String {
    let mut parts = vec![format!(
        "{} ({})",
        document.id,
        words::document_kind(document.kind.as_str(), page.lang)
    )];
    parts.extend(document.notation.clone());
    parts.extend(
        document
            .title
            .as_ref()
            .map(|text| title(text, page.lang).to_owned()),
    );
    parts.extend(document.issued_on.map(|day| date(day, page.lang)));
    parts.join(", ")
}

fn flaw_text(flaw: Flaw, page: &Page) -> &'static str {
    let lang = page.lang;
    match flaw {
        Flaw::OtherKind => say(lang, "không đúng loại tài liệu", "not of a required kind"),
        Flaw::NoDate => say(lang, "thiếu ngày ban hành", "has no date of issue"),
        Flaw::OutsideWindow => say(
            lang,
            "ban hành ngoài thời gian được tính",
            "issued outside the time that counts",
        ),
        Flaw::NoSectionOrPage => say(lang, "thiếu mục hoặc trang", "names no section or page"),
    }
}
