//! What a leaf is worth as far as documents prove it.

use super::amount::Amount;
use super::bounds::{Answers, Spread, answers, spread};
use super::cell::Cell;
use super::joint::Joint;
use super::node::{Node, NodeKind, PartPolicy};
use super::walk::sums_of;
use crate::number::{Ratio, Rounding};

/// Which end of what is consistent with the documents counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The least points: what is proved.
    Low,
    /// The greatest: for penalties.
    High,
}

/// A leaf with its cells as reported and as evidenced.
#[derive(Clone, Copy)]
pub(crate) struct Evidenced<'a> {
    pub(crate) cells: &'a [Cell],
    pub(crate) evidence: &'a [Cell],
    pub(crate) rounding: Option<Rounding>,
    pub(crate) not_applicable: u64,
    pub(crate) end: End,
    /// Evidenced cells that hang together in a place, the most first.
    pub(crate) joints: &'a [Joint],
}

impl Evidenced<'_> {
    /// The exact points of the places that are known as reported, over the values the documents allow.
    pub(crate) fn points(&self, node: &Node) -> Option<Amount> {
        match &node.kind {
            NodeKind::Sum { parts, cap } => {
                let mut sum = Amount::ZERO;
                let (mut kept, mut spread_over) = (0_i64, 0_i64);
                for part in &**parts {
                    let applies = self.not_applicable & part.bit == 0;
                    let max = part.node.max;
                    match if applies {
                        PartPolicy::NotAllowed
                    } else {
                        part.policy
                    } {
                        PartPolicy::NotAllowed => sum = sum.add(self.points(&part.node)?)?,
                        PartPolicy::Full => sum = sum.add(Amount::Grid(max))?,
                        PartPolicy::Drop => continue,
                        PartPolicy::Redistribute => {
                            spread_over = spread_over.checked_add(max)?;
                            continue;
                        }
                    }
                    kept = kept.checked_add(max)?;
                }
                if spread_over != 0 && kept != 0 {
                    let all = i128::from(kept.checked_add(spread_over)?);
                    sum = sum.times(Ratio::new(all, i128::from(kept))?)?;
                }
                Some(cap.map_or(sum, |cap| sum.min(Amount::Grid(cap))))
            }
            NodeKind::Gate {
                when,
                then,
                otherwise,
            } => {
                let reported = sums_of(node, self.cells, self.rounding, self.not_applicable)?;
                if !reported.any_known {
                    return Some(Amount::ZERO);
                }
                // Only behind a gate that is open as reported are there places of their own.
                if answers(when, self.cells, self.rounding) != Answers::Hold {
                    return self.place(node);
                }
                // What is not known or does not apply as reported counts nothing: then the gate is no one
                // place.
                let is_place = !reported.has_open() && !reported.any_excluded;
                match answers(when, self.evidence, self.rounding) {
                    Answers::Hold => self.points(then),
                    _ if is_place => self.place(node),
                    Answers::Fail => Some(Amount::Grid(*otherwise)),
                    Answers::Contradict => Some(self.nothing_proved(node)),
                    Answers::Undecided => match self.linking(node) {
                        Some(joint) => Some(self.furthest(joint, node, |each| {
                            if answers(when, each.evidence, each.rounding) == Answers::Contradict {
                                return None;
                            }
                            each.points(node)
                        })),
                        None => Some(self.further(Amount::Grid(*otherwise), self.points(then)?)),
                    },
                }
            }
            NodeKind::Score(_) | NodeKind::Cases { .. } => {
                let reported = sums_of(node, self.cells, self.rounding, self.not_applicable)?;
                if !reported.any_known {
                    return Some(Amount::ZERO);
                }
                self.place(node)
            }
        }
    }

    fn place(&self, node: &Node) -> Option<Amount> {
        let mut same = true;
        node.for_each_cell(&mut |cell| same &= self.cells.get(cell) == self.evidence.get(cell));
        if same {
            return sums_of(node, self.cells, self.rounding, self.not_applicable)
                .map(|sums| sums.known);
        }
        Some(match self.linking(node) {
            Some(joint) => self.furthest(joint, node, |each| each.spread_end(node)),
            None => self.spread_end(node).unwrap_or(self.nothing_proved(node)),
        })
    }

    /// The end that counts of what a place can give; `None` where there are no values without a contradiction.
    fn spread_end(&self, node: &Node) -> Option<Amount> {
        match spread(node, self.evidence, self.rounding, self.not_applicable) {
            Spread::Points { low, high, .. } => Some(if self.end == End::Low { low } else { high }),
            Spread::Excluded => Some(self.nothing_proved(node)),
            Spread::Unassessable => None,
        }
    }

    /// What counts where documents allow anything.
    fn nothing_proved(&self, node: &Node) -> Amount {
        match self.end {
            End::Low => Amount::ZERO,
            End::High => Amount::Grid(node.max),
        }
    }

    fn further(&self, one: Amount, other: Amount) -> Amount {
        match self.end {
            End::Low => one.min(other),
            End::High => one.max(other),
        }
    }

    /// The most cells of a place that hang together.
    fn linking(&self, node: &Node) -> Option<&Joint> {
        self.joints.iter().find(|joint| joint.is_read_by(node))
    }

    /// The furthest end over all values that cells have together and for which there is one.
    fn furthest(
        &self,
        joint: &Joint,
        node: &Node,
        end: impl Fn(&Evidenced<'_>) -> Option<Amount>,
    ) -> Amount {
        let ends = joint.each(self.evidence).filter_map(|cells| {
            end(&Evidenced {
                evidence: &cells,
                joints: &[],
                ..*self
            })
        });
        ends.reduce(|known, own| self.further(known, own))
            .unwrap_or(self.nothing_proved(node))
    }
}
