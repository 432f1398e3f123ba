//! Points that change evenly with a measure, and the decimals they need.

use super::{Range, Span};
use crate::number::Ratio;

/// Most decimals of points: the grid.
const GRID: u8 = 9;

/// How many decimals points need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::model::criteria_set) enum Decimals {
    /// At most so many.
    AtMost(u8),
    /// More than the grid has, as a value of the measure shows.
    TooMany { witness: String },
}

impl Decimals {
    /// The decimals of one value.
    pub(in crate::model::criteria_set) fn of(points: Ratio) -> Option<u8> {
        (0..=GRID).find(|places| points.is_finite_at(*places))
    }

    /// The decimals either needs.
    #[must_use]
    pub(in crate::model::criteria_set) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::AtMost(a), Self::AtMost(b)) => Self::AtMost(a.max(b)),
            (many @ Self::TooMany { .. }, _) | (_, many) => many,
        }
    }
}

/// A straight line: the points at one value, and what they change for one more.
#[derive(Clone, Copy, Debug)]
pub(in crate::model::criteria_set) struct Line {
    at: Ratio,
    points: Ratio,
    slope: Ratio,
}

impl Line {
    /// The line through a place with a slope.
    pub(in crate::model::criteria_set) const fn new(at: Ratio, points: Ratio, slope: Ratio) -> Self {
        Self { at, points, slope }
    }

    /// The line through two places; `None` where they are the same.
    pub(in crate::model::criteria_set) fn through(from: (Ratio, Ratio), to: (Ratio, Ratio)) -> Option<Self> {
        let slope = to.1.checked_sub(from.1)?.checked_div(to.0.checked_sub(from.0)?)?;
        Some(Self::new(from.0, from.1, slope.reduced()))
    }

    /// The points at a value.
    pub(in crate::model::criteria_set) fn points(&self, value: Ratio) -> Option<Ratio> {
        let rise = value.checked_sub(self.at)?.checked_mul(self.slope)?;
        self.points.checked_add(rise)
    }

    /// The decimals its points need over a span of a range.
    ///
    /// Exact: the values with d decimals are k steps from the first, so all points end within the
    /// grid if the first does and one step does.
    pub(in crate::model::criteria_set) fn decimals(&self, span: Span, range: &Range) -> Decimals {
        let span = span.meet(Span::of(range));
        let Some(first) = span.witness(range.decimals) else {
            return Decimals::AtMost(0);
        };
        if self.slope == Ratio::ZERO {
            return self.at_value(first);
        }
        let Some(decimals) = range.decimals else {
            return self.over_fractions(span, first);
        };
        let Some((first, last)) = span.ends(decimals) else {
            return Decimals::AtMost(0);
        };
        let found = self.at_value(first);
        if first == last {
            return found;
        }
        let step = 10_i128.checked_pow(u32::from(decimals)).and_then(|den| Ratio::new(1, den));
        match step.and_then(|step| first.checked_add(step)) {
            Some(second) => found.or(self.at_value(second)),
            None => found,
        }
    }

    fn at_value(&self, value: Ratio) -> Decimals {
        match self.points(value).and_then(Decimals::of) {
            Some(places) => Decimals::AtMost(places),
            None => Decimals::TooMany { witness: value.to_string() },
        }
    }

    /// A line that rises over all fractions of a span leaves the grid somewhere.
    fn over_fractions(&self, span: Span, first: Ratio) -> Decimals {
        let (low, high) = (span.low.at(), span.high.at());
        if low == high {
            return self.at_value(first);
        }
        let thirds = [(1, 3), (2, 3), (1, 7)].into_iter().filter_map(|(num, den)| {
            let part = high.checked_sub(low)?.checked_mul(Ratio::new(num, den)?)?;
            low.checked_add(part)
        });
        for value in thirds {
            if let many @ Decimals::TooMany { .. } = self.at_value(value) {
                return many;
            }
        }
        Decimals::TooMany { witness: first.to_string() }
    }
}
