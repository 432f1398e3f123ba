//! Good combinations of a group of which there are too many to go through.

use std::collections::BTreeSet;

use super::groups::{Combination, Group, Meter, NotApart};
use super::knapsack::Choice;

/// Combinations of a group that are worth looking at: each made by adding to the one before what serves
/// most, once for its cost and once at all, and then each bettered by exchanging one action.
///
/// Every one of them is scored by the engine; that there is no better one is not claimed.
pub(crate) fn fill(meter: &Meter<'_>, group: &mut Group) -> Result<(), NotApart> {
    let mut found: BTreeSet<Vec<usize>> = BTreeSet::new();
    for for_cost in [true, false] {
        let mut chosen: Vec<usize> = Vec::new();
        while let Some(next) = best_addition(meter, &group.members, &chosen, for_cost)? {
            found.insert(next.clone());
            chosen = next;
        }
    }
    for chosen in found.clone() {
        if let Some(better) = best_exchange(meter, &group.members, &chosen)? {
            found.insert(better);
        }
    }
    let nothing = Combination {
        chosen: Vec::new(),
        choice: Choice::NOTHING,
    };
    group.options = vec![nothing];
    for chosen in found {
        if let Some(choice) = meter.choice(&chosen)? {
            group.options.push(Combination { chosen, choice });
        }
    }
    Ok(())
}

/// The combination with one action more (and what it needs) that serves most; where none brings more, the
/// cheapest that takes nothing away, because a step of a scale may take several actions.
fn best_addition(
    meter: &Meter<'_>,
    members: &[usize],
    chosen: &[usize],
    for_cost: bool,
) -> Result<Option<Vec<usize>>, NotApart> {
    let Some(now) = meter.choice(chosen)? else {
        return Ok(None);
    };
    let mut best: Option<(Choice, Vec<usize>)> = None;
    for action in members.iter().filter(|action| !chosen.contains(action)) {
        if !meter.may_score_more() {
            break;
        }
        let mut more = chosen.to_vec();
        more.extend(meter.bench.actions.with_needs(*action));
        let Some((own, more)) = tried(meter, more)? else {
            continue;
        };
        if own.worth < now.worth {
            continue;
        }
        let rate = |own: Choice| {
            (
                own.worth.saturating_sub(now.worth),
                own.cost.saturating_sub(now.cost).max(1),
            )
        };
        let is_better = best.as_ref().is_none_or(|(other, _)| {
            let ((worth, cost), (most, at)) = (rate(own), rate(*other));
            if worth == 0 && most == 0 {
                cost < at
            } else if for_cost {
                worth.saturating_mul(at) > most.saturating_mul(cost)
            } else {
                worth > most
            }
        });
        if is_better {
            best = Some((own, more));
        }
    }
    Ok(best.map(|(_, more)| more))
}

/// The combination with one action for another that brings more without costing more.
fn best_exchange(
    meter: &Meter<'_>,
    members: &[usize],
    chosen: &[usize],
) -> Result<Option<Vec<usize>>, NotApart> {
    let Some(now) = meter.choice(chosen)? else {
        return Ok(None);
    };
    let mut best = (now, None);
    for out in chosen {
        for into in members.iter().filter(|action| !chosen.contains(action)) {
            if !meter.may_score_more() {
                return Ok(best.1);
            }
            let mut other: Vec<usize> = chosen.iter().copied().filter(|own| own != out).collect();
            other.extend(meter.bench.actions.with_needs(*into));
            if let Some((own, other)) = tried(meter, other)?
                && own.cost <= now.cost
                && own.worth > best.0.worth
            {
                best = (own, Some(other));
            }
        }
    }
    Ok(best.1)
}

fn tried(
    meter: &Meter<'_>,
    mut chosen: Vec<usize>,
) -> Result<Option<(Choice, Vec<usize>)>, NotApart> {
    chosen.sort_unstable();
    chosen.dedup();
    if !meter.bench.actions.fit(&chosen) {
        return Ok(None);
    }
    Ok(meter.choice(&chosen)?.map(|own| (own, chosen)))
}
