//! What deserves a word beside a plan: ties, and actions that no plan needs.

use std::collections::BTreeMap;

use super::actions::Actions;
use super::groups::{Combination, Group};
use super::knapsack::Choice;
use super::plan::{Dominated, Tie};

/// Actions of groups gone through that no plan needs.
///
/// Of actions that are alike only the first is looked at: the others are needed where it is.
pub(crate) fn dominated(groups: &[Group], actions: &Actions) -> Vec<Dominated> {
    let mut all: Vec<Dominated> = Vec::new();
    for group in groups.iter().filter(|group| group.complete) {
        for action in &group.members {
            let first = actions.first_alike(*action);
            all.extend(instead(group, first).map(|instead| Dominated {
                action: *action,
                instead,
            }));
        }
    }
    all.sort_by_key(|own| own.action);
    all
}

/// What brings as much as the action, if every combination with it is beaten by one without it.
fn instead(group: &Group, action: usize) -> Option<Vec<usize>> {
    let (with, mut without): (Vec<&Combination>, Vec<&Combination>) = group
        .options
        .iter()
        .partition(|own| own.chosen.contains(&action));
    without.sort_by_key(|own| {
        (
            own.choice.cost,
            std::cmp::Reverse(own.choice.worth),
            own.choice.size,
        )
    });
    // For each cost the best there is for it.
    let mut best: Vec<&Combination> = Vec::new();
    for own in without {
        if best
            .last()
            .is_none_or(|last| own.choice.worth > last.choice.worth)
        {
            best.push(own);
        }
    }
    let beaten_by = |choice: Choice| {
        let affordable = best.partition_point(|own| own.choice.cost <= choice.cost);
        let other = best.get(affordable.checked_sub(1)?)?;
        let (own, than) = (other.choice, choice);
        let is_less = own.cost < than.cost || own.size < than.size;
        (own.worth > than.worth || (own.worth == than.worth && is_less)).then_some(*other)
    };
    let mut first: Option<&Combination> = None;
    for own in &with {
        let other = beaten_by(own.choice)?;
        first = first.or(Some(other));
    }
    first.map(|own| own.chosen.clone())
}

/// Actions that could take the place of one chosen, at the same cost and worth.
pub(crate) fn ties(groups: &[Group], picks: &[usize], actions: &Actions) -> Vec<Tie> {
    let known: Vec<BTreeMap<&[usize], Choice>> = groups
        .iter()
        .map(|group| {
            group
                .options
                .iter()
                .map(|own| (own.chosen.as_slice(), own.choice))
                .collect()
        })
        .collect();
    let now: Vec<&Combination> = groups
        .iter()
        .zip(picks)
        .filter_map(|(group, pick)| group.options.get(*pick))
        .collect();
    // What a group comes to without one of its actions, or with one more.
    let mut less: Vec<(usize, usize, Choice)> = Vec::new();
    let mut more: BTreeMap<(i128, i128), Vec<(usize, usize)>> = BTreeMap::new();
    let mut ties: Vec<Tie> = Vec::new();
    for (at, ((group, own), known)) in groups.iter().zip(&now).zip(&known).enumerate() {
        for chosen in &own.chosen {
            let rest: Vec<usize> = own
                .chosen
                .iter()
                .copied()
                .filter(|other| other != chosen)
                .collect();
            less.extend(
                known
                    .get(rest.as_slice())
                    .map(|choice| (at, *chosen, *choice)),
            );
            // Inside the group. Of actions that are alike the last one chosen is named.
            for other in group
                .members
                .iter()
                .filter(|other| !own.chosen.contains(other))
            {
                let is_alike =
                    |a: usize, b: usize| actions.first_alike(a) == actions.first_alike(b);
                if is_alike(*chosen, *other) {
                    let mut later = own.chosen.iter().filter(|later| *later > chosen);
                    if !later.any(|later| is_alike(*later, *other)) {
                        ties.push(Tie {
                            chosen: *chosen,
                            other: *other,
                        });
                    }
                    continue;
                }
                let exchanged = with(&rest, *other);
                if known
                    .get(exchanged.as_slice())
                    .is_some_and(|choice| alike(*choice, own.choice))
                {
                    ties.push(Tie {
                        chosen: *chosen,
                        other: *other,
                    });
                }
            }
        }
        for other in group
            .members
            .iter()
            .filter(|other| !own.chosen.contains(other))
        {
            if let Some(choice) = known.get(with(&own.chosen, *other).as_slice()) {
                let key = (
                    choice.cost.saturating_sub(own.choice.cost),
                    choice.worth.saturating_sub(own.choice.worth),
                );
                more.entry(key).or_default().push((at, *other));
            }
        }
    }
    for (at, chosen, choice) in less {
        let Some(own) = now.get(at) else { continue };
        let key = (
            own.choice.cost.saturating_sub(choice.cost),
            own.choice.worth.saturating_sub(choice.worth),
        );
        for (other_at, other) in more.get(&key).map_or(&[][..], Vec::as_slice) {
            if *other_at != at {
                ties.push(Tie {
                    chosen,
                    other: *other,
                });
            }
        }
    }
    ties.sort_by_key(|tie| (tie.chosen, tie.other));
    ties.dedup();
    ties
}

fn with(chosen: &[usize], more: usize) -> Vec<usize> {
    let mut all = chosen.to_vec();
    all.push(more);
    all.sort_unstable();
    all
}

fn alike(a: Choice, b: Choice) -> bool {
    a.cost == b.cost && a.worth == b.worth
}
