//! Denominators: maxima less what leaves them.

use crate::eval::leaf::tally::{Sum, Tally};
use crate::number::Points;

/// The denominators of a scope
#[derive(Clone, Copy, Debug)]
pub(crate) struct Over<S> {
    /// Of every column but the final one.
    pub(crate) applicable: S,
    pub(crate) final_applicable: S,
}

impl<S: Sum> Over<S> {
    /// Exactly.
    pub(crate) fn of(max: S, tally: &Tally<S>) -> Option<Self> {
        Some(Self {
            applicable: max.less(tally.excluded)?,
            final_applicable: max.less(tally.final_excluded)?,
        })
    }

    /// To the nearest billionth of a point, as they are shown.
    pub(crate) fn points(self) -> Option<Over<Points>> {
        Some(Over {
            applicable: self.applicable.points()?,
            final_applicable: self.final_applicable.points()?,
        })
    }
}

impl Over<Points> {
    /// Over plain sums, which are points.
    #[inline]
    pub(crate) fn plain(max: Points, tally: &Tally<i64>) -> Self {
        // INVARIANT: maxima and what leaves them are below 2^61, so the difference fits.
        let less = |nanos: i64| Points::from_nanos(max.nanos().wrapping_sub(nanos));
        Self {
            applicable: less(tally.excluded),
            final_applicable: less(tally.final_excluded),
        }
    }
}
