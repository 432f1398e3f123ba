//! Checks points less deductions.

use super::super::super::at::At;
use super::super::super::findings::{
    EachNotPositive, FloorAboveStart, FloorNeverReached, PointsAboveMaximum,
};
use super::super::super::values::{Cut, Line, Range, Span};
use super::super::Checker;
use super::super::outcome::{Outcome, Place};
use super::sound;
use crate::file::Deduction;
use crate::number::{Points, Quantity, Ratio};

impl<'f> Checker<'f> {
    /// Checks points less deductions
    pub(super) fn deduction(
        &mut self,
        scale: &'f Deduction,
        range: Option<&Range>,
        at: &At,
        place: Place<'_>,
    ) -> Outcome {
        let from = self.points_in(scale.from, &at.key("from"), place);
        let each = scale.each;
        let positive = each > Quantity::ZERO;
        if !positive {
            self.report(&EachNotPositive { each }, &at.key("each"));
        }
        let fine = positive && self.points(each, &at.key("each")).is_some();
        let floor = self.floor(scale, at);
        self.conditions(&scale.knock_out, &at.key("knock_out"));
        let Some(range) = sound(range, &[from.is_some(), fine, floor.is_some()]) else {
            return Outcome::unknown(at);
        };
        let floor = floor.unwrap_or(Quantity::ZERO);
        let (start, each) = (Ratio::from_quantity(scale.from), Ratio::from_quantity(each));
        let line = Line::new(Ratio::ZERO, start, each.negated());
        let all = start
            .checked_sub(Ratio::from_quantity(floor))
            .and_then(|all| all.checked_div(each));
        // INVARIANT: each is above zero, so the division has a result.
        let enough = all.unwrap_or(range.high);
        let span = Span {
            low: Cut::before(range.low),
            high: Cut::after(enough),
        };
        let lattice = line
            .lattice(span, &range)
            .with(Points::from_quantity(floor));
        let best = line.points(range.low.min(enough));
        let least = line.points(range.high).filter(|_| scale.floor.is_some());
        if let Some(least) = least.filter(|least| *least > Ratio::from_quantity(floor)) {
            self.report(&FloorNeverReached { floor, least }, &at.key("floor"));
        }
        if let (Some(best), Some(max)) = (best, place.max)
            && best > Ratio::from_quantity(max)
        {
            // A measure below zero adds points instead of taking them.
            let points = best.to_quantity_exact(9).unwrap_or(scale.from);
            self.report_against(&PointsAboveMaximum { points, max }, at, place.at_max);
            return Outcome::unknown(at);
        }
        Outcome {
            best,
            lattice,
            at: at.clone(),
        }
    }

    fn floor(&mut self, scale: &Deduction, at: &At) -> Option<Quantity> {
        let Some(floor) = scale.floor else {
            return Some(Quantity::ZERO);
        };
        let here = at.key("floor");
        let floor = self.points(floor, &here)?;
        if floor > scale.from {
            let finding = FloorAboveStart {
                floor,
                from: scale.from,
            };
            self.report_against(&finding, &here, &at.key("from"));
            return None;
        }
        Some(floor)
    }
}
