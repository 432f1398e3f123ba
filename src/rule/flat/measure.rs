//! Measures as quotients of sums, and the proof that their parts fit.

use super::line::{Guard, Linear, Quotient, Step};
use super::lower::Lower;
use super::unit::common;
use crate::number::Ratio;
use crate::rule::measure::{Measure, Terms};

/// Whole numbers of at least this size are not computed in.
pub(super) const LIMIT: i128 = 1 << 62;

/// A measure with the sizes it can reach.
pub(super) struct Sized {
    pub(super) quotient: Quotient,
    /// What the quotient is multiplied by: 100 for percentages.
    pub(super) by: Ratio,
    pub(super) num: i128,
    pub(super) den: i128,
    /// The denominator, where it is the same for all facts.
    pub(super) fixed: Option<i64>,
}

impl Lower<'_> {
    /// The input that a cell of the leaf reads.
    pub(super) fn input(&self, cell: usize) -> Option<usize> {
        let input = *self.inputs.get(cell)?;
        self.ranges.get(input)?.as_ref()?;
        Some(input)
    }

    /// A sum of cells, less the factor that all have in common.
    fn sum(&self, terms: impl IntoIterator<Item = (usize, i64)>, shared: i64) -> Option<Linear> {
        let terms = terms
            .into_iter()
            .map(|(cell, factor)| Some((self.input(cell)?, factor.checked_div(shared)?)));
        Some(Linear {
            constant: 0,
            terms: terms.collect::<Option<_>>()?,
        })
    }

    /// A measure as a quotient of sums.
    pub(super) fn measure(&self, measure: &Measure) -> Option<Sized> {
        if self.measure_rounding.is_some() {
            return None;
        }
        let hundred = Ratio::from_int(100);
        let (num, den, guard, by) = match measure {
            Measure::Number(terms) => (
                self.sum(factors(terms), 1)?,
                constant(terms.den),
                Guard::Nothing,
                Ratio::ONE,
            ),
            Measure::Days { cell, .. } => (
                self.sum([(*cell, 1)], 1)?,
                constant(1),
                Guard::Nothing,
                Ratio::ONE,
            ),
            Measure::Share { part, whole, .. } => {
                let all = factors(part).chain(factors(whole));
                let shared = all.fold(0, |shared, (_, factor)| common(shared, factor).unwrap_or(1));
                (
                    self.sum(factors(part), shared)?,
                    self.sum(factors(whole), shared)?,
                    Guard::Share,
                    hundred,
                )
            }
            Measure::Weighted {
                answers,
                weight_den,
                ..
            } => {
                let weighted = answers
                    .iter()
                    .map(|(term, weight)| Some((term.cell, term.factor.checked_mul(*weight)?)));
                let all = answers
                    .iter()
                    .map(|(term, _)| Some((term.cell, term.factor.checked_mul(*weight_den)?)));
                (
                    self.sum(weighted.collect::<Option<Vec<_>>>()?, 1)?,
                    self.sum(all.collect::<Option<Vec<_>>>()?, 1)?,
                    Guard::NotEmpty,
                    Ratio::ONE,
                )
            }
            Measure::Growth { now, base, .. } => {
                let less = base.factor.checked_neg()?;
                (
                    self.sum([(now.cell, now.factor), (base.cell, less)], 1)?,
                    self.sum([(base.cell, base.factor)], 1)?,
                    Guard::NotEmpty,
                    hundred,
                )
            }
            Measure::Choice { .. } => return None,
        };
        let (num_low, num_high) = self.span(&num)?;
        let (den_low, den_high) = self.span(&den)?;
        // A share with a negative whole is a contradiction, which its guard sees first.
        if guard == Guard::NotEmpty && den_low < 0 {
            return None;
        }
        let den_size = den_low.abs().max(den_high);
        Some(Sized {
            by,
            fixed: den.terms.is_empty().then_some(den.constant),
            quotient: Quotient { num, den, guard },
            num: num_low.abs().max(num_high.abs()),
            den: den_size,
        })
    }

    /// The least and greatest value of a sum; `None` where a step on the way does not fit.
    fn span(&self, linear: &Linear) -> Option<(i128, i128)> {
        let (mut low, mut high) = (i128::from(linear.constant), i128::from(linear.constant));
        let mut size = low.abs();
        for (input, factor) in &*linear.terms {
            let range = self.ranges.get(*input)?.as_ref()?;
            let ends =
                [range.lo, range.hi].map(|end| i128::from(end).wrapping_mul(i128::from(*factor)));
            let [a, b] = ends;
            low = low.checked_add(a.min(b))?;
            high = high.checked_add(a.max(b))?;
            size = size.checked_add(a.abs().max(b.abs()))?;
        }
        fits(size)?;
        Some((low, high))
    }
}

/// `Some` while a whole number is small enough to compute in.
pub(super) fn fits(size: i128) -> Option<()> {
    (size.abs() < LIMIT).then_some(())
}

fn constant(constant: i64) -> Linear {
    Linear {
        constant,
        terms: Box::default(),
    }
}

/// The cells of a sum with their factors.
fn factors(terms: &Terms) -> impl Iterator<Item = (usize, i64)> + '_ {
    terms.terms.iter().map(|term| (term.cell, term.factor))
}

/// The step at a value: reached from it on, or only beyond it.
pub(super) fn step(measure: &Sized, at: Ratio, closed: bool) -> Option<Step> {
    let at = at.checked_div(measure.by)?.reduced();
    if let Some(fixed) = measure.fixed {
        // The denominator is known: the numerator alone is compared.
        let edge = Ratio::new(at.num().checked_mul(i128::from(fixed))?, at.den())?;
        let least = if closed {
            edge.ceil()
        } else {
            edge.floor().checked_add(1)?
        };
        fits(least)?;
        return Some(Step {
            num_by: 1,
            den_by: 0,
            more: i64::try_from(least).ok()?,
        });
    }
    fits(measure.num.checked_mul(at.den())?)?;
    fits(measure.den.checked_mul(at.num().abs())?.checked_add(1)?)?;
    Some(Step {
        num_by: i64::try_from(at.den()).ok()?,
        den_by: i64::try_from(at.num()).ok()?,
        more: i64::from(!closed),
    })
}
