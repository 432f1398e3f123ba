//! A claim that is not what the facts give.

use crate::check::scene::{Scene, Subject};
use crate::check::words::points;
use crate::diagnostic::{Diagnostic, Finding, Message, Severity};
use crate::eval::State;
use crate::file::Basis;
use crate::number::Points;

pub(super) const ID: &str = "claimed-differs";

/// A claim is not what the rule gives from the facts
///
/// # What it does
///
/// Compares each claim with the computed points, at the decimals that may be typed. Where a criterion
/// is still open, the claim is compared with the most that is left.
///
/// # Why it matters
///
/// A claim that is too high is taken off in the appraisal; one that is too low gives points away. On
/// judged criteria the computed points only repeat the grade the unit picked itself: agreement there
/// verifies nothing.
///
/// # Example
///
/// 4 of 5 texts on time earn 1 point, and 2 are claimed.
///
/// # Use instead
///
/// Correct the claim, or the fact that is wrong.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct ClaimedDiffers {
    criterion: String,
    claimed: Points,
    /// What the facts give, or the most that is left.
    given: Points,
    is_final: bool,
    /// To the unit's advantage: more points, or less of a penalty.
    is_ahead: bool,
    is_judged: bool,
    stake: Points,
}

impl Finding for ClaimedDiffers {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        if self.is_ahead { Severity::Error } else { Severity::Advice }
    }

    fn message(&self) -> Message {
        let criterion = &self.criterion;
        let (claimed, given, stake) = (points(self.claimed), points(self.given), points(self.stake));
        let source = match (self.is_final, self.is_judged) {
            (false, _) => Message::new("với số liệu đã có, nhiều nhất là", "the facts so far leave at most"),
            (true, true) => Message::new("mức đã chọn ứng với", "the grade picked stands for"),
            (true, false) => Message::new("theo số liệu là", "the facts give"),
        };
        let how = if self.is_ahead {
            Message::new(format!("cao hơn {}", stake.vi), format!("{} too many", stake.en))
        } else {
            Message::new(format!("thấp hơn {}", stake.vi), format!("{} too few", stake.en))
        };
        Message::new(
            format!("tiêu chí {criterion}: tự chấm {}, {} {} ({})", claimed.vi, source.vi, given.vi, how.vi),
            format!("criterion {criterion}: {} claimed, {} {} ({})", claimed.en, source.en, given.en, how.en),
        )
    }

    fn help(&self) -> Message {
        match (self.is_judged, self.is_ahead) {
            (true, _) => Message::new(
                "hãy sửa điểm tự chấm hoặc mức đã chọn; đây là tiêu chí do người chấm nhận định, hai số khớp nhau cũng chưa phải là đã kiểm chứng",
                "correct the claim or the grade; this criterion is judged, so that the two agree verifies nothing",
            ),
            (false, true) => Message::new(
                "hãy sửa điểm tự chấm, hoặc sửa số liệu nếu số liệu sai",
                "correct the claim, or the facts if they are wrong",
            ),
            (false, false) => Message::new(
                "số liệu cho phép nhận điểm cao hơn; hãy kiểm tra lại số liệu và điểm tự chấm",
                "the facts allow more; check the facts and the claim",
            ),
        }
    }

    fn witness(&self) -> Option<String> {
        Some(self.given.to_string())
    }

    fn points_at_stake(&self) -> Option<Points> {
        Some(self.stake)
    }
}

pub(super) fn of(scene: &Scene<'_>, subject: &Subject<'_>) -> Option<Diagnostic> {
    let claimed = scene.as_typed(subject.score.claimed()?);
    let is_final = match subject.score.state() {
        State::Scored | State::NotApplicable => true,
        State::Open | State::Pending => false,
        State::NotAssessable => return None,
    };
    // What is lost to a day that is over is reported at that day, with the claim.
    let index = subject.index;
    let late = |passed: &super::super::progress::Passed| {
        passed.leaves.iter().any(|(leaf, _)| *leaf == index)
    };
    if scene.passed.iter().any(late) {
        return None;
    }
    let exact = if is_final { subject.score.computed()? } else { subject.score.upper() };
    let given = scene.as_typed(exact);
    if claimed == given || (!is_final && (claimed < given || subject.is_penalty())) {
        return None;
    }
    let ahead = subject.ahead(claimed, given);
    let is_ahead = ahead > Points::ZERO;
    let finding = ClaimedDiffers {
        criterion: subject.number().to_owned(),
        claimed,
        given,
        is_final,
        is_ahead,
        is_judged: subject.model.basis() == Basis::Judged,
        stake: if is_ahead { ahead } else { subject.ahead(given, claimed) },
    };
    Some(Diagnostic::new(&finding, subject.claim_pointer()))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{fixture, messages};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let found = messages(super::ID);
        assert_eq!(
            found.first().unwrap().vi,
            "tiêu chí 1.2: tự chấm 2 điểm, theo số liệu là 1 điểm (cao hơn 1 điểm)"
        );
        assert_eq!(
            found.first().unwrap().en,
            "criterion 1.2: 2 points claimed, the facts give 1 point (1 point too many)"
        );
    }
}
