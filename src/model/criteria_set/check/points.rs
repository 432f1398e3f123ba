//! Points written in a file: their decimals, sign and size.

use super::super::at::At;
use super::super::findings::{
    MaximumNotPositive, PointsAboveMaximum, PointsBelowZero, PointsTooLarge,
    PointsWithTooManyDecimals,
};
use super::super::limits::{MOST_POINTS, POINT_DECIMALS};
use super::Checker;
use super::outcome::Place;
use crate::number::{Quantity, Ratio};

impl Checker<'_> {
    /// Checks points by themselves, and gives them where they are sound.
    pub(super) fn points(&mut self, points: Quantity, at: &At) -> Option<Quantity> {
        if points < Quantity::ZERO {
            self.report(&PointsBelowZero { points }, at);
        } else if points.scale() > POINT_DECIMALS {
            self.report(
                &PointsWithTooManyDecimals {
                    points,
                    most: POINT_DECIMALS,
                },
                at,
            );
        } else if Ratio::from_quantity(points) > Ratio::from_int(MOST_POINTS) {
            self.report(
                &PointsTooLarge {
                    points,
                    most: MOST_POINTS,
                },
                at,
            );
        } else {
            return Some(points);
        }
        None
    }

    /// Checks points against the maximum of their place, and gives them where they are sound.
    pub(super) fn points_in(
        &mut self,
        points: Quantity,
        at: &At,
        place: Place<'_>,
    ) -> Option<Quantity> {
        let points = self.points(points, at)?;
        match place.max {
            Some(max) if points > max => {
                self.report_against(&PointsAboveMaximum { points, max }, at, place.at_max);
                None
            }
            _ => Some(points),
        }
    }

    /// Checks a maximum, and gives it where it is sound.
    pub(super) fn maximum(&mut self, max: Quantity, at: &At) -> Option<Quantity> {
        if max <= Quantity::ZERO {
            self.report(&MaximumNotPositive { max }, at);
            return None;
        }
        self.points(max, at)
    }
}
