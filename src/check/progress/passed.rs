//! Days that are over, and the points that costs for certain.

use crate::check::scene::{Scene, Subject};
use crate::compile::Input;
use crate::eval::{Resolved, Tasks};
use crate::file::{Due, NonWorkingDay};
use crate::model::{Occurrence, TaskState};
use crate::number::{Date, Points};
use crate::rule::{Cell, CellValue};

/// The choices of a timeliness as bits: on time, late, none.
const ANY_TIME: u64 = 7;

/// Something unanswered whose last day is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::check) struct Passed {
    pub(in crate::check) what: What,
    pub(in crate::check) last: Date,
    /// The leaves that lose by it, each with the points it alone costs.
    pub(in crate::check) leaves: Vec<(usize, Points)>,
}

/// What is unanswered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum What {
    /// A date fact.
    Date(usize),
    /// A task of the plan.
    Task(usize),
}

/// Everything that is unanswered too late, with the leaves that lose by it.
///
/// The causes of one leaf are undone one after the other, so that their points add up to what the
/// leaf loses by all of them.
pub(in crate::check) fn passed(scene: &Scene<'_>) -> Vec<Passed> {
    let mut all: Vec<Passed> = Vec::new();
    for subject in scene.applying().filter(|subject| !subject.is_penalty()) {
        let causes = causes(scene, subject);
        let mut costs = Vec::new();
        let mut before = scene.upper(subject, subject.cells);
        for count in 1..=causes.len() {
            let undone: Vec<What> = causes.iter().take(count).map(|(what, _)| *what).collect();
            let after = scene.upper(subject, &undo(scene, subject, &undone));
            let cost = after
                .zip(before)
                .and_then(|(after, before)| after.checked_sub(before));
            costs.push(cost.unwrap_or(Points::ZERO).max(Points::ZERO));
            before = after;
        }
        if costs.iter().all(|cost| *cost == Points::ZERO) {
            continue;
        }
        for ((what, last), cost) in causes.into_iter().zip(costs) {
            match all.iter_mut().find(|known| known.what == what) {
                Some(known) => {
                    known.last = known.last.min(last);
                    known.leaves.push((subject.index, cost));
                }
                None => all.push(Passed {
                    what,
                    last,
                    leaves: vec![(subject.index, cost)],
                }),
            }
        }
    }
    all
}

/// What a leaf waits for though the last day is over.
fn causes(scene: &Scene<'_>, subject: &Subject<'_>) -> Vec<(What, Date)> {
    let mut causes: Vec<(What, Date)> = Vec::new();
    let mut add = |what: What, last: Date| match causes.iter_mut().find(|(known, _)| *known == what)
    {
        Some((_, earliest)) => *earliest = last.min(*earliest),
        None => causes.push((what, last)),
    };
    for (input, cell, _) in scene.inputs(subject) {
        if cell.is_known() {
            continue;
        }
        if let Some((date, last)) = date_over(scene, input) {
            add(What::Date(date), last);
        }
        for (occurrence, last) in overdue(scene, input) {
            add(What::Task(occurrence.task()), last);
        }
    }
    causes
}

/// The date fact of an input, if it is unanswered and its last day is over.
fn date_over(scene: &Scene<'_>, input: &Input) -> Option<(usize, Date)> {
    let (date, due, policy): (usize, &Due, NonWorkingDay) = match input {
        Input::Timeliness { date, due, policy } | Input::DaysLate { date, due, policy } => {
            (*date, due, *policy)
        }
        _ => return None,
    };
    let fact = scene.fact(date)?;
    // A day that was typed but not taken is reported by itself.
    let unanswered = *scene.resolved(date) == Resolved::Open && !scene.is_typed(fact);
    let last = scene.source().last_day(due, policy)?;
    (unanswered && !crate::eval::is_from_outside(fact) && scene.file.as_of > last)
        .then_some((date, last))
}

/// The overdue occurrences that an input reads.
pub(super) fn overdue<'s>(scene: &'s Scene<'_>, input: &Input) -> Vec<(&'s Occurrence, Date)> {
    let occurrences = occurrences(scene.assessment.tasks(), input).unwrap_or_default();
    occurrences
        .into_iter()
        .filter(|occurrence| occurrence.state() == TaskState::Overdue)
        .filter_map(|occurrence| Some((occurrence, occurrence.last_day()?)))
        .collect()
}

/// The occurrences that an input reads; `None` where it reads no tasks.
pub(super) fn occurrences<'s>(
    tasks: Option<&'s Tasks>,
    input: &Input,
) -> Option<Vec<&'s Occurrence>> {
    let numbered = match input {
        Input::SlotTimeliness { slot } => tasks?.slot(*slot)?,
        Input::GroupPart { group, .. } => tasks?.group(group)?,
        _ => return None,
    };
    Some(
        numbered
            .into_iter()
            .map(|(_, occurrence)| occurrence)
            .collect(),
    )
}

/// The cells of a leaf as if the last day of these were not over.
fn undo(scene: &Scene<'_>, subject: &Subject<'_>, undone: &[What]) -> Vec<Cell> {
    let mut cells = subject.cells.to_vec();
    for ((input, _, _), cell) in scene.inputs(subject).zip(cells.iter_mut()) {
        if cell.is_known() {
            continue;
        }
        match input {
            Input::Timeliness { date, .. } if undone.contains(&What::Date(*date)) => {
                cell.value = CellValue::Choice(ANY_TIME);
            }
            Input::DaysLate { date, .. } if undone.contains(&What::Date(*date)) => {
                if let CellValue::Days { lo, .. } = &mut cell.value {
                    *lo = 0;
                }
            }
            Input::SlotTimeliness { .. } => {
                let all = occurrences(scene.assessment.tasks(), input).unwrap_or_default();
                let late = |occurrence: &&Occurrence| {
                    occurrence.state() == TaskState::Overdue
                        && !undone.contains(&What::Task(occurrence.task()))
                };
                if let (false, CellValue::Choice(options)) = (all.iter().any(late), cell.value) {
                    cell.value = CellValue::Choice(options | restored(&all));
                }
            }
            Input::GroupPart { punctual: true, .. } => {
                let freed = overdue(scene, input)
                    .iter()
                    .filter(|(occurrence, _)| undone.contains(&What::Task(occurrence.task())))
                    .count();
                if let (CellValue::Number { lo, hi }, Ok(freed)) =
                    (cell.value, i64::try_from(freed))
                {
                    cell.value = CellValue::Number {
                        lo,
                        hi: hi.saturating_add(freed),
                    };
                }
            }
            _ => {}
        }
    }
    cells
}

/// The possible answers of a slot in which nothing is overdue: the worst of all occurrences.
fn restored(occurrences: &[&Occurrence]) -> u64 {
    let masks = occurrences
        .iter()
        .filter_map(|occurrence| match occurrence.state() {
            TaskState::DidNotArise => None,
            TaskState::DoneOnTime => Some(1_u64),
            TaskState::DoneLate => Some(2),
            TaskState::Done => Some(3),
            TaskState::NotDone => Some(4),
            TaskState::Overdue | TaskState::Due | TaskState::NotDue | TaskState::Ongoing => {
                Some(ANY_TIME)
            }
        });
    let (mut floor, mut any) = (1_u64, 0_u64);
    for mask in masks {
        floor = floor.max(mask & mask.wrapping_neg());
        any |= mask;
    }
    any & !floor.wrapping_sub(1)
}

#[cfg(test)]
mod tests {
    use crate::check::scene::Scene;
    use crate::check::tests::{score, shipped, shipped_file};
    use crate::number::Points;

    #[test]
    fn what_days_cost_is_what_the_upper_end_falls_by() {
        let (scorer, plan) = shipped();
        let early = score(&scorer, &plan, &shipped_file("2024-01-01"));
        for as_of in ["2024-01-31", "2024-04-15", "2024-10-01", "2024-12-30"] {
            let late = score(&scorer, &plan, &shipped_file(as_of));
            let scene = Scene::new(&late);
            for (before, after) in early.criteria().iter().zip(late.criteria()) {
                let fall = before.upper().checked_sub(after.upper()).unwrap();
                let costs = scene.passed.iter().flat_map(|passed| &passed.leaves);
                let cost = costs
                    .filter(|(leaf, _)| *leaf == after.leaf())
                    .fold(Points::ZERO, |sum, (_, cost)| {
                        sum.checked_add(*cost).unwrap()
                    });
                let id = scene.set.leaves()[after.leaf()].id();
                assert_eq!(cost, fall, "criterion {id} as of {as_of}");
            }
        }
    }
}
