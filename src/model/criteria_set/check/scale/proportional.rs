//! Checks points in proportion.

use super::super::super::at::At;
use super::super::super::findings::{FloorAboveFullMark, FloorNeverReached, FullMarkNotPositive};
use super::super::super::values::{Cut, Lattice, Line, Range, Span};
use super::super::Checker;
use super::super::outcome::{Outcome, Place};
use super::sound;
use crate::file::Proportional;
use crate::number::{Points, Quantity, Ratio};

impl Checker<'_> {
    /// Checks points in proportion
    pub(super) fn proportional(
        &mut self,
        scale: &Proportional,
        range: Option<&Range>,
        at: &At,
        place: Place<'_>,
    ) -> Outcome {
        let points = self.points_in(scale.points, &at.key("points"), place);
        let full_at = scale.full_at;
        let positive = full_at > Quantity::ZERO;
        if !positive {
            self.report(&FullMarkNotPositive { full_at }, &at.key("full_at"));
        }
        let floor = scale.floor.unwrap_or(Quantity::ZERO);
        let ordered = !positive || floor <= full_at;
        if !ordered {
            let finding = FloorAboveFullMark { floor, full_at };
            self.report_against(&finding, &at.key("floor"), &at.key("full_at"));
        }
        let Some(range) = sound(range, &[points.is_some(), positive, ordered]) else {
            return Outcome::unknown(at);
        };
        if let Some(floor) = scale.floor
            && floor > Quantity::ZERO
            && Ratio::from_quantity(floor) <= range.low
        {
            let least = range.low;
            self.report(&FloorNeverReached { floor, least }, &at.key("floor"));
        }
        let points = Ratio::from_quantity(scale.points);
        let (floor, full_at) = (Ratio::from_quantity(floor), Ratio::from_quantity(full_at));
        let span = Span {
            low: Cut::before(floor.max(Ratio::ZERO)),
            high: Cut::after(full_at),
        };
        let mut lattice = Lattice::NOTHING;
        let mut best = Some(Ratio::ZERO);
        if let Some(line) = Line::through((Ratio::ZERO, Ratio::ZERO), (full_at, points)) {
            lattice = line.lattice(span, &range);
            let most = range.high.min(full_at);
            if most >= span.low.at() {
                best = line.points(most);
            }
        }
        if range.high >= full_at {
            lattice = lattice.with(Points::from_quantity(scale.points));
        }
        Outcome {
            best,
            lattice,
            at: at.clone(),
        }
    }
}
