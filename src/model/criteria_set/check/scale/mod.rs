//! Checks scales against the values of their measure.

mod bands;
mod deduction;
mod goalposts;
mod options;
mod per_item;
mod proportional;
mod steps;

use super::super::at::At;
use super::super::findings::{MoreEarnsFewer, RatioAgainstPercent, ScaleDoesNotFit};
use super::super::values::{Range, Values};
use super::Checker;
use super::outcome::{Outcome, Place};
use super::words;
use crate::file::{FactKind, Measure, OptionPoints, Scale, Score};
use crate::number::{Quantity, Ratio};

impl<'f> Checker<'f> {
    /// Checks the scale of a score; `values` is absent where something is wrong with the measure
    pub(super) fn scale(
        &mut self,
        score: &'f Score,
        values: Option<&Values>,
        at: &At,
        place: Place<'_>,
    ) -> Outcome {
        let word = words::scale(&score.scale);
        let number = match values {
            Some(Values::Numbers(_)) => Some(true),
            Some(Values::Words(_)) => Some(false),
            None => None,
        };
        if number.is_some_and(|number| number == matches!(score.scale, Scale::Options(_))) {
            let finding = ScaleDoesNotFit {
                scale: word,
                measure: words::measure(&score.measure),
                number: number == Some(true),
            };
            self.report(&finding, at);
            return Outcome::unknown(at);
        }
        let at = at.key(word);
        let mixed =
            number == Some(true) && self.is_ratio(&score.measure, &limits(&score.scale), &at);
        let range = match values {
            Some(Values::Numbers(range)) if !mixed => Some(range),
            _ => None,
        };
        if let (Measure::Timeliness(_), Scale::Options(options)) = (&score.measure, &score.scale) {
            self.later_earns_more(options, &at);
        }
        match &score.scale {
            Scale::Options(options) => {
                let words = match values {
                    Some(Values::Words(words)) => Some(words.as_slice()),
                    _ => None,
                };
                self.options(options, words, &at, place)
            }
            Scale::Bands(bands) => {
                let start = self.found.len();
                let outcome = self.bands(bands, range, &at, place);
                let sound = range.filter(|_| !self.has_errors_from(start));
                if let Some(range) = sound {
                    self.steps(bands, range, is_share(&score.measure), &at, place);
                }
                outcome
            }
            Scale::Proportional(scale) => self.proportional(scale, range, &at, place),
            Scale::PerItem(scale) => self.per_item(scale, range, &at, place),
            Scale::Deduction(scale) => self.deduction(scale, range, &at, place),
            Scale::Goalposts(scale) => self.goalposts(scale, range, &at, place),
        }
    }
}

/// The limits of a scale, where they are compared with the measure.
fn limits(scale: &Scale) -> Vec<Quantity> {
    match scale {
        Scale::Bands(bands) => {
            let ends = bands.iter().flat_map(|band| [band.from, band.to]);
            ends.flatten().collect()
        }
        Scale::Proportional(scale) => [Some(scale.full_at), scale.floor]
            .into_iter()
            .flatten()
            .collect(),
        Scale::Goalposts(scale) => vec![scale.worst, scale.best],
        Scale::Options(_) | Scale::PerItem(_) | Scale::Deduction(_) => Vec::new(),
    }
}

impl Checker<'_> {
    /// Reports limits between 0 and 1 for a measure in percent
    pub(super) fn is_ratio(&mut self, measure: &Measure, limits: &[Quantity], at: &At) -> bool {
        let one = Ratio::ONE;
        let values = limits.iter().map(|limit| Ratio::from_quantity(*limit));
        let between = |value: &Ratio| *value > Ratio::ZERO && *value < one;
        let small = values
            .clone()
            .all(|value| value >= Ratio::ZERO && value <= one);
        // Full marks from 1 on are a ratio too, where nothing else is compared.
        let alone = limits.len() == 1
            && limits
                .iter()
                .all(|limit| Ratio::from_quantity(*limit) == one);
        let looks =
            small && (values.clone().any(|value| between(&value)) || (alone && is_share(measure)));
        if !looks || !self.is_percent(measure) {
            return false;
        }
        let found = limits
            .iter()
            .find(|limit| between(&Ratio::from_quantity(**limit)));
        let Some(limit) = found.or_else(|| limits.first()).copied() else {
            return false;
        };
        let percent = Ratio::from_quantity(limit).checked_mul(Ratio::from_int(100));
        let percent = percent.unwrap_or(Ratio::ZERO);
        self.report(&RatioAgainstPercent { limit, percent }, at);
        true
    }

    /// Whether a measure reads from 0 to 100, and not from 0 to 1.
    fn is_percent(&self, measure: &Measure) -> bool {
        match measure {
            Measure::WeightedAnswers(answers) => answers
                .answers
                .iter()
                .any(|answer| Ratio::from_quantity(answer.weight) > Ratio::ONE),
            Measure::Fact(id) => {
                let fact = self.facts.get(id.as_str()).map(|fact| &fact.kind);
                matches!(fact, Some(FactKind::Number(kind))
                    if kind.unit == "%" && Ratio::from_quantity(kind.max) > Ratio::ONE)
            }
            _ => is_share(measure),
        }
    }

    /// Reports choices of time of which the later earns more
    fn later_earns_more(&mut self, options: &[OptionPoints], at: &At) {
        let points = |word: &str| {
            let found = options
                .iter()
                .enumerate()
                .find(|(_, one)| one.is.as_str() == word);
            found.map(|(index, one)| (index, one.points))
        };
        for (better, worse) in [("on-time", "late"), ("late", "none")] {
            if let (Some((index, fewer)), Some((other, more))) = (points(better), points(worse))
                && fewer < more
            {
                let finding = MoreEarnsFewer {
                    better: format!("\"{better}\""),
                    fewer,
                    worse: format!("\"{worse}\""),
                    more,
                };
                self.report_against(&finding, &at.index(index), &at.index(other));
            }
        }
    }
}

/// Whether a measure is a part of a whole, in percent.
pub(super) fn is_share(measure: &Measure) -> bool {
    matches!(
        measure,
        Measure::Share(_) | Measure::Completion(_) | Measure::Punctuality(_) | Measure::RowShare(_)
    )
}

/// A range, where the measure and every number of the scale are sound.
fn sound(range: Option<&Range>, numbers: &[bool]) -> Option<Range> {
    range
        .copied()
        .filter(|_| numbers.iter().all(|sound| *sound))
}
