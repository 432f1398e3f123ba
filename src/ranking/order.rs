//! Order, ties, and the places that units can come to.

use std::cmp::Reverse;

use super::contender::{Contender, Standing};
use super::group::key;
use crate::number::Ratio;

/// How many other units are surely before a unit, and how many may be, those included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reach {
    pub(super) surely: usize,
    pub(super) maybe: usize,
}

impl Reach {
    pub(super) const fn and(self, other: Self) -> Self {
        Self {
            surely: self.surely.saturating_add(other.surely),
            maybe: self.maybe.saturating_add(other.maybe),
        }
    }

    const fn behind(self, units: usize) -> Self {
        self.and(Self {
            surely: units,
            maybe: units,
        })
    }
}

/// Units that share a place.
pub(super) struct Cluster {
    /// Each with the leaf that parted it from others of the same value.
    pub(super) units: Vec<(Contender, Option<usize>)>,
    /// The units with one value before them.
    pub(super) above: Reach,
}

/// A unit with one value whose place a leaf leaves open: it has no points there.
pub(super) struct Loose {
    pub(super) contender: Contender,
    pub(super) leaf: usize,
    /// The units with one value before it.
    pub(super) above: Reach,
}

/// Puts units with one value in order, the greatest first, equal ones together.
///
/// A leaf parts the units of a cluster that have points there. One that has none can come before, among or
/// after them.
pub(super) fn ordered(known: Vec<Contender>, leaves: usize) -> (Vec<Cluster>, Vec<Loose>) {
    let units = known.into_iter().map(|own| (own, None)).collect();
    let all = Cluster {
        units,
        above: Reach::default(),
    };
    let mut clusters = split(all, |own| own.standing.known());
    let mut loose = Vec::new();
    for leaf in 0..leaves {
        clusters = clusters
            .into_iter()
            .flat_map(|cluster| part(cluster, leaf, &mut loose))
            .collect();
    }
    (clusters, loose)
}

fn part(cluster: Cluster, leaf: usize, loose: &mut Vec<Loose>) -> Vec<Cluster> {
    let others = cluster.units.len().saturating_sub(1);
    if others == 0 {
        return vec![cluster];
    }
    let (units, blank): (Vec<_>, Vec<_>) = cluster
        .units
        .into_iter()
        .partition(|(own, _)| key(own, leaf).is_some());
    let may_come = |units| Reach {
        surely: 0,
        maybe: units,
    };
    let above = cluster.above.and(may_come(blank.len()));
    loose.extend(blank.into_iter().map(|(contender, _)| Loose {
        contender,
        leaf,
        above: cluster.above.and(may_come(others)),
    }));
    let mut parts = split(Cluster { units, above }, |own| key(own, leaf));
    if parts.len() > 1 {
        let units = parts.iter_mut().flat_map(|part| &mut part.units);
        units.for_each(|(_, by)| *by = Some(leaf));
    }
    parts
}

/// Splits a cluster by a value, the greatest first.
fn split<V: Ord>(mut cluster: Cluster, value: impl Fn(&Contender) -> V) -> Vec<Cluster> {
    cluster.units.sort_by_key(|(own, _)| Reverse(value(own)));
    let mut parts: Vec<Cluster> = Vec::new();
    for (passed, unit) in cluster.units.into_iter().enumerate() {
        let first = parts.last().and_then(|last| last.units.first());
        let is_same = first.is_some_and(|(first, _)| value(first) == value(&unit.0));
        match parts.last_mut() {
            Some(last) if is_same => last.units.push(unit),
            _ => parts.push(Cluster {
                units: vec![unit],
                above: cluster.above.behind(passed),
            }),
        }
    }
    parts
}

/// Values of some units, to count those before another.
pub(super) struct Field {
    /// The least each can be, upwards.
    lowers: Vec<Ratio>,
    /// The greatest each can be, upwards.
    uppers: Vec<Ratio>,
    /// Units of which nothing is known.
    unknown: usize,
    /// Whether units of equal value may be parted either way.
    leaves_decide: bool,
}

impl Field {
    pub(super) fn of(units: &[Contender], leaves_decide: bool) -> Self {
        let ends = |end: fn(Standing) -> Option<Ratio>| {
            let mut ends: Vec<Ratio> = units.iter().filter_map(|own| end(own.standing)).collect();
            ends.sort_unstable();
            ends
        };
        let (lowers, uppers) = (ends(Standing::lower), ends(Standing::upper));
        Self {
            unknown: units.len().saturating_sub(uppers.len()),
            lowers,
            uppers,
            leaves_decide,
        }
    }

    /// The units of the field before one that is not in it.
    pub(super) fn above(&self, own: Standing) -> Reach {
        let more = |ends: &[Ratio], from: usize| ends.len().saturating_sub(from);
        let surely = own.upper().map_or(0, |upper| {
            more(
                &self.lowers,
                self.lowers.partition_point(|lower| *lower <= upper),
            )
        });
        let maybe = own.lower().map_or(self.uppers.len(), |lower| {
            let is_behind =
                |upper: &Ratio| *upper < lower || (*upper == lower && !self.leaves_decide);
            more(&self.uppers, self.uppers.partition_point(is_behind))
        });
        Reach {
            surely,
            maybe: maybe.saturating_add(self.unknown),
        }
    }

    /// The units of the field before one that is in it.
    pub(super) fn above_own(&self, own: Standing) -> Reach {
        // By its bounds alone a unit may come before itself.
        let is_counted = match (own.lower(), own.upper()) {
            (Some(lower), Some(upper)) => upper > lower || self.leaves_decide,
            _ => true,
        };
        let above = self.above(own);
        Reach {
            surely: above.surely,
            maybe: above.maybe.saturating_sub(usize::from(is_counted)),
        }
    }
}
