//! Loops over a block: what a scale gives for each value, or for two.

use super::block::Block;
use super::real::{Real, Widen, Width};
use super::scale::{
    Fence, Given, LineOver, Proportion, Share, ShareTurn, Stretch, Turn, WholeLine,
};

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
pub(super) use unrolled;

/// Where points of a block go.
pub(super) struct Sink<'s, W> {
    /// The points of each unit.
    pub(super) out: &'s mut Block<W>,
    /// What they are added to.
    pub(super) sum: &'s mut Block<W>,
}

/// What a value gives. A trait instead of closures, which are not always inlined.
pub(super) trait One<A> {
    fn points<W: Width>(&self, value: A) -> W;
}

/// What two values give, and whether the unit is left to rows.
trait Two<A> {
    fn points<W: Width>(&self, num: A, den: A) -> (W, bool);
}

impl<W: Width> Sink<'_, W> {
    #[inline(always)]
    pub(super) fn each<A: Copy + Into<T>, T>(self, values: &Block<A>, element: &impl One<T>) {
        let slots = self.out.iter_mut().zip(self.sum.iter_mut());
        for (value, (out, sum)) in values.iter().zip(slots) {
            let points: W = element.points((*value).into());
            *out = points;
            *sum = sum.more(points);
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
            let (points, left): (W, bool) = element.points(*num, *den);
            *out = points;
            *sum = sum.more(points);
            any |= i32::from(left);
        }
        any != 0
    }
}

/// What a value is given by the turns it reaches.
#[inline(always)]
fn over_turns<T: Real, W: Width>(turns: &[Turn<T>], from: Given<W>, value: T) -> Given<W> {
    let mut given = from;
    for turn in turns {
        given.pass(value.reaches(turn.at), turn.change);
    }
    given
}

/// What a share is given by the turns it reaches.
#[inline(always)]
fn over_share_turns<T: Real, W: Width>(
    turns: &[ShareTurn<T>],
    from: Given<W>,
    num: T,
    den: T,
) -> Given<W> {
    let mut given = from;
    for turn in turns {
        given.pass(turn.mask(num, den), turn.change);
    }
    given
}

/// A value in constant pieces.
pub(super) struct Stepped<T, const S: usize> {
    pub(super) base: i32,
    pub(super) turns: [Turn<T>; S],
}

impl<T: Real, const S: usize> One<T> for Stepped<T, S> {
    #[inline(always)]
    fn points<W: Width>(&self, value: T) -> W {
        over_turns(&self.turns, Given::new(self.base, 0), value).points
    }
}

/// A value with a straight stretch.
pub(super) struct Stretched<const S: usize> {
    pub(super) steps: Stepped<i32, S>,
    pub(super) stretch: Stretch<WholeLine>,
}

impl<const S: usize> One<i32> for Stretched<S> {
    #[inline(always)]
    fn points<W: Width>(&self, value: i32) -> W {
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
    fn given<W: Width>(&self, num: T, den: T, line: i32) -> Given<W> {
        over_share_turns(&self.turns, Given::new(self.base, line), num, den)
    }

    #[inline(always)]
    fn fenced<W: Width>(&self, num: T, den: T, points: W) -> (W, bool) {
        (self.fence.points(den, points), self.fence.is_left(num, den))
    }
}

impl<A: Widen<T>, T: Real, const S: usize> Two<A> for Constant<T, S> {
    #[inline(always)]
    fn points<W: Width>(&self, num: A, den: A) -> (W, bool) {
        let (num, den) = (num.widen(), den.widen());
        self.fenced(num, den, self.given(num, den, 0).points)
    }
}

/// A share with a straight stretch.
struct Stretching<T, L, const S: usize> {
    constant: Constant<T, S>,
    stretch: Stretch<L>,
}

impl<A: Widen<T>, T: Real, L: LineOver<A>, const S: usize> Two<A> for Stretching<T, L, S> {
    #[inline(always)]
    fn points<W: Width>(&self, num: A, den: A) -> (W, bool) {
        let Stretch { first, line } = self.stretch;
        let (wide_num, wide_den) = (num.widen(), den.widen());
        let given = self.constant.given(wide_num, wide_den, first);
        let points = given.with(line.at(num, den));
        self.constant.fenced(wide_num, wide_den, points)
    }
}

impl<T: Real> Share<T> {
    /// The points of a block; whether any unit is left to rows.
    #[inline(always)]
    pub(super) fn run<A: Widen<T>, W: Width>(
        &self,
        pair: (&Block<A>, &Block<A>),
        sink: Sink<'_, W>,
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

impl<T: Real, L> Proportion<T, L> {
    /// The points of a block; whether any unit is left to rows.
    #[inline(always)]
    pub(super) fn run<A: Widen<T>, W: Width>(
        &self,
        pair: (&Block<A>, &Block<A>),
        sink: Sink<'_, W>,
    ) -> Option<bool>
    where
        L: LineOver<A>,
    {
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
