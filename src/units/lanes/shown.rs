//! Scores of many units for any serializer: one entry a unit.

use serde::ser::{Error, SerializeSeq};
use serde::{Serialize, Serializer};

use super::scores::{LaneScores, PointIndex, PointSums, UnitPoints};
use crate::number::Points;

#[derive(Serialize)]
struct SumsShown {
    max: Points,
    applicable: Points,
    computed: Option<Points>,
    open: Points,
    pending: Points,
    excluded: Points,
    index: PairShown,
}

#[derive(Serialize)]
struct PairShown {
    #[serde(rename = "self")]
    own: PointIndex,
    whole: PointIndex,
}

impl Serialize for PointSums<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        SumsShown {
            max: self.max(),
            applicable: self.applicable(),
            computed: self.computed(),
            open: self.open(),
            pending: self.pending(),
            excluded: self.excluded(),
            index: PairShown {
                own: self.own_index(),
                whole: self.whole_index(),
            },
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
struct UnitShown<'u> {
    total: PointSums<'u>,
    areas: Vec<PointSums<'u>>,
}

impl Serialize for UnitPoints {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        UnitShown {
            total: self.total(),
            areas: self.areas().collect(),
        }
        .serialize(serializer)
    }
}

impl Serialize for LaneScores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut units = serializer.serialize_seq(Some(self.units()))?;
        for number in 0..self.units() {
            let unit = self.unit(number);
            let unit = unit.ok_or_else(|| S::Error::custom("a sum is too large"))?;
            units.serialize_element(&unit)?;
        }
        units.end()
    }
}
