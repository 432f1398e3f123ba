//! The tree of a flat rule, and its evaluation with or without losses.

use super::line::{Guard, Quotient, Step, Value, value};
use super::pieces::{Piece, Pieces, Worth};
use crate::number::{Points, RoundingMode};
use crate::rule::exact::Exact;
use crate::rule::trace::Reason;

/// A measure and a scale over numbers.
#[derive(Clone, Debug)]
pub(in crate::rule) struct FlatScore {
    pub(in crate::rule) measure: Quotient,
    pub(in crate::rule) scale: Pieces,
    /// What it gives when there was nothing to measure.
    pub(in crate::rule) empty: Piece,
    pub(in crate::rule) knock_out: Box<[FlatCondition]>,
}

/// A comparison.
#[derive(Clone, Debug)]
pub(in crate::rule) enum FlatCondition {
    /// At least `from`, and not as far as `beyond`.
    Between {
        measure: Quotient,
        from: Option<Step>,
        beyond: Option<Step>,
    },
    /// A choice whose bit is set.
    OneOf { input: usize, options: u64 },
}

/// A case.
#[derive(Clone, Debug)]
pub(in crate::rule) struct FlatCase {
    pub(in crate::rule) when: Box<[FlatCondition]>,
    pub(in crate::rule) points: i64,
}

/// The forms of a flat rule.
#[derive(Clone, Debug)]
pub(in crate::rule) enum FlatKind {
    /// A choice: the piece with its index.
    Table { input: usize, pieces: Box<[Piece]> },
    /// A number compared with whole numbers.
    Count {
        input: usize,
        den: i64,
        scale: Pieces,
    },
    /// A share of one number in another.
    Share {
        part: usize,
        whole: usize,
        scale: Pieces,
        empty: Piece,
    },
    /// Any other measure, and deductions that can be knocked out.
    Score(Box<FlatScore>),
    Cases {
        cases: Box<[FlatCase]>,
        otherwise: i64,
    },
    Gate {
        when: Box<[FlatCondition]>,
        then: Box<FlatRule>,
        otherwise: i64,
    },
    Sum {
        parts: Box<[FlatRule]>,
        /// Only where every part is whole.
        cap: Option<i64>,
    },
}

/// A flat rule: points in units.
#[derive(Clone, Debug)]
pub(in crate::rule) struct FlatRule {
    pub(in crate::rule) kind: FlatKind,
    pub(in crate::rule) max: i64,
    pub(in crate::rule) place: usize,
}

/// The flat rule of a leaf.
#[derive(Clone, Debug)]
pub(crate) struct FlatLeaf {
    pub(in crate::rule) rule: FlatRule,
    /// Nanopoints in a unit.
    pub(in crate::rule) unit: i64,
    /// Units in the last place that the leaf's rounding keeps.
    pub(in crate::rule) kept: i64,
    /// `None` where nothing may be cut off.
    pub(in crate::rule) mode: Option<RoundingMode>,
}

/// Points lost at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FlatLoss {
    pub(crate) reason: Reason,
    pub(crate) points: Points,
    pub(crate) place: usize,
}

/// Receives what a flat rule loses.
pub(crate) trait FlatTrace {
    /// Whether anything is written down.
    const ON: bool;

    /// Writes a loss down; 0 is none.
    fn lose(&mut self, loss: FlatLoss);
}

/// Writes nothing.
pub(crate) struct NoFlatTrace;

impl FlatTrace for NoFlatTrace {
    const ON: bool = false;

    fn lose(&mut self, _: FlatLoss) {}
}

impl FlatCondition {
    /// Whether it holds; `None` for a contradiction.
    #[inline]
    fn holds(&self, values: &[i64]) -> Option<bool> {
        match self {
            Self::Between {
                measure,
                from,
                beyond,
            } => match measure.read(values) {
                Value::Of(num, den) => Some(
                    from.is_none_or(|step| step.is_reached(num, den))
                        && !beyond.is_some_and(|step| step.is_reached(num, den)),
                ),
                Value::Empty => Some(false),
                Value::Contradiction => None,
            },
            Self::OneOf { input, options } => {
                let index = u32::try_from(value(values, *input)).ok()?;
                Some(options.checked_shr(index).is_some_and(|bits| bits & 1 == 1))
            }
        }
    }
}

fn all_hold(conditions: &[FlatCondition], values: &[i64]) -> Option<bool> {
    let mut all = true;
    for condition in conditions {
        all &= condition.holds(values)?;
    }
    Some(all)
}

fn any_holds(conditions: &[FlatCondition], values: &[i64]) -> Option<bool> {
    let mut any = false;
    for condition in conditions {
        any |= condition.holds(values)?;
    }
    Some(any)
}

/// How a walk over a flat rule goes.
struct Walk<'w, T> {
    values: &'w [i64],
    unit: i64,
    trace: &'w mut T,
}

impl<T: FlatTrace> Walk<'_, T> {
    #[inline(always)]
    fn rule(&mut self, rule: &FlatRule, in_part: bool) -> Option<Worth> {
        let (piece, num, den) = match &rule.kind {
            FlatKind::Table { input, pieces } => {
                let index = usize::try_from(value(self.values, *input)).ok()?;
                (pieces.get(index)?, 0, 1)
            }
            FlatKind::Count { input, den, scale } => {
                let num = value(self.values, *input);
                (scale.holding(num, *den)?, num, *den)
            }
            FlatKind::Share {
                part,
                whole,
                scale,
                empty,
            } => {
                let (num, den) = (value(self.values, *part), value(self.values, *whole));
                match Guard::Share.check(num, den) {
                    Value::Of(num, den) => (scale.holding(num, den)?, num, den),
                    Value::Empty => (empty, 0, 1),
                    Value::Contradiction => return None,
                }
            }
            FlatKind::Score(_)
            | FlatKind::Cases { .. }
            | FlatKind::Gate { .. }
            | FlatKind::Sum { .. } => return self.combined(rule, in_part),
        };
        self.given(rule, piece.at(num, den), piece.reason, in_part)
    }

    #[inline]
    fn score(&mut self, rule: &FlatRule, score: &FlatScore, in_part: bool) -> Option<Worth> {
        let value = score.measure.read(self.values);
        if let Value::Contradiction = value {
            return None;
        }
        if !score.knock_out.is_empty() && any_holds(&score.knock_out, self.values)? {
            return self.given(rule, Worth::whole(0), Reason::KnockOut, in_part);
        }
        let (piece, num, den) = match value {
            Value::Of(num, den) => (score.scale.holding(num, den)?, num, den),
            _ => (&score.empty, 0, 1),
        };
        self.given(rule, piece.at(num, den), piece.reason, in_part)
    }

    /// A place inside another.
    fn inner(&mut self, rule: &FlatRule, in_part: bool) -> Option<Worth> {
        self.rule(rule, in_part)
    }

    /// The forms that hold others, and those that are rare.
    #[inline(never)]
    fn combined(&mut self, rule: &FlatRule, in_part: bool) -> Option<Worth> {
        match &rule.kind {
            FlatKind::Score(score) => self.score(rule, score, in_part),
            FlatKind::Sum { parts, cap } => self.sum(rule, parts, *cap),
            FlatKind::Gate {
                when,
                then,
                otherwise,
            } => {
                if all_hold(when, self.values)? {
                    self.inner(then, in_part)
                } else {
                    self.given(rule, Worth::whole(*otherwise), Reason::KnockOut, in_part)
                }
            }
            FlatKind::Cases { cases, otherwise } => {
                let mut points = None;
                for case in &**cases {
                    if all_hold(&case.when, self.values)? && points.is_none() {
                        points = Some(case.points);
                    }
                }
                let worth = Worth::whole(points.unwrap_or(*otherwise));
                self.given(rule, worth, Reason::Band, in_part)
            }
            // Those that `rule` sees to itself.
            FlatKind::Table { .. } | FlatKind::Count { .. } | FlatKind::Share { .. } => None,
        }
    }

    fn sum(&mut self, rule: &FlatRule, parts: &[FlatRule], cap: Option<i64>) -> Option<Worth> {
        let mut sum = Worth::whole(0);
        let mut lost = 0_i64;
        for part in parts {
            let worth = self.inner(part, true)?;
            sum.whole = sum.whole.plus(worth.whole);
            lost = lost.plus(part.max.less(worth.whole));
            if worth.rest != 0 {
                if sum.rest != 0 {
                    // Two fractions are the walk's.
                    return None;
                }
                (sum.rest, sum.over) = (worth.rest, worth.over);
            }
        }
        if let Some(cap) = cap {
            if sum.rest != 0 {
                return None;
            }
            sum.whole = sum.whole.min(cap);
            if T::ON {
                let points = rule.max.less(sum.whole).less(lost).times(self.unit);
                self.trace.lose(FlatLoss {
                    reason: Reason::Cap,
                    points: Points::from_nanos(points),
                    place: rule.place,
                });
            }
        }
        Some(sum)
    }

    /// Points of a place; the rest of its maximum is lost.
    #[inline(always)]
    fn given(
        &mut self,
        rule: &FlatRule,
        worth: Worth,
        reason: Reason,
        in_part: bool,
    ) -> Option<Worth> {
        if worth.whole < 0 || worth.whole > rule.max {
            return None;
        }
        if T::ON {
            let reason = if in_part && reason == Reason::Band {
                Reason::PartMark
            } else {
                reason
            };
            let mut nanos = rule.max.less(worth.whole).times(self.unit);
            if worth.rest != 0 {
                nanos = nanos.less(part_of(worth, self.unit)?);
            }
            if nanos < 0 {
                return None;
            }
            self.trace.lose(FlatLoss {
                reason,
                points: Points::from_nanos(nanos),
                place: rule.place,
            });
        }
        Some(worth)
    }
}

/// rest ÷ over of a unit in nanopoints, rounded so that the loss beside it is rounded half up.
#[inline]
fn part_of(worth: Worth, unit: i64) -> Option<i64> {
    // INVARIANT: rest < over < 2^62 and unit ≤ 10^9, so the product fits in 128 bits.
    let top = i128::from(worth.rest).wrapping_mul(i128::from(unit));
    let over = i128::from(worth.over);
    let (part, rest) = match (i64::try_from(top), i64::try_from(over)) {
        (Ok(top), Ok(over)) => (
            i128::from(top.checked_div(over)?),
            i128::from(top.checked_rem(over)?),
        ),
        _ => (top.checked_div(over)?, top.checked_rem(over)?),
    };
    let more = rest.wrapping_mul(2) > over;
    i64::try_from(part).ok()?.checked_add(i64::from(more))
}

impl FlatLeaf {
    /// Leaves of one rank take the same way through the code; a processor likes them side by side.
    pub(crate) fn rank(&self) -> u8 {
        let lines =
            |scale: &Pieces| u8::from(scale.pieces.iter().any(|piece| piece.line.is_some()));
        match &self.rule.kind {
            FlatKind::Table { .. } => 0,
            FlatKind::Count { scale, .. } => lines(scale).saturating_add(1),
            FlatKind::Share { scale, .. } => lines(scale).saturating_add(3),
            FlatKind::Score(_) => 5,
            FlatKind::Cases { .. } => 6,
            FlatKind::Gate { .. } => 7,
            FlatKind::Sum { .. } => 8,
        }
    }

    /// The leaf's points, with its losses before rounding; `None` where the walk has to say more.
    #[inline(always)]
    pub(crate) fn points<T: FlatTrace>(&self, values: &[i64], trace: &mut T) -> Option<Points> {
        let worth = Walk {
            values,
            unit: self.unit,
            trace,
        }
        .rule(&self.rule, false)?;
        if worth.whole > self.rule.max {
            return None;
        }
        if self.kept == 1 && worth.rest == 0 {
            // INVARIANT: at most the leaf's maximum, which fits.
            return Some(Points::from_nanos(worth.whole.times(self.unit)));
        }
        self.rounded(worth)
    }

    /// Points rounded as the leaf is.
    #[inline]
    pub(in crate::rule) fn rounded(&self, worth: Worth) -> Option<Points> {
        let (kept, left) = if self.kept == 1 {
            (worth.whole, 0)
        } else {
            let kept = worth.whole.over(self.kept);
            (kept, worth.whole.less(kept.times(self.kept)))
        };
        let exact = left == 0 && worth.rest == 0;
        let up = match self.mode {
            None => {
                if !exact {
                    return None;
                }
                false
            }
            Some(mode) => {
                let twice = left.times(worth.over).plus(worth.rest).times(2);
                let half = twice.cmp(&self.kept.times(worth.over));
                mode.moves_away(exact, half, kept & 1 != 0)
            }
        };
        let points = kept.plus(i64::from(up)).times(self.kept).times(self.unit);
        Some(Points::from_nanos(points))
    }
}
