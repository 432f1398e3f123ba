//! Measures: cells become one exact number or a choice.

use super::cell::{Cell, CellValue};
use crate::number::{Ratio, Rounding};

/// What a place gives when there was nothing to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Empty {
    /// No answer is declared: not assessable.
    Undeclared,
    /// The maximum of the place.
    Full,
    /// The place leaves the denominator.
    LeaveDenominator,
    /// These nanopoints.
    Points(i64),
}

/// One cell of a sum, with the factor that brings it to the common scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) cell: usize,
    pub(crate) factor: i64,
}

/// A sum of cells at a common scale: Σ mantissa × factor ÷ `den`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Terms {
    pub(crate) terms: Box<[Term]>,
    pub(crate) den: i64,
}

/// A compiled measure. Cells are numbered inside the leaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// A sum of numbers.
    Number(Terms),
    /// A choice; with `timely` the choice with index 3 says that nothing arose.
    Choice {
        cell: usize,
        timely: bool,
        empty: Empty,
    },
    /// part ÷ whole × 100, both at the scale of `whole`.
    ///
    /// With `tasks` both count tasks, and what the greatest part leaves of the greatest whole is in no
    /// part: of what may still arise, each is in part and whole, in the whole alone, or in neither.
    Share {
        part: Terms,
        whole: Terms,
        tasks: bool,
        empty: Empty,
    },
    /// Days late; `when_none` nanopoints where not done at all.
    Days { cell: usize, when_none: i64 },
    /// Σ weight × number ÷ Σ number; weights are mantissas over `weight_den`.
    Weighted {
        answers: Box<[(Term, i64)]>,
        weight_den: i64,
        empty: Empty,
    },
    /// (now − base) ÷ base × 100 at a common scale.
    Growth { now: Term, base: Term, empty: Empty },
}

/// What a measure reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A number.
    Number(Ratio),
    /// An option.
    Choice(u32),
    /// Nothing to measure.
    Empty,
    /// Not done at all.
    NotDone,
    /// Contradictory facts, or a number beyond what can be held.
    Contradiction,
}

/// The choice of a timeliness that says that nothing arose.
pub(crate) const NOTHING_AROSE: u32 = 3;

/// The value of a known number cell.
#[inline]
fn number(cells: &[Cell], index: usize) -> Option<i64> {
    match cells.get(index)?.value {
        CellValue::Number { lo, .. } => Some(lo),
        _ => None,
    }
}

impl Terms {
    /// The sum of known cells, in units of 1 ÷ `den`.
    #[inline]
    pub(crate) fn sum(&self, cells: &[Cell]) -> Option<i128> {
        let mut sum = 0_i128;
        for term in &*self.terms {
            // INVARIANT: the product of two 64-bit numbers fits in 128 bits.
            let value = i128::from(number(cells, term.cell)?);
            sum = sum.checked_add(value.wrapping_mul(i128::from(term.factor)))?;
        }
        Some(sum)
    }
}

impl Measure {
    /// Reads known cells.
    #[inline]
    pub(crate) fn read(&self, cells: &[Cell], rounding: Option<Rounding>) -> Reading {
        let reading = self.read_exactly(cells).unwrap_or(Reading::Contradiction);
        match (reading, rounding) {
            (Reading::Number(value), Some(rounding)) => rounded(value, rounding),
            _ => reading,
        }
    }

    #[inline]
    fn read_exactly(&self, cells: &[Cell]) -> Option<Reading> {
        match self {
            Self::Number(terms) => {
                Ratio::new(terms.sum(cells)?, i128::from(terms.den)).map(Reading::Number)
            }
            Self::Share { part, whole, .. } => share(part.sum(cells)?, whole.sum(cells)?),
            Self::Choice { cell, timely, .. } => match cells.get(*cell)?.value {
                CellValue::Choice(options) => {
                    let index = options.trailing_zeros();
                    Some(if *timely && index == NOTHING_AROSE {
                        Reading::Empty
                    } else {
                        Reading::Choice(index)
                    })
                }
                _ => None,
            },
            Self::Days { cell, .. } => match cells.get(*cell)?.value {
                CellValue::Days { lo, hi, .. } if lo <= hi => {
                    Some(Reading::Number(Ratio::from_int(lo)))
                }
                CellValue::Days { .. } => Some(Reading::NotDone),
                _ => None,
            },
            Self::Weighted {
                answers,
                weight_den,
                ..
            } => {
                let (mut weighted, mut all) = (0_i128, 0_i128);
                for (term, weight) in &**answers {
                    let count = i128::from(number(cells, term.cell)?)
                        .checked_mul(i128::from(term.factor))?;
                    all = all.checked_add(count)?;
                    weighted = weighted.checked_add(count.checked_mul(i128::from(*weight))?)?;
                }
                if all == 0 {
                    return Some(Reading::Empty);
                }
                Ratio::new(weighted, all.checked_mul(i128::from(*weight_den))?).map(Reading::Number)
            }
            Self::Growth { now, base, .. } => {
                let now =
                    i128::from(number(cells, now.cell)?).checked_mul(i128::from(now.factor))?;
                let base =
                    i128::from(number(cells, base.cell)?).checked_mul(i128::from(base.factor))?;
                if base == 0 {
                    return Some(Reading::Empty);
                }
                Ratio::new(now.checked_sub(base)?.checked_mul(100)?, base).map(Reading::Number)
            }
        }
    }

    /// What the place gives when there was nothing to measure.
    pub(crate) fn empty(&self) -> Empty {
        match self {
            Self::Choice { empty, .. }
            | Self::Share { empty, .. }
            | Self::Weighted { empty, .. }
            | Self::Growth { empty, .. } => *empty,
            Self::Number(_) | Self::Days { .. } => Empty::Undeclared,
        }
    }

    /// Whether lateness is what this measure is about.
    pub(crate) fn is_about_time(&self) -> bool {
        matches!(self, Self::Choice { timely: true, .. } | Self::Days { .. })
    }

    /// Calls `visit` with each cell the measure reads.
    pub(crate) fn for_each_cell(&self, visit: &mut impl FnMut(usize)) {
        match self {
            Self::Number(terms) => terms.terms.iter().for_each(|term| visit(term.cell)),
            Self::Share { part, whole, .. } => {
                part.terms
                    .iter()
                    .chain(&*whole.terms)
                    .for_each(|term| visit(term.cell));
            }
            Self::Choice { cell, .. } | Self::Days { cell, .. } => visit(*cell),
            Self::Weighted { answers, .. } => answers.iter().for_each(|(term, _)| visit(term.cell)),
            Self::Growth { now, base, .. } => {
                visit(now.cell);
                visit(base.cell);
            }
        }
    }
}

/// part ÷ whole × 100; both in the same unit.
#[inline]
pub(crate) fn share(part: i128, whole: i128) -> Option<Reading> {
    if part < 0 || part > whole {
        return Some(Reading::Contradiction);
    }
    if whole == 0 {
        return Some(Reading::Empty);
    }
    // INVARIANT: 100 times a 64-bit number fits in 128 bits; wider ones are checked.
    let hundredfold = match i64::try_from(part) {
        Ok(part) => i128::from(part).wrapping_mul(100),
        Err(_) => part.checked_mul(100)?,
    };
    Ratio::new(hundredfold, whole).map(Reading::Number)
}

fn rounded(value: Ratio, rounding: Rounding) -> Reading {
    value
        .to_quantity(rounding)
        .map_or(Reading::Contradiction, |value| {
            Reading::Number(Ratio::from_quantity(value))
        })
}
