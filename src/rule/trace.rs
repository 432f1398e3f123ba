//! Traces: what a walk writes down beside the points.

use serde::Serialize;

use super::amount::Amount;
use super::node::Node;
use crate::number::Ratio;

/// Why points are lost
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// A lower band, option or case
    Band,
    /// Less than the full measure of a proportion
    Proportion,
    /// Late, or not done
    Late,
    /// Taken off for faults
    Deduction,
    /// A condition that takes everything
    KnockOut,
    /// A limit on what can be counted
    Cap,
    /// A part-mark not earned
    PartMark,
    /// The difference that rounding makes (signed)
    Rounding,
    /// Not applicable, where that earns nothing
    NotApplicable,
    /// A declared difference between a maximum and its children (signed)
    DeclaredMismatch,
    /// No document on file proves it
    NoEvidence,
}

impl Reason {
    /// The word used in files
    pub const fn word(self) -> &'static str {
        match self {
            Self::Band => "band",
            Self::Proportion => "proportion",
            Self::Late => "late",
            Self::Deduction => "deduction",
            Self::KnockOut => "knock-out",
            Self::Cap => "cap",
            Self::PartMark => "part-mark",
            Self::Rounding => "rounding",
            Self::NotApplicable => "not-applicable",
            Self::DeclaredMismatch => "declared-mismatch",
            Self::NoEvidence => "no-evidence",
        }
    }
}

/// A loss before it is put on the grid.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawLoss {
    pub(crate) reason: Reason,
    pub(crate) amount: Amount,
    /// The place in the leaf (see `Node::place`).
    pub(crate) place: usize,
}

/// Receives what a walk loses on its way; by itself it writes nothing down.
pub(crate) trait Trace {
    /// Whether losses are written down; walks skip their arithmetic if not.
    const ON: bool = false;

    /// Whether bounds are found of places that are not determined.
    const BOUNDS: bool = true;

    /// Writes a loss down.
    fn lose(&mut self, _: RawLoss) {}

    /// A mark of how much was written.
    fn mark(&self) -> usize {
        0
    }

    /// Multiplies the losses written since a mark.
    fn scale_since(&mut self, _: usize, _: Ratio) -> Option<()> {
        Some(())
    }

    /// The sum of the losses written since a mark.
    fn total_since(&self, _: usize) -> Option<Amount> {
        Some(Amount::ZERO)
    }

    /// Notes a place that counts as open; without bounds, one that may.
    fn open(&mut self, _: &Node) {}
}

/// Writes nothing.
pub(crate) struct NoTrace;

impl Trace for NoTrace {}

/// Shows the places that may be open; which of them their bounds settle is not asked.
pub(crate) struct MaybeOpen<F>(pub(crate) F);

impl<F: FnMut(&Node)> Trace for MaybeOpen<F> {
    const BOUNDS: bool = false;

    fn open(&mut self, node: &Node) {
        (self.0)(node);
    }
}

/// Writes losses down.
#[derive(Default)]
pub(crate) struct LossTrace {
    pub(crate) losses: Vec<RawLoss>,
}

impl Trace for LossTrace {
    const ON: bool = true;

    #[inline]
    fn lose(&mut self, loss: RawLoss) {
        if !loss.amount.is_zero() {
            self.losses.push(loss);
        }
    }

    fn mark(&self) -> usize {
        self.losses.len()
    }

    fn scale_since(&mut self, mark: usize, factor: Ratio) -> Option<()> {
        for loss in self.losses.iter_mut().skip(mark) {
            loss.amount = loss.amount.times(factor)?;
        }
        Some(())
    }

    fn total_since(&self, mark: usize) -> Option<Amount> {
        self.losses
            .iter()
            .skip(mark)
            .try_fold(Amount::ZERO, |sum, loss| sum.add(loss.amount))
    }
}
