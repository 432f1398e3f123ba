//! Straight stretches of shares, in the width in which they are proved exact.

use super::lower::{Inside, Lower, Turns, first};
use super::proof::{NARROW, Sized, WIDE, exact, narrow, nearly, shares, wide, within_maximum};
use super::real::Shift;
use super::scale::{Fence, NarrowLine, Proportion, Share, ShareLine, Stretch};
use crate::number::{Ratio, RoundingMode};
use crate::rule::flat::pieces::{Line, Pieces};
use crate::rule::flat::rule::FlatRule;

/// A scale with a straight stretch, which gives
/// (numerator × `num_by` + denominator × `den_by`) ÷ (denominator × `over`) before it is rounded.
pub(super) struct Straight<'s> {
    sized: &'s Sized<'s>,
    scale: &'s Pieces,
    turns: &'s Turns,
    /// The number of the straight piece.
    piece: usize,
    num_by: i128,
    den_by: i128,
    over: i128,
    mode: RoundingMode,
}

/// The factors of a line after a shift.
struct Factors {
    num_by: i128,
    den_by: i128,
    plus: i128,
    over: i128,
}

impl Lower<'_> {
    /// The straight stretch of a scale that has one, where lanes can round it.
    pub(super) fn straight<'s>(
        &self,
        rule: &FlatRule,
        sized: &'s Sized<'s>,
        scale: &'s Pieces,
        turns: &'s Turns,
        inside: Inside,
    ) -> Option<Straight<'s>> {
        let (piece, line) = turns.line?;
        within_maximum(rule, line, sized, scale, piece)?;
        let kept = self.leaf.kept;
        if inside == Inside::Sum && kept != 1 {
            return None;
        }
        let mode = self.leaf.mode?;
        if inside == Inside::Sum && mode == RoundingMode::HalfEven {
            // What is even depends on the other parts.
            return None;
        }
        // Rounded to the grid of the results, which no other leaf makes finer.
        if self.on_grid(kept.checked_mul(self.leaf.unit)?)? != 1 {
            return None;
        }
        let (num_by, den_by, over) = match line {
            Line::Whole { num_by, plus } => {
                // Over a constant denominator d: num × a + p = (num × a × d + d × p) ÷ d.
                let (den, _) = sized.den;
                let num_by = i128::from(num_by).checked_mul(den)?;
                (num_by, i128::from(plus), 1)
            }
            Line::Quotient {
                num_by,
                den_by,
                over,
            } => (num_by.into(), den_by.into(), i128::from(over)),
        };
        Some(Straight {
            sized,
            scale,
            turns,
            piece,
            num_by,
            den_by,
            over: over.checked_mul(kept.into())?,
            mode,
        })
    }
}

impl Straight<'_> {
    fn shifted(&self, shift: Shift) -> Option<Factors> {
        let of_den = self.over.checked_mul(shift.bottom_by)?;
        Some(Factors {
            num_by: self.num_by.checked_mul(shift.top_by)?,
            den_by: self.den_by.checked_mul(shift.top_by)?.checked_add(of_den)?,
            plus: shift.plus,
            over: self.over.checked_mul(shift.over)?,
        })
    }

    /// In wide floats, whose quotient is near enough by itself.
    pub(super) fn wide(&self, fence: Fence<f64>) -> Option<Proportion<f64, ShareLine>> {
        let Factors {
            num_by,
            den_by,
            plus,
            over,
        } = self.shifted(Shift::to_nearest(self.mode))?;
        let (num, den) = self.sized.sizes();
        let top = num
            .checked_mul(num_by.abs())?
            .checked_add(den.checked_mul(den_by.abs())?)?
            .checked_add(1)?;
        let bottom = den.checked_mul(over)?;
        exact(top.checked_add(bottom)?.checked_mul(2)?, WIDE)?;
        Some(Proportion {
            share: Share {
                fence,
                base: self.turns.base,
                turns: shares(self.sized, self.scale, &self.turns.changes, WIDE, wide)?,
            },
            stretch: Stretch {
                first: first(self.piece),
                line: ShareLine {
                    num_by: wide(num_by)?,
                    den_by: wide(den_by)?,
                    plus: wide(plus)?,
                    over: wide(over)?,
                },
            },
        })
    }

    /// In narrow floats, with whole numbers that mend their quotient.
    pub(super) fn narrow(&self, fence: Fence<f64>) -> Option<Proportion<f32, NarrowLine>> {
        let changes = &self.turns.changes;
        let turns = shares(self.sized, self.scale, changes, NARROW, narrow)?;
        Some(Proportion {
            share: Share {
                fence: fence.narrow()?,
                base: self.turns.base,
                turns,
            },
            stretch: Stretch {
                first: first(self.piece),
                line: self.narrow_line()?,
            },
        })
    }

    /// Proved: what is left of the numerator has 32 bits, and the whole number nearest to the float is the
    /// one at or below the quotient, k, or the next.
    ///
    /// The float leaves `plus` out. That is 0 or −1, so without it the quotient is at least k still, and at
    /// most k + 1: its parts are whole numbers. The float is less than 1/2 from there.
    fn narrow_line(&self) -> Option<NarrowLine> {
        let Factors {
            num_by,
            den_by,
            plus,
            over,
        } = self.shifted(Shift::to_floor(self.mode)?)?;
        let (_, den) = self.sized.sizes();
        i32::try_from(den.checked_mul(over)?).ok()?;
        let (slope, offset) = (Ratio::new(num_by, over)?, Ratio::new(den_by, over)?);
        // On the stretch, what is added up is below 2^14 each, and the sum below 2^15. Slope, product,
        // quotient, offset and sum are each rounded by one part in 2^24 at most: less than 2^−7 in all.
        let small = Ratio::from_int(1 << 14);
        let is_small = |part: Ratio| part < small && part > small.negated();
        for end in self.sized.ends(self.scale, self.piece)? {
            if !is_small(slope.checked_mul(end)?) {
                return None;
            }
        }
        is_small(offset).then_some(())?;
        let whole = |factor: i128| i32::try_from(factor).ok();
        let (num_by, den_by, over) = (whole(num_by)?, whole(den_by)?, whole(over)?);
        Some(NarrowLine {
            num_by,
            den_by,
            plus: whole(plus)?,
            over,
            slope: nearly(num_by, over),
            offset: nearly(den_by, over),
        })
    }
}
