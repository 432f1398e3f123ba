//! Checks points between goalposts.

use super::super::super::at::At;
use super::super::super::findings::{GoalpostsEqual, GoalpostsReversed};
use super::super::super::values::{Cut, Lattice, Line, Range, Span};
use super::super::Checker;
use super::super::outcome::{Outcome, Place};
use super::sound;
use crate::file::Goalposts;
use crate::number::Ratio;

impl Checker<'_> {
    /// Checks points between goalposts
    pub(super) fn goalposts(
        &mut self,
        scale: &Goalposts,
        range: Option<&Range>,
        at: &At,
        place: Place<'_>,
    ) -> Outcome {
        let worst = self.points_in(scale.points_at_worst, &at.key("points_at_worst"), place);
        let best = self.points_in(scale.points_at_best, &at.key("points_at_best"), place);
        let differ = scale.worst != scale.best;
        if !differ {
            let finding = GoalpostsEqual { value: scale.best };
            self.report_against(&finding, &at.key("best"), &at.key("worst"));
        }
        let ordered = worst.zip(best).is_none_or(|(worst, best)| worst <= best);
        if !ordered {
            let finding = GoalpostsReversed {
                worst: scale.points_at_worst,
                best: scale.points_at_best,
            };
            self.report_against(
                &finding,
                &at.key("points_at_best"),
                &at.key("points_at_worst"),
            );
        }
        let numbers = [worst.is_some(), best.is_some(), differ, ordered];
        let Some(range) = sound(range, &numbers) else {
            return Outcome::unknown(at);
        };
        let worst = (
            Ratio::from_quantity(scale.worst),
            Ratio::from_quantity(scale.points_at_worst),
        );
        let best = (
            Ratio::from_quantity(scale.best),
            Ratio::from_quantity(scale.points_at_best),
        );
        let Some(line) = Line::through(worst, best) else {
            return Outcome::unknown(at);
        };
        let (low, high) = (worst.0.min(best.0), worst.0.max(best.0));
        let span = Span {
            low: Cut::before(low),
            high: Cut::after(high),
        };
        let mut lattice = line.lattice(span, &range);
        // Values beyond a goalpost earn what it earns.
        let clamped = |value: Ratio| value.max(low).min(high);
        for end in [range.low, range.high] {
            if end != clamped(end) {
                lattice = lattice.and(Lattice::of(line.points(clamped(end)), end));
            }
        }
        let most = [range.low, range.high]
            .into_iter()
            .filter_map(|end| line.points(clamped(end)))
            .max();
        Outcome {
            best: most,
            lattice,
            at: at.clone(),
        }
    }
}
