//! Expectations worked out by hand: tasks, tables, documents and nested rules.

use serde_json::Value;

use crate::score;

/// The only leaf of a set with this rule, scored; `more` are further members of the leaf
fn leaf(
    facts: &str,
    max: &str,
    rule: &str,
    more: &str,
    plan: Option<&str>,
    answers: &str,
) -> Value {
    let set = format!(
        r#"{{"id": "s", "edition": "e", "rounding": {{"leaf": {{"places": 3, "mode": "half-up"}}, "index": {{"places": 2, "mode": "half-up"}}}},
        "facts": [{facts}], "areas": [{{"id": "a", "max_points": {max}, "criteria": [{{"id": "l", "max_points": {max},
        "basis": "calculated", "rule": {rule}{more}}}]}}]}}"#
    );
    let answers = format!(r#"{{"as_of": "2024-11-15", "unit": {{"id": "u"}}, {answers}}}"#);
    score(&set, plan, &answers).unwrap()["criteria"][0].clone()
}

fn columns(leaf: &Value, names: &[&str]) -> Vec<String> {
    let text = |name: &&str| leaf[*name].as_str().unwrap_or("null").to_owned();
    names.iter().map(text).collect()
}

fn plan(schedule: &str) -> String {
    format!(
        r#"{{"period": {{"from": "2024-01-01", "until": "2024-12-31"}}, "areas": [{{"id": "p", "goals": [{{"tasks": [
        {{"id": "t", "products": [], "deadline": {{"schedule": {schedule}}}}}]}}]}}],
        "bindings": [{{"criteria_set": "s", "edition": "e", "slots": [{{"slot": "x", "tasks": ["t"]}}]}}]}}"#
    )
}

fn banded(measure: &str) -> String {
    format!(
        r#"{{"score": {{"measure": {measure}, "scale": {{"bands": [{{"to": 50, "points": 0}},
        {{"from": 50, "to": 100, "points": 0.5}}, {{"from": 100, "points": 1}}]}}}}}}"#
    )
}

const QUARTERLY: &str = r#"{"periodic": {"every": "quarter"}}"#;
/// On time, late, and nothing about the third (overdue) and the fourth (not yet due).
const HALF_DONE: &str = r#""results": [{"task": "t", "occurrence": "2024-Q1", "done_on": "2024-03-31"},
    {"task": "t", "occurrence": "2024-Q2", "done_on": "2024-07-01"}]"#;
const ENDS: [&str; 4] = ["state", "lower", "upper", "open"];

#[test]
fn completion_and_punctuality_count_what_may_still_come() {
    let plan = plan(QUARTERLY);
    let at = |measure: &str| leaf("", "1", &banded(measure), "", Some(&plan), HALF_DONE);
    // 2 to 4 of 4 done: 50 % to 100 %.
    let completion = at(r#"{"completion": {"slots": ["x"]}}"#);
    assert_eq!(columns(&completion, &ENDS), ["open", "0.5", "1", "1"]);
    // 1 to 2 of 4 on time: 25 % to 50 %; half the points are lost for certain.
    let punctuality = at(r#"{"punctuality": {"all": true}}"#);
    assert_eq!(columns(&punctuality, &ENDS), ["open", "0", "0.5", "0.5"]);
    assert_eq!(punctuality["losses"][0]["points"], "0.5");
    // A slot that is not bound.
    let unbound = at(r#"{"completion": {"slots": ["y"]}}"#);
    assert_eq!(columns(&unbound, &ENDS), ["not-assessable", "0", "1", "1"]);
}

#[test]
fn an_event_may_still_arise_before_the_period_ends() {
    let plan = plan(r#"{"on-event": {"event": {"vi": "x"}}}"#);
    let at = |measure: &str, more: &str| {
        let answers = format!(r#""results": []{more}"#);
        leaf("", "1", &banded(measure), "", Some(&plan), &answers)
    };
    let completion = r#"{"completion": {"slots": ["x"], "when_empty": {"points": 0.25}}}"#;
    assert_eq!(columns(&at(completion, ""), &ENDS), ["open", "0", "1", "1"]);
    // After the period nothing arose any more.
    let over = plan.replace("2024-12-31", "2024-11-15");
    let settled = leaf(
        "",
        "1",
        &banded(completion),
        "",
        Some(&over),
        r#""results": []"#,
    );
    assert_eq!(columns(&settled, &ENDS), ["scored", "0.25", "0.25", "0"]);
}

#[test]
fn one_occurrence_has_one_outcome_in_all_conditions() {
    // All done and on time: 1; all done, some late: 0.5; else 0. The second quarter was late, so 1 is gone.
    let condition = |kind: &str, limit: &str| {
        format!(r#"{{"measure": {{"{kind}": {{"all": true}}}}, "{limit}": 100}}"#)
    };
    let rule = format!(
        r#"{{"cases": {{"cases": [{{"when": [{}, {}], "points": 1}}, {{"when": [{}, {}], "points": 0.5}}], "otherwise": 0}}}}"#,
        condition("completion", "at_least"),
        condition("punctuality", "at_least"),
        condition("completion", "at_least"),
        condition("punctuality", "less_than"),
    );
    let open = leaf("", "1", &rule, "", Some(&plan(QUARTERLY)), HALF_DONE);
    assert_eq!(columns(&open, &ENDS), ["open", "0", "0.5", "0.5"]);
}

#[test]
fn occurrences_are_shown_by_documents_that_name_them() {
    let plan = plan(r#"{"on-event": {"event": {"vi": "x"}, "due": {"count": 2, "unit": "days"}}}"#);
    let results = r#""results": [{"task": "t", "occurrence": "e1", "event_on": "2024-05-06", "done_on": "2024-05-07"},
        {"task": "t", "occurrence": "e2", "event_on": "2024-05-06", "done_on": "2024-05-08"}]"#;
    let at = |measure: &str, documents: &str| {
        let answers = format!(r#"{results}, "evidence": [{documents}]"#);
        let card = leaf("", "1", &banded(measure), "", Some(&plan), &answers);
        columns(&card, &["computed", "evidenced"])
    };
    let document = |occurrence: &str, issued: &str| {
        format!(
            r#"{{"id": "d{occurrence}", "kind": "report", "issued_on": "{issued}", "supports": [{{"task": "t", "occurrence": "{occurrence}"}}]}}"#
        )
    };
    let completion = r#"{"completion": {"slots": ["x"]}}"#;
    let punctuality = r#"{"punctuality": {"slots": ["x"]}}"#;
    let one = document("e1", "2024-05-07");
    let both = format!("{one}, {}", document("e2", "2024-05-09"));
    assert_eq!(at(completion, ""), ["1", "0"]);
    assert_eq!(at(completion, &one), ["1", "0.5"]);
    assert_eq!(at(completion, &both), ["1", "1"]);
    // The second document is one day late.
    assert_eq!(at(punctuality, &both), ["1", "0.5"]);
}

#[test]
fn rows_of_a_table_count_between_sure_and_possible() {
    let table = r#"{"id": "f", "kind": {"table": {"columns": [], "max_rows": 4}}}"#;
    let where_ok = r#""table": "f", "where": [{"column": "ok", "is": true}]"#;
    let share = banded(&format!(
        r#"{{"row-share": {{{where_ok}, "among": [{{"column": "n", "at_least": 1}}], "when_empty": "full"}}}}"#
    ));
    let at = |rows: &str| {
        let card = leaf(
            table,
            "1",
            &share,
            "",
            None,
            &format!(r#""facts": {{"f": {rows}}}"#),
        );
        columns(&card, &ENDS)
    };
    // One of three surely, one more perhaps: a third to two thirds.
    let rows = r#"[{"ok": true, "n": 1}, {"n": 2}, {"ok": false, "n": 2}, {"ok": true, "n": 0}]"#;
    assert_eq!(at(rows), ["open", "0", "0.5", "0.5"]);
    assert_eq!(at(r#"[{"ok": true, "n": 1}]"#), ["scored", "1", "1", "0"]);
    assert_eq!(at(r#"[{"ok": true, "n": 0}]"#), ["scored", "1", "1", "0"]);
    // A missing cell in the condition on what counts opens everything.
    assert_eq!(
        at(r#"[{"ok": false}, {"ok": false, "n": 1}]"#),
        ["open", "0", "1", "1"]
    );
    assert_eq!(at("null"), ["open", "0", "1", "1"]);
}

#[test]
fn the_gate_and_what_is_behind_it_see_the_same_value() {
    let fact = r#"{"id": "f", "kind": {"number": {"unit": "x", "min": 0, "max": 9}}}"#;
    // Above 5 nothing is earned, below 6 the gate is shut and gives 0.25.
    let rule = r#"{"gate": {"when": [{"measure": {"fact": "f"}, "at_least": 6}], "otherwise": 0.25,
        "then": {"score": {"measure": {"fact": "f"}, "scale": {"bands": [{"to": 6, "points": 1}, {"from": 6, "points": 0}]}}}}}"#;
    let open = leaf(fact, "1", rule, "", None, r#""facts": {}"#);
    assert_eq!(columns(&open, &ENDS), ["open", "0", "0.25", "0.25"]);
}

#[test]
fn dropped_and_redistributed_parts_together() {
    let part = |id: &str, max: &str, policy: &str| {
        format!(
            r#"{{"id": "{id}", "max_points": {max}, "not_applicable": "{policy}", "rule": {{"score": {{"measure": {{"choice": "f"}},
            "scale": {{"options": [{{"is": "yes", "points": {max}}}, {{"is": "no", "points": 0}}]}}}}}}}}"#
        )
    };
    let sum = |more: &str| {
        format!(
            r#"{{"sum": {{"parts": [{}, {}, {}]{more}}}}}"#,
            part("m1", "1", "not-allowed"),
            part("m2", "0.5", "drop"),
            part("m3", "0.5", "redistribute")
        )
    };
    let fact = r#"{"id": "f", "kind": "yes-no"}"#;
    let answers = r#""facts": {"f": true}, "not_applicable": [{"at": "l", "part": "m2"}, {"at": "l", "part": "m3"}]"#;
    // 0.5 leaves, the third part goes to the first.
    let card = leaf(fact, "2", &sum(""), "", None, answers);
    assert_eq!(columns(&card, &["computed", "excluded"]), ["1.5", "0.5"]);
    // Under a cap of 1.75 the parts left can still earn 1.5.
    let card = leaf(fact, "1.75", &sum(r#", "cap": 1.75"#), "", None, answers);
    assert_eq!(columns(&card, &["computed", "excluded"]), ["1.5", "0.25"]);
}

#[test]
fn items_without_a_document_leave_the_count() {
    let fact = r#"{"id": "f", "kind": {"number": {"unit": "x", "min": 0, "max": 9}}}"#;
    let rule =
        r#"{"score": {"measure": {"fact": "f"}, "scale": {"per-item": {"each": 0.25, "cap": 1}}}}"#;
    let evidence = r#", "evidence": [{"id": "r", "mode": "per-item", "supports": ["f"], "window": {"from": "2024-01-01", "until": "2024-12-31"}}]"#;
    let answers = r#""facts": {"f": 3}, "evidence": [
        {"id": "d1", "kind": "report", "issued_on": "2024-02-01", "supports": [{"criterion": "l"}]},
        {"id": "d2", "kind": "report", "issued_on": "2023-02-01", "supports": [{"criterion": "l", "items": 2}]}]"#;
    let card = leaf(fact, "1", rule, evidence, None, answers);
    assert_eq!(columns(&card, &["computed", "evidenced"]), ["0.75", "0.25"]);
}
