//! Criteria and part-marks that every unit earns in full.

use crate::analyse::always_full;
use crate::check::scene::number_of;
use crate::check::words;
use crate::compile::Scorer;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::number::Points;

/// The id of the check.
pub(super) const ID: &str = "points-always-earned";

/// A criterion or part-mark gives its maximum whatever the facts are
///
/// # What it does
///
/// Computes the set of points that each criterion and each of its part-marks can give over all values
/// its facts may have, and reports those for which it is the maximum alone.
///
/// # Why it matters
///
/// Points that nobody can lose measure nothing: bands that all give the same, a deduction for faults of
/// which there can be none. The slip is usually in a limit or in the range of a fact.
///
/// # Example
///
/// A deduction of 0.25 for each late report, where the number of late reports goes from 0 to 0.
///
/// # Use instead
///
/// Correct the points, the limits or the range of the fact; a mark that is meant for everybody needs no
/// rule that looks at facts.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct PointsAlwaysEarned {
    criterion: String,
    part: Option<String>,
    points: Points,
}

impl Finding for PointsAlwaysEarned {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let (criterion, points) = (&self.criterion, words::points(self.points));
        match &self.part {
            Some(part) => Message::new(
                format!(
                    "phần điểm \"{part}\" của tiêu chí {criterion} luôn được {}, dù số liệu thế nào",
                    points.vi
                ),
                format!(
                    "the part-mark \"{part}\" of criterion {criterion} always earns {}, whatever the facts are",
                    points.en
                ),
            ),
            None => Message::new(
                format!(
                    "tiêu chí {criterion} luôn được {}, dù số liệu thế nào",
                    points.vi
                ),
                format!(
                    "criterion {criterion} always earns {}, whatever the facts are",
                    points.en
                ),
            ),
        }
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy sửa điểm, ngưỡng hoặc khoảng giá trị của dữ kiện",
            "correct the points, the limits or the range of the fact",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.points.to_string())
    }

    fn points_at_stake(&self) -> Option<Points> {
        Some(self.points)
    }
}

/// Reports leaves and parts that always give their maximum.
pub(super) fn check(scorer: &Scorer, found: &mut Diagnostics) {
    for one in always_full(scorer) {
        let Some(model) = scorer.criteria_set().leaves().get(one.leaf) else {
            continue;
        };
        let finding = PointsAlwaysEarned {
            criterion: number_of(model).to_owned(),
            part: one.part,
            points: one.points,
        };
        found.push(Diagnostic::new(&finding, one.pointer));
    }
}
