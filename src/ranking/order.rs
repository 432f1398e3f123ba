//! Order, ties, and the places that units with an open value can come to.

use std::cmp::Reverse;

use super::contender::{Contender, Standing};
use super::group::{Undecided, key};

/// Units that share a place, each with the leaf that parted it from others of the same value.
pub(super) struct Cluster {
    pub(super) units: Vec<(Contender, Option<usize>)>,
}

/// Puts units with one value in order, the greatest first, equal ones together.
///
/// A leaf parts the units of a cluster only if all of them have points there: otherwise the outcome
/// would depend on a blank.
pub(super) fn clusters(mut known: Vec<Contender>, leaves: usize) -> (Vec<Cluster>, Vec<Undecided>) {
    known.sort_by_key(|own| Reverse(own.standing.known()));
    let mut all: Vec<Cluster> = Vec::new();
    for own in known {
        let value = own.standing.known();
        match all.last_mut() {
            Some(last)
                if last.units.first().map(|(first, _)| first.standing.known()) == Some(value) =>
            {
                last.units.push((own, None));
            }
            _ => all.push(Cluster {
                units: vec![(own, None)],
            }),
        }
    }
    let mut undecided = Vec::new();
    for leaf in 0..leaves {
        all = all
            .into_iter()
            .flat_map(|cluster| part(cluster, leaf, &mut undecided))
            .collect();
    }
    (all, undecided)
}

fn part(mut cluster: Cluster, leaf: usize, undecided: &mut Vec<Undecided>) -> Vec<Cluster> {
    if cluster.units.len() < 2 {
        return vec![cluster];
    }
    if cluster
        .units
        .iter()
        .any(|(own, _)| key(own, leaf).is_none())
    {
        let units = cluster.units.iter().map(|(own, _)| own.unit.clone());
        undecided.push(Undecided {
            leaf,
            units: units.collect(),
        });
        return vec![cluster];
    }
    cluster
        .units
        .sort_by_key(|(own, _)| Reverse(key(own, leaf)));
    let mut parts: Vec<Cluster> = Vec::new();
    for (own, by) in cluster.units {
        let same = parts.last().and_then(|last| last.units.first());
        let same = same.is_some_and(|(first, _)| key(first, leaf) == key(&own, leaf));
        match parts.last_mut() {
            Some(last) if same => last.units.push((own, by)),
            _ => parts.push(Cluster {
                units: vec![(own, by)],
            }),
        }
    }
    if parts.len() > 1 {
        let units = parts.iter_mut().flat_map(|part| &mut part.units);
        units.for_each(|(_, by)| *by = Some(leaf));
    }
    parts
}

/// How many other units are surely, or may be, before a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    pub(super) surely: usize,
    pub(super) maybe: usize,
}

impl Reach {
    /// The open units before one that has a value.
    pub(super) fn of_known(open: &[Contender], own: &Contender, leaves_decide: bool) -> Self {
        let mut reach = Self {
            surely: 0,
            maybe: 0,
        };
        for other in open {
            reach.add(other.standing, own.standing, leaves_decide);
        }
        reach
    }

    fn add(&mut self, other: Standing, own: Standing, leaves_decide: bool) {
        let (surely, maybe) = before(other, own, leaves_decide);
        self.surely = self.surely.saturating_add(usize::from(surely));
        self.maybe = self.maybe.saturating_add(usize::from(maybe));
    }
}

/// Whether one unit is surely, or may be, before another.
///
/// Where leaves decide ties, equal values may be parted either way as long as one of them is open.
fn before(other: Standing, own: Standing, leaves_decide: bool) -> (bool, bool) {
    let surely = matches!((other.lower(), own.upper()), (Some(other), Some(own)) if other > own);
    let maybe = match (other.upper(), own.lower()) {
        (Some(other), Some(own)) => other > own || (leaves_decide && other == own),
        _ => true,
    };
    (surely, maybe)
}

/// For each open unit, the units before it.
pub(super) fn reach(known: &[Contender], open: &[Contender], leaves_decide: bool) -> Vec<Reach> {
    let all = || known.iter().chain(open);
    open.iter()
        .enumerate()
        .map(|(index, own)| {
            let mut reach = Reach {
                surely: 0,
                maybe: 0,
            };
            for (at, other) in all().enumerate() {
                if at.checked_sub(known.len()) != Some(index) {
                    reach.add(other.standing, own.standing, leaves_decide);
                }
            }
            reach
        })
        .collect()
}
