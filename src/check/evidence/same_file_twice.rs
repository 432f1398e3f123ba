//! One file under two numbers.

use std::collections::BTreeMap;

use super::documents::{Without, name, total};
use crate::check::scene::Scene;
use crate::check::words::day;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::file::Document;
use crate::number::Points;
use crate::read::comparable;

pub(super) const ID: &str = "same-file-twice";

/// The same file stands under two different documents
///
/// # What it does
///
/// Looks for documents with the same SHA-256, or the same file name, whose notation or day of issue
/// differ. One document listed twice, with the same number and day, is no fault.
///
/// # Why it matters
///
/// A file has one number and one day. One of the two documents is not on file, and what it is to
/// prove is not proved.
///
/// # Example
///
/// `12/KH-SNV` and `88/BC-SNV` both with the file `ke-hoach-2024.pdf`.
///
/// # Use instead
///
/// Attach the right file to each document.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct SameFileTwice {
    first: Message,
    second: Message,
    by_hash: bool,
    shared: String,
    stake: Option<Points>,
}

impl Finding for SameFileTwice {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let (first, second) = (&self.first, &self.second);
        let (vi, en) = if self.by_hash {
            (
                "cùng một tệp (trùng mã SHA-256)".to_owned(),
                "are one file (the same SHA-256)".to_owned(),
            )
        } else {
            (
                format!("cùng dùng tệp “{}”", self.shared),
                format!("have the same file “{}”", self.shared),
            )
        };
        Message::new(
            format!("hai tài liệu {} và {} {vi}", first.vi, second.vi),
            format!("documents {} and {} {en}", first.en, second.en),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy gắn đúng tệp cho từng tài liệu; mỗi văn bản có tệp riêng",
            "attach the right file to each; each document has a file of its own",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.shared.clone())
    }

    fn points_at_stake(&self) -> Option<Points> {
        self.stake
    }
}

pub(super) fn check(scene: &Scene<'_>, without: &Without<'_, '_>, found: &mut Diagnostics) {
    let documents = &scene.file.evidence;
    // The first document of each file.
    let mut firsts: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for (index, document) in documents.iter().enumerate() {
        let files = [
            hash(document).map(|hash| ("sha256", hash)),
            file(document).map(|file| ("file", file)),
        ];
        let mut twin = None;
        for (key, value) in files.into_iter().flatten() {
            let first = *firsts.entry((key, value.clone())).or_insert(index);
            let other = documents.get(first).filter(|other| differ(other, document));
            twin = twin.or(other.map(|other| (first, other, key, value)));
        }
        let Some((at, other, key, value)) = twin else {
            continue;
        };
        let stakes = without.stakes(&[index]);
        let finding = SameFileTwice {
            first: described(other),
            second: described(document),
            by_hash: key == "sha256",
            shared: value,
            stake: total(&stakes),
        };
        found.push(
            Diagnostic::new(&finding, format!("/evidence/{index}/{key}"))
                .with_other(format!("/evidence/{at}/{key}"))
                .with_stakes(stakes),
        );
    }
}

/// Whether two entries say that they are different documents.
fn differ(one: &Document, other: &Document) -> bool {
    let notation = |document: &Document| {
        let text = comparable(document.notation.as_deref()?).into_owned();
        (!text.is_empty()).then_some(text)
    };
    let days = one.issued_on.zip(other.issued_on);
    let notations = notation(one).zip(notation(other));
    days.is_some_and(|(one, other)| one != other)
        || notations.is_some_and(|(one, other)| one != other)
}

/// The SHA-256 of a document, in small letters.
fn hash(document: &Document) -> Option<String> {
    let text = document.sha256.as_deref()?.trim().to_ascii_lowercase();
    super::sha256_malformed::is_sha256(&text).then_some(text)
}

/// The file name of a document, however the path to it is written.
fn file(document: &Document) -> Option<String> {
    let text = comparable(document.file.as_deref()?).replace('\\', "/");
    let text = text.strip_prefix("./").unwrap_or(&text).to_owned();
    (!text.is_empty()).then_some(text)
}

/// `12/KH-SNV (30/01/2024)`
fn described(document: &Document) -> Message {
    let name = name(document);
    match document.issued_on.map(day) {
        Some(day) => Message::new(
            format!("{name} ({})", day.vi),
            format!("{name} ({})", day.en),
        ),
        None => Message::new(name.clone(), name),
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
            "hai tài liệu 12/KH-SNV (30/01/2024) và 88/BC-SNV (15/11/2024) cùng dùng tệp “ke-hoach.pdf”"
        );
    }

    #[test]
    fn hashes_are_compared_whatever_their_case() {
        let hash = "ab".repeat(32);
        let found = edited(&[
            ("/evidence/0/sha256", json!(hash)),
            ("/evidence/2/sha256", json!(hash.to_uppercase())),
        ]);
        let own = found.iter().next().unwrap();
        assert_eq!((found.len(), own.check()), (1, super::ID));
        assert_eq!(own.place().pointer, "/evidence/2/sha256");
    }

    #[test]
    fn one_document_listed_twice_is_no_fault() {
        let twin = json!({ "id": "plan-again", "kind": "plan", "notation": "12/KH-SNV", "issued_on": "2024-01-30",
            "file": "ke-hoach.pdf", "supports": [{ "criterion": "c1.1" }] });
        let found = edited(&[
            ("/evidence/0/file", json!("ke-hoach.pdf")),
            ("/evidence/-", twin),
        ]);
        assert!(found.is_empty(), "{found}");
    }
}
