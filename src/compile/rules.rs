//! Rules as written become nodes.

use std::collections::BTreeMap;

use super::error::CompileErrorKind;
use super::input::{Input, InputKey};
use super::leaf::Place;
use crate::file::{
    Condition as FileCondition, PartNotApplicable, Rule, Scale as FileScale, Score as FileScore,
    WhenEmpty,
};
use crate::model::CriteriaSet;
use crate::number::{Points, Quantity, Ratio};
use crate::read::Id;
use crate::rule::{
    Band, BandPoints, Case, Condition, Edge, Empty, Line, Node, NodeKind, PartNode, PartPolicy,
    Scale, Score, Test,
};

pub(super) type Result<T> = std::result::Result<T, CompileErrorKind>;

/// The options of a yes-no fact, in the order of their indices.
pub(crate) const YES_NO: [&str; 2] = ["yes", "no"];

/// Compiles the rules of one set; inputs are shared between leaves.
pub(crate) struct RuleCompiler<'s> {
    pub(super) set: &'s CriteriaSet,
    pub(crate) inputs: Vec<Input>,
    /// Where in `inputs` those are that may be equal.
    pub(super) known: BTreeMap<InputKey, Vec<usize>>,
    // Of the leaf at hand:
    pub(crate) cells: Vec<usize>,
    pub(crate) places: Vec<Place>,
    pub(crate) parts: Vec<(Id, u64, bool)>,
    path: Vec<Id>,
}

impl<'s> RuleCompiler<'s> {
    pub(crate) fn new(set: &'s CriteriaSet) -> Self {
        Self {
            set,
            inputs: Vec::new(),
            known: BTreeMap::new(),
            cells: Vec::new(),
            places: Vec::new(),
            parts: Vec::new(),
            path: Vec::new(),
        }
    }

    /// Compiles the rule of a leaf.
    pub(crate) fn leaf(&mut self, rule: &Rule, max: i64) -> Result<Node> {
        self.cells.clear();
        self.places.clear();
        self.parts.clear();
        self.path.clear();
        self.rule(rule, max)
    }

    fn rule(&mut self, rule: &Rule, max: i64) -> Result<Node> {
        let place = self.places.len();
        self.places.push(Place {
            path: self.path.clone(),
            form: "",
            cells: Box::default(),
        });
        let (kind, form) = match rule {
            Rule::Score(score) => self.score(score)?,
            Rule::Sum(sum) => {
                let mut parts = Vec::new();
                for part in &sum.parts {
                    let bit = u32::try_from(self.parts.len())
                        .ok()
                        .and_then(|index| 1_u64.checked_shl(index))
                        .ok_or(CompileErrorKind::TooManyParts)?;
                    let policy = match part.not_applicable {
                        None | Some(PartNotApplicable::NotAllowed) => PartPolicy::NotAllowed,
                        Some(PartNotApplicable::Drop) => PartPolicy::Drop,
                        Some(PartNotApplicable::Redistribute) => PartPolicy::Redistribute,
                        Some(PartNotApplicable::Full) => PartPolicy::Full,
                    };
                    let allowed = policy != PartPolicy::NotAllowed;
                    self.parts.push((part.id.clone(), bit, allowed));
                    self.path.push(part.id.clone());
                    let node = self.rule(&part.rule, points(part.max_points)?)?;
                    self.path.pop();
                    parts.push(PartNode { node, policy, bit });
                }
                let cap = sum.cap.map(points).transpose()?;
                (
                    NodeKind::Sum {
                        parts: parts.into(),
                        cap,
                    },
                    "sum",
                )
            }
            Rule::Gate(gate) => {
                let when = self.conditions(&gate.when)?;
                let then = Box::new(self.rule(&gate.then, max)?);
                let otherwise = gate.otherwise.map_or(Ok(0), points)?;
                (
                    NodeKind::Gate {
                        when,
                        then,
                        otherwise,
                    },
                    "gate",
                )
            }
            Rule::Cases(cases) => {
                let mut compiled = Vec::new();
                for case in &cases.cases {
                    compiled.push(Case {
                        when: self.conditions(&case.when)?,
                        points: points(case.points)?,
                    });
                }
                let otherwise = points(cases.otherwise)?;
                (
                    NodeKind::Cases {
                        cases: compiled.into(),
                        otherwise,
                    },
                    "cases",
                )
            }
        };
        let node = Node {
            kind,
            max,
            place,
            free: None,
        };
        let mut cells = Vec::new();
        node.for_each_cell(&mut |cell| {
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        });
        if let Some(own) = self.places.get_mut(place) {
            own.form = form;
            own.cells = cells.into();
        }
        Ok(node)
    }

    fn score(&mut self, score: &FileScore) -> Result<(NodeKind, &'static str)> {
        let measure = self.measure(&score.measure)?;
        let mut knock_out = Box::default();
        let (scale, form) = match &score.scale {
            FileScale::Options(options) => {
                let names = self.options_of(&score.measure)?;
                let mut points_of = vec![None; names.len()];
                for option in options {
                    let index = index_of(&names, &option.is)?;
                    if let Some(slot) = points_of.get_mut(index) {
                        *slot = Some(points(option.points)?);
                    }
                }
                (Scale::Options(points_of.into()), "options")
            }
            FileScale::Bands(bands) => {
                let mut compiled = Vec::new();
                for band in bands {
                    let edge = |at: Option<Quantity>, included: bool| {
                        at.map(|at| Edge {
                            at: Ratio::from_quantity(at),
                            included,
                        })
                    };
                    let value = match (&band.points, &band.linear) {
                        (Some(value), _) => BandPoints::Constant(points(*value)?),
                        (None, Some(linear)) => {
                            let (at_from, at_to) = (points(linear.at_from)?, points(linear.at_to)?);
                            let ends = band.from.zip(band.to).ok_or(CompileErrorKind::Unfit)?;
                            let [from, to] = <[_; 2]>::from(ends).map(Ratio::from_quantity);
                            let line = Line::through(from, at_from, to, at_to)
                                .ok_or(CompileErrorKind::Unfit)?;
                            BandPoints::Linear {
                                line,
                                at_from,
                                at_to,
                            }
                        }
                        (None, None) => return Err(CompileErrorKind::Unfit),
                    };
                    compiled.push(Band {
                        from: edge(band.from, !band.from_excluded),
                        to: edge(band.to, band.to_included),
                        points: value,
                    });
                }
                (Scale::Bands(compiled.into()), "bands")
            }
            FileScale::Proportional(scale) => {
                let (points, full_at) =
                    (points(scale.points)?, Ratio::from_quantity(scale.full_at));
                let line = Line::through(Ratio::ZERO, 0, full_at, points)
                    .ok_or(CompileErrorKind::Unfit)?;
                let floor = scale.floor.map(Ratio::from_quantity);
                (
                    Scale::Proportional {
                        points,
                        full_at,
                        floor,
                        line,
                    },
                    "proportional",
                )
            }
            FileScale::PerItem(scale) => (
                Scale::PerItem {
                    each: points(scale.each)?,
                    cap: points(scale.cap)?,
                },
                "per-item",
            ),
            FileScale::Deduction(scale) => {
                knock_out = self.conditions(&scale.knock_out)?;
                (
                    Scale::Deduction {
                        from: points(scale.from)?,
                        each: points(scale.each)?,
                        floor: scale.floor.map_or(Ok(0), points)?,
                    },
                    "deduction",
                )
            }
            FileScale::Goalposts(scale) => {
                let [worst, best] = [scale.worst, scale.best].map(Ratio::from_quantity);
                let at_worst = points(scale.points_at_worst)?;
                let at_best = points(scale.points_at_best)?;
                let line =
                    Line::through(worst, at_worst, best, at_best).ok_or(CompileErrorKind::Unfit)?;
                (
                    Scale::Goalposts {
                        worst,
                        best,
                        at_worst,
                        at_best,
                        line,
                    },
                    "goalposts",
                )
            }
        };
        Ok((
            NodeKind::Score(Box::new(Score {
                measure,
                scale,
                knock_out,
            })),
            form,
        ))
    }

    fn conditions(&mut self, conditions: &[FileCondition]) -> Result<Box<[Condition]>> {
        conditions
            .iter()
            .map(|condition| self.condition(condition))
            .collect()
    }

    fn condition(&mut self, condition: &FileCondition) -> Result<Condition> {
        let test = if condition.one_of.is_empty() {
            let edge = |at: Option<Quantity>, included| {
                at.map(|at| Edge {
                    at: Ratio::from_quantity(at),
                    included,
                })
            };
            let exactly = edge(condition.equals, true);
            let from = [
                edge(condition.at_least, true),
                edge(condition.more_than, false),
                exactly,
            ];
            let to = [
                edge(condition.at_most, true),
                edge(condition.less_than, false),
                exactly,
            ];
            // Of several limits on one side the tighter holds.
            let tighter = |edges: [Option<Edge>; 3], upper: bool| {
                edges.into_iter().flatten().reduce(|a, b| {
                    let order = if upper {
                        b.at.cmp(&a.at)
                    } else {
                        a.at.cmp(&b.at)
                    };
                    match order {
                        std::cmp::Ordering::Less => b,
                        std::cmp::Ordering::Greater => a,
                        std::cmp::Ordering::Equal => Edge {
                            at: a.at,
                            included: a.included && b.included,
                        },
                    }
                })
            };
            Test::Between(tighter(from, false), tighter(to, true))
        } else {
            let names = self.options_of(&condition.measure)?;
            let mut bits = 0_u64;
            for option in &condition.one_of {
                let index = index_of(&names, option)?;
                let index = u32::try_from(index).map_err(|_| CompileErrorKind::TooLarge)?;
                bits |= 1_u64.checked_shl(index).ok_or(CompileErrorKind::TooLarge)?;
            }
            Test::OneOf(bits)
        };
        Ok(Condition {
            measure: self.measure(&condition.measure)?,
            test,
        })
    }
}

fn index_of(names: &[String], id: &Id) -> Result<usize> {
    names
        .iter()
        .position(|name| name == id.as_ref())
        .ok_or_else(|| CompileErrorKind::Unknown(id.to_string()))
}

pub(super) fn points(quantity: Quantity) -> Result<i64> {
    Points::from_quantity(quantity)
        .map(Points::nanos)
        .ok_or(CompileErrorKind::TooLarge)
}

pub(super) fn power(places: u8) -> Result<i64> {
    10_i64
        .checked_pow(u32::from(places))
        .ok_or(CompileErrorKind::TooLarge)
}

pub(super) fn empty(when: Option<&WhenEmpty>) -> Result<Empty> {
    Ok(match when {
        None => Empty::Undeclared,
        Some(WhenEmpty::Full) => Empty::Full,
        Some(WhenEmpty::Zero) => Empty::Points(0),
        Some(WhenEmpty::LeaveDenominator) => Empty::LeaveDenominator,
        Some(WhenEmpty::Points(value)) => Empty::Points(points(*value)?),
    })
}
