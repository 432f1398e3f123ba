//! What may have become of tasks that several cells of a leaf read: the values that these have together.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::compile::{CompiledLeaf, GroupOf, Input};
use crate::compile::{LATE, NOT_DONE, NOTHING_AROSE, ON_TIME};
use crate::eval::cells::showing::Showing;
use crate::eval::given::tasks::{Tasks, outcomes};
use crate::model::TaskState;
use crate::rule::{Cell, CellValue, Joint};

/// Most combinations of outcomes that are gone through.
const MOST: u64 = 4_096;

/// Occurrences that cannot be told apart: read by the same cells, with the same outcomes possible.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    /// Bits of outcomes; `NOTHING_AROSE` where it may not arise.
    outcomes: u64,
    is_dated: bool,
    /// Bits of the cells that read it.
    readers: u64,
}

/// So many of a kind had this outcome.
#[derive(Clone, Copy)]
struct Became {
    kind: Kind,
    outcome: u64,
    count: i64,
}

/// For each place of a leaf that reads several open cells of tasks, the values that these have together, as
/// documents show the tasks; the most cells first. Nothing where there are too many values.
pub(crate) fn joints(
    tasks: &Tasks,
    leaf: &CompiledLeaf,
    inputs: &[Input],
    evidence: &[Cell],
    showing: &Showing,
) -> Vec<Joint> {
    let input_of = |cell: &usize| leaf.inputs.get(*cell).and_then(|input| inputs.get(*input));
    let is_open = |cell: &usize| {
        let is_of_tasks = matches!(
            input_of(cell),
            Some(Input::SlotTimeliness { .. } | Input::GroupPart { .. } | Input::GroupWhole { .. })
        );
        is_of_tasks && evidence.get(*cell).is_some_and(|cell| !cell.is_known())
    };
    if (0..leaf.inputs.len()).filter(is_open).count() < 2 {
        return Vec::new();
    }
    let mut linked = BTreeSet::new();
    leaf.root.for_each_place(&mut |place| {
        let mut cells = BTreeSet::new();
        place.for_each_cell(&mut |cell| {
            if is_open(&cell) {
                cells.insert(cell);
            }
        });
        if cells.len() > 1 {
            linked.insert(cells);
        }
    });
    let mut linked: Vec<Vec<usize>> = linked
        .into_iter()
        .map(|cells| cells.into_iter().collect())
        .collect();
    linked.sort_by_key(|cells| Reverse(cells.len()));
    linked
        .into_iter()
        .filter_map(|cells| {
            let read: Option<Vec<&Input>> = cells.iter().map(input_of).collect();
            joint(tasks, cells, &read?, showing)
        })
        .collect()
}

/// The values that cells which read these have together; `None` where they are too many.
fn joint(tasks: &Tasks, cells: Vec<usize>, read: &[&Input], showing: &Showing) -> Option<Joint> {
    let kinds = kinds(tasks, read, showing)?;
    let mut all = 1_u64;
    for (kind, count) in &kinds {
        all = all.checked_mul(ways(kind.outcomes.count_ones(), *count)?)?;
    }
    if all > MOST {
        return None;
    }
    let mut values = BTreeSet::new();
    let kinds: Vec<(Kind, i64)> = kinds.into_iter().collect();
    each(&kinds, &mut Vec::new(), &mut |became| {
        let own = read.iter().enumerate();
        values.insert(own.map(|(at, input)| value(input, at, became)).collect());
    });
    let of_input = |(input, value): (&&Input, &i64)| match input {
        Input::SlotTimeliness { .. } => CellValue::Choice(value.unsigned_abs()),
        _ => CellValue::Number {
            lo: *value,
            hi: *value,
        },
    };
    let values = values
        .iter()
        .map(|values: &Vec<i64>| read.iter().zip(values).map(of_input).collect());
    Some(Joint {
        cells,
        values: values.collect(),
    })
}

/// What these inputs read, of each kind how many.
fn kinds(tasks: &Tasks, read: &[&Input], showing: &Showing) -> Option<BTreeMap<Kind, i64>> {
    let mut readers: BTreeMap<usize, u64> = BTreeMap::new();
    let mut may_arise: BTreeMap<usize, u64> = BTreeMap::new();
    for (at, input) in read.iter().enumerate() {
        let bit = 1_u64.checked_shl(u32::try_from(at).ok()?)?;
        let group = match input {
            Input::SlotTimeliness { slot } => GroupOf::Slots(vec![*slot]),
            Input::GroupPart { group, .. } | Input::GroupWhole { group, .. } => group.clone(),
            _ => return None,
        };
        for (index, occurrence) in tasks.group(&group)? {
            if occurrence.state() != TaskState::DidNotArise {
                *readers.entry(index).or_default() |= bit;
            }
        }
        for step in tasks.steps_that_may_arise(&group) {
            *may_arise.entry(step).or_default() |= bit;
        }
    }
    let mut kinds: BTreeMap<Kind, i64> = BTreeMap::new();
    let mut add = |outcomes, is_dated, readers| {
        let kind = Kind {
            outcomes,
            is_dated,
            readers,
        };
        let count = kinds.entry(kind).or_default();
        *count = count.saturating_add(1);
    };
    for (index, readers) in readers {
        let occurrence = tasks.occurrences.get(index)?;
        let outcomes = outcomes(occurrence, showing.of(index));
        add(outcomes, occurrence.due_day().is_dated(), readers);
    }
    for readers in may_arise.into_values() {
        add(ON_TIME | LATE | NOT_DONE | NOTHING_AROSE, true, readers);
    }
    Some(kinds)
}

/// In how many ways so many can fall on so many outcomes.
fn ways(outcomes: u32, count: i64) -> Option<u64> {
    let (count, mut ways) = (u64::try_from(count).ok()?, 1_u64);
    for step in 1..u64::from(outcomes) {
        ways = ways
            .checked_mul(count.checked_add(step)?)?
            .checked_div(step)?;
    }
    Some(ways)
}

/// Goes through every way in which the occurrences of all kinds can fall on their outcomes.
fn each(kinds: &[(Kind, i64)], became: &mut Vec<Became>, visit: &mut impl FnMut(&[Became])) {
    let Some(((kind, count), rest)) = kinds.split_first() else {
        visit(became);
        return;
    };
    let outcome = kind.outcomes & kind.outcomes.wrapping_neg();
    let others = Kind {
        outcomes: kind.outcomes ^ outcome,
        ..*kind
    };
    let least = if others.outcomes == 0 { *count } else { 0 };
    for here in least..=*count {
        let left = [(others, count.saturating_sub(here))];
        became.push(Became {
            kind: *kind,
            outcome,
            count: here,
        });
        if others.outcomes == 0 {
            each(rest, became, visit);
        } else {
            let all: Vec<(Kind, i64)> = left.into_iter().chain(rest.iter().copied()).collect();
            each(&all, became, visit);
        }
        became.pop();
    }
}

/// What an input reads then, a choice as its bit.
fn value(input: &Input, at: usize, became: &[Became]) -> i64 {
    let arose = became.iter().filter(|own| {
        own.kind.readers >> at & 1 == 1 && own.count > 0 && own.outcome != NOTHING_AROSE
    });
    let sum = |wanted: &dyn Fn(&Became) -> bool| {
        let wanted = arose.clone().filter(|own| wanted(own));
        wanted.fold(0_i64, |sum, own| sum.saturating_add(own.count))
    };
    match input {
        Input::GroupPart { punctual: true, .. } => {
            sum(&|own| own.kind.is_dated && own.outcome == ON_TIME)
        }
        Input::GroupPart { .. } => sum(&|own| own.outcome != NOT_DONE),
        Input::GroupWhole { punctual, .. } => sum(&|own| !punctual || own.kind.is_dated),
        _ => {
            let worst = arose.map(|own| own.outcome).max();
            i64::try_from(worst.unwrap_or(NOTHING_AROSE)).unwrap_or(0)
        }
    }
}
