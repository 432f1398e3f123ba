//! Actions that have to be looked at together, and what their combinations bring.

use std::collections::BTreeMap;

use super::bench::{Bench, Measured, Place};
use super::goal::Target;
use super::knapsack::Choice;
use super::reach;
use crate::number::{Points, Ratio};

/// More combinations of a group than these are not gone through.
pub(crate) const MOST_COMBINATIONS: usize = 4_096;

/// More assessments than these are not scored to go through combinations.
const MOST_SCORED: usize = 12_000;

/// Actions that have to be looked at together.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) members: Vec<usize>,
    /// Combinations that can be chosen; the first is to do nothing.
    pub(crate) options: Vec<Combination>,
    /// Every combination that can be chosen is listed.
    pub(crate) complete: bool,
}

/// Actions of one group done together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Combination {
    /// Ascending.
    pub(crate) chosen: Vec<usize>,
    pub(crate) choice: Choice,
}

/// What worth is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Worth {
    /// Points.
    Points,
    /// What is left above a target index.
    Target(Target),
}

/// Measures combinations.
#[derive(Debug)]
pub(crate) struct Meter<'a> {
    pub(crate) bench: &'a Bench<'a>,
    pub(crate) worth: Worth,
    /// Leaf by leaf; otherwise the sheet is one place.
    pub(crate) by_leaf: bool,
    places: Vec<Place>,
    /// For each action, what it can have any influence on.
    pub(crate) reach: Vec<Vec<usize>>,
}

/// Points were found where actions were not expected to bring any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotApart;

impl<'a> Meter<'a> {
    pub(crate) fn new(
        bench: &'a Bench<'a>,
        worth: Worth,
        by_leaf: bool,
        reach: &[Vec<usize>],
    ) -> Self {
        let mut meter = Self {
            bench,
            worth,
            by_leaf,
            places: Vec::new(),
            reach: if by_leaf {
                reach.to_vec()
            } else {
                vec![vec![0]; reach.len()]
            },
        };
        meter.places = if by_leaf {
            bench.places.clone()
        } else {
            let index = bench.index(&bench.card);
            vec![meter.sheet(bench.points(&bench.card), index)]
        };
        meter
    }

    /// The sheet as one place.
    fn sheet(&self, points: i128, index: Option<Ratio>) -> Place {
        let points = match self.worth {
            Worth::Points => points,
            Worth::Target(target) => above(target, index).unwrap_or(i128::MIN >> 8),
        };
        Place { points, over: 0 }
    }

    /// What a place is worth.
    pub(crate) fn of(&self, place: Place) -> Option<i128> {
        match self.worth {
            Worth::Target(target) if self.by_leaf => {
                // The index is at least X = num ÷ den where 100 · den · points − num · denominator is not negative.
                let points = place
                    .points
                    .checked_mul(100)?
                    .checked_mul(target.at.den())?;
                points.checked_sub(place.over.checked_mul(target.at.num())?)
            }
            _ => Some(place.points),
        }
    }

    /// What a place is worth more than before.
    pub(crate) fn gain(&self, index: usize, place: Place) -> Option<i128> {
        self.of(place)?
            .checked_sub(self.of(*self.places.get(index)?)?)
    }

    /// The worth there is without any action.
    pub(crate) fn base_worth(&self) -> Option<i128> {
        self.places
            .iter()
            .try_fold(0_i128, |sum, place| sum.checked_add(self.of(*place)?))
    }

    /// The places that are different with these actions done; `None` if they cannot be done together.
    pub(crate) fn with(&self, chosen: &[usize]) -> Result<Option<Vec<(usize, Place)>>, NotApart> {
        if chosen.is_empty() {
            return Ok(Some(Vec::new()));
        }
        // A combination that the assessment refuses cannot be chosen, whatever the reason.
        let Ok(measured) = self.bench.measured(chosen, self.by_leaf) else {
            return Ok(None);
        };
        if !self.by_leaf {
            return Ok(Some(vec![(0, self.sheet(measured.points, measured.index))]));
        }
        self.hold_apart(chosen, &measured)?;
        Ok(Some(measured.changed.clone()))
    }

    /// Only what the actions reach has changed, and the places add up to the engine's sum.
    fn hold_apart(&self, chosen: &[usize], measured: &Measured) -> Result<(), NotApart> {
        let mut sum = self.bench.points(&self.bench.card);
        for (index, place) in &measured.changed {
            let is_reached = chosen.iter().any(|action| {
                let own = self.reach.get(*action);
                own.is_some_and(|own| own.contains(index))
            });
            let before = self.places.get(*index).ok_or(NotApart)?;
            if !is_reached {
                return Err(NotApart);
            }
            let more = place.points.checked_sub(before.points);
            sum = more
                .and_then(|more| sum.checked_add(more))
                .ok_or(NotApart)?;
        }
        if sum == measured.points {
            Ok(())
        } else {
            Err(NotApart)
        }
    }

    /// The choice that a combination is; `None` if it cannot be made.
    pub(crate) fn choice(&self, chosen: &[usize]) -> Result<Option<Choice>, NotApart> {
        let Some(places) = self.with(chosen)? else {
            return Ok(None);
        };
        let mut gains = places
            .iter()
            .map(|(index, place)| self.gain(*index, *place));
        let worth = gains.try_fold(0_i128, |sum, gain| sum.checked_add(gain?));
        Ok(Some(Choice {
            cost: self.bench.actions.cost_of(chosen),
            worth: worth.ok_or(NotApart)?,
            size: chosen.len(),
        }))
    }

    pub(crate) fn may_score_more(&self) -> bool {
        self.bench.scored.get() < MOST_SCORED
    }

    /// The most a place can be worth more than before; `None` where that is not known.
    pub(crate) fn most_gain(&self, index: usize) -> Option<i128> {
        let set = self.bench.scorer.criteria_set();
        let nanos = |points: Points| i128::from(points.nanos());
        let all_bonus = || {
            let bonus = set.file().bonus.as_ref();
            let leaves = set
                .leaves()
                .iter()
                .filter(|leaf| leaf.home() == crate::model::Home::Bonus);
            let sum: i128 = leaves
                .map(|leaf| nanos(leaf.max_points()))
                .fold(0, i128::saturating_add);
            let cap = bonus
                .and_then(|own| own.cap)
                .and_then(Points::from_quantity)
                .map(nanos);
            cap.map_or(sum, |cap| cap.min(sum))
        };
        if !self.by_leaf {
            let most = match self.worth {
                Worth::Points => nanos(self.bench.card.total().max()).checked_add(all_bonus())?,
                Worth::Target(target) => {
                    if !set.file().index_capped {
                        return None;
                    }
                    let left = Ratio::from_int(100).checked_sub(target.at)?;
                    left.checked_mul(Ratio::from_int(1_000_000_000))?.ceil()
                }
            };
            return most.checked_sub(self.places.first()?.points);
        }
        let leaves = set.leaves().len();
        let full = |points: i128, over: i128| self.gain(index, Place { points, over });
        if index == leaves {
            return full(all_bonus(), 0);
        }
        if index > leaves {
            return full(0, 0);
        }
        let max = nanos(set.leaves().get(index)?.max_points());
        // Points are at most what applies: all of it, or nothing at all, is worth most.
        Some(full(max, max)?.max(full(0, 0)?))
    }
}

/// How far an index lies above a target, so that its sign is right.
fn above(target: Target, index: Option<Ratio>) -> Option<i128> {
    let above = index
        .unwrap_or(Ratio::ZERO)
        .checked_sub(target.at)?
        .checked_mul(Ratio::from_int(1_000_000_000))?;
    Some(if target.strict {
        above.ceil()
    } else {
        above.floor()
    })
}

/// Puts actions that have something in common into one group, and goes through its combinations.
pub(crate) fn groups(meter: &Meter<'_>, possible: &[usize]) -> Result<Vec<Group>, NotApart> {
    let mut all = Vec::new();
    for members in together(meter, possible) {
        let mut group = Group {
            members,
            options: Vec::new(),
            complete: false,
        };
        fill(meter, &mut group)?;
        all.push(group);
    }
    Ok(all)
}

/// Goes through the combinations of a group, as far as there are not too many.
fn fill(meter: &Meter<'_>, group: &mut Group) -> Result<(), NotApart> {
    let Some(sets) = subsets(meter, &group.members, true) else {
        return Ok(());
    };
    let mut options = Vec::with_capacity(sets.len());
    for chosen in sets {
        if !meter.may_score_more() {
            return Ok(());
        }
        if let Some(choice) = meter.choice(&chosen)? {
            options.push(Combination { chosen, choice });
        }
    }
    group.options = options;
    group.complete = true;
    Ok(())
}

/// The sets of actions that can be done together, the empty one first; `None` if there are too many
///
/// Of sets that differ only in actions that are alike, one is listed.
pub(crate) fn subsets(
    meter: &Meter<'_>,
    members: &[usize],
    with_needs: bool,
) -> Option<Vec<Vec<usize>>> {
    let actions = meter.bench.actions;
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    // Of actions that are alike those listed first are chosen first.
    let mut last_alike: BTreeMap<usize, usize> = BTreeMap::new();
    for action in members {
        let before = last_alike.insert(actions.first_alike(*action), *action);
        for at in 0..sets.len() {
            let Some(own) = sets.get(at) else { break };
            if own
                .iter()
                .any(|other| actions.clashes(*action).contains(other))
            {
                continue;
            }
            if before.is_some_and(|before| !own.contains(&before)) {
                continue;
            }
            let mut more = own.clone();
            more.push(*action);
            sets.push(more);
            if sets.len() > MOST_COMBINATIONS {
                return None;
            }
        }
    }
    if with_needs {
        sets.retain(|own| actions.fit(own));
    }
    Some(sets)
}

/// Actions that have a place, a fact or a condition in common, group by group in the order of the file.
fn together(meter: &Meter<'_>, possible: &[usize]) -> Vec<Vec<usize>> {
    let actions = meter.bench.actions;
    let mut leader: Vec<usize> = (0..actions.len()).collect();
    let mut seen: BTreeMap<(u8, String), usize> = BTreeMap::new();
    for action in possible {
        let mut names: Vec<(u8, String)> = Vec::new();
        for place in meter.reach.get(*action).map_or(&[][..], Vec::as_slice) {
            names.push((3, place.to_string()));
        }
        if let Some(own) = actions.file().actions.get(*action) {
            names.extend(reach::written(&own.changes));
        }
        for name in names {
            match seen.get(&name) {
                Some(other) => join(&mut leader, *action, *other),
                None => {
                    seen.insert(name, *action);
                }
            }
        }
        for other in actions
            .needs(*action)
            .iter()
            .chain(actions.clashes(*action))
        {
            if possible.contains(other) {
                join(&mut leader, *action, *other);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for action in possible {
        groups
            .entry(first(&leader, *action))
            .or_default()
            .push(*action);
    }
    groups.into_values().collect()
}

fn first(leader: &[usize], mut action: usize) -> usize {
    while let Some(next) = leader.get(action).filter(|next| **next != action) {
        action = *next;
    }
    action
}

/// Joins two groups under the earlier of their first actions.
fn join(leader: &mut [usize], a: usize, b: usize) {
    let (a, b) = (first(leader, a), first(leader, b));
    if let Some(own) = leader.get_mut(a.max(b)) {
        *own = a.min(b);
    }
}
