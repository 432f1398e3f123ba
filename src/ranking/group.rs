//! Rankings, group by group.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;
use thiserror::Error;

use super::contender::{Contender, Standing};
use super::order::{Field, Reach, ordered};
use super::summary::Summary;
use crate::number::Ratio;
use crate::read::comparable;

/// What is done with equal values
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TieRule {
    /// They share a place, and the next place is passed over: 1, 1, 3.
    Shared,
    /// More points at the first of these criteria or areas wins, then at the next; what remains equal shares
    /// a place. A unit that has no points there is not placed among those of the same value.
    Ordered(Vec<String>),
}

/// Whom a unit is ranked among
///
/// Units scored on different sheets are not ranked against each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct GroupKey {
    /// Criteria set; none for a published table
    pub set: Option<String>,
    /// Its edition
    pub edition: Option<String>,
    /// Group of units
    pub group: Option<String>,
}

impl GroupKey {
    /// The key with the name of the group as it is compared.
    pub(super) fn comparable(&self) -> Self {
        let group = self.group.as_deref();
        Self {
            group: group.map(|group| comparable(group).into_owned()),
            ..self.clone()
        }
    }
}

/// Units that cannot be ranked
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CannotRank {
    /// A unit stands twice in one group.
    #[error("the unit {unit} stands twice in one group")]
    UnitTwice {
        /// Its id.
        unit: String,
        /// Places among the contenders given, from 0.
        at: (usize, usize),
    },
    /// Two contenders have another number of leaves that decide ties than the rule names.
    #[error("the unit {unit} does not have the leaves that decide ties")]
    NoSuchLeaves {
        /// Its id.
        unit: String,
    },
}

/// A unit that has a place
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Placed {
    /// The unit
    pub contender: Contender,
    /// Its place among the units that have one value
    pub place: usize,
    /// How many units share it, this one included
    pub sharing: usize,
    /// The criterion, by its place in the tie rule, at which it was parted from units of the same value
    pub parted_by: Option<usize>,
    /// The best place it can come to once the open units are known
    pub best: usize,
    /// The worst
    pub worst: usize,
}

/// A unit whose value is not known yet, or that a criterion of the tie rule leaves open
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenUnit {
    /// The unit
    pub contender: Contender,
    /// The best place it can come to
    pub best: usize,
    /// The worst
    pub worst: usize,
}

/// Units whose place a criterion of the tie rule leaves open: others have the same value, and they have no
/// points there
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Undecided {
    /// The criterion, by its place in the tie rule
    pub leaf: usize,
    /// The units
    pub units: Vec<String>,
}

/// The ranking of one group
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// Who is ranked
    pub key: GroupKey,
    /// Units with a place, the first first; those that share a place by id
    pub placed: Vec<Placed>,
    /// Units whose value is not known yet, or whose place the tie rule leaves open, by the best place they can
    /// come to
    pub open: Vec<OpenUnit>,
    /// Units to which nothing applies: they have no index, and take no place from others
    pub unplaced: Vec<Contender>,
    /// Where the tie rule did not help
    pub undecided: Vec<Undecided>,
    /// Count, mean, quantiles, classes and areas of the units that have one value
    pub summary: Summary,
}

/// Units ranked within their groups
///
/// # Examples
///
/// ```
/// use par_index::number::Quantity;
/// use par_index::ranking::{Contender, Ranking, TieRule};
///
/// let unit = |name: &str, index| {
///     Contender::published(name, None, None, Quantity::parse(index).ok())
/// };
/// let units = vec![unit("a", "85.02"), unit("b", "90.05"), unit("c", "85.02"), unit("d", "80")];
/// let ranking = Ranking::new(units, &TieRule::Shared)?;
/// let places: Vec<_> = ranking.groups()[0].placed.iter().map(|own| (own.contender.unit.as_str(), own.place)).collect();
/// assert_eq!(places, [("b", 1), ("a", 2), ("c", 2), ("d", 4)]);
/// # Ok::<(), par_index::ranking::CannotRank>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ranking {
    groups: Vec<Group>,
    ties: TieRule,
}

impl Ranking {
    /// Ranks units within their groups; the order in which they are given does not matter
    ///
    /// Units and groups are told apart by text that is [`comparable`].
    ///
    /// # Errors
    ///
    /// A unit that stands twice in a group, or without the leaves that decide ties.
    pub fn new(contenders: Vec<Contender>, ties: &TieRule) -> Result<Self, CannotRank> {
        let wanted = match ties {
            TieRule::Shared => 0,
            TieRule::Ordered(by) => by.len(),
        };
        let unit = |own: &Contender| own.unit.clone();
        if let Some(own) = contenders.iter().find(|own| own.keys.len() < wanted) {
            return Err(CannotRank::NoSuchLeaves { unit: unit(own) });
        }
        if let Some(at) = Self::repeated(&contenders).into_iter().next() {
            let unit = contenders.get(at.1).map(unit).unwrap_or_default();
            return Err(CannotRank::UnitTwice { unit, at });
        }
        let mut groups: BTreeMap<GroupKey, (GroupKey, Vec<Contender>)> = BTreeMap::new();
        for own in contenders {
            let key = own.group.comparable();
            let better = |shown: &GroupKey| (own.group != key, &own.group) < (*shown != key, shown);
            let (shown, units) = groups
                .entry(key.clone())
                .or_insert_with(|| (own.group.clone(), Vec::new()));
            if better(shown) {
                *shown = own.group.clone();
            }
            units.push(own);
        }
        let groups = groups.into_values();
        let groups = groups
            .map(|(key, units)| group(key, units, wanted))
            .collect();
        Ok(Self {
            groups,
            ties: ties.clone(),
        })
    }

    /// Units that stand again in their group: where the first stands among those given, and where it stands
    /// again
    pub fn repeated(contenders: &[Contender]) -> Vec<(usize, usize)> {
        let mut firsts = BTreeMap::new();
        let mut repeated = Vec::new();
        for (index, own) in contenders.iter().enumerate() {
            let key = (own.group.comparable(), comparable(&own.unit));
            let first = *firsts.entry(key).or_insert(index);
            if first != index {
                repeated.push((first, index));
            }
        }
        repeated
    }

    /// The groups, by key
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// What was done with equal values
    pub fn ties(&self) -> &TieRule {
        &self.ties
    }
}

fn group(key: GroupKey, mut units: Vec<Contender>, leaves: usize) -> Group {
    units.sort_by_cached_key(|own| comparable(&own.unit).into_owned());
    let (unplaced, units): (Vec<_>, Vec<_>) = units
        .into_iter()
        .partition(|own| own.standing == Standing::NothingApplies);
    let (mut known, open): (Vec<_>, Vec<_>) = units
        .into_iter()
        .partition(|own| own.standing.known().is_some());
    known.sort_by_key(|own| Reverse(own.standing.known()));
    let summary = Summary::of(&known);
    let known_field = Field::of(&known, leaves > 0);
    let open_field = Field::of(&open, leaves > 0);
    let open_unit = |contender, above: Reach| OpenUnit {
        contender,
        best: above.surely.saturating_add(1),
        worst: above.maybe.saturating_add(1),
    };
    let mut open: Vec<OpenUnit> = open
        .into_iter()
        .map(|own| {
            let above = known_field.above(own.standing);
            let above = above.and(open_field.above_own(own.standing));
            open_unit(own, above)
        })
        .collect();
    let (clusters, loose) = ordered(known, leaves);
    let mut placed = Vec::new();
    for cluster in clusters {
        let sharing = cluster.units.len();
        for (contender, parted_by) in cluster.units {
            let above = cluster.above.and(open_field.above(contender.standing));
            placed.push(Placed {
                contender,
                place: cluster.above.surely.saturating_add(1),
                sharing,
                parted_by,
                best: above.surely.saturating_add(1),
                worst: above.maybe.saturating_add(1),
            });
        }
    }
    let mut undecided: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for own in loose {
        let units = undecided.entry(own.leaf).or_default();
        units.push(own.contender.unit.clone());
        let above = own.above.and(open_field.above(own.contender.standing));
        open.push(open_unit(own.contender, above));
    }
    open.sort_by_key(|own| (own.best, own.worst));
    let undecided = undecided.into_iter();
    Group {
        key,
        placed,
        open,
        unplaced,
        undecided: undecided
            .map(|(leaf, units)| Undecided { leaf, units })
            .collect(),
        summary,
    }
}

/// Points at the leaves that decide ties.
pub(super) fn key(contender: &Contender, leaf: usize) -> Option<Ratio> {
    contender.keys.get(leaf).copied().flatten()
}
