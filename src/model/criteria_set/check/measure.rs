//! Checks measures: what they read is there and of the right kind; and finds the values they can have.

use std::collections::BTreeSet;

use super::super::at::At;
use super::super::findings::{
    BaseBelowZero, DeadlineNeverKept, EmptyNotAnswered, FactListedTwice, IgnoredHere, ListEmpty,
    MeasureSourceUnclear, Spot, Thing, WrongFactKind,
};
use super::super::values::{Counts, Range, Values};
use super::Checker;
use super::outcome::Place;
use super::words;
use crate::file::{
    DaysLate, Due, Fact, FactKind, Growth, Measure, NonWorkingDay, Share, Timeliness,
    WeightedAnswers, WhenEmpty,
};
use crate::model::{Calendar, last_day};
use crate::number::{Quantity, Ratio};
use crate::read::Id;

/// Days late that an open date may still become, as the contract has it.
const DAYS_LATE: u32 = 366;

/// What a measure is read for.
#[derive(Clone, Copy)]
pub(super) enum Reader<'p> {
    /// A scale that fills a place.
    Scale(Place<'p>),
    /// A condition.
    Condition,
}

impl<'f> Checker<'f> {
    /// Checks a measure, and gives the values it can have where nothing is wrong with it
    pub(super) fn measure(
        &mut self,
        measure: &'f Measure,
        at: &At,
        reader: Reader<'_>,
    ) -> Option<Values> {
        let at = at.key(words::measure(measure));
        let range = match measure {
            Measure::Fact(id) => self.number_fact(id, &at),
            Measure::Total(ids) => self.total(ids, "total", &at),
            Measure::Choice(id) => return self.choice_fact(id, &at).map(Values::Words),
            Measure::Share(share) => self.share(share, &at, reader),
            Measure::Timeliness(timeliness) => return self.timeliness(timeliness, &at, reader),
            Measure::DaysLate(late) => self.days_late(late, &at, reader),
            Measure::Completion(group) | Measure::Punctuality(group) => {
                self.task_group(group, words::measure(measure), &at, reader)
            }
            Measure::Rows(rows) => self.rows(rows, &at),
            Measure::RowShare(rows) => self.row_share(rows, &at, reader),
            Measure::WeightedAnswers(answers) => self.weighted_answers(answers, &at, reader),
            Measure::Growth(growth) => self.growth(growth, &at, reader),
        };
        range.map(|range| Values::Numbers(self.rounded(range)))
    }

    /// A range after the rounding of measures
    fn rounded(&self, range: Range) -> Range {
        let Some(rounding) = self.measure_rounding else {
            return range;
        };
        let end = |end: Ratio| end.to_quantity(rounding).map_or(end, Ratio::from_quantity);
        let places = rounding.places();
        Range {
            counts: None,
            low: end(range.low),
            high: end(range.high),
            decimals: Some(
                range
                    .decimals
                    .map_or(places, |decimals| decimals.min(places)),
            ),
        }
    }

    /// Finds a fact and remembers that it is read
    pub(super) fn fact(&mut self, id: &Id, at: &At) -> Option<&'f Fact> {
        if let Some(fact) = self.facts.get(id.as_str()).copied() {
            self.facts_used.insert(fact.id.as_str());
            return Some(fact);
        }
        let facts = std::mem::take(&mut self.facts);
        self.unknown(Thing::Fact, id.as_str(), at, facts.keys().copied());
        self.facts = facts;
        None
    }

    fn wrong_kind(&mut self, fact: &Fact, needed: &'static str, at: &At) {
        let finding = WrongFactKind {
            id: fact.id.clone(),
            kind: words::kind(&fact.kind),
            needed,
        };
        self.report(&finding, at);
    }

    pub(super) fn number_fact(&mut self, id: &'f Id, at: &At) -> Option<Range> {
        let fact = self.fact(id, at)?;
        let FactKind::Number(kind) = &fact.kind else {
            self.wrong_kind(fact, "a number", at);
            return None;
        };
        let sound = !self.broken.contains(fact.id.as_str());
        sound.then(|| Range::declared(kind.min, kind.max, kind.decimals))
    }

    fn choice_fact(&mut self, id: &'f Id, at: &At) -> Option<Vec<String>> {
        let fact = self.fact(id, at)?;
        let words = match &fact.kind {
            FactKind::YesNo => vec!["yes".to_owned(), "no".to_owned()],
            FactKind::Choice(kind) => kind
                .options
                .iter()
                .map(|option| option.id.to_string())
                .collect(),
            _ => {
                self.wrong_kind(fact, "a choice", at);
                return None;
            }
        };
        (!self.broken.contains(fact.id.as_str())).then_some(words)
    }

    /// Checks that a fact is a date, and gives it
    pub(super) fn date_fact(&mut self, id: &Id, at: &At) -> Option<&'f Fact> {
        let fact = self.fact(id, at)?;
        if matches!(fact.kind, FactKind::Date(_)) {
            return Some(fact);
        }
        self.wrong_kind(fact, "a date", at);
        None
    }

    /// Checks that a fact is a table, and gives it
    pub(super) fn table_fact(&mut self, id: &Id, at: &At) -> Option<&'f Fact> {
        let fact = self.fact(id, at)?;
        if matches!(fact.kind, FactKind::Table(_)) {
            return Some(fact);
        }
        self.wrong_kind(fact, "a table", at);
        None
    }

    /// Facts that are added.
    pub(super) fn total(&mut self, ids: &'f [Id], key: &'static str, at: &At) -> Option<Range> {
        if ids.is_empty() {
            self.report(&ListEmpty { key }, at);
            return None;
        }
        let mut seen = BTreeSet::new();
        let mut whole = Some(Range {
            low: Ratio::ZERO,
            high: Ratio::ZERO,
            decimals: Some(0),
            counts: None,
        });
        for (index, id) in ids.iter().enumerate() {
            let at = at.index(index);
            if !seen.insert(id) {
                self.report(&FactListedTwice { id: id.clone() }, &at);
            }
            let range = self.number_fact(id, &at);
            whole = whole
                .zip(range)
                .and_then(|(whole, range)| whole.plus(range));
        }
        whole
    }

    fn share(&mut self, share: &'f Share, at: &At, reader: Reader<'_>) -> Option<Range> {
        let part = self.total(&share.part, "part", &at.key("part"));
        let whole = self.total(&share.whole, "whole", &at.key("whole"));
        let mut sound = part.is_some() && whole.is_some();
        if let Some(id) = &share.not_applicable_items {
            sound &= self
                .number_fact(id, &at.key("not_applicable_items"))
                .is_some();
        }
        self.when_empty(share.when_empty.as_ref(), at, reader);
        let may_be_empty = whole.is_some_and(|whole| whole.low <= Ratio::ZERO)
            || share.not_applicable_items.is_some();
        self.answered(
            share.when_empty.as_ref(),
            sound && may_be_empty,
            "share",
            at,
            reader,
        );
        let whole_numbers = |range: Option<Range>| {
            let range = range.filter(|range| range.decimals == Some(0))?;
            Some((range.low.floor(), range.high.floor()))
        };
        let counts = whole_numbers(part)
            .zip(whole_numbers(whole))
            .filter(|_| share.not_applicable_items.is_none())
            .map(|(part, whole)| Counts { part, whole });
        let apart = !share.part.iter().any(|id| share.whole.contains(id));
        let range = counts.map_or_else(Range::percent, |counts| Range::share(counts, apart));
        sound.then_some(range)
    }

    fn timeliness(
        &mut self,
        timeliness: &'f Timeliness,
        at: &At,
        reader: Reader<'_>,
    ) -> Option<Values> {
        let by_date = timeliness.date.is_some() && timeliness.due.is_some();
        let half = timeliness.date.is_some() != timeliness.due.is_some();
        let given = usize::from(by_date).saturating_add(usize::from(timeliness.slot.is_some()));
        let clear = given == 1 && !half;
        if !clear {
            let choices = "\"date\" with \"due\" or \"slot\"";
            let given = if half && given == 1 { 2 } else { given };
            self.report(&MeasureSourceUnclear { choices, given }, at);
        }
        let mut sound = clear;
        if let Some(id) = &timeliness.date {
            sound &= self.date_fact(id, &at.key("date")).is_some();
        }
        if let Some(due) = &timeliness.due {
            let readable = self.due(due, &at.key("due"));
            sound &= readable;
            if let (true, Some(id)) = (readable && sound, &timeliness.date) {
                self.keepable(id, due, timeliness.non_working_day, &at.key("due"));
            }
        }
        if let Some(id) = &timeliness.slot {
            sound &= self.slot(id, &at.key("slot"));
        } else if timeliness.when_empty.is_some() && clear {
            let finding = IgnoredHere {
                key: "when_empty",
                spot: Spot::FixedDate,
            };
            self.report(&finding, &at.key("when_empty"));
            return sound.then(Self::timeliness_words);
        }
        self.when_empty(timeliness.when_empty.as_ref(), at, reader);
        sound.then(Self::timeliness_words)
    }

    fn timeliness_words() -> Values {
        Values::Words(["on-time", "late", "none"].map(str::to_owned).to_vec())
    }

    fn days_late(&mut self, late: &'f DaysLate, at: &At, reader: Reader<'_>) -> Option<Range> {
        let date = self.date_fact(&late.date, &at.key("date"));
        let due = self.due(&late.due, &at.key("due"));
        if due && date.is_some() {
            self.keepable(&late.date, &late.due, late.non_working_day, &at.key("due"));
        }
        if let Some(points) = late.when_none {
            let at = at.key("when_none");
            match reader {
                Reader::Scale(place) => {
                    self.points_in(points, &at, place);
                }
                Reader::Condition => {
                    self.report(
                        &IgnoredHere {
                            key: "when_none",
                            spot: Spot::Condition,
                        },
                        &at,
                    );
                }
            }
        }
        let FactKind::Date(span) = &date?.kind else {
            return None;
        };
        let days = u32::try_from(span.until.days_since(span.from)).ok()?;
        due.then(|| Range::count(days.max(DAYS_LATE)))
    }

    fn weighted_answers(
        &mut self,
        answers: &'f WeightedAnswers,
        at: &At,
        reader: Reader<'_>,
    ) -> Option<Range> {
        let list = at.key("answers");
        if answers.answers.is_empty() {
            self.report(&ListEmpty { key: "answers" }, &list);
        }
        let (mut seen, mut sound) = (BTreeSet::new(), true);
        for (index, answer) in answers.answers.iter().enumerate() {
            let at = list.index(index).key("fact");
            if !seen.insert(&answer.fact) {
                self.report(
                    &FactListedTwice {
                        id: answer.fact.clone(),
                    },
                    &at,
                );
            }
            sound &= self.number_fact(&answer.fact, &at).is_some();
            sound &= self.weight(answer.weight, &list.index(index).key("weight"));
        }
        self.when_empty(answers.when_empty.as_ref(), at, reader);
        let from_zero = |id: &Id| {
            let kind = self.facts.get(id.as_str()).map(|fact| &fact.kind);
            matches!(kind, Some(FactKind::Number(kind)) if kind.min <= Quantity::ZERO)
        };
        let may_be_empty = sound && answers.answers.iter().all(|answer| from_zero(&answer.fact));
        let word = "weighted-answers";
        self.answered(answers.when_empty.as_ref(), may_be_empty, word, at, reader);
        let weights = || {
            answers
                .answers
                .iter()
                .map(|answer| Ratio::from_quantity(answer.weight))
        };
        let (low, high) = (weights().min()?, weights().max()?);
        sound.then_some(Range {
            low,
            high,
            decimals: None,
            counts: None,
        })
    }

    fn growth(&mut self, growth: &'f Growth, at: &At, reader: Reader<'_>) -> Option<Range> {
        let now = self.number_fact(&growth.now, &at.key("now"));
        let base = self.number_fact(&growth.base, &at.key("base"));
        self.when_empty(growth.when_empty.as_ref(), at, reader);
        let (now, base) = (now?, base?);
        if base.low < Ratio::ZERO {
            let min = base.low.to_quantity_exact(9).unwrap_or(Quantity::ZERO);
            let finding = BaseBelowZero {
                id: growth.base.clone(),
                min,
            };
            self.report(&finding, &at.key("base"));
            return None;
        }
        let may_be_empty = base.low == Ratio::ZERO;
        self.answered(
            growth.when_empty.as_ref(),
            may_be_empty,
            "growth",
            at,
            reader,
        );
        growth_range(now, base)
    }

    /// Checks that there is an answer for nothing to measure, where a scale can come to that
    pub(super) fn answered(
        &mut self,
        answer: Option<&WhenEmpty>,
        may_be_empty: bool,
        measure: &'static str,
        at: &At,
        reader: Reader<'_>,
    ) {
        let asked = matches!(reader, Reader::Scale(_)) && self.behind_gates == 0;
        if answer.is_none() && may_be_empty && asked && !self.empty_is_meant {
            self.report(&EmptyNotAnswered { measure }, at);
        }
    }

    /// Checks that some day of a date fact keeps a fixed due date
    fn keepable(&mut self, id: &Id, due: &Due, policy: Option<NonWorkingDay>, at: &At) {
        let fact = self.facts.get(id.as_str()).map(|fact| &fact.kind);
        let Some(FactKind::Date(span)) = fact else {
            return;
        };
        if span.from > span.until {
            return;
        }
        let from = span.from;
        let policy = policy
            .or(self.file.non_working_day)
            .unwrap_or(NonWorkingDay::Keep);
        let calendar = Calendar::from(self.file);
        if let Some(last) = last_day(due, policy, &calendar, None).filter(|last| *last < from) {
            let id = id.clone();
            self.report(&DeadlineNeverKept { id, last, from }, at);
        }
    }

    /// Checks the answer for nothing to measure
    pub(super) fn when_empty(&mut self, answer: Option<&WhenEmpty>, at: &At, reader: Reader<'_>) {
        let (Some(answer), at) = (answer, at.key("when_empty")) else {
            return;
        };
        match (reader, answer) {
            (Reader::Condition, _) => {
                self.report(
                    &IgnoredHere {
                        key: "when_empty",
                        spot: Spot::Condition,
                    },
                    &at,
                );
            }
            (Reader::Scale(place), WhenEmpty::Points(points)) => {
                self.points_in(*points, &at.key("points"), place);
            }
            (Reader::Scale(_), _) => {}
        }
    }
}

/// The growth over bases above zero; `None` where there is none, or a number does not fit.
fn growth_range(now: Range, base: Range) -> Option<Range> {
    let step = 10_i128
        .checked_pow(u32::from(base.decimals?))
        .and_then(|den| Ratio::new(1, den))?;
    let least = base.low.max(step);
    if base.high < least {
        return None;
    }
    let mut low: Option<Ratio> = None;
    let mut high: Option<Ratio> = None;
    for now in [now.low, now.high] {
        for base in [least, base.high] {
            let growth = now
                .checked_sub(base)?
                .checked_mul(Ratio::from_int(100))?
                .checked_div(base)?;
            low = Some(low.map_or(growth, |low| low.min(growth)));
            high = Some(high.map_or(growth, |high| high.max(growth)));
        }
    }
    Some(Range {
        low: low?,
        high: high?,
        decimals: None,
        counts: None,
    })
}
