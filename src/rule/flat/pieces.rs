//! Pieces: what a scale gives between the values at which it turns.

use super::line::Step;
use crate::rule::exact::Exact;
use crate::rule::trace::Reason;

/// Points in units, exactly: `whole` + `rest` ÷ `over`, with 0 ≤ `rest` < `over`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rule) struct Worth {
    pub(in crate::rule) whole: i64,
    pub(in crate::rule) rest: i64,
    pub(in crate::rule) over: i64,
}

impl Worth {
    #[inline(always)]
    pub(in crate::rule) const fn whole(whole: i64) -> Self {
        Self {
            whole,
            rest: 0,
            over: 1,
        }
    }
}

/// Points that are not on a line: the walk says what it means that there are none.
pub(in crate::rule) const NO_POINTS: i64 = i64::MIN;

/// Points on a straight line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rule) enum Line {
    /// numerator × `num_by` + `plus`.
    Whole { num_by: i64, plus: i64 },
    /// (numerator × `num_by` + denominator × `den_by`) ÷ (denominator × `over`).
    Quotient { num_by: i64, den_by: i64, over: i64 },
}

/// A stretch of the measure, and why the rest of the points is lost on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::rule) struct Piece {
    /// The same points everywhere, or [`NO_POINTS`]; most pieces are so, and nothing is decided for them.
    pub(in crate::rule) points: i64,
    pub(in crate::rule) line: Option<Box<Line>>,
    pub(in crate::rule) reason: Reason,
}

impl Piece {
    #[inline(always)]
    pub(in crate::rule) fn at(&self, num: i64, den: i64) -> Worth {
        match &self.line {
            None => Worth::whole(self.points),
            Some(line) => line.at(num, den),
        }
    }
}

impl Line {
    #[inline]
    fn at(&self, num: i64, den: i64) -> Worth {
        match *self {
            Self::Whole { num_by, plus } => Worth::whole(num.times(num_by).plus(plus)),
            Self::Quotient {
                num_by,
                den_by,
                over,
            } => {
                let top = num.times(num_by).plus(den.times(den_by));
                let over = den.times(over);
                let whole = top.over(over);
                Worth {
                    whole,
                    rest: top.less(whole.times(over)),
                    over,
                }
            }
        }
    }
}

/// A scale cut into pieces: one more than there are steps between them, in rising order.
#[derive(Clone, Debug)]
pub(in crate::rule) struct Pieces {
    pub(in crate::rule) steps: Box<[Step]>,
    pub(in crate::rule) pieces: Box<[Piece]>,
}

impl Pieces {
    /// The piece that holds a value: as many steps as it reaches.
    #[inline(always)]
    pub(in crate::rule) fn holding(&self, num: i64, den: i64) -> Option<&Piece> {
        let mut reached = 0_usize;
        for step in &*self.steps {
            reached = reached.wrapping_add(usize::from(step.is_reached(num, den)));
        }
        self.pieces.get(reached)
    }
}
