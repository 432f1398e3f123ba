//! Making rules flat, and the proof that no intermediate overflows.

use super::line::{Guard, Linear, Quotient, Step};
use super::pieces::{Line as FlatLine, NO_POINTS, Piece, Pieces};
use super::rule::{FlatCase, FlatCondition, FlatKind, FlatLeaf, FlatRule, FlatScore};
use crate::number::{Ratio, Rounding, gcd};
use crate::rule::condition::{Condition, Test};
use crate::rule::measure::{Empty, Measure, NOTHING_AROSE, Terms};
use crate::rule::node::{Node, NodeKind, Score};
use crate::rule::scale::{BandPoints, Line, Scale};
use crate::rule::trace::Reason;

/// Nanopoints in a point.
const GRID: i64 = 1_000_000_000;

/// Whole numbers of at least this size are not computed in.
const LIMIT: i128 = 1 << 62;

/// The values a cell can have; a date that was not kept at all is −1 days late.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range {
    pub(crate) lo: i64,
    pub(crate) hi: i64,
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
    let mut divisor = if leaf_rounding.is_some() || has_lines(root) {
        kept
    } else {
        0
    };
    constants(root, &mut |points| {
        if points != 0 {
            divisor = common(divisor, points).unwrap_or(1);
        }
    });
    let unit = divisor.max(1);
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

fn common(a: i64, b: i64) -> Option<i64> {
    i64::try_from(gcd(a.unsigned_abs().into(), b.unsigned_abs().into())).ok()
}

/// Whether a scale has points on a line.
fn has_lines(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Score(score) => match &score.scale {
            Scale::Options(_) => false,
            Scale::Bands(bands) => bands
                .iter()
                .any(|band| matches!(band.points, BandPoints::Linear { .. })),
            _ => true,
        },
        NodeKind::Sum { parts, .. } => parts.iter().any(|part| has_lines(&part.node)),
        NodeKind::Gate { then, .. } => has_lines(then),
        NodeKind::Cases { .. } => false,
    }
}

/// Calls `visit` with every amount of points that the rule states.
fn constants(node: &Node, visit: &mut impl FnMut(i64)) {
    visit(node.max);
    match &node.kind {
        NodeKind::Score(score) => {
            match score.measure.empty() {
                Empty::Points(points) => visit(points),
                Empty::Undeclared | Empty::Full | Empty::LeaveDenominator => {}
            }
            if let Measure::Days { when_none, .. } = score.measure {
                visit(when_none);
            }
            match &score.scale {
                Scale::Options(options) => options.iter().flatten().for_each(|points| visit(*points)),
                Scale::Bands(bands) => bands.iter().for_each(|band| match band.points {
                    BandPoints::Constant(points) => visit(points),
                    BandPoints::Linear { at_from, at_to, .. } => {
                        visit(at_from);
                        visit(at_to);
                    }
                }),
                Scale::Proportional { points, .. } => visit(*points),
                Scale::PerItem { each, cap } => {
                    visit(*each);
                    visit(*cap);
                }
                Scale::Deduction { from, each, floor } => {
                    [from, each, floor].into_iter().for_each(|points| visit(*points));
                }
                Scale::Goalposts {
                    at_worst, at_best, ..
                } => {
                    visit(*at_worst);
                    visit(*at_best);
                }
            }
        }
        NodeKind::Sum { parts, cap } => {
            cap.iter().for_each(|points| visit(*points));
            parts.iter().for_each(|part| constants(&part.node, visit));
        }
        NodeKind::Gate {
            then, otherwise, ..
        } => {
            visit(*otherwise);
            constants(then, visit);
        }
        NodeKind::Cases { cases, otherwise } => {
            visit(*otherwise);
            cases.iter().for_each(|case| visit(case.points));
        }
    }
}

/// What a scale gives on a stretch, in points.
#[derive(Clone, Copy)]
enum Given {
    Constant(i64),
    On(Line),
    Nothing,
}

/// A measure with the sizes it can reach.
struct Sized {
    quotient: Quotient,
    /// What the quotient is multiplied by: 100 for percentages.
    by: Ratio,
    num: i128,
    den: i128,
    /// The denominator, where it is the same for all facts.
    fixed: Option<i64>,
}

struct Lower<'a> {
    inputs: &'a [usize],
    ranges: &'a [Option<Range>],
    unit: i64,
    kept: i64,
    measure_rounding: Option<Rounding>,
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

    /// Points in units.
    fn units(&self, nanos: i64) -> Option<i64> {
        if nanos.checked_rem(self.unit)? == 0 {
            // INVARIANT: summed over all places of all leaves, points stay far from the limit.
            nanos.checked_div(self.unit).filter(|units| i128::from(*units).abs() < LIMIT >> 12)
        } else {
            None
        }
    }

    fn constant(&self, nanos: i64, reason: Reason) -> Option<Piece> {
        Some(Piece {
            points: self.units(nanos)?,
            line: None,
            reason,
        })
    }

    /// What a measure gives when there was nothing to measure.
    fn empty(&self, empty: Empty, max: i64) -> Option<Piece> {
        match empty {
            Empty::Full => self.constant(max, Reason::Band),
            Empty::Points(points) => self.constant(points, Reason::Band),
            Empty::Undeclared | Empty::LeaveDenominator => Some(NOTHING),
        }
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

    /// The input that a cell of the leaf reads.
    fn input(&self, cell: usize) -> Option<usize> {
        let input = *self.inputs.get(cell)?;
        self.ranges.get(input)?.as_ref()?;
        Some(input)
    }

    /// A sum of cells, less the factor that all have in common.
    fn sum(&self, terms: impl IntoIterator<Item = (usize, i64)>, shared: i64) -> Option<Linear> {
        let terms = terms.into_iter().map(|(cell, factor)| {
            Some((self.input(cell)?, factor.checked_div(shared)?))
        });
        Some(Linear {
            constant: 0,
            terms: terms.collect::<Option<_>>()?,
        })
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
                    from = Some(crate::rule::scale::Edge {
                        at: Ratio::ZERO,
                        included: true,
                    });
                }
                let step = |edge: Option<crate::rule::scale::Edge>, reached: bool| match edge {
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

    /// A measure as a quotient of sums.
    fn measure(&self, measure: &Measure) -> Option<Sized> {
        if self.measure_rounding.is_some() {
            return None;
        }
        let hundred = Ratio::from_int(100);
        let (num, den, guard, by) = match measure {
            Measure::Number(terms) => (
                self.sum(factors(terms), 1)?,
                constant(terms.den),
                Guard::Nothing,
                Ratio::ONE,
            ),
            Measure::Days { cell, .. } => (
                self.sum([(*cell, 1)], 1)?,
                constant(1),
                Guard::Nothing,
                Ratio::ONE,
            ),
            Measure::Share { part, whole, .. } => {
                let all = factors(part).chain(factors(whole));
                let shared = all.fold(0, |shared, (_, factor)| common(shared, factor).unwrap_or(1));
                (
                    self.sum(factors(part), shared)?,
                    self.sum(factors(whole), shared)?,
                    Guard::Share,
                    hundred,
                )
            }
            Measure::Weighted {
                answers,
                weight_den,
                ..
            } => {
                let weighted = answers.iter().map(|(term, weight)| {
                    Some((term.cell, term.factor.checked_mul(*weight)?))
                });
                let all = answers.iter().map(|(term, _)| {
                    Some((term.cell, term.factor.checked_mul(*weight_den)?))
                });
                (
                    self.sum(weighted.collect::<Option<Vec<_>>>()?, 1)?,
                    self.sum(all.collect::<Option<Vec<_>>>()?, 1)?,
                    Guard::NotEmpty,
                    Ratio::ONE,
                )
            }
            Measure::Growth { now, base, .. } => {
                let less = base.factor.checked_neg()?;
                (
                    self.sum([(now.cell, now.factor), (base.cell, less)], 1)?,
                    self.sum([(base.cell, base.factor)], 1)?,
                    Guard::NotEmpty,
                    hundred,
                )
            }
            Measure::Choice { .. } => return None,
        };
        let (num_low, num_high) = self.span(&num)?;
        let (den_low, den_high) = self.span(&den)?;
        // A share with a negative whole is a contradiction, which its guard sees first.
        if guard == Guard::NotEmpty && den_low < 0 {
            return None;
        }
        let den_size = den_low.abs().max(den_high);
        Some(Sized {
            by,
            fixed: den.terms.is_empty().then_some(den.constant),
            quotient: Quotient { num, den, guard },
            num: num_low.abs().max(num_high.abs()),
            den: den_size,
        })
    }

    /// The least and greatest value of a sum; `None` where a step on the way does not fit.
    fn span(&self, linear: &Linear) -> Option<(i128, i128)> {
        let (mut low, mut high) = (i128::from(linear.constant), i128::from(linear.constant));
        let mut size = low.abs();
        for (input, factor) in &*linear.terms {
            let range = self.ranges.get(*input)?.as_ref()?;
            let ends = [range.lo, range.hi].map(|end| i128::from(end).wrapping_mul(i128::from(*factor)));
            let [a, b] = ends;
            low = low.checked_add(a.min(b))?;
            high = high.checked_add(a.max(b))?;
            size = size.checked_add(a.abs().max(b.abs()))?;
        }
        fits(size)?;
        Some((low, high))
    }

    /// The scale cut where it turns.
    fn pieces(&self, score: &Score, max: i64, measure: &Sized) -> Option<Pieces> {
        let is_days = matches!(score.measure, Measure::Days { .. });
        let mut turns = Vec::new();
        score.scale.turning_points(&mut turns);
        // Scales that only rise or only fall do not name where they meet their cap or floor.
        match score.scale {
            Scale::PerItem { each, cap } => turns.extend([Ratio::ZERO, quotient(cap, each)?]),
            Scale::Deduction { from, each, floor } => {
                turns.push(quotient(from.checked_sub(floor)?, each)?);
            }
            _ => {}
        }
        if is_days {
            turns.push(Ratio::ZERO);
        }
        turns.sort();
        turns.dedup();
        let given = |at: Ratio| match score.measure {
            Measure::Days { when_none, .. } if at < Ratio::ZERO => {
                (Given::Constant(when_none), Reason::Late)
            }
            _ => given(score, at, max),
        };
        let one = Ratio::ONE;
        let mut steps: Vec<Step> = Vec::new();
        let first = match turns.first() {
            Some(first) => first.checked_sub(one)?,
            None => Ratio::ZERO,
        };
        let mut pieces = vec![self.piece(given(first), measure)?];
        let mut put = |piece: Piece, at: Ratio, closed: bool| {
            if pieces.last() != Some(&piece) {
                pieces.push(piece);
                steps.push(step(measure, at, closed)?);
            }
            Some(())
        };
        for (index, turn) in turns.iter().enumerate() {
            put(self.piece(given(*turn), measure)?, *turn, true)?;
            let next = index.checked_add(1).and_then(|index| turns.get(index));
            let inside = match next {
                Some(next) => turn.checked_add(*next)?.checked_div(Ratio::from_int(2))?,
                None => turn.checked_add(one)?,
            };
            put(self.piece(given(inside), measure)?, *turn, false)?;
        }
        Some(Pieces {
            steps: steps.into(),
            pieces: pieces.into(),
        })
    }

    fn piece(&self, (given, reason): (Given, Reason), measure: &Sized) -> Option<Piece> {
        match given {
            Given::Constant(points) => self.constant(points, reason),
            Given::Nothing => Some(NOTHING),
            Given::On(line) => Some(Piece {
                points: NO_POINTS,
                line: Some(Box::new(self.line(line, measure)?)),
                reason,
            }),
        }
    }

    /// A line in units, over the numerator and denominator of the measure.
    fn line(&self, line: Line, measure: &Sized) -> Option<FlatLine> {
        let units = Ratio::new(i128::from(GRID), i128::from(self.unit))?;
        let slope = line.slope().checked_mul(measure.by)?;
        let [base, slope] = [line.base(), slope].map(|part| part.checked_mul(units));
        let (base, slope) = (base?.reduced(), slope?.reduced());
        let shared = i128::try_from(gcd(base.den().unsigned_abs(), slope.den().unsigned_abs())).ok()?;
        let over = base.den().checked_div(shared)?.checked_mul(slope.den())?;
        let num_by = slope.num().checked_mul(over.checked_div(slope.den())?)?;
        let den_by = base.num().checked_mul(over.checked_div(base.den())?)?;
        if let Some(fixed) = measure.fixed {
            // The denominator is known: perhaps nothing is left to divide.
            let whole = over.checked_mul(i128::from(fixed))?;
            let constant = den_by.checked_mul(i128::from(fixed))?;
            if num_by.checked_rem(whole)? == 0 && constant.checked_rem(whole)? == 0 {
                let num_by = num_by.checked_div(whole)?;
                let plus = constant.checked_div(whole)?;
                fits(measure.num.checked_mul(num_by.abs())?.checked_add(plus.abs())?)?;
                return Some(FlatLine::Whole {
                    num_by: i64::try_from(num_by).ok()?,
                    plus: i64::try_from(plus).ok()?,
                });
            }
        }
        let top = measure.num.checked_mul(num_by.abs())?;
        fits(top.checked_add(measure.den.checked_mul(den_by.abs())?)?)?;
        let bottom = measure.den.checked_mul(over)?;
        // Rounding compares twice the remainder, in places kept, with the divisor.
        fits(bottom.checked_mul(i128::from(self.kept))?.checked_mul(2)?)?;
        Some(FlatLine::Quotient {
            num_by: i64::try_from(num_by).ok()?,
            den_by: i64::try_from(den_by).ok()?,
            over: i64::try_from(over).ok()?,
        })
    }
}

const NOTHING: Piece = Piece {
    points: NO_POINTS,
    line: None,
    reason: Reason::Band,
};

/// `Some` while a whole number is small enough to compute in.
fn fits(size: i128) -> Option<()> {
    (size.abs() < LIMIT).then_some(())
}

fn quotient(num: i64, den: i64) -> Option<Ratio> {
    if den <= 0 {
        return None;
    }
    Ratio::new(i128::from(num), i128::from(den)).map(Ratio::reduced)
}

fn constant(constant: i64) -> Linear {
    Linear {
        constant,
        terms: Box::default(),
    }
}

/// The cells of a sum with their factors.
fn factors(terms: &Terms) -> impl Iterator<Item = (usize, i64)> + '_ {
    terms.terms.iter().map(|term| (term.cell, term.factor))
}

fn holds_a_sum(rule: &FlatRule) -> bool {
    match &rule.kind {
        FlatKind::Sum { .. } => true,
        FlatKind::Gate { then, .. } => holds_a_sum(then),
        _ => false,
    }
}

/// The step at a value: reached from it on, or only beyond it.
fn step(measure: &Sized, at: Ratio, closed: bool) -> Option<Step> {
    let at = at.checked_div(measure.by)?.reduced();
    if let Some(fixed) = measure.fixed {
        // The denominator is known: the numerator alone is compared.
        let edge = Ratio::new(at.num().checked_mul(i128::from(fixed))?, at.den())?;
        let least = if closed {
            edge.ceil()
        } else {
            edge.floor().checked_add(1)?
        };
        fits(least)?;
        return Some(Step {
            num_by: 1,
            den_by: 0,
            more: i64::try_from(least).ok()?,
        });
    }
    fits(measure.num.checked_mul(at.den())?)?;
    fits(measure.den.checked_mul(at.num().abs())?.checked_add(1)?)?;
    Some(Step {
        num_by: i64::try_from(at.den()).ok()?,
        den_by: i64::try_from(at.num()).ok()?,
        more: i64::from(!closed),
    })
}

/// What a scale gives around a value between two turns, and why the rest is lost.
fn given(score: &Score, at: Ratio, max: i64) -> (Given, Reason) {
    let given = match &score.scale {
        Scale::Options(_) => Given::Nothing,
        Scale::Bands(bands) => {
            let reason = if score.measure.is_about_time() {
                Reason::Late
            } else {
                Reason::Band
            };
            return match bands.iter().find(|band| band.holds(&at)).map(|band| band.points) {
                Some(BandPoints::Constant(points)) => (Given::Constant(points), reason),
                Some(BandPoints::Linear { line, .. }) => (Given::On(line), Reason::Proportion),
                None => (Given::Nothing, reason),
            };
        }
        Scale::Proportional {
            points,
            full_at,
            floor,
            line,
        } => {
            let given = if floor.is_some_and(|floor| at < floor) || at <= Ratio::ZERO {
                Given::Constant(0)
            } else if at >= *full_at {
                Given::Constant(*points)
            } else {
                Given::On(*line)
            };
            return (given, Reason::Proportion);
        }
        Scale::PerItem { each, cap } => {
            let reached = quotient(*cap, *each);
            if at <= Ratio::ZERO {
                return (Given::Constant(0), Reason::Proportion);
            }
            let above = reached.is_some_and(|reached| at > reached);
            if above {
                let reason = if max > *cap {
                    Reason::Cap
                } else {
                    Reason::Proportion
                };
                return (Given::Constant(*cap), reason);
            }
            return (Given::On(Line::of(0, *each)), Reason::Proportion);
        }
        Scale::Deduction { from, each, floor } => {
            let given = match quotient(from.saturating_sub(*floor), *each) {
                Some(reached) if at >= reached => Given::Constant(*floor),
                _ => each
                    .checked_neg()
                    .map_or(Given::Nothing, |each| Given::On(Line::of(*from, each))),
            };
            return (given, Reason::Deduction);
        }
        Scale::Goalposts {
            worst,
            best,
            at_worst,
            at_best,
            line,
        } => {
            let (low, high, at_low, at_high) = if worst <= best {
                (*worst, *best, *at_worst, *at_best)
            } else {
                (*best, *worst, *at_best, *at_worst)
            };
            let given = if at <= low {
                Given::Constant(at_low)
            } else if at >= high {
                Given::Constant(at_high)
            } else {
                Given::On(*line)
            };
            return (given, Reason::Proportion);
        }
    };
    (given, Reason::Band)
}
