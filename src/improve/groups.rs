//! Actions that have to be looked at together, and what their combinations bring.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::bench::{Bench, Place, Refused};
use super::goal::Target;
use super::knapsack::Choice;
use super::reach;
use crate::eval::Scorecard;
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

/// Measures combinations, each once.
#[derive(Debug)]
pub(crate) struct Meter<'a> {
    pub(crate) bench: &'a Bench<'a>,
    pub(crate) worth: Worth,
    /// Leaf by leaf; otherwise the sheet is one place.
    pub(crate) by_leaf: bool,
    base: Scorecard,
    pub(crate) places: Vec<Place>,
    /// For each action, what it can have any influence on.
    pub(crate) reach: Vec<Vec<usize>>,
    measured: RefCell<BTreeMap<Vec<usize>, Option<Vec<Place>>>>,
}

/// Points were found where actions were not expected to bring any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotApart;

impl<'a> Meter<'a> {
    pub(crate) fn new(
        bench: &'a Bench<'a>,
        worth: Worth,
        by_leaf: bool,
        base: Scorecard,
        reach: Vec<Vec<usize>>,
    ) -> Self {
        let mut meter = Self {
            bench,
            worth,
            by_leaf,
            places: Vec::new(),
            base,
            reach: if by_leaf {
                reach
            } else {
                vec![vec![0]; reach.len()]
            },
            measured: RefCell::default(),
        };
        meter.places = meter.read(&meter.base);
        meter
    }

    /// The places of a scorecard.
    fn read(&self, card: &Scorecard) -> Vec<Place> {
        if self.by_leaf {
            return self.bench.places(card);
        }
        let points = match self.worth {
            Worth::Points => self.bench.points(card),
            Worth::Target(target) => self.above(target, card).unwrap_or(i128::MIN >> 8),
        };
        vec![Place { points, over: 0 }]
    }

    /// How far an index lies above a target, so that its sign is right.
    fn above(&self, target: Target, card: &Scorecard) -> Option<i128> {
        let index = self.bench.index(card).unwrap_or(Ratio::ZERO);
        let above = index
            .checked_sub(target.at)?
            .checked_mul(Ratio::from_int(1_000_000_000))?;
        Some(if target.strict {
            above.ceil()
        } else {
            above.floor()
        })
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

    /// The places with these actions done; `None` if they cannot be done together.
    pub(crate) fn with(&self, chosen: &[usize]) -> Result<Option<Vec<Place>>, NotApart> {
        if chosen.is_empty() {
            return Ok(Some(self.places.clone()));
        }
        if let Some(known) = self.measured.borrow().get(chosen) {
            return Ok(known.clone());
        }
        let places = match self.bench.card(chosen) {
            Ok(card) => {
                let places = self.read(&card);
                if self.by_leaf {
                    self.hold_apart(chosen, &places, &card)?;
                }
                Some(places)
            }
            Err(
                Refused::Assessment(_)
                | Refused::Action(..)
                | Refused::Change(..)
                | Refused::Score(_),
            ) => None,
        };
        self.measured
            .borrow_mut()
            .insert(chosen.to_vec(), places.clone());
        Ok(places)
    }

    /// Only what the actions reach has changed, and the places add up to the engine's sum.
    fn hold_apart(
        &self,
        chosen: &[usize],
        places: &[Place],
        card: &Scorecard,
    ) -> Result<(), NotApart> {
        let reached = |index: &usize| {
            chosen.iter().any(|action| {
                self.reach
                    .get(*action)
                    .is_some_and(|own| own.contains(index))
            })
        };
        let mut sum = 0_i128;
        for (index, (place, before)) in places.iter().zip(&self.places).enumerate() {
            if place != before && !reached(&index) {
                return Err(NotApart);
            }
            sum = sum.checked_add(place.points).ok_or(NotApart)?;
        }
        if sum == self.bench.points(card) {
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
        let gains = places
            .iter()
            .enumerate()
            .map(|(index, place)| self.gain(index, *place));
        let worth = gains
            .into_iter()
            .try_fold(0_i128, |sum, gain| sum.checked_add(gain?));
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
                Worth::Points => nanos(self.base.total().max()).checked_add(all_bonus())?,
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

/// The sets of actions that can be done together, the empty one first; `None` if there are too many.
pub(crate) fn subsets(
    meter: &Meter<'_>,
    members: &[usize],
    with_needs: bool,
) -> Option<Vec<Vec<usize>>> {
    let actions = meter.bench.actions;
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    for action in members {
        for at in 0..sets.len() {
            let Some(own) = sets.get(at) else { break };
            if own
                .iter()
                .any(|other| actions.clashes(*action).contains(other))
            {
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
