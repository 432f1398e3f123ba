//! A claim that the rule never gives.

use super::{facts_come_to, settled};
use crate::analyse::Attainable;
use crate::check::scene::{Scene, Subject};
use crate::check::words::{comma, points};
use crate::diagnostic::{Diagnostic, Finding, Message, Severity, StakeOf};
use crate::eval::Applies;
use crate::number::Points;

pub(super) const ID: &str = "claim-not-attainable";

/// A claim is none of the values its rule can give
///
/// # What it does
///
/// Works out which points the rule of a criterion can give at all, and looks for claims that are
/// none of them.
///
/// # Why it matters
///
/// Whatever the facts are, the claim is wrong: a slip of the pen, or a level the sheet does not have.
///
/// # Example
///
/// 0.7 points claimed where the sheet knows 0, 0.5 and 1.
///
/// # Use instead
///
/// Claim the level that the facts reach.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct ClaimNotAttainable {
    criterion: String,
    claimed: Points,
    nearest: Vec<Points>,
    computed: Option<Points>,
    stake: Option<Points>,
}

impl Finding for ClaimNotAttainable {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        let (criterion, claimed) = (&self.criterion, points(self.claimed));
        let list = |or: &str, show: fn(&Points) -> String| {
            self.nearest.iter().map(show).collect::<Vec<_>>().join(or)
        };
        Message::new(
            format!(
                "tiêu chí {criterion}: tự chấm {}, nhưng bộ tiêu chí không có mức này; gần nhất là {}",
                claimed.vi,
                list(" và ", |points| comma(points))
            ),
            format!(
                "criterion {criterion}: {} claimed, which no facts can earn; the nearest are {}",
                claimed.en,
                list(" and ", ToString::to_string)
            ),
        )
    }

    fn help(&self) -> Message {
        facts_come_to(
            self.computed,
            Message::new(
                "hãy ghi đúng mức điểm của bộ tiêu chí",
                "write a level that the criteria set has",
            ),
        )
    }

    fn witness(&self) -> Option<String> {
        self.nearest.first().map(ToString::to_string)
    }

    fn points_at_stake(&self) -> Option<Points> {
        self.stake
    }
}

pub(super) fn of(scene: &Scene<'_>, subject: &Subject<'_>) -> Option<Diagnostic> {
    let claimed = subject.score.claimed()?;
    if subject.own.applies != Applies::Yes {
        return None;
    }
    let attainable = Attainable::of(scene.compiled, subject.leaf, subject.own.parts);
    if attainable.holds(claimed, scene.claim_rounding()) {
        return None;
    }
    let computed = settled(subject);
    let stake = computed
        .map(|computed| subject.ahead(claimed, computed))
        .filter(|stake| *stake > Points::ZERO);
    let finding = ClaimNotAttainable {
        criterion: subject.number().to_owned(),
        claimed,
        nearest: attainable.nearest(claimed),
        computed,
        stake,
    };
    let stakes = stake.map(|stake| subject.stake(StakeOf::Claimed, stake));
    Some(Diagnostic::new(&finding, subject.claim_pointer()).with_stakes(stakes))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{fixture, messages};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "tiêu chí 1.1: tự chấm 0,7 điểm, nhưng bộ tiêu chí không có mức này; gần nhất là 0,5 và 1"
        );
    }
}
