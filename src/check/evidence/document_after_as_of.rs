//! Documents from the future.

use std::collections::BTreeMap;

use super::documents::{Without, name, total};
use super::shortfall::{self, Shortfall};
use crate::check::scene::Scene;
use crate::check::words::{day, points, some_of};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::number::{Date, Points};
use crate::read::Id;

pub(super) const ID: &str = "document-after-as-of";

/// Most documents named in one message.
const SHOWN: usize = 3;

/// Documents are dated after the day the assessment speaks of
///
/// # What it does
///
/// Compares the day of issue of each document with `as_of`, and names all that are later together:
/// often `as_of` is what was forgotten. The documents still count: evidence is often collected after
/// the figures are closed. Supplementary documents of an answer in the appraisal
/// may be as late as the answer; a document that does not count anyway because of its day is reported
/// by `evidence-not-counted`.
///
/// # Why it matters
///
/// On the day the assessment speaks of, this document did not exist. Either its day or `as_of` is
/// wrong, or the points rest on what is only to come.
///
/// # Example
///
/// An assessment as of 30/11/2024 with a report of 15/12/2024.
///
/// # Use instead
///
/// Correct the day, move `as_of`, or put forward what there is.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct DocumentAfterAsOf {
    documents: Vec<(String, Date)>,
    as_of: Date,
    stake: Option<Points>,
}

impl Finding for DocumentAfterAsOf {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let as_of = day(self.as_of);
        let documents: Vec<Message> = self
            .documents
            .iter()
            .map(|(name, issued)| {
                let issued = day(*issued);
                Message::new(
                    format!("{name} ({})", issued.vi),
                    format!("{name} ({})", issued.en),
                )
            })
            .collect();
        let list = some_of(&documents, SHOWN);
        let verb = if documents.len() == 1 { "is" } else { "are" };
        let mut message = Message::new(
            format!(
                "tài liệu {} ghi ngày sau ngày chốt số liệu {}",
                list.vi, as_of.vi
            ),
            format!(
                "{} {verb} dated after the day of the data {}",
                list.en, as_of.en
            ),
        );
        if let Some(stake) = self.stake {
            let stake = points(stake);
            message.vi = format!("{}; liên quan {}", message.vi, stake.vi);
            message.en = format!("{}; resting on that: {}", message.en, stake.en);
        }
        message
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy kiểm tra lại ngày của tài liệu, hoặc lùi ngày chốt số liệu (“as_of”)",
            "check the day of the document, or move the day of the data (`as_of`)",
        )
    }

    fn witness(&self) -> Option<String> {
        let latest = self.documents.iter().map(|(_, issued)| *issued).max();
        latest.map(|issued| issued.to_string())
    }

    fn points_at_stake(&self) -> Option<Points> {
        self.stake
    }
}

pub(super) fn check(
    scene: &Scene<'_>,
    shortfalls: &[Shortfall<'_>],
    without: &Without<'_, '_>,
    found: &mut Diagnostics,
) {
    let as_of = scene.file.as_of;
    let refused = shortfall::refused(shortfalls, shortfall::Why::OutsideWindow);
    let answers = answers(scene);
    let mut documents = Vec::new();
    let mut indices = Vec::new();
    for (index, document) in scene.file.evidence.iter().enumerate() {
        let Some(issued_on) = document.issued_on.filter(|day| *day > as_of) else {
            continue;
        };
        let answered = answers.get(&document.id).copied();
        if refused.contains(&index) || answered >= Some(issued_on) {
            continue;
        }
        documents.push((name(document), issued_on));
        indices.push(index);
    }
    let Some(first) = indices.first() else {
        return;
    };
    let stakes = without.stakes(&indices);
    let finding = DocumentAfterAsOf {
        documents,
        as_of,
        stake: total(&stakes),
    };
    found.push(
        Diagnostic::new(&finding, format!("/evidence/{first}/issued_on"))
            .with_other("/as_of")
            .with_stakes(stakes),
    );
}

/// The last day on which an answer to the appraiser puts each document forward.
fn answers<'s>(scene: &'s Scene<'_>) -> BTreeMap<&'s Id, Date> {
    let mut days: BTreeMap<&Id, Date> = BTreeMap::new();
    let appraisal = scene.file.appraisal.iter();
    for response in appraisal.flat_map(|appraisal| &appraisal.responses) {
        for document in &response.documents {
            let day = days.entry(document).or_insert(response.on);
            *day = response.on.max(*day);
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::tests::{edited, fixture, messages, places};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "tài liệu “export” (05/12/2024) ghi ngày sau ngày chốt số liệu 30/11/2024; liên quan 2 điểm"
        );
    }

    #[test]
    fn a_document_outside_its_window_is_said_once() {
        let found = edited(&[("/evidence/0/issued_on", json!("2025-01-30"))]);
        let checks: Vec<_> = places(&found).into_iter().map(|(check, _)| check).collect();
        assert!(
            checks.contains(&"evidence-not-counted") && !checks.contains(&super::ID),
            "{checks:?}"
        );
    }

    #[test]
    fn a_day_of_the_data_that_was_forgotten_is_said_once() {
        let found = edited(&[("/as_of", json!("2024-10-20"))]);
        let own: Vec<_> = found
            .iter()
            .filter(|one| one.check() == super::ID)
            .collect();
        assert_eq!(own.len(), 1);
        assert_eq!(own[0].place().pointer, "/evidence/1/issued_on");
        // 2 of criterion 1.2 and 1.5 of criterion 1.3.
        assert_eq!(own[0].points_at_stake().unwrap().to_string(), "3.5");
    }

    #[test]
    fn what_an_answer_puts_forward_may_be_as_late_as_the_answer() {
        let answered = |on: &str| {
            let appraisal = json!({ "rounds": [{ "round": 1, "by": "Tổ thẩm định" }],
                "responses": [{ "criterion": "c1.2", "text": "Bổ sung", "on": on, "documents": ["export"] }] });
            let found = edited(&[
                ("/evidence/1/issued_on", json!("2025-01-05")),
                ("/appraisal", appraisal),
            ]);
            places(&found).iter().any(|(check, _)| *check == super::ID)
        };
        assert!(!answered("2025-01-05"));
        assert!(answered("2025-01-04"));
    }
}
