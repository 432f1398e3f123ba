//! Rules as written become nodes.

use std::collections::BTreeMap;

use super::error::CompileErrorKind;
use super::input::{GroupOf, Input, InputKey};
use super::leaf::Place;
use crate::file::{
    Condition as FileCondition, FactKind, Measure as FileMeasure, NonWorkingDay, PartNotApplicable,
    Rows, Rule, Scale as FileScale, Score as FileScore, TaskGroup, WhenEmpty,
};
use crate::model::CriteriaSet;
use crate::number::{Points, Quantity, Ratio};
use crate::read::Id;
use crate::rule::{
    Band, BandPoints, Case, Condition, Edge, Empty, Line, Measure, Node, NodeKind, PartNode,
    PartPolicy, Scale, Score, Term, Terms, Test,
};

type Result<T> = std::result::Result<T, CompileErrorKind>;

/// The options of a timeliness, in the order of their indices.
const TIMELINESS: [&str; 3] = ["on-time", "late", "none"];

/// The options of a yes-no fact, in the order of their indices.
pub(crate) const YES_NO: [&str; 2] = ["yes", "no"];

/// Compiles the rules of one set; inputs are shared between leaves.
pub(crate) struct RuleCompiler<'s> {
    set: &'s CriteriaSet,
    pub(crate) inputs: Vec<Input>,
    /// Where in `inputs` those are that may be equal.
    known: BTreeMap<InputKey, Vec<usize>>,
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

    /// The names of the options a measure chooses from.
    fn options_of(&self, measure: &FileMeasure) -> Result<Vec<String>> {
        let fact = match measure {
            FileMeasure::Timeliness(_) => {
                return Ok(TIMELINESS.iter().map(|&name| name.to_owned()).collect());
            }
            FileMeasure::Choice(fact) => fact,
            _ => return Err(CompileErrorKind::Unfit),
        };
        match self.fact_kind(fact)?.1 {
            FactKind::YesNo => Ok(YES_NO.iter().map(|&name| name.to_owned()).collect()),
            FactKind::Choice(kind) => Ok(kind
                .options
                .iter()
                .map(|option| option.id.as_ref().to_owned())
                .collect()),
            _ => Err(CompileErrorKind::Unfit),
        }
    }

    fn measure(&mut self, measure: &FileMeasure) -> Result<Measure> {
        Ok(match measure {
            FileMeasure::Fact(fact) => Measure::Number(self.terms(&[(fact, 1)])?),
            FileMeasure::Total(facts) => {
                let facts: Vec<_> = facts.iter().map(|fact| (fact, 1)).collect();
                Measure::Number(self.terms(&facts)?)
            }
            FileMeasure::Choice(fact) => {
                let (fact, _) = self.fact_kind(fact)?;
                let cell = self.cell(Input::Choice { fact });
                Measure::Choice {
                    cell,
                    timely: false,
                    empty: Empty::Undeclared,
                }
            }
            FileMeasure::Share(share) => {
                let part: Vec<_> = share.part.iter().map(|fact| (fact, 1)).collect();
                let mut whole: Vec<_> = share.whole.iter().map(|fact| (fact, 1)).collect();
                whole.extend(share.not_applicable_items.iter().map(|fact| (fact, -1)));
                let decimals = part
                    .iter()
                    .chain(&whole)
                    .map(|(fact, _)| self.decimals(fact))
                    .try_fold(0, |most, next| next.map(|next| most.max(next)))?;
                Measure::Share {
                    part: self.terms_at(&part, decimals)?,
                    whole: self.terms_at(&whole, decimals)?,
                    empty: empty(share.when_empty.as_ref())?,
                }
            }
            FileMeasure::Timeliness(timeliness) => {
                let input = match (&timeliness.date, &timeliness.due, &timeliness.slot) {
                    (Some(date), Some(due), None) => Input::Timeliness {
                        date: self.fact_kind(date)?.0,
                        due: due.clone(),
                        policy: self.policy(timeliness.non_working_day),
                    },
                    (None, None, Some(slot)) => Input::SlotTimeliness {
                        slot: self.slot(slot)?,
                    },
                    _ => return Err(CompileErrorKind::Unfit),
                };
                Measure::Choice {
                    cell: self.cell(input),
                    timely: true,
                    empty: empty(timeliness.when_empty.as_ref())?,
                }
            }
            FileMeasure::DaysLate(days) => {
                let input = Input::DaysLate {
                    date: self.fact_kind(&days.date)?.0,
                    due: days.due.clone(),
                    policy: self.policy(days.non_working_day),
                };
                Measure::Days {
                    cell: self.cell(input),
                    when_none: days.when_none.map_or(Ok(0), points)?,
                }
            }
            FileMeasure::Completion(group) => self.group(group, false)?,
            FileMeasure::Punctuality(group) => self.group(group, true)?,
            FileMeasure::Rows(rows) => {
                let table = self.fact_kind(&rows.table)?.0;
                let cell = self.cell(Input::Rows {
                    table,
                    r#where: rows.r#where.clone(),
                });
                Measure::Number(Terms {
                    terms: Box::new([Term { cell, factor: 1 }]),
                    den: 1,
                })
            }
            FileMeasure::RowShare(rows) => self.row_share(rows)?,
            FileMeasure::WeightedAnswers(answers) => {
                let mut decimals = 0;
                let mut places = 0;
                for answer in &answers.answers {
                    decimals = decimals.max(self.decimals(&answer.fact)?);
                    places = places.max(answer.weight.scale());
                }
                let mut compiled = Vec::new();
                for answer in &answers.answers {
                    let terms = self.terms_at(&[(&answer.fact, 1)], decimals)?;
                    let term = *terms.terms.first().ok_or(CompileErrorKind::Unfit)?;
                    let weight = answer
                        .weight
                        .to_scale(places)
                        .ok_or(CompileErrorKind::TooLarge)?;
                    compiled.push((term, weight));
                }
                Measure::Weighted {
                    answers: compiled.into(),
                    weight_den: power(places)?,
                    empty: empty(answers.when_empty.as_ref())?,
                }
            }
            FileMeasure::Growth(growth) => {
                let decimals = self
                    .decimals(&growth.now)?
                    .max(self.decimals(&growth.base)?);
                let now = self.terms_at(&[(&growth.now, 1)], decimals)?;
                let base = self.terms_at(&[(&growth.base, 1)], decimals)?;
                Measure::Growth {
                    now: *now.terms.first().ok_or(CompileErrorKind::Unfit)?,
                    base: *base.terms.first().ok_or(CompileErrorKind::Unfit)?,
                    empty: empty(growth.when_empty.as_ref())?,
                }
            }
        })
    }

    fn group(&mut self, group: &TaskGroup, punctual: bool) -> Result<Measure> {
        let of = if group.all {
            GroupOf::All
        } else if let Some(area) = &group.area {
            GroupOf::Area(area.clone())
        } else {
            GroupOf::Slots(
                group
                    .slots
                    .iter()
                    .map(|slot| self.slot(slot))
                    .collect::<Result<_>>()?,
            )
        };
        let part = self.cell(Input::GroupPart {
            group: of.clone(),
            punctual,
        });
        let whole = self.cell(Input::GroupWhole {
            group: of,
            punctual,
        });
        Self::counted(part, whole, group.when_empty.as_ref())
    }

    fn row_share(&mut self, rows: &Rows) -> Result<Measure> {
        let table = self.fact_kind(&rows.table)?.0;
        let part = self.cell(Input::RowPart {
            table,
            r#where: rows.r#where.clone(),
            among: rows.among.clone(),
        });
        let whole = self.cell(Input::RowWhole {
            table,
            among: rows.among.clone(),
        });
        Self::counted(part, whole, rows.when_empty.as_ref())
    }

    /// The share of one counted cell in another.
    fn counted(part: usize, whole: usize, when_empty: Option<&WhenEmpty>) -> Result<Measure> {
        let one = |cell| Terms {
            terms: Box::new([Term { cell, factor: 1 }]),
            den: 1,
        };
        Ok(Measure::Share {
            part: one(part),
            whole: one(whole),
            empty: empty(when_empty)?,
        })
    }

    fn terms(&mut self, facts: &[(&Id, i64)]) -> Result<Terms> {
        let mut decimals = 0;
        for (fact, _) in facts {
            decimals = decimals.max(self.decimals(fact)?);
        }
        self.terms_at(facts, decimals)
    }

    fn terms_at(&mut self, facts: &[(&Id, i64)], decimals: u8) -> Result<Terms> {
        let mut terms = Vec::new();
        for (fact, sign) in facts {
            let own = self.decimals(fact)?;
            let shift = decimals
                .checked_sub(own)
                .ok_or(CompileErrorKind::TooLarge)?;
            let factor = power(shift)?
                .checked_mul(*sign)
                .ok_or(CompileErrorKind::TooLarge)?;
            let fact = self.fact_kind(fact)?.0;
            terms.push(Term {
                cell: self.cell(Input::Number { fact }),
                factor,
            });
        }
        Ok(Terms {
            terms: terms.into(),
            den: power(decimals)?,
        })
    }

    fn decimals(&self, fact: &Id) -> Result<u8> {
        match self.fact_kind(fact)?.1 {
            FactKind::Number(kind) => {
                u8::try_from(kind.decimals).map_err(|_| CompileErrorKind::TooLarge)
            }
            _ => Err(CompileErrorKind::Unfit),
        }
    }

    fn fact_kind(&self, id: &Id) -> Result<(usize, &'s FactKind)> {
        self.set
            .fact_index(id.as_ref())
            .and_then(|index| Some((index, &self.set.facts().get(index)?.kind)))
            .ok_or_else(|| CompileErrorKind::Unknown(id.to_string()))
    }

    fn slot(&self, id: &Id) -> Result<usize> {
        self.set
            .slot_index(id.as_ref())
            .ok_or_else(|| CompileErrorKind::Unknown(id.to_string()))
    }

    fn policy(&self, own: Option<NonWorkingDay>) -> NonWorkingDay {
        own.or(self.set.file().non_working_day)
            .unwrap_or(NonWorkingDay::Keep)
    }

    /// The cell of the leaf that reads an input.
    fn cell(&mut self, input: Input) -> usize {
        let alike = self.known.entry(input.key()).or_default();
        let known = alike
            .iter()
            .find(|index| self.inputs.get(**index) == Some(&input));
        let global = known.copied().unwrap_or_else(|| {
            let next = self.inputs.len();
            alike.push(next);
            self.inputs.push(input);
            next
        });
        self.cells
            .iter()
            .position(|known| *known == global)
            .unwrap_or_else(|| {
                self.cells.push(global);
                self.cells.len().saturating_sub(1)
            })
    }
}

fn index_of(names: &[String], id: &Id) -> Result<usize> {
    names
        .iter()
        .position(|name| name == id.as_ref())
        .ok_or_else(|| CompileErrorKind::Unknown(id.to_string()))
}

fn points(quantity: Quantity) -> Result<i64> {
    Points::from_quantity(quantity)
        .map(Points::nanos)
        .ok_or(CompileErrorKind::TooLarge)
}

fn power(places: u8) -> Result<i64> {
    10_i64
        .checked_pow(u32::from(places))
        .ok_or(CompileErrorKind::TooLarge)
}

fn empty(when: Option<&WhenEmpty>) -> Result<Empty> {
    Ok(match when {
        None => Empty::Undeclared,
        Some(WhenEmpty::Full) => Empty::Full,
        Some(WhenEmpty::Zero) => Empty::Points(0),
        Some(WhenEmpty::LeaveDenominator) => Empty::LeaveDenominator,
        Some(WhenEmpty::Points(value)) => Empty::Points(points(*value)?),
    })
}
