//! Checks scales against the values of their measure.

mod bands;
mod deduction;
mod goalposts;
mod options;
mod per_item;
mod proportional;

use super::super::at::At;
use super::super::findings::ScaleDoesNotFit;
use super::super::values::{Range, Values};
use super::Checker;
use super::outcome::{Outcome, Place};
use super::words;
use crate::file::{Scale, Score};

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
        let range = match values {
            Some(Values::Numbers(range)) => Some(range),
            _ => None,
        };
        match &score.scale {
            Scale::Options(options) => {
                let words = match values {
                    Some(Values::Words(words)) => Some(words.as_slice()),
                    _ => None,
                };
                self.options(options, words, &at, place)
            }
            Scale::Bands(bands) => self.bands(bands, range, &at, place),
            Scale::Proportional(scale) => self.proportional(scale, range, &at, place),
            Scale::PerItem(scale) => self.per_item(scale, range, &at, place),
            Scale::Deduction(scale) => self.deduction(scale, range, &at, place),
            Scale::Goalposts(scale) => self.goalposts(scale, range, &at, place),
        }
    }
}

/// A range, where the measure and every number of the scale are sound.
fn sound(range: Option<&Range>, numbers: &[bool]) -> Option<Range> {
    range
        .copied()
        .filter(|_| numbers.iter().all(|sound| *sound))
}
