//! Checks how points change from band to band.

use super::super::super::at::At;
use super::super::super::findings::{CliffBetweenBands, MoreEarnsFewer};
use super::super::super::values::{Range, Span};
use super::super::Checker;
use super::super::outcome::Place;
use super::bands::{show, span};
use crate::file::Band;
use crate::number::{Quantity, Ratio};

/// A band that is reached, with the points at its two ends.
struct Step<'f> {
    index: usize,
    band: &'f Band,
    span: Span,
    first: Quantity,
    last: Quantity,
}

impl Checker<'_> {
    /// Checks that points go one way, and not nearly all in one step
    pub(super) fn steps(
        &mut self,
        bands: &[Band],
        range: &Range,
        is_share: bool,
        at: &At,
        place: Place<'_>,
    ) {
        let mut steps: Vec<Step<'_>> = Vec::new();
        for (index, band) in bands.iter().enumerate() {
            let span = span(band, range);
            let ends = match (&band.linear, band.points) {
                (Some(linear), _) => Some((linear.at_from, linear.at_to)),
                (None, points) => points.map(|points| (points, points)),
            };
            if let (Some((first, last)), Some(_)) = (ends, span.witness(range.decimals)) {
                steps.push(Step {
                    index,
                    band,
                    span,
                    first,
                    last,
                });
            }
        }
        steps.sort_by_key(|step| step.span.low);
        if !self.turns_back(&steps, is_share, at) {
            self.cliffs(&steps, at, place);
        }
    }

    /// Reports points that go up and down; whether they do.
    fn turns_back(&mut self, steps: &[Step<'_>], is_share: bool, at: &At) -> bool {
        let pairs = || {
            steps.windows(2).filter_map(|pair| match pair {
                [before, after] => Some((before, after)),
                _ => None,
            })
        };
        let rises = pairs().filter(|(a, b)| b.first > a.last).count();
        let falls = pairs().filter(|(a, b)| b.first < a.last).count();
        if rises == 0 || falls == 0 {
            return false;
        }
        // A single peak inside may be a target range, but not of a share, which can only be better.
        let peak = pairs().skip_while(|(a, b)| b.first >= a.last);
        let single = peak.clone().count() > 0 && peak.clone().all(|(a, b)| b.first <= a.last);
        if single && !is_share {
            return true;
        }
        let (Some(first), Some(last)) = (steps.first(), steps.last()) else {
            return true;
        };
        let up = last.last >= first.first;
        let wrong = pairs().find(|(a, b)| {
            if up {
                b.first < a.last
            } else {
                b.first > a.last
            }
        });
        if let Some((before, after)) = wrong {
            let (better, fewer, worse, more) = if up {
                (after, after.first, before, before.last)
            } else {
                (before, before.last, after, after.first)
            };
            let finding = MoreEarnsFewer {
                better: show(better.band),
                fewer,
                worse: show(worse.band),
                more,
            };
            self.report_against(&finding, &at.index(better.index), &at.index(worse.index));
        }
        true
    }

    fn cliffs(&mut self, steps: &[Step<'_>], at: &At, place: Place<'_>) {
        let Some(max) = place.max else { return };
        let mut levels: Vec<Quantity> = steps
            .iter()
            .flat_map(|step| [step.first, step.last])
            .collect();
        levels.sort_unstable();
        levels.dedup();
        if levels.len() < 3 {
            return;
        }
        for pair in steps.windows(2) {
            let [before, after] = pair else { continue };
            let (below, above) = (
                Ratio::from_quantity(before.last),
                Ratio::from_quantity(after.first),
            );
            let fifth =
                Ratio::new(4, 5).and_then(|share| share.checked_mul(Ratio::from_quantity(max)));
            let step = above.checked_sub(below);
            let (Some(limit), Some(step)) = (fifth, step) else {
                continue;
            };
            let is_cliff = step >= limit || step.negated() >= limit;
            if let Some(value) = after.band.from.or(before.band.to).filter(|_| is_cliff) {
                let finding = CliffBetweenBands {
                    at: value,
                    above,
                    below,
                    max,
                };
                self.report_against(&finding, &at.index(after.index), &at.index(before.index));
            }
        }
    }
}
