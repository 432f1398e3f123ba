//! Measures and conditions of lane rules, of which every sum is exact.

use super::condition::{Condition, Quotient, Sum};
use super::lower::Lower;
use super::proof::{Sized, WIDE, exact, share_turn, wide};
use super::scale::{Fence, NO_CHANGE};
use crate::rule::flat::Range;
use crate::rule::flat::line::{self, Guard, Linear, Step};
use crate::rule::flat::rule::FlatCondition;

impl Lower<'_> {
    pub(super) fn conditions(&self, conditions: &[FlatCondition]) -> Option<Box<[Condition]>> {
        conditions
            .iter()
            .map(|condition| match condition {
                FlatCondition::OneOf { input, options } => Some(Condition::OneOf {
                    input: *input,
                    options: *options,
                }),
                FlatCondition::Between {
                    measure,
                    from,
                    beyond,
                } => {
                    let sized = self.sized(measure)?;
                    // No condition holds where there is nothing to measure.
                    let fence = Fence {
                        within: measure.guard == Guard::Share,
                        least_den: 0.0,
                        empty: 0,
                    };
                    let turn = |step: &Option<Step>| match step {
                        Some(step) => share_turn(&sized, *step, NO_CHANGE, WIDE, wide).map(Some),
                        None => Some(None),
                    };
                    Some(Condition::Between {
                        from: turn(from)?,
                        beyond: turn(beyond)?,
                        measure: self.quotient(&sized, fence)?,
                    })
                }
            })
            .collect()
    }

    pub(super) fn quotient(&self, sized: &Sized<'_>, fence: Fence<f64>) -> Option<Quotient> {
        let sum = |linear: &Linear| {
            let terms = linear.terms.iter().map(|(input, factor)| {
                // A column has to hold every value exactly.
                let range = self.ranges.get(*input)?.as_ref()?;
                exact(i128::from(range.lo).abs().max(range.hi.into()), WIDE)?;
                Some((*input, wide(i128::from(*factor))?))
            });
            Some(Sum {
                constant: wide(linear.constant.into())?,
                terms: terms.collect::<Option<_>>()?,
            })
        };
        Some(Quotient {
            num: sum(&sized.quotient.num)?,
            den: sum(&sized.quotient.den)?,
            fence,
        })
    }

    pub(super) fn sized<'q>(&self, quotient: &'q line::Quotient) -> Option<Sized<'q>> {
        let sized = Sized {
            num: self.span(&quotient.num)?,
            den: self.span(&quotient.den)?,
            quotient,
        };
        // Fences look for parts above their whole, not for negative ones.
        let can_be_negative = quotient.guard == Guard::Share && sized.num.0 < 0;
        (!can_be_negative).then_some(sized)
    }

    /// The least and greatest value of a sum; `None` where a step on the way is not exact.
    fn span(&self, linear: &Linear) -> Option<(i128, i128)> {
        let (mut low, mut high) = (i128::from(linear.constant), i128::from(linear.constant));
        let mut size = low.abs();
        for (input, factor) in &*linear.terms {
            let range = self.ranges.get(*input)?.as_ref()?;
            let factor = i128::from(*factor);
            let [a, b] = [range.lo, range.hi].map(|end| i128::from(end).wrapping_mul(factor));
            low = low.checked_add(a.min(b))?;
            high = high.checked_add(a.max(b))?;
            size = size.checked_add(a.abs().max(b.abs()))?;
        }
        exact(size, WIDE)?;
        Some((low, high))
    }

    /// The range of an input whose column holds numbers below 2^31.
    pub(super) fn number(&self, input: usize) -> Option<&Range> {
        let range = self.ranges.get(input)?.as_ref()?;
        range.is_small().then_some(range)
    }
}
