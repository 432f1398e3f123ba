//! Checks conditions, and finds the values that meet them.

use super::super::at::At;
use super::super::findings::{
    ConditionAlwaysHolds, ConditionNeverHolds, ConditionWithoutLimit, LimitDoesNotFit,
};
use super::super::values::{Cut, Range, Span, Values};
use super::Checker;
use super::measure::Reader;
use crate::file::{Condition, Measure};
use crate::number::{Quantity, Ratio};

/// The values of one measure that meet a condition.
#[derive(Clone, Debug)]
pub(super) struct Constraint {
    /// The measure, without its answers for nothing to measure.
    pub(super) measure: Measure,
    pub(super) allowed: Allowed,
}

/// Values that meet a condition.
#[derive(Clone, Debug)]
pub(super) enum Allowed {
    /// Numbers with so many decimals at most.
    Numbers(Span, Option<u8>),
    /// Words.
    Words(Vec<String>),
}

impl Allowed {
    /// The values in both; the kinds are the same where the measure is the same.
    pub(super) fn meet(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Numbers(a, decimals), Self::Numbers(b, _)) => {
                Self::Numbers(a.meet(*b), *decimals)
            }
            (Self::Words(a), Self::Words(b)) => {
                Self::Words(a.iter().filter(|word| b.contains(word)).cloned().collect())
            }
            _ => self.clone(),
        }
    }

    /// One of the values, if there is any
    pub(super) fn witness(&self) -> Option<String> {
        match self {
            Self::Numbers(span, decimals) => span.witness(*decimals).map(|value| value.to_string()),
            Self::Words(words) => words.first().cloned(),
        }
    }
}

impl<'f> Checker<'f> {
    /// Checks conditions that must all hold; `None` where something is wrong with one
    pub(super) fn conditions(
        &mut self,
        conditions: &'f [Condition],
        at: &At,
    ) -> Option<Vec<Constraint>> {
        let mut all: Option<Vec<Constraint>> = Some(Vec::new());
        for (index, condition) in conditions.iter().enumerate() {
            match (self.condition(condition, &at.index(index)), &mut all) {
                (Some(constraint), Some(all)) => all.push(constraint),
                _ => all = None,
            }
        }
        all
    }

    fn condition(&mut self, condition: &'f Condition, at: &At) -> Option<Constraint> {
        let values = self.measure(&condition.measure, &at.key("measure"), Reader::Condition);
        let limits = limits(condition);
        let given: Vec<&'static str> = limits.iter().map(|(key, _)| *key).collect();
        let words = !condition.one_of.is_empty();
        if given.is_empty() && !words {
            self.report(&ConditionWithoutLimit {}, at);
            return None;
        }
        let allowed = match values? {
            Values::Words(known) => {
                for key in &given {
                    self.report(
                        &LimitDoesNotFit {
                            key,
                            kind: "a choice",
                        },
                        &at.key(key),
                    );
                }
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let sound = self.words_known(&condition.one_of, &known, &at.key("one_of"));
                (sound && given.is_empty()).then_some(())?;
                let names = |word: &&str| condition.one_of.iter().any(|one| one.as_str() == *word);
                if is_always_there(&condition.measure) && known.iter().all(names) {
                    self.report(&ConditionAlwaysHolds {}, at);
                }
                Allowed::Words(condition.one_of.iter().map(ToString::to_string).collect())
            }
            Values::Numbers(range) => {
                if words {
                    let finding = LimitDoesNotFit {
                        key: "one_of",
                        kind: "a number",
                    };
                    self.report(&finding, &at.key("one_of"));
                    return None;
                }
                let values: Vec<Quantity> = limits.iter().map(|(_, limit)| *limit).collect();
                if self.is_ratio(&condition.measure, &values, at) {
                    return None;
                }
                let span = span(&limits, &range);
                if is_always_there(&condition.measure) && span == Span::of(&range) {
                    self.report(&ConditionAlwaysHolds {}, at);
                }
                Allowed::Numbers(span, range.decimals)
            }
        };
        if allowed.witness().is_none() {
            self.report(&ConditionNeverHolds {}, at);
        }
        Some(Constraint {
            measure: plain(&condition.measure),
            allowed,
        })
    }
}

/// Whether a measure cannot come to nothing, so that a condition on it is about its value alone.
fn is_always_there(measure: &Measure) -> bool {
    match measure {
        Measure::Fact(_) | Measure::Total(_) | Measure::Choice(_) | Measure::Rows(_) => true,
        Measure::Timeliness(timeliness) => timeliness.slot.is_none(),
        _ => false,
    }
}

/// The limits given, by their keys.
fn limits(condition: &Condition) -> Vec<(&'static str, Quantity)> {
    [
        ("at_least", condition.at_least),
        ("more_than", condition.more_than),
        ("at_most", condition.at_most),
        ("less_than", condition.less_than),
        ("equals", condition.equals),
    ]
    .into_iter()
    .filter_map(|(key, limit)| Some((key, limit?)))
    .collect()
}

fn span(limits: &[(&'static str, Quantity)], range: &Range) -> Span {
    let mut span = Span::of(range);
    for (key, limit) in limits {
        let limit = Ratio::from_quantity(*limit);
        match *key {
            "at_least" => span.low = span.low.max(Cut::before(limit)),
            "more_than" => span.low = span.low.max(Cut::after(limit)),
            "at_most" => span.high = span.high.min(Cut::after(limit)),
            "less_than" => span.high = span.high.min(Cut::before(limit)),
            _ => {
                span.low = span.low.max(Cut::before(limit));
                span.high = span.high.min(Cut::after(limit));
            }
        }
    }
    span
}

/// A measure without its answers for nothing to measure, which no condition reads.
fn plain(measure: &Measure) -> Measure {
    let mut measure = measure.clone();
    match &mut measure {
        Measure::Share(share) => share.when_empty = None,
        Measure::Timeliness(timeliness) => timeliness.when_empty = None,
        Measure::DaysLate(late) => late.when_none = None,
        Measure::Completion(group) | Measure::Punctuality(group) => group.when_empty = None,
        Measure::Rows(rows) | Measure::RowShare(rows) => rows.when_empty = None,
        Measure::WeightedAnswers(answers) => answers.when_empty = None,
        Measure::Growth(growth) => growth.when_empty = None,
        Measure::Fact(_) | Measure::Total(_) | Measure::Choice(_) => {}
    }
    measure
}
