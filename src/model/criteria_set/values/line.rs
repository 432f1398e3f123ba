//! Points that change evenly with a measure.

use super::{Lattice, Range, Span};
use crate::number::Ratio;

/// A straight line: the points at one value, and what they change for one more.
#[derive(Clone, Copy, Debug)]
pub(in crate::model::criteria_set) struct Line {
    at: Ratio,
    points: Ratio,
    slope: Ratio,
}

impl Line {
    /// The line through a place with a slope.
    pub(in crate::model::criteria_set) const fn new(
        at: Ratio,
        points: Ratio,
        slope: Ratio,
    ) -> Self {
        Self { at, points, slope }
    }

    /// The line through two places; `None` where they are the same.
    pub(in crate::model::criteria_set) fn through(
        from: (Ratio, Ratio),
        to: (Ratio, Ratio),
    ) -> Option<Self> {
        let slope =
            to.1.checked_sub(from.1)?
                .checked_div(to.0.checked_sub(from.0)?)?;
        Some(Self::new(from.0, from.1, slope.reduced()))
    }

    /// The points at a value.
    pub(in crate::model::criteria_set) fn points(&self, value: Ratio) -> Option<Ratio> {
        let rise = value.checked_sub(self.at)?.checked_mul(self.slope)?;
        self.points.checked_add(rise)
    }

    /// The lattice of its points over a span of a range
    ///
    /// Exact: the values with d decimals are k steps from the first, so all points lie on the grid
    /// if those of the first two do.
    pub(in crate::model::criteria_set) fn lattice(&self, span: Span, range: &Range) -> Lattice {
        let span = span.meet(Span::of(range));
        let Some(first) = span.witness(range.decimals) else {
            return Lattice::NOTHING;
        };
        if self.slope == Ratio::ZERO {
            return self.at_value(first);
        }
        let Some(decimals) = range.decimals else {
            return self.over_fractions(span, first);
        };
        let found = self.at_value(first);
        let step = 10_i128
            .checked_pow(u32::from(decimals))
            .and_then(|den| Ratio::new(1, den));
        match (
            span.last(decimals),
            step.and_then(|step| first.checked_add(step)),
        ) {
            (Some(last), Some(second)) if second <= last => found.and(self.at_value(second)),
            _ => found,
        }
    }

    fn at_value(&self, value: Ratio) -> Lattice {
        Lattice::of(self.points(value), value)
    }

    /// A line that rises over all fractions of a span leaves the grid somewhere.
    fn over_fractions(&self, span: Span, first: Ratio) -> Lattice {
        let (low, high) = (span.low.at(), span.high.at());
        if low == high {
            return self.at_value(first);
        }
        let parts = [3, 7, 11, 13, 17, 19].into_iter().filter_map(|part| {
            let part = high.checked_sub(low)?.checked_mul(Ratio::new(1, part)?)?;
            low.checked_add(part)
        });
        for value in parts {
            if let beyond @ Lattice::Beyond { .. } = self.at_value(value) {
                return beyond;
            }
        }
        Lattice::Beyond {
            witness: first.to_string(),
        }
    }
}
