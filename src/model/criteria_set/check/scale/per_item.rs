//! Checks points per item.

use super::super::super::at::At;
use super::super::super::findings::EachNotPositive;
use super::super::super::values::{Cut, Line, Range, Span};
use super::super::Checker;
use super::super::outcome::{Outcome, Place};
use super::sound;
use crate::file::PerItem;
use crate::number::{Points, Quantity, Ratio};

impl Checker<'_> {
    /// Checks points per item
    pub(super) fn per_item(
        &mut self,
        scale: &PerItem,
        range: Option<&Range>,
        at: &At,
        place: Place<'_>,
    ) -> Outcome {
        let each = scale.each;
        let positive = each > Quantity::ZERO;
        if !positive {
            self.report(&EachNotPositive { each }, &at.key("each"));
        }
        let fine = positive && self.points(each, &at.key("each")).is_some();
        let cap = self.points_in(scale.cap, &at.key("cap"), place);
        let Some(range) = sound(range, &[fine, cap.is_some()]) else {
            return Outcome::unknown(at);
        };
        let (each, most) = (Ratio::from_quantity(each), Ratio::from_quantity(scale.cap));
        let line = Line::new(Ratio::ZERO, Ratio::ZERO, each);
        // INVARIANT: each is above zero, so the division has a result.
        let enough = most.checked_div(each).unwrap_or(range.high);
        let span = Span {
            low: Cut::before(Ratio::ZERO),
            high: Cut::after(enough),
        };
        let mut lattice = line.lattice(span, &range);
        if range.high >= enough {
            lattice = lattice.with(Points::from_quantity(scale.cap));
        }
        let best = line.points(range.high.max(Ratio::ZERO).min(enough));
        Outcome {
            best,
            lattice,
            at: at.clone(),
        }
    }
}
