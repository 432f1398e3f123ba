//! The order of the rounds.

use crate::check::words::day;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::file::{Appraisal, Round};
use crate::number::Date;

pub(super) const ID: &str = "round-2-without-round-1";

/// Round 2 of the appraisal does not follow a locked round 1
///
/// # What it does
///
/// Looks for a second round with records or a lock although there is no round 1, round 1 is not
/// locked, or round 1 was locked later.
///
/// # Why it matters
///
/// Round 2 answers the explanations of the unit to a round 1 that is closed. Out of order, nobody can
/// tell what the unit was asked to explain.
///
/// # Example
///
/// Round 2 was locked on 15/02/2025, round 1 is still open.
///
/// # Use instead
///
/// Lock round 1 first, or correct the days.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct Round2WithoutRound1 {
    why: Why,
}

/// What is out of order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    NoRound1,
    NotLocked,
    LockedLater { first: Date, second: Date },
}

impl Finding for Round2WithoutRound1 {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        match self.why {
            Why::NoRound1 => Message::new(
                "có thẩm định vòng 2 nhưng không có vòng 1",
                "there is an appraisal round 2, and no round 1",
            ),
            Why::NotLocked => Message::new(
                "thẩm định vòng 2 đã bắt đầu trong khi vòng 1 chưa khóa",
                "appraisal round 2 has begun, and round 1 is not locked",
            ),
            Why::LockedLater { first, second } => {
                let (first, second) = (day(first), day(second));
                Message::new(
                    format!(
                        "vòng 2 khóa ngày {}, trước khi vòng 1 khóa ngày {}",
                        second.vi, first.vi
                    ),
                    format!(
                        "round 2 was locked on {}, before round 1 on {}",
                        second.en, first.en
                    ),
                )
            }
        }
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy khóa vòng 1 trước (“locked_on”), hoặc sửa lại ngày",
            "lock round 1 first (`locked_on`), or correct the days",
        )
    }
}

pub(super) fn check(appraisal: &Appraisal, found: &mut Diagnostics) {
    let find = |number: u32| {
        appraisal
            .rounds
            .iter()
            .enumerate()
            .find(|(_, round)| round.round == number)
    };
    let Some((at, second)) = find(2) else { return };
    let has_begun =
        second.locked_on.is_some() || appraisal.records.iter().any(|record| record.round == 2);
    if !has_begun {
        return;
    }
    let first: Option<(usize, &Round)> = find(1);
    let why = match (first, second.locked_on) {
        (None, _) => Why::NoRound1,
        (Some((_, first)), second) => match (first.locked_on, second) {
            (None, _) => Why::NotLocked,
            (Some(first), Some(second)) if second < first => Why::LockedLater { first, second },
            _ => return,
        },
    };
    let diagnostic = Diagnostic::new(
        &Round2WithoutRound1 { why },
        format!("/appraisal/rounds/{at}"),
    );
    found.push(match first {
        Some((first, _)) => diagnostic.with_other(format!("/appraisal/rounds/{first}")),
        None => diagnostic,
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::tests::{edited, fixture};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
    }

    #[test]
    fn no_round_1_and_a_later_lock_are_found() {
        let of = |rounds: serde_json::Value| {
            let found = edited(&[("/appraisal", json!({ "rounds": rounds, "records": [] }))]);
            let own = found.iter().filter(|one| one.check() == super::ID);
            let messages: Vec<String> = own.map(|one| one.message().vi.clone()).collect();
            assert!(messages.len() < 2, "{found}");
            messages.into_iter().next()
        };
        let round = |round: u32, locked: Option<&str>| match locked {
            Some(day) => json!({ "round": round, "by": "Hội đồng", "locked_on": day }),
            None => json!({ "round": round, "by": "Hội đồng" }),
        };
        let (early, late) = (Some("2025-01-20"), Some("2025-02-15"));
        assert_eq!(
            of(json!([round(2, late)])).unwrap(),
            "có thẩm định vòng 2 nhưng không có vòng 1"
        );
        assert_eq!(
            of(json!([round(1, late), round(2, early)])).unwrap(),
            "vòng 2 khóa ngày 20/01/2025, trước khi vòng 1 khóa ngày 15/02/2025"
        );
        assert_eq!(of(json!([round(1, early), round(2, late)])), None);
        assert_eq!(of(json!([round(1, None), round(2, None)])), None);
    }
}
