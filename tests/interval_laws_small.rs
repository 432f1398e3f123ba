//! The law of intervals (semantics §5) on small sets, exhaustively: every kind of measure, scale and
//! combinator, with every combination of answers, on three days.
//!
//! Each state of answers is scored. Of any two of which the second only answers what the first left
//! open, the second has its intervals inside those of the first: of the leaf, its area and the index,
//! beside another leaf and with bonus or penalty points.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what should not happen"
)]
#![expect(
    clippy::needless_pass_by_value,
    reason = "values are written where they are used"
)]

use serde_json::{Value, json};

mod small_sets;

use small_sets::{holds, leaf};

fn bands() -> Value {
    json!({ "bands": [{ "to": 1, "points": 1 }, { "from": 1, "to": 60, "points": 0 }, { "from": 60, "points": 2 }] })
}

fn falling() -> Value {
    json!({ "bands": [{ "to": 50, "points": 2 }, { "from": 50, "to": 100, "linear": { "at_from": 2, "at_to": 1 } }, { "from": 100, "points": 0.5 }] })
}

fn scored(measure: Value, scale: Value) -> Value {
    json!({ "score": { "measure": measure, "scale": scale } })
}

fn with_empty(mut measure: Value, empty: &Value) -> Value {
    let kind = measure.as_object().unwrap().keys().next().unwrap().clone();
    if !empty.is_null() {
        measure[&kind]["when_empty"] = empty.clone();
    }
    measure
}

fn empties() -> [Value; 5] {
    [
        Value::Null,
        json!("full"),
        json!("zero"),
        json!("leave-denominator"),
        json!({ "points": 0.5 }),
    ]
}

fn share() -> Value {
    json!({ "share": { "part": ["p"], "whole": ["q"] } })
}

fn timely(due: Value) -> Value {
    json!({ "timeliness": { "date": "d", "due": due } })
}

fn after_start() -> Value {
    json!({ "after": { "count": 5, "unit": "days", "of": "s" } })
}

/// Points for being on time that are neither 0 nor the maximum anywhere.
fn time_options() -> Value {
    json!({ "options": [{ "is": "on-time", "points": 1.5 }, { "is": "late", "points": 1 }, { "is": "none", "points": 0.5 }] })
}

#[test]
fn numbers() {
    let none = json!([]);
    for (name, scale) in [
        (
            "bands",
            json!({ "bands": [{ "to": 1, "points": 1 }, { "from": 1, "to": 2, "points": 2 }, { "from": 2, "points": 0 }] }),
        ),
        (
            "gap",
            json!({ "bands": [{ "to": 1, "points": 1 }, { "from": 2, "points": 0.5 }] }),
        ),
        (
            "proportional",
            json!({ "proportional": { "points": 2, "full_at": 2, "floor": 1 } }),
        ),
        ("per-item", json!({ "per-item": { "each": 0.5, "cap": 1 } })),
        (
            "deduction",
            json!({ "deduction": { "from": 2, "each": 0.5, "knock_out": [
            { "measure": { "choice": "c" }, "one_of": ["b"] }] } }),
        ),
        (
            "goalposts",
            json!({ "goalposts": { "worst": 2, "best": 0, "points_at_worst": 0, "points_at_best": 2 } }),
        ),
    ] {
        holds(
            name,
            &scored(json!({ "fact": "p" }), scale.clone()),
            &["p", "c"],
            &none,
        );
        holds(
            name,
            &scored(json!({ "total": ["p", "q"] }), scale),
            &["p", "q", "c"],
            &none,
        );
    }
    let options = json!({ "options": [{ "is": "a", "points": 2 }, { "is": "b", "points": 0.5 }] });
    holds(
        "choice",
        &scored(json!({ "choice": "c" }), options),
        &["c"],
        &none,
    );
}

#[test]
fn shares_growth_and_answers() {
    let none = json!([]);
    let items = json!({ "share": { "part": ["p"], "whole": ["q"], "not_applicable_items": "r" } });
    let growth = json!({ "growth": { "now": "p", "base": "q" } });
    let answers = json!({ "weighted-answers": { "answers": [
        { "fact": "p", "weight": 100 }, { "fact": "q", "weight": 50 }, { "fact": "r", "weight": 0 }] } });
    for empty in empties() {
        for scale in [bands(), falling()] {
            for (name, measure, facts) in [
                ("share", share(), &["p", "q"][..]),
                ("items", items.clone(), &["p", "q", "r"]),
                ("growth", growth.clone(), &["p", "q"]),
                ("answers", answers.clone(), &["p", "q", "r"]),
            ] {
                let name = format!("{name} {empty} {scale}");
                let rule = scored(with_empty(measure, &empty), scale.clone());
                holds(&name, &rule, facts, &none);
            }
        }
    }
}

#[test]
fn dates() {
    let none = json!([]);
    let days = |due: Value| json!({ "days-late": { "date": "d", "due": due, "when_none": 0.5 } });
    let late = json!({ "bands": [{ "to": 1, "points": 1.5 }, { "from": 1, "to": 30, "points": 1 },
        { "from": 30, "to": 400, "points": 0.5 }, { "from": 400, "points": 0.25 }] });
    for due in [
        json!({ "by": "2024-06-10" }),
        json!({ "by": "2023-01-10" }),
        json!({ "month": "2024-06" }),
        after_start(),
    ] {
        let name = due.to_string();
        holds(
            &name,
            &scored(timely(due.clone()), time_options()),
            &["d", "s"],
            &none,
        );
        holds(&name, &scored(days(due), late.clone()), &["d", "s"], &none);
    }
    let when = json!([{ "measure": timely(after_start()), "one_of": ["on-time"] }]);
    let then = scored(
        json!({ "fact": "p" }),
        json!({ "proportional": { "points": 1, "full_at": 2 } }),
    );
    let gate = json!({ "gate": { "when": when, "then": then, "otherwise": 0.5 } });
    holds("gate after a start", &gate, &["d", "s", "p"], &none);
}

#[test]
fn tables() {
    let none = json!([]);
    let ok = json!([{ "column": "ok", "is": true }]);
    let rows = json!({ "rows": { "table": "t", "where": ok } });
    holds("rows", &scored(rows, bands()), &["t"], &none);
    let among = json!([{ "column": "in", "is": true }]);
    for empty in empties() {
        let share = json!({ "row-share": { "table": "t", "where": ok, "among": among } });
        for scale in [bands(), falling()] {
            let rule = scored(with_empty(share.clone(), &empty), scale);
            holds(&format!("row-share {empty}"), &rule, &["t"], &none);
        }
    }
}

#[test]
fn tasks() {
    let none = json!([]);
    let all = ["first", "next", "event"];
    for empty in &empties()[1..4] {
        for slot in all {
            let measure = with_empty(json!({ "timeliness": { "slot": slot } }), empty);
            let name = format!("timeliness {slot} {empty}");
            holds(&name, &scored(measure, time_options()), &all, &none);
        }
        for group in [
            json!({ "all": true }),
            json!({ "slots": ["event", "first"] }),
            json!({ "slots": ["event"] }),
        ] {
            for kind in ["completion", "punctuality"] {
                for scale in [bands(), falling()] {
                    let measure = with_empty(json!({ kind: group }), empty);
                    let name = format!("{kind} {group} {empty} {scale}");
                    holds(&name, &scored(measure, scale), &all, &none);
                }
            }
        }
    }
}

#[test]
fn combinators() {
    let part = |id: &str, rule: Value, own: &str| json!({ "id": id, "max_points": 1, "rule": rule, "not_applicable": own });
    let one = |measure: Value| {
        scored(
            measure,
            json!({ "bands": [{ "to": 1, "points": 0.5 }, { "from": 1, "to": 60, "points": 0 }, { "from": 60, "points": 1 }] }),
        )
    };
    let choice = scored(
        json!({ "choice": "c" }),
        json!({ "options": [
        { "is": "a", "points": 1 }, { "is": "b", "points": 0.25 }, { "is": "c", "points": 0 }] }),
    );
    for empty in empties() {
        let share = one(with_empty(share(), &empty));
        for own in ["drop", "redistribute", "full"] {
            let parts = json!([
                part("x", share.clone(), own),
                part("y", choice.clone(), own)
            ]);
            let sum = json!({ "sum": { "parts": parts } });
            let capped = json!({ "sum": { "cap": 2, "parts": [
                part("x", share.clone(), own), part("y", choice.clone(), own), part("z", choice.clone(), own)] } });
            for claims in [
                json!([]),
                json!([{ "at": "own", "part": "y", "reason": "x" }]),
            ] {
                let name = format!("{empty} {own} {claims}");
                holds(&format!("sum {name}"), &sum, &["p", "q", "c"], &claims);
                holds(
                    &format!("capped {name}"),
                    &capped,
                    &["p", "q", "c"],
                    &claims,
                );
            }
            let when = json!([{ "measure": { "choice": "c" }, "one_of": ["a"] }]);
            let gate = json!({ "gate": { "when": when, "then": sum, "otherwise": 0.25 } });
            holds(
                &format!("gate {empty} {own}"),
                &gate,
                &["p", "q", "c"],
                &json!([]),
            );
        }
        let when = json!([{ "measure": with_empty(self::share(), &empty), "at_least": 50 }]);
        let gate = json!({ "gate": { "when": when, "then": scored(json!({ "choice": "c" }), json!({ "options": [
            { "is": "a", "points": 2 }, { "is": "b", "points": 1 }] })) } });
        holds(
            &format!("gate on a share {empty}"),
            &gate,
            &["p", "q", "c"],
            &json!([]),
        );
    }
    let at_least = |measure: Value, least: i64| json!({ "measure": measure, "at_least": least });
    let other = json!({ "share": { "part": ["r"], "whole": ["q"] } });
    let cases = json!({ "cases": { "otherwise": 0.25, "cases": [
        { "when": [at_least(share(), 100), at_least(other.clone(), 50)], "points": 2 },
        { "when": [at_least(other, 100), json!({ "measure": share(), "less_than": 100 })], "points": 1 },
    ] } });
    holds(
        "cases over two shares of one whole",
        &cases,
        &["p", "q", "r"],
        &json!([]),
    );
}

#[test]
fn a_last_day_that_is_not_known_is_neither_kept_nor_missed() {
    let slot = |slot: &str| scored(json!({ "timeliness": { "slot": slot } }), time_options());
    let share = |kind: &str, slots: Value| {
        let scale =
            json!({ "bands": [{ "to": 100, "points": 0.5 }, { "from": 100, "points": 2 }] });
        scored(json!({ kind: { "slots": slots } }), scale)
    };
    let of = |rule: Value, results: Value| leaf(&rule, &json!({}), &results);
    let done = json!([{ "task": "event", "done_on": "2024-06-10" }]);
    // On time 1.5, late 1; punctuality 0 or 100 percent; done all the same.
    assert_eq!(
        of(slot("event"), done.clone()),
        ["open", "null", "1", "1.5"]
    );
    let punctual = share("punctuality", json!(["event"]));
    assert_eq!(
        of(punctual.clone(), done.clone()),
        ["open", "null", "0.5", "2"]
    );
    let complete = share("completion", json!(["event"]));
    assert_eq!(of(complete, done), ["scored", "2", "2", "2"]);
    // With the day of the event: by 10 June from 5 June on, by 9 June from 4 June on.
    for (event, points) in [("2024-06-05", "1.5"), ("2024-06-04", "1")] {
        let dated = json!([{ "task": "event", "event_on": event, "done_on": "2024-06-10" }]);
        assert_eq!(of(slot("event"), dated), ["scored", points, points, points]);
    }
    // Counted from another task: not done yet, it may never be; not done, there is no last day.
    let after = |first: Value| {
        let next = json!({ "task": "next", "done_on": "2024-06-24" });
        json!(
            [next, first]
                .iter()
                .filter(|own| own.is_object())
                .collect::<Vec<_>>()
        )
    };
    let never = after(json!({ "task": "first", "not_done": true }));
    let late = after(json!({ "task": "first", "done_on": "2024-06-18" }));
    assert_eq!(
        of(slot("next"), after(Value::Null)),
        ["open", "null", "0", "2"]
    );
    assert_eq!(
        of(slot("next"), never.clone()),
        ["not-assessable", "null", "0", "2"]
    );
    assert_eq!(of(slot("next"), late), ["scored", "1", "1", "1"]);
    let punctual = share("punctuality", json!(["next"]));
    assert_eq!(
        of(punctual, never.clone()),
        ["not-assessable", "null", "0", "2"]
    );
    let complete = share("completion", json!(["next"]));
    assert_eq!(of(complete, never), ["scored", "2", "2", "2"]);
}

#[test]
fn days_late_are_counted_beyond_a_year() {
    let late = |scale: Value| {
        let due = json!({ "by": "2023-12-11" });
        scored(
            json!({ "days-late": { "date": "d", "due": due, "when_none": 2 } }),
            scale,
        )
    };
    let scale = json!({ "bands": [{ "to": 400, "points": 2 }, { "from": 400, "points": 0.5 }] });
    let of = |facts: Value| leaf(&late(scale.clone()), &facts, &json!([]));
    // 20 December 2024 is 375 days after 11 December 2023; 31 December 2026, the last day allowed, 1116.
    assert_eq!(of(json!({ "d": "2024-12-20" })), ["scored", "2", "2", "2"]);
    assert_eq!(of(json!({})), ["open", "null", "0.5", "2"]);
}
