//! Intervals of points, exact and rounded.

use serde::Serialize;

use crate::number::{Points, Rounding};
use crate::rule::Amount;

/// Most pieces kept before they become one interval.
pub(super) const MOST: usize = 4_096;

/// Points between two ends, both included unless said otherwise
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch {
    pub(super) low: Points,
    pub(super) high: Points,
    pub(super) low_open: bool,
    pub(super) high_open: bool,
}

impl Stretch {
    /// The least
    pub fn low(&self) -> Points {
        self.low
    }

    /// The greatest
    pub fn high(&self) -> Points {
        self.high
    }

    /// Whether the least itself is never given
    pub fn is_low_open(&self) -> bool {
        self.low_open
    }

    /// Whether the greatest itself is never given
    pub fn is_high_open(&self) -> bool {
        self.high_open
    }
}

/// An exact interval before rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) low: Amount,
    pub(super) high: Amount,
    pub(super) low_open: bool,
    pub(super) high_open: bool,
}

/// Exact intervals before rounding.
pub(super) type Pieces = Vec<Piece>;

/// An interval that can be merged with what it touches.
pub(super) trait Interval: Copy {
    type End: Copy + Ord;
    fn ends(&self) -> (Self::End, Self::End);
    fn is_open(&self) -> (bool, bool);
    fn reach(&mut self, high: Self::End, open: bool);
}

impl Interval for Piece {
    type End = Amount;
    fn ends(&self) -> (Amount, Amount) {
        (self.low, self.high)
    }
    fn is_open(&self) -> (bool, bool) {
        (self.low_open, self.high_open)
    }
    fn reach(&mut self, high: Amount, open: bool) {
        (self.high, self.high_open) = (high, open);
    }
}

impl Interval for Stretch {
    type End = Points;
    fn ends(&self) -> (Points, Points) {
        (self.low, self.high)
    }
    fn is_open(&self) -> (bool, bool) {
        (self.low_open, self.high_open)
    }
    fn reach(&mut self, high: Points, open: bool) {
        (self.high, self.high_open) = (high, open);
    }
}

/// Merges what touches; more than [`MOST`] pieces become one.
pub(super) fn apart<I: Interval>(mut pieces: Vec<I>) -> Vec<I> {
    pieces.sort_by_key(|piece| (piece.ends().0, piece.is_open().0, piece.ends().1));
    let mut merged: Vec<I> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let ((low, high), (low_open, high_open)) = (piece.ends(), piece.is_open());
        match merged.last_mut() {
            Some(last)
                if low < last.ends().1
                    || (low == last.ends().1 && !(low_open && last.is_open().1)) =>
            {
                let (end, open) = (last.ends().1, last.is_open().1);
                if high > end {
                    last.reach(high, high_open);
                } else if high == end {
                    last.reach(high, high_open && open);
                }
            }
            _ => merged.push(piece),
        }
    }
    if merged.len() > MOST
        && let (Some(first), Some(last)) = (merged.first().copied(), merged.last().copied())
    {
        let mut one = first;
        one.reach(last.ends().1, last.is_open().1);
        return vec![one];
    }
    merged
}

impl Piece {
    /// One value
    pub(super) fn at(points: Amount) -> Self {
        Self::closed(points, points)
    }

    /// From the lesser to the greater, both included
    pub(super) fn closed(one: Amount, other: Amount) -> Self {
        Self {
            low: one.min(other),
            high: one.max(other),
            low_open: false,
            high_open: false,
        }
    }

    /// Between what is given at the start and at the end of a stretch of the measure
    pub(super) fn over(start: (Amount, bool), end: (Amount, bool)) -> Self {
        let (low, high) = if start.0 <= end.0 {
            (start, end)
        } else {
            (end, start)
        };
        // Over a level stretch the value is given all along.
        let level = start.0 == end.0;
        Self {
            low: low.0,
            high: high.0,
            low_open: low.1 && !level,
            high_open: high.1 && !level,
        }
    }

    pub(super) fn rounded(self, rounding: Option<Rounding>) -> Option<Stretch> {
        Some(Stretch {
            low: self.low.to_points(rounding)?,
            high: self.high.to_points(rounding)?,
            // What is rounded comes to its end before it gets there.
            low_open: self.low_open && rounding.is_none(),
            high_open: self.high_open && rounding.is_none(),
        })
    }

    pub(super) fn map(self, change: impl Fn(Amount) -> Option<Amount>) -> Option<Self> {
        Some(Self {
            low: change(self.low)?,
            high: change(self.high)?,
            ..self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(low: i64, high: i64, low_open: bool, high_open: bool) -> Piece {
        Piece {
            low: Amount::Grid(low),
            high: Amount::Grid(high),
            low_open,
            high_open,
        }
    }

    #[test]
    fn too_many_pieces_become_one() {
        let pieces: Vec<Piece> = (0..10_000)
            .map(|at| piece(at * 2, at * 2, false, false))
            .collect();
        assert_eq!(apart(pieces), [piece(0, 19_998, false, false)]);
    }

    #[test]
    fn what_touches_is_merged_unless_the_value_between_is_in_neither() {
        let below = piece(0, 5, false, true);
        assert_eq!(
            apart(vec![below, piece(5, 9, false, false)]),
            [piece(0, 9, false, false)]
        );
        let above = piece(5, 9, true, false);
        assert_eq!(apart(vec![above, below]), [below, above]);
        assert_eq!(
            apart(vec![below, piece(5, 5, false, false)]),
            [piece(0, 5, false, false)]
        );
    }
}
