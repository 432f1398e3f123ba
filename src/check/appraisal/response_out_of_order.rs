//! Answers of the unit that come at the wrong time.

use std::collections::BTreeSet;

use crate::check::scene::{Scene, number_of};
use crate::check::words::day;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::file::{Appraisal, Response, Round};
use crate::number::Date;
use crate::read::Id;

pub(super) const ID: &str = "response-out-of-order";

/// An answer of the unit does not lie between the two rounds
///
/// # What it does
///
/// Looks for answers that are dated before round 1 was locked or after round 2 was, and for answers to
/// criteria of which round 1 says nothing.
///
/// # Why it matters
///
/// The unit answers what round 1 decided, and round 2 weighs the answer. An answer at another time was
/// either not read, or has the wrong day.
///
/// # Example
///
/// Round 2 was locked on 15/02/2025, and an answer is dated 20/02/2025.
///
/// # Use instead
///
/// Correct the day of the answer, or of the lock; or record what round 1 decided.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct ResponseOutOfOrder {
    criterion: String,
    on: Date,
    why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    BeforeRound1(Date),
    AfterRound2(Date),
    NothingDecided,
}

impl Finding for ResponseOutOfOrder {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let (criterion, on) = (&self.criterion, day(self.on));
        match self.why {
            Why::BeforeRound1(locked) => {
                let locked = day(locked);
                Message::new(
                    format!(
                        "giải trình ở tiêu chí {criterion} ghi ngày {}, trước khi vòng 1 khóa ngày {}",
                        on.vi, locked.vi
                    ),
                    format!(
                        "the answer at criterion {criterion} is dated {}, before round 1 was locked on {}",
                        on.en, locked.en
                    ),
                )
            }
            Why::AfterRound2(locked) => {
                let locked = day(locked);
                Message::new(
                    format!(
                        "giải trình ở tiêu chí {criterion} ghi ngày {}, sau khi vòng 2 đã khóa ngày {}",
                        on.vi, locked.vi
                    ),
                    format!(
                        "the answer at criterion {criterion} is dated {}, after round 2 was locked on {}",
                        on.en, locked.en
                    ),
                )
            }
            Why::NothingDecided => Message::new(
                format!("giải trình ở tiêu chí {criterion} nhưng vòng 1 chưa có quyết định ở đó"),
                format!(
                    "there is an answer at criterion {criterion}, where round 1 decided nothing"
                ),
            ),
        }
    }

    fn help(&self) -> Message {
        match self.why {
            Why::NothingDecided => Message::new(
                "hãy ghi quyết định của vòng 1, hoặc chuyển giải trình này sang “explanations”",
                "record what round 1 decided, or move the answer to `explanations`",
            ),
            Why::BeforeRound1(_) | Why::AfterRound2(_) => Message::new(
                "hãy sửa ngày giải trình, hoặc ngày khóa vòng",
                "correct the day of the answer, or of the lock",
            ),
        }
    }

    fn witness(&self) -> Option<String> {
        Some(self.on.to_string())
    }
}

pub(super) fn check(scene: &Scene<'_>, appraisal: &Appraisal, found: &mut Diagnostics) {
    let round = |number: u32| {
        let mut rounds = appraisal.rounds.iter().enumerate();
        rounds.find(|(_, round)| round.round == number)
    };
    let decided: BTreeSet<&Id> = appraisal
        .records
        .iter()
        .filter(|record| record.round == 1)
        .map(|record| &record.criterion)
        .collect();
    for (index, response) in appraisal.responses.iter().enumerate() {
        let Some((why, other)) = fault(&decided, response, round(1), round(2)) else {
            continue;
        };
        let leaf = scene.set.leaf_index(response.criterion.as_ref());
        let model = leaf.and_then(|leaf| scene.set.leaves().get(leaf));
        let finding = ResponseOutOfOrder {
            criterion: model
                .map_or(response.criterion.as_ref(), number_of)
                .to_owned(),
            on: response.on,
            why,
        };
        let key = if why == Why::NothingDecided {
            "criterion"
        } else {
            "on"
        };
        let at = format!("/appraisal/responses/{index}/{key}");
        let diagnostic = Diagnostic::new(&finding, at);
        found.push(match other {
            Some(round) => diagnostic.with_other(format!("/appraisal/rounds/{round}/locked_on")),
            None => diagnostic,
        });
    }
}

/// What is wrong with an answer, and the round it is at odds with.
fn fault(
    decided: &BTreeSet<&Id>,
    response: &Response,
    first: Option<(usize, &Round)>,
    second: Option<(usize, &Round)>,
) -> Option<(Why, Option<usize>)> {
    let locked =
        |round: Option<(usize, &Round)>| round.and_then(|(at, round)| Some((at, round.locked_on?)));
    if let Some((at, locked)) = locked(first)
        && response.on < locked
    {
        return Some((Why::BeforeRound1(locked), Some(at)));
    }
    if let Some((at, locked)) = locked(second)
        && response.on > locked
    {
        return Some((Why::AfterRound2(locked), Some(at)));
    }
    // While round 1 is open, its record may still come.
    (locked(first).is_some() && !decided.contains(&response.criterion))
        .then_some((Why::NothingDecided, None))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::tests::{edited, fixture, messages};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "giải trình ở tiêu chí 2.2 ghi ngày 10/01/2025, trước khi vòng 1 khóa ngày 15/01/2025"
        );
    }

    #[test]
    fn late_answers_and_answers_to_nothing_are_found() {
        let own = |criterion: &str, on: &str| {
            let appraisal = json!({
                "rounds": [
                    { "round": 1, "by": "Tổ thẩm định", "locked_on": "2025-01-15" },
                    { "round": 2, "by": "Hội đồng", "locked_on": "2025-02-15" }
                ],
                "records": [{ "round": 1, "criterion": "c2.2", "points": 0.5, "by": "Tổ thẩm định", "on": "2025-01-14" }],
                "responses": [{ "criterion": criterion, "text": "Đã bổ sung", "on": on }]
            });
            let found = edited(&[("/appraisal", appraisal)]);
            let own = found.iter().find(|one| one.check() == super::ID);
            own.map(|one| one.place().pointer.clone())
        };
        assert_eq!(own("c2.2", "2025-01-15"), None);
        assert_eq!(
            own("c2.2", "2025-02-16").as_deref(),
            Some("/appraisal/responses/0/on")
        );
        assert_eq!(
            own("c2.1", "2025-01-20").as_deref(),
            Some("/appraisal/responses/0/criterion")
        );
    }
}
