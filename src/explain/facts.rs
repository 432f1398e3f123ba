//! The facts and tasks behind a leaf.

use super::derivation::FactLine;
use super::words::fact_value;
use crate::compile::{Compiled, CompiledLeaf, GroupOf, Input};
use crate::eval::{Scorecard, Source};
use crate::file::{Fact, FactKind, Text};
use crate::number::Date;
use crate::rule::{Cell, CellValue};

/// What a leaf reads, in the order it reads it; a day that a due date counts from follows the
/// day that is to keep it.
pub(super) fn facts(card: &Scorecard, leaf: &CompiledLeaf, cells: &[Cell]) -> Vec<FactLine> {
    let compiled = card.scorer().compiled();
    let mut lines: Vec<FactLine> = Vec::new();
    let source = source(card);
    let is_read = |fact: usize| {
        let mut inputs = leaf.inputs.iter();
        inputs.any(|input| compiled.inputs.get(*input).and_then(Input::fact) == Some(fact))
    };
    for (input, cell) in leaf.inputs.iter().zip(cells) {
        let Some(input) = compiled.inputs.get(*input) else {
            continue;
        };
        let mut add = |line: FactLine| {
            let same = |known: &FactLine| {
                known.id == line.id
                    && known.range == line.range
                    && known.value == line.value
                    && known.last_day == line.last_day
            };
            if !lines.iter().any(same) {
                lines.push(line);
            }
        };
        let fact = input
            .fact()
            .and_then(|index| Some((index, compiled.set.facts().get(index)?)));
        add(match fact {
            Some((index, fact)) => FactLine {
                range: range(*cell, input),
                last_day: last_day(&source, input),
                ..fact_line(card, index, fact)
            },
            None => FactLine {
                id: task_name(compiled, input),
                title: task_title(compiled, input),
                value: task_value(*cell, input),
                unit: None,
                range: range(*cell, input),
                last_day: last_day(&source, input),
            },
        });
        // A day that is read for itself too has its own line.
        if let Some(start) = source.start_of(input)
            && !is_read(start)
            && let Some(fact) = compiled.set.facts().get(start)
        {
            add(fact_line(card, start, fact));
        }
    }
    lines
}

/// What cells are made of.
pub(crate) fn source(card: &Scorecard) -> Source<'_> {
    let assessment = card.assessment();
    Source {
        set: card.scorer().criteria_set(),
        facts: assessment.resolved(),
        as_of: assessment.as_of(),
        tasks: assessment.tasks(),
    }
}

/// A fact with its value alone.
fn fact_line(card: &Scorecard, index: usize, fact: &Fact) -> FactLine {
    let value = card
        .assessment()
        .resolved()
        .get(index)
        .map(|value| fact_value(fact, value));
    FactLine {
        id: fact.id.to_string(),
        title: Some(fact.title.clone()),
        value: value.filter(|value| !value.is_empty()),
        unit: match &fact.kind {
            FactKind::Number(kind) => Some(kind.unit.clone()),
            _ => None,
        },
        range: None,
        last_day: None,
    }
}

/// The last day that an input is measured against; `None` for tasks done more than once.
fn last_day(source: &Source<'_>, input: &Input) -> Option<Date> {
    match input {
        Input::Timeliness { due, policy, .. } | Input::DaysLate { due, policy, .. } => {
            source.last_day(due, *policy)
        }
        Input::SlotTimeliness { slot } => match source.tasks?.slot(*slot)?.as_slice() {
            [(_, occurrence)] => occurrence.last_day(),
            _ => None,
        },
        _ => None,
    }
}

/// How a file names the tasks that an input reads: `slot:…`, `area:…`, `all`.
pub(crate) fn task_name(compiled: &Compiled, input: &Input) -> String {
    let slots = &compiled.set.file().slots;
    let slot = |index: &usize| {
        slots
            .get(*index)
            .map(|slot| format!("slot:{}", slot.id))
            .unwrap_or_default()
    };
    match input {
        Input::GroupPart { group, .. } | Input::GroupWhole { group, .. } => match group {
            GroupOf::Slots(indices) => indices.iter().map(slot).collect::<Vec<_>>().join("+"),
            GroupOf::Area(area) => format!("area:{area}"),
            GroupOf::All => "all".to_owned(),
        },
        Input::SlotTimeliness { slot: index } => slot(index),
        _ => String::new(),
    }
}

fn task_title(compiled: &Compiled, input: &Input) -> Option<Text> {
    let [slot] = input.slots() else { return None };
    compiled
        .set
        .file()
        .slots
        .get(*slot)
        .map(|slot| slot.title.clone())
}

/// The value of a cell of tasks, where it is known: `late`, `3`.
pub(crate) fn task_value(cell: Cell, input: &Input) -> Option<String> {
    match (cell.value, input) {
        (CellValue::Number { lo, hi }, _) if lo == hi => Some(lo.to_string()),
        (CellValue::Choice(_), Input::SlotTimeliness { .. }) if cell.is_known() => timeliness(cell),
        _ => None,
    }
}

/// The words of a timeliness cell.
fn timeliness(cell: Cell) -> Option<String> {
    let CellValue::Choice(options) = cell.value else {
        return None;
    };
    let words: Vec<&str> = ["on-time", "late", "none", "not-arisen"]
        .into_iter()
        .zip([1_u64, 2, 4, 8])
        .filter_map(|(word, bit)| (options & bit != 0).then_some(word))
        .collect();
    Some(words.join("|"))
}

/// What is possible: `0–3`, `on-time|late`.
pub(crate) fn range(cell: Cell, input: &Input) -> Option<String> {
    if let Input::Timeliness { .. } | Input::SlotTimeliness { .. } = input {
        return timeliness(cell);
    }
    match cell.value {
        CellValue::Number { lo, hi } if lo != hi && !matches!(input, Input::Number { .. }) => {
            Some(format!("{lo}–{hi}"))
        }
        CellValue::Days { lo, hi, .. } if lo == hi => Some(lo.to_string()),
        _ => None,
    }
}
