//! Places that give their maximum whatever their inputs are.

use super::attainable::Attainable;
use super::field::Field;
use crate::compile::Scorer;
use crate::file::Rule;
use crate::number::Points;
use crate::rule::{Node, NodeKind};

/// A leaf or part-mark that is always earned in full
#[derive(Clone, Debug)]
pub(crate) struct AlwaysFull {
    pub(crate) leaf: usize,
    /// The id of the part; none for the whole leaf.
    pub(crate) part: Option<String>,
    /// JSON Pointer of its rule.
    pub(crate) pointer: String,
    pub(crate) points: Points,
}

/// Leaves, or parts of leaves, that always give their maximum; of nested ones the outermost
pub(crate) fn always_full(scorer: &Scorer) -> Vec<AlwaysFull> {
    let compiled = scorer.compiled();
    let mut found = Vec::new();
    for (index, (leaf, model)) in compiled
        .leaves
        .iter()
        .zip(compiled.set.leaves())
        .enumerate()
    {
        let field = Field { compiled, leaf };
        let mut places = Vec::new();
        let pointer = format!("{}/rule", model.pointer());
        look(field, &leaf.root, model.rule(), None, &pointer, &mut places);
        found.extend(
            places
                .into_iter()
                .map(|(part, pointer, points)| AlwaysFull {
                    leaf: index,
                    part,
                    pointer,
                    points,
                }),
        );
    }
    found
}

type Found = (Option<String>, String, Points);

fn look(
    field: Field<'_>,
    node: &Node,
    rule: &Rule,
    part: Option<&str>,
    pointer: &str,
    found: &mut Vec<Found>,
) {
    let can = Attainable::of_node(field, node, 0, part.is_some());
    let max = Points::from_nanos(node.max);
    if !can.may_leave && can.ends() == Some((max, max)) {
        found.push((part.map(str::to_owned), pointer.to_owned(), max));
        return;
    }
    match (&node.kind, rule) {
        (NodeKind::Sum { parts, .. }, Rule::Sum(sum)) => {
            for (index, (part, file)) in parts.iter().zip(&sum.parts).enumerate() {
                let pointer = format!("{pointer}/sum/parts/{index}/rule");
                let id = Some(file.id.as_str());
                look(field, &part.node, &file.rule, id, &pointer, found);
            }
        }
        (NodeKind::Gate { then, .. }, Rule::Gate(gate)) => {
            // Behind a gate the whole still varies; only its parts are looked at.
            if let (NodeKind::Sum { .. }, Rule::Sum(_)) = (&then.kind, &gate.then) {
                let pointer = format!("{pointer}/gate/then");
                look(field, then, &gate.then, part, &pointer, found);
            }
        }
        _ => {}
    }
}
