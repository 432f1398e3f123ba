//! Readings of a measure in words: the number, and the figures behind it.

use super::field::Field;
use crate::compile::{Input, YES_NO};
use crate::file::FactKind;
use crate::number::Ratio;
use crate::rule::{Cell, Measure, Node, NodeKind, Reading};

/// The measure that a value at a pointer is compared with, at a place of a leaf
pub(super) fn read_at<'n>(root: &'n Node, place: usize, pointer: &str) -> Option<&'n Measure> {
    let node = at_place(root, place)?;
    let condition = |key: &str| {
        let (_, rest) = pointer.rsplit_once(key)?;
        rest.split('/').next()?.parse::<usize>().ok()
    };
    match &node.kind {
        NodeKind::Score(score) => match condition("/knock_out/") {
            Some(index) => Some(&score.knock_out.get(index)?.measure),
            None => Some(&score.measure),
        },
        NodeKind::Gate { when, .. } => Some(&when.get(condition("/when/").unwrap_or(0))?.measure),
        NodeKind::Cases { cases, .. } => {
            let case = condition("/cases/cases/").and_then(|index| cases.get(index));
            let case = case.or_else(|| cases.first())?;
            Some(&case.when.get(condition("/when/").unwrap_or(0))?.measure)
        }
        NodeKind::Sum { .. } => None,
    }
}

fn at_place(node: &Node, place: usize) -> Option<&Node> {
    if node.place == place {
        return Some(node);
    }
    match &node.kind {
        NodeKind::Sum { parts, .. } => parts.iter().find_map(|part| at_place(&part.node, place)),
        NodeKind::Gate { then, .. } => at_place(then, place),
        NodeKind::Score(_) | NodeKind::Cases { .. } => None,
    }
}

/// What a measure reads, with part and whole of a share: `97.5 (39/40)`
pub(super) fn shown(field: &Field<'_>, measure: &Measure, cells: &[Cell]) -> Option<String> {
    match measure.read(cells, field.compiled.measure_rounding) {
        Reading::Number(value) => Some(match measure {
            Measure::Share { part, whole, .. } => {
                let figure = |terms: &crate::rule::Terms| {
                    Some(Ratio::new(terms.sum(cells)?, i128::from(terms.den))?.to_string())
                };
                format!("{} ({}/{})", brief(value), figure(part)?, figure(whole)?)
            }
            _ => brief(value),
        }),
        Reading::Choice(index) => option(field, measure, index),
        Reading::Empty => Some(match measure {
            Measure::Choice { .. } => "not-arisen".to_owned(),
            _ => "0/0".to_owned(),
        }),
        Reading::NotDone => Some("none".to_owned()),
        Reading::Contradiction => None,
    }
}

/// A number as a decimal where it is one, otherwise to four places.
pub(super) fn brief(value: Ratio) -> String {
    use crate::number::{Rounding, RoundingMode};
    if value.is_finite_at(9) {
        return value.to_string();
    }
    let short = Rounding::new(4, RoundingMode::HalfUp).and_then(|four| value.to_quantity(four));
    short.map_or_else(|| value.to_string(), |short| format!("≈{short}"))
}

fn option(field: &Field<'_>, measure: &Measure, index: u32) -> Option<String> {
    let Measure::Choice { cell, .. } = measure else {
        return None;
    };
    let index = usize::try_from(index).ok()?;
    let named = |names: &[&str]| names.get(index).map(|name| (*name).to_owned());
    match field.input(*cell)? {
        Input::Choice { fact } => match &field.compiled.set.facts().get(*fact)?.kind {
            FactKind::YesNo => named(&YES_NO),
            FactKind::Choice(kind) => Some(kind.options.get(index)?.id.to_string()),
            _ => None,
        },
        _ => named(&["on-time", "late", "none", "not-arisen"]),
    }
}
