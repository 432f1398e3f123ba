//! Days that do not belong to the year assessed.

use crate::check::scene::Scene;
use crate::check::words::{day, quoted};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::eval::Resolved;
use crate::file::TaskResultFile;
use crate::number::Date;

pub(super) const ID: &str = "date-outside-period";

/// Plans of a year are drafted in the last quarter of the year before; what is older is another year's.
const MONTHS_BEFORE: i32 = -3;

/// A day lies outside the period assessed
///
/// # What it does
///
/// Looks for days on which something was done that lie more than three months before the period
/// begins, for events that lie outside the period, and for results of others that were published
/// before it began. What is done after the period is late, not outside it.
///
/// # Why it matters
///
/// In January people still type last year: `2023-01-20` for 2024 makes a late plan look early, and the
/// survey of the year before is not the survey of this one.
///
/// # Example
///
/// The plan of 2024 with 20/01/2023 as its day.
///
/// # Use instead
///
/// Correct the year, or remove what belongs to another year.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct DateOutsidePeriod {
    what: Message,
    date: Date,
    from: Date,
    until: Date,
    suggestion: Option<Date>,
}

impl Finding for DateOutsidePeriod {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let (date, from, until) = (day(self.date), day(self.from), day(self.until));
        Message::new(
            format!(
                "{}: ngày {} không thuộc kỳ đánh giá ({} – {})",
                self.what.vi, date.vi, from.vi, until.vi
            ),
            format!(
                "{}: {} does not belong to the period ({} to {})",
                self.what.en, date.en, from.en, until.en
            ),
        )
    }

    fn help(&self) -> Message {
        match self.suggestion.map(day) {
            Some(meant) => Message::new(
                format!("có phải ngày {}? Hãy kiểm tra lại năm", meant.vi),
                format!("is {} meant? Check the year", meant.en),
            ),
            None => Message::new(
                "hãy sửa ngày; nội dung của năm khác thì chuyển sang bản tự chấm của năm đó",
                "correct the day; move what belongs to another year to the assessment of that year",
            ),
        }
    }

    fn witness(&self) -> Option<String> {
        Some(self.date.to_string())
    }
}

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    let (from, until) = (scene.file.period.from, scene.file.period.until);
    let mut report = |what: Message, date: Date, pointer: String| {
        let meant = same_day_in(date, from, until).filter(|meant| *meant <= scene.file.as_of);
        let finding = DateOutsidePeriod {
            what,
            date,
            from,
            until,
            suggestion: meant,
        };
        found.push(Diagnostic::new(&finding, pointer));
    };
    let earliest = from.add_months(MONTHS_BEFORE).unwrap_or(from);
    for (index, fact) in scene.set.facts().iter().enumerate() {
        if let Resolved::Date(date) = scene.resolved(index)
            && *date < earliest
        {
            report(quoted(&fact.title), *date, scene.fact_pointer(fact));
        }
    }
    for (index, result) in scene.file.results.iter().enumerate() {
        if let Some(date) = result.done_on.filter(|date| *date < earliest) {
            report(
                task(scene, result),
                date,
                format!("/results/{index}/done_on"),
            );
        }
        if let Some(date) = result.event_on.filter(|date| *date < from || *date > until) {
            report(
                task(scene, result),
                date,
                format!("/results/{index}/event_on"),
            );
        }
    }
    for (index, result) in scene.file.external.iter().enumerate() {
        let fact = scene.set.fact_index(result.fact.as_ref());
        let fact = fact.and_then(|fact| scene.fact(fact));
        if let (Some(date), Some(fact)) = (result.published_on.filter(|date| *date < from), fact) {
            report(
                quoted(&fact.title),
                date,
                format!("/external/{index}/published_on"),
            );
        }
    }
}

/// The task of a result, by its title where the plan has it.
fn task(scene: &Scene<'_>, result: &TaskResultFile) -> Message {
    let plan = scene.assessment.plan();
    let known = plan.and_then(|plan| plan.tasks().iter().find(|task| *task.id() == result.task));
    known.map_or_else(
        || {
            let id = &result.task;
            Message::new(format!("nhiệm vụ {id}"), format!("task {id}"))
        },
        |task| {
            let title = quoted(&task.file().title);
            Message::new(
                format!("nhiệm vụ {}", title.vi),
                format!("task {}", title.en),
            )
        },
    )
}

/// The same day and month within the period, where there is exactly such a day.
fn same_day_in(date: Date, from: Date, until: Date) -> Option<Date> {
    [from.year(), until.year()]
        .into_iter()
        .filter_map(|year| Date::from_ymd(year, date.month(), date.day()).ok())
        .find(|day| *day >= from && *day <= until)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::tests::{edited, fixture, messages, places};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "nhiệm vụ “Kiểm tra công tác CCHC”: ngày 20/09/2023 không thuộc kỳ đánh giá (01/01/2024 – 31/12/2024)"
        );
    }

    #[test]
    fn the_last_quarter_of_the_year_before_belongs_to_it() {
        let done = |day: &str| {
            let found = edited(&[
                ("/facts/plan-date", json!(day)),
                ("/evidence/0/issued_on", json!("2023-12-20")),
            ]);
            places(&found)
        };
        assert!(done("2023-12-20").is_empty());
    }

    #[test]
    fn a_survey_published_before_the_period_is_another_years() {
        let external = |day: &str| {
            let result = json!([{ "fact": "satisfied", "value": 90, "source": "Báo cáo tự đặt", "published_on": day }]);
            places(&edited(&[("/external", result)]))
        };
        assert!(external("2024-11-01").is_empty());
        assert_eq!(
            external("2023-12-31"),
            [(super::ID, "/external/0/published_on".to_owned())]
        );
    }
}
