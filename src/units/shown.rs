//! A unit of many in the keys of a scorecard.

use crate::eval::card::adjustment_points::AdjustmentPoints;
use crate::eval::card::totals::Totals;
use crate::eval::leaf::leaf_score::CriterionScore;
use crate::units::template::UnitScores;
use serde::{Serialize, Serializer};

impl Serialize for UnitScores<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        UnitShown {
            total: self.total(),
            areas: self.areas(),
            criteria: self.criteria(),
            bonus: self.bonus(),
            penalty: self.penalty(),
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
struct UnitShown<'s> {
    total: &'s Totals,
    areas: &'s [Totals],
    criteria: &'s [CriterionScore],
    bonus: Option<&'s AdjustmentPoints>,
    penalty: Option<&'s AdjustmentPoints>,
}
