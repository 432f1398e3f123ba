//! Outcomes of scenarios for any serializer.

use serde::{Serialize, Serializer};

use super::outcome::{EntryDelta, Happened, Outcome, Pair};
use crate::compare::Dropped;
use crate::eval::{Column, CriterionScore, Totals};
use crate::file::Change;
use crate::model::Leaf;
use crate::number::Points;
use crate::read::Id;

#[derive(Serialize)]
struct OutcomeShown<'o> {
    scenario: &'o Id,
    /// Which of its combinations, from 0.
    number: usize,
    values: &'o [Change],
    criteria_set: SetShown<'o>,
    columns: &'o [Column],
    incremental: bool,
    total: Pair<&'o Totals>,
    areas: Vec<AreaShown<'o>>,
    criteria: Vec<LeafShown<'o>>,
    not_carried: &'o [Dropped],
}

#[derive(Serialize)]
struct SetShown<'o> {
    id: &'o Id,
    edition: &'o Id,
}

/// By its id in the set of the scenario, or in that of the base where it is gone.
#[derive(Serialize)]
struct AreaShown<'o> {
    id: Option<&'o Id>,
    before: Option<&'o Totals>,
    after: Option<&'o Totals>,
}

#[derive(Serialize)]
struct LeafShown<'o> {
    id: Option<&'o Id>,
    before: Option<CriterionScore>,
    after: Option<CriterionScore>,
    reasons: &'o [EntryDelta],
}

impl Serialize for Outcome<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (old, new) = (
            self.base().scorer().criteria_set(),
            self.scale().scorer().criteria_set(),
        );
        OutcomeShown {
            scenario: &self.case().scenario().id,
            number: self.case().number(),
            values: self.case().values(),
            criteria_set: SetShown {
                id: new.id(),
                edition: new.edition(),
            },
            columns: self.columns(),
            incremental: self.is_incremental(),
            total: Pair {
                before: &self.total().before,
                after: &self.total().after,
            },
            areas: self
                .areas()
                .iter()
                .map(|own| AreaShown {
                    id: named(own.area, |before, at| {
                        let set = if before { old } else { new };
                        set.file().areas.get(at).map(|area| &area.id)
                    }),
                    before: own.totals.before.as_ref(),
                    after: own.totals.after.as_ref(),
                })
                .collect(),
            criteria: self
                .leaves()
                .iter()
                .map(|own| LeafShown {
                    id: named(own.leaf, |before, at| {
                        let set = if before { old } else { new };
                        set.leaves().get(at).map(Leaf::id)
                    }),
                    before: own.score.before,
                    after: own.score.after,
                    reasons: &own.entries,
                })
                .collect(),
            not_carried: self.dropped(),
        }
        .serialize(serializer)
    }
}

/// The name of what is there now, or else of what was there before.
fn named<'o>(
    at: Pair<Option<usize>>,
    name: impl Fn(bool, usize) -> Option<&'o Id>,
) -> Option<&'o Id> {
    let now = at.after.and_then(|at| name(false, at));
    now.or_else(|| at.before.and_then(|at| name(true, at)))
}

#[derive(Serialize)]
struct EntryShown<'o> {
    column: Column,
    reason: &'static str,
    part: &'o [Id],
    happened: Happened,
    before: Points,
    after: Points,
    effect: Option<Points>,
}

impl Serialize for EntryDelta {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        EntryShown {
            column: self.entry.column(),
            reason: self.entry.word(),
            part: &self.part,
            happened: self.happened(),
            before: self.points.before,
            after: self.points.after,
            effect: self.effect(),
        }
        .serialize(serializer)
    }
}
