//! Making lane rules of flat rules, and the proof that every number in them is exact.

use super::compound::{Compound, LaneRule, Rule, Scale};
use super::condition::{Condition, Quotient, Sum};
use super::kernel::{
    Change, Fence, Kernel, MOST_TURNS, NO_CHANGE, Proportion, Share, ShareLine, ShareTurn, Stretch,
    Turn, WholeLine,
};
use super::real::Shift;
use crate::number::{Ratio, RoundingMode};
use crate::rule::flat::line::{self, Guard, Linear, Step};
use crate::rule::flat::pieces::{Line, Piece, Pieces, Worth};
use crate::rule::flat::rule::{FlatCondition, FlatKind, FlatRule, FlatScore};
use crate::rule::flat::{FlatLeaf, Range};

/// Whole numbers below this are held exactly by the wider float.
const WIDE: i128 = 1 << 53;

/// Whole numbers below this are held exactly by the narrower float.
const NARROW: i128 = 1 << 24;

/// Nanopoints of which every result of a leaf is a multiple.
pub(crate) fn grid(leaf: &FlatLeaf) -> Option<i64> {
    leaf.unit.checked_mul(leaf.kept)
}

/// A leaf's rule for blocks of units; `None` where units are left to rows.
///
/// `grid` nanopoints are one in the results; it divides the [`grid`] of the leaf.
pub(crate) fn lane(leaf: &FlatLeaf, ranges: &[Option<Range>], grid: i64) -> Option<LaneRule> {
    let lower = Lower { leaf, ranges, grid };
    lower.rule(&leaf.rule, Inside::Leaf).map(LaneRule)
}

/// Where a rule stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Its points are the leaf's.
    Leaf,
    /// They are added to others before the leaf is rounded.
    Sum,
}

/// What a lane rule is made with.
struct Lower<'l> {
    leaf: &'l FlatLeaf,
    ranges: &'l [Option<Range>],
    grid: i64,
}

/// The quotient of a scale, with the sizes that its parts reach.
struct Sized<'q> {
    quotient: &'q line::Quotient,
    num: (i128, i128),
    den: (i128, i128),
}

/// A scale as turns with changes, and the stretch that is straight.
struct Turns {
    base: i32,
    changes: Vec<Change>,
    line: Option<(usize, Line)>,
}

impl Lower<'_> {
    fn rule(&self, rule: &FlatRule, inside: Inside) -> Option<Rule> {
        match &rule.kind {
            FlatKind::Table { input, pieces } => {
                self.choice(rule, *input, pieces, inside).map(Rule::Kernel)
            }
            FlatKind::Count { input, den, scale } => {
                let counted = self.count(rule, *input, *den, scale, inside);
                counted.map(Rule::Kernel).or_else(|| {
                    let measure = line::Quotient {
                        num: one(*input),
                        den: constant(*den),
                        guard: Guard::Nothing,
                    };
                    self.measured(rule, &measure, scale, None, &[], inside)
                })
            }
            FlatKind::Share {
                part,
                whole,
                scale,
                empty,
            } => {
                let measure = line::Quotient {
                    num: one(*part),
                    den: one(*whole),
                    guard: Guard::Share,
                };
                let share = self.share(rule, (*part, *whole), &measure, scale, empty, inside);
                share
                    .map(Rule::Kernel)
                    .or_else(|| self.measured(rule, &measure, scale, Some(empty), &[], inside))
            }
            FlatKind::Score(score) => {
                let FlatScore {
                    measure,
                    scale,
                    empty,
                    knock_out,
                } = &**score;
                self.measured(rule, measure, scale, Some(empty), knock_out, inside)
            }
            FlatKind::Cases { cases, otherwise } => {
                let cases = cases.iter().map(|case| {
                    let points = self.points(rule, case.points, inside)?;
                    Some((self.conditions(&case.when)?, points))
                });
                Some(compound(Compound::Cases {
                    cases: cases.collect::<Option<_>>()?,
                    otherwise: self.points(rule, *otherwise, inside)?,
                }))
            }
            FlatKind::Gate {
                when,
                then,
                otherwise,
            } => Some(compound(Compound::Gate {
                when: self.conditions(when)?,
                then: self.rule(then, inside)?,
                otherwise: self.points(rule, *otherwise, inside)?,
            })),
            FlatKind::Sum { parts, cap } => self.sum(rule, parts, *cap),
        }
    }

    fn sum(&self, rule: &FlatRule, parts: &[FlatRule], cap: Option<i64>) -> Option<Rule> {
        let most = parts
            .iter()
            .try_fold(0_i64, |sum, part| sum.checked_add(part.max))?;
        let most = cap.map_or(most, |cap| cap.min(most));
        let fractions = parts.iter().filter(|part| has_fractions(part)).count();
        // Parts are rounded on their own here: a single fraction among whole units comes to the same.
        if most > rule.max || fractions > usize::from(cap.is_none()) {
            return None;
        }
        let parts: Vec<Rule> = parts
            .iter()
            .map(|part| self.rule(part, Inside::Sum))
            .collect::<Option<_>>()?;
        let cap = match cap {
            Some(cap) => Some(self.points(rule, cap, Inside::Sum)?),
            None => None,
        };
        let all_kernels = || {
            let kernels = parts.iter().map(|part| match part {
                Rule::Kernel(kernel) => Some(kernel.clone()),
                Rule::Kernels(_) | Rule::Compound(_) => None,
            });
            kernels.collect::<Option<_>>()
        };
        match (cap, all_kernels()) {
            (None, Some(kernels)) => Some(Rule::Kernels(kernels)),
            (cap, _) => Some(compound(Compound::Sum {
                parts: parts.into(),
                cap,
            })),
        }
    }

    /// Points in the grid of the results.
    fn points(&self, rule: &FlatRule, units: i64, inside: Inside) -> Option<i32> {
        if units < 0 || units > rule.max {
            return None;
        }
        let nanos = match (inside, self.leaf.kept) {
            (_, 1) => units.checked_mul(self.leaf.unit)?,
            (Inside::Leaf, _) => self.leaf.rounded(Worth::whole(units))?.nanos(),
            (Inside::Sum, _) => return None,
        };
        self.on_grid(nanos)
    }

    fn on_grid(&self, nanos: i64) -> Option<i32> {
        if nanos.checked_rem(self.grid)? != 0 {
            return None;
        }
        i32::try_from(nanos.checked_div(self.grid)?).ok()
    }

    fn piece(&self, rule: &FlatRule, piece: &Piece, inside: Inside) -> Option<i32> {
        match piece.line {
            None => self.points(rule, piece.points, inside),
            Some(_) => None,
        }
    }

    fn choice(
        &self,
        rule: &FlatRule,
        input: usize,
        pieces: &[Piece],
        inside: Inside,
    ) -> Option<Kernel> {
        let given: Vec<Option<i32>> = pieces
            .iter()
            .map(|piece| self.piece(rule, piece, inside))
            .collect();
        let mut last = given.iter().flatten().next().copied().unwrap_or(0);
        let (base, mut turns) = (last, Vec::new());
        // Options beyond the last piece give nothing.
        let mut left = u64::MAX
            .checked_shl(u32::try_from(given.len()).ok()?)
            .unwrap_or(0);
        for (option, points) in (0_u8..).zip(given) {
            match points {
                Some(points) => {
                    if points != last {
                        let points = points.checked_sub(last)?;
                        turns.push(Turn {
                            at: option,
                            change: Change { points, line: 0 },
                        });
                    }
                    last = points;
                }
                None => left |= 1_u64.checked_shl(option.into())?,
            }
        }
        (turns.len() <= MOST_TURNS).then(|| Kernel::Choice {
            input,
            base,
            turns: turns.into(),
            left,
        })
    }

    /// The pieces of a scale as changes at its turns.
    fn turns(&self, rule: &FlatRule, scale: &Pieces, inside: Inside) -> Option<Turns> {
        if scale.steps.len() > MOST_TURNS {
            return None;
        }
        let mut line = None;
        let mut given = Vec::with_capacity(scale.pieces.len());
        for (index, piece) in scale.pieces.iter().enumerate() {
            match &piece.line {
                Some(own) => {
                    if line.replace((index, **own)).is_some() {
                        return None;
                    }
                    given.push(0);
                }
                None => given.push(self.points(rule, piece.points, inside)?),
            }
        }
        let mut before = given.iter();
        let base = *before.next()?;
        let changes = given
            .iter()
            .zip(before)
            .enumerate()
            .map(|(index, (from, to))| {
                // The stretch begins with the turn before its piece, and ends with the one behind.
                let is_edge = line.is_some_and(|(piece, _)| {
                    index == piece || index.checked_add(1) == Some(piece)
                });
                Some(Change {
                    points: to.checked_sub(*from)?,
                    line: if is_edge { -1 } else { 0 },
                })
            })
            .collect::<Option<_>>()?;
        Some(Turns {
            base,
            changes,
            line,
        })
    }

    /// A number below 2^31 compared with whole numbers.
    fn count(
        &self,
        rule: &FlatRule,
        input: usize,
        den: i64,
        scale: &Pieces,
        inside: Inside,
    ) -> Option<Kernel> {
        let range = self.number(input)?;
        let Turns {
            base,
            changes,
            line,
        } = self.turns(rule, scale, inside)?;
        let turns: Box<[Turn<i32>]> = scale
            .steps
            .iter()
            .zip(changes)
            .map(|(step, change)| {
                let is_plain = (step.num_by, step.den_by) == (1, 0);
                let at = i32::try_from(step.more).ok().filter(|_| is_plain)?;
                Some(Turn { at, change })
            })
            .collect::<Option<_>>()?;
        let Some((from, line)) = line else {
            return Some(Kernel::Count { input, base, turns });
        };
        let Line::Whole { num_by, plus } = line else {
            return None;
        };
        if self.leaf.kept != 1 {
            return None;
        }
        let measure = line::Quotient {
            num: one(input),
            den: constant(den),
            guard: Guard::Nothing,
        };
        let sized = Sized {
            quotient: &measure,
            num: (range.lo.into(), range.hi.into()),
            den: (den.into(), den.into()),
        };
        within_maximum(rule, line, &sized, scale, from)?;
        let scaled = |part: i64| self.on_grid(part.checked_mul(self.leaf.unit)?);
        Some(Kernel::CountLine {
            input,
            base,
            turns,
            stretch: Stretch {
                first: first(from),
                line: WholeLine {
                    num_by: scaled(num_by)?,
                    plus: scaled(plus)?,
                },
            },
        })
    }

    /// A share of one number in another, both below 2^31.
    fn share(
        &self,
        rule: &FlatRule,
        (part, whole): (usize, usize),
        measure: &line::Quotient,
        scale: &Pieces,
        empty: &Piece,
        inside: Inside,
    ) -> Option<Kernel> {
        self.number(part)?;
        self.number(whole)?;
        let sized = self.sized(measure)?;
        let fence = self.fence(rule, &sized, Some(empty), inside);
        let turns = self.turns(rule, scale, inside)?;
        if turns.line.is_some() {
            return Some(Kernel::Proportion {
                part,
                whole,
                proportion: self.proportion(rule, &sized, scale, &turns, fence, inside)?,
            });
        }
        let narrow = shares::<f32>(&sized, scale, &turns, NARROW, narrow);
        if let Some(turns_narrow) = narrow {
            let share = Share {
                fence: fence.narrow()?,
                base: turns.base,
                turns: turns_narrow,
            };
            return Some(Kernel::Narrow { part, whole, share });
        }
        let share = Share {
            fence,
            base: turns.base,
            turns: shares(&sized, scale, &turns, WIDE, wide)?,
        };
        Some(Kernel::Wide { part, whole, share })
    }

    /// Any measure.
    fn measured(
        &self,
        rule: &FlatRule,
        measure: &line::Quotient,
        scale: &Pieces,
        empty: Option<&Piece>,
        knock_out: &[FlatCondition],
        inside: Inside,
    ) -> Option<Rule> {
        let sized = self.sized(measure)?;
        let fence = self.fence(rule, &sized, empty, inside);
        let turns = self.turns(rule, scale, inside)?;
        let lowered = if turns.line.is_some() {
            Scale::Stretched(self.proportion(rule, &sized, scale, &turns, fence, inside)?)
        } else {
            Scale::Constant(Share {
                fence,
                base: turns.base,
                turns: shares(&sized, scale, &turns, WIDE, wide)?,
            })
        };
        Some(compound(Compound::Measured {
            measure: self.quotient(&sized, fence)?,
            scale: lowered,
            knock_out: self.conditions(knock_out)?,
        }))
    }

    fn proportion(
        &self,
        rule: &FlatRule,
        sized: &Sized<'_>,
        scale: &Pieces,
        turns: &Turns,
        fence: Fence<f64>,
        inside: Inside,
    ) -> Option<Proportion> {
        let (from, line) = turns.line?;
        within_maximum(rule, line, sized, scale, from)?;
        let kept = self.leaf.kept;
        if inside == Inside::Sum && kept != 1 {
            return None;
        }
        let mode = self.leaf.mode?;
        if inside == Inside::Sum && mode == RoundingMode::HalfEven {
            // What is even depends on the other parts.
            return None;
        }
        // Rounded to the grid of the results, which no other leaf makes finer.
        if self.on_grid(kept.checked_mul(self.leaf.unit)?)? != 1 {
            return None;
        }
        let (num_by, den_by, over) = match line {
            Line::Whole { num_by, plus } => {
                // Over a constant denominator d: num × a + p = (num × a × d + d × p) ÷ d.
                let (den, _) = sized.den;
                let num_by = i128::from(num_by).checked_mul(den)?;
                (num_by, i128::from(plus), 1)
            }
            Line::Quotient {
                num_by,
                den_by,
                over,
            } => (num_by.into(), den_by.into(), i128::from(over)),
        };
        let over = over.checked_mul(kept.into())?;
        let shift = Shift::of(mode);
        let num_by = num_by.checked_mul(shift.top_by)?;
        let den_by = den_by
            .checked_mul(shift.top_by)?
            .checked_add(over.checked_mul(shift.bottom_by)?)?;
        let over = over.checked_mul(shift.over)?;
        let (num, den) = sized.sizes();
        let top = num
            .checked_mul(num_by.abs())?
            .checked_add(den.checked_mul(den_by.abs())?)?
            .checked_add(1)?;
        let bottom = den.checked_mul(over)?;
        exact(top.checked_add(bottom)?.checked_mul(2)?, WIDE)?;
        Some(Proportion {
            share: Share {
                fence,
                base: turns.base,
                turns: shares(sized, scale, turns, WIDE, wide)?,
            },
            stretch: Stretch {
                first: first(from),
                line: ShareLine {
                    num_by: wide(num_by)?,
                    den_by: wide(den_by)?,
                    plus: wide(shift.plus)?,
                    over: wide(over)?,
                },
            },
        })
    }

    fn fence(
        &self,
        rule: &FlatRule,
        sized: &Sized<'_>,
        empty: Option<&Piece>,
        inside: Inside,
    ) -> Fence<f64> {
        let guard = sized.quotient.guard;
        let points = empty.and_then(|piece| self.piece(rule, piece, inside));
        let asks = guard != Guard::Nothing && points.is_none();
        Fence {
            within: guard == Guard::Share,
            least_den: if asks { 1.0 } else { 0.0 },
            empty: points.unwrap_or(0),
        }
    }

    fn conditions(&self, conditions: &[FlatCondition]) -> Option<Box<[Condition]>> {
        conditions
            .iter()
            .map(|condition| match condition {
                FlatCondition::OneOf { input, options } => Some(Condition::OneOf {
                    input: *input,
                    options: *options,
                }),
                FlatCondition::Between {
                    measure,
                    from,
                    beyond,
                } => {
                    let sized = self.sized(measure)?;
                    // No condition holds where there is nothing to measure.
                    let fence = Fence {
                        within: measure.guard == Guard::Share,
                        least_den: 0.0,
                        empty: 0,
                    };
                    let turn = |step: &Option<Step>| match step {
                        Some(step) => share_turn(&sized, *step, NO_CHANGE, WIDE, wide).map(Some),
                        None => Some(None),
                    };
                    Some(Condition::Between {
                        from: turn(from)?,
                        beyond: turn(beyond)?,
                        measure: self.quotient(&sized, fence)?,
                    })
                }
            })
            .collect()
    }

    fn quotient(&self, sized: &Sized<'_>, fence: Fence<f64>) -> Option<Quotient> {
        let sum = |linear: &Linear| {
            let terms = linear.terms.iter().map(|(input, factor)| {
                // A column has to hold every value exactly.
                let range = self.ranges.get(*input)?.as_ref()?;
                exact(i128::from(range.lo).abs().max(range.hi.into()), WIDE)?;
                Some((*input, wide(i128::from(*factor))?))
            });
            Some(Sum {
                constant: wide(linear.constant.into())?,
                terms: terms.collect::<Option<_>>()?,
            })
        };
        Some(Quotient {
            num: sum(&sized.quotient.num)?,
            den: sum(&sized.quotient.den)?,
            fence,
        })
    }

    fn sized<'q>(&self, quotient: &'q line::Quotient) -> Option<Sized<'q>> {
        let sized = Sized {
            num: self.span(&quotient.num)?,
            den: self.span(&quotient.den)?,
            quotient,
        };
        // Fences look for parts above their whole, not for negative ones.
        let can_be_negative = quotient.guard == Guard::Share && sized.num.0 < 0;
        (!can_be_negative).then_some(sized)
    }

    /// The least and greatest value of a sum; `None` where a step on the way is not exact.
    fn span(&self, linear: &Linear) -> Option<(i128, i128)> {
        let (mut low, mut high) = (i128::from(linear.constant), i128::from(linear.constant));
        let mut size = low.abs();
        for (input, factor) in &*linear.terms {
            let range = self.ranges.get(*input)?.as_ref()?;
            let factor = i128::from(*factor);
            let [a, b] = [range.lo, range.hi].map(|end| i128::from(end).wrapping_mul(factor));
            low = low.checked_add(a.min(b))?;
            high = high.checked_add(a.max(b))?;
            size = size.checked_add(a.abs().max(b.abs()))?;
        }
        exact(size, WIDE)?;
        Some((low, high))
    }

    /// The range of an input whose column holds numbers below 2^31.
    fn number(&self, input: usize) -> Option<&Range> {
        let range = self.ranges.get(input)?.as_ref()?;
        range.is_small().then_some(range)
    }
}

impl Sized<'_> {
    fn sizes(&self) -> (i128, i128) {
        let size = |(low, high): (i128, i128)| low.abs().max(high.abs());
        (size(self.num), size(self.den))
    }

    /// The values of the quotient between which a piece lies.
    fn ends(&self, scale: &Pieces, piece: usize) -> Option<[Ratio; 2]> {
        let fixed = (self.den.0 == self.den.1).then_some(self.den.0);
        let at = |step: &Step| match fixed {
            Some(den) => Ratio::new(
                i128::from(step.den_by)
                    .checked_mul(den)?
                    .checked_add(step.more.into())?,
                i128::from(step.num_by).checked_mul(den)?,
            ),
            None => Ratio::new(step.den_by.into(), step.num_by.into()),
        };
        let outer = |bound: i128, of_share: i64| match (self.quotient.guard, fixed) {
            (Guard::Share, _) => Some(Ratio::from_int(of_share)),
            (_, Some(den)) => Ratio::new(bound, den),
            _ => None,
        };
        let from = match piece.checked_sub(1) {
            Some(step) => at(scale.steps.get(step)?)?,
            None => outer(self.num.0, 0)?,
        };
        let to = match scale.steps.get(piece) {
            Some(step) => at(step)?,
            None => outer(self.num.1, 1)?,
        };
        Some([from, to])
    }
}

/// `Some` if a straight piece stays between 0 and the maximum of its place.
fn within_maximum(
    rule: &FlatRule,
    line: Line,
    sized: &Sized<'_>,
    scale: &Pieces,
    piece: usize,
) -> Option<()> {
    let max = Ratio::from_int(rule.max);
    let is_within = |end: Ratio| {
        let value = at(line, end, sized)?;
        Some(value >= Ratio::ZERO && value <= max)
    };
    let [from, to] = sized.ends(scale, piece)?;
    (is_within(from)? && is_within(to)?).then_some(())
}

/// Units that a line gives at a value of its quotient.
fn at(line: Line, value: Ratio, sized: &Sized<'_>) -> Option<Ratio> {
    let (num_by, plus, over) = match line {
        Line::Whole { num_by, plus } => {
            // Over a denominator that is known.
            let num_by = num_by.checked_mul(i64::try_from(sized.den.0).ok()?)?;
            (num_by, plus, 1)
        }
        Line::Quotient {
            num_by,
            den_by,
            over,
        } => (num_by, den_by, over),
    };
    value
        .checked_mul(Ratio::from_int(num_by))?
        .checked_add(Ratio::from_int(plus))?
        .checked_div(Ratio::from_int(over))
}

/// A part of a scale may not be a whole number of units.
fn has_fractions(rule: &FlatRule) -> bool {
    let lines = |scale: &Pieces| scale.pieces.iter().any(|piece| piece.line.is_some());
    match &rule.kind {
        FlatKind::Table { .. } | FlatKind::Cases { .. } => false,
        FlatKind::Count { scale, .. } | FlatKind::Share { scale, .. } => lines(scale),
        FlatKind::Score(score) => lines(&score.scale),
        FlatKind::Gate { then, .. } => has_fractions(then),
        FlatKind::Sum { parts, .. } => parts.iter().any(has_fractions),
    }
}

fn shares<T>(
    sized: &Sized<'_>,
    scale: &Pieces,
    turns: &Turns,
    limit: i128,
    number: fn(i128) -> Option<T>,
) -> Option<Box<[ShareTurn<T>]>> {
    let steps = scale.steps.iter().zip(&turns.changes);
    steps
        .map(|(step, change)| share_turn(sized, *step, *change, limit, number))
        .collect()
}

/// A turn whose comparison is exact.
fn share_turn<T>(
    sized: &Sized<'_>,
    step: Step,
    change: Change,
    limit: i128,
    number: fn(i128) -> Option<T>,
) -> Option<ShareTurn<T>> {
    let (num, den) = sized.sizes();
    let [num_by, den_by, more] = [step.num_by, step.den_by, step.more].map(i128::from);
    exact(num.checked_mul(num_by.abs())?, limit)?;
    exact(
        den.checked_mul(den_by.abs())?.checked_add(more.abs())?,
        limit,
    )?;
    exact(num.max(den), limit)?;
    Some(ShareTurn {
        num_by: number(num_by)?,
        den_by: number(den_by)?,
        more: number(more)?,
        change,
    })
}

/// The mark of a scale that begins with its straight piece.
fn first(piece: usize) -> i32 {
    if piece == 0 { -1 } else { 0 }
}

fn compound(compound: Compound) -> Rule {
    Rule::Compound(Box::new(compound))
}

fn one(input: usize) -> Linear {
    Linear {
        constant: 0,
        terms: Box::new([(input, 1)]),
    }
}

fn constant(constant: i64) -> Linear {
    Linear {
        constant,
        terms: Box::default(),
    }
}

/// `Some` while whole numbers of this size are below the limit.
fn exact(size: i128, limit: i128) -> Option<()> {
    (size.abs() < limit).then_some(())
}

impl Fence<f64> {
    /// The same in narrower floats: its numbers are 0 and 1.
    fn narrow(self) -> Option<Fence<f32>> {
        Some(Fence {
            within: self.within,
            least_den: narrow(i128::from(self.least_den > 0.0))?,
            empty: self.empty,
        })
    }
}

#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "checked to be below 2^53"
)]
fn wide(value: i128) -> Option<f64> {
    exact(value, WIDE)?;
    Some(value as f64)
}

#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "checked to be below 2^24"
)]
fn narrow(value: i128) -> Option<f32> {
    exact(value, NARROW)?;
    Some(value as f32)
}
