//! Appraised points above the maximum.

use crate::check::scene::Scene;
use crate::check::words::{comma, points};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::file::Appraisal;
use crate::number::Points;

pub(super) const ID: &str = "appraised-exceeds-maximum";

/// An appraiser gives more points than there are
///
/// # What it does
///
/// Compares the points of each appraisal record with the maximum of its criterion. Until it is
/// corrected such a record counts as a blank.
///
/// # Why it matters
///
/// No criterion gives more than its maximum, so the points cannot be meant.
///
/// # Example
///
/// 2.5 points given at a criterion of 2.
///
/// # Use instead
///
/// Correct the record.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct AppraisedExceedsMaximum {
    criterion: String,
    round: u32,
    given: Points,
    max: Points,
}

impl Finding for AppraisedExceedsMaximum {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        let Self {
            criterion,
            round,
            max,
            ..
        } = self;
        let given = points(self.given);
        Message::new(
            format!(
                "tiêu chí {criterion}: thẩm định vòng {round} cho {}, vượt mức tối đa {}",
                given.vi,
                comma(max)
            ),
            format!(
                "criterion {criterion}: appraisal round {round} gives {}, above the maximum of {max}",
                given.en
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy sửa điểm thẩm định; chưa sửa thì coi như để trống",
            "correct the appraised points; until then they count as a blank",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.given.to_string())
    }

    fn points_at_stake(&self) -> Option<Points> {
        self.given.checked_sub(self.max)
    }
}

pub(super) fn check(scene: &Scene<'_>, appraisal: &Appraisal, found: &mut Diagnostics) {
    for (index, record) in appraisal.records.iter().enumerate() {
        let leaf = scene.set.leaf_index(record.criterion.as_ref());
        let Some(subject) = leaf.and_then(|leaf| scene.subjects.get(leaf)) else {
            continue;
        };
        let (given, max) = (
            record.points.and_then(Points::from_quantity),
            subject.score.max(),
        );
        if let Some(given) = given.filter(|given| *given > max) {
            let criterion = subject.number().to_owned();
            let finding = AppraisedExceedsMaximum {
                criterion,
                round: record.round,
                given,
                max,
            };
            found.push(Diagnostic::new(
                &finding,
                format!("/appraisal/records/{index}/points"),
            ));
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
