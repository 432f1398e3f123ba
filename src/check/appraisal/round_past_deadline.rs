//! Rounds that took longer than they may.

use crate::check::scene::Scene;
use crate::check::words::day;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::file::Appraisal;
use crate::number::Date;

pub(super) const ID: &str = "round-past-deadline";

/// A round of the appraisal is open, or was locked, after its last day
///
/// # What it does
///
/// Compares the deadline of each round with the day on which it was locked, or with `as_of` while it
/// is open.
///
/// # Why it matters
///
/// The next round, the answers of the unit and the announcement wait for it, and a decision after the
/// last day can be contested.
///
/// # Example
///
/// Round 1 ends on 15/01/2025 and was locked on 20/01/2025.
///
/// # Use instead
///
/// Lock the round in time, or record the extension as its deadline.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct RoundPastDeadline {
    round: u32,
    deadline: Date,
    locked_on: Option<Date>,
    as_of: Date,
}

impl Finding for RoundPastDeadline {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let (round, deadline) = (self.round, day(self.deadline));
        if let Some(locked) = self.locked_on.map(day) {
            return Message::new(
                format!(
                    "vòng {round} khóa ngày {}, sau hạn {}",
                    locked.vi, deadline.vi
                ),
                format!(
                    "round {round} was locked on {}, after its last day {}",
                    locked.en, deadline.en
                ),
            );
        }
        let as_of = day(self.as_of);
        Message::new(
            format!(
                "vòng {round} chưa khóa mà hạn {} đã qua (số liệu tính đến {})",
                deadline.vi, as_of.vi
            ),
            format!(
                "round {round} is not locked, and its last day, {}, is over as of {}",
                deadline.en, as_of.en
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy khóa vòng đúng hạn; nếu được gia hạn, hãy sửa “deadline”",
            "lock the round in time; if it was extended, correct its `deadline`",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.locked_on.unwrap_or(self.as_of).to_string())
    }
}

pub(super) fn check(scene: &Scene<'_>, appraisal: &Appraisal, found: &mut Diagnostics) {
    let as_of = scene.file.as_of;
    for (index, round) in appraisal.rounds.iter().enumerate() {
        let Some(deadline) = round.deadline else {
            continue;
        };
        if round.locked_on.unwrap_or(as_of) <= deadline {
            continue;
        }
        let finding = RoundPastDeadline {
            round: round.round,
            deadline,
            locked_on: round.locked_on,
            as_of,
        };
        let at = format!("/appraisal/rounds/{index}");
        let key = if round.locked_on.is_some() {
            "locked_on"
        } else {
            "deadline"
        };
        found.push(Diagnostic::new(&finding, format!("{at}/{key}")));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::tests::{edited, fixture, messages};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(first.vi, "vòng 1 khóa ngày 20/01/2025, sau hạn 15/01/2025");
    }

    #[test]
    fn an_open_round_is_compared_with_the_day_of_the_data() {
        let own = |deadline: &str| {
            let rounds =
                json!({ "rounds": [{ "round": 1, "by": "Tổ thẩm định", "deadline": deadline }] });
            let found = edited(&[("/appraisal", rounds)]);
            found.iter().filter(|one| one.check() == super::ID).count()
        };
        assert_eq!(own("2024-11-30"), 0);
        assert_eq!(own("2024-11-29"), 1);
    }
}
