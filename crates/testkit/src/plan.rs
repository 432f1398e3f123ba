//! A reform plan with tasks of every schedule, and what became of them.

use crate::day::{self, day};
use crate::json::{Json, Object, tagged, words};
use crate::seed::{Dice, TaskSeed};

/// Slots a leaf may name
pub(crate) const SLOTS: usize = 3;

/// A step of a task with what a result may say of it
struct Step {
    task: String,
    product: Option<String>,
    kind: Kind,
}

/// How the occurrences of a step come about
enum Kind {
    /// One occurrence, due about that day.
    Once(i64),
    /// One occurrence without a due day.
    Undated,
    /// One for each of these, due about that day.
    Each(Vec<(String, i64)>),
    /// Those reported, due about so many days after the event.
    Reported(i64),
}

/// A plan as text, with the parts of an assessment that speak of it
pub(crate) struct Planned {
    pub(crate) plan: Option<String>,
    pub(crate) results: Vec<Json>,
    pub(crate) documents: Vec<Json>,
}

/// Builds plan, results and documents of tasks
pub(crate) fn planned(seeds: &[TaskSeed], as_of: i64) -> Planned {
    let mut plan = Dice::new(seeds.first().map_or(&[], |seed| &seed.shape));
    let missing = seeds.is_empty() || plan.once_in(9);
    let mut tasks: [Vec<Json>; 2] = [Vec::new(), Vec::new()];
    let mut results = Vec::new();
    let mut documents = Vec::new();
    for (at, seed) in seeds.iter().enumerate() {
        let mut shape = Dice::new(seed.shape.get(4..).unwrap_or(&[]));
        let mut answers = Dice::new(&seed.answers);
        let (task, steps) = task(&mut shape, at);
        tasks[usize::from(at == 1 || at == 3)].push(task);
        let mut nothing_arose = false;
        for step in steps {
            // "Nothing arose" of a task speaks of all its steps: none of them may say otherwise.
            if !nothing_arose {
                let before = results.len();
                results_of(&step, &mut answers, as_of, &mut results, &mut documents);
                nothing_arose = results[before..].iter().any(says_nothing_arose);
            }
        }
    }
    if missing {
        return Planned {
            plan: None,
            results: Vec::new(),
            documents: Vec::new(),
        };
    }
    let mut bound = Vec::new();
    for slot in 0..SLOTS {
        let first = plan.below(seeds.len());
        let list = match plan.below(8) {
            7 => continue,
            6 => vec![
                format!("t{first}"),
                format!("t{}", (first + 1) % seeds.len()),
            ],
            5 => vec![format!("t{first}/x1")],
            _ => vec![format!("t{first}")],
        };
        let mut list = list;
        list.dedup();
        bound.push(
            Object::new()
                .with("slot", format!("s{slot}"))
                .with("tasks", list),
        );
    }
    let [first, second] = tasks;
    let mut areas = vec![area("p1", first)];
    if !second.is_empty() {
        areas.push(area("p2", second));
    }
    Planned {
        plan: Some(file(areas, bound, &mut plan).to_string()),
        results,
        documents,
    }
}

fn file(areas: Vec<Json>, bound: Vec<Object>, dice: &mut Dice<'_>) -> Json {
    let binding = Object::new()
        .with("criteria_set", "random")
        .with("edition", "1")
        .with("slots", bound);
    let unit = Object::new()
        .with("id", "unit")
        .with("title", words("unit"));
    let lead = Object::new()
        .with("id", "lead")
        .with("title", words("lead"));
    let policy = dice.of(&[
        None,
        None,
        Some("next-working-day"),
        Some("previous-working-day"),
    ]);
    Object::new()
        .with("format", "par-index/plan@1")
        .with("id", "plan")
        .with("title", words("plan"))
        .with("unit", unit)
        .with("period", period())
        .with("notation_printed", "1/KH")
        .with("issued_printed", "2024")
        .with("source", words("made up"))
        .maybe("non_working_day", policy)
        .with("holidays", vec![day(day::of(9, 2)), day(day::of(4, 1))])
        .filled("working_days", worked(dice))
        .with("leads", vec![lead])
        .with("areas", areas)
        .with("bindings", vec![binding])
        .into()
}

/// The period of plan and assessment
pub(crate) fn period() -> Object {
    Object::new()
        .with("from", day(0))
        .with("until", day(day::PERIOD_END))
}

/// A Saturday and Sundays worked in exchange, or none
pub(crate) fn worked(dice: &mut Dice<'_>) -> Vec<String> {
    let days: &[(i64, i64)] = match dice.below(3) {
        0 => &[(3, 31), (4, 13)],
        1 => &[(4, 14), (9, 1)],
        _ => &[],
    };
    let days = days.iter();
    days.map(|(month, date)| day(day::of(*month, *date)))
        .collect()
}

fn area(id: &str, tasks: Vec<Json>) -> Json {
    let goal = Object::new()
        .with("id", format!("{id}-g"))
        .with("number", "1")
        .with("title", words("goal"))
        .with("tasks", tasks);
    Object::new()
        .with("id", id)
        .with("number", "I")
        .with("title", words("area"))
        .with("goals", vec![goal])
        .into()
}

fn task(dice: &mut Dice<'_>, at: usize) -> (Json, Vec<Step>) {
    let id = format!("t{at}");
    let (deadline, kind) = deadline(dice, at);
    let mut steps = vec![Step {
        task: id.clone(),
        product: None,
        kind,
    }];
    // Without kinds a document that names the task stands for every product.
    let kinds = dice.once_in(2);
    let mut products = vec![product("x0").maybe("document", kinds.then_some("report"))];
    let second = product("x1").maybe("document", kinds.then_some("decision"));
    products.push(if dice.once_in(3) {
        let (deadline, kind) = self::deadline(dice, at);
        steps.push(Step {
            task: id.clone(),
            product: Some("x1".into()),
            kind,
        });
        second.with("deadline", deadline)
    } else {
        second
    });
    let json = Object::new()
        .with("id", id)
        .with("title", words("task"))
        .with("products_printed", "x")
        .with("products", products)
        .maybe("need", dice.of(&[None, None, Some("all"), Some("any")]))
        .with("lead", vec!["lead"])
        .with("lead_printed", "lead")
        .with("deadline", deadline);
    (json.into(), steps)
}

fn product(id: &str) -> Object {
    Object::new()
        .with("id", id)
        .with("title", words("product"))
        .with("kind", "document")
}

/// Days of 2024 around weekends and holidays
const DAYS: [(i64, i64); 5] = [(4, 15), (3, 31), (9, 1), (11, 15), (12, 20)];

/// A deadline, counted from the task before or by itself
fn deadline(dice: &mut Dice<'_>, at: usize) -> (Object, Kind) {
    let (month, date) = dice.of(&DAYS);
    let last = day::of(month, date);
    let (schedule, kind) = match dice.below(12) {
        0 | 1 => (tagged("once", tagged("by", day(last))), Kind::Once(last)),
        2 => (
            tagged("once", tagged("before", day(last))),
            Kind::Once(last - 1),
        ),
        3 => (
            tagged("once", tagged("quarter", "2024-Q3")),
            Kind::Once(day::last_of(9)),
        ),
        4 => (
            tagged("once", tagged("month", "2024-11")),
            Kind::Once(day::last_of(11)),
        ),
        5 | 7 if at > 0 => {
            let after = Object::new()
                .with("count", 10_i64)
                .with("unit", "working-days")
                .with("of", format!("t{}", at - 1));
            (tagged("once", tagged("after", after)), Kind::Once(last))
        }
        6 => ("ongoing".into(), Kind::Undated),
        8 => {
            let from = (at > 0 && dice.once_in(4)).then(|| format!("t{}", at - 1));
            let due = Object::new()
                .with("count", 5_i64)
                .with("unit", "working-days")
                .maybe("of", from);
            let due = dice.once_in(2).then_some(due);
            let event = Object::new()
                .with("event", words("event"))
                .maybe("due", due);
            (tagged("on-event", event), Kind::Reported(7))
        }
        9 => ("as-planned".into(), Kind::Undated),
        10 if at > 0 => (
            tagged("after-completion", format!("t{}", at - 1)),
            Kind::Undated,
        ),
        11 => {
            let unstated = tagged("every", "unstated");
            (tagged("periodic", unstated), Kind::Reported(0))
        }
        _ => periodic(dice),
    };
    let policy = dice.of(&[None, None, Some("keep"), Some("next-working-day")]);
    let deadline = Object::new()
        .with("printed", "x")
        .with("schedule", schedule)
        .maybe("non_working_day", policy);
    (deadline, kind)
}

fn periodic(dice: &mut Dice<'_>) -> (Json, Kind) {
    let days_after = dice.of(&[0, 0, 5, 10]);
    let (every, months, name) = match dice.below(5) {
        0 | 1 => ("quarter", 3, "Q"),
        2 => ("half-year", 6, "H"),
        3 => ("year", 12, ""),
        _ => ("month", 1, "M"),
    };
    let labels = (1..=12 / months).map(|number| {
        let label = match name {
            "" => "2024".to_owned(),
            "M" => format!("2024-{number:02}"),
            name => format!("2024-{name}{number}"),
        };
        (label, day::last_of(number * months) + days_after)
    });
    let kind = Kind::Each(labels.collect());
    let periodic = Object::new()
        .with("every", every)
        .with("days_after", days_after);
    (tagged("periodic", periodic), kind)
}

fn says_nothing_arose(result: &Json) -> bool {
    matches!(result, Json::Object(members) if members.iter().any(|(name, _)| name == "not_arisen"))
}

fn results_of(
    step: &Step,
    dice: &mut Dice<'_>,
    as_of: i64,
    results: &mut Vec<Json>,
    documents: &mut Vec<Json>,
) {
    let base = || {
        Object::new()
            .with("task", step.task.as_str())
            .maybe("product", step.product.as_deref())
    };
    match &step.kind {
        Kind::Once(last) => one(step, base(), None, *last, dice, as_of, results, documents),
        Kind::Undated => {
            let last = day::of(10, 31);
            let base = if dice.once_in(5) {
                base().with("due_on", day(last))
            } else {
                base()
            };
            one(step, base, None, last, dice, as_of, results, documents);
        }
        Kind::Each(labels) => {
            for (label, last) in labels {
                let base = base().with("occurrence", label.as_str());
                one(
                    step,
                    base,
                    Some(label),
                    *last,
                    dice,
                    as_of,
                    results,
                    documents,
                );
            }
        }
        Kind::Reported(_) if dice.once_in(5) => {
            results.push(base().with("not_arisen", true).into());
        }
        Kind::Reported(days) => {
            for number in 0..dice.below(4) {
                let label = format!("e{number}");
                let event = day::of(dice.between(2, 11), 12);
                let mut base = base().with("occurrence", label.as_str());
                match dice.below(6) {
                    _ if *days == 0 => {}
                    0 | 1 => {}
                    2 => base = base.with("event_on", day(as_of + 1)),
                    _ => base = base.with("event_on", day(event)),
                }
                let last = event + days;
                one(
                    step,
                    base,
                    Some(&label),
                    last,
                    dice,
                    as_of,
                    results,
                    documents,
                );
            }
        }
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one result, with the two lists it may add to"
)]
fn one(
    step: &Step,
    base: Object,
    label: Option<&str>,
    last: i64,
    dice: &mut Dice<'_>,
    as_of: i64,
    results: &mut Vec<Json>,
    documents: &mut Vec<Json>,
) {
    let done = match dice.below(10) {
        0 => last,
        1 => last - 1,
        2 => last + 1,
        3 => last + 2,
        4 => last - 10,
        5 => as_of + 1,
        6 => {
            results.push(base.with("not_done", true).into());
            return;
        }
        7 if !matches!(step.kind, Kind::Reported(_)) => {
            results.push(base.with("not_arisen", true).into());
            return;
        }
        // Nothing is reported. What is reported of an event says at least that it was.
        _ => {
            if matches!(step.kind, Kind::Reported(_)) {
                results.push(base.into());
            }
            return;
        }
    };
    results.push(base.with("done_on", day(done)).into());
    let issued = match dice.below(5) {
        0 | 1 => done - 1,
        2 => done + 1,
        3 => done + 3,
        _ => return,
    };
    let occurrence = label.filter(|_| !dice.once_in(6));
    let kinds: &[(&str, &str)] = match dice.below(6) {
        0 => &[("decision", "")],
        1 | 2 => &[("report", ""), ("decision", "")],
        3 => &[("report", "/x1"), ("report", "/x0")],
        _ => &[("report", "")],
    };
    for (later, (kind, product)) in (0..).zip(kinds) {
        let place = match &step.product {
            Some(product) => format!("{}/{product}", step.task),
            None => format!("{}{product}", step.task),
        };
        let support = Object::new()
            .with("task", place)
            .maybe("occurrence", occurrence);
        let id = format!("dt{}", documents.len());
        documents.push(
            Object::new()
                .with("id", id)
                .with("kind", *kind)
                .with("issued_on", day((issued + later).min(as_of)))
                .with("supports", vec![support])
                .into(),
        );
    }
}
