//! A ranking against that of another year.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::contender::Contender;
use super::group::{Group, GroupKey, Ranking};
use super::statistics::Mean;
use crate::number::Ratio;
use crate::read::comparable;

/// How a unit stands against another year
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnitChange {
    /// Its id
    pub unit: String,
    /// Its place then; `None` where it had none
    pub place_before: Option<usize>,
    /// Its index then; `None` where it had none
    pub index_before: Option<Ratio>,
    /// Places gained (positive) or lost; `None` unless both years have a place in the same group
    pub places_gained: Option<i64>,
    /// Its index now less its index then, exactly
    pub index: Option<Ratio>,
    /// Whether it was ranked among others then
    pub other_group: bool,
    /// Whether it was scored by another edition then, so that the change is not of performance alone
    pub other_edition: bool,
}

/// How a group stands against another year
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupChange {
    /// The units of the group now, in the order of its ranking, that had an index or a place then
    pub units: Vec<UnitChange>,
    /// Units that were not ranked then
    pub joined: Vec<String>,
    /// Units of the group then that are not in any group now
    pub left: Vec<String>,
    /// The mean then
    pub mean_before: Option<Mean>,
    /// The mean now less the mean then, exactly
    pub mean: Option<Ratio>,
}

/// A ranking against that of another year
///
/// A group is the same one if its criteria set (where both have one) and its name are the same,
/// whatever the edition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changes {
    groups: Vec<GroupChange>,
}

impl Changes {
    /// Puts a ranking beside an earlier one
    ///
    /// Units and groups are told apart by text that is [`comparable`].
    pub fn of(now: &Ranking, before: &Ranking) -> Self {
        let before = Before::of(before);
        let units_now = now.groups().iter().flat_map(units);
        let here = units_now.map(|(own, _)| comparable(&own.unit)).collect();
        let groups = now.groups().iter();
        Self {
            groups: groups.map(|group| before.against(group, &here)).collect(),
        }
    }

    /// One for each group of the ranking now, in the same order
    pub fn groups(&self) -> &[GroupChange] {
        &self.groups
    }
}

fn same(a: &GroupKey, b: &GroupKey) -> bool {
    let sets = match (&a.set, &b.set) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    sets && a.comparable().group == b.comparable().group
}

/// All units of a group, those with a place first, with their places.
fn units(group: &Group) -> impl Iterator<Item = (&Contender, Option<usize>)> {
    let placed = group.placed.iter();
    let placed = placed.map(|own| (&own.contender, Some(own.place)));
    let open = group.open.iter().map(|own| (&own.contender, None));
    let unplaced = group.unplaced.iter().map(|own| (own, None));
    placed.chain(open).chain(unplaced)
}

/// What a unit had in a group
#[derive(Clone, Copy)]
struct Had<'r> {
    group: &'r Group,
    place: Option<usize>,
    index: Option<Ratio>,
}

/// The units of an earlier ranking by name.
struct Before<'r> {
    groups: Vec<(&'r Group, BTreeMap<Cow<'r, str>, Had<'r>>)>,
    /// In whichever group; `None` where a unit stands in several.
    anywhere: BTreeMap<Cow<'r, str>, Option<Had<'r>>>,
}

impl<'r> Before<'r> {
    fn of(ranking: &'r Ranking) -> Self {
        let mut anywhere = BTreeMap::new();
        let mut groups = Vec::new();
        for group in ranking.groups() {
            let mut own = BTreeMap::new();
            for (unit, place) in units(group) {
                let index = unit.standing.known();
                let had = Had {
                    group,
                    place,
                    index,
                };
                let name = comparable(&unit.unit);
                own.insert(name.clone(), had);
                let others = anywhere.entry(name);
                others
                    .and_modify(|other| *other = None)
                    .or_insert(Some(had));
            }
            groups.push((group, own));
        }
        Self { groups, anywhere }
    }

    fn against(&self, group: &Group, here: &BTreeSet<Cow<'_, str>>) -> GroupChange {
        let mut matching = self
            .groups
            .iter()
            .filter(|(old, _)| same(&group.key, &old.key));
        // Two editions of one group in one year are two groups: neither is the one before.
        let old = matching.next().filter(|_| matching.next().is_none());
        let (mut changed, mut joined) = (Vec::new(), Vec::new());
        for (own, place) in units(group) {
            let name = comparable(&own.unit);
            let in_group = old.and_then(|(_, units)| units.get(&name).copied());
            let elsewhere = || self.anywhere.get(&name).copied().flatten();
            let Some(had) = in_group.or_else(elsewhere) else {
                joined.push(own.unit.clone());
                continue;
            };
            changed.push(change(group, own, place, had, in_group.is_none()));
        }
        let left = old.map(|(old, _)| {
            let all = units(old).map(|(own, _)| &own.unit);
            all.filter(|unit| !here.contains(&comparable(unit)))
                .cloned()
                .collect()
        });
        let mean_before = old.and_then(|(old, _)| old.summary.mean);
        let mean = mean_before
            .and_then(Mean::exact)
            .zip(group.summary.mean.and_then(Mean::exact))
            .and_then(|(before, now)| now.checked_sub(before))
            .map(Ratio::reduced);
        GroupChange {
            units: changed,
            joined,
            left: left.unwrap_or_default(),
            mean_before,
            mean,
        }
    }
}

fn change(
    group: &Group,
    own: &Contender,
    place: Option<usize>,
    had: Had<'_>,
    other_group: bool,
) -> UnitChange {
    let gained = |before: usize, now: usize| {
        i64::try_from(before)
            .ok()?
            .checked_sub(i64::try_from(now).ok()?)
    };
    UnitChange {
        unit: own.unit.clone(),
        place_before: had.place,
        index_before: had.index,
        places_gained: match (had.place, place) {
            (Some(before), Some(now)) if !other_group => gained(before, now),
            _ => None,
        },
        index: match (had.index, own.standing.known()) {
            (Some(before), Some(now)) => now.checked_sub(before).map(Ratio::reduced),
            _ => None,
        },
        other_group,
        other_edition: (&had.group.key.set, &had.group.key.edition)
            != (&group.key.set, &group.key.edition),
    }
}
