//! Checks points by choice.

use std::collections::BTreeMap;

use super::super::super::at::At;
use super::super::super::findings::{ListEmpty, OptionListedTwice, OptionsIncomplete, Thing};
use super::super::Checker;
use super::super::outcome::{Outcome, Place};
use super::super::rule::constant;
use crate::file::OptionPoints;

impl<'f> Checker<'f> {
    /// Checks points by choice; `words` are the choices there are
    pub(super) fn options(
        &mut self,
        options: &'f [OptionPoints],
        words: Option<&[String]>,
        at: &At,
        place: Place<'_>,
    ) -> Outcome {
        if options.is_empty() {
            self.report(&ListEmpty { key: "options" }, at);
            return Outcome::unknown(at);
        }
        let (mut first, mut outcome, mut sound) = (BTreeMap::new(), None::<Outcome>, true);
        for (index, option) in options.iter().enumerate() {
            let here = at.index(index);
            if let Some(first) = first.get(&option.is) {
                let finding = OptionListedTwice {
                    option: option.is.clone(),
                };
                self.report_against(&finding, &here.key("is"), &at.index(*first).key("is"));
            } else {
                first.insert(&option.is, index);
            }
            if let Some(words) = words
                && !words.iter().any(|word| word == option.is.as_str())
            {
                let known = words.iter().map(String::as_str);
                self.unknown(Thing::Choice, option.is.as_str(), &here.key("is"), known);
                sound = false;
            }
            let Some(points) = self.points_in(option.points, &here.key("points"), place) else {
                sound = false;
                continue;
            };
            if let Some(label) = &option.label {
                self.label(label, points, &here.key("label"));
            }
            let one = constant(points, &here);
            outcome = Some(match outcome {
                Some(outcome) => outcome.or(one),
                None => one,
            });
        }
        if sound {
            self.covered(options, words.unwrap_or_default(), at);
        }
        outcome
            .filter(|_| sound && words.is_some())
            .unwrap_or_else(|| Outcome::unknown(at))
    }

    fn covered(&mut self, options: &[OptionPoints], words: &[String], at: &At) {
        let missing: Vec<String> = words
            .iter()
            .filter(|word| {
                !options
                    .iter()
                    .any(|option| option.is.as_str() == word.as_str())
            })
            .cloned()
            .collect();
        if !missing.is_empty() {
            self.report(&OptionsIncomplete { missing }, at);
        }
    }
}
