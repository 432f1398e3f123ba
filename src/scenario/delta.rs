//! The differences between a scored base and a scenario, area by area and leaf by leaf.

use super::outcome::{AreaDelta, Entry, EntryDelta, LeafDelta, OtherSet, Pair};
use super::what_if::WhatIf;
use crate::compile::Scorer;
use crate::eval::{Column, CriterionScore, Loss, ScoreTotals, Scorecard, Totals};
use crate::number::Points;
use crate::read::Id;

/// The areas that changed, those of the scenario first, then those it does not have.
pub(super) fn areas(
    base: &Scorecard,
    after: &ScoreTotals,
    other: Option<&OtherSet>,
) -> Vec<AreaDelta> {
    let mut all = Vec::new();
    let Some(other) = other else {
        let pairs = base.areas().iter().zip(after.areas()).enumerate();
        for (index, (before, after)) in pairs {
            if differ(before, after) {
                all.push(AreaDelta {
                    area: Pair {
                        before: Some(index),
                        after: Some(index),
                    },
                    totals: Pair {
                        before: Some(before.clone()),
                        after: Some(after.clone()),
                    },
                });
            }
        }
        return all;
    };
    let (olds, news) = (
        &base.scorer().criteria_set().file().areas,
        &other.card.scorer().criteria_set().file().areas,
    );
    let new_id = |index: usize| other.diff.id_after(olds.get(index)?.id.as_str());
    for (index, (area, totals)) in news.iter().zip(after.areas()).enumerate() {
        let old = (0..olds.len()).find(|old| new_id(*old) == Some(&area.id));
        let before = old.and_then(|old| base.areas().get(old));
        if before.is_none_or(|before| computed_differs(before, totals)) {
            all.push(AreaDelta {
                area: Pair {
                    before: old,
                    after: Some(index),
                },
                totals: Pair {
                    before: before.cloned(),
                    after: Some(totals.clone()),
                },
            });
        }
    }
    for (index, totals) in base.areas().iter().enumerate() {
        let stays = new_id(index).is_some_and(|id| news.iter().any(|area| area.id == *id));
        if !stays {
            all.push(AreaDelta {
                area: Pair {
                    before: Some(index),
                    after: None,
                },
                totals: Pair {
                    before: Some(totals.clone()),
                    after: None,
                },
            });
        }
    }
    all
}

/// Whether totals differ in any column.
fn differ(a: &Totals, b: &Totals) -> bool {
    let more = |own: &Totals| {
        (
            own.claimed(),
            own.evidenced(),
            own.final_points(),
            own.final_applicable(),
        )
    };
    computed_differs(a, b) || more(a) != more(b)
}

fn computed_differs(a: &Totals, b: &Totals) -> bool {
    let of = |own: &Totals| {
        (
            own.max(),
            own.applicable(),
            own.computed(),
            own.open(),
            own.pending(),
            own.excluded(),
        )
    };
    of(a) != of(b)
}

/// The leaves that changed.
pub(super) fn leaves(
    base: &Scorecard,
    after: &WhatIf,
    everything: bool,
    other: Option<&OtherSet>,
) -> Vec<LeafDelta> {
    let touched = after.touched();
    let scored = |leaf: usize| after.leaf(leaf, touched.binary_search(&leaf).is_ok());
    let Some(other) = other else {
        let count = base.criteria().len();
        let reached = if everything {
            (0..count).collect()
        } else {
            touched.clone()
        };
        let old = base.scorer();
        let changed = reached.into_iter().filter_map(|leaf| {
            let before = base.criteria().get(leaf)?;
            let (after, losses) = scored(leaf)?;
            let before = Side::new(old, before, base.losses_of(before));
            delta(Some(&before), Some(&Side::new(old, &after, &losses)), false)
        });
        return changed.collect();
    };
    let (old, new) = (base.scorer(), other.card.scorer());
    let before = |leaf: usize| {
        let score = base.criteria().get(leaf)?;
        Some(Side::new(old, score, base.losses_of(score)))
    };
    let mut all = Vec::new();
    for leaf in 0..new.criteria_set().leaves().len() {
        let before = other.diff.leaf_before(leaf).and_then(before);
        if let Some((after, losses)) = scored(leaf) {
            let after = Side::new(new, &after, &losses);
            all.extend(delta(before.as_ref(), Some(&after), true));
        }
    }
    for leaf in 0..old.criteria_set().leaves().len() {
        if other.diff.leaf_after(leaf).is_none() {
            all.extend(delta(before(leaf).as_ref(), None, true));
        }
    }
    all
}

/// A leaf with its ledger.
struct Side<'a> {
    scorer: &'a Scorer,
    score: &'a CriterionScore,
    losses: &'a [Loss],
}

impl<'a> Side<'a> {
    fn new(scorer: &'a Scorer, score: &'a CriterionScore, losses: &'a [Loss]) -> Self {
        Self {
            scorer,
            score,
            losses,
        }
    }

    /// Its ledger; entries of one kind and part are one.
    fn entries(&self, computed_only: bool) -> Vec<(Entry, Vec<Id>, Points)> {
        let whole = [
            (Entry::Maximum, self.score.max()),
            (Entry::Open, self.score.open()),
            (Entry::Pending, self.score.pending()),
            (Entry::Excluded, self.score.excluded()),
        ];
        let mut all: Vec<(Entry, Vec<Id>, Points)> = whole
            .into_iter()
            .map(|(entry, points)| (entry, Vec::new(), points))
            .collect();
        let leaf = self.scorer.compiled().leaves.get(self.score.leaf());
        for loss in self.losses {
            if computed_only && loss.column() != Column::Computed {
                continue;
            }
            let entry = Entry::Loss(loss.column(), loss.reason());
            let place = leaf.and_then(|leaf| leaf.places.get(loss.place));
            let part = place.map(|place| place.path.clone()).unwrap_or_default();
            let mut same = all
                .iter_mut()
                .filter(|(own, path, _)| *own == entry && *path == part);
            match same.next() {
                // INVARIANT: the losses of a leaf lie within its maximum, so their sums fit.
                Some((_, _, points)) => {
                    *points = points.checked_add(loss.points()).unwrap_or(*points);
                }
                None => all.push((entry, part, loss.points())),
            }
        }
        all
    }
}

/// What changed in a leaf; `None` if nothing did.
fn delta(
    before: Option<&Side<'_>>,
    after: Option<&Side<'_>>,
    computed_only: bool,
) -> Option<LeafDelta> {
    let entries_of = |side: Option<&Side<'_>>| {
        side.map(|own| own.entries(computed_only))
            .unwrap_or_default()
    };
    let mut entries: Vec<EntryDelta> = Vec::new();
    for (entry, part, points) in entries_of(before) {
        entries.push(EntryDelta {
            entry,
            part,
            points: Pair {
                before: points,
                after: Points::ZERO,
            },
        });
    }
    for (entry, part, points) in entries_of(after) {
        let mut same = entries
            .iter_mut()
            .filter(|own| own.entry == entry && own.part == part);
        match same.next() {
            Some(own) => own.points.after = points,
            None => entries.push(EntryDelta {
                entry,
                part,
                points: Pair {
                    before: Points::ZERO,
                    after: points,
                },
            }),
        }
    }
    entries.retain(|own| own.points.before != own.points.after);
    entries.sort_by(|a, b| (a.entry, &a.part).cmp(&(b.entry, &b.part)));
    let score = |side: Option<&Side<'_>>| side.map(|own| *own.score);
    let (old, new) = (score(before), score(after));
    let columns = |own: &CriterionScore| {
        let others = (!computed_only).then(|| {
            (
                own.claimed(),
                own.evidenced(),
                own.final_points(),
                own.is_final_excluded(),
            )
        });
        (own.state(), own.computed(), others)
    };
    let is_same = entries.is_empty() && old.as_ref().map(columns) == new.as_ref().map(columns);
    (!is_same).then(|| LeafDelta {
        leaf: Pair {
            before: old.map(|own| own.leaf()),
            after: new.map(|own| own.leaf()),
        },
        score: Pair {
            before: old,
            after: new,
        },
        entries,
    })
}
