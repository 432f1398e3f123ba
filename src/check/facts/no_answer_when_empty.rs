//! Nothing to measure, and no rule for that.

use super::fault::{Fault, Why};
use crate::check::scene::Scene;
use crate::check::words::points;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity, StakeOf};
use crate::file::NotApplicable;
use crate::number::Points;

pub(super) const ID: &str = "no-answer-when-empty";

/// There was nothing to measure, and the set does not say what that earns
///
/// # What it does
///
/// Looks for shares of 0 in 0, growth from a base of 0 and questionnaires without answers, where the
/// rule has no `when_empty`.
///
/// # Why it matters
///
/// The criterion cannot be assessed; its points stay open until somebody decides.
///
/// # Example
///
/// No complaint was received, and the criterion scores the share of complaints settled.
///
/// # Use instead
///
/// Check that the whole is really 0. If it is, claim “not applicable” where the set allows it, and
/// ask whoever issued the set otherwise.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct NoAnswerWhenEmpty {
    criterion: String,
    part: Option<String>,
    points: Points,
    may_be_not_applicable: bool,
}

impl Finding for NoAnswerWhenEmpty {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let (criterion, open) = (&self.criterion, points(self.points));
        let (vi, en) = self.part.as_ref().map_or_else(Default::default, |part| {
            (format!(", phần “{part}”"), format!(", part “{part}”"))
        });
        Message::new(
            format!(
                "tiêu chí {criterion}{vi}: không phát sinh (tổng số bằng 0) và bộ tiêu chí không quy định cách chấm, nên chưa chấm được {}",
                open.vi
            ),
            format!(
                "criterion {criterion}{en}: nothing to measure (the whole is 0) and the set has no answer for that, so {} cannot be assessed",
                open.en
            ),
        )
    }

    fn help(&self) -> Message {
        if self.may_be_not_applicable {
            return Message::new(
                "nếu tổng số đúng là 0, hãy ghi “không áp dụng” kèm lý do ở “not_applicable”",
                "if the whole is really 0, claim “not applicable” with the reason",
            );
        }
        Message::new(
            "hãy kiểm tra tổng số; nếu đúng là 0, hãy hỏi cơ quan ban hành bộ tiêu chí",
            "check the whole; if it is really 0, ask whoever issued the criteria set",
        )
    }

    fn witness(&self) -> Option<String> {
        Some("0/0".to_owned())
    }

    fn points_at_stake(&self) -> Option<Points> {
        Some(self.points)
    }
}

pub(super) fn check(scene: &Scene<'_>, faults: &[Fault], found: &mut Diagnostics) {
    for fault in faults.iter().filter(|fault| fault.why == Why::Empty) {
        let Some(subject) = scene.subjects.get(fault.leaf) else {
            continue;
        };
        let finding = NoAnswerWhenEmpty {
            criterion: subject.number().to_owned(),
            part: fault.part.clone(),
            points: fault.points,
            may_be_not_applicable: subject.model.not_applicable() != NotApplicable::NotAllowed,
        };
        // The whole stands last among the facts that are read.
        let fact = fault.facts.last().and_then(|fact| scene.fact(*fact));
        let at = fact.map_or_else(|| scene.pointer(subject), |fact| scene.fact_pointer(fact));
        let stake = subject.stake(StakeOf::Open, fault.points);
        found.push(Diagnostic::new(&finding, at).with_stakes([stake]));
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
