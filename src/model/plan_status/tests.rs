use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::model::reform_plan::sample::{self, day, file, results, task};

fn quarter(text: &str) -> Value {
    json!({"once": {"quarter": text}})
}

/// Two areas; the second task is led by two units.
fn plan() -> ReformPlan {
    let mut shared = task("b", &quarter("2024-Q1"));
    shared["lead"] = json!(["office", "inspector"]);
    let event = json!({"on-event": {"event": {"vi": "Khi có"}}});
    let first = vec![task("a", &quarter("2024-Q1")), shared];
    let second = vec![
        task("c", &quarter("2024-Q3")),
        task("d", &json!({"periodic": {"every": "quarter"}})),
        task("e", &json!("ongoing")),
        task("f", &event),
    ];
    sample::read(&file(&[first, second])).unwrap()
}

fn status(as_of: &str, window: Option<&str>) -> PlanStatus {
    let plan = plan();
    let given = results(&json!([
        {"task": "a", "done_on": "2024-03-15"},
        {"task": "b", "done_on": "2024-04-02"},
        {"task": "d", "occurrence": "2024-Q1", "done_on": "2024-03-30"},
        {"task": "d", "occurrence": "2024-Q2", "not_done": true},
    ]));
    let (book, found) = TaskBook::new(&plan, &given, day(as_of), "/results");
    assert!(found.is_empty(), "{found}");
    let window = window.map(|text| StatusPeriod::parse(text).unwrap());
    PlanStatus::new(&plan, &book, window)
}

fn states(status: &PlanStatus) -> Vec<String> {
    let line = |task: &TaskStatus| format!("{} {}", task.id, task.state.word());
    status.tasks.iter().map(line).collect()
}

fn shares(counts: &StatusCounts) -> [(usize, usize, usize); 2] {
    [counts.completion, counts.punctuality].map(|share| (share.part, share.possible, share.whole))
}

#[test]
fn the_whole_plan_at_the_end_of_september() {
    let status = status("2024-09-30", None);
    assert_eq!(
        states(&status),
        [
            "a done-on-time",
            "b done-late",
            "c due",
            "d not-done",
            "e ongoing",
            "f ongoing"
        ]
    );
    assert_eq!(status.total.tasks, 6);
    assert_eq!(status.total.in_state(TaskState::Ongoing), 2);
    // Occurrences: a, b, c, d in four quarters, e; three of the eight are done, four still open.
    assert_eq!(shares(&status.total), [(3, 7, 8), (2, 5, 7)]);
    let percent = status.total.completion.percent().unwrap();
    assert_eq!(percent.to_quantity_exact(1).unwrap().to_string(), "37.5");
    assert_eq!(status.areas[0].counts.tasks, 2);
    assert_eq!(shares(&status.areas[0].counts), [(2, 2, 2), (1, 1, 2)]);
    assert_eq!(status.areas[1].counts.tasks, 4);
    let leads: Vec<_> = status
        .leads
        .iter()
        .map(|lead| (lead.id.as_str(), lead.counts.tasks))
        .collect();
    assert_eq!(leads, [("office", 6), ("inspector", 1)]);
    let late = &status.tasks[1];
    assert_eq!(late.last_day, Some(day("2024-03-31")));
    assert_eq!(late.done_on, Some(day("2024-04-02")));
}

#[test]
fn the_first_quarter() {
    let status = status("2024-09-30", Some("q1"));
    assert_eq!(
        states(&status),
        [
            "a done-on-time",
            "b done-late",
            "d done-on-time",
            "e ongoing",
            "f ongoing"
        ]
    );
    let window = status.window.as_ref().unwrap();
    assert_eq!(
        (window.from, window.until),
        (day("2024-01-01"), day("2024-03-31"))
    );
    assert_eq!(status.tasks[2].occurrences.len(), 1);
    assert_eq!(shares(&status.total), [(3, 4, 4), (2, 2, 3)]);
}

#[test]
fn the_second_quarter_has_what_was_done_in_it() {
    let status = status("2024-09-30", Some("q2"));
    assert_eq!(
        states(&status),
        ["b done-late", "d not-done", "e ongoing", "f ongoing"]
    );
}

#[test]
fn windows_of_a_year() {
    let spans: Vec<_> = StatusPeriod::ALL
        .iter()
        .map(|period| {
            let span = period.span(2024).unwrap();
            format!("{} {} {}", period.word(), span.from, span.until)
        })
        .collect();
    assert_eq!(
        spans,
        [
            "q1 2024-01-01 2024-03-31",
            "q2 2024-04-01 2024-06-30",
            "q3 2024-07-01 2024-09-30",
            "q4 2024-10-01 2024-12-31",
            "h1 2024-01-01 2024-06-30",
            "h2 2024-07-01 2024-12-31",
            "year 2024-01-01 2024-12-31",
        ]
    );
    assert_eq!(StatusPeriod::Q1.span(1), None);
}

#[test]
fn the_year_leaves_out_nothing() {
    // The report is made in January after; the window stays in the year of the plan.
    let year = status("2025-01-15", Some("year"));
    assert_eq!(year.window.as_ref().unwrap().until, day("2024-12-31"));
    assert_eq!(year.total, status("2025-01-15", None).total);
    assert_eq!(year.total.in_state(TaskState::DidNotArise), 1);
    assert!(states(&year).contains(&"f did-not-arise".to_owned()));
    // What did not arise is not part of a quarter.
    assert_eq!(
        states(&status("2025-01-15", Some("q4"))),
        ["d overdue", "e ongoing"]
    );
}

#[test]
fn keys_stand_in_their_order() {
    let text = serde_json::to_string(&status("2024-09-30", Some("h1"))).unwrap();
    let start = concat!(
        r#"{"plan":"plan-2024","unit":"unit","as_of":"2024-09-30","#,
        r#""window":{"period":"h1","from":"2024-01-01","until":"2024-06-30"},"#,
        r#""total":{"tasks":5,"states":{"overdue":0,"not-done":1,"done-late":1,"done":0,"#,
        r#""due":0,"not-due":0,"ongoing":2,"done-on-time":1,"did-not-arise":0},"#,
        r#""completion":{"part":3,"possible":4,"whole":5},"#,
        r#""punctuality":{"part":2,"possible":2,"whole":4}},"#,
        r#""areas":[{"id":"a0","number":"I","title":{"vi":"Lĩnh vực"},"tasks":2,"#,
    );
    assert!(text.starts_with(start), "{text}");
}

proptest! {
    #[test]
    fn counts_add_up(
        done in proptest::collection::vec((0..6_usize, 0..5_u8, 0..400_i32), 0..8),
        as_of in 0..400_i32,
        window in 0..8_usize,
    ) {
        let plan = plan();
        let given: Vec<_> = done
            .iter()
            .map(|(task, what, days)| {
                let done_on = day("2024-01-01").checked_add_days(*days).unwrap();
                let labels = [Value::Null, json!("2024-Q1"), json!("2024-Q2"), json!("x")];
                let names = ["a", "b", "c", "d", "e", "f"];
                let mut result = json!({"task": names[*task]});
                result["occurrence"] = labels[usize::from(*what) % 4].clone();
                match what {
                    0..=2 => result["done_on"] = json!(done_on.to_string()),
                    3 => result["not_done"] = json!(true),
                    _ => result["not_arisen"] = json!(true),
                }
                result
            })
            .collect();
        let as_of = day("2024-01-01").checked_add_days(as_of).unwrap();
        let (book, _) = TaskBook::new(&plan, &results(&json!(given)), as_of, "/results");
        let window = StatusPeriod::ALL.get(window).copied();
        let status = PlanStatus::new(&plan, &book, window);
        let total = &status.total;
        prop_assert_eq!(total.tasks, status.tasks.len());
        prop_assert_eq!(total.states.values().sum::<usize>(), total.tasks);
        prop_assert_eq!(status.areas.iter().map(|area| area.counts.tasks).sum::<usize>(), total.tasks);
        if window.is_none() {
            prop_assert_eq!(total.tasks, plan.tasks().len());
        }
        for share in [total.completion, total.punctuality] {
            prop_assert!(share.part <= share.possible && share.possible <= share.whole);
        }
        for area in &status.areas {
            prop_assert_eq!(area.counts.states.values().sum::<usize>(), area.counts.tasks);
        }
    }
}
