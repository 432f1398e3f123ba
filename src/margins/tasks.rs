//! Margins in what became of tasks: how many more done, on time, late or not done.

use std::collections::BTreeMap;

use super::margin::{rescored, settled};
use super::moves::{Move, TaskMove};
use super::search::Search;
use crate::compile::{GroupOf, Input};
use crate::explain::nearest;
use crate::model::{Occurrence, TaskState};
use crate::number::{Date, Points};

/// A result that may be written anew.
struct Candidate {
    result: usize,
    occurrences: Vec<usize>,
    day: Option<Date>,
    /// Those that need the least change come first.
    effort: i64,
}

/// The least number of results that have to be others, for each thing that can become of them.
pub(super) fn moves(search: &Search<'_>) -> Vec<(Move, Points)> {
    let kinds = [
        TaskMove::Done,
        TaskMove::OnTime,
        TaskMove::Late,
        TaskMove::NotDone,
    ];
    let read = occurrences(search);
    let mut found: Vec<(Move, Points)> = Vec::new();
    for kind in kinds {
        if kind == TaskMove::NotDone && found.iter().any(|(_, then)| *then < search.now) {
            // Being late loses already, and is nearer.
            continue;
        }
        let candidates = candidates(search, &read, kind);
        let made = |count: i64| {
            let count = usize::try_from(count).ok()?;
            let taken = candidates.get(..count)?;
            Some(Move::Tasks {
                to: kind,
                occurrences: taken
                    .iter()
                    .flat_map(|own| own.occurrences.clone())
                    .collect(),
                results: taken.iter().map(|own| (own.result, own.day)).collect(),
            })
        };
        let points = |count: i64| settled(&rescored(search.card, &made(count)?)?, search.index);
        let limit = i64::try_from(candidates.len()).unwrap_or(0);
        let by = nearest(limit, &|count| search.there(points(count)));
        if let Some((change, then)) = by.and_then(|by| Some((made(by)?, points(by)?))) {
            found.push((change, then));
        }
    }
    found
}

/// The occurrences that the leaf reads, by their place in the task book.
fn occurrences<'a>(search: &Search<'a>) -> BTreeMap<usize, &'a Occurrence> {
    let compiled = search.card.scorer().compiled();
    let mut all = BTreeMap::new();
    let Some(tasks) = search.card.assessment().tasks() else {
        return all;
    };
    for input in &*search.leaf.inputs {
        let read = match compiled.inputs.get(*input) {
            Some(Input::SlotTimeliness { slot }) => tasks.group(&GroupOf::Slots(vec![*slot])),
            Some(Input::GroupPart { group, .. } | Input::GroupWhole { group, .. }) => {
                tasks.group(group)
            }
            _ => None,
        };
        all.extend(read.into_iter().flatten());
    }
    all
}

fn candidates(
    search: &Search<'_>,
    read: &BTreeMap<usize, &Occurrence>,
    kind: TaskMove,
) -> Vec<Candidate> {
    let as_of = search.card.assessment().as_of();
    let mut all: BTreeMap<usize, Candidate> = BTreeMap::new();
    for (index, occurrence) in read {
        let (Some(result), Some((day, effort))) =
            (occurrence.result(), changed(occurrence, kind, as_of))
        else {
            continue;
        };
        let own = all.entry(result).or_insert(Candidate {
            result,
            occurrences: Vec::new(),
            day,
            effort,
        });
        own.occurrences.push(*index);
        // One day for all that the result speaks of.
        own.day = match kind {
            TaskMove::OnTime => own.day.min(day),
            _ => own.day.max(day),
        };
        own.effort = own.effort.max(effort);
    }
    let mut all: Vec<Candidate> = all.into_values().collect();
    all.sort_by_key(|own| own.effort);
    all
}

/// The day an occurrence would be done instead, and how far that is; `None` where it cannot change so.
fn changed(occurrence: &Occurrence, kind: TaskMove, as_of: Date) -> Option<(Option<Date>, i64)> {
    let (state, last) = (occurrence.state(), occurrence.last_day());
    let apart = |from: Date, to: Date| i64::from(to.days_since(from)).abs();
    match kind {
        TaskMove::Done if !state.is_done() && state != TaskState::DidNotArise => {
            // Those still on time first.
            let effort = last.map_or(0, |last| i64::from(as_of.days_since(last)).max(0));
            Some((Some(as_of), effort))
        }
        TaskMove::OnTime if state == TaskState::DoneLate => {
            Some((last, apart(occurrence.done_on()?, last?)))
        }
        TaskMove::Late if state == TaskState::DoneOnTime => {
            let after = last?.checked_add_days(1).filter(|day| *day <= as_of)?;
            Some((Some(after), apart(occurrence.done_on()?, after)))
        }
        // Those on time first: they count wherever late ones do.
        TaskMove::NotDone if state.is_done() => {
            Some((None, i64::from(state == TaskState::DoneLate)))
        }
        _ => None,
    }
}
