//! A ranking against that of another year.

use super::group::{Group, GroupKey, Ranking};
use super::statistics::Mean;
use crate::number::Ratio;

/// How a unit stands against another year
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    groups: Vec<GroupChange>,
}

impl Changes {
    /// Puts a ranking beside an earlier one
    pub fn of(now: &Ranking, before: &Ranking) -> Self {
        let groups = now.groups().iter();
        Self {
            groups: groups.map(|group| against(group, now, before)).collect(),
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
    sets && a.group == b.group
}

/// What a unit had in a group: its place and its index.
fn had(group: &Group, unit: &str) -> Option<(Option<usize>, Option<Ratio>)> {
    let placed = group.placed.iter().find(|own| own.contender.unit == unit);
    if let Some(own) = placed {
        return Some((Some(own.place), own.contender.standing.known()));
    }
    let mut open = group.open.iter();
    open.any(|own| own.contender.unit == unit)
        .then_some((None, None))
}

fn against(group: &Group, now: &Ranking, before: &Ranking) -> GroupChange {
    let mut matching = before
        .groups()
        .iter()
        .filter(|old| same(&group.key, &old.key));
    // Two editions of one group in one year are two groups: neither is the one before.
    let old = matching.next().filter(|_| matching.next().is_none());
    let (mut units, mut joined) = (Vec::new(), Vec::new());
    let placed = group
        .placed
        .iter()
        .map(|own| (&own.contender, Some(own.place)));
    let open = group.open.iter().map(|own| (&own.contender, None));
    for (own, place) in placed.chain(open) {
        let unit = own.unit.as_str();
        let own_group = old.and_then(|old| Some((old, had(old, unit)?)));
        let elsewhere = || {
            let mut all = before
                .groups()
                .iter()
                .filter_map(|old| Some((old, had(old, unit)?)));
            all.next().filter(|_| all.next().is_none())
        };
        let other_group = own_group.is_none();
        let Some((found, (place_before, index_before))) = own_group.or_else(elsewhere) else {
            joined.push(unit.to_owned());
            continue;
        };
        let gained = |before: usize, now: usize| {
            i64::try_from(before)
                .ok()?
                .checked_sub(i64::try_from(now).ok()?)
        };
        units.push(UnitChange {
            unit: unit.to_owned(),
            place_before,
            index_before,
            places_gained: match (place_before, place) {
                (Some(before), Some(now)) if !other_group => gained(before, now),
                _ => None,
            },
            index: match (index_before, own.standing.known()) {
                (Some(before), Some(now)) => now.checked_sub(before).map(Ratio::reduced),
                _ => None,
            },
            other_group,
            other_edition: (&found.key.set, &found.key.edition)
                != (&group.key.set, &group.key.edition),
        });
    }
    let is_here = |unit: &str| now.groups().iter().any(|group| had(group, unit).is_some());
    let left = old.map(|old| {
        let placed = old.placed.iter().map(|own| own.contender.unit.as_str());
        let all = placed.chain(old.open.iter().map(|own| own.contender.unit.as_str()));
        all.filter(|unit| !is_here(unit))
            .map(str::to_owned)
            .collect()
    });
    let mean_before = old.and_then(|old| old.summary.mean);
    let mean = mean_before
        .and_then(Mean::exact)
        .zip(group.summary.mean.and_then(Mean::exact))
        .and_then(|(before, now)| now.checked_sub(before))
        .map(Ratio::reduced);
    GroupChange {
        units,
        joined,
        left: left.unwrap_or_default(),
        mean_before,
        mean,
    }
}
