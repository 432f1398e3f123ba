//! What holds for any results.

use proptest::prelude::*;
use serde_json::json;

use super::tests::{event, lines, periodic, quarter};
use super::*;
use crate::diagnostic::Severity;
use crate::model::reform_plan::sample::{day, plan, task, with_products};
use crate::read::Id;

/// A plan with every kind of schedule.
fn every_kind() -> ReformPlan {
    let after = json!({"once": {"after": {"count": 10, "unit": "working-days", "of": "t0"}}});
    let report = (
        "report",
        Some(json!({"periodic": {"every": "half-year", "days_after": 10}})),
    );
    let schedules = [
        quarter("2024-Q2"),
        after,
        json!({"once": {"before": "2024-08-30"}}),
        json!("ongoing"),
        periodic("quarter"),
        periodic("unstated"),
        event(&json!({"count": 1, "unit": "months"})),
        json!("as-planned"),
        json!({"after-completion": "t0"}),
    ];
    let mut tasks: Vec<_> = (0..)
        .zip(&schedules)
        .map(|(index, schedule): (usize, _)| task(&format!("t{index}"), schedule))
        .collect();
    tasks[0] = with_products(tasks[0].take(), &[("plan", None), report]);
    plan(&tasks)
}

fn day_of_2024(offset: i32) -> Date {
    day("2023-12-01").checked_add_days(offset).unwrap()
}

/// Any results, sensible or not, from small numbers.
fn any_results() -> impl Strategy<Value = Vec<TaskResultFile>> {
    let result = (0..10_usize, 0..6_usize, 0..5_u8, 0..420_i32, 0..420_i32);
    let result = result.prop_map(|(task, label, what, first, second)| TaskResultFile {
        task: Id::parse(&format!("t{task}")).unwrap(),
        product: (label == 5).then(|| Id::parse("report").unwrap()),
        occurrence: [
            None,
            Some("2024-Q1"),
            Some("2024-Q3"),
            Some("x"),
            None,
            Some("2024-H1"),
        ][label]
            .map(str::to_owned),
        event_on: (what != 1).then(|| day_of_2024(first)),
        due_on: (what == 2).then(|| day_of_2024(first)),
        done_on: (what < 4).then(|| day_of_2024(second)),
        not_done: what == 4 && first % 2 == 0,
        not_arisen: what == 4 && first % 2 == 1,
        note: None,
    });
    proptest::collection::vec(result, 0..12)
}

/// Leaves out the results at which an error is reported.
fn without_errors(
    plan: &ReformPlan,
    mut results: Vec<TaskResultFile>,
    as_of: Date,
) -> Vec<TaskResultFile> {
    loop {
        let (_, found) = TaskBook::new(plan, &results, as_of, "");
        let error = found.iter().find(|each| each.severity() == Severity::Error);
        let Some(error) = error else {
            return results;
        };
        let index: usize = error
            .place()
            .pointer
            .split('/')
            .nth(1)
            .unwrap()
            .parse()
            .unwrap();
        results.remove(index);
    }
}

proptest! {
    #[test]
    fn time_does_not_undo_what_was_done(
        results in any_results(),
        from in 0..420_i32,
        days in 0..200_i32,
    ) {
        let plan = every_kind();
        let (before, _) = TaskBook::new(&plan, &results, day_of_2024(from), "/results");
        let (after, _) = TaskBook::new(&plan, &results, day_of_2024(from + days), "/results");
        prop_assert_eq!(before.occurrences().len(), after.occurrences().len());
        for (earlier, later) in before.occurrences().iter().zip(after.occurrences()) {
            prop_assert_eq!(earlier.label(), later.label());
            if earlier.state().is_done() {
                prop_assert!(later.state().is_done());
            }
            // Where the last day is known all along, nothing about it changes.
            if earlier.state().is_done() && earlier.last_day() == later.last_day() {
                prop_assert_eq!(earlier.state(), later.state());
            }
            if earlier.state() == TaskState::Overdue {
                prop_assert!(matches!(later.state(), TaskState::Overdue | TaskState::DoneLate));
            }
        }
    }

    #[test]
    fn the_order_of_results_without_faults_does_not_matter(
        results in any_results(),
        as_of in 0..420_i32,
    ) {
        let plan = every_kind();
        let as_of = day_of_2024(as_of);
        let results = without_errors(&plan, results, as_of);
        let (book, _) = TaskBook::new(&plan, &results, as_of, "/results");
        let reversed: Vec<_> = results.iter().rev().cloned().collect();
        let (other, _) = TaskBook::new(&plan, &reversed, as_of, "/results");
        prop_assert_eq!(lines(&book), lines(&other));
    }

    #[test]
    fn results_are_never_lost_silently(results in any_results(), as_of in 0..420_i32) {
        let plan = every_kind();
        let (book, found) = TaskBook::new(&plan, &results, day_of_2024(as_of), "/results");
        for (index, _) in results.iter().enumerate() {
            let used = book.occurrences().iter().any(|each| each.result() == Some(index));
            let start = format!("/results/{index}");
            let reported = found.iter().any(|each| {
                let rest = each.place().pointer.strip_prefix(&start);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            });
            prop_assert!(used || reported);
        }
    }
}
