//! Days on which plan and criteria set do not agree whether they are worked.

use crate::check::scene::Scene;
use crate::check::words::day;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::file::Span;
use crate::number::Date;

pub(super) const ID: &str = "calendars-differ";

/// Plan and criteria set have different calendars
///
/// # What it does
///
/// Compares, for each day of the period assessed, whether it is worked by the holidays and days worked
/// in exchange of the plan and by those of the criteria set, where both list any.
///
/// # Why it matters
///
/// Tasks of the plan are counted by the calendar of the plan, dates of the criteria set by that of the
/// set: the same five working days then end on different days.
///
/// # Example
///
/// Monday 29 April 2024 is a holiday in the plan, with Saturday 4 May worked in exchange, and a working
/// day in the criteria set.
///
/// # Use instead
///
/// Give both files the same `holidays` and `working_days`.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct CalendarsDiffer {
    first: Date,
    count: usize,
    by_the_plan: bool,
}

impl Finding for CalendarsDiffer {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let (first, count) = (day(self.first), self.count);
        let (vi, en) = if self.by_the_plan {
            ("là ngày làm việc theo kế hoạch", "is worked by the plan")
        } else {
            ("là ngày nghỉ theo kế hoạch", "is a day off by the plan")
        };
        Message::new(
            format!(
                "lịch làm việc của kế hoạch và của bộ tiêu chí khác nhau ở {count} ngày, đầu tiên là {}: {vi}, bộ tiêu chí thì ngược lại",
                first.vi
            ),
            format!(
                "the calendars of plan and criteria set differ on {count} days, first on {}: it {en}, and the other way round by the set",
                first.en
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy ghi cùng \"holidays\" và \"working_days\" ở hai tệp",
            "give both files the same \"holidays\" and \"working_days\"",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.first.to_string())
    }
}

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    let Some(plan) = scene.assessment.plan() else {
        return;
    };
    let (plan, set) = (plan.calendar(), scene.set.calendar());
    if plan.is_plain() || set.is_plain() {
        return;
    }
    let different = |date: &Date| plan.is_working(*date) != set.is_working(*date);
    let mut days = days(&scene.file.period).filter(different);
    let Some(first) = days.next() else {
        return;
    };
    let finding = CalendarsDiffer {
        first,
        count: days.count().saturating_add(1),
        by_the_plan: plan.is_working(first),
    };
    found.push(Diagnostic::new(&finding, "/plan"));
}

fn days(period: &Span) -> impl Iterator<Item = Date> {
    let until = period.until;
    let next = move |day: &Date| day.checked_add_days(1).filter(|day| *day <= until);
    std::iter::successors(Some(period.from).filter(|from| *from <= until), next)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::fixture;

    #[test]
    fn its_fixture() {
        fixture(super::ID);
    }
}
