//! Small sets with one rule under test, every state of answers to them, and the law of intervals.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what should not happen"
)]

use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::output::ScorecardJson;
use serde_json::{Map, Value, json};

/// The days on which the assessment may speak.
const DAYS: [&str; 3] = ["2024-06-05", "2024-06-20", "2024-12-31"];

/// Facts for which it does not matter what day it is.
const TIMELESS: [&str; 6] = ["p", "q", "r", "c", "y", "t"];

/// A name with the answers it may have; the first is none.
type Subject = (&'static str, Vec<Value>);

fn title(text: &str) -> Value {
    json!({ "vi": text })
}

/// Members that hold points, whatever stands beside them.
const POINTS: [&str; 9] = [
    "max_points",
    "points",
    "at_from",
    "at_to",
    "each",
    "cap",
    "otherwise",
    "points_at_worst",
    "points_at_best",
];

/// Multiplies all points of a set, so that they lie beside what its roundings keep.
fn spread(value: &mut Value, factor: f64) {
    let times = |points: &mut Value| {
        if let Some(own) = points.as_f64() {
            *points = json!((own * factor * 1e6).round() / 1e6);
        }
    };
    match value {
        Value::Object(members) => {
            for (name, own) in members.iter_mut() {
                if POINTS.contains(&name.as_str()) {
                    times(own);
                }
                if name == "deduction" {
                    times(&mut own["from"]);
                }
                if name != "applies" {
                    spread(own, factor);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|own| spread(own, factor)),
        _ => {}
    }
}

/// The set with points that its roundings, in this mode, do not keep.
fn off_the_grid(criteria: &str, [leaf, area]: [Option<u8>; 2], mode: &str) -> String {
    let mut set: Value = serde_json::from_str(criteria).unwrap();
    spread(&mut set, 0.65);
    let rounding =
        |places: Option<u8>| places.map(|places| json!({ "places": places, "mode": mode }));
    set["rounding"]["index"]["places"] = json!(9);
    set["rounding"]["leaf"] =
        rounding(leaf).unwrap_or_else(|| json!({ "places": 9, "mode": mode }));
    if let Some(area) = rounding(area) {
        set["rounding"]["area"] = area;
    }
    set.to_string()
}

/// A set with one leaf under test in an area with another; the other and the adjustments read `y`.
fn criteria(rule: &Value, frame: &str) -> String {
    let number = |id: &str| {
        let kind = json!({ "number": { "unit": "x", "min": 0, "max": 2 } });
        json!({ "id": id, "title": title(id), "kind": kind })
    };
    let date = json!({ "date": { "from": "2024-01-01", "until": "2026-12-31" } });
    let choice = json!({ "choice": { "options": [
        { "id": "a", "title": title("a") }, { "id": "b", "title": title("b") },
        { "id": "c", "title": title("c") },
    ] } });
    let table = json!({ "table": { "max_rows": 2, "columns": [
        { "id": "ok", "title": title("ok"), "kind": "yes-no" },
        { "id": "in", "title": title("in"), "kind": "yes-no" },
    ] } });
    let leaf = |id: &str, max: i64, rule: &Value| {
        json!({
            "id": id, "title": title(id), "max_points": max, "basis": "calculated", "rule": rule,
            "cites": [{ "source": "made-up" }], "evidence": [{ "id": "e", "mode": "none" }],
        })
    };
    let yes = |points: i64| {
        json!({ "score": { "measure": { "choice": "y" }, "scale": { "options": [
            { "is": "yes", "points": points }, { "is": "no", "points": 0 },
        ] } } })
    };
    let mut set = json!({
        "format": "par-index/criteria@1", "id": "small", "edition": "2024", "title": title("small"),
        "provenance": "illustrative", "notice": title("made up"), "level": "other",
        "in_force": { "from": "2024-01-01", "until": "2024-12-31" }, "max_points": 4,
        "instruments": [{ "id": "made-up", "instrument": "Made up for a test" }],
        "rounding": {
            "leaf": { "places": 2, "mode": "half-up" },
            "index": { "places": 2, "mode": "half-up" }, "claim_places": 2,
        },
        "facts": [
            number("p"), number("q"), number("r"),
            { "id": "c", "title": title("c"), "kind": choice },
            { "id": "y", "title": title("y"), "kind": "yes-no" },
            { "id": "d", "title": title("d"), "kind": date },
            { "id": "s", "title": title("s"), "kind": date },
            { "id": "t", "title": title("t"), "kind": table },
        ],
        "slots": [{ "id": "first", "title": title("1") }, { "id": "event", "title": title("2") },
            { "id": "next", "title": title("3") }],
        "areas": [{ "id": "area", "title": title("area"), "max_points": 4, "criteria": [
            leaf("own", 2, rule), leaf("other", 2, &yes(2)),
        ] }],
    });
    for name in frame.split(", ").filter(|name| !name.is_empty()) {
        let (at, applies) = name.split_once(' ').unwrap();
        // On the index as many as what a penalty takes from it.
        let points = if applies == "index" { 100 } else { 3 };
        let more = leaf(&format!("more-{at}"), points, &yes(points));
        set[at] = json!({ "applies": applies, "criteria": [more] });
    }
    set.to_string()
}

/// A task due on a day, one due after it, and one due after an event.
fn plan() -> String {
    let task = |id: &str, schedule: Value| {
        json!({
            "id": id, "title": title(id), "products_printed": "x", "lead": ["lead"], "lead_printed": "x",
            "products": [{ "id": "x", "title": title("x"), "kind": "document" }],
            "deadline": { "printed": "x", "schedule": schedule },
        })
    };
    let due = |of: Value| json!({ "count": 5, "unit": "days", "of": of });
    let event = json!({ "on-event": { "event": title("x"), "due": due(Value::Null) } });
    json!({
        "format": "par-index/plan@1", "id": "plan", "title": title("plan"),
        "unit": { "id": "unit", "title": title("unit") },
        "period": { "from": "2024-01-01", "until": "2024-12-31" },
        "notation_printed": "1", "issued_printed": "x", "source": title("made up"),
        "leads": [{ "id": "lead", "title": title("lead") }],
        "areas": [{ "id": "all", "number": "I", "title": title("area"), "goals": [{
            "id": "goal", "number": "1", "title": title("goal"), "tasks": [
                task("first", json!({ "once": { "by": "2024-06-10" } })),
                task("next", json!({ "once": { "after": due(json!("first")) } })),
                task("event", event),
            ],
        }] }],
        "bindings": [{ "criteria_set": "small", "edition": "2024", "slots": [
            { "slot": "first", "tasks": ["first"] }, { "slot": "event", "tasks": ["event"] },
            { "slot": "next", "tasks": ["next"] },
        ] }],
    })
    .to_string()
}

fn answers(name: &'static str) -> Subject {
    let mut all = vec![Value::Null];
    all.extend(match name {
        "p" | "q" | "r" => vec![json!(0), json!(1), json!(2)],
        "c" => vec![json!("a"), json!("b"), json!("c")],
        "y" => vec![json!(true), json!(false)],
        "d" => vec![
            json!("none"),
            json!("2024-06-10"),
            json!("2024-06-20"),
            json!("2024-12-31"),
        ],
        "s" => vec![json!("none"), json!("2024-01-15"), json!("2024-06-10")],
        "t" => {
            let row = |ok: Value, within: Value| json!({ "ok": ok, "in": within });
            let open = Value::Null;
            vec![
                json!([]),
                json!([row(open.clone(), open.clone())]),
                json!([row(json!(true), open.clone())]),
                json!([row(json!(true), json!(true))]),
                json!([
                    row(json!(false), json!(true)),
                    row(open.clone(), json!(true))
                ]),
                json!([
                    row(json!(false), json!(true)),
                    row(json!(true), json!(true))
                ]),
                json!([
                    row(json!(false), json!(true)),
                    row(json!(true), json!(false))
                ]),
            ]
        }
        "event" => vec![
            json!({}),
            json!({ "not_done": true }),
            json!({ "event_on": "2024-06-03" }),
            json!({ "done_on": "2024-06-10" }),
            json!({ "event_on": "2024-06-03", "done_on": "2024-06-10" }),
            json!({ "event_on": "2024-06-05", "done_on": "2024-06-10" }),
        ],
        _ => vec![
            json!({ "not_done": true }),
            json!({ "done_on": "2024-06-10" }),
            json!({ "done_on": "2024-06-20" }),
        ],
    });
    (name, all)
}

/// Whether an answer only answers what another leaves open, and was not there before the day.
fn answers_more(name: &str, before: &Value, after: &Value, day: &str) -> bool {
    if name == "event" && before.is_null() && day == DAYS[2] {
        // The period is over: what is silent did not arise.
        return after.is_null();
    }
    let later = |value: &Value| match value.as_str() {
        Some(text) if name != "s" && text.starts_with("20") => text >= day,
        _ => true,
    };
    match (before, after) {
        _ if before == after => true,
        (Value::Null, Value::Object(members)) => members.get("done_on").is_none_or(later),
        (Value::Null, _) => later(after),
        (Value::Object(old), Value::Object(new)) => {
            let kept = old
                .iter()
                .all(|(key, value)| value.is_null() || new.get(key) == Some(value));
            let done = |members: &Map<String, Value>| members.get("done_on").cloned();
            kept && (done(old) == done(new) || done(new).as_ref().is_none_or(later))
        }
        (Value::Array(old), Value::Array(new)) => {
            let mut rows = old.iter().zip(new);
            old.len() == new.len() && rows.all(|(old, new)| answers_more(name, old, new, day))
        }
        _ => false,
    }
}

/// Answers on a day, with the intervals they give.
struct State {
    day: usize,
    answers: Vec<Value>,
    intervals: Vec<(String, f64, f64)>,
}

/// Whether the rule has a share, and is sure to have more in the part than in the whole.
fn contradict(rule: &str, subjects: &[Subject], answers: &[Value]) -> bool {
    let given = |id: &str| {
        let place = subjects.iter().position(|(name, _)| *name == id)?;
        answers[place].as_i64()
    };
    if !rule.contains("\"share\"") {
        return false;
    }
    // At most 2 where it is open, less at least none.
    let whole = given("q").unwrap_or(2);
    let items = rule.contains("not_applicable_items");
    let less = if items { given("r").unwrap_or(0) } else { 0 };
    let exceeds = |part: Option<i64>| part.is_some_and(|part| part > whole - less);
    exceeds(given("p")) || exceeds(Some(0)) || (!items && exceeds(given("r")))
}

fn number(value: &Value) -> Option<f64> {
    value.as_str().and_then(|text| text.parse().ok())
}

fn intervals(card: &Value) -> Vec<(String, f64, f64)> {
    let mut all = Vec::new();
    let mut add = |name: String, ends: &Value| {
        if let Some((low, high)) = number(&ends["lower"]).zip(number(&ends["upper"])) {
            all.push((name, low, high));
        }
    };
    let own = &card["criteria"][0];
    if own["state"] != "not-applicable" {
        add("leaf".to_owned(), own);
    }
    add("area".to_owned(), &card["areas"][0]);
    for scope in ["self", "whole"] {
        add(
            format!("index {scope} of the area"),
            &card["areas"][0]["index"][scope],
        );
        add(format!("index {scope}"), &card["total"]["index"][scope]);
    }
    all
}

fn score(scorer: &Scorer, plan: &ReformPlan, file: &Value) -> Value {
    let text = file.to_string();
    let taken = Assessment::from_json(scorer, Some(plan), None, text.as_bytes())
        .unwrap_or_else(|found| panic!("{found}\n{text}"));
    let card = scorer.score(&taken).unwrap();
    serde_json::to_value(ScorecardJson(&card)).unwrap()
}

fn assessment(as_of: &str, facts: &Map<String, Value>, results: &[Value], claims: &Value) -> Value {
    json!({
        "format": "par-index/assessment@1", "nature": "made-up",
        "unit": { "id": "unit", "title": title("unit") },
        "period": { "from": "2024-01-01", "until": "2024-12-31" }, "as_of": as_of,
        "criteria_set": { "id": "small", "edition": "2024" },
        "facts": facts, "results": results, "not_applicable": claims,
    })
}

/// State, computed points, least and greatest points of the leaf at the end of the year
pub(crate) fn leaf(rule: &Value, facts: &Value, results: &Value) -> [String; 4] {
    let set = CriteriaSet::from_json(None, criteria(rule, "").as_bytes()).unwrap();
    let plan = ReformPlan::from_json(None, plan().as_bytes()).unwrap();
    let (facts, results) = (facts.as_object().unwrap(), results.as_array().unwrap());
    let file = assessment(DAYS[2], facts, results, &json!([]));
    let card = score(&Scorer::new(set).unwrap(), &plan, &file);
    ["state", "computed", "lower", "upper"].map(|key| {
        let value = &card["criteria"][0][key];
        value.as_str().unwrap_or("null").to_owned()
    })
}

/// Every combination of answers on every day by which they were there.
fn states(scorer: &Scorer, plan: &ReformPlan, subjects: &[Subject], claims: &Value) -> Vec<State> {
    let mut states = Vec::new();
    let all: usize = subjects.iter().map(|(_, answers)| answers.len()).product();
    let is_timeless = subjects.iter().all(|(name, _)| TIMELESS.contains(name));
    let days = if is_timeless { 1 } else { DAYS.len() };
    for (day, as_of) in DAYS.iter().enumerate().take(days) {
        for combination in 0..all {
            let mut rest = combination;
            let (mut facts, mut results, mut answers) = (Map::new(), Vec::new(), Vec::new());
            for (name, values) in subjects {
                let value = values[rest % values.len()].clone();
                rest /= values.len();
                answers.push(value.clone());
                if !matches!(*name, "first" | "next" | "event") {
                    facts.insert((*name).to_owned(), value);
                } else if let Value::Object(mut result) = value {
                    result.insert("task".to_owned(), json!(name));
                    results.push(Value::Object(result));
                }
            }
            if answers.iter().any(|answer| is_after(answer, as_of)) {
                continue;
            }
            let file = assessment(as_of, &facts, &results, claims);
            let intervals = intervals(&score(scorer, plan, &file));
            states.push(State {
                day,
                answers,
                intervals,
            });
        }
    }
    states
}

/// Whether an answer speaks of a day after another.
fn is_after(answer: &Value, as_of: &str) -> bool {
    match answer {
        Value::String(text) => text.starts_with("20") && text.as_str() > as_of,
        Value::Object(members) => members.values().any(|own| is_after(own, as_of)),
        _ => false,
    }
}

/// Checks the law for a rule, for every frame around it.
pub(crate) fn holds(name: &str, rule: &Value, subjects: &[&'static str], claims: &Value) {
    let subjects: Vec<Subject> = subjects.iter().map(|name| answers(name)).collect();
    let is_small = subjects.len() < 3;
    let frames: &[&str] = if is_small {
        &[
            "",
            "bonus points",
            "penalty points",
            "bonus index, penalty points",
        ]
    } else {
        &[""]
    };
    for frame in frames {
        let mut subjects = subjects.clone();
        if !frame.is_empty() {
            subjects.push(answers("y"));
        }
        let criteria = criteria(rule, frame);
        holds_in(&format!("{name} ({frame})"), &criteria, &subjects, claims);
    }
    if rule.to_string().contains("leave-denominator") || claims != &json!([]) {
        holds_off_the_grid(name, rule, &subjects, claims);
    }
}

/// Checks the law for a rule whose points its roundings do not keep, in every mode, at leaves, at areas
/// and at both.
fn holds_off_the_grid(name: &str, rule: &Value, subjects: &[Subject], claims: &Value) {
    let mut all = subjects.to_vec();
    let frames: &[&str] = if subjects.len() < 3 {
        all.push(answers("y"));
        &["", "bonus points"]
    } else {
        all.push(("y", vec![json!(true)]));
        &[""]
    };
    for frame in frames {
        let criteria = criteria(rule, frame);
        for places in [[Some(1), None], [None, Some(0)], [Some(1), Some(0)]] {
            for mode in ["half-up", "half-even", "down", "up"] {
                let name = format!("{name} ({frame}) {places:?} {mode}");
                let criteria = off_the_grid(&criteria, places, mode);
                holds_in(&name, &criteria, &all, claims);
            }
        }
    }
}

/// Checks the law for a set.
fn holds_in(name: &str, criteria: &str, subjects: &[Subject], claims: &Value) {
    let plan = ReformPlan::from_json(None, plan().as_bytes()).unwrap();
    let set = CriteriaSet::from_json(None, criteria.as_bytes())
        .unwrap_or_else(|found| panic!("{name}: {found}"));
    let scorer = Scorer::new(set).unwrap();
    let mut states = states(&scorer, &plan, subjects, claims);
    states.retain(|state| !contradict(criteria, subjects, &state.answers));
    assert!(states.len() > 3, "{name}: nothing was looked at");
    for before in &states {
        for after in states.iter().filter(|after| after.day >= before.day) {
            let mut pairs = before.answers.iter().zip(&after.answers).zip(subjects);
            let day = DAYS[before.day];
            if !pairs.all(|((old, new), (name, _))| answers_more(name, old, new, day)) {
                continue;
            }
            let (old, new) = (&before.intervals, &after.intervals);
            for (what, low, high) in new {
                let wider = old
                    .iter()
                    .find(|(own, least, most)| own == what && (low < least || high > most));
                if let Some((_, least, most)) = wider {
                    panic!(
                        "{name}: {what} was {least}..{most} on {day} with {:?}, and is {low}..{high} on {} with {:?}",
                        before.answers, DAYS[after.day], after.answers,
                    );
                }
            }
        }
    }
}
