//! Pieces: what a scale gives between the values at which it turns.

use super::line::Step;
use crate::rule::exact::Exact;
use crate::rule::trace::Reason;

/// Points in units, exactly: `whole` + `rest` ÷ `over`, with 0 ≤ `rest` < `over`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Worth {
    pub(super) whole: i64,
    pub(super) rest: i64,
    pub(super) over: i64,
}

impl Worth {
    #[inline(always)]
    pub(super) const fn whole(whole: i64) -> Self {
        Self {
            whole,
            rest: 0,
            over: 1,
        }
    }
}

/// What is given on a stretch of the measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The same everywhere.
    Constant(i64),
    /// (numerator × `num_by` + denominator × `den_by`) ÷ (denominator × `over`).
    Line {
        num_by: i64,
        den_by: i64,
        over: i64,
    },
    /// numerator × `num_by` + `plus`.
    Whole { num_by: i64, plus: i64 },
    /// The rule has no points here: the walk says what that means.
    Nothing,
}

/// A stretch of the measure with one form, and why the rest of the points is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) form: Form,
    pub(super) reason: Reason,
}

impl Piece {
    #[inline(always)]
    pub(super) fn at(&self, num: i64, den: i64) -> Option<Worth> {
        match self.form {
            Form::Constant(points) => Some(Worth::whole(points)),
            Form::Line {
                num_by,
                den_by,
                over,
            } => {
                let top = num.times(num_by).plus(den.times(den_by));
                let over = den.times(over);
                let whole = top.over(over);
                Some(Worth {
                    whole,
                    rest: top.less(whole.times(over)),
                    over,
                })
            }
            Form::Whole { num_by, plus } => Some(Worth::whole(num.times(num_by).plus(plus))),
            Form::Nothing => None,
        }
    }
}

/// A scale cut into pieces: one more than there are steps between them, in rising order.
#[derive(Clone, Debug)]
pub(super) struct Pieces {
    pub(super) steps: Box<[Step]>,
    pub(super) pieces: Box<[Piece]>,
}

impl Pieces {
    /// The piece that holds a value: as many steps as it reaches.
    #[inline(always)]
    pub(super) fn holding(&self, num: i64, den: i64) -> Option<&Piece> {
        let reached = self
            .steps
            .iter()
            .filter(|step| step.is_reached(num, den))
            .count();
        self.pieces.get(reached)
    }
}
