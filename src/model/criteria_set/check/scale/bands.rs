//! Checks bands: that each value lies in one of them, and in only one.

use super::super::super::at::At;
use super::super::super::findings::{
    BandEmpty, BandLimitMissing, BandListedTwice, BandNeverReached, BandPointsUnclear,
    BandsLeaveAGap, BandsOverlap, LinearWithoutLimits, ListEmpty,
};
use super::super::super::values::{Cut, Line, Range, Shown, Span};
use super::super::Checker;
use super::super::outcome::{Outcome, Place};
use super::super::rule::constant;
use crate::file::{Band, LinearPoints};
use crate::number::{Quantity, Ratio};

impl<'f> Checker<'f> {
    /// Checks bands
    pub(super) fn bands(
        &mut self,
        bands: &'f [Band],
        range: Option<&Range>,
        at: &At,
        place: Place<'_>,
    ) -> Outcome {
        if bands.is_empty() {
            self.report(&ListEmpty { key: "bands" }, at);
            return Outcome::unknown(at);
        }
        let mut outcome: Option<Outcome> = None;
        let mut sound = true;
        let mut spans = Vec::with_capacity(bands.len());
        for (index, band) in bands.iter().enumerate() {
            let here = at.index(index);
            if is_empty(band) {
                self.report(&BandEmpty { band: show(band) }, &here);
                sound = false;
            }
            let one = self.band(band, range, &here, place);
            let Some(range) = range else { continue };
            let span = span(band, range);
            if span.witness(range.decimals).is_some() {
                outcome = Some(match outcome {
                    Some(outcome) => outcome.or(one),
                    None => one,
                });
            } else if !is_empty(band) {
                let (low, high) = (range.low.to_string(), range.high.to_string());
                self.report(
                    &BandNeverReached {
                        band: show(band),
                        low,
                        high,
                    },
                    &here,
                );
            }
            spans.push(span);
        }
        let Some(range) = range.filter(|_| sound) else {
            return Outcome::unknown(at);
        };
        self.overlapping(bands, &spans, range, at);
        self.without_limit(bands, &spans, range, at);
        self.gaps(&spans, range, at);
        outcome.unwrap_or_else(|| Outcome::unknown(at))
    }

    /// Checks one band by itself.
    fn band(
        &mut self,
        band: &'f Band,
        range: Option<&Range>,
        at: &At,
        place: Place<'_>,
    ) -> Outcome {
        if band.points.is_some() == band.linear.is_some() {
            let both = band.points.is_some();
            self.report(
                &BandPointsUnclear {
                    band: show(band),
                    both,
                },
                at,
            );
        }
        let unknown = Outcome::unknown(at);
        let constant_points = band.points.and_then(|points| {
            let points = self.points_in(points, &at.key("points"), place)?;
            if let Some(label) = &band.label {
                self.label(label, points, &at.key("label"));
            }
            Some(constant(points, at))
        });
        match (&band.linear, band.points) {
            (Some(linear), None) => self.linear(linear, band, range, at, place),
            (None, Some(_)) => constant_points.unwrap_or(unknown),
            _ => unknown,
        }
    }

    fn linear(
        &mut self,
        linear: &LinearPoints,
        band: &Band,
        range: Option<&Range>,
        at: &At,
        place: Place<'_>,
    ) -> Outcome {
        let unknown = Outcome::unknown(at);
        let at = at.key("linear");
        let first = self.points_in(linear.at_from, &at.key("at_from"), place);
        let last = self.points_in(linear.at_to, &at.key("at_to"), place);
        let (Some(from), Some(to)) = (band.from, band.to) else {
            self.report(&LinearWithoutLimits { band: show(band) }, &at);
            return unknown;
        };
        let (Some(first), Some(last), Some(range)) = (first, last, range) else {
            return unknown;
        };
        let pair = |value: Quantity, points: Quantity| {
            (Ratio::from_quantity(value), Ratio::from_quantity(points))
        };
        let (start, end) = (pair(from, first), pair(to, last));
        // The two limits are the same only where the band is one value, which earns what its start does.
        let line = Line::through(start, end).unwrap_or(Line::new(start.0, start.1, Ratio::ZERO));
        let span = span(band, range);
        // The end of an open band is not reached, but as nearly as one likes.
        let best = [span.low.at(), span.high.at()]
            .into_iter()
            .filter_map(|value| line.points(value))
            .max();
        Outcome {
            best,
            lattice: line.lattice(span, range),
            at,
        }
    }

    fn overlapping(&mut self, bands: &[Band], spans: &[Span], range: &Range, at: &At) {
        for (index, (band, span)) in bands.iter().zip(spans).enumerate() {
            for (earlier, (first, other)) in bands.iter().zip(spans).enumerate().take(index) {
                let Some(shared) = Shown::of(span.meet(*other), range) else {
                    continue;
                };
                let (here, there) = (at.index(index), at.index(earlier));
                if limits(first) == limits(band) {
                    self.report_against(&BandListedTwice { band: show(band) }, &here, &there);
                } else if endless(band, first) || endless(first, band) {
                    // Said once for each band that lacks a limit, whatever it covers.
                } else {
                    let finding = BandsOverlap {
                        first: show(first),
                        second: show(band),
                        shared,
                    };
                    self.report_against(&finding, &here, &there);
                }
            }
        }
    }

    /// Reports bands that lack a limit on the side of others, once each.
    fn without_limit(&mut self, bands: &[Band], spans: &[Span], range: &Range, at: &At) {
        for (index, (band, span)) in bands.iter().zip(spans).enumerate() {
            let mut covered: Vec<(usize, Quantity, bool, Span)> = Vec::new();
            for (other, (next, with)) in bands.iter().zip(spans).enumerate() {
                let (upper, limit) = match (band.from, band.to) {
                    (Some(_), None) => (true, next.from),
                    (None, Some(_)) => (false, next.to),
                    _ => continue,
                };
                let shared = span.meet(*with);
                if let (true, Some(limit), Some(_)) =
                    (endless(band, next), limit, shared.witness(range.decimals))
                {
                    covered.push((other, limit, upper, shared));
                }
            }
            let upper = covered.first().is_some_and(|(_, _, upper, _)| *upper);
            let nearest = if upper {
                covered.iter().min_by_key(|(_, limit, _, _)| *limit)
            } else {
                covered.iter().max_by_key(|(_, limit, _, _)| *limit)
            };
            if let Some((other, next, upper, shared)) = nearest
                && let Some(shared) = Shown::of(*shared, range)
            {
                let finding = BandLimitMissing {
                    band: show(band),
                    upper: *upper,
                    next: *next,
                    shared: shared.value,
                };
                self.report_against(&finding, &at.index(index), &at.index(*other));
            }
        }
    }

    fn gaps(&mut self, spans: &[Span], range: &Range, at: &At) {
        let whole = Span::of(range);
        let mut spans = spans.to_vec();
        spans.sort_by_key(|span| span.low);
        let mut reached = whole.low;
        let beyond = Span {
            low: whole.high,
            high: whole.high,
        };
        for span in spans.into_iter().chain([beyond]) {
            let gap = Span {
                low: reached,
                high: span.low.min(whole.high),
            };
            if let Some(value) = Shown::of(gap, range) {
                self.report(&BandsLeaveAGap { value }, at);
            }
            reached = reached.max(span.high);
        }
    }
}

/// The limits of a band, and whether they belong to it.
fn limits(band: &Band) -> (Option<Quantity>, bool, Option<Quantity>, bool) {
    (band.from, band.from_excluded, band.to, band.to_included)
}

/// Whether a band lacks a limit on a side where another band lies.
fn endless(band: &Band, other: &Band) -> bool {
    match (band.from, band.to) {
        (Some(from), None) => other.from.is_some_and(|next| next > from),
        (None, Some(to)) => other.to.is_some_and(|next| next < to),
        _ => false,
    }
}

/// Whether no number at all lies in a band.
fn is_empty(band: &Band) -> bool {
    let (Some(from), Some(to)) = (band.from, band.to) else {
        return false;
    };
    from > to || (from == to && (band.from_excluded || !band.to_included))
}

/// The values of a range that lie in a band.
pub(super) fn span(band: &Band, range: &Range) -> Span {
    let mut span = Span::of(range);
    if let Some(from) = band.from {
        let from = Ratio::from_quantity(from);
        let cut = if band.from_excluded {
            Cut::after(from)
        } else {
            Cut::before(from)
        };
        span.low = span.low.max(cut);
    }
    if let Some(to) = band.to {
        let to = Ratio::from_quantity(to);
        let cut = if band.to_included {
            Cut::after(to)
        } else {
            Cut::before(to)
        };
        span.high = span.high.min(cut);
    }
    span
}

/// A band as mathematicians write it: `[50, 70)`.
pub(super) fn show(band: &Band) -> String {
    let low = match band.from {
        Some(from) if band.from_excluded => format!("({from}"),
        Some(from) => format!("[{from}"),
        None => "(−∞".to_owned(),
    };
    let high = match band.to {
        Some(to) if band.to_included => format!("{to}]"),
        Some(to) => format!("{to})"),
        None => "+∞)".to_owned(),
    };
    format!("{low}; {high}")
}
