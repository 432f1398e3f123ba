//! Values as text, without any language.

use crate::compile::{Compiled, CompiledLeaf};
use crate::eval::Resolved;
use crate::file::{Fact, FactKind};
use crate::number::{Quantity, Ratio};
use crate::rule::{Measure, Node, NodeKind, Reading};

/// The value of a fact as it would be written in a file; empty where unanswered.
pub(crate) fn fact_value(fact: &Fact, value: &Resolved) -> String {
    match (value, &fact.kind) {
        (Resolved::Number(mantissa), FactKind::Number(kind)) => {
            let scale = u8::try_from(kind.decimals).unwrap_or(0);
            Quantity::new(*mantissa, scale)
                .map(|number| number.to_string())
                .unwrap_or_default()
        }
        (Resolved::Choice(index), FactKind::Choice(kind)) => usize::try_from(*index)
            .ok()
            .and_then(|index| kind.options.get(index))
            .map(|option| option.id.to_string())
            .unwrap_or_default(),
        (Resolved::Choice(0), _) => "yes".to_owned(),
        (Resolved::Choice(_), _) => "no".to_owned(),
        (Resolved::Date(date), _) => date.to_string(),
        (Resolved::NotDone, _) => "none".to_owned(),
        (Resolved::Table(rows), _) => rows.len().to_string(),
        (Resolved::Open | Resolved::Number(_), _) => String::new(),
    }
}

/// A reading as text: a plain decimal where it ends within six places, else with six places and `…`.
pub(crate) fn reading_text(
    compiled: &Compiled,
    leaf: &CompiledLeaf,
    place: usize,
    reading: Reading,
) -> String {
    match reading {
        Reading::Number(value) => number_text(value),
        Reading::Choice(index) => option_name(compiled, leaf, place, index).unwrap_or_default(),
        Reading::Empty => "empty".to_owned(),
        Reading::NotDone => "none".to_owned(),
        Reading::Contradiction => "contradiction".to_owned(),
    }
}

/// A number as text.
pub(crate) fn number_text(value: Ratio) -> String {
    if let Some(exact) = value.to_quantity_exact(6) {
        return exact.to_string();
    }
    let places = crate::number::Rounding::new(6, crate::number::RoundingMode::Down);
    places
        .and_then(|rounding| value.to_quantity(rounding))
        .map_or_else(|| value.to_string(), |cut| format!("{cut}…"))
}

/// The name of an option that a place's measure read.
fn option_name(
    compiled: &Compiled,
    leaf: &CompiledLeaf,
    place: usize,
    index: u32,
) -> Option<String> {
    let node = find(&leaf.root, place)?;
    let NodeKind::Score(score) = &node.kind else {
        return None;
    };
    let Measure::Choice { cell, timely, .. } = &score.measure else {
        return None;
    };
    if *timely {
        return ["on-time", "late", "none"]
            .get(usize::try_from(index).ok()?)
            .map(|&name| name.to_owned());
    }
    let input = compiled.inputs.get(*leaf.inputs.get(*cell)?)?;
    let fact = compiled.set.facts().get(input.fact()?)?;
    Some(fact_value(fact, &Resolved::Choice(index)))
}

/// The node of a place.
pub(crate) fn find(node: &Node, place: usize) -> Option<&Node> {
    if node.place == place {
        return Some(node);
    }
    match &node.kind {
        NodeKind::Score(_) | NodeKind::Cases { .. } => None,
        NodeKind::Gate { then, .. } => find(then, place),
        NodeKind::Sum { parts, .. } => parts.iter().find_map(|part| find(&part.node, place)),
    }
}
