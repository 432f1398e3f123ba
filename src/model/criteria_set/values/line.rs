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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::criteria_set::values::Cut;
    use crate::number::Quantity;

    /// All values of a range in a span, one by one.
    fn all(span: Span, range: &Range) -> Vec<Ratio> {
        let decimals = range.decimals.unwrap();
        let steps = 10_i64.pow(u32::from(decimals));
        let first = range
            .low
            .checked_mul(Ratio::from_int(steps))
            .unwrap()
            .ceil();
        let last = range
            .high
            .checked_mul(Ratio::from_int(steps))
            .unwrap()
            .floor();
        (first..=last)
            .map(|step| Ratio::new(step, i128::from(steps)).unwrap())
            .filter(|value| span.low <= Cut::before(*value) && Cut::after(*value) <= span.high)
            .collect()
    }

    #[test]
    fn the_lattice_agrees_with_every_value() {
        for decimals in [0, 1] {
            let range = Range::declared(quantity(-2), quantity(9), decimals);
            for (from, to) in [(0, 3), (-1, 7), (2, 2), (1, 8), (0, 9)] {
                for (a, b) in [(0, 1), (2, 2), (0, 6), (1, 4), (3, 0)] {
                    let ends = (Ratio::from_int(from), Ratio::from_int(to));
                    let Some(line) =
                        Line::through((ends.0, Ratio::from_int(a)), (ends.1, Ratio::from_int(b)))
                    else {
                        continue;
                    };
                    for span in [
                        Span {
                            low: Cut::before(ends.0),
                            high: Cut::after(ends.1),
                        },
                        Span {
                            low: Cut::after(ends.0),
                            high: Cut::before(ends.1),
                        },
                    ] {
                        let points = all(span, &range)
                            .into_iter()
                            .map(|value| line.points(value).unwrap());
                        let (mut finite, mut multiples) = (true, true);
                        let found = line.lattice(span, &range);
                        for points in points {
                            finite &= points.to_points_exact().is_some();
                            if let (Lattice::Steps(step), Some(points)) =
                                (&found, points.to_points_exact())
                            {
                                multiples &= points.nanos() == 0
                                    || points.nanos().unsigned_abs() % step == 0;
                            }
                        }
                        assert_eq!(
                            finite,
                            matches!(found, Lattice::Steps(_)),
                            "{line:?} {span:?}"
                        );
                        assert!(multiples, "{line:?} {span:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_rising_line_over_fractions_leaves_the_grid() {
        let line = Line::through(
            (Ratio::ZERO, Ratio::ZERO),
            (Ratio::from_int(100), Ratio::from_int(3)),
        )
        .unwrap();
        let whole = Span::of(&Range::percent());
        assert!(matches!(
            line.lattice(whole, &Range::percent()),
            Lattice::Beyond { .. }
        ));
        let one = Span {
            low: Cut::before(Ratio::from_int(50)),
            high: Cut::after(Ratio::from_int(50)),
        };
        assert_eq!(
            line.lattice(one, &Range::percent()),
            Lattice::Steps(1_500_000_000)
        );
    }

    fn quantity(value: i64) -> Quantity {
        Quantity::from_i64(value).unwrap()
    }
}
