//! The cells a node needs, each with every value it may have.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::{Case, Value};
use crate::date::{self, Day};
use crate::json::Json;
use crate::number::{self, Q, whole, zero};
use crate::plan::State;
use crate::table;
use crate::world::{Range, World};

/// What a measure gives for one combination of cell values
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reading {
    Number(Q),
    Word(String),
    /// Days late of something that was not done at all.
    Never,
    /// Nothing to measure.
    Empty,
    /// Facts that contradict each other, or no plan to read from.
    Contradiction,
}

/// One value of one cell
#[derive(Clone, Debug)]
pub(crate) enum Choice {
    Fact(String, Value),
    /// A measure whose cells are not enumerated one by one.
    Measure(String, Reading),
    /// How many occurrences of a class became what.
    Tally(usize, Vec<(State, usize)>),
}

/// Occurrences that cannot be told apart: read by the same measures, with the same outcomes possible
#[derive(Clone, Debug)]
pub(crate) struct Class {
    pub(crate) readers: BTreeSet<String>,
    pub(crate) dated: bool,
    outcomes: Vec<State>,
    count: usize,
}

/// The cells of a node
#[derive(Default)]
pub(crate) struct Cells {
    pub(crate) variables: Vec<Vec<Choice>>,
    pub(crate) classes: Vec<Class>,
    /// A cell is unanswered by somebody else.
    pub(crate) pending: bool,
}

/// The key of a measure in a node: the measure itself
pub(crate) fn key(measure: &Json) -> String {
    format!("{measure:?}")
}

/// The number facts a measure adds up or divides, or its choice
fn plain_facts(measure: &Json) -> Result<Vec<String>, String> {
    let (kind, payload) = measure.tag()?;
    Ok(match kind {
        "fact" | "choice" => vec![payload.word().unwrap_or_default().to_owned()],
        "total" => payload
            .items()
            .iter()
            .filter_map(Json::word)
            .map(str::to_owned)
            .collect(),
        "share" => {
            let mut facts = payload.words("part");
            facts.extend(payload.words("whole"));
            facts.extend(payload.text("not_applicable_items").map(str::to_owned));
            facts
        }
        "weighted-answers" => payload
            .list("answers")
            .iter()
            .filter_map(|answer| answer.text("fact"))
            .map(str::to_owned)
            .collect(),
        "growth" => vec![payload.need("now")?.into(), payload.need("base")?.into()],
        _ => Vec::new(),
    })
}

/// Every fact a measure mentions
pub(crate) fn facts_of(measure: &Json) -> Result<Vec<String>, String> {
    let (_, payload) = measure.tag()?;
    let mut facts = plain_facts(measure)?;
    facts.extend(payload.text("date").map(str::to_owned));
    facts.extend(payload.text("table").map(str::to_owned));
    facts.extend(
        payload
            .get("due")
            .get("after")
            .text("of")
            .map(str::to_owned),
    );
    Ok(facts)
}

/// The last day of a due date measured from facts; `None` is not known
pub(crate) fn due_day(world: &World<'_, '_>, payload: &Json) -> Result<Option<Day>, String> {
    let calendar = world.case.calendar.with_policy_of(payload);
    calendar.due(payload.get("due"), |after| match after.text("of") {
        None => date::optional(after, "date"),
        Some(fact) => Ok(match world.range(fact)? {
            Range::One(Value::Day(day)) => Some(day),
            Range::These(values) => match values.as_slice() {
                [Value::Day(day)] => Some(*day),
                _ => None,
            },
            _ => None,
        }),
    })
}

/// Collects the cells that these measures of a node need
pub(crate) fn cells(
    world: &World<'_, '_>,
    node: &Json,
    measures: &[&Json],
) -> Result<Cells, String> {
    let mut cells = Cells::default();
    let mut facts: BTreeSet<String> = BTreeSet::new();
    let mut dates: BTreeMap<String, Vec<(Day, bool)>> = BTreeMap::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for measure in measures {
        if !seen.insert(key(measure)) {
            continue;
        }
        facts.extend(plain_facts(measure)?);
        for fact in facts_of(measure)? {
            cells.mark(world.open(&fact)?);
        }
        let (kind, payload) = measure.tag()?;
        match kind {
            "timeliness" | "days-late" if payload.given("slot").is_none() => {
                let fact = payload.need("date")?;
                if let Some(last) = due_day(world, payload)? {
                    let counted = kind == "days-late";
                    dates
                        .entry(fact.to_owned())
                        .or_default()
                        .push((last, counted));
                } else {
                    cells.measure(measure, unknown_due(world, kind, fact)?);
                }
            }
            "rows" | "row-share" => {
                let fact = payload.need("table")?;
                let (readings, undecided) = table::readings(world, kind, payload, fact, node)?;
                if undecided {
                    cells.mark(Some(world.case.provider(fact)? == "unit"));
                }
                cells.measure(measure, readings);
            }
            _ => {}
        }
    }
    for fact in facts {
        let values = match world.range(&fact)? {
            Range::One(value) => vec![value],
            Range::These(values) => values,
            Range::Unanswered | Range::Unsupported => world.case.all_values(&fact)?,
        };
        cells.fact(&fact, values);
    }
    for (fact, dues) in dates {
        let values = match world.range(&fact)? {
            Range::One(value) => vec![value],
            Range::These(values) => values,
            Range::Unanswered => days_around(&dues, Some(world.case.as_of)),
            Range::Unsupported => days_around(&dues, None),
        };
        cells.fact(&fact, values);
    }
    occurrences(world, measures, &mut cells)?;
    Ok(cells)
}

impl Cells {
    fn mark(&mut self, open: Option<bool>) {
        self.pending |= open == Some(false);
    }

    fn fact(&mut self, fact: &str, values: Vec<Value>) {
        let choices = values
            .into_iter()
            .map(|value| Choice::Fact(fact.to_owned(), value));
        self.variables.push(choices.collect());
    }

    fn measure(&mut self, measure: &Json, readings: Vec<Reading>) {
        let choices = readings
            .into_iter()
            .map(|reading| Choice::Measure(key(measure), reading));
        self.variables.push(choices.collect());
    }
}

/// Representative days around each last day, and none; an unanswered date was not done before `as_of`
fn days_around(dues: &[(Day, bool)], as_of: Option<Day>) -> Vec<Value> {
    let mut days = BTreeSet::new();
    for (last, counted) in dues {
        let furthest = if *counted { 366 } else { 1 };
        days.extend(last - 1..=last + furthest);
    }
    let mut values = vec![Value::Undone];
    match as_of {
        None => values.extend(days.into_iter().map(Value::Day)),
        Some(as_of) => {
            days.extend([as_of, as_of + 1]);
            let days = days.into_iter().filter(|day| *day >= as_of);
            values.extend(days.map(Value::OpenDay));
        }
    }
    values
}

/// What can be said where the date that starts the count is not known
fn unknown_due(world: &World<'_, '_>, kind: &str, date: &str) -> Result<Vec<Reading>, String> {
    let range = world.range(date)?;
    let undone = match &range {
        Range::One(value) => *value == Value::Undone,
        Range::These(values) => values.iter().all(|value| *value == Value::Undone),
        Range::Unanswered | Range::Unsupported => false,
    };
    Ok(match (kind, undone) {
        ("timeliness", true) => vec![Reading::Word("none".into())],
        ("timeliness", false) => ["on-time", "late", "none"]
            .map(|word| Reading::Word(word.into()))
            .to_vec(),
        (_, true) => vec![Reading::Never],
        (_, false) => {
            let mut readings: Vec<Reading> =
                (0..=366).map(|days| Reading::Number(whole(days))).collect();
            if matches!(range, Range::Unanswered | Range::Unsupported) {
                readings.push(Reading::Never);
            }
            readings
        }
    })
}

/// The occurrences a measure reads, with the slots that bind them; `None` if it cannot be read
fn group(
    case: &Case<'_>,
    measure: &Json,
) -> Result<Option<BTreeMap<usize, BTreeSet<String>>>, String> {
    let (_, payload) = measure.tag()?;
    let Some(plan) = &case.plan else {
        return Ok(None);
    };
    let mut found: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut slots = payload.words("slots");
    slots.extend(payload.text("slot").map(str::to_owned));
    for slot in slots {
        let Some(bound) = plan.bound(case.set, &slot) else {
            return Ok(None);
        };
        for place in bound {
            let (task, step) = match place.split_once('/') {
                None => (place.as_str(), None),
                Some((task, product)) => (task, Some(plan.step_name(task, product))),
            };
            for (index, occurrence) in case.occurrences.iter().enumerate() {
                let same_step = step.as_ref().is_none_or(|step| *step == occurrence.product);
                if occurrence.task == task && same_step {
                    found.entry(index).or_default().insert(slot.clone());
                }
            }
        }
    }
    for (index, occurrence) in case.occurrences.iter().enumerate() {
        if payload.flag("all") || payload.text("area") == Some(occurrence.area.as_str()) {
            found.entry(index).or_default();
        }
    }
    Ok(Some(found))
}

fn occurrences(world: &World<'_, '_>, measures: &[&Json], cells: &mut Cells) -> Result<(), String> {
    let mut readers: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut bound: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for measure in measures {
        let (kind, payload) = measure.tag()?;
        let of_tasks = matches!(kind, "completion" | "punctuality")
            || (kind == "timeliness" && payload.given("slot").is_some());
        if !of_tasks {
            continue;
        }
        let Some(found) = group(world.case, measure)? else {
            cells.measure(measure, vec![Reading::Contradiction]);
            continue;
        };
        for (index, slots) in found {
            readers.entry(index).or_default().insert(key(measure));
            bound.entry(index).or_default().extend(slots);
        }
    }
    for (index, readers) in readers {
        let occurrence = &world.case.occurrences[index];
        if !occurrence.arose() {
            continue;
        }
        let slots: Vec<String> = bound[&index].iter().cloned().collect();
        let outcomes = world.outcomes(index, &slots)?;
        let same = cells.classes.iter_mut().find(|class| {
            class.readers == readers
                && class.dated == occurrence.dated()
                && class.outcomes == outcomes
        });
        match same {
            Some(class) => class.count += 1,
            None => cells.classes.push(Class {
                readers,
                dated: occurrence.dated(),
                outcomes,
                count: 1,
            }),
        }
    }
    for (index, class) in cells.classes.iter().enumerate() {
        let choices = tallies(&class.outcomes, class.count)
            .into_iter()
            .map(|tally| Choice::Tally(index, tally));
        cells.variables.push(choices.collect());
    }
    Ok(())
}

/// Every way in which `count` occurrences can fall on the outcomes
fn tallies(outcomes: &[State], count: usize) -> Vec<Vec<(State, usize)>> {
    match outcomes {
        [] => Vec::new(),
        [last] => vec![vec![(*last, count)]],
        [first, rest @ ..] => {
            let mut all = Vec::new();
            for here in 0..=count {
                for mut tally in tallies(rest, count - here) {
                    tally.push((*first, here));
                    all.push(tally);
                }
            }
            all
        }
    }
}

/// The shares that stand for "any share": every number of the node between 0 and 100, and points between
pub(crate) fn any_share(node: &Json) -> Vec<Q> {
    let mut limits = vec![zero(), whole(100)];
    collect_numbers(node, &mut limits);
    limits.retain(|limit| *limit >= zero() && *limit <= whole(100));
    limits.sort();
    limits.dedup();
    let between: Vec<Q> = limits
        .windows(2)
        .map(|pair| (&pair[0] + &pair[1]) / whole(2))
        .collect();
    limits.extend(between);
    limits
}

fn collect_numbers(json: &Json, found: &mut Vec<Q>) {
    match json {
        Json::Number(text) | Json::Text(text) => found.extend(number::parse(text).ok()),
        Json::List(items) => items.iter().for_each(|item| collect_numbers(item, found)),
        Json::Object(members) => members
            .iter()
            .for_each(|(_, value)| collect_numbers(value, found)),
        Json::Null | Json::Bool(_) => {}
    }
}
