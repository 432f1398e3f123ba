//! What a child's points count in its parent's.

use crate::file::Combine;
use crate::number::{Quantity, Ratio};

/// A child: its maximum and its weight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Child {
    pub(super) max_points: Quantity,
    pub(super) weight: Option<Quantity>,
}

/// The factors of children in their parent; `None` where a weight is missing or a number does not fit
///
/// 1 for a sum; for a weighted mean the parent's maximum × weight ÷ (Σ weights × the child's maximum):
/// shares of maxima are averaged, so that a weight means the same whatever scale a child is on.
pub(super) fn factors(
    combine: Combine,
    max_points: Quantity,
    children: &[Child],
) -> Option<Vec<Ratio>> {
    if combine == Combine::Sum {
        return Some(vec![Ratio::ONE; children.len()]);
    }
    let mut whole = Ratio::ZERO;
    for child in children {
        whole = whole.checked_add(Ratio::from_quantity(child.weight?))?;
    }
    let unit = Ratio::from_quantity(max_points).checked_div(whole)?;
    children
        .iter()
        .map(|child| {
            Some(
                unit.checked_mul(Ratio::from_quantity(child.weight?))?
                    .checked_div(Ratio::from_quantity(child.max_points))?
                    .reduced(),
            )
        })
        .collect()
}

/// A parent's maximum less what its children can contribute; `None` where it does not fit
///
/// The children of a weighted mean always contribute its whole maximum.
pub(super) fn mismatch(
    combine: Combine,
    max_points: Quantity,
    children: &[Child],
) -> Option<Ratio> {
    if combine == Combine::WeightedMean {
        return Some(Ratio::ZERO);
    }
    children
        .iter()
        .try_fold(Ratio::from_quantity(max_points), |rest, child| {
            rest.checked_sub(Ratio::from_quantity(child.max_points))
        })
}
