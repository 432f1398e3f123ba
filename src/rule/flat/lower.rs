//! Making rules flat, and the proof that no intermediate overflows.

use super::cut::NOTHING;
use super::line::{Guard, Quotient};
use super::measure::step;
use super::pieces::Piece;
use super::rule::{FlatCase, FlatCondition, FlatKind, FlatLeaf, FlatRule, FlatScore};
use super::unit::unit;
use crate::number::{Ratio, Rounding};
use crate::rule::condition::{Condition, Test};
use crate::rule::measure::{Measure, NOTHING_AROSE};
use crate::rule::node::{Node, NodeKind, Score};
use crate::rule::scale::{Edge, Scale};
use crate::rule::trace::Reason;

/// The values a cell can have; a date that was not kept at all is −1 days late.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range {
    pub(crate) lo: i64,
    pub(crate) hi: i64,
}

impl Range {
    /// Whether every value is a whole number of 32 bits.
    pub(crate) fn is_small(&self) -> bool {
        i32::try_from(self.lo).is_ok() && i32::try_from(self.hi).is_ok()
    }
}

/// Makes a leaf's rule flat; `None` where it is left to the walk.
///
/// `inputs` has the number of each cell of the leaf among the inputs of the set, `ranges` the declared
/// range of each input; `None` for one that only the walk can read.
pub(crate) fn lower(
    root: &Node,
    inputs: &[usize],
    ranges: &[Option<Range>],
    leaf_rounding: Option<Rounding>,
    measure_rounding: Option<Rounding>,
) -> Option<FlatLeaf> {
    let kept = match leaf_rounding {
        Some(rounding) => 10_i64.checked_pow(9_u32.checked_sub(rounding.places().into())?)?,
        None => 1,
    };
    let unit = unit(root, leaf_rounding.is_some(), kept);
    let kept = kept.checked_div(unit)?.max(1);
    let lower = Lower {
        inputs,
        ranges,
        unit,
        kept,
        measure_rounding,
    };
    Some(FlatLeaf {
        rule: lower.rule(root)?,
        unit,
        kept,
        mode: leaf_rounding.map(Rounding::mode),
    })
}

/// What a rule is made flat with.
pub(super) struct Lower<'a> {
    pub(super) inputs: &'a [usize],
    pub(super) ranges: &'a [Option<Range>],
    pub(super) unit: i64,
    pub(super) kept: i64,
    pub(super) measure_rounding: Option<Rounding>,
}

impl Lower<'_> {
    fn rule(&self, node: &Node) -> Option<FlatRule> {
        let kind = match &node.kind {
            NodeKind::Score(score) => match &score.scale {
                Scale::Options(options) => self.table(score, options, node.max)?,
                _ => self.score(score, node.max)?,
            },
            NodeKind::Sum { parts, cap } => {
                let parts: Box<[FlatRule]> = parts
                    .iter()
                    .map(|part| self.rule(&part.node))
                    .collect::<Option<_>>()?;
                // What a sum inside another loses is not what it lacks to its maximum.
                if cap.is_some() && parts.iter().any(holds_a_sum) {
                    return None;
                }
                FlatKind::Sum {
                    parts,
                    cap: match cap {
                        Some(cap) => Some(self.units(*cap)?),
                        None => None,
                    },
                }
            }
            NodeKind::Gate {
                when,
                then,
                otherwise,
            } => FlatKind::Gate {
                when: self.conditions(when)?,
                then: Box::new(self.rule(then)?),
                otherwise: self.units(*otherwise)?,
            },
            NodeKind::Cases { cases, otherwise } => FlatKind::Cases {
                cases: cases
                    .iter()
                    .map(|case| {
                        Some(FlatCase {
                            when: self.conditions(&case.when)?,
                            points: self.units(case.points)?,
                        })
                    })
                    .collect::<Option<_>>()?,
                otherwise: self.units(*otherwise)?,
            },
        };
        Some(FlatRule {
            kind,
            max: self.units(node.max)?,
            place: node.place,
        })
    }

    fn table(&self, score: &Score, options: &[Option<i64>], max: i64) -> Option<FlatKind> {
        let Measure::Choice {
            cell,
            timely,
            empty,
        } = score.measure
        else {
            return None;
        };
        if !score.knock_out.is_empty() {
            return None;
        }
        let reason = if timely { Reason::Late } else { Reason::Band };
        let mut pieces: Vec<Piece> = options
            .iter()
            .map(|points| points.map_or(Some(NOTHING), |points| self.constant(points, reason)))
            .collect::<Option<_>>()?;
        if timely {
            let index = usize::try_from(NOTHING_AROSE).ok()?;
            pieces.truncate(index);
            pieces.resize(index, NOTHING);
            pieces.push(self.empty(empty, max)?);
        }
        Some(FlatKind::Table {
            input: self.input(cell)?,
            pieces: pieces.into(),
        })
    }

    fn score(&self, score: &Score, max: i64) -> Option<FlatKind> {
        let measure = self.measure(&score.measure)?;
        let scale = self.pieces(score, max, &measure)?;
        let empty = self.empty(score.measure.empty(), max)?;
        let knock_out = self.conditions(&score.knock_out)?;
        let Quotient { num, den, guard } = &measure.quotient;
        if knock_out.is_empty() {
            match (num.single(), den.single(), measure.fixed, guard) {
                (Some(input), None, Some(den), Guard::Nothing) => {
                    return Some(FlatKind::Count { input, den, scale });
                }
                (Some(part), Some(whole), None, Guard::Share) => {
                    return Some(FlatKind::Share {
                        part,
                        whole,
                        scale,
                        empty,
                    });
                }
                _ => {}
            }
        }
        Some(FlatKind::Score(Box::new(FlatScore {
            scale,
            empty,
            knock_out,
            measure: measure.quotient,
        })))
    }

    fn conditions(&self, conditions: &[Condition]) -> Option<Box<[FlatCondition]>> {
        conditions
            .iter()
            .map(|condition| self.condition(condition))
            .collect()
    }

    fn condition(&self, condition: &Condition) -> Option<FlatCondition> {
        match (&condition.measure, &condition.test) {
            (Measure::Choice { cell, timely, .. }, Test::OneOf(options)) => {
                // Where nothing arose no condition holds.
                let nothing_arose = if *timely { 1 << NOTHING_AROSE } else { 0 };
                Some(FlatCondition::OneOf {
                    input: self.input(*cell)?,
                    options: options & !nothing_arose,
                })
            }
            (Measure::Choice { .. }, _) | (_, Test::OneOf(_)) => None,
            (measure, Test::Between(from, to)) => {
                let sized = self.measure(measure)?;
                let mut from = *from;
                if matches!(measure, Measure::Days { .. })
                    && from.is_none_or(|edge| edge.at < Ratio::ZERO)
                {
                    // What was not done is not so many days late.
                    from = Some(Edge {
                        at: Ratio::ZERO,
                        included: true,
                    });
                }
                let step = |edge: Option<Edge>, reached: bool| match edge {
                    Some(edge) => {
                        let closed = edge.included == reached;
                        step(&sized, edge.at, closed).map(Some)
                    }
                    None => Some(None),
                };
                Some(FlatCondition::Between {
                    from: step(from, true)?,
                    beyond: step(*to, false)?,
                    measure: sized.quotient,
                })
            }
        }
    }
}

fn holds_a_sum(rule: &FlatRule) -> bool {
    match &rule.kind {
        FlatKind::Sum { .. } => true,
        FlatKind::Gate { then, .. } => holds_a_sum(then),
        _ => false,
    }
}
