//! A last day that is over without an answer.

use super::passed::{Passed, What};
use crate::check::scene::Scene;
use crate::check::words::{criteria, day, points, quoted};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
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
        if self.claimed.is_some() { Severity::Error } else { Severity::Warning }
    }

    fn message(&self) -> Message {
        let (last, as_of, lost) = (day(self.last), day(self.as_of), points(self.lost));
        let (name, of) = (&self.name, criteria(&self.criteria));
        let noun = if self.is_task { ("nhiệm vụ", "task") } else { ("ngày", "date") };
        let mut vi = format!(
            "{} {} chưa có kết quả, trong khi hạn cuối {} đã qua (số liệu tính đến {}); {} mất {}",
            noun.0, name.vi, last.vi, as_of.vi, of.vi, lost.vi
        );
        let mut en = format!(
            "{} {} is unanswered and its last day, {}, is over as of {}; {} lost at {}",
            noun.1, name.en, last.en, as_of.en, lost.en, of.en
        );
        if let Some((number, claimed)) = &self.claimed {
            let claimed = points(*claimed);
            vi = format!("{vi}, dù đã tự chấm {} ở tiêu chí {number}", claimed.vi);
            en = format!("{en}, though {} are claimed at criterion {number}", claimed.en);
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
            found.push(Diagnostic::new(&finding, pointer));
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
            let pointer = results.iter().position(|result| result.task == *task.id()).map_or_else(
                || "/results".to_owned(),
                |result| format!("/results/{result}"),
            );
            (quoted(&task.file().title), pointer)
        }
    };
    let subjects = passed.leaves.iter().filter_map(|(leaf, _)| scene.subjects.get(*leaf));
    let claimed = subjects.clone().find_map(|subject| {
        let claimed = subject.score.claimed()?;
        (claimed > subject.score.upper()).then(|| (subject.number().to_owned(), claimed))
    });
    let lost = passed.leaves.iter().try_fold(Points::ZERO, |sum, (_, cost)| sum.checked_add(*cost));
    let finding = DeadlinePassed {
        name,
        is_task: matches!(passed.what, What::Task(_)),
        last: passed.last,
        as_of: scene.file.as_of,
        criteria: subjects.map(|subject| subject.number().to_owned()).collect(),
        lost: lost?,
        claimed,
    };
    Some((finding, pointer))
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
            "ngày “Ngày ban hành kế hoạch” chưa có kết quả, trong khi hạn cuối 31/01/2024 đã qua \
             (số liệu tính đến 30/11/2024); tiêu chí 1.1 mất 1 điểm, dù đã tự chấm 2 điểm ở tiêu chí 1.1"
        );
    }
}
