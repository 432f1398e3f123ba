//! What holds of the margins of every leaf, on random criteria sets, plans and assessments.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what should not happen"
)]

use std::collections::BTreeMap;

use par_index::compile::Scorer;
use par_index::eval::{Assessment, Column, Scorecard, State};
use par_index::file::{FactKind, ProvidedBy};
use par_index::margins::{Margin, Margins, Move, Mover, Way};
use par_index::model::{CriteriaSet, Home, ReformPlan};
use par_index::number::{Points, Quantity};
use par_index_testkit::{CaseSeed, case_from_seed};
use serde_json::{Value, json};

/// How many random cases are looked at; the same ones every time.
const CASES: u64 = 120;

struct Case {
    scorer: Scorer,
    plan: Option<ReformPlan>,
    file: Value,
}

impl Case {
    fn new(number: u64) -> Self {
        let case = case_from_seed(CaseSeed::from_number(number));
        let set = CriteriaSet::from_json(None, case.criteria.as_bytes()).unwrap();
        Self {
            scorer: Scorer::new(set).unwrap(),
            plan: case
                .plan
                .map(|plan| ReformPlan::from_json(None, plan.as_bytes()).unwrap()),
            file: serde_json::from_str(&case.assessment).unwrap(),
        }
    }

    fn card(&self, file: &Value) -> Option<Scorecard> {
        let text = file.to_string();
        let plan = self.plan.as_ref();
        let assessment = Assessment::from_json(&self.scorer, plan, None, text.as_bytes());
        Some(self.scorer.score(&assessment.ok()?).unwrap())
    }

    /// The file with another value of a fact, written into the JSON by hand.
    fn with_fact(&self, fact: usize, value: Value) -> Value {
        let fact = &self.scorer.criteria_set().facts()[fact];
        let mut file = self.file.clone();
        if fact.provided_by.is_none_or(|by| by == ProvidedBy::Unit) {
            file["facts"][fact.id.as_str()] = value;
        } else {
            let list = file["external"].as_array_mut().unwrap();
            let own = list.iter_mut().find(|own| own["fact"] == fact.id.as_str());
            own.unwrap()["value"] = value;
        }
        file
    }

    /// The file with a change, and the one with a step less of it where that is not none at all.
    fn changed(&self, change: &Move) -> (Value, Option<Value>) {
        match change {
            Move::Number { fact, from, to } => {
                let FactKind::Number(kind) = &self.scorer.criteria_set().facts()[*fact].kind else {
                    panic!("a number is not one");
                };
                let scale = u8::try_from(kind.decimals).unwrap();
                let (from, to) = (from.to_scale(scale).unwrap(), to.to_scale(scale).unwrap());
                let less = to - (to - from).signum();
                let text = |mantissa| json!(Quantity::new(mantissa, scale).unwrap().to_string());
                let less = (less != from).then(|| self.with_fact(*fact, text(less)));
                (self.with_fact(*fact, text(to)), less)
            }
            Move::Choice { fact, to, .. } => {
                let value = match &self.scorer.criteria_set().facts()[*fact].kind {
                    FactKind::YesNo => json!(*to == 0),
                    FactKind::Choice(kind) => json!(kind.options[*to].id),
                    _ => panic!("a choice is not one"),
                };
                (self.with_fact(*fact, value), None)
            }
            Move::Day { fact, from, to } => {
                let text = |day: &Option<par_index::number::Date>| {
                    day.map_or(json!("none"), |day| json!(day.to_string()))
                };
                let less = from.zip(*to).and_then(|(from, to)| {
                    let nearer = to.checked_add_days(if to > from { -1 } else { 1 }).unwrap();
                    (nearer != from).then_some(Some(nearer))
                });
                let less = less.map(|day| self.with_fact(*fact, text(&day)));
                (self.with_fact(*fact, text(to)), less)
            }
            Move::Tasks { results, .. } => {
                let write = |results: &[(usize, Option<par_index::number::Date>)]| {
                    let mut file = self.file.clone();
                    for (index, day) in results {
                        let own = &mut file["results"][*index];
                        own["done_on"] = day.map_or(Value::Null, |day| json!(day.to_string()));
                        own["not_done"] = json!(day.is_none());
                    }
                    file
                };
                let less = &results[..results.len() - 1];
                let fewer = (!less.is_empty()).then(|| write(less));
                (write(results), fewer)
            }
        }
    }
}

/// Points of a leaf that has all of them.
fn points(card: &Scorecard, leaf: usize) -> Option<Points> {
    let score = &card.criteria()[leaf];
    let whole = score.state() == State::Scored
        && score.open() == Points::ZERO
        && score.pending() == Points::ZERO;
    score.computed().filter(|_| whole)
}

fn all_of(margins: &Margins) -> impl Iterator<Item = (Way, &Margin)> {
    let gains = margins.gains.iter().map(|own| (Way::Gain, own));
    gains.chain(margins.losses.iter().map(|own| (Way::Loss, own)))
}

fn kind(change: &Move) -> &'static str {
    match change {
        Move::Number { .. } => "number",
        Move::Choice { .. } => "choice",
        Move::Day { .. } => "day",
        Move::Tasks { .. } => "tasks",
    }
}

#[test]
fn every_margin_scores_to_what_it_states_and_a_step_less_does_not() {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut less = 0;
    for number in 0..CASES {
        let case = Case::new(number);
        let card = case.card(&case.file).unwrap();
        for (index, leaf) in case.scorer.criteria_set().leaves().iter().enumerate() {
            let margins = card.margins(leaf.id().as_str()).unwrap();
            for (way, own) in all_of(&margins) {
                let about = format!("case {number}, {}: {own:?}", leaf.id());
                assert_eq!(Some(own.from), points(&card, index), "{about}");
                let better = (own.to > own.from) == (leaf.home() != Home::Penalty);
                assert!(
                    own.to != own.from && better == (way == Way::Gain),
                    "{about}"
                );
                let (file, nearer) = case.changed(&own.change);
                let then = case.card(&file).unwrap_or_else(|| panic!("{about}"));
                assert_eq!(points(&then, index), Some(own.to), "{about}");
                let whole = [&card, &then].map(|card| card.total().index().whole());
                if let Some(moved) = own.index {
                    let [before, after] = whole.map(|own| own.column(Column::Computed));
                    assert_eq!(moved.single, before.is_some() && after.is_some(), "{about}");
                    let ends = if moved.single {
                        [before, after]
                    } else {
                        whole.map(|own| own.lower())
                    };
                    assert_eq!(ends, [Some(moved.from), Some(moved.to)], "{about}");
                }
                for other in &own.others {
                    assert_eq!(then.criteria()[other.leaf].computed(), other.to, "{about}");
                }
                let moved = card.criteria().iter().zip(then.criteria());
                let moved = moved.filter(|(own, then)| own.computed() != then.computed());
                assert_eq!(moved.count(), own.others.len() + 1, "{about}");
                if let Some(nearer) = nearer {
                    let nearer = case.card(&nearer).unwrap();
                    let same = [None, Some(own.from)].contains(&points(&nearer, index));
                    assert!(same, "a step less does it as well: {about}");
                    less += 1;
                }
                *seen.entry(kind(&own.change)).or_default() += 1;
            }
        }
    }
    assert!(less > 40, "only {less} with a step less");
    for kind in ["number", "choice", "day", "tasks"] {
        assert!(seen.get(kind).is_some_and(|count| *count > 15), "{seen:?}");
    }
}

#[test]
fn no_number_that_moves_alone_is_overlooked() {
    let mut tried = 0;
    for number in 0..CASES {
        let case = Case::new(number);
        let card = case.card(&case.file).unwrap();
        let set = case.scorer.criteria_set();
        for (index, leaf) in set.leaves().iter().enumerate() {
            let margins = card.margins(leaf.id().as_str()).unwrap();
            let vain = margins
                .not_possible
                .iter()
                .filter(|own| matches!(own.mover, Some(Mover::Fact(_))));
            for own in vain {
                let Some(Mover::Fact(fact)) = own.mover else {
                    continue;
                };
                let FactKind::Number(kind) = &set.facts()[fact].kind else {
                    continue;
                };
                let scale = u8::try_from(kind.decimals).unwrap();
                let (min, max) = (
                    kind.min.to_scale(scale).unwrap(),
                    kind.max.to_scale(scale).unwrap(),
                );
                let Some(now) = points(&card, index) else {
                    continue;
                };
                let at = |value: i64| {
                    let text = json!(Quantity::new(value, scale).unwrap().to_string());
                    let card = case.card(&case.with_fact(fact, text))?;
                    points(&card, index)
                };
                let text = &case.file["facts"][set.facts()[fact].id.as_str()];
                let Some(value) = text
                    .as_str()
                    .map(str::to_owned)
                    .or_else(|| text.as_number().map(ToString::to_string))
                else {
                    continue;
                };
                let value = Quantity::parse(&value).unwrap().to_scale(scale).unwrap();
                // From the value outwards until the facts contradict each other.
                let up = (value + 1..=max).map_while(at);
                let down = (min..value).rev().map_while(at);
                for there in [up.collect::<Vec<_>>(), down.collect()] {
                    let first = there.into_iter().find(|then| *then != now);
                    let way = first.map(|then| (then > now) == (leaf.home() != Home::Penalty));
                    assert_ne!(
                        way,
                        Some(own.way == Way::Gain),
                        "case {number}, {}: {own:?}",
                        leaf.id()
                    );
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 50, "only {tried}");
}
