//! Checks sums of part-marks.

use super::super::at::At;
use super::super::findings::{IdGivenTwice, ListEmpty, PartsDoNotAddUp, Thing, TooManyParts};
use super::super::limits::MOST_PARTS;
use super::super::values::Lattice;
use super::Checker;
use super::outcome::{Outcome, Place};
use super::rule::Standing;
use crate::file::{Part, PartNotApplicable, Sum};
use crate::number::{Points, Quantity, Ratio};

/// Most part-marks that may not apply for which every combination is tried.
const COMBINATIONS: usize = 12;

impl<'f> Checker<'f> {
    /// Checks a sum of part-marks
    pub(super) fn sum(
        &mut self,
        sum: &'f Sum,
        at: &At,
        place: Place<'_>,
        standing: &mut Standing<'_, 'f>,
    ) -> Outcome {
        let list = at.key("parts");
        if sum.parts.is_empty() {
            self.report(&ListEmpty { key: "parts" }, &list);
            return Outcome::unknown(at);
        }
        let cap = sum
            .cap
            .map(|cap| self.points_in(cap, &at.key("cap"), place));
        let mut whole = Some(Ratio::ZERO);
        let mut outcomes = Vec::with_capacity(sum.parts.len());
        for (index, part) in sum.parts.iter().enumerate() {
            let (max, outcome) =
                self.part(part, &list.index(index), place, sum.cap.is_some(), standing);
            whole = whole
                .zip(max)
                .and_then(|(whole, max)| whole.checked_add(Ratio::from_quantity(max)));
            outcomes.push(outcome);
        }
        let lattice = spread(&sum.parts, &outcomes);
        let at = outcomes
            .into_iter()
            .find(|outcome| matches!(outcome.lattice, Lattice::Beyond { .. }))
            .map_or_else(|| at.clone(), |outcome| outcome.at);
        let best = match cap {
            None => self.adds_up(whole, &list, place),
            Some(cap) => whole
                .zip(cap)
                .map(|(whole, cap)| whole.min(Ratio::from_quantity(cap))),
        };
        Outcome { best, lattice, at }
    }

    fn part(
        &mut self,
        part: &'f Part,
        at: &At,
        whole: Place<'_>,
        capped: bool,
        standing: &mut Standing<'_, 'f>,
    ) -> (Option<Quantity>, Outcome) {
        let id = part.id.as_str();
        if let Some(first) = standing.parts.get(id) {
            let finding = IdGivenTwice {
                thing: Thing::Part,
                id: id.to_owned(),
            };
            let first = first.key("id");
            self.report_against(&finding, &at.key("id"), &first);
        } else {
            standing.parts.insert(id, at.clone());
            // Said once, at the first part that is too many.
            if standing.parts.len() == MOST_PARTS.saturating_add(1) {
                self.report(&TooManyParts { most: MOST_PARTS }, at);
            }
        }
        let at_max = at.key("max_points");
        let mut max = self.maximum(part.max_points, &at_max);
        if capped {
            // Without a cap a part above the maximum shows in the sum.
            max = max.and_then(|max| self.points_in(max, &at_max, whole));
        }
        let place = Place {
            max,
            at_max: &at_max,
        };
        let mut outcome = self.rule_of(&part.rule, &at.key("rule"), place, standing);
        outcome.lattice = outcome.lattice.with(max.and_then(Points::from_quantity));
        (max, outcome)
    }

    /// Checks that parts add up to the maximum; gives the maximum where they do.
    fn adds_up(&mut self, whole: Option<Ratio>, list: &At, place: Place<'_>) -> Option<Ratio> {
        let (whole, max) = (whole?, place.max?);
        let wanted = Ratio::from_quantity(max);
        if whole == wanted {
            return Some(wanted);
        }
        let mismatch = wanted.checked_sub(whole).and_then(Ratio::to_points_exact);
        self.report_against(
            &PartsDoNotAddUp {
                max,
                sum: whole,
                mismatch,
            },
            list,
            place.at_max,
        );
        None
    }
}

/// The lattice of a sum, whichever of its parts may turn out not to apply.
fn spread(parts: &[Part], outcomes: &[Outcome]) -> Lattice {
    let together = outcomes.iter().fold(Lattice::NOTHING, |all, outcome| {
        all.and(outcome.lattice.clone())
    });
    let of_kind = |kind: PartNotApplicable| {
        parts
            .iter()
            .enumerate()
            .filter(move |(_, part)| part.not_applicable == Some(kind))
    };
    let redistributed: Vec<usize> = of_kind(PartNotApplicable::Redistribute)
        .map(|(index, _)| index)
        .collect();
    if redistributed.is_empty() || matches!(together, Lattice::Beyond { .. }) {
        return together;
    }
    let dropped: Vec<usize> = of_kind(PartNotApplicable::Drop)
        .map(|(index, _)| index)
        .collect();
    let loose: Vec<usize> = redistributed.iter().chain(&dropped).copied().collect();
    let Some(combinations) = (loose.len() <= COMBINATIONS).then(|| 1_usize << loose.len()) else {
        let witness = "not_applicable".to_owned();
        return Lattice::Beyond { witness };
    };
    for combination in 1..combinations {
        let out = |index: usize| {
            let bit = loose.iter().position(|one| *one == index);
            bit.is_some_and(|bit| combination & (1_usize << bit) != 0)
        };
        if let Some(witness) = off_grid(parts, outcomes, &dropped, &out) {
            return Lattice::Beyond { witness };
        }
    }
    together
}

/// The parts that do not apply, where that takes points of the others off the grid.
fn off_grid(
    parts: &[Part],
    outcomes: &[Outcome],
    dropped: &[usize],
    out: &dyn Fn(usize) -> bool,
) -> Option<String> {
    let (mut whole, mut left) = (Ratio::ZERO, Ratio::ZERO);
    for (index, part) in parts.iter().enumerate() {
        let max = Ratio::from_quantity(part.max_points);
        if !(out(index) && dropped.contains(&index)) {
            whole = whole.checked_add(max)?;
        }
        if !out(index) {
            left = left.checked_add(max)?;
        }
    }
    if left <= Ratio::ZERO || left == whole {
        return None;
    }
    let factor = whole.checked_div(left)?;
    let breaks = outcomes
        .iter()
        .enumerate()
        .any(|(index, outcome)| !out(index) && !outcome.lattice.survives(factor));
    breaks.then(|| {
        let names = parts.iter().enumerate().filter(|(index, _)| out(*index));
        let names: Vec<&str> = names.map(|(_, part)| part.id.as_str()).collect();
        format!("not_applicable: {}", names.join(", "))
    })
}
