//! One choice from each group: most worth for a budget, or least cost for a worth. Exact.
//!
//! Groups are taken one after the other, and only combinations are kept that no other one beats in
//! both cost and worth. A price of worth (the one at which the relaxed problem, where parts of choices
//! may be taken, is balanced) gives each of them a bound of what it can still come to; what cannot come
//! up to the best known whole solution is dropped. Both only ever drop what is not needed, so what
//! remains is an optimum; if too much remains, the bound of the relaxed problem is given instead.

use std::cmp::Ordering;

use crate::number::gcd;

/// More combinations than these are not kept at a time.
const MOST_KEPT: usize = 400_000;

/// One choice of a group; the first of a group costs and brings nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) cost: i128,
    pub(crate) worth: i128,
    /// How many actions it is: of two alike the smaller is taken.
    pub(crate) size: usize,
}

impl Choice {
    pub(crate) const NOTHING: Self = Self {
        cost: 0,
        worth: 0,
        size: 0,
    };
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aim {
    /// Most worth for at most this cost; of several the cheapest.
    MostWorth(i128),
    /// Least cost for at least this worth; of several the one with most worth.
    LeastCost(i128),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Solved {
    /// The choice of each group.
    pub(crate) picks: Vec<usize>,
    pub(crate) cost: i128,
    pub(crate) worth: i128,
    /// No choices bring more worth (cost less) than this.
    pub(crate) bound: i128,
    /// The picks were proved an optimum.
    pub(crate) proven: bool,
}

/// Why there is no solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unsolved {
    /// All choices together do not come up to the worth.
    OutOfReach,
    /// Numbers beyond what can be held.
    TooLarge,
}

/// Solves it
pub(crate) fn solve(groups: &[Vec<Choice>], aim: Aim) -> Result<Solved, Unsolved> {
    let (cost_unit, worth_unit) = units(groups);
    let scaled: Option<Vec<Vec<Choice>>> = groups
        .iter()
        .map(|group| {
            group
                .iter()
                .map(|own| own.over(cost_unit, worth_unit))
                .collect()
        })
        .collect();
    let scaled = scaled.ok_or(Unsolved::TooLarge)?;
    let own = match aim {
        Aim::MostWorth(budget) => Aim::MostWorth(budget.checked_div_euclid(cost_unit).unwrap_or(0)),
        // Rounded up: worth comes in whole units.
        Aim::LeastCost(worth) => Aim::LeastCost(ceil(worth, worth_unit).ok_or(Unsolved::TooLarge)?),
    };
    let problem = Problem::new(&scaled, own);
    if let Aim::LeastCost(needed) = own
        && problem.most().ok_or(Unsolved::TooLarge)? < needed
    {
        return Err(Unsolved::OutOfReach);
    }
    let mut solved = problem.solve().ok_or(Unsolved::TooLarge)?;
    let bound_unit = match aim {
        Aim::MostWorth(_) => worth_unit,
        Aim::LeastCost(_) => cost_unit,
    };
    solved.cost = solved
        .cost
        .checked_mul(cost_unit)
        .ok_or(Unsolved::TooLarge)?;
    solved.worth = solved
        .worth
        .checked_mul(worth_unit)
        .ok_or(Unsolved::TooLarge)?;
    solved.bound = solved
        .bound
        .checked_mul(bound_unit)
        .ok_or(Unsolved::TooLarge)?;
    Ok(solved)
}

/// Common divisors of all costs and of all worths.
fn units(groups: &[Vec<Choice>]) -> (i128, i128) {
    let (mut cost, mut worth) = (0_u128, 0_u128);
    for choice in groups.iter().flatten() {
        for (unit, value) in [(&mut cost, choice.cost), (&mut worth, choice.worth)] {
            if value != 0 {
                *unit = gcd(*unit, value.unsigned_abs());
            }
        }
    }
    let unit = |value: u128| i128::try_from(value.max(1)).unwrap_or(1);
    (unit(cost), unit(worth))
}

impl Choice {
    fn over(self, cost: i128, worth: i128) -> Option<Self> {
        Some(Self {
            cost: self.cost.checked_div(cost)?,
            worth: self.worth.checked_div(worth)?,
            size: self.size,
        })
    }
}

fn ceil(value: i128, unit: i128) -> Option<i128> {
    let down = value.checked_div_euclid(unit)?;
    if value.checked_rem_euclid(unit)? == 0 {
        Some(down)
    } else {
        down.checked_add(1)
    }
}

/// A step from one choice of a group to the next better one on its hull.
#[derive(Clone, Copy, Debug)]
struct Rise {
    group: usize,
    to: usize,
    cost: i128,
    worth: i128,
}

/// The price of worth: `worth` for `cost`.
#[derive(Clone, Copy, Debug)]
struct Price {
    worth: i128,
    cost: i128,
}

impl Price {
    /// What a choice brings beyond its price.
    fn profit(self, choice: Choice) -> Option<i128> {
        let brings = self.cost.checked_mul(choice.worth)?;
        brings.checked_sub(self.worth.checked_mul(choice.cost)?)
    }
}

struct Problem<'g> {
    groups: &'g [Vec<Choice>],
    aim: Aim,
    /// Of each group the choices that no other one beats, by rising cost and worth.
    fronts: Vec<Vec<usize>>,
}

/// A combination of choices of the groups gone through.
#[derive(Clone, Copy, Debug)]
struct Kept {
    own: Choice,
    parent: usize,
    pick: usize,
}

impl<'g> Problem<'g> {
    fn new(groups: &'g [Vec<Choice>], aim: Aim) -> Self {
        let fronts = groups.iter().map(|group| front(group)).collect();
        Self {
            groups,
            aim,
            fronts,
        }
    }

    fn choice(&self, group: usize, pick: usize) -> Choice {
        let own = self.groups.get(group).and_then(|group| group.get(pick));
        own.copied().unwrap_or(Choice::NOTHING)
    }

    fn choices(&self, group: usize) -> impl Iterator<Item = (usize, Choice)> + '_ {
        let front = self.fronts.get(group).map_or(&[][..], Vec::as_slice);
        front
            .iter()
            .map(move |pick| (*pick, self.choice(group, *pick)))
    }

    /// The most worth there is, at whatever cost.
    fn most(&self) -> Option<i128> {
        (0..self.groups.len()).try_fold(0_i128, |sum, group| {
            let best = self.choices(group).map(|(_, own)| own.worth).max()?;
            sum.checked_add(best)
        })
    }

    /// Rises of all groups, those that bring most for their cost first.
    fn rises(&self) -> Vec<Rise> {
        let mut all: Vec<Rise> = (0..self.groups.len())
            .flat_map(|group| self.hull(group))
            .collect();
        all.sort_by(|a, b| by_rate(b, a).then(a.group.cmp(&b.group)));
        all
    }

    /// The steps along the upper hull of a group.
    fn hull(&self, group: usize) -> Vec<Rise> {
        let mut steps: Vec<Rise> = Vec::new();
        let mut points = self.choices(group);
        let Some((_, mut last)) = points.next() else {
            return steps;
        };
        for (to, own) in points {
            let mut step = Rise {
                group,
                to,
                cost: own.cost.saturating_sub(last.cost),
                worth: own.worth.saturating_sub(last.worth),
            };
            while let Some(before) = steps.last().copied()
                && by_rate(&before, &step) != Ordering::Greater
            {
                step.cost = step.cost.saturating_add(before.cost);
                step.worth = step.worth.saturating_add(before.worth);
                steps.pop();
            }
            steps.push(step);
            last = own;
        }
        steps
    }

    /// A solution made by taking rises while they serve, and the price at which that stops.
    fn greedy(&self) -> Option<(Vec<usize>, Option<Price>)> {
        let mut picks: Vec<usize> = self
            .fronts
            .iter()
            .map(|front| front.first().copied())
            .collect::<Option<_>>()?;
        let mut sum = self.total(&picks)?;
        let mut blocked = vec![false; picks.len()];
        let mut price = None;
        for rise in self.rises() {
            if blocked.get(rise.group).copied()? {
                continue;
            }
            let serves = match self.aim {
                Aim::MostWorth(budget) => sum.cost.checked_add(rise.cost)? <= budget,
                Aim::LeastCost(needed) => sum.worth < needed,
            };
            if !serves {
                if price.is_none() {
                    price = Some(Price {
                        worth: rise.worth,
                        cost: rise.cost,
                    });
                }
                *blocked.get_mut(rise.group)? = true;
                continue;
            }
            *picks.get_mut(rise.group)? = rise.to;
            sum = self.total(&picks)?;
            if let Aim::LeastCost(needed) = self.aim
                && sum.worth >= needed
            {
                price = Some(Price {
                    worth: rise.worth,
                    cost: rise.cost,
                });
            }
        }
        Some((picks, price))
    }

    fn total(&self, picks: &[usize]) -> Option<Choice> {
        picks
            .iter()
            .enumerate()
            .try_fold(Choice::NOTHING, |sum, (group, pick)| {
                sum.plus(self.choice(group, *pick))
            })
    }

    fn solve(&self) -> Option<Solved> {
        let (mut picks, price) = self.greedy()?;
        let mut best = self.total(&picks)?;
        let price = price.unwrap_or(Price { worth: 0, cost: 1 });
        // Groups in which the price leaves little doubt come first.
        let mut order: Vec<(i128, usize, i128)> = Vec::new();
        for group in 0..self.groups.len() {
            let mut profits: Vec<i128> = self
                .choices(group)
                .map(|(_, own)| price.profit(own))
                .collect::<Option<_>>()?;
            profits.sort_unstable_by(|a, b| b.cmp(a));
            let most = profits.first().copied()?;
            let doubt = profits
                .get(1)
                .map_or(i128::MAX, |second| most.saturating_sub(*second));
            order.push((doubt, group, most));
        }
        order.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut rest = order
            .iter()
            .try_fold(0_i128, |sum, (_, _, most)| sum.checked_add(*most))?;
        let relaxed = self.relaxed(price, rest)?;
        let mut layers: Vec<Vec<Kept>> = vec![vec![Kept {
            own: Choice::NOTHING,
            parent: 0,
            pick: 0,
        }]];
        for (_, group, most) in &order {
            rest = rest.checked_sub(*most)?;
            let mut next: Vec<Kept> = Vec::new();
            for (parent, kept) in layers.last()?.iter().enumerate() {
                for (pick, own) in self.choices(*group) {
                    let own = kept.own.plus(own)?;
                    if self.may_come_up(own, price, rest, best)? {
                        next.push(Kept { own, parent, pick });
                    }
                }
            }
            let next = unbeaten(next);
            if next.len() > MOST_KEPT {
                return Some(Solved {
                    picks,
                    cost: best.cost,
                    worth: best.worth,
                    bound: relaxed,
                    proven: false,
                });
            }
            layers.push(next);
        }
        let last = layers.last()?;
        let found = last
            .iter()
            .enumerate()
            .filter(|(_, kept)| self.is_solution(kept.own));
        if let Some((mut at, kept)) = found.min_by(|a, b| self.order(a.1.own, b.1.own)) {
            best = kept.own;
            for (layer, (_, group, _)) in layers.iter().skip(1).zip(&order).rev() {
                let kept = layer.get(at)?;
                *picks.get_mut(*group)? = kept.pick;
                at = kept.parent;
            }
        }
        let bound = match self.aim {
            Aim::MostWorth(_) => best.worth,
            Aim::LeastCost(_) => best.cost,
        };
        Some(Solved {
            picks,
            cost: best.cost,
            worth: best.worth,
            bound,
            proven: true,
        })
    }

    fn is_solution(&self, own: Choice) -> bool {
        match self.aim {
            Aim::MostWorth(budget) => own.cost <= budget,
            Aim::LeastCost(needed) => own.worth >= needed,
        }
    }

    /// The better solution is less.
    fn order(&self, a: Choice, b: Choice) -> Ordering {
        let (cost, worth) = (a.cost.cmp(&b.cost), b.worth.cmp(&a.worth));
        match self.aim {
            Aim::MostWorth(_) => worth.then(cost),
            Aim::LeastCost(_) => cost.then(worth),
        }
        .then(a.size.cmp(&b.size))
    }

    /// Whether a combination can still become as good as the best solution known.
    ///
    /// The groups to come bring at most `rest` beyond the price, whatever is chosen.
    fn may_come_up(&self, own: Choice, price: Price, rest: i128, best: Choice) -> Option<bool> {
        match self.aim {
            Aim::MostWorth(budget) => {
                let left = budget.checked_sub(own.cost)?;
                if left < 0 {
                    return Some(false);
                }
                let most = price
                    .cost
                    .checked_mul(own.worth)?
                    .checked_add(rest)?
                    .checked_add(price.worth.checked_mul(left)?)?;
                Some(most >= price.cost.checked_mul(best.worth)?)
            }
            Aim::LeastCost(needed) => {
                if own.cost > best.cost {
                    return Some(false);
                }
                let missing = needed.checked_sub(own.worth)?;
                let least = price
                    .worth
                    .checked_mul(own.cost)?
                    .checked_add(price.cost.checked_mul(missing)?)?
                    .checked_sub(rest)?;
                Some(least <= price.worth.checked_mul(best.cost)?)
            }
        }
    }

    /// The bound of the relaxed problem.
    fn relaxed(&self, price: Price, all: i128) -> Option<i128> {
        match self.aim {
            Aim::MostWorth(budget) => {
                let most = all.checked_add(price.worth.checked_mul(budget)?)?;
                if price.cost == 0 {
                    return self.most();
                }
                most.checked_div_euclid(price.cost)
            }
            Aim::LeastCost(needed) => {
                if price.worth <= 0 {
                    return Some(0);
                }
                let least = price.cost.checked_mul(needed)?.checked_sub(all)?;
                ceil(least, price.worth).map(|least| least.max(0))
            }
        }
    }
}

impl Choice {
    fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            cost: self.cost.checked_add(other.cost)?,
            worth: self.worth.checked_add(other.worth)?,
            size: self.size.checked_add(other.size)?,
        })
    }
}

/// Compares what two rises bring for their cost.
fn by_rate(a: &Rise, b: &Rise) -> Ordering {
    match (a.worth.checked_mul(b.cost), b.worth.checked_mul(a.cost)) {
        (Some(left), Some(right)) => left.cmp(&right),
        // Beyond 128 bits the order only serves as a start; halves are compared.
        _ => (a.worth >> 64)
            .saturating_mul(b.cost >> 64)
            .cmp(&(b.worth >> 64).saturating_mul(a.cost >> 64)),
    }
}

/// The choices of a group that no other one beats, by rising cost and worth.
fn front(group: &[Choice]) -> Vec<usize> {
    let mut order: Vec<(usize, Choice)> = group.iter().copied().enumerate().collect();
    order.sort_by(|a, b| cheapest_first(a.1, b.1).then(a.0.cmp(&b.0)));
    let mut kept: Vec<usize> = Vec::new();
    let mut most: Option<i128> = None;
    for (pick, own) in order {
        if most.is_none_or(|most| own.worth > most) {
            most = Some(own.worth);
            kept.push(pick);
        }
    }
    kept
}

fn cheapest_first(a: Choice, b: Choice) -> Ordering {
    a.cost
        .cmp(&b.cost)
        .then(b.worth.cmp(&a.worth))
        .then(a.size.cmp(&b.size))
}

/// The combinations that no other one beats.
fn unbeaten(mut all: Vec<Kept>) -> Vec<Kept> {
    all.sort_by(|a, b| {
        let place = |kept: &Kept| (kept.parent, kept.pick);
        cheapest_first(a.own, b.own).then_with(|| place(a).cmp(&place(b)))
    });
    let mut most: Option<i128> = None;
    all.retain(|kept| {
        let better = most.is_none_or(|most| kept.own.worth > most);
        if better {
            most = Some(kept.own.worth);
        }
        better
    });
    all
}

#[cfg(test)]
#[path = "knapsack_tests.rs"]
mod tests;
