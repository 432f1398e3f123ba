//! A criterion without a claim.

use super::settled;
use crate::check::scene::{Scene, Subject};
use crate::check::words::points;
use crate::diagnostic::{Diagnostic, Finding, Message, Severity};
use crate::eval::Applies;
use crate::model::Home;
use crate::number::Points;

pub(super) const ID: &str = "claim-missing";

/// A criterion that is scored has no claim
///
/// # What it does
///
/// Looks for criteria the unit scores itself whose points are known and whose claim is blank, in an
/// assessment that claims points at other criteria.
///
/// # Why it matters
///
/// A blank is not 0: the claimed index cannot be computed, and points may be given away. Bonus and
/// penalty criteria need a claim only where there is something to claim.
///
/// # Example
///
/// All criteria of an area are claimed but 2.1, whose facts earn 1.5 points.
///
/// # Use instead
///
/// Type the claim, 0 where nothing is earned.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct ClaimMissing {
    criterion: String,
    computed: Points,
}

impl Finding for ClaimMissing {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let (criterion, computed) = (&self.criterion, points(self.computed));
        Message::new(
            format!(
                "tiêu chí {criterion} chưa ghi điểm tự chấm; theo số liệu là {}",
                computed.vi
            ),
            format!(
                "criterion {criterion} has no claim; the facts give {}",
                computed.en
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy ghi điểm tự chấm; nếu không đạt thì ghi 0",
            "type the claim; 0 where nothing is earned",
        )
    }

    fn points_at_stake(&self) -> Option<Points> {
        (self.computed > Points::ZERO).then_some(self.computed)
    }
}

pub(super) fn of(scene: &Scene<'_>, subject: &Subject<'_>) -> Option<Diagnostic> {
    let claims = scene.file.claims.as_ref()?;
    let due = !claims.criteria.is_empty()
        && subject.score.claimed().is_none()
        && subject.model.self_scored()
        && subject.own.applies == Applies::Yes;
    let computed = settled(subject).filter(|_| due)?;
    let is_optional = !matches!(subject.model.home(), Home::Area(_));
    if is_optional && computed == Points::ZERO {
        return None;
    }
    let finding = ClaimMissing {
        criterion: subject.number().to_owned(),
        computed,
    };
    Some(Diagnostic::new(&finding, subject.claim_pointer()))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::fixture;

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
    }
}
