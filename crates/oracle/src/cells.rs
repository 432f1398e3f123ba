//! The cells a rule needs, each with every value it may have.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::Value;
use crate::date::{self, Day};
use crate::groups;
use crate::json::Json;
use crate::number::{Q, whole};
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
    /// A measure (by number) whose cells are not enumerated one by one.
    Measure(usize, Reading),
    /// How many occurrences of a class became what.
    Tally(usize, Vec<(State, usize)>),
}

/// A cell with its possible values
#[derive(Clone, Debug)]
pub(crate) struct Variable {
    pub(crate) choices: Vec<Choice>,
    /// Numbers of the measures that read it.
    pub(crate) readers: BTreeSet<usize>,
    /// Where it is unanswered: whether the unit itself has to answer.
    pub(crate) open: Option<bool>,
}

/// Occurrences that cannot be told apart: read by the same measures, with the same outcomes possible
#[derive(Clone, Debug)]
pub(crate) struct Class {
    pub(crate) readers: BTreeSet<usize>,
    pub(crate) dated: bool,
    pub(crate) outcomes: Vec<State>,
    pub(crate) count: usize,
}

/// The cells of a rule
#[derive(Default)]
pub(crate) struct Cells {
    pub(crate) variables: Vec<Variable>,
    pub(crate) classes: Vec<Class>,
    /// Numbers of the measures over tasks that are not settled.
    pub(crate) unsettled: BTreeSet<usize>,
    /// Numbers of the measures that may turn out to have nothing to measure against.
    pub(crate) may_fail: BTreeSet<usize>,
    /// The last day that a measure holds a date against, where it is known.
    last_days: BTreeMap<usize, Day>,
    /// The number of each measure, by its place in memory; equal measures have one number.
    numbers: BTreeMap<usize, usize>,
}

impl Cells {
    /// Whether one of these measures may turn out to have nothing to measure against
    pub(crate) fn may_fail(&self, measures: &[&Json]) -> Result<bool, String> {
        for measure in measures {
            if self.may_fail.contains(&self.number(measure)?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The last day that a measure holds its date against
    pub(crate) fn last_day(&self, measure: &Json) -> Result<Day, String> {
        let day = self.last_days.get(&self.number(measure)?);
        day.copied()
            .ok_or_else(|| "a due day without its cell".into())
    }

    /// The number of a measure of the rule
    pub(crate) fn number(&self, measure: &Json) -> Result<usize, String> {
        self.numbers
            .get(&std::ptr::from_ref(measure).addr())
            .copied()
            .ok_or_else(|| "a measure without its cells".into())
    }
}

/// Every measure of a rule
pub(crate) fn measures<'r>(rule: &'r Json, found: &mut Vec<&'r Json>) -> Result<(), String> {
    let (kind, payload) = rule.tag()?;
    match kind {
        "score" | "cases" => found.extend(own_measures(kind, payload)),
        "gate" => {
            found.extend(measures_of(payload.list("when")));
            measures(payload.get("then"), found)?;
        }
        "sum" => {
            for part in payload.list("parts") {
                measures(part.get("rule"), found)?;
            }
        }
        other => return Err(format!("unknown rule `{other}`")),
    }
    Ok(())
}

/// The measures of conditions
pub(crate) fn measures_of(conditions: &[Json]) -> Vec<&Json> {
    conditions
        .iter()
        .map(|condition| condition.get("measure"))
        .collect()
}

/// The measures of a `score` or `cases` rule
pub(crate) fn own_measures<'r>(kind: &str, rule: &'r Json) -> Vec<&'r Json> {
    if kind == "score" {
        let mut found = vec![rule.get("measure")];
        found.extend(measures_of(
            rule.get("scale").get("deduction").list("knock_out"),
        ));
        return found;
    }
    rule.list("cases")
        .iter()
        .flat_map(|case| measures_of(case.list("when")))
        .collect()
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
fn due_day(world: &World<'_, '_>, payload: &Json) -> Result<Option<Day>, String> {
    let calendar = world.case.calendar.with_policy_of(payload);
    calendar.due(payload.get("due"), |after| match after.text("of") {
        None => date::optional(after, "date"),
        Some(fact) => Ok(match world.start(fact)? {
            Range::One(Value::Day(day)) => Some(day),
            Range::These(values) => match values.as_slice() {
                [Value::Day(day)] => Some(*day),
                _ => None,
            },
            _ => None,
        }),
    })
}

/// A date fact with the measures that read it and their last days; some count days, up to so many
#[derive(Default)]
struct Dated {
    readers: BTreeSet<usize>,
    dues: Vec<(Day, Option<Day>)>,
}

/// Collects the cells of a rule
pub(crate) fn cells(world: &World<'_, '_>, rule: &Json) -> Result<Cells, String> {
    let mut all = Vec::new();
    measures(rule, &mut all)?;
    let mut cells = Cells::default();
    let mut different: Vec<&Json> = Vec::new();
    for measure in all {
        let known = different.iter().position(|other| *other == measure);
        let number = known.unwrap_or(different.len());
        if known.is_none() {
            different.push(measure);
        }
        cells
            .numbers
            .insert(std::ptr::from_ref(measure).addr(), number);
    }
    let mut facts: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut dates: BTreeMap<String, Dated> = BTreeMap::new();
    for (number, measure) in different.iter().enumerate() {
        for fact in plain_facts(measure)? {
            facts.entry(fact).or_default().insert(number);
        }
        let (kind, payload) = measure.tag()?;
        match kind {
            "timeliness" | "days-late" if payload.given("slot").is_none() => {
                let fact = payload.need("date")?;
                if let Some(last) = due_day(world, payload)? {
                    let date = dates.entry(fact.to_owned()).or_default();
                    date.readers.insert(number);
                    cells.last_days.insert(number, last);
                    let most = match kind {
                        "days-late" => Some(most_days_late(world, fact, last)?),
                        _ => None,
                    };
                    date.dues.push((last, most));
                } else {
                    cells.unknown_due(world, number, measure)?;
                }
            }
            "rows" | "row-share" => {
                let fact = payload.need("table")?;
                let (readings, undecided) = table::readings(world, kind, payload, fact)?;
                let by_unit = world.case.provider(fact)? == "unit";
                cells.measure(number, readings, undecided.then_some(by_unit));
            }
            _ => {}
        }
    }
    for (fact, readers) in facts {
        let values = match world.range(&fact)? {
            Range::One(value) => vec![value],
            Range::These(values) => values,
            Range::Unanswered | Range::Unsupported => world.case.all_values(&fact)?,
        };
        cells.fact(&fact, values, readers, world.open(&fact)?);
    }
    for (fact, Dated { readers, dues }) in dates {
        let values = match world.range(&fact)? {
            Range::One(value) => vec![value],
            Range::These(values) => values,
            Range::Unanswered => days_around(&dues, Some(world.case.as_of)),
            Range::Unsupported => days_around(&dues, None),
        };
        cells.fact(&fact, values, readers, world.open(&fact)?);
    }
    groups::occurrences(world, &different, &mut cells)?;
    Ok(cells)
}

impl Cells {
    fn fact(
        &mut self,
        fact: &str,
        values: Vec<Value>,
        readers: BTreeSet<usize>,
        open: Option<bool>,
    ) {
        let choices = values
            .into_iter()
            .map(|value| Choice::Fact(fact.to_owned(), value));
        self.variables.push(Variable {
            choices: choices.collect(),
            readers,
            open,
        });
    }

    /// Adds a measure whose cells are not enumerated one by one
    pub(crate) fn measure(&mut self, number: usize, readings: Vec<Reading>, open: Option<bool>) {
        let choices = readings
            .into_iter()
            .map(|reading| Choice::Measure(number, reading));
        self.variables.push(Variable {
            choices: choices.collect(),
            readers: BTreeSet::from([number]),
            open,
        });
    }

    /// A date against a last day that is not known
    fn unknown_due(
        &mut self,
        world: &World<'_, '_>,
        number: usize,
        measure: &Json,
    ) -> Result<(), String> {
        let (kind, payload) = measure.tag()?;
        let mut open = None;
        for fact in facts_of(measure)? {
            // Somebody else's answer is waited for before the unit's.
            if let Some(by_unit) = world.open(&fact)? {
                open = Some(by_unit && open.unwrap_or(true));
            }
        }
        let readings = match payload.get("due").get("after").text("of") {
            Some(start) => {
                if matches!(world.start(start)?, Range::Unanswered) && world.evidence.is_none() {
                    self.may_fail.insert(number);
                }
                unknown_due(world, kind, payload, start)?
            }
            None => return Err("a due date counts from nothing".into()),
        };
        self.measure(number, readings, open);
        Ok(())
    }
}

/// Representative days around each last day, and none; an unanswered date was not done before `as_of`
fn days_around(dues: &[(Day, Option<Day>)], as_of: Option<Day>) -> Vec<Value> {
    let mut days = BTreeSet::new();
    for (last, most) in dues {
        days.extend(last - 1..=last + most.unwrap_or(1));
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

/// Most days late that a date can be: a year, or as long as the fact allows
pub(crate) fn most_days_late(world: &World<'_, '_>, fact: &str, last: Day) -> Result<Day, String> {
    let (_, span) = world.case.kind(fact)?;
    let until = date::optional(span, "until")?.ok_or("a date without limits")?;
    Ok((until - last).max(366))
}

/// What can be said where the date that starts the count is not known
fn unknown_due(
    world: &World<'_, '_>,
    kind: &str,
    payload: &Json,
    start: &str,
) -> Result<Vec<Reading>, String> {
    let date = payload.need("date")?;
    let (_, span) = world.case.kind(start)?;
    let first = date::optional(span, "from")?.ok_or("a date without limits")?;
    let calendar = world.case.calendar.with_policy_of(payload);
    let earliest = calendar
        .due(payload.get("due"), |_| Ok(Some(first)))?
        .ok_or("a due day from a start")?;
    let undone = |range: &Range| match range {
        Range::One(value) => *value == Value::Undone,
        Range::These(values) => values.iter().all(|value| *value == Value::Undone),
        Range::Unanswered | Range::Unsupported => false,
    };
    let start = world.start(start)?;
    if undone(&start) {
        return Ok(vec![Reading::Contradiction]);
    }
    let (may_be_done, may_be_undone) = match world.range(date)? {
        _ if matches!(start, Range::Unsupported) => (true, true),
        Range::Unanswered | Range::Unsupported => (true, true),
        Range::One(value) => (value != Value::Undone, value == Value::Undone),
        Range::These(values) => (
            values.iter().any(|value| *value != Value::Undone),
            values.contains(&Value::Undone),
        ),
    };
    let mut readings = Vec::new();
    if kind == "timeliness" {
        if may_be_done {
            readings.extend(["on-time", "late"].map(|word| Reading::Word(word.into())));
        }
        if may_be_undone {
            readings.push(Reading::Word("none".into()));
        }
    } else {
        if may_be_done {
            let most = most_days_late(world, date, earliest)?;
            readings.extend((0..=most).map(|days| Reading::Number(whole(days))));
        }
        if may_be_undone {
            readings.push(Reading::Never);
        }
    }
    Ok(readings)
}
