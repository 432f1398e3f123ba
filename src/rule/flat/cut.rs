//! Scales cut into pieces where they turn.

use super::line::Step;
use super::lower::Lower;
use super::measure::{LIMIT, Sized, fits, step};
use super::pieces::{Line as FlatLine, NO_POINTS, Piece, Pieces};
use crate::number::{Ratio, gcd};
use crate::rule::measure::{Empty, Measure};
use crate::rule::node::Score;
use crate::rule::scale::{BandPoints, Line, Scale};
use crate::rule::trace::Reason;

/// Nanopoints in a point.
const GRID: i64 = 1_000_000_000;

/// Where the walk has to say what it means that there are no points.
pub(super) const NOTHING: Piece = Piece {
    points: NO_POINTS,
    line: None,
    reason: Reason::Band,
};

/// What a scale gives on a stretch, in points.
#[derive(Clone, Copy)]
enum Given {
    Constant(i64),
    On(Line),
    Nothing,
}

impl Lower<'_> {
    /// Points in units.
    pub(super) fn units(&self, nanos: i64) -> Option<i64> {
        if nanos.checked_rem(self.unit)? == 0 {
            // INVARIANT: summed over all places of all leaves, points stay far from the limit.
            nanos
                .checked_div(self.unit)
                .filter(|units| i128::from(*units).abs() < LIMIT >> 12)
        } else {
            None
        }
    }

    pub(super) fn constant(&self, nanos: i64, reason: Reason) -> Option<Piece> {
        Some(Piece {
            points: self.units(nanos)?,
            line: None,
            reason,
        })
    }

    /// What a measure gives when there was nothing to measure.
    pub(super) fn empty(&self, empty: Empty, max: i64) -> Option<Piece> {
        match empty {
            Empty::Full => self.constant(max, Reason::Band),
            Empty::Points(points) => self.constant(points, Reason::Band),
            Empty::Undeclared | Empty::LeaveDenominator => Some(NOTHING),
        }
    }

    /// The scale cut where it turns.
    pub(super) fn pieces(&self, score: &Score, max: i64, measure: &Sized) -> Option<Pieces> {
        let is_days = matches!(score.measure, Measure::Days { .. });
        let mut turns = Vec::new();
        score.scale.turning_points(&mut turns);
        // Scales that only rise or only fall do not name where they meet their cap or floor.
        match score.scale {
            Scale::PerItem { each, cap } => turns.extend([Ratio::ZERO, quotient(cap, each)?]),
            Scale::Deduction { from, each, floor } => {
                turns.push(quotient(from.checked_sub(floor)?, each)?);
            }
            _ => {}
        }
        if is_days {
            turns.push(Ratio::ZERO);
        }
        turns.sort();
        turns.dedup();
        let given = |at: Ratio| match score.measure {
            Measure::Days { when_none, .. } if at < Ratio::ZERO => {
                (Given::Constant(when_none), Reason::Late)
            }
            _ => given(score, at, max),
        };
        let one = Ratio::ONE;
        let mut steps: Vec<Step> = Vec::new();
        let first = match turns.first() {
            Some(first) => first.checked_sub(one)?,
            None => Ratio::ZERO,
        };
        let mut pieces = vec![self.piece(given(first), measure)?];
        let mut put = |piece: Piece, at: Ratio, closed: bool| {
            if pieces.last() != Some(&piece) {
                pieces.push(piece);
                steps.push(step(measure, at, closed)?);
            }
            Some(())
        };
        for (index, turn) in turns.iter().enumerate() {
            put(self.piece(given(*turn), measure)?, *turn, true)?;
            let next = index.checked_add(1).and_then(|index| turns.get(index));
            let inside = match next {
                Some(next) => turn.checked_add(*next)?.checked_div(Ratio::from_int(2))?,
                None => turn.checked_add(one)?,
            };
            put(self.piece(given(inside), measure)?, *turn, false)?;
        }
        Some(Pieces {
            steps: steps.into(),
            pieces: pieces.into(),
        })
    }

    fn piece(&self, (given, reason): (Given, Reason), measure: &Sized) -> Option<Piece> {
        match given {
            Given::Constant(points) => self.constant(points, reason),
            Given::Nothing => Some(NOTHING),
            Given::On(line) => Some(Piece {
                points: NO_POINTS,
                line: Some(Box::new(self.line(line, measure)?)),
                reason,
            }),
        }
    }

    /// A line in units, over the numerator and denominator of the measure.
    fn line(&self, line: Line, measure: &Sized) -> Option<FlatLine> {
        let units = Ratio::new(i128::from(GRID), i128::from(self.unit))?;
        let slope = line.slope().checked_mul(measure.by)?;
        let [base, slope] = [line.base(), slope].map(|part| part.checked_mul(units));
        let (base, slope) = (base?.reduced(), slope?.reduced());
        let shared =
            i128::try_from(gcd(base.den().unsigned_abs(), slope.den().unsigned_abs())).ok()?;
        let over = base.den().checked_div(shared)?.checked_mul(slope.den())?;
        let num_by = slope.num().checked_mul(over.checked_div(slope.den())?)?;
        let den_by = base.num().checked_mul(over.checked_div(base.den())?)?;
        if let Some(fixed) = measure.fixed {
            // The denominator is known: perhaps nothing is left to divide.
            let whole = over.checked_mul(i128::from(fixed))?;
            let constant = den_by.checked_mul(i128::from(fixed))?;
            if num_by.checked_rem(whole)? == 0 && constant.checked_rem(whole)? == 0 {
                let num_by = num_by.checked_div(whole)?;
                let plus = constant.checked_div(whole)?;
                fits(
                    measure
                        .num
                        .checked_mul(num_by.abs())?
                        .checked_add(plus.abs())?,
                )?;
                return Some(FlatLine::Whole {
                    num_by: i64::try_from(num_by).ok()?,
                    plus: i64::try_from(plus).ok()?,
                });
            }
        }
        let top = measure.num.checked_mul(num_by.abs())?;
        fits(top.checked_add(measure.den.checked_mul(den_by.abs())?)?)?;
        let bottom = measure.den.checked_mul(over)?;
        // Rounding compares twice the remainder, in places kept, with the divisor.
        fits(bottom.checked_mul(i128::from(self.kept))?.checked_mul(2)?)?;
        Some(FlatLine::Quotient {
            num_by: i64::try_from(num_by).ok()?,
            den_by: i64::try_from(den_by).ok()?,
            over: i64::try_from(over).ok()?,
        })
    }
}

fn quotient(num: i64, den: i64) -> Option<Ratio> {
    if den <= 0 {
        return None;
    }
    Ratio::new(i128::from(num), i128::from(den)).map(Ratio::reduced)
}

/// What a scale gives around a value between two turns, and why the rest is lost.
fn given(score: &Score, at: Ratio, max: i64) -> (Given, Reason) {
    let given = match &score.scale {
        Scale::Options(_) => Given::Nothing,
        Scale::Bands(bands) => {
            let reason = if score.measure.is_about_time() {
                Reason::Late
            } else {
                Reason::Band
            };
            return match bands
                .iter()
                .find(|band| band.holds(&at))
                .map(|band| band.points)
            {
                Some(BandPoints::Constant(points)) => (Given::Constant(points), reason),
                Some(BandPoints::Linear { line, .. }) => (Given::On(line), Reason::Proportion),
                None => (Given::Nothing, reason),
            };
        }
        Scale::Proportional {
            points,
            full_at,
            floor,
            line,
        } => {
            let given = if floor.is_some_and(|floor| at < floor) || at <= Ratio::ZERO {
                Given::Constant(0)
            } else if at >= *full_at {
                Given::Constant(*points)
            } else {
                Given::On(*line)
            };
            return (given, Reason::Proportion);
        }
        Scale::PerItem { each, cap } => {
            let reached = quotient(*cap, *each);
            if at <= Ratio::ZERO {
                return (Given::Constant(0), Reason::Proportion);
            }
            let above = reached.is_some_and(|reached| at > reached);
            if above {
                let reason = if max > *cap {
                    Reason::Cap
                } else {
                    Reason::Proportion
                };
                return (Given::Constant(*cap), reason);
            }
            return (Given::On(Line::of(0, *each)), Reason::Proportion);
        }
        Scale::Deduction { from, each, floor } => {
            let given = match quotient(from.saturating_sub(*floor), *each) {
                Some(reached) if at >= reached => Given::Constant(*floor),
                _ => each
                    .checked_neg()
                    .map_or(Given::Nothing, |each| Given::On(Line::of(*from, each))),
            };
            return (given, Reason::Deduction);
        }
        Scale::Goalposts {
            worst,
            best,
            at_worst,
            at_best,
            line,
        } => {
            let (low, high, at_low, at_high) = if worst <= best {
                (*worst, *best, *at_worst, *at_best)
            } else {
                (*best, *worst, *at_best, *at_worst)
            };
            let given = if at <= low {
                Given::Constant(at_low)
            } else if at >= high {
                Given::Constant(at_high)
            } else {
                Given::On(*line)
            };
            return (given, Reason::Proportion);
        }
    };
    (given, Reason::Band)
}
