//! Rankings, group by group.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::contender::Contender;
use super::order::{Reach, clusters, reach};
use super::summary::Summary;
use crate::number::Points;

/// What is done with equal values
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TieRule {
    /// They share a place, and the next place is passed over: 1, 1, 3.
    Shared,
    /// More points at the first of these leaves wins, then at the next; what remains equal shares a
    /// place.
    Ordered(Vec<String>),
}

/// Whom a unit is ranked among
///
/// Units scored on different sheets are not ranked against each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupKey {
    /// Criteria set; none for a published table
    pub set: Option<String>,
    /// Its edition
    pub edition: Option<String>,
    /// Group of units
    pub group: Option<String>,
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
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The unit
    pub contender: Contender,
    /// Its place among the units that have one value
    pub place: usize,
    /// How many units share it, this one included
    pub sharing: usize,
    /// The leaf, by its place in the tie rule, at which it was parted from units of the same value
    pub parted_by: Option<usize>,
    /// The best place it can come to once the open units are known
    pub best: usize,
    /// The worst
    pub worst: usize,
}

/// A unit whose value is not known yet
#[derive(Clone, Debug, PartialEq)]
pub struct OpenUnit {
    /// The unit
    pub contender: Contender,
    /// The best place it can come to
    pub best: usize,
    /// The worst
    pub worst: usize,
}

/// Units of the same value that a leaf of the tie rule could not part, because one has no points there
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// The leaf, by its place in the tie rule
    pub leaf: usize,
    /// The units
    pub units: Vec<String>,
}

/// The ranking of one group
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Who is ranked
    pub key: GroupKey,
    /// Units with a place, the first first; those that share a place by id
    pub placed: Vec<Placed>,
    /// Units whose value is not known yet, by the best place they can come to
    pub open: Vec<OpenUnit>,
    /// Where the tie rule did not help
    pub undecided: Vec<Undecided>,
    /// Count, mean, quantiles, classes and areas of the units that have a place
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
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    groups: Vec<Group>,
    ties: TieRule,
}

impl Ranking {
    /// Ranks units within their groups; the order in which they are given does not matter
    ///
    /// # Errors
    ///
    /// A unit that stands twice in a group, or without the leaves that decide ties.
    pub fn new(contenders: Vec<Contender>, ties: &TieRule) -> Result<Self, CannotRank> {
        let wanted = match ties {
            TieRule::Shared => 0,
            TieRule::Ordered(by) => by.len(),
        };
        let mut seen: BTreeMap<(&GroupKey, &str), usize> = BTreeMap::new();
        for (index, own) in contenders.iter().enumerate() {
            let unit = || own.unit.clone();
            if let Some(first) = seen.insert((&own.group, &own.unit), index) {
                let at = (first, index);
                return Err(CannotRank::UnitTwice { unit: unit(), at });
            }
            if own.keys.len() < wanted {
                return Err(CannotRank::NoSuchLeaves { unit: unit() });
            }
        }
        let keys: BTreeSet<GroupKey> = contenders.iter().map(|own| own.group.clone()).collect();
        let mut groups: BTreeMap<GroupKey, Vec<Contender>> =
            keys.into_iter().map(|key| (key, Vec::new())).collect();
        for own in contenders {
            if let Some(group) = groups.get_mut(&own.group) {
                group.push(own);
            }
        }
        let groups = groups
            .into_iter()
            .map(|(key, units)| group(key, units, wanted))
            .collect();
        Ok(Self {
            groups,
            ties: ties.clone(),
        })
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
    units.sort_by(|a, b| a.unit.cmp(&b.unit));
    let (known, open): (Vec<_>, Vec<_>) = units
        .into_iter()
        .partition(|own| own.standing.known().is_some());
    let reaches: Vec<Reach> = reach(&known, &open, leaves > 0);
    let (clusters, undecided) = clusters(known, leaves);
    let mut placed = Vec::new();
    for cluster in clusters {
        let (place, sharing) = (placed.len().saturating_add(1), cluster.units.len());
        for (contender, parted_by) in cluster.units {
            let above = Reach::of_known(&open, &contender, leaves > 0);
            placed.push(Placed {
                contender,
                place,
                sharing,
                parted_by,
                best: place.saturating_add(above.surely),
                worst: place.saturating_add(above.maybe),
            });
        }
    }
    let summary = Summary::of(&placed);
    let mut open: Vec<OpenUnit> = open
        .into_iter()
        .zip(reaches)
        .map(|(contender, above)| OpenUnit {
            contender,
            best: above.surely.saturating_add(1),
            worst: above.maybe.saturating_add(1),
        })
        .collect();
    open.sort_by_key(|own| (own.best, own.worst));
    Group {
        key,
        placed,
        open,
        undecided,
        summary,
    }
}

/// Points at the leaves that decide ties.
pub(super) fn key(contender: &Contender, leaf: usize) -> Option<Points> {
    contender.keys.get(leaf).copied().flatten()
}
