//! Kernels: a measure and a scale, for all units of a block.

use super::block::{Block, Blocks};
use super::real::{Real, Round, Widen};

/// A value from which on points change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Turn<T> {
    pub(super) at: T,
    pub(super) change: i32,
}

/// A value of a quotient from which on points change:
/// reached where numerator × `num_by` ≥ denominator × `den_by` + `more`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ShareTurn<T> {
    pub(super) num_by: T,
    pub(super) den_by: T,
    pub(super) more: T,
    pub(super) change: i32,
}

impl<T: Real> ShareTurn<T> {
    #[inline(always)]
    pub(super) fn is_reached(&self, num: T, den: T) -> bool {
        num.times(self.num_by) >= den.times(self.den_by).plus(self.more)
    }
}

/// A straight stretch of a scale: after `from` of the turns and before the one with that number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch<L> {
    pub(super) from: usize,
    pub(super) line: L,
}

/// numerator × `num_by` + `plus`.
#[derive(Clone, Copy, Debug)]
pub(super) struct WholeLine {
    pub(super) num_by: i32,
    pub(super) plus: i32,
}

/// (numerator × `num_by` + denominator × `den_by`) ÷ (denominator × `over`), rounded, × `unit`.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShareLine {
    pub(super) num_by: f64,
    pub(super) den_by: f64,
    pub(super) over: f64,
    pub(super) unit: i32,
    pub(super) round: Round,
}

/// What a share may be, and what it gives where there is nothing to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fence {
    /// A contradiction unless 0 ≤ numerator ≤ denominator.
    pub(super) within: bool,
    /// Points where the denominator is 0; `None` if rows have to say.
    pub(super) empty: Option<i32>,
    /// The denominator can be 0.
    pub(super) may_be_empty: bool,
}

impl Fence {
    /// Whether rows have to say what the unit gets.
    #[inline(always)]
    pub(super) fn is_left<T: Real>(self, num: T, den: T) -> bool {
        let outside = self.within && ((num < T::ZERO) | (num > den));
        let nothing = self.may_be_empty && self.empty.is_none() && den == T::ZERO;
        outside | nothing
    }

    #[inline(always)]
    fn points<T: Real>(self, den: T, points: i32) -> i32 {
        match self.empty {
            Some(empty) if self.may_be_empty && den == T::ZERO => empty,
            _ => points,
        }
    }
}

/// A share in constant pieces.
#[derive(Clone, Debug)]
pub(super) struct Share<T> {
    pub(super) fence: Fence,
    pub(super) base: i32,
    pub(super) turns: Box<[ShareTurn<T>]>,
}

/// A share with a straight stretch.
#[derive(Clone, Debug)]
pub(super) struct Proportion {
    pub(super) share: Share<f64>,
    pub(super) stretch: Stretch<ShareLine>,
}

/// Where points of a block go.
pub(super) struct Sink<'s> {
    /// The points of each unit.
    pub(super) out: &'s mut Block<i32>,
    /// What they are added to.
    pub(super) sum: &'s mut Block<i32>,
}

impl Sink<'_> {
    #[inline(always)]
    fn each<A: Copy>(self, values: &Block<A>, points: impl Fn(A) -> i32) {
        let slots = self.out.iter_mut().zip(self.sum.iter_mut());
        for (value, (out, sum)) in values.iter().zip(slots) {
            let points = points(*value);
            *out = points;
            *sum = sum.wrapping_add(points);
        }
    }

    /// As [`each`](Self::each) over two columns; whether any unit is left to rows.
    #[inline(always)]
    fn each_pair<A: Copy, B: Copy>(
        self,
        (nums, dens): (&Block<A>, &Block<B>),
        points: impl Fn(A, B) -> (i32, bool),
    ) -> bool {
        let mut any = 0_i32;
        let slots = self.out.iter_mut().zip(self.sum.iter_mut());
        for ((num, den), (out, sum)) in nums.iter().zip(dens).zip(slots) {
            let (points, left) = points(*num, *den);
            *out = points;
            *sum = sum.wrapping_add(points);
            any |= i32::from(left);
        }
        any != 0
    }
}

/// A measure and a scale of which lanes make one loop.
#[derive(Clone, Debug)]
pub(super) enum Kernel {
    /// A choice, in constant pieces; rows say what options with a bit in `left` mean.
    Choice {
        input: usize,
        base: i32,
        turns: Box<[Turn<u8>]>,
        left: u64,
    },
    /// A number, in constant pieces.
    Count {
        input: usize,
        base: i32,
        turns: Box<[Turn<i32>]>,
    },
    /// A number, with a straight stretch.
    CountLine {
        input: usize,
        base: i32,
        turns: Box<[Turn<i32>]>,
        stretch: Stretch<WholeLine>,
    },
    /// A share of small numbers, in constant pieces.
    Narrow {
        part: usize,
        whole: usize,
        share: Share<f32>,
    },
    /// A share, in constant pieces.
    Wide {
        part: usize,
        whole: usize,
        share: Share<f64>,
    },
    /// A share, with a straight stretch.
    Proportion {
        part: usize,
        whole: usize,
        proportion: Proportion,
    },
}

/// Most turns of a scale of which lanes make one loop.
pub(super) const MOST_TURNS: usize = 8;

/// Calls a function with turns as an array, so that loops over them are unrolled; `None` if there are
/// more than any usual scale has.
macro_rules! unrolled {
    ($turns:expr, |$array:ident| $run:expr) => {
        match *$turns {
            [] => {
                let $array = [];
                Some($run)
            }
            [a] => {
                let $array = [a];
                Some($run)
            }
            [a, b] => {
                let $array = [a, b];
                Some($run)
            }
            [a, b, c] => {
                let $array = [a, b, c];
                Some($run)
            }
            [a, b, c, d] => {
                let $array = [a, b, c, d];
                Some($run)
            }
            [a, b, c, d, e] => {
                let $array = [a, b, c, d, e];
                Some($run)
            }
            [a, b, c, d, e, f] => {
                let $array = [a, b, c, d, e, f];
                Some($run)
            }
            [a, b, c, d, e, f, g] => {
                let $array = [a, b, c, d, e, f, g];
                Some($run)
            }
            [a, b, c, d, e, f, g, h] => {
                let $array = [a, b, c, d, e, f, g, h];
                Some($run)
            }
            _ => None,
        }
    };
}

/// Points of a value, in constant pieces.
#[inline(always)]
fn stepped<T: Copy + PartialOrd, const S: usize>(base: i32, turns: &[Turn<T>; S], value: T) -> i32 {
    let mut points = base;
    for turn in turns {
        let change = if value >= turn.at { turn.change } else { 0 };
        points = points.wrapping_add(change);
    }
    points
}

/// Points of a value, with a straight stretch.
#[inline(always)]
fn stretched<const S: usize>(
    base: i32,
    turns: &[Turn<i32>; S],
    stretch: &Stretch<WholeLine>,
    value: i32,
) -> i32 {
    let on = stretch.holds(turns, |turn| value >= turn.at);
    let line = value.times(stretch.line.num_by).plus(stretch.line.plus);
    stepped(base, turns, value).wrapping_add(if on { line } else { 0 })
}

impl<L> Stretch<L> {
    /// Whether a value is on the stretch.
    #[inline(always)]
    fn holds<T, const S: usize>(&self, turns: &[T; S], is_reached: impl Fn(&T) -> bool) -> bool {
        let (mut begun, mut ended) = (self.from == 0, false);
        for (index, turn) in turns.iter().enumerate() {
            let reached = is_reached(turn);
            begun |= index.wrapping_add(1) == self.from && reached;
            ended |= index == self.from && reached;
        }
        begun && !ended
    }
}

impl<T: Real> Share<T> {
    #[inline(always)]
    fn constant<const S: usize>(&self, turns: &[ShareTurn<T>; S], num: T, den: T) -> i32 {
        let mut points = self.base;
        for turn in turns {
            let change = if turn.is_reached(num, den) {
                turn.change
            } else {
                0
            };
            points = points.wrapping_add(change);
        }
        points
    }

    /// The points of a block; whether any unit is left to rows.
    #[inline(always)]
    pub(super) fn run<A: Widen<T>>(&self, pair: (&Block<A>, &Block<A>), sink: Sink<'_>) -> Option<bool> {
        let fence = self.fence;
        unrolled!(self.turns, |turns| sink.each_pair(pair, |num, den| {
            let (num, den) = (num.widen(), den.widen());
            let points = self.constant(&turns, num, den);
            (fence.points(den, points), fence.is_left(num, den))
        }))
    }

    /// Notes the units that are left to rows.
    pub(super) fn mark<A: Widen<T>>(&self, (nums, dens): (&Block<A>, &Block<A>), left: &mut Block<bool>) {
        for ((num, den), left) in nums.iter().zip(dens).zip(left) {
            *left |= self.fence.is_left::<T>(num.widen(), den.widen());
        }
    }
}

impl Proportion {
    /// The points of a block; whether any unit is left to rows.
    #[inline(always)]
    pub(super) fn run<A: Widen<f64>>(
        &self,
        pair: (&Block<A>, &Block<A>),
        sink: Sink<'_>,
    ) -> Option<bool> {
        match self.stretch.line.round {
            Round::HalfUp => self.rounded(pair, sink, Round::HalfUp),
            Round::HalfEven => self.rounded(pair, sink, Round::HalfEven),
            Round::Down => self.rounded(pair, sink, Round::Down),
            Round::Up => self.rounded(pair, sink, Round::Up),
        }
    }

    /// As [`run`](Self::run), for one way of rounding.
    #[inline(always)]
    fn rounded<A: Widen<f64>>(
        &self,
        pair: (&Block<A>, &Block<A>),
        sink: Sink<'_>,
        round: Round,
    ) -> Option<bool> {
        let Self { share, stretch } = self;
        let line = stretch.line;
        let fence = share.fence;
        unrolled!(share.turns, |turns| sink.each_pair(pair, |num, den| {
            let (num, den): (f64, f64) = (num.widen(), den.widen());
            let on = stretch.holds(&turns, |turn: &ShareTurn<f64>| turn.is_reached(num, den));
            let top = num.times(line.num_by).plus(den.times(line.den_by));
            let rounded = round.quotient(top, den.times(line.over)).times(line.unit);
            let points = share
                .constant(&turns, num, den)
                .wrapping_add(if on { rounded } else { 0 });
            (fence.points(den, points), fence.is_left(num, den))
        }))
    }
}

impl Kernel {
    /// The points of a block; whether any unit is left to rows. `None` where a column is missing.
    #[inline(always)]
    pub(super) fn run(&self, blocks: &Blocks<'_>, sink: Sink<'_>) -> Option<bool> {
        match self {
            Self::Choice {
                input,
                base,
                turns,
                left,
            } => {
                let values = blocks.choice(*input)?;
                unrolled!(*turns, |turns| sink
                    .each(values, |value| stepped(*base, &turns, value)))?;
                Some(*left != 0 && values.iter().any(|value| has_bit(*left, *value)))
            }
            Self::Count { input, base, turns } => {
                let values = blocks.number(*input)?;
                unrolled!(*turns, |turns| sink
                    .each(values, |value| stepped(*base, &turns, value)))?;
                Some(false)
            }
            Self::CountLine {
                input,
                base,
                turns,
                stretch,
            } => {
                let values = blocks.number(*input)?;
                unrolled!(*turns, |turns| sink
                    .each(values, |value| stretched(*base, &turns, stretch, value)))?;
                Some(false)
            }
            Self::Narrow { part, whole, share } => {
                share.run((blocks.number(*part)?, blocks.number(*whole)?), sink)
            }
            Self::Wide { part, whole, share } => {
                share.run((blocks.number(*part)?, blocks.number(*whole)?), sink)
            }
            Self::Proportion {
                part,
                whole,
                proportion,
            } => proportion.run((blocks.number(*part)?, blocks.number(*whole)?), sink),
        }
    }

    /// Notes the units of a block that are left to rows.
    pub(super) fn mark(&self, blocks: &Blocks<'_>, left: &mut Block<bool>) -> Option<()> {
        match self {
            Self::Choice {
                input, left: bits, ..
            } => {
                for (value, left) in blocks.choice(*input)?.iter().zip(left) {
                    *left |= has_bit(*bits, *value);
                }
            }
            Self::Count { .. } | Self::CountLine { .. } => {}
            Self::Narrow { part, whole, share } => {
                share.mark((blocks.number(*part)?, blocks.number(*whole)?), left);
            }
            Self::Wide { part, whole, share } => {
                share.mark((blocks.number(*part)?, blocks.number(*whole)?), left);
            }
            Self::Proportion {
                part,
                whole,
                proportion,
            } => {
                let pair = (blocks.number(*part)?, blocks.number(*whole)?);
                proportion.share.mark(pair, left);
            }
        }
        Some(())
    }
}

fn has_bit(bits: u64, value: u8) -> bool {
    bits.checked_shr(value.into())
        .is_some_and(|bits| bits & 1 == 1)
}
