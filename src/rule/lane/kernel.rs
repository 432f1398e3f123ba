//! Kernels: a measure and a scale, for all units of a block.

use super::block::{Block, Blocks, Numbers, Pair, Widened};
use super::real::{Real, Widen, near, nearest};

/// What changes where a turn is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Points.
    pub(super) points: i32,
    /// −1 where a straight stretch begins or ends, else 0.
    pub(super) line: i32,
}

/// What changes nothing.
pub(super) const NO_CHANGE: Change = Change { points: 0, line: 0 };

/// A value from which on points change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Turn<T> {
    pub(super) at: T,
    pub(super) change: Change,
}

/// A value of a quotient from which on points change:
/// reached where numerator × `num_by` ≥ denominator × `den_by` + `more`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ShareTurn<T> {
    pub(super) num_by: T,
    pub(super) den_by: T,
    pub(super) more: T,
    pub(super) change: Change,
}

impl<T: Real> ShareTurn<T> {
    #[inline(always)]
    pub(super) fn is_reached(&self, num: T, den: T) -> bool {
        num.times(self.num_by) >= den.times(self.den_by).plus(self.more)
    }

    /// All bits if it is reached, else none.
    #[inline(always)]
    pub(super) fn mask(&self, num: T, den: T) -> i32 {
        num.times(self.num_by)
            .reaches(den.times(self.den_by).plus(self.more))
    }
}

/// A straight stretch of a scale.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch<L> {
    /// −1 if the scale begins with it, else 0.
    pub(super) first: i32,
    pub(super) line: L,
}

/// numerator × `num_by` + `plus`.
#[derive(Clone, Copy, Debug)]
pub(super) struct WholeLine {
    pub(super) num_by: i32,
    pub(super) plus: i32,
}

/// The whole number nearest to
/// (numerator × `num_by` + denominator × `den_by` + `plus`) ÷ (denominator × `over`).
///
/// Each way of rounding is a shift after which the nearest whole number is the wanted one.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShareLine {
    pub(super) num_by: f64,
    pub(super) den_by: f64,
    pub(super) plus: f64,
    pub(super) over: f64,
}

/// The whole number at or below
/// (numerator × `num_by` + denominator × `den_by` + `plus`) ÷ (denominator × `over`).
///
/// A narrow float finds it or the next one above; 32-bit whole numbers tell which. What is left of the
/// numerator lies between −(denominator × `over`) and that, so it does not matter what overflows on the
/// way to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct NarrowLine {
    pub(super) num_by: i32,
    pub(super) den_by: i32,
    pub(super) plus: i32,
    pub(super) over: i32,
    /// Nearly `num_by` ÷ `over` and `den_by` ÷ `over`.
    pub(super) slope: f32,
    pub(super) offset: f32,
}

/// What a share may be, and what it gives where there is nothing to measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fence<T> {
    /// Numerators above the denominator contradict themselves; no numerator is negative.
    pub(super) within: bool,
    /// Rows have to say what denominators below it mean: 1 where nobody says what 0 gives.
    pub(super) least_den: T,
    /// Points where the denominator is 0.
    pub(super) empty: i32,
}

impl<T: Real> Fence<T> {
    /// Whether rows have to say what the unit gets.
    #[inline(always)]
    #[expect(
        clippy::needless_bitwise_bool,
        reason = "whole vectors have no lazy operators"
    )]
    pub(super) fn is_left(self, num: T, den: T) -> bool {
        (self.within & (num > den)) | (den < self.least_den)
    }
}

/// A share in constant pieces.
#[derive(Clone, Debug)]
pub(super) struct Share<T> {
    pub(super) fence: Fence<T>,
    pub(super) base: i32,
    pub(super) turns: Box<[ShareTurn<T>]>,
}

/// A share with a straight stretch.
#[derive(Clone, Debug)]
pub(super) struct Proportion {
    pub(super) share: Share<f64>,
    pub(super) stretch: Stretch<ShareLine>,
}

/// A share of small numbers, with a straight stretch.
#[derive(Clone, Debug)]
pub(super) struct NarrowProportion {
    pub(super) share: Share<f32>,
    pub(super) stretch: Stretch<NarrowLine>,
}

/// Where points of a block go.
pub(super) struct Sink<'s> {
    /// The points of each unit.
    pub(super) out: &'s mut Block<i32>,
    /// What they are added to.
    pub(super) sum: &'s mut Block<i32>,
}

/// What a value gives. A trait instead of closures, which are not always inlined.
trait One<A> {
    fn points(&self, value: A) -> i32;
}

/// What two values give, and whether the unit is left to rows.
trait Two<A> {
    fn points(&self, num: A, den: A) -> (i32, bool);
}

impl Sink<'_> {
    #[inline(always)]
    fn each<A: Copy + Into<T>, T>(self, values: &Block<A>, element: &impl One<T>) {
        let slots = self.out.iter_mut().zip(self.sum.iter_mut());
        for (value, (out, sum)) in values.iter().zip(slots) {
            let points = element.points((*value).into());
            *out = points;
            *sum = sum.wrapping_add(points);
        }
    }

    /// As [`each`](Self::each) over two columns; whether any unit is left to rows.
    #[inline(always)]
    fn each_pair<A: Copy>(
        self,
        (nums, dens): (&Block<A>, &Block<A>),
        element: &impl Two<A>,
    ) -> bool {
        let mut any = 0_i32;
        let slots = self.out.iter_mut().zip(self.sum.iter_mut());
        for ((num, den), (out, sum)) in nums.iter().zip(dens).zip(slots) {
            let (points, left) = element.points(*num, *den);
            *out = points;
            *sum = sum.wrapping_add(points);
            any |= i32::from(left);
        }
        any != 0
    }
}

/// The options of which rows have to say what they mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct LeftOptions {
    /// Those with a bit.
    pub(super) bits: u64,
    /// Those from this one on.
    pub(super) from: u8,
}

impl LeftOptions {
    #[inline(always)]
    fn holds_any(self, values: &Block<u8>) -> bool {
        let most = values.iter().copied().fold(0, u8::max);
        most >= self.from || (self.bits != 0 && values.iter().any(|value| self.holds(*value)))
    }

    fn holds(self, value: u8) -> bool {
        let bits = self.bits.checked_shr(value.into());
        value >= self.from || bits.is_some_and(|bits| bits & 1 == 1)
    }
}

/// A measure and a scale of which lanes make one loop.
#[derive(Clone, Debug)]
pub(super) enum Kernel {
    /// A choice, in constant pieces.
    Choice {
        input: usize,
        base: i32,
        turns: Box<[Turn<u8>]>,
        left: LeftOptions,
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
    /// A share of small numbers, with a straight stretch.
    NarrowProportion {
        part: usize,
        whole: usize,
        proportion: NarrowProportion,
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

/// Calls a function with numbers in the width in which they are kept.
macro_rules! of_width {
    ($kind:ident, $numbers:expr, |$($own:ident),+| $run:expr) => {
        match $numbers {
            $kind::Small($($own),+) => $run,
            $kind::Number($($own),+) => $run,
        }
    };
}

/// Points on their way over the turns of a scale.
#[derive(Clone, Copy)]
pub(super) struct Given {
    pub(super) points: i32,
    /// −1 on a straight stretch, else 0.
    line: i32,
}

impl Given {
    /// Changes where `reached` has all bits.
    #[inline(always)]
    pub(super) fn pass(&mut self, reached: i32, change: Change) {
        self.points = self.points.wrapping_add(reached & change.points);
        self.line ^= reached & change.line;
    }
}

/// A value in constant pieces.
struct Stepped<T, const S: usize> {
    base: i32,
    turns: [Turn<T>; S],
}

/// What a value is given by the turns it reaches.
#[inline(always)]
fn over_turns<T: Real>(turns: &[Turn<T>], from: Given, value: T) -> Given {
    let mut given = from;
    for turn in turns {
        given.pass(value.reaches(turn.at), turn.change);
    }
    given
}

/// What a share is given by the turns it reaches.
#[inline(always)]
fn over_share_turns<T: Real>(turns: &[ShareTurn<T>], from: Given, num: T, den: T) -> Given {
    let mut given = from;
    for turn in turns {
        given.pass(turn.mask(num, den), turn.change);
    }
    given
}

impl WholeLine {
    #[inline(always)]
    pub(super) fn at(self, value: i32) -> i32 {
        value.times(self.num_by).plus(self.plus)
    }
}

impl ShareLine {
    #[inline(always)]
    pub(super) fn at(&self, num: f64, den: f64) -> i32 {
        let top = num.times(self.num_by).plus(den.times(self.den_by));
        nearest(top.plus(self.plus), den.times(self.over))
    }
}

impl NarrowLine {
    #[inline(always)]
    pub(super) fn at(&self, num: i32, den: i32) -> i32 {
        let share: (f32, f32) = (num.widen(), den.widen());
        let near = near(share, self.slope, self.offset);
        let by_den = self.den_by.wrapping_sub(near.times(self.over));
        let rest = num.times(self.num_by).plus(den.times(by_den));
        // −1 where nothing would be left.
        near.plus(rest.plus(self.plus) >> 31)
    }
}

impl Given {
    #[inline(always)]
    pub(super) const fn new(points: i32, line: i32) -> Self {
        Self { points, line }
    }

    /// The points, with those of a straight stretch.
    #[inline(always)]
    pub(super) const fn with(self, on_line: i32) -> i32 {
        self.points.wrapping_add(on_line & self.line)
    }
}

impl<T: Real> Fence<T> {
    #[inline(always)]
    fn points(self, den: T, points: i32) -> i32 {
        if den == T::ZERO { self.empty } else { points }
    }
}

impl<T: Real, const S: usize> One<T> for Stepped<T, S> {
    #[inline(always)]
    fn points(&self, value: T) -> i32 {
        over_turns(&self.turns, Given::new(self.base, 0), value).points
    }
}

/// A value with a straight stretch.
struct Stretched<const S: usize> {
    steps: Stepped<i32, S>,
    stretch: Stretch<WholeLine>,
}

impl<const S: usize> One<i32> for Stretched<S> {
    #[inline(always)]
    fn points(&self, value: i32) -> i32 {
        let Stretch { first, line } = self.stretch;
        let from = Given::new(self.steps.base, first);
        over_turns(&self.steps.turns, from, value).with(line.at(value))
    }
}

/// A share in constant pieces.
struct Constant<T, const S: usize> {
    fence: Fence<T>,
    base: i32,
    turns: [ShareTurn<T>; S],
}

impl<T: Real, const S: usize> Constant<T, S> {
    #[inline(always)]
    fn given(&self, num: T, den: T, line: i32) -> Given {
        over_share_turns(&self.turns, Given::new(self.base, line), num, den)
    }

    #[inline(always)]
    fn fenced(&self, num: T, den: T, points: i32) -> (i32, bool) {
        (self.fence.points(den, points), self.fence.is_left(num, den))
    }
}

impl<A: Widen<T>, T: Real, const S: usize> Two<A> for Constant<T, S> {
    #[inline(always)]
    fn points(&self, num: A, den: A) -> (i32, bool) {
        let (num, den) = (num.widen(), den.widen());
        self.fenced(num, den, self.given(num, den, 0).points)
    }
}

/// A share with a straight stretch.
struct Stretching<const S: usize> {
    constant: Constant<f64, S>,
    stretch: Stretch<ShareLine>,
}

impl<A: Widen<f64>, const S: usize> Two<A> for Stretching<S> {
    #[inline(always)]
    fn points(&self, num: A, den: A) -> (i32, bool) {
        let (num, den) = (num.widen(), den.widen());
        let Stretch { first, line } = self.stretch;
        let given = self.constant.given(num, den, first);
        let points = given.with(line.at(num, den));
        self.constant.fenced(num, den, points)
    }
}

/// A share of small numbers, with a straight stretch.
struct NarrowStretching<const S: usize> {
    constant: Constant<f32, S>,
    stretch: Stretch<NarrowLine>,
}

impl<A: Widen<f32> + Into<i32>, const S: usize> Two<A> for NarrowStretching<S> {
    #[inline(always)]
    fn points(&self, num: A, den: A) -> (i32, bool) {
        let (wide_num, wide_den) = (num.widen(), den.widen());
        let Stretch { first, line } = self.stretch;
        let given = self.constant.given(wide_num, wide_den, first);
        let points = given.with(line.at(num.into(), den.into()));
        self.constant.fenced(wide_num, wide_den, points)
    }
}

impl<T: Real> Share<T> {
    /// The points of a block; whether any unit is left to rows.
    #[inline(always)]
    pub(super) fn run<A: Widen<T>>(
        &self,
        pair: (&Block<A>, &Block<A>),
        sink: Sink<'_>,
    ) -> Option<bool> {
        let Self { fence, base, .. } = *self;
        unrolled!(self.turns, |turns| sink
            .each_pair(pair, &Constant { fence, base, turns }))
    }

    /// Notes the units that are left to rows.
    pub(super) fn mark<A: Widen<T>>(
        &self,
        (nums, dens): (&Block<A>, &Block<A>),
        left: &mut Block<bool>,
    ) {
        for ((num, den), left) in nums.iter().zip(dens).zip(left) {
            *left |= self.fence.is_left(num.widen(), den.widen());
        }
    }
}

impl<T: Real> Share<T>
where
    u16: Widen<T>,
    i32: Widen<T>,
{
    /// Notes the units of a block that are left to rows.
    fn mark_pair(
        &self,
        blocks: &Blocks<'_>,
        (part, whole): (usize, usize),
        left: &mut Block<bool>,
    ) -> Option<()> {
        let mut widened = Widened::default();
        let pair = blocks.pair(part, whole, &mut widened)?;
        of_width!(Pair, pair, |part, whole| self.mark((part, whole), left));
        Some(())
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
        let stretch = self.stretch;
        let Share { fence, base, .. } = self.share;
        unrolled!(self.share.turns, |turns| sink.each_pair(
            pair,
            &Stretching {
                constant: Constant { fence, base, turns },
                stretch
            }
        ))
    }
}

impl NarrowProportion {
    /// The points of a block; whether any unit is left to rows.
    #[inline(always)]
    fn run<A: Widen<f32> + Into<i32>>(
        &self,
        pair: (&Block<A>, &Block<A>),
        sink: Sink<'_>,
    ) -> Option<bool> {
        let stretch = self.stretch;
        let Share { fence, base, .. } = self.share;
        unrolled!(self.share.turns, |turns| sink.each_pair(
            pair,
            &NarrowStretching {
                constant: Constant { fence, base, turns },
                stretch
            }
        ))
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
                    .each::<_, u8>(values, &Stepped { base: *base, turns }))?;
                Some(left.holds_any(values))
            }
            Self::Count { input, base, turns } => {
                let values = blocks.numbers(*input)?;
                of_width!(Numbers, values, |values| unrolled!(*turns, |turns| sink
                    .each::<_, i32>(values, &Stepped { base: *base, turns })))?;
                Some(false)
            }
            Self::CountLine {
                input,
                base,
                turns,
                stretch,
            } => {
                let values = blocks.numbers(*input)?;
                of_width!(Numbers, values, |values| unrolled!(*turns, |turns| sink
                    .each(
                        values,
                        &Stretched {
                            steps: Stepped { base: *base, turns },
                            stretch: *stretch
                        }
                    )))?;
                Some(false)
            }
            Self::Narrow { part, whole, share } => {
                let mut widened = Widened::default();
                let pair = blocks.pair(*part, *whole, &mut widened)?;
                of_width!(Pair, pair, |part, whole| share.run((part, whole), sink))
            }
            Self::Wide { part, whole, share } => {
                let mut widened = Widened::default();
                let pair = blocks.pair(*part, *whole, &mut widened)?;
                of_width!(Pair, pair, |part, whole| share.run((part, whole), sink))
            }
            Self::NarrowProportion {
                part,
                whole,
                proportion,
            } => {
                let mut widened = Widened::default();
                let pair = blocks.pair(*part, *whole, &mut widened)?;
                of_width!(Pair, pair, |part, whole| proportion
                    .run((part, whole), sink))
            }
            Self::Proportion {
                part,
                whole,
                proportion,
            } => {
                let mut widened = Widened::default();
                let pair = blocks.pair(*part, *whole, &mut widened)?;
                of_width!(Pair, pair, |part, whole| proportion
                    .run((part, whole), sink))
            }
        }
    }

    /// Notes the units of a block that are left to rows.
    pub(super) fn mark(&self, blocks: &Blocks<'_>, left: &mut Block<bool>) -> Option<()> {
        match self {
            Self::Choice {
                input,
                left: options,
                ..
            } => {
                for (value, left) in blocks.choice(*input)?.iter().zip(left) {
                    *left |= options.holds(*value);
                }
            }
            Self::Count { .. } | Self::CountLine { .. } => {}
            Self::Narrow { part, whole, share } => {
                share.mark_pair(blocks, (*part, *whole), left)?;
            }
            Self::Wide { part, whole, share } => {
                share.mark_pair(blocks, (*part, *whole), left)?;
            }
            Self::NarrowProportion {
                part,
                whole,
                proportion,
            } => proportion.share.mark_pair(blocks, (*part, *whole), left)?,
            Self::Proportion {
                part,
                whole,
                proportion,
            } => proportion.share.mark_pair(blocks, (*part, *whole), left)?,
        }
        Some(())
    }
}
