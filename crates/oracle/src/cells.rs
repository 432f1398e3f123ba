//! The cells a rule needs, each with every value it may have.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::{Case, Value};
use crate::date::{self, Day};
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
    outcomes: Vec<State>,
    count: usize,
}

/// The cells of a rule
#[derive(Default)]
pub(crate) struct Cells {
    pub(crate) variables: Vec<Variable>,
    pub(crate) classes: Vec<Class>,
    /// Numbers of the measures over tasks that are not settled.
    pub(crate) unsettled: BTreeSet<usize>,
    /// The number of each measure, by its place in memory; equal measures have one number.
    numbers: BTreeMap<usize, usize>,
}

impl Cells {
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
pub(crate) fn due_day(world: &World<'_, '_>, payload: &Json) -> Result<Option<Day>, String> {
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

/// A date fact with the measures that read it and their last days; days are counted for some
#[derive(Default)]
struct Dated {
    readers: BTreeSet<usize>,
    dues: Vec<(Day, bool)>,
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
                    date.dues.push((last, kind == "days-late"));
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
    occurrences(world, &different, &mut cells)?;
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

    fn measure(&mut self, number: usize, readings: Vec<Reading>, open: Option<bool>) {
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
        let readings = unknown_due(world, kind, payload.need("date")?)?;
        self.measure(number, readings, open);
        Ok(())
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
    let (may_be_done, may_be_undone) = match world.range(date)? {
        Range::Unanswered | Range::Unsupported => (true, true),
        Range::One(value) => (value != Value::Undone, value == Value::Undone),
        Range::These(values) => (
            values.iter().any(|value| *value != Value::Undone),
            values.contains(&Value::Undone),
        ),
    };
    let mut readings = Vec::new();
    if kind == "timeliness" {
        // CLARIFY: a day that is known is on time or late, it cannot be `none`.
        if may_be_done {
            readings.extend(["on-time", "late"].map(|word| Reading::Word(word.into())));
        }
        if may_be_undone {
            readings.push(Reading::Word("none".into()));
        }
    } else {
        if may_be_done {
            readings.extend((0..=366).map(|days| Reading::Number(whole(days))));
        }
        if may_be_undone {
            readings.push(Reading::Never);
        }
    }
    Ok(readings)
}

/// The occurrences a measure reads, with the names evidence knows them by; `None` if it cannot be read
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
                    let name = format!("slot:{slot}");
                    found.entry(index).or_default().insert(name);
                }
            }
        }
    }
    for (index, occurrence) in case.occurrences.iter().enumerate() {
        if payload.flag("all") {
            found.entry(index).or_default().insert("all".into());
        }
        if payload.text("area") == Some(occurrence.area.as_str()) {
            let name = format!("area:{}", occurrence.area);
            found.entry(index).or_default().insert(name);
        }
    }
    Ok(Some(found))
}

fn occurrences(world: &World<'_, '_>, measures: &[&Json], cells: &mut Cells) -> Result<(), String> {
    let mut readers: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut names: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut alone: BTreeSet<usize> = BTreeSet::new();
    for (number, measure) in measures.iter().enumerate() {
        let (kind, payload) = measure.tag()?;
        let of_tasks = matches!(kind, "completion" | "punctuality")
            || (kind == "timeliness" && payload.given("slot").is_some());
        if !of_tasks {
            continue;
        }
        let Some(found) = group(world.case, measure)? else {
            cells.measure(number, vec![Reading::Contradiction], None);
            continue;
        };
        let arose = |index: &usize| world.case.occurrences[*index].arose();
        let any = |wanted: &[State]| {
            found
                .keys()
                .any(|index| wanted.contains(&world.case.occurrences[*index].state))
        };
        if kind == "timeliness" && any(&[State::NotDone]) {
            // Whatever becomes of the others, the worst is known.
            cells.measure(number, vec![Reading::Word("none".into())], None);
            continue;
        }
        let unsettled: &[State] = match kind {
            // What is overdue can no longer be on time.
            "punctuality" => &[State::Waiting],
            _ => &[State::Overdue, State::Waiting, State::Ongoing],
        };
        if any(unsettled) {
            cells.unsettled.insert(number);
        }
        if found.keys().filter(|index| arose(index)).count() == 1 {
            alone.extend(found.keys());
        }
        for (index, called) in found {
            if kind == "punctuality" && !world.case.occurrences[index].dated() {
                continue;
            }
            readers.entry(index).or_default().insert(number);
            names.entry(index).or_default().extend(called);
        }
    }
    for (index, readers) in readers {
        let occurrence = &world.case.occurrences[index];
        if !occurrence.arose() {
            continue;
        }
        let outcomes = world.outcomes(index, &names[&index], alone.contains(&index))?;
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
        cells.variables.push(Variable {
            choices: choices.collect(),
            readers: class.readers.clone(),
            open: None,
        });
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
