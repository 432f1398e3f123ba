//! Records of a round that was closed.

use crate::check::scene::{Scene, number_of};
use crate::check::words::day;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::file::Appraisal;
use crate::number::Date;

pub(super) const ID: &str = "round-after-lock";

/// An appraisal record is dated after its round was locked
///
/// # What it does
///
/// Compares the day of each record with the day on which its round was locked.
///
/// # Why it matters
///
/// A locked round decides. What was changed afterwards cannot be told from what was announced.
///
/// # Example
///
/// Round 1 was locked on 20/01/2025, and a record of it is dated 25/01/2025.
///
/// # Use instead
///
/// Record the change in round 2, or correct the day.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct RoundAfterLock {
    criterion: String,
    round: u32,
    by: String,
    on: Date,
    locked_on: Date,
}

impl Finding for RoundAfterLock {
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
            by,
            ..
        } = self;
        let (on, locked) = (day(self.on), day(self.locked_on));
        Message::new(
            format!(
                "tiêu chí {criterion}: quyết định vòng {round} của {by} ghi ngày {}, sau khi vòng này đã khóa ngày {}",
                on.vi, locked.vi
            ),
            format!(
                "criterion {criterion}: the record of round {round} by {by} is dated {}, after the round was locked on {}",
                on.en, locked.en
            ),
        )
    }

    fn help(&self) -> Message {
        if self.round == 1 {
            return Message::new(
                "hãy ghi thay đổi này vào vòng 2, hoặc sửa ngày",
                "record the change in round 2, or correct the day",
            );
        }
        Message::new(
            "hãy sửa ngày, hoặc sửa ngày khóa vòng",
            "correct the day, or the day of the lock",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.on.to_string())
    }
}

pub(super) fn check(scene: &Scene<'_>, appraisal: &Appraisal, found: &mut Diagnostics) {
    for (index, record) in appraisal.records.iter().enumerate() {
        let round = appraisal
            .rounds
            .iter()
            .position(|round| round.round == record.round);
        let locked = round.and_then(|at| Some((at, appraisal.rounds.get(at)?.locked_on?)));
        let Some((at, locked_on)) = locked.filter(|(_, locked_on)| record.on > *locked_on) else {
            continue;
        };
        let leaf = scene.set.leaf_index(record.criterion.as_ref());
        let model = leaf.and_then(|leaf| scene.set.leaves().get(leaf));
        let finding = RoundAfterLock {
            criterion: model
                .map_or(record.criterion.as_ref(), number_of)
                .to_owned(),
            round: record.round,
            by: record.by.clone(),
            on: record.on,
            locked_on,
        };
        found.push(
            Diagnostic::new(&finding, format!("/appraisal/records/{index}/on"))
                .with_other(format!("/appraisal/rounds/{at}/locked_on")),
        );
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
