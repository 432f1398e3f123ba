//! Cells: what is known of one input of a rule.

/// What is known of one input, and who is to fill it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) value: CellValue,
    /// While undetermined it waits for somebody else than the unit.
    pub(crate) pending: bool,
    /// Cells of one family speak of the same facts or tasks; 0 stands alone.
    pub(crate) family: u32,
    /// It may have any value that its declaration allows; bounds for those are found when compiling.
    pub(crate) free: bool,
    /// It may turn out that there is nothing to read.
    pub(crate) may_fail: bool,
}

/// The possible values of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellValue {
    /// A number: its mantissa lies between `lo` and `hi`.
    Number { lo: i64, hi: i64 },
    /// Days late between `lo` and `hi` (none where `lo > hi`), or, if `none`, not done at all.
    Days { lo: i64, hi: i64, none: bool },
    /// One of the options whose bit is set.
    Choice(u64),
    /// Facts contradict each other, or there is nothing to read.
    Contradiction,
}

impl Cell {
    pub(crate) const fn given(value: CellValue) -> Self {
        Self {
            value,
            pending: false,
            family: 0,
            free: false,
            may_fail: false,
        }
    }

    pub(crate) const fn number(value: i64) -> Self {
        Self::given(CellValue::Number {
            lo: value,
            hi: value,
        })
    }

    pub(crate) fn choice(index: u32) -> Self {
        Self::given(CellValue::Choice(1_u64.checked_shl(index).unwrap_or(0)))
    }

    /// Whether exactly one value is possible.
    #[inline]
    pub(crate) fn is_known(self) -> bool {
        if self.may_fail {
            return false;
        }
        match self.value {
            CellValue::Number { lo, hi } => lo == hi,
            CellValue::Days { lo, hi, none } => (lo == hi && !none) || (lo > hi && none),
            CellValue::Choice(options) => options.is_power_of_two(),
            CellValue::Contradiction => true,
        }
    }

    /// The one value of a known cell: a mantissa, the index of an option, or days late
    ///
    /// What was not done at all is −1 days late. `None` for cells that are not known.
    #[inline]
    pub(crate) fn value(self) -> Option<i64> {
        if self.may_fail {
            return None;
        }
        match self.value {
            CellValue::Number { lo, hi }
            | CellValue::Days {
                lo,
                hi,
                none: false,
            } if lo == hi => Some(lo),
            CellValue::Days { lo, hi, none: true } if lo > hi => Some(-1),
            CellValue::Choice(options) if options.is_power_of_two() => {
                Some(i64::from(options.trailing_zeros()))
            }
            _ => None,
        }
    }

    /// How many values are possible; `None` where more than can be counted.
    pub(crate) fn count(self) -> Option<u64> {
        match self.value {
            CellValue::Number { lo, hi } => hi.checked_sub(lo)?.checked_add(1)?.try_into().ok(),
            CellValue::Days { lo, hi, none } => {
                let days: u64 = hi.checked_sub(lo)?.checked_add(1)?.max(0).try_into().ok()?;
                days.checked_add(u64::from(none))
            }
            CellValue::Choice(options) => Some(u64::from(options.count_ones())),
            CellValue::Contradiction => Some(1),
        }
    }

    /// The possible values in two halves, the least first; `None` where there are no two.
    pub(crate) fn halves(self) -> Option<[Self; 2]> {
        let days = |lo, hi, none| CellValue::Days { lo, hi, none };
        let half = |lo: i64, hi: i64| {
            let middle = lo.checked_add(hi.checked_sub(lo)?.checked_div(2)?)?;
            (lo < hi).then_some((middle, middle.checked_add(1)?))
        };
        let values = match self.value {
            CellValue::Number { lo, hi } => {
                let (last, first) = half(lo, hi)?;
                [
                    CellValue::Number { lo, hi: last },
                    CellValue::Number { lo: first, hi },
                ]
            }
            CellValue::Days { lo, hi, none: true } if lo <= hi => {
                [days(lo, hi, false), days(1, 0, true)]
            }
            CellValue::Days { lo, hi, none } => {
                let (last, first) = half(lo, hi)?;
                [days(lo, last, none), days(first, hi, none)]
            }
            CellValue::Choice(options) if options.count_ones() > 1 => {
                let least = nth_bit(options, 0)?;
                [CellValue::Choice(least), CellValue::Choice(options ^ least)]
            }
            CellValue::Choice(_) | CellValue::Contradiction => return None,
        };
        Some(values.map(|value| Self {
            value,
            free: false,
            ..self
        }))
    }

    /// The least and the greatest possible value.
    pub(crate) fn ends(self) -> Option<[Self; 2]> {
        let last = match self.value {
            CellValue::Choice(options) => Self {
                value: CellValue::Choice(1_u64.checked_shl(options.checked_ilog2()?)?),
                free: false,
                ..self
            },
            _ => self.nth(self.count()?.checked_sub(1)?)?,
        };
        Some([last, self.nth(0)?])
    }

    /// The possible value with this index, counted from the least.
    pub(crate) fn nth(self, index: u64) -> Option<Self> {
        let value = match self.value {
            CellValue::Number { lo, .. } => {
                let value = lo.checked_add_unsigned(index)?;
                CellValue::Number {
                    lo: value,
                    hi: value,
                }
            }
            CellValue::Days { lo, hi, .. } => {
                let day = lo.checked_add_unsigned(index)?;
                if day <= hi {
                    CellValue::Days {
                        lo: day,
                        hi: day,
                        none: false,
                    }
                } else {
                    CellValue::Days {
                        lo: 1,
                        hi: 0,
                        none: true,
                    }
                }
            }
            CellValue::Choice(options) => CellValue::Choice(nth_bit(options, index)?),
            CellValue::Contradiction => CellValue::Contradiction,
        };
        Some(Self {
            value,
            free: false,
            may_fail: false,
            ..self
        })
    }
}

/// The set bit with this index, counted from the lowest.
fn nth_bit(mut bits: u64, index: u64) -> Option<u64> {
    for _ in 0..index {
        bits &= bits.wrapping_sub(1);
    }
    (bits != 0).then(|| bits & bits.wrapping_neg())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_have_all_values_once_and_a_single_value_has_none() {
        let days = |lo, hi, none| CellValue::Days { lo, hi, none };
        let of = |lo, hi| CellValue::Number { lo, hi };
        for (value, count) in [
            (of(3, 4), 2),
            (of(-2, 4), 7),
            (days(0, 3, true), 5),
            (days(0, 3, false), 4),
            (CellValue::Choice(0b1011), 3),
        ] {
            let [first, second] = Cell::given(value).halves().unwrap();
            let (first, second) = (first.count().unwrap(), second.count().unwrap());
            assert!(first > 0 && second > 0);
            assert_eq!(first + second, count, "{value:?}");
        }
        for one in [
            of(3, 3),
            days(2, 2, false),
            days(1, 0, true),
            CellValue::Choice(0b100),
            CellValue::Contradiction,
        ] {
            assert!(Cell::given(one).halves().is_none(), "{one:?}");
        }
    }
}
