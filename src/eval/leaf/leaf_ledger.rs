//! The ledger of leaves: what each point that is not given went to, where somebody asks.

use crate::eval::leaf::state::Column;
use crate::number::{Points, Rounding, RoundingMode};
use crate::rule::{Amount, FlatLoss, FlatTrace, LossTrace, NoTrace, Reason, Trace};

/// Points lost at a leaf, and why
#[derive(Clone, Copy, Debug)]
pub struct Loss {
    pub(crate) leaf: usize,
    pub(crate) column: Column,
    pub(crate) reason: Reason,
    pub(crate) points: Points,
    pub(crate) place: usize,
}

impl Loss {
    /// The column that loses: computed from the maximum, evidenced from computed
    pub fn column(&self) -> Column {
        self.column
    }

    /// Why
    pub fn reason(&self) -> Reason {
        self.reason
    }

    /// How many points; negative where an entry gives points back (rounding, a cap)
    pub fn points(&self) -> Points {
        self.points
    }
}

/// Whether losses are wanted, and where they go.
pub(crate) trait Ledger: FlatTrace {
    type Trace: Trace;
    fn trace(&mut self) -> &mut Self::Trace;
    /// Forgets what was written of a leaf that is begun anew.
    fn begin(&mut self, leaf: usize) -> usize;
    fn write(&mut self, loss: Loss);
    /// Puts the losses of a walk on the grid and gives their sum.
    fn take_trace(&mut self) -> Option<Points>;
    /// The sum of the losses of a flat rule.
    fn flat_sum(&self) -> Points;
    fn len(&self) -> usize;
}

/// No ledger: points only.
pub(crate) struct PointsOnly(pub(crate) NoTrace);

impl FlatTrace for PointsOnly {
    const ON: bool = false;

    fn lose(&mut self, _: FlatLoss) {}
}

impl Ledger for PointsOnly {
    type Trace = NoTrace;
    fn trace(&mut self) -> &mut NoTrace {
        &mut self.0
    }
    fn begin(&mut self, _: usize) -> usize {
        0
    }
    fn write(&mut self, _: Loss) {}
    fn take_trace(&mut self) -> Option<Points> {
        Some(Points::ZERO)
    }
    fn flat_sum(&self) -> Points {
        Points::ZERO
    }
    fn len(&self) -> usize {
        0
    }
}

/// A full ledger.
#[derive(Default)]
pub(crate) struct FullLedger {
    trace: LossTrace,
    pub(crate) losses: Vec<Loss>,
    /// The leaf at hand, where its losses begin, and what its flat rule lost.
    leaf: usize,
    begin: usize,
    flat: i64,
}

impl FullLedger {
    pub(crate) fn with_capacity(losses: usize) -> Self {
        Self {
            losses: Vec::with_capacity(losses),
            ..Self::default()
        }
    }
}

impl FlatTrace for FullLedger {
    const ON: bool = true;

    #[inline(always)]
    fn lose(&mut self, loss: FlatLoss) {
        // INVARIANT: a flat rule loses at most the maxima of its places, which fit together.
        self.flat = self.flat.wrapping_add(loss.points.nanos());
        self.write(Loss {
            leaf: self.leaf,
            column: Column::Computed,
            reason: loss.reason,
            points: loss.points,
            place: loss.place,
        });
    }
}

impl Ledger for FullLedger {
    type Trace = LossTrace;
    fn trace(&mut self) -> &mut LossTrace {
        &mut self.trace
    }
    #[inline]
    fn begin(&mut self, leaf: usize) -> usize {
        self.trace.losses.clear();
        if self.leaf == leaf && self.begin < self.losses.len() {
            self.losses.truncate(self.begin);
        }
        (self.leaf, self.begin, self.flat) = (leaf, self.losses.len(), 0);
        self.begin
    }
    #[inline]
    fn write(&mut self, loss: Loss) {
        if loss.points != Points::ZERO {
            self.losses.push(loss);
        }
    }
    fn take_trace(&mut self) -> Option<Points> {
        let mut sum = Points::ZERO;
        for index in 0..self.trace.losses.len() {
            let raw = *self.trace.losses.get(index)?;
            let points = on_grid(raw.amount)?;
            sum = sum.checked_add(points)?;
            self.write(Loss {
                leaf: self.leaf,
                column: Column::Computed,
                reason: raw.reason,
                points,
                place: raw.place,
            });
        }
        self.trace.losses.clear();
        Some(sum)
    }
    fn flat_sum(&self) -> Points {
        Points::from_nanos(self.flat)
    }
    fn len(&self) -> usize {
        self.losses.len()
    }
}

/// An amount on the grid of 10⁻⁹ points, halves away from zero.
#[inline]
pub(crate) fn on_grid(amount: Amount) -> Option<Points> {
    match amount {
        Amount::Grid(nanos) => Some(Points::from_nanos(nanos)),
        Amount::Fraction(ratio) => ratio.to_points(Rounding::new(9, RoundingMode::HalfUp)?),
    }
}
