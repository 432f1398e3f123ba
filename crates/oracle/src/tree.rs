//! The nodes of a leaf under its combinators, and the sums over them (semantics §4 and §5).

use std::collections::BTreeSet;

use crate::json::Json;
use crate::node::{Decision, Node, Status, decide, node};
use crate::number::{self, Q, zero};
use crate::world::World;

/// A rule with its nodes evaluated
pub(crate) enum Tree {
    Node(Node),
    Sum {
        max: Q,
        cap: Option<Q>,
        /// Parts that stay, each with the factor of a redistribution.
        parts: Vec<(Q, Tree)>,
    },
}

/// What a part claimed as not applicable means
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartClaim {
    Stays,
    Drop,
    Redistribute,
    Full,
}

/// The effect of the claims on one part
pub(crate) fn part_claim(part: &Json, claimed: &BTreeSet<String>) -> Result<PartClaim, String> {
    if !claimed.contains(part.need("id")?) {
        return Ok(PartClaim::Stays);
    }
    Ok(match part.text("not_applicable").unwrap_or("not-allowed") {
        "drop" => PartClaim::Drop,
        "redistribute" => PartClaim::Redistribute,
        "full" => PartClaim::Full,
        _ => PartClaim::Stays,
    })
}

/// ΣM / (ΣM − M of the parts redistributed); `None` if every part is dropped or redistributed
pub(crate) fn redistribution(sum: &Json, claimed: &BTreeSet<String>) -> Result<Option<Q>, String> {
    let (mut all, mut redistributed) = (zero(), zero());
    let mut some_stay = false;
    for part in sum.list("parts") {
        let max = number::number_at(part, "max_points")?;
        match part_claim(part, claimed)? {
            PartClaim::Redistribute => redistributed += &max,
            PartClaim::Drop => {}
            PartClaim::Stays | PartClaim::Full => some_stay = true,
        }
        all += max;
    }
    Ok(some_stay.then(|| &all / (&all - redistributed)))
}

/// Evaluates a rule at a place with this maximum; `claimed` are the parts claimed as not applicable
pub(crate) fn tree(
    world: &World<'_, '_>,
    rule: &Json,
    max: &Q,
    claimed: &BTreeSet<String>,
) -> Result<Tree, String> {
    let (kind, payload) = rule.tag()?;
    match kind {
        "score" | "cases" => Ok(Tree::Node(node(world, kind, payload, max)?)),
        "gate" => gate(world, payload, max, claimed),
        "sum" => sum(world, payload, max, claimed),
        other => Err(format!("unknown rule `{other}`")),
    }
}

fn sum(
    world: &World<'_, '_>,
    sum: &Json,
    max: &Q,
    claimed: &BTreeSet<String>,
) -> Result<Tree, String> {
    let Some(factor) = redistribution(sum, claimed)? else {
        return Ok(Tree::Node(Node::without_points(max, Status::Excluded)));
    };
    let mut parts = Vec::new();
    for part in sum.list("parts") {
        let max = number::number_at(part, "max_points")?;
        let tree = match part_claim(part, claimed)? {
            PartClaim::Stays => tree(world, part.get("rule"), &max, claimed)?,
            PartClaim::Drop => Tree::Node(Node::without_points(&max, Status::Excluded)),
            PartClaim::Full => Tree::Node(Node::known(&max, max.clone(), "band")),
            PartClaim::Redistribute => continue,
        };
        // CLARIFY: a dropped part beside a redistributed one is scaled too, so that the sum closes.
        parts.push((factor.clone(), tree));
    }
    Ok(Tree::Sum {
        max: max.clone(),
        cap: number::optional(sum, "cap")?,
        parts,
    })
}

fn gate(
    world: &World<'_, '_>,
    gate: &Json,
    max: &Q,
    claimed: &BTreeSet<String>,
) -> Result<Tree, String> {
    let otherwise = number::optional(gate, "otherwise")?.unwrap_or_else(zero);
    let (decision, cells) = decide(world, gate.list("when"))?;
    match decision {
        Decision::Holds => tree(world, gate.get("then"), max, claimed),
        Decision::Fails => Ok(Tree::Node(Node::known(max, otherwise, "knock-out"))),
        Decision::NotAssessable => Ok(Tree::Node(Node::without_points(max, Status::NotAssessable))),
        Decision::Undecided => {
            let inner = tree(world, gate.get("then"), max, claimed)?;
            let low = inner.total(&least).min(otherwise.clone());
            let high = inner.total(&most).max(otherwise);
            if low == high {
                return Ok(Tree::Node(Node::known(max, low, "band")));
            }
            let pending = cells.pending || inner.any(Status::Pending);
            Ok(Tree::Node(Node {
                max: max.clone(),
                status: if pending {
                    Status::Pending
                } else {
                    Status::Open
                },
                low,
                high,
                reason: "band",
            }))
        }
    }
}

/// The least points of a node
pub(crate) fn least(node: &Node) -> Q {
    node.low.clone()
}

/// The greatest points of a node; what leaves the denominator may as well be full marks
pub(crate) fn most(node: &Node) -> Q {
    node.high.clone()
}

impl Tree {
    /// The points of the whole, with those of each node picked; a cap applies inside
    pub(crate) fn total(&self, pick: &dyn Fn(&Node) -> Q) -> Q {
        match self {
            Tree::Node(node) => pick(node),
            Tree::Sum { cap, parts, .. } => {
                let mut sum = zero();
                for (factor, part) in parts {
                    sum += factor * part.total(pick);
                }
                match cap {
                    Some(cap) => sum.min(cap.clone()),
                    None => sum,
                }
            }
        }
    }

    /// Whether a node has this status
    pub(crate) fn any(&self, status: Status) -> bool {
        match self {
            Tree::Node(node) => node.status == status,
            Tree::Sum { parts, .. } => parts.iter().any(|(_, part)| part.any(status)),
        }
    }

    /// Whether every node has this status
    pub(crate) fn all(&self, status: Status) -> bool {
        match self {
            Tree::Node(node) => node.status == status,
            Tree::Sum { parts, .. } => parts.iter().all(|(_, part)| part.all(status)),
        }
    }

    /// The maxima that are excluded
    pub(crate) fn excluded(&self) -> Q {
        match self {
            Tree::Node(node) if node.status == Status::Excluded => node.max.clone(),
            Tree::Node(_) => zero(),
            Tree::Sum { parts, .. } => {
                let mut sum = zero();
                for (factor, part) in parts {
                    sum += factor * part.excluded();
                }
                sum
            }
        }
    }

    /// What is lost for certain, each with its reason; `in_part` writes `band` as `part-mark`
    pub(crate) fn losses(&self, in_part: bool) -> Vec<(&'static str, Q)> {
        match self {
            Tree::Node(node) if node.status == Status::Excluded => Vec::new(),
            Tree::Node(node) => {
                let reason = match node.reason {
                    "band" if in_part => "part-mark",
                    reason => reason,
                };
                vec![(reason, &node.max - &node.high)]
            }
            Tree::Sum { max, cap, parts } => {
                let mut losses = Vec::new();
                for (factor, part) in parts {
                    for (reason, points) in part.losses(true) {
                        losses.push((reason, factor * points));
                    }
                }
                if cap.is_some() {
                    let mut rest = max - self.total(&reachable) - self.excluded();
                    for (_, points) in &losses {
                        rest -= points;
                    }
                    losses.push(("cap", rest));
                }
                losses
            }
        }
    }
}

/// The points a node can still have; nothing for one that is excluded
pub(crate) fn reachable(node: &Node) -> Q {
    match node.status {
        Status::Excluded => zero(),
        _ => node.high.clone(),
    }
}
