//! A bound for groups of which not every combination was gone through.
//!
//! Each place is allowed a choice of actions of its own, and the cost of an action is split among the
//! places it reaches. Any real plan is such a choice, at no more cost; so what the relaxed problem comes
//! to is never passed. Conditions between actions of different places are left out.

use super::groups::{Group, Meter, NotApart, subsets};
use super::knapsack::Choice;

/// The choices of the relaxed problem; `None` where a place has no known most.
pub(crate) fn choices(
    meter: &Meter<'_>,
    groups: &[Group],
) -> Result<Option<Vec<Vec<Choice>>>, NotApart> {
    let mut all = Vec::new();
    for group in groups {
        if group.complete {
            all.push(group.options.iter().map(|own| own.choice).collect());
            continue;
        }
        let mut places: Vec<usize> = group
            .members
            .iter()
            .flat_map(|action| reach(meter, *action))
            .copied()
            .collect();
        places.sort_unstable();
        places.dedup();
        for place in places {
            let Some(own) = at_place(meter, group, place)? else {
                return Ok(None);
            };
            all.push(own);
        }
    }
    Ok(Some(all))
}

fn reach<'m>(meter: &'m Meter<'_>, action: usize) -> &'m [usize] {
    meter.reach.get(action).map_or(&[], Vec::as_slice)
}

fn at_place(
    meter: &Meter<'_>,
    group: &Group,
    place: usize,
) -> Result<Option<Vec<Choice>>, NotApart> {
    let members: Vec<usize> = group
        .members
        .iter()
        .copied()
        .filter(|action| reach(meter, *action).contains(&place))
        .collect();
    let Some(most) = meter.most_gain(place) else {
        return Ok(None);
    };
    let share = |action: &usize| {
        let places = i128::try_from(reach(meter, *action).len().max(1)).unwrap_or(1);
        meter
            .bench
            .actions
            .cost(*action)
            .checked_div_euclid(places)
            .unwrap_or(0)
    };
    let outer = || {
        let cost = members.iter().map(share).min().unwrap_or(0);
        vec![
            Choice::NOTHING,
            Choice {
                cost,
                worth: most,
                size: 1,
            },
        ]
    };
    let Some(sets) = subsets(meter, &members, false).filter(|sets| sets.len() <= 512) else {
        return Ok(Some(outer()));
    };
    let mut choices = Vec::with_capacity(sets.len());
    for chosen in sets {
        if !meter.may_score_more() {
            return Ok(Some(outer()));
        }
        let with = meter.with(&chosen)?;
        let worth = match with {
            // What cannot be done now may be possible with another action.
            None => most,
            Some(changed) => match changed.iter().find(|(index, _)| *index == place) {
                Some((_, own)) => meter.gain(place, *own).unwrap_or(most),
                None => 0,
            },
        };
        choices.push(Choice {
            cost: chosen.iter().map(share).fold(0, i128::saturating_add),
            worth,
            size: chosen.len(),
        });
    }
    Ok(Some(choices))
}
