//! Looking for the nearest changes that move the points of a leaf.

use super::margin::{Margin, Margins, Mover, Way, WhyNot, settled, way};
use super::moves::Move;
use super::tasks;
use crate::compile::{CompiledLeaf, Input};
use crate::eval::{Applies, Resolved, Scorecard};
use crate::explain::{There, determined_points, nearest, source};
use crate::file::{Fact, FactKind};
use crate::model::Home;
use crate::number::{Date, Points};

impl Scorecard {
    /// What reaches the next step of a leaf and what would lose the present one; `None` if there is
    /// no such leaf
    ///
    /// Every input the rule reads is moved alone, as little as it takes: numbers both ways within
    /// their limits, days both ways up to `as_of`, choices to the next better and worse option, task
    /// results. The nearest step is looked for one by one up to 64 steps, then by doubling and
    /// halving; one step less never does. A day that a due date counts from is not moved.
    pub fn margins(&self, id: &str) -> Option<Margins> {
        let compiled = self.scorer().compiled();
        let index = compiled.set.leaf_index(id)?;
        let leaf = compiled.leaves.get(index)?;
        let own = self.assessment().prepared().leaves.get(index)?;
        let score = self.criteria().get(index)?;
        let points = settled(self, index);
        let mut margins = Margins::none(index, points);
        let (Applies::Yes, Some(now)) = (own.applies, points) else {
            let why = if own.applies == Applies::Yes && score.is_undetermined() {
                WhyNot::Undetermined
            } else if own.applies == Applies::Yes && points.is_none() {
                undetermined_or_excluded(self, index)
            } else {
                WhyNot::NotApplicable
            };
            margins.not(Way::Gain, None, why);
            margins.not(Way::Loss, None, why);
            return Some(margins);
        };
        let search = Search {
            card: self,
            index,
            leaf,
            parts: own.parts,
            now,
        };
        search.all(&mut margins);
        let most = score.max().checked_sub(score.excluded()).unwrap_or(now);
        let ends = match leaf.home {
            Home::Penalty => [(Way::Gain, Points::ZERO), (Way::Loss, most)],
            Home::Area(_) | Home::Bonus => [(Way::Gain, most), (Way::Loss, Points::ZERO)],
        };
        for ((way, end), why) in ends.into_iter().zip([WhyNot::AtBest, WhyNot::AtWorst]) {
            if now == end {
                // The leaf's own reason makes those of single inputs superfluous.
                margins.not_possible.retain(|own| own.way != way);
                margins.not(way, None, why);
            }
        }
        Some(margins)
    }
}

fn undetermined_or_excluded(card: &Scorecard, leaf: usize) -> WhyNot {
    let score = card.criteria().get(leaf);
    if score.is_some_and(|score| score.excluded() > Points::ZERO) {
        WhyNot::NotApplicable
    } else {
        WhyNot::Undetermined
    }
}

/// Looking around one leaf.
pub(super) struct Search<'a> {
    pub(super) card: &'a Scorecard,
    pub(super) index: usize,
    pub(super) leaf: &'a CompiledLeaf,
    parts: u64,
    pub(super) now: Points,
}

impl Search<'_> {
    fn all(&self, margins: &mut Margins) {
        let compiled = self.card.scorer().compiled();
        let mut seen: Vec<Mover> = Vec::new();
        for input in &*self.leaf.inputs {
            let Some(input) = compiled.inputs.get(*input) else {
                continue;
            };
            let mover = input.fact().map_or(Mover::Tasks, Mover::Fact);
            if seen.contains(&mover) {
                continue;
            }
            seen.push(mover);
            let found = match (mover, input) {
                (Mover::Tasks, _) => tasks::moves(self),
                (Mover::Fact(fact), Input::Number { .. }) => self.numbers(fact),
                (Mover::Fact(fact), Input::Choice { .. }) => self.choices(fact),
                (Mover::Fact(fact), Input::Timeliness { .. } | Input::DaysLate { .. }) => {
                    self.days(fact)
                }
                (Mover::Fact(_), _) => {
                    margins.not(Way::Gain, Some(mover), WhyNot::Table);
                    margins.not(Way::Loss, Some(mover), WhyNot::Table);
                    continue;
                }
            };
            self.keep(mover, found, margins);
        }
    }

    /// Confirms what was found, and says why where nothing was.
    fn keep(&self, mover: Mover, found: Vec<(Move, Points)>, margins: &mut Margins) {
        let mut tried: Vec<Way> = Vec::new();
        for (change, to) in found {
            let Some(way) = way(self.leaf.home, self.now, to) else {
                continue;
            };
            tried.push(way);
            match Margin::confirmed(self.card, self.index, change, to) {
                Some(margin) if way == Way::Gain => margins.gains.push(margin),
                Some(margin) => margins.losses.push(margin),
                None => margins.not(way, Some(mover), WhyNot::NotConfirmed),
            }
        }
        for way in [Way::Gain, Way::Loss] {
            if !tried.contains(&way) {
                margins.not(way, Some(mover), WhyNot::NotAlone);
            }
        }
    }

    fn fact(&self, fact: usize) -> Option<&Fact> {
        self.card.scorer().criteria_set().facts().get(fact)
    }

    /// The points of the leaf if one fact had another value, by the same rule on the same cells.
    fn points_with(&self, fact: usize, value: Resolved) -> Option<Points> {
        let compiled = self.card.scorer().compiled();
        let mut facts = self.card.assessment().resolved().to_vec();
        *facts.get_mut(fact)? = value;
        let mut source = source(self.card);
        source.facts = &facts;
        let cells: Option<Vec<_>> = self
            .leaf
            .inputs
            .iter()
            .map(|input| Some(source.cell(compiled.inputs.get(*input)?)))
            .collect();
        determined_points(compiled, self.leaf, &cells?, self.parts)
    }

    pub(super) fn there(&self, points: Option<Points>) -> There {
        match points {
            Some(points) if points == self.now => There::Same,
            Some(_) => There::Other,
            None => There::Undefined,
        }
    }

    /// The nearest numbers both ways, as the explanation of the leaf has them.
    fn numbers(&self, fact: usize) -> Vec<(Move, Points)> {
        let set = self.card.scorer().criteria_set();
        let steps = set
            .leaves()
            .get(self.index)
            .and_then(|leaf| self.card.derivation(leaf.id().as_str()))
            .map(|derivation| derivation.steps)
            .unwrap_or_default();
        let own = steps
            .into_iter()
            .filter(|step| set.fact_index(&step.fact) == Some(fact));
        own.map(|step| {
            let (from, to) = (step.from, step.to);
            (Move::Number { fact, from, to }, step.then)
        })
        .collect()
    }

    /// The option with the next better points and the one with the next worse.
    fn choices(&self, fact: usize) -> Vec<(Move, Points)> {
        let count = match self.fact(fact).map(|fact| &fact.kind) {
            Some(FactKind::YesNo) => 2,
            Some(FactKind::Choice(kind)) => kind.options.len(),
            _ => 0,
        };
        let Some(Resolved::Choice(from)) = self.card.assessment().resolved().get(fact) else {
            return Vec::new();
        };
        let Ok(from) = usize::try_from(*from) else {
            return Vec::new();
        };
        let mut above: Option<(usize, Points)> = None;
        let mut below: Option<(usize, Points)> = None;
        for to in (0..count).filter(|to| *to != from) {
            let value = u32::try_from(to).ok().map(Resolved::Choice);
            let Some(then) = value.and_then(|value| self.points_with(fact, value)) else {
                continue;
            };
            if then > self.now && above.is_none_or(|(_, least)| then < least) {
                above = Some((to, then));
            }
            if then < self.now && below.is_none_or(|(_, most)| then > most) {
                below = Some((to, then));
            }
        }
        let made = |(to, then)| (Move::Choice { fact, from, to }, then);
        [above, below].into_iter().flatten().map(made).collect()
    }

    /// The nearest days both ways; of what was not done, the day the assessment speaks of; of what
    /// no day loses, not doing it.
    fn days(&self, fact: usize) -> Vec<(Move, Points)> {
        let Some(FactKind::Date(span)) = self.fact(fact).map(|fact| &fact.kind) else {
            return Vec::new();
        };
        let as_of = self.card.assessment().as_of();
        let until = span.until.min(as_of);
        let with = |day: Option<Date>| {
            self.points_with(fact, day.map_or(Resolved::NotDone, Resolved::Date))
        };
        let mut found = Vec::new();
        let mut add = |from: Option<Date>, to: Option<Date>| {
            if let Some(then) = with(to).filter(|then| *then != self.now) {
                found.push((Move::Day { fact, from, to }, then));
                return Some(then);
            }
            None
        };
        match self.card.assessment().resolved().get(fact) {
            Some(Resolved::NotDone) if until >= span.from => {
                add(None, Some(until));
            }
            Some(Resolved::Date(day)) => {
                let mut ways = Vec::new();
                for later in [false, true] {
                    let limit = if later {
                        until.days_since(*day)
                    } else {
                        day.days_since(span.from)
                    };
                    let moved = |by: i64| {
                        let by = i32::try_from(by).ok()?;
                        day.checked_add_days(if later { by } else { by.checked_neg()? })
                    };
                    let there = |by| match moved(by) {
                        Some(day) => self.there(with(Some(day))),
                        None => There::Undefined,
                    };
                    if let Some(to) = nearest(i64::from(limit), &there).and_then(moved) {
                        ways.extend(add(Some(*day), Some(to)));
                    }
                }
                let home = self.leaf.home;
                if !ways
                    .iter()
                    .any(|then| way(home, self.now, *then) == Some(Way::Loss))
                {
                    add(Some(*day), None);
                }
            }
            _ => {}
        }
        found
    }
}
