//! Nodes: the compiled tree of a leaf's rule.

use super::amount::Amount;
use super::bounds::Spread;
use super::cell::{Cell, CellValue};
use super::condition::Condition;
use super::measure::{Empty, Measure, Reading};
use super::scale::Scale;
use crate::number::{Ratio, Rounding};

/// A place that gives points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) kind: NodeKind,
    /// Most nanopoints.
    pub(crate) max: i64,
    /// Number of the place in its leaf, for losses and explanations.
    pub(crate) place: usize,
    /// What it can give if all its cells are free; `None` where that depends on the assessment.
    pub(crate) free: Option<Spread>,
}

/// A measure and a scale, with the knock-out that a deduction may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Score {
    pub(crate) measure: Measure,
    pub(crate) scale: Scale,
    pub(crate) knock_out: Box<[Condition]>,
}

/// One case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) when: Box<[Condition]>,
    pub(crate) points: i64,
}

/// What it means that a part does not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartPolicy {
    NotAllowed,
    Drop,
    Redistribute,
    Full,
}

/// A part of a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PartNode {
    pub(crate) node: Node,
    pub(crate) policy: PartPolicy,
    /// The bit that says, in the leaf's mask, that the part does not apply.
    pub(crate) bit: u64,
}

impl PartNode {
    /// What it means for the part which parts do not apply.
    pub(super) fn policy_under(&self, not_applicable: u64) -> PartPolicy {
        if not_applicable & self.bit == 0 {
            PartPolicy::NotAllowed
        } else {
            self.policy
        }
    }
}

/// The forms of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NodeKind {
    Score(Box<Score>),
    Sum {
        parts: Box<[PartNode]>,
        cap: Option<i64>,
    },
    Gate {
        when: Box<[Condition]>,
        then: Box<Node>,
        otherwise: i64,
    },
    Cases {
        cases: Box<[Case]>,
        otherwise: i64,
    },
}

impl Node {
    /// Calls `visit` with each cell that the node itself needs: for a gate also those of the rule behind it.
    pub(crate) fn for_each_cell(&self, visit: &mut impl FnMut(usize)) {
        match &self.kind {
            NodeKind::Score(score) => {
                score.measure.for_each_cell(visit);
                score
                    .knock_out
                    .iter()
                    .for_each(|condition| condition.measure.for_each_cell(visit));
            }
            NodeKind::Sum { parts, .. } => {
                for part in &**parts {
                    part.node.for_each_cell(visit);
                }
            }
            NodeKind::Gate { when, then, .. } => {
                when.iter()
                    .for_each(|condition| condition.measure.for_each_cell(visit));
                then.for_each_cell(visit);
            }
            NodeKind::Cases { cases, .. } => {
                for case in &**cases {
                    case.when
                        .iter()
                        .for_each(|condition| condition.measure.for_each_cell(visit));
                }
            }
        }
    }

    /// Every place in it; one behind a gate after that gate.
    pub(crate) fn for_each_place(&self, visit: &mut impl FnMut(&Self)) {
        match &self.kind {
            NodeKind::Score(_) | NodeKind::Cases { .. } => visit(self),
            NodeKind::Gate { then, .. } => {
                visit(self);
                then.for_each_place(visit);
            }
            NodeKind::Sum { parts, .. } => {
                for part in &**parts {
                    part.node.for_each_place(visit);
                }
            }
        }
    }

    /// Whether a gate stands in it.
    pub(super) fn holds_a_gate(&self) -> bool {
        match &self.kind {
            NodeKind::Gate { .. } => true,
            NodeKind::Sum { parts, .. } => parts.iter().any(|part| part.node.holds_a_gate()),
            NodeKind::Score(_) | NodeKind::Cases { .. } => false,
        }
    }

    /// Whether a sum stands in it: of which parts apply, the assessment decides.
    pub(super) fn holds_a_sum(&self) -> bool {
        match &self.kind {
            NodeKind::Sum { .. } => true,
            NodeKind::Gate { then, .. } => then.holds_a_sum(),
            NodeKind::Score(_) | NodeKind::Cases { .. } => false,
        }
    }

    /// Whether answers can make it, or a part of it, leave the denominator.
    pub(super) fn may_leave(&self, not_applicable: u64) -> bool {
        match &self.kind {
            NodeKind::Score(score) => score.measure.empty() == Empty::LeaveDenominator,
            // Behind a gate that opens, a part that does not apply leaves with the answer that opens it.
            NodeKind::Sum { parts, .. } => parts.iter().any(|part| {
                let leaves = matches!(part.policy, PartPolicy::Drop | PartPolicy::Redistribute);
                (leaves && not_applicable & part.bit != 0) || part.node.may_leave(not_applicable)
            }),
            NodeKind::Gate { then, .. } => then.may_leave(not_applicable),
            NodeKind::Cases { .. } => false,
        }
    }

    /// The greatest amount of which everything is a multiple that answers can make leave the denominator.
    pub(super) fn leaving_step(&self, not_applicable: u64) -> Option<Amount> {
        match &self.kind {
            NodeKind::Score(score) if score.measure.empty() == Empty::LeaveDenominator => {
                Some(Amount::Grid(self.max))
            }
            NodeKind::Score(_) | NodeKind::Cases { .. } => Some(Amount::ZERO),
            NodeKind::Gate { then, .. } => then.leaving_step(not_applicable),
            NodeKind::Sum { parts, cap } => {
                let (mut kept, mut redistributed) = (0_i64, 0_i64);
                let (mut dropped, mut step) = (0_i64, Amount::ZERO);
                let mut gone = Amount::ZERO;
                for part in parts {
                    let max = part.node.max;
                    match part.policy_under(not_applicable) {
                        PartPolicy::Drop => {
                            dropped = dropped.checked_add(max)?;
                            gone = gone.common_divisor(Amount::Grid(max))?;
                        }
                        PartPolicy::Redistribute => {
                            redistributed = redistributed.checked_add(max)?;
                        }
                        PartPolicy::Full => kept = kept.checked_add(max)?,
                        PartPolicy::NotAllowed => {
                            kept = kept.checked_add(max)?;
                            step = step.common_divisor(part.node.leaving_step(not_applicable)?)?;
                        }
                    }
                }
                let all = kept.checked_add(redistributed)?;
                let whole = all.checked_add(dropped)?;
                if kept == 0 {
                    return Some(Amount::Grid(cap.unwrap_or(whole)));
                }
                let factor = Ratio::new(i128::from(all), i128::from(kept))?;
                let step = step.times(factor)?.common_divisor(gone)?;
                match cap {
                    Some(cap) if !step.is_zero() => {
                        step.common_divisor(Amount::Grid(cap.checked_sub(whole)?))
                    }
                    _ => Some(step),
                }
            }
        }
    }

    /// The smallest maximum above 0 of a place in it, itself or below.
    pub(crate) fn least_max(&self) -> Option<i64> {
        let below = match &self.kind {
            NodeKind::Sum { parts, .. } => {
                parts.iter().filter_map(|part| part.node.least_max()).min()
            }
            NodeKind::Gate { then, .. } => then.least_max(),
            NodeKind::Score(_) | NodeKind::Cases { .. } => None,
        };
        let own = (self.max > 0).then_some(self.max);
        [own, below].into_iter().flatten().min()
    }

    /// The node of a place, itself or below.
    pub(crate) fn find(&self, place: usize) -> Option<&Self> {
        if self.place == place {
            return Some(self);
        }
        match &self.kind {
            NodeKind::Sum { parts, .. } => parts.iter().find_map(|part| part.node.find(place)),
            NodeKind::Gate { then, .. } => then.find(place),
            NodeKind::Score(_) | NodeKind::Cases { .. } => None,
        }
    }

    /// Whether what is lost here for certain is lost to time.
    pub(crate) fn is_about_time(&self) -> bool {
        matches!(&self.kind, NodeKind::Score(score) if score.measure.is_about_time())
    }
}

/// What the measure at a place reads, where one reading decides.
pub(crate) fn reading_at(
    root: &Node,
    place: usize,
    cells: &[Cell],
    rounding: Option<Rounding>,
) -> Option<Reading> {
    let node = root.find(place)?;
    let NodeKind::Score(score) = &node.kind else {
        return None;
    };
    let mut known = true;
    node.for_each_cell(&mut |cell| {
        known &= cells
            .get(cell)
            .is_some_and(|cell| cell.is_known() && cell.value != CellValue::Contradiction);
    });
    known.then(|| score.measure.read(cells, rounding))
}
