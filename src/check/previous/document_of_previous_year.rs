//! Last year's papers put forward once more.

use std::collections::BTreeSet;

use super::Both;
use crate::check::evidence::{Without, name, total};
use crate::check::notation::Notation;
use crate::check::words::{day, points};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::file::Document;
use crate::number::{Date, Points};

pub(super) const ID: &str = "document-of-previous-year";

/// Kinds that are issued anew each year. A decision or a regulation may hold for years.
const YEARLY: [&str; 5] = ["plan", "report", "minutes", "conclusion", "submission"];

/// A document was evidence of the year before already
///
/// # What it does
///
/// Looks for plans, reports, minutes, conclusions and submissions issued before the period begins that
/// stand with the same notation and day in the assessment of the year before.
///
/// # Why it matters
///
/// Registers are copied from year to year. Last year's report proves last year's work.
///
/// # Example
///
/// `88/BC-SNV` of 15/11/2023 as evidence for 2023 and for 2024.
///
/// # Use instead
///
/// Put forward this year's document.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct DocumentOfPreviousYear {
    document: String,
    issued_on: Date,
    stake: Option<Points>,
}

impl Finding for DocumentOfPreviousYear {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Advice
    }

    fn message(&self) -> Message {
        let (document, issued) = (&self.document, day(self.issued_on));
        let mut message = Message::new(
            format!(
                "tài liệu {document} ngày {} đã dùng trong bản tự chấm năm trước",
                issued.vi
            ),
            format!(
                "document {document} of {} was evidence of the year before already",
                issued.en
            ),
        );
        if let Some(stake) = self.stake {
            let stake = points(stake);
            message.vi = format!("{}; {} dựa vào tài liệu này", message.vi, stake.vi);
            message.en = format!("{}; resting on it: {}", message.en, stake.en);
        }
        message
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy thay bằng tài liệu của năm đánh giá",
            "put forward the document of the year assessed",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.issued_on.to_string())
    }

    fn points_at_stake(&self) -> Option<Points> {
        self.stake
    }
}

pub(super) fn check(both: &Both<'_>, found: &mut Diagnostics) {
    let without = Without::new(&both.now);
    let from = both.now.file.period.from;
    let earlier = both.then.file.evidence.iter();
    let known: BTreeSet<(String, Date)> = earlier.filter_map(identity).collect();
    for (index, document) in both.now.file.evidence.iter().enumerate() {
        let Some((key, issued_on)) = identity(document).filter(|(_, issued)| *issued < from) else {
            continue;
        };
        if !known.contains(&(key, issued_on)) || !YEARLY.contains(&document.kind.as_ref()) {
            continue;
        }
        let stakes = without.stakes(&[index]);
        let finding = DocumentOfPreviousYear {
            document: name(document),
            issued_on,
            stake: total(&stakes),
        };
        found.push(
            Diagnostic::new(&finding, format!("/evidence/{index}/issued_on")).with_stakes(stakes),
        );
    }
}

/// What identifies a document across files.
fn identity(document: &Document) -> Option<(String, Date)> {
    let notation = Notation::parse(document.notation.as_deref()?).ok()?;
    Some((notation.key(), document.issued_on?))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::tests::{fixture, found_in, messages, places, read, scorer};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "tài liệu 88/BC-SNV ngày 15/11/2023 đã dùng trong bản tự chấm năm trước; 1,5 điểm dựa vào tài liệu này"
        );
    }

    #[test]
    fn only_a_yearly_document_that_stands_in_both_files_is_found() {
        let bad: Value =
            serde_json::from_slice(&read("document-of-previous-year/bad.json")).unwrap();
        let is_found = |key: &str, value: &str| {
            let mut file = bad.clone();
            file["evidence"][2][key] = json!(value);
            let bytes = file.to_string();
            let found = found_in(
                &scorer(),
                "document-of-previous-year/edited.json",
                bytes.as_bytes(),
            );
            places(&found).iter().any(|(check, _)| *check == super::ID)
        };
        assert!(is_found("kind", "report"));
        // A decision may hold for years.
        assert!(!is_found("kind", "decision"));
        // Another report of last year, which was no evidence then.
        assert!(!is_found("notation", "89/BC-SNV"));
    }
}
