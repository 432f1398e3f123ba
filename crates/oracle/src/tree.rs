//! The nodes of a leaf under its combinators, and the sums over them (semantics §4 and §5).

use std::collections::BTreeSet;

use crate::json::Json;
use crate::node::{Decision, Fixed, Need, Node, Scene, Status, decide, node};
use crate::number::{self, Q, zero};
use crate::reach::{Leaving, common, step_of};

/// A rule with its nodes evaluated
pub(crate) enum Tree {
    Node(Node),
    Sum {
        max: Q,
        cap: Option<Q>,
        parts: Vec<Part>,
    },
}

/// A part of a sum that is not redistributed
pub(crate) struct Part {
    max: Q,
    /// The factor of a redistribution.
    factor: Q,
    tree: Tree,
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

/// ΣM / (ΣM − M of the parts redistributed), without the parts dropped; `None` if no part is left
pub(crate) fn redistribution(sum: &Json, claimed: &BTreeSet<String>) -> Result<Option<Q>, String> {
    let (mut all, mut left) = (zero(), zero());
    for part in sum.list("parts") {
        let max = number::number_at(part, "max_points")?;
        match part_claim(part, claimed)? {
            PartClaim::Drop => {}
            PartClaim::Redistribute => all += max,
            PartClaim::Stays | PartClaim::Full => {
                all += &max;
                left += max;
            }
        }
    }
    Ok((left > zero()).then(|| all / left))
}

/// Evaluates a rule at a place with this maximum, some of its cells being fixed
pub(crate) fn tree(
    scene: &Scene<'_, '_>,
    rule: &Json,
    max: &Q,
    fixed: &Fixed,
) -> Result<Tree, String> {
    let (kind, payload) = rule.tag()?;
    match kind {
        "score" | "cases" => Ok(Tree::Node(node(scene, kind, payload, max, fixed)?)),
        "gate" => gate(scene, payload, max, fixed),
        "sum" => sum(scene, payload, max, fixed),
        other => Err(format!("unknown rule `{other}`")),
    }
}

fn sum(scene: &Scene<'_, '_>, sum: &Json, max: &Q, fixed: &Fixed) -> Result<Tree, String> {
    let Some(factor) = redistribution(sum, scene.claimed)? else {
        return Ok(Tree::Node(Node::without_points(max, Status::Excluded)));
    };
    let mut parts = Vec::new();
    for part in sum.list("parts") {
        let max = number::number_at(part, "max_points")?;
        let factor = factor.clone();
        parts.push(match part_claim(part, scene.claimed)? {
            PartClaim::Stays => {
                let tree = tree(scene, part.get("rule"), &max, fixed)?;
                Part { max, factor, tree }
            }
            PartClaim::Full => {
                let tree = Tree::Node(Node::known(&max, max.clone(), "band"));
                Part { max, factor, tree }
            }
            PartClaim::Drop => {
                let tree = Tree::Node(Node::without_points(&max, Status::Excluded));
                let factor = number::whole(1);
                Part { max, factor, tree }
            }
            PartClaim::Redistribute => continue,
        });
    }
    Ok(Tree::Sum {
        max: max.clone(),
        cap: number::optional(sum, "cap")?,
        parts,
    })
}

/// Evaluates a gate at a place with this maximum
pub(crate) fn gate(
    scene: &Scene<'_, '_>,
    gate: &Json,
    max: &Q,
    fixed: &Fixed,
) -> Result<Tree, String> {
    let otherwise = number::optional(gate, "otherwise")?.unwrap_or_else(zero);
    let decision = decide(scene, gate.list("when"), fixed)?;
    let then = gate.get("then");
    match (decision.holding.is_empty(), decision.fails) {
        (true, false) => Ok(Tree::Node(Node::contradictory(max))),
        (false, false) if !decision.may_fail => tree(scene, then, max, fixed),
        (true, true) if !decision.may_fail => {
            Ok(Tree::Node(Node::known(max, otherwise, "knock-out")))
        }
        _ => {
            let mut measures = Vec::new();
            crate::cells::measures(then, &mut measures)?;
            let (mut low, mut high) = (otherwise.clone(), otherwise);
            let mut may_leave = false;
            if let Some(inner) = inner(scene, then, max, fixed, &decision)? {
                low = low.min(inner.low);
                high = high.max(inner.high);
                may_leave = inner.may_leave;
            }
            if decision.may_fail || scene.cells.may_fail(&measures)? {
                low = low.min(zero());
                high = high.max(max.clone());
            }
            if low == high {
                return Ok(Tree::Node(Node::known(max, low, "band")));
            }
            let within = Need::of(&scene.cells, &measures)?;
            let need = Need {
                of_unit: decision.need.of_unit || within.of_unit,
                of_others: decision.need.of_others || within.of_others,
            };
            Ok(Tree::Node(Node {
                may_leave,
                step: step_of(then, max, scene.claimed)?,
                ..Node::unanswered(max, low, high, "band", need)
            }))
        }
    }
}

/// What the rule behind a gate may give
pub(crate) struct Inner {
    pub(crate) low: Q,
    pub(crate) high: Q,
    /// Something of it leaves the denominator, or may.
    pub(crate) may_leave: bool,
}

/// Least and greatest points of the inner rule over the combinations for which the conditions hold
///
/// A cell that the conditions read as well has the same value in both. `None` where each of them
/// contradicts itself there.
pub(crate) fn inner(
    scene: &Scene<'_, '_>,
    then: &Json,
    max: &Q,
    fixed: &Fixed,
    decision: &Decision,
) -> Result<Option<Inner>, String> {
    if decision.holding.is_empty() {
        return Ok(None);
    }
    let without = tree(scene, then, max, fixed)?.contradictions();
    let mut ends: Option<Inner> = None;
    for made in &decision.holding {
        let inner = tree(scene, then, max, made)?;
        // Such a combination contradicts itself; what contradicts itself in any case may be anything.
        if inner.contradictions() > without {
            continue;
        }
        let own = Inner {
            low: inner.total(&least),
            high: inner.total(&most),
            may_leave: inner.excluded() > zero() || inner.leaving().most > zero(),
        };
        ends = Some(match ends {
            None => own,
            Some(ends) => Inner {
                low: ends.low.min(own.low),
                high: ends.high.max(own.high),
                may_leave: ends.may_leave || own.may_leave,
            },
        });
    }
    Ok(ends)
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
                for part in parts {
                    sum += &part.factor * part.tree.total(pick);
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
            Tree::Sum { parts, .. } => parts.iter().any(|part| part.tree.any(status)),
        }
    }

    /// Whether every node has this status
    pub(crate) fn all(&self, status: Status) -> bool {
        match self {
            Tree::Node(node) => node.status == status,
            Tree::Sum { parts, .. } => parts.iter().all(|part| part.tree.all(status)),
        }
    }

    /// How many nodes contradict themselves
    fn contradictions(&self) -> usize {
        match self {
            Tree::Node(node) => usize::from(node.contradictory),
            Tree::Sum { parts, .. } => parts.iter().map(|part| part.tree.contradictions()).sum(),
        }
    }

    /// The maxima that are excluded; under a cap only what the other parts lack
    pub(crate) fn excluded(&self) -> Q {
        match self {
            Tree::Node(node) if node.status == Status::Excluded => node.max.clone(),
            Tree::Node(_) => zero(),
            Tree::Sum { cap, parts, .. } => {
                let (mut excluded, mut left) = (zero(), zero());
                for part in parts {
                    let here = &part.factor * part.tree.excluded();
                    left += &part.factor * &part.max - &here;
                    excluded += here;
                }
                match cap {
                    Some(cap) if excluded > zero() => (cap - left).max(zero()),
                    _ => excluded,
                }
            }
        }
    }

    /// The maxima that may still be excluded
    pub(crate) fn leaving(&self) -> Leaving {
        match self {
            Tree::Node(node) if node.may_leave => Leaving {
                most: &node.high - &node.low,
                step: node.step.clone(),
            },
            Tree::Node(_) => Leaving::nothing(),
            Tree::Sum { cap, parts, .. } => {
                let (mut leaving, mut left) = (Leaving::nothing(), zero());
                for part in parts {
                    leaving.add(&part.tree.leaving(), &part.factor);
                    left += &part.factor * (&part.max - part.tree.excluded());
                }
                let Some(cap) = cap else { return leaving };
                // A cap is reached without some of them.
                let most = (cap - &left + &leaving.most).max(zero()) - (cap - &left).max(zero());
                if most <= zero() {
                    return Leaving::nothing();
                }
                let step = common(&leaving.step, &(cap - left));
                Leaving { most, step }
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
                for part in parts {
                    for (reason, points) in part.tree.losses(true) {
                        losses.push((reason, &part.factor * points));
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
