//! The least (or greatest) points that the documents on file leave possible (semantics §6).

use std::collections::BTreeSet;

use crate::json::Json;
use crate::node::{Decision, Node, Status, decide, node};
use crate::number::{self, Q, zero};
use crate::tree::{PartClaim, part_claim, redistribution, tree};
use crate::world::World;

/// Which end is asked for: the least points of a criterion, the greatest of a penalty
#[derive(Clone, Copy)]
pub(crate) struct End {
    pub(crate) greatest: bool,
}

impl End {
    fn of(self, node: &Node) -> Q {
        if self.greatest {
            node.high.clone()
        } else {
            node.low.clone()
        }
    }

    fn between(self, one: Q, other: Q) -> Q {
        if self.greatest {
            one.max(other)
        } else {
            one.min(other)
        }
    }
}

/// Σ over the known nodes of a rule, each cell ranging over what the documents leave possible; `None` without known node
pub(crate) fn shown(
    typed: &World<'_, '_>,
    filed: &World<'_, '_>,
    rule: &Json,
    max: &Q,
    claimed: &BTreeSet<String>,
    end: End,
) -> Result<Option<Q>, String> {
    let (kind, payload) = rule.tag()?;
    match kind {
        "score" | "cases" => {
            if node(typed, kind, payload, max)?.status != Status::Known {
                return Ok(None);
            }
            Ok(Some(end.of(&node(filed, kind, payload, max)?)))
        }
        "gate" => gate(typed, filed, payload, max, claimed, end),
        "sum" => {
            let Some(factor) = redistribution(payload, claimed)? else {
                return Ok(None);
            };
            let mut sum: Option<Q> = None;
            for part in payload.list("parts") {
                let max = number::number_at(part, "max_points")?;
                let points = match part_claim(part, claimed)? {
                    PartClaim::Stays => shown(typed, filed, part.get("rule"), &max, claimed, end)?,
                    PartClaim::Full => Some(max),
                    PartClaim::Drop | PartClaim::Redistribute => None,
                };
                if let Some(points) = points {
                    sum = Some(sum.unwrap_or_else(zero) + &factor * points);
                }
            }
            let cap = number::optional(payload, "cap")?;
            Ok(sum.map(|sum| match cap {
                Some(cap) => sum.min(cap),
                None => sum,
            }))
        }
        other => Err(format!("unknown rule `{other}`")),
    }
}

fn gate(
    typed: &World<'_, '_>,
    filed: &World<'_, '_>,
    gate: &Json,
    max: &Q,
    claimed: &BTreeSet<String>,
    end: End,
) -> Result<Option<Q>, String> {
    let inner = gate.get("then");
    let otherwise = number::optional(gate, "otherwise")?.unwrap_or_else(zero);
    let within = match decide(typed, gate.list("when"))?.0 {
        Decision::NotAssessable => return Ok(None),
        Decision::Holds => match shown(typed, filed, inner, max, claimed, end)? {
            None => return Ok(None),
            Some(points) => points,
        },
        decision => {
            if decision == Decision::Undecided && !whole_gate_known(typed, gate, max, claimed)? {
                return Ok(None);
            }
            tree(filed, inner, max, claimed)?.total(&|node: &Node| end.of(node))
        }
    };
    Ok(Some(match decide(filed, gate.list("when"))?.0 {
        Decision::Holds => within,
        Decision::Fails => otherwise,
        Decision::Undecided => end.between(within, otherwise),
        Decision::NotAssessable if end.greatest => max.clone(),
        Decision::NotAssessable => zero(),
    }))
}

/// Whether an undecided gate gives the same points either way
fn whole_gate_known(
    typed: &World<'_, '_>,
    gate: &Json,
    max: &Q,
    claimed: &BTreeSet<String>,
) -> Result<bool, String> {
    let rule = Json::Object(vec![("gate".into(), gate.clone())]);
    Ok(tree(typed, &rule, max, claimed)?.any(Status::Known))
}
