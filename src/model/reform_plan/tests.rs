use serde_json::json;

use super::sample::{self, file, ids, plan, read, task, with_products};
use super::*;
use crate::diagnostic::Severity;

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

/// What is found in a file, errors or not.
fn found(file: &serde_json::Value) -> Vec<(&'static str, String)> {
    match read(file) {
        Ok(plan) => ids(plan.findings()),
        Err(found) => ids(&found),
    }
}

fn at(check: &'static str, pointer: &str) -> (&'static str, String) {
    (check, pointer.to_owned())
}

#[test]
fn the_plan_of_quang_tri_holds_together() {
    let bytes = include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/seeds/quang-tri-2024/plan.json"
    ));
    let plan = ReformPlan::from_json(Some("plan.json"), bytes);
    let plan = plan.unwrap_or_else(|found| panic!("{found}"));
    assert!(plan.findings().is_empty(), "{}", plan.findings());
    assert_eq!(plan.tasks().len(), 58);
    assert_eq!(plan.file().areas.len(), 8);
    let thrift = plan.task(&id("v.4.1")).unwrap();
    assert_eq!(thrift.steps().len(), 2);
    assert_eq!(thrift.own_step(), None);
    assert_eq!(plan.file().areas[thrift.area()].number, "V");
    let report = plan.task_ref("v.4.1/report").unwrap();
    assert_eq!((report.task(), report.step()), (thrift.index(), Some(1)));
}

#[test]
fn tasks_stand_in_the_order_of_the_plan() {
    let once = json!({"once": {"quarter": "2024-Q1"}});
    let first = vec![task("a", &once), task("b", &json!("ongoing"))];
    let second = vec![task("c", &once)];
    let plan = read(&file(&[first, second])).unwrap();
    let order: Vec<_> = plan
        .tasks()
        .iter()
        .map(|task| (task.id().as_str(), task.area(), task.goal(), task.pointer()))
        .collect();
    assert_eq!(
        order,
        [
            ("a", 0, 0, "/areas/0/goals/0/tasks/0".to_owned()),
            ("b", 0, 0, "/areas/0/goals/0/tasks/1".to_owned()),
            ("c", 1, 0, "/areas/1/goals/0/tasks/0".to_owned()),
        ]
    );
    assert_eq!(plan.area_index(&id("a1")), Some(1));
    assert_eq!(plan.area_index(&id("a2")), None);
    assert_eq!(plan.task(&id("c")).unwrap().index(), 2);
}

#[test]
fn products_with_a_deadline_of_their_own_are_steps() {
    let once = json!({"once": {"quarter": "2024-Q1"}});
    let report = json!({"once": {"quarter": "2024-Q4"}});
    let products = [("plan", None), ("report", Some(report)), ("decision", None)];
    let plan = plan(&[with_products(task("t", &once), &products)]);
    let task = &plan.tasks()[0];
    let steps: Vec<_> = task
        .steps()
        .iter()
        .map(|step| (step.product().map(Id::as_str), step.products()))
        .collect();
    assert_eq!(steps, [(None, &[0, 2][..]), (Some("report"), &[1][..])]);
    assert_eq!(task.own_step(), Some(0));
    assert_eq!(task.step_with("decision"), Some(0));
    assert_eq!(task.step_with("report"), Some(1));
    assert_eq!(task.step_name(1), "t/report");
    assert_eq!(plan.task_ref("t/minutes"), None);
    assert_eq!(plan.task_ref("t").unwrap().step(), None);
}

#[test]
fn names_are_given_once() {
    let once = json!({"once": {"quarter": "2024-Q1"}});
    let twice = with_products(task("t", &once), &[("p", None), ("p", None)]);
    let mut file = file(&[vec![task("t", &once)], vec![twice]]);
    file["areas"][1]["id"] = json!("a0");
    file["areas"][1]["goals"][0]["id"] = json!("g0");
    file["leads"][1]["id"] = json!("office");
    file["sections"] = json!([{
        "id": "s", "number": "II", "title": {"vi": "Mục"},
        "bullets": [{"id": "b", "title": {"vi": "…"}}, {"id": "t", "title": {"vi": "…"}}],
    }]);
    let expected: Vec<_> = [
        "/areas/1/goals/0/id",
        "/areas/1/goals/0/tasks/0/id",
        "/areas/1/goals/0/tasks/0/products/1/id",
        "/areas/1/id",
        "/leads/1/id",
        "/sections/0/bullets/1/id",
    ]
    .map(|pointer| at("id-given-twice", pointer))
    .into();
    assert_eq!(found(&file), expected);
    let all = read(&file).unwrap_err();
    let area = all
        .iter()
        .find(|each| each.place().pointer == "/areas/1/id")
        .unwrap();
    assert_eq!(area.other().unwrap().pointer, "/areas/0/id");
    assert!(area.place().line.is_some(), "places are resolved");
}

#[test]
fn names_lead_somewhere() {
    let once = json!({"once": {"quarter": "2024-Q1"}});
    let after = |of: &str| json!({"once": {"after": {"count": 3, "unit": "days", "of": of}}});
    let event = json!({"on-event": {
        "event": {"vi": "Khi có"}, "due": {"count": 3, "unit": "days", "of": "missing"},
    }});
    let mut file = file(&[vec![
        with_products(task("t", &once), &[("plan", None)]),
        task("u", &after("t/plna")),
        task("v", &json!({"after-completion": "tt"})),
        task("w", &event),
    ]]);
    file["areas"][0]["goals"][0]["tasks"][0]["lead"] = json!(["ofice", "office", "office"]);
    file["commitments"] = json!([
        {"id": "c1", "title": {"vi": "…"}, "at": "g0"},
        {"id": "c2", "title": {"vi": "…"}, "at": "nowhere"},
    ]);
    file["bindings"] = json!([{
        "criteria_set": "set", "edition": "2024",
        "slots": [{"slot": "s", "tasks": ["t/plan", "x-y-z", "t/"]}],
    }]);
    assert_eq!(
        found(&file),
        [
            at("commitment-at-nothing", "/commitments/1/at"),
            at("id-given-twice", "/areas/0/goals/0/tasks/0/lead/2"),
            at("unknown-lead", "/areas/0/goals/0/tasks/0/lead/0"),
            at(
                "unknown-product",
                "/areas/0/goals/0/tasks/1/deadline/schedule/once/after/of"
            ),
            at("unknown-product", "/bindings/0/slots/0/tasks/2"),
            at(
                "unknown-task",
                "/areas/0/goals/0/tasks/2/deadline/schedule/after-completion"
            ),
            at(
                "unknown-task",
                "/areas/0/goals/0/tasks/3/deadline/schedule/on-event/due/of"
            ),
            at("unknown-task", "/bindings/0/slots/0/tasks/1"),
        ]
    );
    let all = read(&file).unwrap_err();
    let lead = all
        .iter()
        .find(|each| each.check() == "unknown-lead")
        .unwrap();
    assert_eq!(lead.message().en, "the plan has no lead unit \"ofice\"");
    assert_eq!(lead.help().en, "did you mean \"office\"?");
    assert_eq!(lead.help().vi, "có phải ý là \"office\" không?");
}

#[test]
fn deadlines_are_readable_and_inside_the_period() {
    let once = |due: serde_json::Value| json!({ "once": due });
    let product = ("p", Some(once(json!({"month": "2024-1"}))));
    let mut file = file(&[vec![
        task("t", &once(json!({"quarter": "Q1/2024"}))),
        with_products(task("u", &once(json!({"year": "2024"}))), &[product]),
        task("v", &once(json!({"by": "2042-03-31"}))),
        // The last day is 31/12/2024.
        task("w", &once(json!({"before": "2025-01-01"}))),
        task(
            "x",
            &once(
                json!({"after": {"count": 1, "unit": "months", "of": "w", "date": "2024-01-01"}}),
            ),
        ),
    ]]);
    assert_eq!(
        found(&file),
        [
            at(
                "deadline-outside-period",
                "/areas/0/goals/0/tasks/2/deadline/schedule/once"
            ),
            at(
                "due-not-readable",
                "/areas/0/goals/0/tasks/0/deadline/schedule/once/quarter"
            ),
            at(
                "due-not-readable",
                "/areas/0/goals/0/tasks/1/products/0/deadline/schedule/once/month"
            ),
            at(
                "due-without-start",
                "/areas/0/goals/0/tasks/4/deadline/schedule/once/after"
            ),
        ]
    );
    let tasks = file["areas"][0]["goals"][0]["tasks"]
        .as_array_mut()
        .unwrap();
    tasks.retain(|task| task["id"] == "v");
    let plan = read(&file).unwrap();
    let warning = plan.findings().iter().next().unwrap();
    assert_eq!(warning.severity(), Severity::Warning);
    assert_eq!(warning.witness(), Some("2042-03-31"));
    assert!(warning.place().line.is_some());
}

#[test]
fn circles_are_found_once_each() {
    let after = |of: &str| json!({"once": {"after": {"count": 3, "unit": "days", "of": of}}});
    let file = file(&[vec![
        // Waits for a circle without being in one.
        task("a", &after("d")),
        task("b", &json!({"after-completion": "d"})),
        task("c", &after("b")),
        task("d", &after("c")),
        task("e", &json!({"after-completion": "e"})),
        // A report after the plan of the same task is no circle.
        with_products(
            task("f", &json!({"once": {"quarter": "2024-Q1"}})),
            &[
                ("plan", None),
                ("report", Some(json!({"after-completion": "f"}))),
            ],
        ),
        // But it is where the task has no step of its own.
        with_products(
            task("g", &json!("ongoing")),
            &[("report", Some(json!({"after-completion": "g"})))],
        ),
    ]]);
    let all = read(&file).unwrap_err();
    let told: Vec<_> = all
        .iter()
        .map(|each| {
            (
                each.check(),
                each.place().pointer.as_str(),
                each.witness().unwrap(),
            )
        })
        .collect();
    let task = "/areas/0/goals/0/tasks";
    assert_eq!(
        told,
        [
            (
                "circular-deadlines",
                &*format!("{task}/1/deadline/schedule"),
                "b → d → c → b"
            ),
            (
                "circular-deadlines",
                &*format!("{task}/4/deadline/schedule"),
                "e → e"
            ),
            (
                "circular-deadlines",
                &*format!("{task}/6/products/0/deadline/schedule"),
                "g/report → g/report"
            ),
        ]
    );
}

#[test]
fn a_long_circle_is_shortened() {
    let tasks: Vec<_> = (0..20)
        .map(|index| {
            let next = format!("t{}", (index + 1) % 20);
            task(&format!("t{index}"), &json!({ "after-completion": next }))
        })
        .collect();
    let all = read(&file(&[tasks])).unwrap_err();
    assert_eq!(all.len(), 1);
    let path = all.iter().next().unwrap().witness().unwrap();
    assert_eq!(path, "t0 → t1 → t2 → t3 → t4 → t5 → t6 → t7 → … → t0");
}

#[test]
fn the_head_of_the_file_is_checked() {
    let mut file = file(&[]);
    file["format"] = json!("par-index/assessment@1");
    file["period"] = json!({"from": "2024-12-31", "until": "2024-01-01"});
    assert_eq!(
        found(&file),
        [
            at("period-reversed", "/period"),
            at("unknown-format", "/format")
        ]
    );
    file["format"] = json!("par-index/plan@1");
    file["period"] = json!({"from": "2024-01-01", "until": "2042-12-31"});
    assert_eq!(found(&file), [at("period-too-long", "/period")]);
}

#[test]
fn slots_are_bound_once() {
    let once = json!({"once": {"quarter": "2024-Q1"}});
    let report = ("report", Some(json!({"once": {"quarter": "2024-Q4"}})));
    let mut file = file(&[vec![
        with_products(task("t", &once), &[("plan", None), report]),
        task("u", &once),
    ]]);
    let slots = |slots: serde_json::Value, edition: &str| json!({"criteria_set": "set", "edition": edition, "slots": slots});
    file["bindings"] = json!([
        slots(
            json!([
                {"slot": "reports", "tasks": ["u", "t/report"]},
                {"slot": "plans", "tasks": ["t/plan", "t/report"]},
                {"slot": "none", "tasks": []},
            ]),
            "2024"
        ),
        slots(json!([{"slot": "reports", "tasks": ["u"]}]), "2025"),
        slots(json!([{"slot": "more", "tasks": ["u"]}]), "2024"),
    ]);
    let plan = read(&file).unwrap();
    assert!(plan.findings().is_empty());
    let bound = |edition: &str, slot: &str| {
        let tasks = plan.slot_tasks(&id("set"), &id(edition), &id(slot))?;
        Some(
            tasks
                .iter()
                .map(|task| (task.task(), task.step()))
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(bound("2024", "reports").unwrap(), [(0, Some(1)), (1, None)]);
    assert_eq!(
        bound("2024", "plans").unwrap(),
        [(0, Some(0)), (0, Some(1))]
    );
    assert_eq!(bound("2024", "none").unwrap(), []);
    assert_eq!(bound("2024", "more").unwrap(), [(1, None)]);
    assert_eq!(bound("2024", "other"), None);
    assert_eq!(bound("2025", "reports").unwrap(), [(1, None)]);
    assert_eq!(bound("2026", "reports"), None);

    file["bindings"][2]["slots"] = json!([{"slot": "plans", "tasks": ["t/plan", "t", "u", "u"]}]);
    let all = read(&file).unwrap_err();
    assert_eq!(
        sample::ids(&all),
        [
            at("slot-bound-twice", "/bindings/2/slots/0/slot"),
            at("task-bound-twice", "/bindings/2/slots/0/tasks/1"),
            at("task-bound-twice", "/bindings/2/slots/0/tasks/3"),
        ]
    );
}
