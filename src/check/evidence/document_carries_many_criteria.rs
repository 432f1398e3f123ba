//! One document for too much.

use super::documents::{Without, name, total};
use crate::check::scene::Scene;
use crate::check::words::points;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity, Stake};
use crate::number::Points;

pub(super) const ID: &str = "document-carries-many-criteria";

/// A document that supports more criteria than this deserves a look. A sheet of 60 to 90 criteria comes
/// with about as many documents, one or two criteria each; the export of a system that proves a whole
/// group reaches five.
const MANY: usize = 8;

/// One document is put forward for very many criteria
///
/// # What it does
///
/// Counts the criteria each document supports, and names documents with more than eight.
///
/// # Why it matters
///
/// If the appraiser sets that one document aside, all these points go at once. And where a report is
/// put forward for everything, section and page of each point are what the appraiser asks for.
///
/// # Example
///
/// The yearly report as the only evidence of twenty criteria.
///
/// # Use instead
///
/// Put forward the documents the report rests on, or name section and page for each criterion.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct DocumentCarriesManyCriteria {
    document: String,
    count: usize,
    stake: Option<Points>,
}

impl Finding for DocumentCarriesManyCriteria {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Advice
    }

    fn message(&self) -> Message {
        let Self {
            document, count, ..
        } = self;
        let mut message = Message::new(
            format!("tài liệu {document} được dùng cho {count} tiêu chí"),
            format!("document {document} is put forward for {count} criteria"),
        );
        if let Some(stake) = self.stake {
            let stake = points(stake);
            message.vi = format!("{}; {} chỉ dựa vào tài liệu này", message.vi, stake.vi);
            message.en = format!("{}; {} rest on it alone", message.en, stake.en);
        }
        message
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy bổ sung văn bản gốc của từng nội dung, hoặc ghi rõ mục, trang cho từng tiêu chí",
            "add the documents it rests on, or name section and page for each criterion",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.count.to_string())
    }
}

pub(super) fn check(scene: &Scene<'_>, without: &Without<'_, '_>, found: &mut Diagnostics) {
    for (index, document) in scene.file.evidence.iter().enumerate() {
        let mut criteria: Vec<_> = document
            .supports
            .iter()
            .filter_map(|support| support.criterion.as_ref())
            .collect();
        criteria.sort();
        criteria.dedup();
        if criteria.len() <= MANY {
            continue;
        }
        let stakes: Vec<Stake> = without.stakes(&[index]);
        let finding = DocumentCarriesManyCriteria {
            document: name(document),
            count: criteria.len(),
            stake: total(&stakes),
        };
        found.push(Diagnostic::new(
            &finding,
            format!("/evidence/{index}/supports"),
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{fixture, messages};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "tài liệu 88/BC-SNV được dùng cho 9 tiêu chí; 1,5 điểm chỉ dựa vào tài liệu này"
        );
    }
}
