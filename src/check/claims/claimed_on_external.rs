//! A claim where somebody else scores.

use crate::check::scene::{Scene, Subject};
use crate::check::words::points;
use crate::diagnostic::{Diagnostic, Finding, Message, Severity, StakeOf};
use crate::number::Points;

pub(super) const ID: &str = "claimed-on-external";

/// The unit claims points on a criterion it does not score
///
/// # What it does
///
/// Looks for claims at criteria that rest on a survey, another index, an appraiser or another body.
///
/// # Why it matters
///
/// Such points are not for the unit to give: the appraiser takes them off the claimed total.
///
/// # Example
///
/// A claim of 8 points at a criterion that a survey of citizens decides.
///
/// # Use instead
///
/// Move a published result to `external`, with its source, and write null for the claim.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct ClaimedOnExternal {
    criterion: String,
    claimed: Points,
}

impl Finding for ClaimedOnExternal {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        if self.claimed > Points::ZERO {
            Severity::Error
        } else {
            Severity::Advice
        }
    }

    fn message(&self) -> Message {
        let (criterion, claimed) = (&self.criterion, points(self.claimed));
        Message::new(
            format!(
                "tiêu chí {criterion} không do đơn vị tự chấm, nhưng đã ghi {}",
                claimed.vi
            ),
            format!(
                "criterion {criterion} is not for the unit to score, yet it claims {}",
                claimed.en
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy chuyển kết quả đã công bố sang “external” cùng nguồn; ở đây ghi null",
            "move a published result to “external”, with its source; write null here",
        )
    }

    fn points_at_stake(&self) -> Option<Points> {
        (self.claimed > Points::ZERO).then_some(self.claimed)
    }
}

pub(super) fn of(_: &Scene<'_>, subject: &Subject<'_>) -> Option<Diagnostic> {
    let claimed = subject.score.claimed()?;
    if subject.model.self_scored() {
        return None;
    }
    let finding = ClaimedOnExternal {
        criterion: subject.number().to_owned(),
        claimed,
    };
    let stake = subject.stake(StakeOf::Claimed, claimed);
    Some(Diagnostic::new(&finding, subject.claim_pointer()).with_stakes([stake]))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::fixture;

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
    }
}
