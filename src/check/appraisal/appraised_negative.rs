//! Appraised points below zero.

use crate::check::scene::Scene;
use crate::check::words::points;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::file::Appraisal;
use crate::number::Points;

pub(super) const ID: &str = "appraised-negative";

/// An appraiser gives points below zero
///
/// # What it does
///
/// Looks for appraisal records with points below 0. Until it is corrected such a record counts as a
/// blank.
///
/// # Why it matters
///
/// Nothing earns less than zero, and penalties are given as positive points.
///
/// # Example
///
/// −5 points given at a criterion of 10.
///
/// # Use instead
///
/// Write 0, or the positive points of a penalty.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct AppraisedNegative {
    criterion: String,
    round: u32,
    given: Points,
}

impl Finding for AppraisedNegative {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        let Self {
            criterion, round, ..
        } = self;
        let given = points(self.given);
        Message::new(
            format!(
                "tiêu chí {criterion}: thẩm định vòng {round} cho số âm: {}",
                given.vi
            ),
            format!(
                "criterion {criterion}: appraisal round {round} gives less than zero: {}",
                given.en
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy ghi 0, hoặc điểm trừ là số dương; chưa sửa thì coi như để trống",
            "write 0, or the positive points of a penalty; until then it counts as a blank",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.given.to_string())
    }
}

pub(super) fn check(scene: &Scene<'_>, appraisal: &Appraisal, found: &mut Diagnostics) {
    for (index, record) in appraisal.records.iter().enumerate() {
        let leaf = scene.set.leaf_index(record.criterion.as_ref());
        let subject = leaf.and_then(|leaf| scene.subjects.get(leaf));
        let given = record.points.and_then(Points::from_quantity);
        if let (Some(subject), Some(given)) = (subject, given)
            && given < Points::ZERO
        {
            let finding = AppraisedNegative {
                criterion: subject.number().to_owned(),
                round: record.round,
                given,
            };
            let pointer = format!("/appraisal/records/{index}/points");
            found.push(Diagnostic::new(&finding, pointer));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::fixture;

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
    }
}
