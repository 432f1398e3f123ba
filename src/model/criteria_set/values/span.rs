//! Spans of numbers whose ends belong to them or not.

use crate::number::Ratio;

use super::Range;

/// A place between numbers: just before a number, or just after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::model::criteria_set) struct Cut {
    at: Ratio,
    after: bool,
}

impl Cut {
    /// Just before a number.
    pub(in crate::model::criteria_set) const fn before(at: Ratio) -> Self {
        Self { at, after: false }
    }

    /// Just after a number.
    pub(in crate::model::criteria_set) const fn after(at: Ratio) -> Self {
        Self { at, after: true }
    }

    /// The number it stands beside.
    pub(in crate::model::criteria_set) const fn at(self) -> Ratio {
        self.at
    }

    /// The first multiple of 10^-decimals behind the cut, counted in such steps.
    fn step(self, decimals: u8) -> Option<i128> {
        let scaled = self.at.checked_mul(power(decimals)?)?;
        if self.after {
            scaled.floor().checked_add(1)
        } else {
            Some(scaled.ceil())
        }
    }
}

/// 10 to a power of at most 9.
fn power(exponent: u8) -> Option<Ratio> {
    Some(Ratio::from_int(10_i64.checked_pow(u32::from(exponent))?))
}

/// A number counted in steps of 10^-decimals.
fn from_steps(steps: i128, decimals: u8) -> Option<Ratio> {
    Some(Ratio::new(steps, power(decimals)?.num())?.reduced())
}

/// The numbers between two cuts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model::criteria_set) struct Span {
    pub(in crate::model::criteria_set) low: Cut,
    pub(in crate::model::criteria_set) high: Cut,
}

impl Span {
    /// All numbers of a range.
    pub(in crate::model::criteria_set) fn of(range: &Range) -> Self {
        Self {
            low: Cut::before(range.low),
            high: Cut::after(range.high),
        }
    }

    /// The numbers in both spans.
    pub(in crate::model::criteria_set) fn meet(self, other: Self) -> Self {
        Self {
            low: self.low.max(other.low),
            high: self.high.min(other.high),
        }
    }

    /// Whether a number lies in the span.
    pub(in crate::model::criteria_set) fn holds(self, value: Ratio) -> bool {
        self.low <= Cut::before(value) && Cut::after(value) <= self.high
    }

    /// A number in the span with at most so many decimals; any number where absent
    ///
    /// `None` where there is none.
    pub(in crate::model::criteria_set) fn witness(self, decimals: Option<u8>) -> Option<Ratio> {
        if self.low >= self.high {
            return None;
        }
        let Some(decimals) = decimals else {
            return Some(self.short_number());
        };
        let (first, end) = (self.low.step(decimals)?, self.high.step(decimals)?);
        (first < end).then(|| from_steps(first, decimals)).flatten()
    }

    /// The last number with at most so many decimals; `None` where there is none.
    pub(in crate::model::criteria_set) fn last(self, decimals: u8) -> Option<Ratio> {
        let (first, end) = (self.low.step(decimals)?, self.high.step(decimals)?);
        let last = end.checked_sub(1)?;
        (first <= last)
            .then(|| from_steps(last, decimals))
            .flatten()
    }

    /// A number of a span that is not empty, as short as can be found easily.
    fn short_number(self) -> Ratio {
        if !self.low.after {
            return self.low.at;
        }
        for decimals in 0..=9 {
            if let (Some(first), Some(end)) = (self.low.step(decimals), self.high.step(decimals))
                && first < end
                && let Some(number) = from_steps(first, decimals)
            {
                return number;
            }
        }
        let half = Ratio::new(1, 2).unwrap_or(Ratio::ONE);
        let middle = self
            .low
            .at
            .checked_add(self.high.at)
            .and_then(|sum| sum.checked_mul(half));
        middle.unwrap_or(self.low.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(low: Cut, high: Cut) -> Span {
        Span { low, high }
    }

    fn int(value: i64) -> Ratio {
        Ratio::from_int(value)
    }

    #[test]
    fn ends_belong_or_not() {
        let fifty = int(50);
        assert_eq!(
            span(Cut::before(fifty), Cut::before(fifty)).witness(None),
            None
        );
        assert_eq!(
            span(Cut::before(fifty), Cut::after(fifty)).witness(None),
            Some(fifty)
        );
        assert_eq!(
            span(Cut::after(fifty), Cut::before(fifty)).witness(None),
            None
        );
        assert_eq!(
            span(Cut::after(fifty), Cut::before(int(51))).witness(None),
            Ratio::new(501, 10)
        );
    }

    #[test]
    fn whole_numbers_leave_no_gap_between_neighbours() {
        let open = span(Cut::after(int(2)), Cut::before(int(3)));
        assert_eq!(open.witness(Some(0)), None);
        assert_eq!(open.witness(Some(1)), Ratio::new(21, 10));
        let closed = span(Cut::after(int(2)), Cut::after(int(9)));
        assert_eq!(
            (closed.witness(Some(0)), closed.last(0)),
            (Some(int(3)), Some(int(9)))
        );
    }

    #[test]
    fn negative_numbers_snap_the_right_way() {
        let low = Ratio::new(-5, 2).unwrap();
        let span = span(Cut::before(low), Cut::before(int(0)));
        assert_eq!(
            (span.witness(Some(0)), span.last(0)),
            (Some(int(-2)), Some(int(-1)))
        );
    }
}
