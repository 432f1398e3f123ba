//! The occurrences that measures over tasks read (semantics §3, Group measures).

use std::collections::{BTreeMap, BTreeSet};

use crate::case::Case;
use crate::cells::{Cells, Choice, Class, Reading, Variable};
use crate::json::Json;
use crate::plan::{Last, State};
use crate::world::World;

/// What a measure over tasks reads
struct Group {
    /// Occurrences, with the names evidence knows them by.
    occurrences: BTreeMap<usize, BTreeSet<String>>,
    /// Steps that may still have their first occurrence.
    open: BTreeSet<usize>,
}

/// How a measure of the leaf reads an occurrence
pub(crate) struct Read {
    /// What evidence requirements call the slots and groups of the measure that have it.
    pub(crate) names: BTreeSet<String>,
    /// No other of them arose.
    pub(crate) alone: bool,
}

/// By which names a group has a step; none if it does not have it
fn names(
    case: &Case<'_>,
    measure: &Json,
    (area, task, product): (&str, &str, Option<&str>),
) -> Result<Option<BTreeSet<String>>, String> {
    let (_, payload) = measure.tag()?;
    let Some(plan) = &case.plan else {
        return Ok(None);
    };
    let mut names = BTreeSet::new();
    let mut slots = payload.words("slots");
    slots.extend(payload.text("slot").map(str::to_owned));
    for slot in slots {
        let Some(bound) = plan.bound(case.set, &slot) else {
            return Ok(None);
        };
        for place in bound {
            let here = match place.split_once('/') {
                None => place == task,
                Some((bound, step)) => {
                    bound == task && plan.step_name(bound, step).as_deref() == product
                }
            };
            if here {
                names.insert(format!("slot:{slot}"));
            }
        }
    }
    if payload.flag("all") {
        names.insert("all".into());
    }
    if payload.text("area") == Some(area) {
        names.insert(format!("area:{area}"));
    }
    Ok(Some(names))
}

/// The group of a measure; `None` if it cannot be read: no plan, or a slot that is not bound
fn group(case: &Case<'_>, measure: &Json) -> Result<Option<Group>, String> {
    if names(case, measure, ("", "", None))?.is_none() {
        return Ok(None);
    }
    let mut group = Group {
        occurrences: BTreeMap::new(),
        open: BTreeSet::new(),
    };
    for (index, one) in case.occurrences.iter().enumerate() {
        let step = (one.area.as_str(), one.task.as_str(), one.product.as_deref());
        let names = names(case, measure, step)?.unwrap_or_default();
        if !names.is_empty() {
            group.occurrences.insert(index, names);
        }
    }
    for (index, one) in case.open_steps.iter().enumerate() {
        let step = (one.area.as_str(), one.task.as_str(), one.product.as_deref());
        if names(case, measure, step)?.is_some_and(|names| !names.is_empty()) {
            group.open.insert(index);
        }
    }
    Ok(Some(group))
}

/// Adds the occurrences that measures read
pub(crate) fn occurrences(
    world: &World<'_, '_>,
    measures: &[&Json],
    cells: &mut Cells,
) -> Result<(), String> {
    let mut readers: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    // Every reading of an occurrence, whatever the measure makes of it.
    let mut readings: BTreeMap<usize, Vec<Read>> = BTreeMap::new();
    let mut expected: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
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
        let (found, open) = (found.occurrences, found.open);
        let arose = |index: &usize| world.case.occurrences[*index].arose();
        let alone = found.keys().filter(|index| arose(index)).count() == 1;
        for (index, names) in &found {
            let names = names.clone();
            let read = Read { names, alone };
            readings.entry(*index).or_default().push(read);
        }
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
        if kind != "completion" {
            let counts_from = |last: Last| {
                let mut all = found.keys();
                all.any(|index| world.case.occurrences[*index].counts_from(last))
            };
            if counts_from(Last::Never) {
                cells.measure(number, vec![Reading::Contradiction], None);
                continue;
            }
            if counts_from(Last::Unstarted) && world.evidence.is_none() {
                cells.may_fail.insert(number);
            }
        }
        let unsettled = found.keys().any(|index| {
            let one = &world.case.occurrences[*index];
            match (kind, one.state) {
                (_, State::Waiting) | ("timeliness", State::Done) => true,
                // What is overdue can no longer be on time.
                ("punctuality", State::Ongoing | State::Done) => one.dated(),
                (_, State::Overdue | State::Ongoing) => kind != "punctuality",
                _ => false,
            }
        });
        // Beside one that was late it tells nothing more whether another was.
        let late_at_worst = kind == "timeliness"
            && any(&[State::DoneLate])
            && !any(&[State::Overdue, State::Waiting, State::Ongoing]);
        if (unsettled && !late_at_worst) || !open.is_empty() {
            cells.unsettled.insert(number);
        }
        for step in open {
            expected.entry(step).or_default().insert(number);
        }
        for index in found.into_keys() {
            if kind == "punctuality" && !world.case.occurrences[index].dated() {
                continue;
            }
            readers.entry(index).or_default().insert(number);
        }
    }
    for (index, readers) in readers {
        let occurrence = &world.case.occurrences[index];
        if !occurrence.arose() {
            continue;
        }
        let outcomes = world.outcomes(index, &readings[&index])?;
        cells.occurrence(readers, occurrence.dated(), outcomes);
    }
    for readers in expected.into_values() {
        // It arises, and may have a last day; or it does not.
        let outcomes = [
            State::DoneOnTime,
            State::DoneLate,
            State::NotDone,
            State::DidNotArise,
        ];
        cells.occurrence(readers, true, outcomes.into());
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

impl Cells {
    /// Adds an occurrence to those that cannot be told apart from it
    fn occurrence(&mut self, readers: BTreeSet<usize>, dated: bool, outcomes: Vec<State>) {
        let same = self.classes.iter_mut().find(|class| {
            class.readers == readers && class.dated == dated && class.outcomes == outcomes
        });
        match same {
            Some(class) => class.count += 1,
            None => self.classes.push(Class {
                readers,
                dated,
                outcomes,
                count: 1,
            }),
        }
    }
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
