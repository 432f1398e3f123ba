//! A last day that is over without an answer.

use super::passed::{Passed, What};
use crate::check::scene::Scene;
use crate::check::words::{criteria, day, points, quoted};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity, StakeOf};
use crate::number::{Date, Points};

pub(super) const ID: &str = "deadline-passed";

/// A date or a task is unanswered although its last day is over
///
/// # What it does
///
/// Looks for date facts and tasks of the plan without an answer whose last day lies before the day
/// the assessment speaks of, and which cost points by that alone.
///
/// # Why it matters
///
/// Whatever is done now is late: the points are lost, unless it was done in time and only the date
/// is missing in the file. Where the unit claims these points, the appraiser takes them off.
///
/// # Example
///
/// The yearly plan was due on 31/01/2024, `as_of` is 2024-11-30, and no date of issue is given.
///
/// # Use instead
///
/// Give the date on which it was done, `none` if it was not, or for a task its result.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct DeadlinePassed {
    /// The name of the date or task.
    name: Message,
    is_task: bool,
    last: Date,
    as_of: Date,
    criteria: Vec<String>,
    lost: Points,
    /// Points claimed that can no longer be had.
    claimed: Option<(String, Points)>,
}

impl Finding for DeadlinePassed {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        if self.claimed.is_some() {
            Severity::Error
        } else {
            Severity::Warning
        }
    }

    fn message(&self) -> Message {
        let (last, as_of, lost) = (day(self.last), day(self.as_of), points(self.lost));
        let (name, of) = (&self.name, criteria(&self.criteria));
        let (vi, en) = if self.is_task {
            (
                format!("nhiệm vụ {} chưa có kết quả", name.vi),
                format!("task {} has no result", name.en),
            )
        } else {
            (
                format!("chưa ghi {}", name.vi),
                format!("{} is unanswered", name.en),
            )
        };
        let mut vi = format!(
            "{vi} mà hạn cuối {} đã qua (số liệu tính đến {}): {} mất {}",
            last.vi, as_of.vi, of.vi, lost.vi
        );
        let mut en = format!(
            "{en} and its last day, {}, is over as of {}: {} lost at {}",
            last.en, as_of.en, lost.en, of.en
        );
        if let Some((number, claimed)) = &self.claimed {
            let claimed = points(*claimed);
            vi = format!("{vi}; tiêu chí {number} đang tự chấm {}", claimed.vi);
            en = format!("{en}; criterion {number} claims {}", claimed.en);
        }
        Message::new(vi, en)
    }

    fn help(&self) -> Message {
        if self.is_task {
            return Message::new(
                "nếu đã làm đúng hạn, hãy ghi ngày hoàn thành ở “results”; nếu không làm, ghi “not_done”",
                "if it was done in time, give the day under “results”; if it was not done, say “not_done”",
            );
        }
        Message::new(
            "nếu đã làm đúng hạn, hãy ghi ngày; nếu không làm, ghi \"none\"",
            "if it was done in time, give the day; if it was not done, write \"none\"",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.last.to_string())
    }

    fn points_at_stake(&self) -> Option<Points> {
        (self.lost != Points::ZERO).then_some(self.lost)
    }
}

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    for passed in &scene.passed {
        if let Some((finding, pointer)) = finding(scene, passed) {
            let stakes = passed.leaves.iter().filter_map(|(leaf, cost)| {
                let subject = scene.subjects.get(*leaf)?;
                Some(subject.stake(StakeOf::Open, *cost))
            });
            found.push(Diagnostic::new(&finding, pointer).with_stakes(stakes));
        }
    }
}

fn finding(scene: &Scene<'_>, passed: &Passed) -> Option<(DeadlinePassed, String)> {
    let (name, pointer) = match passed.what {
        What::Date(index) => {
            let fact = scene.fact(index)?;
            (quoted(&fact.title), scene.fact_pointer(fact))
        }
        What::Task(index) => {
            let task = scene.assessment.plan()?.tasks().get(index)?;
            let results = &scene.file.results;
            let pointer = results
                .iter()
                .position(|result| result.task == *task.id())
                .map_or_else(
                    || "/results".to_owned(),
                    |result| format!("/results/{result}"),
                );
            (quoted(&task.file().title), pointer)
        }
    };
    let subjects = passed
        .leaves
        .iter()
        .filter_map(|(leaf, _)| scene.subjects.get(*leaf));
    let claimed = subjects.clone().find_map(|subject| {
        let claimed = subject.score.claimed()?;
        (claimed > subject.score.upper()).then(|| (subject.number().to_owned(), claimed))
    });
    // Those that lose by this alone; all of them where it is lost together with others.
    let costs = |(_, cost): &&(usize, Points)| *cost > Points::ZERO;
    let any = passed.leaves.iter().any(|leaf| costs(&leaf));
    let named = passed.leaves.iter().filter(|leaf| !any || costs(leaf));
    let named = named.filter_map(|(leaf, _)| scene.subjects.get(*leaf));
    let lost = passed
        .leaves
        .iter()
        .try_fold(Points::ZERO, |sum, (_, cost)| sum.checked_add(*cost));
    let finding = DeadlinePassed {
        name,
        is_task: matches!(passed.what, What::Task(_)),
        last: passed.last,
        as_of: scene.file.as_of,
        criteria: named.map(|subject| subject.number().to_owned()).collect(),
        lost: lost?,
        claimed,
    };
    Some((finding, pointer))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::tests::{edited_for, edited_scorer, fixture, messages, places};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let found = messages(super::ID);
        assert_eq!(
            found.first().unwrap().vi,
            "chưa ghi “Ngày ban hành kế hoạch” mà hạn cuối 31/01/2024 đã qua (số liệu tính đến \
             30/11/2024): tiêu chí 1.1 mất 0,5 điểm; tiêu chí 1.1 đang tự chấm 1 điểm"
        );
    }

    #[test]
    fn an_unanswered_day_is_over_only_after_its_last_day() {
        // The data are of 30/11/2024.
        for (due, is_over) in [
            ("2024-12-15", false),
            ("2024-11-30", false),
            ("2024-11-29", true),
        ] {
            let scorer = edited_scorer(|set| {
                let due_at = "/areas/0/criteria/0/rule/score/measure/timeliness/due";
                *set.pointer_mut(due_at).unwrap() = json!({ "by": due });
            });
            let found = places(&edited_for(&scorer, &[("/facts/plan-date", Value::Null)]));
            let own = (super::ID, "/facts/plan-date".to_owned());
            assert_eq!(found.contains(&own), is_over, "{due}: {found:?}");
        }
    }
}
