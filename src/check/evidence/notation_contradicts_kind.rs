//! A notation that says another kind of document.

use crate::check::notation::Notation;
use crate::check::scene::Scene;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};

pub(super) const ID: &str = "notation-contradicts-kind";

/// The notation of a document names another kind than the register
///
/// # What it does
///
/// Compares the abbreviation in the notation (`KH`, `BC`, `QĐ`, `TTr`, `KL`, `BB`) with the kind under which a
/// document is registered. Only abbreviations and kinds that are known are compared; a notice (`TB`) may
/// carry a conclusion, and a regulation is issued by a decision.
///
/// # Why it matters
///
/// The kind decides which requirements a document meets. A report registered as a plan proves a plan
/// that does not exist.
///
/// # Example
///
/// `88/BC-SNV` registered as a plan.
///
/// # Use instead
///
/// Correct the kind, or the notation.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct NotationContradictsKind {
    notation: String,
    abbreviation: String,
    means: Message,
    kind: String,
}

impl Finding for NotationContradictsKind {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let Self {
            notation,
            abbreviation,
            means,
            kind,
        } = self;
        let (kind_vi, kind_en) = called(kind);
        Message::new(
            format!(
                "“{notation}” là {} ({abbreviation}), nhưng được ghi là {kind_vi}",
                means.vi
            ),
            format!(
                "“{notation}” is {} ({abbreviation}), but it is registered as {kind_en}",
                means.en
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy sửa loại văn bản (“kind”) hoặc số, ký hiệu theo bản gốc",
            "correct the kind (`kind`) or the notation by the original",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.abbreviation.clone())
    }
}

/// Abbreviations of kinds of document, what they mean, and the kinds in the register that fit them.
const KNOWN: [(&str, &str, &str, &[&str]); 7] = [
    ("KH", "kế hoạch", "a plan", &["plan"]),
    ("BC", "báo cáo", "a report", &["report"]),
    (
        "QĐ",
        "quyết định",
        "a decision",
        &["decision", "regulation"],
    ),
    ("TTr", "tờ trình", "a submission", &["submission"]),
    ("KL", "kết luận", "a conclusion", &["conclusion"]),
    ("TB", "thông báo", "a notice", &["notice", "conclusion"]),
    ("BB", "biên bản", "minutes", &["minutes"]),
];

/// Kinds of the register that are compared: each has an abbreviation of its own.
const COMPARED: [(&str, &str, &str); 8] = [
    ("plan", "kế hoạch", "a plan"),
    ("report", "báo cáo", "a report"),
    ("decision", "quyết định", "a decision"),
    ("submission", "tờ trình", "a submission"),
    ("conclusion", "kết luận", "a conclusion"),
    ("minutes", "biên bản", "minutes"),
    ("official-letter", "công văn", "an official letter"),
    ("notice", "thông báo", "a notice"),
];

/// A kind of document as it is written, with what it is called where that is known: `report (báo cáo)`
pub(super) fn kind_name(kind: &str) -> Message {
    let (vi, en) = called(kind);
    let named = |title: &str| {
        if title == kind {
            format!("\"{kind}\"")
        } else {
            format!("\"{kind}\" ({title})")
        }
    };
    Message::new(named(vi), named(en))
}

fn called(kind: &str) -> (&str, &str) {
    COMPARED
        .iter()
        .find(|(id, _, _)| *id == kind)
        .map_or((kind, kind), |(_, vi, en)| (*vi, *en))
}

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    for (index, document) in scene.file.evidence.iter().enumerate() {
        let kind = document.kind.as_ref();
        if !COMPARED.iter().any(|(id, _, _)| *id == kind) {
            continue;
        }
        let Some(text) = document.notation.as_deref().map(str::trim) else {
            continue;
        };
        let Ok(notation) = Notation::parse(text) else {
            continue;
        };
        let said = KNOWN.iter().find(|(own, ..)| *own == notation.kind());
        let Some((abbreviation, vi, en, fitting)) = said else {
            continue;
        };
        if fitting.contains(&kind) {
            continue;
        }
        let finding = NotationContradictsKind {
            notation: text.to_owned(),
            abbreviation: (*abbreviation).to_owned(),
            means: Message::new(*vi, *en),
            kind: kind.to_owned(),
        };
        found.push(
            Diagnostic::new(&finding, format!("/evidence/{index}/notation"))
                .with_other(format!("/evidence/{index}/kind")),
        );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::tests::{edited, fixture, messages};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "“12/BC-SNV” là báo cáo (BC), nhưng được ghi là kế hoạch"
        );
    }

    #[test]
    fn issuers_of_letters_and_notices_of_conclusions_are_sound() {
        for (kind, notation) in [
            ("official-letter", "100/SLĐTBXH-VP"),
            ("conclusion", "7/TB-SA"),
            ("screenshot", "7/BC-SA"),
            ("plan", "7/ĐA-SA"),
        ] {
            let found = edited(&[
                ("/evidence/4/kind", json!(kind)),
                ("/evidence/4/notation", json!(notation)),
            ]);
            assert!(
                found.iter().all(|one| one.check() != super::ID),
                "{kind} {notation}"
            );
        }
    }
}
