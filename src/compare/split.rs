//! The change of an index split into performance, method and what does not apply.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use thiserror::Error;

use super::carry::Carried;
use super::entries::{AreaKey, End, Entry, Key, Parts};
use super::set_diff::SetDiff;
use crate::eval::Scorecard;
use crate::number::Ratio;

/// A change taken apart; the three always add up to it
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Effects {
    /// Other facts, read by the same rules.
    pub performance: Ratio,
    /// Other rules, maxima and weights, on the same facts.
    pub method: Ratio,
    /// What applies changed: whatever a leaf changes by when it begins or ceases to apply.
    pub not_applicable: Ratio,
}

impl Effects {
    const NONE: Self = Self {
        performance: Ratio::ZERO,
        method: Ratio::ZERO,
        not_applicable: Ratio::ZERO,
    };

    /// The whole change; `None` where it cannot be held
    pub fn sum(&self) -> Option<Ratio> {
        self.performance
            .checked_add(self.method)?
            .checked_add(self.not_applicable)
            .map(Ratio::reduced)
    }

    fn add(&mut self, other: Self) -> Option<()> {
        let plus = |a: Ratio, b: Ratio| a.checked_add(b).map(Ratio::reduced);
        self.performance = plus(self.performance, other.performance)?;
        self.method = plus(self.method, other.method)?;
        self.not_applicable = plus(self.not_applicable, other.not_applicable)?;
        Some(())
    }

    /// Whether nothing changed at all
    pub fn is_none(&self) -> bool {
        *self == Self::NONE
    }
}

/// Whose share of the change it is
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whose {
    /// A leaf, by its index in each set that has it.
    Leaf {
        /// In the old set.
        old: Option<usize>,
        /// In the new set.
        new: Option<usize>,
    },
    /// An area, by its index in each set that has it.
    Area {
        /// In the old set.
        old: Option<usize>,
        /// In the new set.
        new: Option<usize>,
    },
    /// Rounding of areas.
    AreaRounding,
    /// The declared maximum less what its leaves make.
    Mismatch,
    /// What the caps of bonus and penalty take.
    AdjustmentCap,
    /// The index held between 0 and 100, and at its ends what may still leave the denominator.
    Limits,
}

/// What one leaf, area or rounding has to do with the change
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Share {
    /// Whose share it is
    pub whose: Whose,
    /// Points before
    pub from: Ratio,
    /// Points after
    pub to: Ratio,
    /// The change of its own points
    pub points: Effects,
    /// What it changes the index by, in percentage points
    pub index: Effects,
}

/// The split of one end of the index
#[derive(Clone, Debug, Serialize)]
pub struct EndSplit {
    /// The index of the old assessment by the old set
    pub from: Ratio,
    /// The index of the old facts by the new set
    pub between: Ratio,
    /// The index at the end: of the new assessment, else the same as between
    pub to: Ratio,
    /// The change of the index
    pub index: Effects,
    /// Shares of the leaves and of what stands above them; they add up to `index`
    pub shares: Vec<Share>,
    /// Shares of the areas, rounding of areas included
    pub areas: Vec<Share>,
}

/// The change of the whole-scale computed index, taken apart
#[derive(Clone, Debug, Serialize)]
pub struct Split {
    lower: EndSplit,
    upper: EndSplit,
    single: bool,
}

/// The change cannot be taken apart
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CannotSplit {
    /// Nothing applies to the unit, so there is no index.
    #[error("nothing applies to the unit in one of the assessments, so there is no index")]
    NoIndex,
    /// A fraction is beyond what can be held.
    #[error("a fraction is too large to be held exactly")]
    TooLarge,
}

impl Split {
    /// Takes the change apart: `from` by the old set, its facts by the new set, and `to`, a new
    /// assessment by the new set, where there is one
    ///
    /// # Errors
    ///
    /// No index, or a fraction that cannot be held.
    pub fn of(
        diff: &SetDiff,
        from: &Scorecard,
        carried: &Carried,
        to: Option<&Scorecard>,
    ) -> Result<Self, CannotSplit> {
        let cards = [Some(from), Some(carried.card()), to];
        let cards: Vec<&Scorecard> = cards.into_iter().flatten().collect();
        let whole = |card: &Scorecard| card.total().index().whole();
        let none =
            |card: &&Scorecard| whole(card).lower().is_none() || whole(card).upper().is_none();
        if cards.iter().any(none) {
            return Err(CannotSplit::NoIndex);
        }
        let single = cards
            .iter()
            .all(|card| whole(card).column(crate::eval::Column::Computed).is_some());
        let names = Names::of(diff, from, carried);
        let end = |end| end_split(&names, &cards, end).ok_or(CannotSplit::TooLarge);
        Ok(Self {
            lower: end(End::Lower)?,
            upper: end(End::Upper)?,
            single,
        })
    }

    /// The split of the computed index; `None` where one of them is not a single value yet
    pub fn computed(&self) -> Option<&EndSplit> {
        self.single.then_some(&self.lower)
    }

    /// The split of what is secured
    pub fn lower(&self) -> &EndSplit {
        &self.lower
    }

    /// The split of what is still possible
    pub fn upper(&self) -> &EndSplit {
        &self.upper
    }
}

/// Names of leaves and areas over both sets.
struct Names {
    leaf_after: BTreeMap<usize, usize>,
    area_after: BTreeMap<usize, usize>,
}

impl Names {
    fn of(diff: &SetDiff, old: &Scorecard, new: &Carried) -> Self {
        let (old, new) = (
            old.scorer().criteria_set(),
            new.card().scorer().criteria_set(),
        );
        let leaves = 0..old.leaves().len();
        let areas = old.file().areas.iter().enumerate();
        Self {
            leaf_after: leaves
                .filter_map(|leaf| Some((leaf, diff.leaf_after(leaf)?)))
                .collect(),
            area_after: areas
                .filter_map(|(index, area)| {
                    let id = diff.ids.get(&area.id)?;
                    let after = new.file().areas.iter().position(|area| area.id == *id)?;
                    Some((index, after))
                })
                .collect(),
        }
    }

    fn parts(&self, card: &Scorecard, end: End, is_old: bool) -> Option<Parts> {
        let key = |leaf: usize| match self.leaf_after.get(&leaf) {
            _ if !is_old => Key::Leaf(leaf),
            Some(after) => Key::Leaf(*after),
            None => Key::Gone(leaf),
        };
        let area = |area: usize| match self.area_after.get(&area) {
            _ if !is_old => AreaKey::New(area),
            Some(after) => AreaKey::New(*after),
            None => AreaKey::Gone(area),
        };
        Parts::of(card, end, key, area)
    }

    fn whose(&self, key: &Key) -> Whose {
        let before = |after: usize| {
            let found = self.leaf_after.iter().find(|(_, new)| **new == after);
            found.map(|(old, _)| *old)
        };
        match key {
            Key::Leaf(new) => Whose::Leaf {
                old: before(*new),
                new: Some(*new),
            },
            Key::Gone(old) => Whose::Leaf {
                old: Some(*old),
                new: None,
            },
            Key::AreaRounding(_) => Whose::AreaRounding,
            Key::Mismatch => Whose::Mismatch,
            Key::AdjustmentCap => Whose::AdjustmentCap,
            Key::Limits => Whose::Limits,
        }
    }

    fn whose_area(&self, key: AreaKey) -> Whose {
        match key {
            AreaKey::New(new) => Whose::Area {
                old: self
                    .area_after
                    .iter()
                    .find(|(_, after)| **after == new)
                    .map(|(old, _)| *old),
                new: Some(new),
            },
            AreaKey::Gone(old) => Whose::Area {
                old: Some(old),
                new: None,
            },
        }
    }
}

/// What a step from one index to the next changes by other means than applicability.
#[derive(Clone, Copy)]
enum Means {
    Method,
    Performance,
}

impl Means {
    fn effects(self, own: Ratio, not_applicable: Ratio) -> Effects {
        let mut effects = Effects {
            not_applicable,
            ..Effects::NONE
        };
        match self {
            Self::Method => effects.method = own,
            Self::Performance => effects.performance = own,
        }
        effects
    }
}

/// One end of the index over all assessments.
fn end_split(names: &Names, cards: &[&Scorecard], end: End) -> Option<EndSplit> {
    let mut states = Vec::new();
    for (place, card) in cards.iter().enumerate() {
        states.push(names.parts(card, end, place == 0)?);
    }
    let (first, last) = (states.first()?, states.last()?);
    let keys: BTreeSet<Key> = states
        .iter()
        .flat_map(|state| state.entries.keys().cloned())
        .collect();
    let mut shares: BTreeMap<Key, (Effects, Effects)> = BTreeMap::new();
    let mut areas: BTreeMap<AreaKey, (Effects, Effects)> = BTreeMap::new();
    let mut index = Effects::NONE;
    let means = [Means::Method, Means::Performance];
    for ((from, to), means) in states.iter().zip(states.iter().skip(1)).zip(means) {
        let step = Step::of(from, to)?;
        for key in &keys {
            let (own, gone) = step.index(key)?;
            let on_index = means.effects(own, gone);
            let (before, after) = (from.entry(key), to.entry(key));
            let changed = step.changed.contains(key);
            let moved = |change: Ratio| {
                let zero = Ratio::ZERO;
                if changed {
                    means.effects(zero, change)
                } else {
                    means.effects(change, zero)
                }
            };
            let own = shares
                .entry(key.clone())
                .or_insert((Effects::NONE, Effects::NONE));
            own.0.add(moved(after.points.checked_sub(before.points)?))?;
            own.1.add(on_index)?;
            index.add(on_index)?;
            // Points leave the old area and come to the new one; the index change stands at the new.
            let mut in_area = |area: AreaKey, points: Ratio, on_index: Effects| {
                let own = areas.entry(area).or_insert((Effects::NONE, Effects::NONE));
                own.0.add(moved(points))?;
                own.1.add(on_index)
            };
            if let Some(area) = before.area {
                let alone = after.area.is_none();
                let on_index = if alone { on_index } else { Effects::NONE };
                in_area(area, before.area_points.negated(), on_index)?;
            }
            if let Some(area) = after.area {
                in_area(area, after.area_points, on_index)?;
            }
        }
    }
    let shares = shares.into_iter().map(|(key, (points, index))| Share {
        whose: names.whose(&key),
        from: first.entry(&key).points,
        to: last.entry(&key).points,
        points,
        index,
    });
    let mut all_areas = Vec::new();
    for (key, (points, index)) in areas {
        all_areas.push(Share {
            whose: names.whose_area(key),
            from: area_points(first, key)?,
            to: area_points(last, key)?,
            points,
            index,
        });
    }
    Some(EndSplit {
        from: first.index()?,
        between: states.get(1)?.index()?,
        to: last.index()?,
        index,
        shares: shares.collect(),
        areas: all_areas,
    })
}

fn area_points(state: &Parts, area: AreaKey) -> Option<Ratio> {
    let own = state
        .entries
        .values()
        .filter(|entry| entry.area == Some(area));
    own.map(|entry| entry.area_points)
        .try_fold(Ratio::ZERO, Ratio::checked_add)
        .map(Ratio::reduced)
}

/// A step from one index to another, by way of an index in which nothing else than what applies is
/// still as before.
struct Step<'s> {
    from: &'s Parts,
    to: &'s Parts,
    between: Parts,
    /// What begins or ceases to apply.
    changed: BTreeSet<Key>,
}

impl<'s> Step<'s> {
    fn of(from: &'s Parts, to: &'s Parts) -> Option<Self> {
        let keys: BTreeSet<&Key> = from.entries.keys().chain(to.entries.keys()).collect();
        let changed: BTreeSet<Key> = keys
            .iter()
            .filter(|key| {
                let pair = (from.entries.get(*key), to.entries.get(*key));
                matches!(pair, (Some(a), Some(b)) if a.standing != b.standing)
            })
            .map(|key| (*key).clone())
            .collect();
        let mut entries = BTreeMap::new();
        for key in keys {
            let taken = if changed.contains(key) {
                from.entry(key)
            } else {
                to.entry(key)
            };
            entries.insert(key.clone(), taken);
        }
        let mut between = Parts { entries };
        if between.under()? <= Ratio::ZERO {
            // Nothing that applies in both is left: everything is a change of what applies.
            between = from.clone();
        }
        Some(Self {
            from,
            to,
            between,
            changed,
        })
    }

    /// What one entry changes the index by: through its rule or facts, and through what applies.
    fn index(&self, key: &Key) -> Option<(Ratio, Ratio)> {
        let own = contribution(self.from, &self.between, key)?;
        let gone = contribution(&self.between, self.to, key)?;
        Some((own, gone))
    }
}

/// 100 ÷ D' × (Δn − N/D × Δd) + Δafter: the part of N'/D' − N/D that one entry makes
///
/// Over all entries it adds up to the difference exactly. An entry that comes in at the average
/// changes nothing.
fn contribution(from: &Parts, to: &Parts, key: &Key) -> Option<Ratio> {
    let (a, b): (Entry, Entry) = (from.entry(key), to.entry(key));
    let over = b.over.checked_sub(a.over)?.reduced();
    let under = b.under.checked_sub(a.under)?.reduced();
    let after = b.after.checked_sub(a.after)?.reduced();
    if over.num() == 0 && under.num() == 0 {
        return Some(after);
    }
    let average = from.over()?.checked_div(from.under()?)?.reduced();
    over.checked_sub(average.checked_mul(under)?.reduced())?
        .reduced()
        .checked_mul(Ratio::from_int(100))?
        .checked_div(to.under()?)?
        .reduced()
        .checked_add(after)
        .map(Ratio::reduced)
}
