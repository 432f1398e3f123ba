//! Appraised points that the rule never gives.

use crate::analyse::Attainable;
use crate::check::scene::Scene;
use crate::check::words::{comma, points};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::file::Appraisal;
use crate::number::Points;

pub(super) const ID: &str = "appraised-not-attainable";

/// An appraiser gives points that no facts can earn
///
/// # What it does
///
/// Works out which points the rule of a criterion can give at all, with and without the parts claimed
/// as not applicable, and looks for appraised points that are none of them.
///
/// # Why it matters
///
/// The points stand as given: an appraiser decides. But they are none of the levels of the sheet, and
/// nobody can follow them from the facts.
///
/// # Example
///
/// 0.6 points given where the sheet knows 0, 0.5 and 1.
///
/// # Use instead
///
/// Give one of the levels, or correct the facts in the record and let the rule give the points. Where
/// the points are meant, give the reason.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct AppraisedNotAttainable {
    criterion: String,
    round: u32,
    given: Points,
    nearest: Vec<Points>,
}

impl Finding for AppraisedNotAttainable {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let Self {
            criterion, round, ..
        } = self;
        let given = points(self.given);
        let list = |and: &str, show: fn(&Points) -> String| {
            self.nearest.iter().map(show).collect::<Vec<_>>().join(and)
        };
        Message::new(
            format!(
                "tiêu chí {criterion}: thẩm định vòng {round} cho {}, nhưng bộ tiêu chí không có mức này; gần nhất là {}",
                given.vi,
                list(" và ", |points| comma(points))
            ),
            format!(
                "criterion {criterion}: appraisal round {round} gives {}, which no facts can earn; the nearest are {}",
                given.en,
                list(" and ", ToString::to_string)
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "điểm vẫn được ghi nhận; hãy chọn đúng mức của bộ tiêu chí, hoặc nêu rõ lý do",
            "the points stand; choose a level of the set, or give the reason",
        )
    }

    fn witness(&self) -> Option<String> {
        self.nearest.first().map(ToString::to_string)
    }
}

pub(super) fn check(scene: &Scene<'_>, appraisal: &Appraisal, found: &mut Diagnostics) {
    for (index, record) in appraisal.records.iter().enumerate() {
        let leaf = scene.set.leaf_index(record.criterion.as_ref());
        let Some(subject) = leaf.and_then(|leaf| scene.subjects.get(leaf)) else {
            continue;
        };
        let Some(given) = record.points.and_then(Points::from_quantity) else {
            continue;
        };
        if given < Points::ZERO || given > subject.score.max() {
            continue;
        }
        let rounding = scene.claim_rounding();
        let claimed = Attainable::of(scene.compiled, subject.leaf, subject.own.parts);
        let whole = Attainable::of(scene.compiled, subject.leaf, 0);
        if claimed.holds(given, rounding) || whole.holds(given, rounding) {
            continue;
        }
        let finding = AppraisedNotAttainable {
            criterion: subject.number().to_owned(),
            round: record.round,
            given,
            nearest: whole.nearest(given),
        };
        found.push(Diagnostic::new(
            &finding,
            format!("/appraisal/records/{index}/points"),
        ));
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
