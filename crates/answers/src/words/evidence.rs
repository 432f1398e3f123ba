//! Which documents a leaf has and which it lacks.

use par_index::file::{Document, EvidenceMode, EvidenceRequirement, Kinds, Support};
use par_index::model::Leaf;
use par_index::read::Id;

use crate::words::number::date;
use crate::words::page::Page;
use crate::words::{say, title, words};

/// How a requirement of a leaf stands
#[derive(Debug)]
pub struct Standing<'a> {
    pub requirement: &'a EvidenceRequirement,
    pub documents: Vec<(&'a Document, Option<Flaw>)>,
    pub met: bool,
}

/// Why a document put forward does not count
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flaw {
    OtherKind,
    NoDate,
    OutsideWindow,
    NoSectionOrPage,
}

/// How each requirement of a leaf stands
pub fn standings<'a>(leaf: &'a Leaf, documents: &'a [Document]) -> Vec<Standing<'a>> {
    leaf.criterion()
        .evidence
        .iter()
        .map(|requirement| standing(leaf.id(), requirement, documents))
        .collect()
}

fn standing<'a>(
    leaf: &Id,
    requirement: &'a EvidenceRequirement,
    documents: &'a [Document],
) -> Standing<'a> {
    let put_forward = |support: &Support, document: &Document| {
        support.criterion.as_ref() == Some(leaf)
            && match &support.requirement {
                Some(named) => *named == requirement.id,
                None => fits(requirement, &document.kind),
            }
    };
    let documents: Vec<(&Document, Option<Flaw>)> = documents
        .iter()
        .filter(|document| {
            document
                .supports
                .iter()
                .any(|support| put_forward(support, document))
        })
        .map(|document| (document, flaw(requirement, document)))
        .collect();
    let has = |kind: &Id| {
        documents
            .iter()
            .any(|(document, flaw)| flaw.is_none() && document.kind == *kind)
    };
    let met = match (requirement.mode, &requirement.kinds) {
        (EvidenceMode::None, _) => true,
        (_, Some(Kinds::All(kinds))) => kinds.iter().all(has),
        _ => documents.iter().any(|(_, flaw)| flaw.is_none()),
    };
    Standing {
        requirement,
        documents,
        met,
    }
}

fn fits(requirement: &EvidenceRequirement, kind: &Id) -> bool {
    match &requirement.kinds {
        None => true,
        Some(Kinds::Any(kinds) | Kinds::All(kinds)) => kinds.contains(kind),
    }
}

fn flaw(requirement: &EvidenceRequirement, document: &Document) -> Option<Flaw> {
    if !fits(requirement, &document.kind) {
        return Some(Flaw::OtherKind);
    }
    if let Some(window) = &requirement.window {
        match document.issued_on {
            None => return Some(Flaw::NoDate),
            Some(day) if day < window.from || day > window.until => {
                return Some(Flaw::OutsideWindow);
            }
            Some(_) => {}
        }
    }
    let located = document.section.is_some() && document.page.is_some();
    (requirement.locate && !located).then_some(Flaw::NoSectionOrPage)
}

/// A requirement: its name, how it is met, and the kinds of documents
pub fn requirement_text(requirement: &EvidenceRequirement, page: &Page) -> String {
    let lang = page.lang;
    let name = requirement
        .title
        .as_ref()
        .map(|text| format!("{} ", title(text, lang)))
        .unwrap_or_default();
    let mode = match requirement.mode {
        EvidenceMode::Attests => say(
            lang,
            "tài liệu xác nhận số liệu",
            "a document that states the figure",
        ),
        EvidenceMode::PerItem => say(lang, "mỗi mục một tài liệu", "a document for each item"),
        EvidenceMode::Record => say(lang, "kết xuất từ hệ thống", "an export of a system"),
        EvidenceMode::None => say(lang, "không cần tài liệu", "no document needed"),
    };
    let list = |kinds: &[Id]| {
        kinds
            .iter()
            .map(|kind| words::document_kind(kind.as_str(), lang))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let kinds = match &requirement.kinds {
        None => String::new(),
        Some(Kinds::Any(kinds)) => format!("; {} {}", say(lang, "loại:", "kind:"), list(kinds)),
        Some(Kinds::All(kinds)) => format!(
            "; {} {}",
            say(lang, "đủ các loại:", "each of:"),
            list(kinds)
        ),
    };
    let window = requirement.window.as_ref().map(|window| {
        let (from, until) = (date(window.from, lang), date(window.until, lang));
        format!(
            "; {} {from}–{until}",
            say(lang, "ban hành trong", "issued in")
        )
    });
    let locate = if requirement.locate {
        say(lang, "; nêu mục và trang", "; with section and page")
    } else {
        ""
    };
    format!(
        "{name}[{}] ({mode}{kinds}{}{locate})",
        requirement.id,
        window.unwrap_or_default()
    )
}
