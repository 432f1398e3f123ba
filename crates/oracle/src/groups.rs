//! The occurrences that measures over tasks read (semantics §3, Group measures).

use std::collections::{BTreeMap, BTreeSet};

use crate::case::Case;
use crate::cells::{Cells, Choice, Class, Reading, Variable};
use crate::json::Json;
use crate::number::whole;
use crate::plan::State;
use crate::world::World;

/// What a measure over tasks reads
struct Group {
    /// Occurrences, with the names evidence knows them by.
    occurrences: BTreeMap<usize, BTreeSet<String>>,
    /// A step may still have its first occurrence.
    open: bool,
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
        open: false,
    };
    for (index, one) in case.occurrences.iter().enumerate() {
        let step = (one.area.as_str(), one.task.as_str(), one.product.as_deref());
        let names = names(case, measure, step)?.unwrap_or_default();
        if !names.is_empty() {
            group.occurrences.insert(index, names);
        }
    }
    for one in &case.open_steps {
        let step = (one.area.as_str(), one.task.as_str(), one.product.as_deref());
        group.open |= names(case, measure, step)?.is_some_and(|names| !names.is_empty());
    }
    Ok(Some(group))
}

/// What a group may give of which nothing arose so far, while something still may
fn anything(kind: &str) -> Vec<Reading> {
    let mut readings = vec![Reading::Empty];
    if kind == "timeliness" {
        readings.extend(["on-time", "late", "none"].map(|word| Reading::Word(word.into())));
    } else {
        readings.extend([0, 100].map(|percent| Reading::Number(whole(percent))));
    }
    readings
}

/// Adds the occurrences that measures read
pub(crate) fn occurrences(
    world: &World<'_, '_>,
    measures: &[&Json],
    cells: &mut Cells,
) -> Result<(), String> {
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
        let (found, open) = (found.occurrences, found.open);
        let arose = |index: &usize| world.case.occurrences[*index].arose();
        if open && !found.keys().any(arose) {
            cells.measure(number, anything(kind), Some(true));
            continue;
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
