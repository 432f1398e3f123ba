//! Evidence that is short without a word about it.

use super::shortfall::Shortfall;
use crate::check::scene::Scene;
use crate::check::words::points;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity, StakeOf};
use crate::file::AssessmentFile;
use crate::number::Points;

pub(super) const ID: &str = "explanation-missing";

/// The evidence of a criterion is missing or insufficient, and nothing explains it
///
/// # What it does
///
/// Looks for criteria with points that documents do not prove, and without an explanation of their
/// own or of a criterion above them. Nothing is said while the assessment claims no points at all:
/// then no report is being submitted yet.
///
/// # Why it matters
///
/// The self-assessment report must explain every criterion whose evidence is missing or
/// insufficient (guidance letters 383/BNV-CCHC and 384/BNV-CCHC of 28/01/2021).
///
/// # Example
///
/// The statistics of a system were not exported in time, and the report does not mention it.
///
/// # Use instead
///
/// Say under `explanations` why the document is missing and how the points can be checked.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct ExplanationMissing {
    criterion: String,
    short: Points,
}

impl Finding for ExplanationMissing {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let (criterion, short) = (&self.criterion, points(self.short));
        Message::new(
            format!(
                "tiêu chí {criterion} còn {} chưa đủ tài liệu kiểm chứng nhưng chưa có giải trình",
                short.vi
            ),
            format!(
                "criterion {criterion} has {} without sufficient evidence, and no explanation",
                short.en
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy giải trình ở “explanations”; báo cáo phải giải trình từng tiêu chí thiếu tài liệu (Công văn số 383, 384/BNV-CCHC ngày 28/01/2021)",
            "explain it under “explanations”; the report must do so for each criterion (letters 383, 384/BNV-CCHC of 28/01/2021)",
        )
    }
}

pub(super) fn check(scene: &Scene<'_>, shortfalls: &[Shortfall<'_>], found: &mut Diagnostics) {
    if !claims_anything(scene.file) {
        return;
    }
    for shortfall in shortfalls {
        let (Some(short), Some(subject)) = (shortfall.points, scene.subjects.get(shortfall.leaf))
        else {
            continue;
        };
        if subject.is_explained(scene.file) {
            continue;
        }
        let finding = ExplanationMissing {
            criterion: subject.number().to_owned(),
            short,
        };
        let stake = subject.stake(StakeOf::Computed, short);
        found.push(Diagnostic::new(&finding, scene.pointer(subject)).with_stakes([stake]));
    }
}

/// Whether the unit typed any points.
fn claims_anything(file: &AssessmentFile) -> bool {
    file.claims.as_ref().is_some_and(|claims| {
        !claims.criteria.is_empty() || !claims.areas.is_empty() || claims.total.is_some()
    })
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{edited, fixture};
    use serde_json::{Value, json};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
    }

    #[test]
    fn without_any_claim_nothing_is_to_be_explained_yet() {
        let fires = |claims: Value| {
            let found = edited(&[("/evidence", json!([])), ("/claims", claims)]);
            found.iter().any(|one| one.check() == super::ID)
        };
        assert!(!fires(Value::Null));
        assert!(!fires(json!({ "criteria": {} })));
        assert!(fires(json!({ "criteria": { "c1.1": 1 } })));
        assert!(fires(json!({ "total": 10.5 })));
    }
}
