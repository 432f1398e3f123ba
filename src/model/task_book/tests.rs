use serde_json::{Value, json};

use super::*;
use crate::model::reform_plan::sample::{self, day, ids, plan, results, task, with_products};
use crate::read::Id;

fn book(plan: &ReformPlan, given: &Value, as_of: &str) -> (TaskBook, Vec<(&'static str, String)>) {
    let (book, found) = TaskBook::new(plan, &results(given), day(as_of), "/results");
    (book, ids(&found))
}

/// Label, last day and state of every occurrence; the results must be faultless.
fn told(plan: &ReformPlan, given: &Value, as_of: &str) -> Vec<String> {
    let (book, found) = book(plan, given, as_of);
    assert_eq!(found, []);
    lines(&book)
}

pub(super) fn lines(book: &TaskBook) -> Vec<String> {
    let line = |each: &Occurrence| {
        let product = each.product().map_or("-", Id::as_str);
        let last = each
            .last_day()
            .map_or("-".to_owned(), |day| day.to_string());
        format!(
            "{product} {} {last} {}",
            each.label().unwrap_or("-"),
            each.state().word()
        )
    };
    book.occurrences().iter().map(line).collect()
}

fn found(plan: &ReformPlan, given: &Value) -> Vec<(&'static str, String)> {
    book(plan, given, "2024-12-31").1
}

fn at(check: &'static str, pointer: &str) -> (&'static str, String) {
    (check, pointer.to_owned())
}

pub(super) fn quarter(text: &str) -> Value {
    json!({"once": {"quarter": text}})
}

pub(super) fn periodic(every: &str) -> Value {
    json!({"periodic": {"every": every}})
}

pub(super) fn event(due: &Value) -> Value {
    json!({"on-event": {"event": {"vi": "Khi có quyết định"}, "due": due}})
}

#[test]
fn a_task_of_the_first_quarter_on_both_sides_of_each_boundary() {
    let plan = plan(&[task("t", &quarter("2024-Q1"))]);
    let state = |result: Value, as_of: &str| {
        let given = match result {
            Value::Null => json!([]),
            mut result => {
                result["task"] = json!("t");
                json!([result])
            }
        };
        let (book, _) = book(&plan, &given, as_of);
        let state = book.occurrences()[0].state();
        assert_eq!(book.task_state(0), Some(state));
        state.word()
    };
    assert_eq!(state(Value::Null, "2023-12-31"), "not-due");
    assert_eq!(state(Value::Null, "2024-01-01"), "due");
    assert_eq!(state(Value::Null, "2024-03-31"), "due");
    assert_eq!(state(Value::Null, "2024-04-01"), "overdue");
    let done = |day: &str| json!({ "done_on": day });
    assert_eq!(state(done("2024-03-31"), "2024-12-31"), "done-on-time");
    assert_eq!(state(done("2024-04-01"), "2024-12-31"), "done-late");
    // A day that is still to come does not count.
    assert_eq!(state(done("2024-03-31"), "2024-03-31"), "done-on-time");
    assert_eq!(state(done("2024-03-31"), "2024-03-30"), "due");
    assert_eq!(state(done("2024-04-05"), "2024-04-04"), "overdue");
    assert_eq!(state(json!({"not_done": true}), "2024-02-01"), "not-done");
    assert_eq!(
        state(json!({"not_arisen": true}), "2024-02-01"),
        "did-not-arise"
    );
    // An undated one never falls due.
    let ongoing = sample::plan(&[task("t", &json!("ongoing"))]);
    assert_eq!(told(&ongoing, &json!([]), "2030-01-01"), ["- - - ongoing"]);
    let done = json!([{"task": "t", "done_on": "2024-12-31"}]);
    assert_eq!(told(&ongoing, &done, "2024-12-31"), ["- - - done-on-time"]);
}

#[test]
fn before_a_day_is_awaited_from_30_days_ahead() {
    let plan = plan(&[task("t", &json!({"once": {"before": "2024-11-18"}}))]);
    // The last day is 17 November, a Sunday; 30 days before it is 18 October.
    assert_eq!(
        told(&plan, &json!([]), "2024-10-17"),
        ["- - 2024-11-17 not-due"]
    );
    assert_eq!(
        told(&plan, &json!([]), "2024-10-18"),
        ["- - 2024-11-17 due"]
    );
    assert_eq!(
        told(&plan, &json!([]), "2024-11-17"),
        ["- - 2024-11-17 due"]
    );
    assert_eq!(
        told(&plan, &json!([]), "2024-11-18"),
        ["- - 2024-11-17 overdue"]
    );
}

#[test]
fn the_policy_of_the_deadline_wins_over_that_of_the_plan() {
    let mut next = task("t", &quarter("2024-Q1"));
    next["deadline"]["non_working_day"] = json!("next-working-day");
    let mut file = sample::file(&[vec![next, task("u", &quarter("2024-Q1"))]]);
    file["non_working_day"] = json!("previous-working-day");
    let plan = sample::read(&file).unwrap();
    assert_eq!(
        told(&plan, &json!([]), "2024-03-30"),
        ["- - 2024-04-01 due", "- - 2024-03-29 overdue"]
    );
}

#[test]
fn regular_occurrences() {
    let plan = plan(&[
        task("q", &periodic("quarter")),
        task(
            "h",
            &json!({"periodic": {"every": "half-year", "days_after": 15}}),
        ),
        task("y", &periodic("year")),
    ]);
    let given = json!([
        {"task": "q", "occurrence": "2024-Q1", "done_on": "2024-03-31"},
        {"task": "q", "occurrence": "2024-Q2", "done_on": "2024-07-01"},
        {"task": "h", "occurrence": "2024-H1", "done_on": "2024-07-15"},
        // The only occurrence needs no name.
        {"task": "y", "done_on": "2024-09-01"},
    ]);
    assert_eq!(
        told(&plan, &given, "2024-09-30"),
        [
            "- 2024-Q1 2024-03-31 done-on-time",
            "- 2024-Q2 2024-06-30 done-late",
            "- 2024-Q3 2024-09-30 due",
            "- 2024-Q4 2024-12-31 not-due",
            "- 2024-H1 2024-07-15 done-on-time",
            "- 2024-H2 2025-01-15 due",
            "- 2024 2024-12-31 done-on-time",
        ]
    );
    let months = sample::plan(&[task("m", &periodic("month"))]);
    let lines = told(&months, &json!([]), "2024-02-29");
    assert_eq!(lines.len(), 12);
    assert_eq!(lines[0], "- 2024-01 2024-01-31 overdue");
    assert_eq!(lines[1], "- 2024-02 2024-02-29 due");
    assert_eq!(lines[2], "- 2024-03 2024-03-31 not-due");
}

#[test]
fn what_arises_with_events() {
    let due = json!({"count": 5, "unit": "working-days"});
    let mut file = sample::file(&[vec![
        task("t", &event(&due)),
        task("u", &event(&Value::Null)),
    ]]);
    file["holidays"] = json!([
        "2024-02-08",
        "2024-02-09",
        "2024-02-12",
        "2024-02-13",
        "2024-02-14"
    ]);
    let plan = sample::read(&file).unwrap();
    let given = json!([
        {"task": "t", "occurrence": "qd-2", "event_on": "2024-06-03", "done_on": "2024-06-11"},
        {"task": "t", "occurrence": "qd-1", "event_on": "2024-02-05", "done_on": "2024-02-19"},
        {"task": "t", "occurrence": "qd-3"},
        {"task": "u", "event_on": "2024-06-03", "done_on": "2024-12-30"},
    ]);
    let (book, found) = book(&plan, &given, "2024-12-31");
    assert_eq!(found, [at("event-date-missing", "/results/2")]);
    assert_eq!(
        lines(&book),
        [
            "- qd-1 2024-02-19 done-on-time",
            "- qd-2 2024-06-10 done-late",
            // Without the day of the event its last day is not known.
            "- qd-3 - ongoing",
            "- - - done-on-time",
        ]
    );
}

#[test]
fn done_without_a_known_last_day_is_neither_on_time_nor_late() {
    let due = json!({"count": 5, "unit": "working-days"});
    let plan = plan(&[task("t", &event(&due)), task("u", &event(&Value::Null))]);
    let state = |result: Value| {
        let (book, found) = book(&plan, &json!([result]), "2024-06-30");
        (lines(&book)[0].clone(), found)
    };
    let missing = at("event-date-missing", "/results/0");
    assert_eq!(
        state(json!({"task": "t", "done_on": "2024-03-12"})),
        ("- - - done".to_owned(), vec![missing.clone()])
    );
    // Given by itself, the last day is known.
    assert_eq!(
        state(json!({"task": "t", "done_on": "2024-03-12", "due_on": "2024-03-11"})),
        ("- - 2024-03-11 done-late".to_owned(), vec![])
    );
    // An event that is still to come is no day to count from.
    assert_eq!(
        state(json!({"task": "t", "event_on": "2024-07-01"})),
        (
            "- - - ongoing".to_owned(),
            vec![at("date-after-as-of", "/results/0/event_on")]
        )
    );
    // What was not done needs no last day, nor does what has none.
    assert_eq!(
        state(json!({"task": "t", "not_done": true})),
        ("- - - not-done".to_owned(), vec![])
    );
    assert_eq!(
        state(json!({"task": "u", "done_on": "2024-03-12"})),
        ("- - - done-on-time".to_owned(), vec![])
    );
}

#[test]
fn a_deadline_counts_from_what_was_done_is_open_or_never_came() {
    let after = json!({"once": {"after": {"count": 10, "unit": "days", "of": "t"}}});
    let plan = plan(&[task("t", &quarter("2024-Q1")), task("u", &after)]);
    let done = json!({"task": "u", "done_on": "2024-04-05"});
    let due = |start: Value| {
        let given: Vec<_> = [done.clone()].into_iter().chain([start]).collect();
        let given = json!(
            given
                .into_iter()
                .filter(Value::is_object)
                .collect::<Vec<_>>()
        );
        let (book, found) = book(&plan, &given, "2024-12-31");
        let own = &book.occurrences()[1];
        (own.state().word(), own.due_day(), found)
    };
    let here = |check| vec![at(check, "/results/0")];
    assert_eq!(
        due(json!({"task": "t", "done_on": "2024-03-26"})),
        ("done-on-time", DueDay::On(day("2024-04-05")), vec![])
    );
    assert_eq!(
        due(Value::Null),
        ("done", DueDay::AwaitsTask, here("start-not-reported"))
    );
    assert_eq!(
        due(json!({"task": "t", "not_done": true})),
        ("done", DueDay::NeverStarts, here("start-never-came"))
    );
    let (state, due, _) = due(json!({"task": "t", "not_arisen": true}));
    assert_eq!((state, due), ("done", DueDay::NeverStarts));
}

#[test]
fn a_saturday_worked_in_exchange_is_a_working_day() {
    let due = json!({"count": 3, "unit": "working-days"});
    let mut file = sample::file(&[vec![task("t", &event(&due))]]);
    let given = json!([{"task": "t", "event_on": "2024-05-02", "done_on": "2024-05-08"}]);
    let last = |file: &Value| {
        let plan = sample::read(file).unwrap();
        told(&plan, &given, "2024-12-31").remove(0)
    };
    // Thursday 2 May 2024: Friday, Monday, Tuesday; with Saturday 4 May worked: Friday, Saturday, Monday.
    assert_eq!(last(&file), "- - 2024-05-07 done-late");
    file["working_days"] = json!(["2024-05-04"]);
    assert_eq!(last(&file), "- - 2024-05-06 done-late");
}

#[test]
fn nothing_arose_or_may_still_arise() {
    let plan = plan(&[
        task("t", &event(&Value::Null)),
        task("u", &periodic("unstated")),
    ]);
    let (during, found) = book(&plan, &json!([]), "2024-12-30");
    assert_eq!(found, []);
    assert_eq!(during.occurrences(), []);
    let open: Vec<_> = during
        .open_steps()
        .iter()
        .map(|each| (each.task(), each.step()))
        .collect();
    assert_eq!(open, [(0, 0), (1, 0)]);
    assert_eq!(during.task_state(0), Some(TaskState::Ongoing));
    let (after, _) = book(&plan, &json!([]), "2024-12-31");
    assert_eq!(after.open_steps(), []);
    assert_eq!(after.task_state(1), Some(TaskState::DidNotArise));
    assert_eq!(after.task_state(2), None);
    // Said, it is known before the end.
    let given = json!([
        {"task": "t", "not_arisen": true},
        {"task": "u", "occurrence": "2024-06", "done_on": "2024-06-28"},
    ]);
    let (said, found) = book(&plan, &given, "2024-12-30");
    assert_eq!(found, []);
    assert_eq!(said.open_steps(), []);
    assert_eq!(
        lines(&said),
        ["- - - did-not-arise", "- 2024-06 - done-on-time"]
    );
}

#[test]
fn after_another_task() {
    let after = json!({"once": {"after": {"count": 1, "unit": "months", "of": "t"}}});
    let plan = plan(&[
        task("t", &quarter("2024-Q1")),
        task("u", &after),
        task("v", &json!({"after-completion": "t"})),
    ]);
    let given = json!([
        {"task": "t", "done_on": "2024-01-31"},
        {"task": "u", "done_on": "2024-03-01"},
        {"task": "v", "done_on": "2024-03-01"},
    ]);
    assert_eq!(
        told(&plan, &given, "2024-12-31"),
        [
            "- - 2024-03-31 done-on-time",
            "- - 2024-02-29 done-late",
            // It has no due day of its own.
            "- - - done-on-time",
        ]
    );
    assert_eq!(
        told(&plan, &json!([]), "2024-12-31"),
        ["- - 2024-03-31 overdue", "- - - ongoing", "- - - ongoing"]
    );
    let stated = json!([{"task": "v", "due_on": "2024-05-31", "done_on": "2024-06-01"}]);
    assert_eq!(
        told(&plan, &stated, "2024-12-31")[2],
        "- - 2024-05-31 done-late"
    );
}

#[test]
fn a_plan_and_a_report_in_one_task() {
    let report = json!({"once": {"after": {"count": 10, "unit": "days", "of": "t/plan"}}});
    let products = [("plan", Some(quarter("2024-Q1"))), ("report", Some(report))];
    let plan = plan(&[with_products(task("t", &quarter("2024-Q1")), &products)]);
    let given = json!([
        {"task": "t", "product": "plan", "done_on": "2024-02-20"},
        {"task": "t", "product": "report", "done_on": "2024-03-02"},
    ]);
    assert_eq!(
        told(&plan, &given, "2024-12-31"),
        [
            "plan - 2024-03-31 done-on-time",
            "report - 2024-03-01 done-late"
        ]
    );
    let (all, _) = book(&plan, &given, "2024-12-31");
    assert_eq!(all.task_state(0), Some(TaskState::DoneLate));
    // A result for the task as a whole is of none of its steps …
    let whole = json!([{"task": "t", "done_on": "2024-02-20"}]);
    assert_eq!(found(&plan, &whole), [at("product-missing", "/results/0")]);
    // … unless nothing arose.
    let nothing = json!([{"task": "t", "not_arisen": true}]);
    let (none, warned) = book(&plan, &nothing, "2024-12-31");
    assert_eq!(
        warned,
        [at("fixed-date-not-arisen", "/results/0/not_arisen")]
    );
    assert_eq!(none.task_state(0), Some(TaskState::DidNotArise));
    assert_eq!(none.occurrences().len(), 2);
}

#[test]
fn products_that_share_a_deadline_have_one_result() {
    let both = || {
        with_products(
            task("t", &quarter("2024-Q1")),
            &[("plan", None), ("decision", None)],
        )
    };
    let all = plan(&[both()]);
    let given = json!([{"task": "t", "product": "plan", "done_on": "2024-03-01"}]);
    assert_eq!(
        found(&all, &given),
        [at("product-shares-deadline", "/results/0/product")]
    );
    let mut either = both();
    either["need"] = json!("any");
    let either = plan(&[either]);
    assert_eq!(
        told(&either, &given, "2024-12-31"),
        ["- - 2024-03-31 done-on-time"]
    );
    let alone = plan(&[with_products(
        task("t", &quarter("2024-Q1")),
        &[("plan", None)],
    )]);
    assert_eq!(
        told(&alone, &given, "2024-12-31"),
        ["- - 2024-03-31 done-on-time"]
    );
}

#[test]
fn results_that_speak_of_nothing() {
    let report = ("report", Some(quarter("2024-Q4")));
    let plan = plan(&[
        with_products(
            task("inspect", &quarter("2024-Q1")),
            &[("plan", None), report],
        ),
        task("reports", &periodic("quarter")),
        task("submit", &event(&Value::Null)),
    ]);
    let given = json!([
        {"task": "inspct"},
        {"task": "inspect", "product": "minutes"},
        {"task": "inspect", "occurrence": "2024-Q1"},
        {"task": "reports"},
        {"task": "reports", "occurrence": "2024-03"},
        {"task": "reports", "occurrence": "2023-Q4"},
        {"task": "submit", "occurrence": "2023-12"},
        {"task": "submit", "occurrence": "first"},
    ]);
    let (book, found) = book(&plan, &given, "2024-12-31");
    assert_eq!(
        found,
        [
            at("occurrence-missing", "/results/3"),
            at("occurrence-not-expected", "/results/2/occurrence"),
            at("occurrence-outside-period", "/results/5/occurrence"),
            at("occurrence-outside-period", "/results/6/occurrence"),
            at("unknown-occurrence", "/results/4/occurrence"),
            at("unknown-product", "/results/1/product"),
            at("unknown-task", "/results/0/task"),
        ]
    );
    let used: Vec<_> = book
        .occurrences()
        .iter()
        .filter_map(Occurrence::result)
        .collect();
    assert_eq!(used, [6, 7], "those with an error are left out");
}

#[test]
fn results_given_twice() {
    let plan = plan(&[
        task("t", &quarter("2024-Q1")),
        task("q", &periodic("quarter")),
        task("e", &event(&Value::Null)),
        task("f", &event(&Value::Null)),
    ]);
    let given = json!([
        {"task": "t", "done_on": "2024-03-01"},
        {"task": "t", "done_on": "2024-03-02"},
        {"task": "q", "occurrence": "2024-Q2", "done_on": "2024-06-01"},
        {"task": "q", "not_arisen": true},
        {"task": "e", "done_on": "2024-06-01"},
        {"task": "e", "done_on": "2024-06-02"},
        {"task": "f", "not_arisen": true},
        {"task": "f", "occurrence": "one", "done_on": "2024-06-02"},
    ]);
    let (_, all) = TaskBook::new(&plan, &results(&given), day("2024-12-31"), "/results");
    let line = |each: &Diagnostic| {
        let other = each.other().map_or("", |other| &other.pointer);
        format!("{} {} {other}", each.check(), each.place().pointer)
    };
    assert_eq!(
        all.iter().map(line).collect::<Vec<_>>(),
        [
            "result-given-twice /results/1 /results/0",
            "result-given-twice /results/3 /results/2",
            "fixed-date-not-arisen /results/3/not_arisen ",
            "result-given-twice /results/5 /results/4",
            "arisen-and-not-arisen /results/6/not_arisen /results/7",
        ]
    );
}

#[test]
fn results_that_contradict_themselves() {
    let due = json!({"count": 5, "unit": "days"});
    let plan = plan(&[
        task("a", &quarter("2024-Q1")),
        task("b", &quarter("2024-Q1")),
        task("c", &json!("ongoing")),
        task("d", &event(&due)),
        task("e", &quarter("2024-Q1")),
    ]);
    let given = json!([
        {"task": "a", "done_on": "2024-03-01", "not_done": true},
        {"task": "b", "done_on": "2025-01-01"},
        {"task": "c", "not_done": true, "not_arisen": true},
        {"task": "d", "event_on": "2024-06-10", "done_on": "2024-06-09"},
        {"task": "e", "due_on": "2024-06-30", "done_on": "2024-06-30"},
    ]);
    let (book, found) = book(&plan, &given, "2024-12-31");
    assert_eq!(
        found,
        [
            at("contradictory-result", "/results/0"),
            at("contradictory-result", "/results/2"),
            at("date-after-as-of", "/results/1/done_on"),
            at("done-before-event", "/results/3/done_on"),
            at("due-on-overrides-plan", "/results/4/due_on"),
        ]
    );
    assert_eq!(
        lines(&book),
        [
            "- - 2024-03-31 not-done",
            "- - 2024-03-31 overdue",
            "- - - did-not-arise",
            "- - 2024-06-15 done-on-time",
            "- - 2024-06-30 done-on-time",
        ]
    );
}

#[test]
fn filters() {
    let report = ("report", Some(quarter("2024-Q4")));
    let first = with_products(task("t", &quarter("2024-Q1")), &[("plan", None), report]);
    let mut file = sample::file(&[
        vec![first],
        vec![
            task("u", &event(&Value::Null)),
            task("v", &json!("ongoing")),
        ],
    ]);
    file["bindings"] = json!([{
        "criteria_set": "set", "edition": "2024",
        "slots": [{"slot": "s", "tasks": ["v", "t/report", "u"]}],
    }]);
    let plan = sample::read(&file).unwrap();
    let (book, _) = book(&plan, &json!([]), "2024-06-30");
    let id = |text| Id::parse(text).unwrap();
    let slot = plan.slot_tasks(&id("set"), &id("2024"), &id("s")).unwrap();
    let places = |filter| {
        book.select(filter)
            .map(|(index, _)| index)
            .collect::<Vec<_>>()
    };
    assert_eq!(places(TaskFilter::All), [0, 1, 2]);
    assert_eq!(places(TaskFilter::Area(1)), [2]);
    assert_eq!(places(TaskFilter::Slot(slot)), [1, 2]);
    assert_eq!(book.select_open(TaskFilter::Slot(slot)).count(), 1);
    assert_eq!(book.select_open(TaskFilter::Area(0)).count(), 0);
}
