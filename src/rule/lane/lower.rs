//! Making lane rules of flat rules, and the proof that every number in them is exact.

use super::compound::{Compound, LaneRule, Rule, Scale};
use super::element::MOST_TURNS;
use super::kernel::{Kernel, LeftOptions};
use super::proof::{NARROW, Sized, WIDE, narrow, shares, wide, within_maximum};
use super::scale::{Change, Fence, Share, Stretch, Turn, WholeLine};
use crate::rule::flat::line::{self, Guard, Linear};
use crate::rule::flat::pieces::{Line, Piece, Pieces, Worth};
use crate::rule::flat::rule::{FlatCondition, FlatKind, FlatRule, FlatScore};
use crate::rule::flat::{FlatLeaf, Range};

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
pub(super) enum Inside {
    /// Its points are the leaf's.
    Leaf,
    /// They are added to others before the leaf is rounded.
    Sum,
}

/// What a lane rule is made with.
pub(super) struct Lower<'l> {
    pub(super) leaf: &'l FlatLeaf,
    pub(super) ranges: &'l [Option<Range>],
    grid: i64,
}

/// A scale as turns with changes, and the stretch that is straight.
pub(super) struct Turns {
    pub(super) base: i32,
    pub(super) changes: Vec<Change>,
    pub(super) line: Option<(usize, Line)>,
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

    pub(super) fn on_grid(&self, nanos: i64) -> Option<i32> {
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
        let mut left = LeftOptions {
            bits: 0,
            from: u8::try_from(given.len()).ok()?,
        };
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
                None => left.bits |= 1_u64.checked_shl(option.into())?,
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
            let straight = self.straight(rule, &sized, scale, &turns, inside)?;
            let narrow = straight.narrow(fence);
            if let Some(proportion) = narrow {
                return Some(Kernel::NarrowProportion {
                    part,
                    whole,
                    proportion,
                });
            }
            return Some(Kernel::Proportion {
                part,
                whole,
                proportion: straight.wide(fence)?,
            });
        }
        let narrow = shares::<f32>(&sized, scale, &turns.changes, NARROW, narrow);
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
            turns: shares(&sized, scale, &turns.changes, WIDE, wide)?,
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
            let straight = self.straight(rule, &sized, scale, &turns, inside)?;
            Scale::Stretched(straight.wide(fence)?)
        } else {
            Scale::Constant(Share {
                fence,
                base: turns.base,
                turns: shares(&sized, scale, &turns.changes, WIDE, wide)?,
            })
        };
        Some(compound(Compound::Measured {
            measure: self.quotient(&sized, fence)?,
            scale: lowered,
            knock_out: self.conditions(knock_out)?,
        }))
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

/// The mark of a scale that begins with its straight piece.
pub(super) fn first(piece: usize) -> i32 {
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
