//! The proof that every number of a lane rule is exact.

use super::scale::{Change, Fence, ShareTurn};
use crate::number::Ratio;
use crate::rule::flat::line::{self, Guard, Step};
use crate::rule::flat::pieces::{Line, Pieces};
use crate::rule::flat::rule::FlatRule;

/// Whole numbers below this are held exactly by the wider float.
pub(super) const WIDE: i128 = 1 << 53;

/// Whole numbers below this are held exactly by the narrower float.
pub(super) const NARROW: i128 = 1 << 24;
/// The quotient of a scale, with the sizes that its parts reach.
pub(super) struct Sized<'q> {
    pub(super) quotient: &'q line::Quotient,
    pub(super) num: (i128, i128),
    pub(super) den: (i128, i128),
}
impl Sized<'_> {
    pub(super) fn sizes(&self) -> (i128, i128) {
        let size = |(low, high): (i128, i128)| low.abs().max(high.abs());
        (size(self.num), size(self.den))
    }

    /// The values of the quotient between which a piece lies.
    pub(super) fn ends(&self, scale: &Pieces, piece: usize) -> Option<[Ratio; 2]> {
        let fixed = (self.den.0 == self.den.1).then_some(self.den.0);
        let at = |step: &Step| match fixed {
            Some(den) => Ratio::new(
                i128::from(step.den_by)
                    .checked_mul(den)?
                    .checked_add(step.more.into())?,
                i128::from(step.num_by).checked_mul(den)?,
            ),
            None => Ratio::new(step.den_by.into(), step.num_by.into()),
        };
        let outer = |bound: i128, of_share: i64| match (self.quotient.guard, fixed) {
            (Guard::Share, _) => Some(Ratio::from_int(of_share)),
            (_, Some(den)) => Ratio::new(bound, den),
            _ => None,
        };
        let from = match piece.checked_sub(1) {
            Some(step) => at(scale.steps.get(step)?)?,
            None => outer(self.num.0, 0)?,
        };
        let to = match scale.steps.get(piece) {
            Some(step) => at(step)?,
            None => outer(self.num.1, 1)?,
        };
        Some([from, to])
    }
}

/// `Some` if a straight piece stays between 0 and the maximum of its place.
pub(super) fn within_maximum(
    rule: &FlatRule,
    line: Line,
    sized: &Sized<'_>,
    scale: &Pieces,
    piece: usize,
) -> Option<()> {
    let max = Ratio::from_int(rule.max);
    let is_within = |end: Ratio| {
        let value = at(line, end, sized)?;
        Some(value >= Ratio::ZERO && value <= max)
    };
    let [from, to] = sized.ends(scale, piece)?;
    (is_within(from)? && is_within(to)?).then_some(())
}

/// Units that a line gives at a value of its quotient.
pub(super) fn at(line: Line, value: Ratio, sized: &Sized<'_>) -> Option<Ratio> {
    let (num_by, plus, over) = match line {
        Line::Whole { num_by, plus } => {
            // Over a denominator that is known.
            let num_by = num_by.checked_mul(i64::try_from(sized.den.0).ok()?)?;
            (num_by, plus, 1)
        }
        Line::Quotient {
            num_by,
            den_by,
            over,
        } => (num_by, den_by, over),
    };
    value
        .checked_mul(Ratio::from_int(num_by))?
        .checked_add(Ratio::from_int(plus))?
        .checked_div(Ratio::from_int(over))
}
/// The turns of a scale, where the numbers that they compare are exact
///
/// A scale without turns still has its parts compared with their wholes.
pub(super) fn shares<T>(
    sized: &Sized<'_>,
    scale: &Pieces,
    changes: &[Change],
    limit: i128,
    number: fn(i128) -> Option<T>,
) -> Option<Box<[ShareTurn<T>]>> {
    let (num, den) = sized.sizes();
    exact(num.max(den), limit)?;
    let steps = scale.steps.iter().zip(changes);
    steps
        .map(|(step, change)| share_turn(sized, *step, *change, limit, number))
        .collect()
}

/// A turn whose comparison is exact.
pub(super) fn share_turn<T>(
    sized: &Sized<'_>,
    step: Step,
    change: Change,
    limit: i128,
    number: fn(i128) -> Option<T>,
) -> Option<ShareTurn<T>> {
    let (num, den) = sized.sizes();
    let [num_by, den_by, more] = [step.num_by, step.den_by, step.more].map(i128::from);
    exact(num.checked_mul(num_by.abs())?, limit)?;
    exact(
        den.checked_mul(den_by.abs())?.checked_add(more.abs())?,
        limit,
    )?;
    Some(ShareTurn {
        num_by: number(num_by)?,
        den_by: number(den_by)?,
        more: number(more)?,
        change,
    })
}

/// `Some` while whole numbers of this size are below the limit.
pub(super) fn exact(size: i128, limit: i128) -> Option<()> {
    (size.abs() < limit).then_some(())
}

impl Fence<f64> {
    /// The same in narrower floats: its numbers are 0 and 1.
    pub(super) fn narrow(self) -> Option<Fence<f32>> {
        Some(Fence {
            within: self.within,
            least_den: narrow(i128::from(self.least_den > 0.0))?,
            empty: self.empty,
        })
    }
}

#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "checked to be below 2^53"
)]
pub(super) fn wide(value: i128) -> Option<f64> {
    exact(value, WIDE)?;
    Some(value as f64)
}

#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "checked to be below 2^24"
)]
pub(super) fn narrow(value: i128) -> Option<f32> {
    exact(value, NARROW)?;
    Some(value as f32)
}

/// The narrow float nearest to a quotient.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::float_arithmetic,
    reason = "a factor of an estimate"
)]
pub(super) fn nearly(top: i32, bottom: i32) -> f32 {
    (f64::from(top) / f64::from(bottom)) as f32
}
