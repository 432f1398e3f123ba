//! Measures that add facts up, and conditions, for all units of a block.

use super::block::{BLOCK, Block, Blocks, Values};
use super::real::Real;
use super::scale::{Fence, ShareTurn};

/// A sum of inputs: a constant, and each input times a factor.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    pub(super) constant: f64,
    pub(super) terms: Box<[(usize, f64)]>,
}

/// A quotient of two sums.
#[derive(Clone, Debug)]
pub(super) struct Quotient {
    pub(super) num: Sum,
    pub(super) den: Sum,
    pub(super) fence: Fence<f64>,
}

/// A comparison.
#[derive(Clone, Debug)]
pub(super) enum Condition {
    /// At least `from`, and not as far as `beyond`; nothing to measure never holds.
    Between {
        measure: Quotient,
        from: Option<ShareTurn<f64>>,
        beyond: Option<ShareTurn<f64>>,
    },
    /// A choice whose bit is set.
    OneOf { input: usize, options: u64 },
}

/// Whether something holds for each unit of a block.
pub(super) type Mask = Block<bool>;

impl Sum {
    fn read(&self, blocks: &Blocks<'_>) -> Option<Block<f64>> {
        let mut sums = [self.constant; BLOCK];
        for (input, factor) in &*self.terms {
            let add = |slot: &mut f64, value: f64| *slot = slot.plus(value.times(*factor));
            match blocks.get(*input)? {
                Values::Choice(values) => {
                    let each = sums.iter_mut().zip(values);
                    each.for_each(|(slot, value)| add(slot, f64::from(*value)));
                }
                Values::Small(values) => {
                    let each = sums.iter_mut().zip(values);
                    each.for_each(|(slot, value)| add(slot, f64::from(*value)));
                }
                Values::Number(values) => {
                    let each = sums.iter_mut().zip(values);
                    each.for_each(|(slot, value)| add(slot, f64::from(*value)));
                }
                Values::Wide(values) => {
                    let each = sums.iter_mut().zip(values);
                    each.for_each(|(slot, value)| add(slot, wide(*value)));
                }
            }
        }
        Some(sums)
    }
}

#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "only where the declared range is below 2^53"
)]
fn wide(value: i64) -> f64 {
    value as f64
}

impl Quotient {
    /// Numerators and denominators.
    pub(super) fn read(&self, blocks: &Blocks<'_>) -> Option<(Block<f64>, Block<f64>)> {
        Some((self.num.read(blocks)?, self.den.read(blocks)?))
    }
}

impl Condition {
    /// Keeps in `mask` the units for which it holds; notes those that contradict themselves.
    fn keep(&self, blocks: &Blocks<'_>, mask: &mut Mask, left: &mut Mask) -> Option<()> {
        match self {
            Self::Between {
                measure,
                from,
                beyond,
            } => {
                let (nums, dens) = measure.read(blocks)?;
                let fence = measure.fence;
                for ((num, den), (slot, left)) in
                    nums.iter().zip(&dens).zip(mask.iter_mut().zip(left))
                {
                    *left |= fence.is_left(*num, *den);
                    let is_empty = *den == 0.0;
                    let reaches = |turn: &Option<ShareTurn<f64>>| {
                        turn.as_ref()
                            .is_some_and(|turn| turn.is_reached(*num, *den))
                    };
                    *slot &= !is_empty && (from.is_none() || reaches(from)) && !reaches(beyond);
                }
            }
            Self::OneOf { input, options } => {
                for (value, slot) in blocks.choice(*input)?.iter().zip(mask) {
                    let bits = options.checked_shr((*value).into());
                    *slot &= bits.is_some_and(|bits| bits & 1 == 1);
                }
            }
        }
        Some(())
    }
}

/// The units for which all conditions hold.
pub(super) fn all_hold(
    conditions: &[Condition],
    blocks: &Blocks<'_>,
    left: &mut Mask,
) -> Option<Mask> {
    let mut mask = [true; BLOCK];
    for condition in conditions {
        condition.keep(blocks, &mut mask, left)?;
    }
    Some(mask)
}

/// The units for which any condition holds.
pub(super) fn any_holds(
    conditions: &[Condition],
    blocks: &Blocks<'_>,
    left: &mut Mask,
) -> Option<Mask> {
    let mut any = [false; BLOCK];
    for condition in conditions {
        let mut mask = [true; BLOCK];
        condition.keep(blocks, &mut mask, left)?;
        any.iter_mut().zip(mask).for_each(|(any, one)| *any |= one);
    }
    Some(any)
}
