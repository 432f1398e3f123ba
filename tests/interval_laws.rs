//! Every further answer keeps the interval of points and index inside the one before (semantics §5).
//!
//! On random worlds: answers are taken away one by one, the day of the assessment moves back, and what
//! was there before has to hold what is there after, at every criterion, area and index.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what should not happen"
)]

use std::collections::BTreeMap;

use par_index::check::check_assessment;
use par_index::compile::Scorer;
use par_index::eval::{Assessment, IndexPair, Scorecard, State};
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::number::Ratio;
use par_index_testkit::{CaseSeed, case_from_seed};
use serde_json::{Value, json};

/// How many worlds there are; the same ones every time.
const WORLDS: u64 = 500;

/// How many answers are taken from each.
const STEPS: usize = 4;

/// Numbers by lot, the same ones every time.
struct Lot(u64);

impl Lot {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % count
    }
}

/// A world: what stays the same while answers come.
struct World {
    scorer: Scorer,
    plan: Option<ReformPlan>,
    /// Date facts that a due date counts from.
    starts: Vec<String>,
    /// Steps of which every reported event is an occurrence, as `task` or `task/product`.
    events: Vec<String>,
}

impl World {
    fn new(criteria: &str, plan: Option<&str>) -> Self {
        let set = CriteriaSet::from_json(None, criteria.as_bytes()).unwrap();
        let mut starts = Vec::new();
        starts_of(&serde_json::from_str(criteria).unwrap(), &mut starts);
        let mut events = Vec::new();
        if let Some(plan) = plan {
            events_of(&serde_json::from_str(plan).unwrap(), &mut events);
        }
        Self {
            scorer: Scorer::new(set).unwrap(),
            plan: plan.map(|plan| ReformPlan::from_json(None, plan.as_bytes()).unwrap()),
            starts,
            events,
        }
    }

    /// The intervals, and whether known facts contradict each other.
    fn score(&self, assessment: &Value) -> (Intervals, bool) {
        let text = assessment.to_string();
        let plan = self.plan.as_ref();
        let taken = Assessment::from_json(&self.scorer, plan, None, text.as_bytes())
            .unwrap_or_else(|found| panic!("{found}\n{text}"));
        let card = self.scorer.score(&taken).unwrap();
        let found = check_assessment(&card);
        let contradicts = found.iter().any(|one| one.check() == "part-exceeds-whole");
        (intervals(&card), contradicts)
    }
}

/// The date facts that due dates of a set count from.
fn starts_of(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            if let Some(of) = members.get("after").and_then(|after| after["of"].as_str()) {
                into.push(of.to_owned());
            }
            members.values().for_each(|own| starts_of(own, into));
        }
        Value::Array(items) => items.iter().for_each(|own| starts_of(own, into)),
        _ => {}
    }
}

/// The steps of a plan that arise with events, or at unstated intervals.
fn events_of(value: &Value, into: &mut Vec<String>) {
    let arises = |own: &Value| {
        let schedule = &own["deadline"]["schedule"];
        schedule.get("on-event").is_some() || schedule["periodic"]["every"] == "unstated"
    };
    let name = |own: &Value| own["id"].as_str().unwrap().to_owned();
    match value {
        Value::Object(members) => {
            if let Some(products) = members.get("products").and_then(Value::as_array) {
                let task = name(value);
                into.extend(arises(value).then(|| task.clone()));
                let own = products.iter().filter(|product| arises(product));
                into.extend(own.map(|product| format!("{task}/{}", name(product))));
            }
            members.values().for_each(|own| events_of(own, into));
        }
        Value::Array(items) => items.iter().for_each(|own| events_of(own, into)),
        _ => {}
    }
}

fn step_of(result: &Value) -> String {
    let task = result["task"].as_str().unwrap();
    result["product"]
        .as_str()
        .map_or_else(|| task.to_owned(), |product| format!("{task}/{product}"))
}

/// Takes an answer away; gives a day on or before which the assessment has to speak then.
///
/// What had happened by the day of an assessment and was left out of it is no further answer.
fn take(world: &World, assessment: &mut Value, lot: &mut Lot) -> Option<String> {
    let day = |value: &Value| value.as_str().map(str::to_owned);
    match lot.below(5) {
        0 | 1 => {
            let list = if lot.below(3) == 0 {
                "external"
            } else {
                "facts"
            };
            let (name, value) = if list == "facts" {
                let facts = assessment.get_mut("facts")?.as_object_mut()?;
                let name = facts.keys().nth(lot.below(facts.len().max(1)))?.clone();
                let value = facts.remove(&name)?;
                (name, value)
            } else {
                let all = assessment.get_mut("external")?.as_array_mut()?;
                let taken = all.remove(lot.below(all.len().max(1)).min(all.len().checked_sub(1)?));
                (taken["fact"].as_str()?.to_owned(), taken["value"].clone())
            };
            if world.starts.contains(&name) {
                None
            } else {
                day(&value).filter(|day| day.starts_with("20"))
            }
        }
        2 => {
            // A cell of a table.
            let facts = assessment.get_mut("facts")?.as_object_mut()?;
            let tables: Vec<_> = facts.values_mut().filter_map(Value::as_array_mut).collect();
            let rows = tables.into_iter().find(|rows| !rows.is_empty())?;
            let at = lot.below(rows.len());
            let row = rows[at].as_object_mut()?;
            let column = row.keys().nth(lot.below(row.len().max(1)))?.clone();
            row.remove(&column);
            None
        }
        _ => {
            let results = assessment.get_mut("results")?.as_array_mut()?;
            let at = lot
                .below(results.len().max(1))
                .min(results.len().checked_sub(1)?);
            let step = step_of(&results[at]);
            let result = results[at].as_object_mut()?;
            if result.contains_key("not_arisen") {
                return None;
            }
            if lot.below(2) == 0 && result.remove("event_on").is_some() {
                return None;
            }
            let done = result.remove("done_on");
            result.remove("not_done");
            let only = results.iter().filter(|own| step_of(own) == step).count() == 1;
            let is_event = world.events.contains(&step);
            if is_event && only && lot.below(2) == 0 {
                // The first event may still come, until the period is over.
                results.remove(at);
                let before = done.as_ref().and_then(day);
                return Some(before.unwrap_or_default().min("2024-12-30".to_owned()))
                    .filter(|day| !day.is_empty())
                    .or_else(|| Some("2024-12-30".to_owned()));
            }
            done.as_ref().and_then(day)
        }
    }
}

/// Ends by what they are the ends of.
type Intervals = BTreeMap<String, (Ratio, Ratio)>;

/// The intervals of a scorecard: criteria and areas in points, indices exactly.
fn intervals(card: &Scorecard) -> Intervals {
    let mut all = BTreeMap::new();
    let leaves = card.scorer().criteria_set().leaves();
    for (leaf, score) in leaves.iter().zip(card.criteria()) {
        if score.state() != State::NotApplicable {
            let ends = [score.lower(), score.upper()].map(Ratio::from_points);
            all.insert(format!("criterion {}", leaf.id()), (ends[0], ends[1]));
        }
    }
    let mut put = |name: String, of: IndexPair| {
        for (scope, index) in [("self", of.own()), ("whole", of.whole())] {
            if let Some(ends) = index.lower().zip(index.upper()) {
                all.insert(format!("index {scope} of {name}"), ends);
            }
        }
    };
    put("all".to_owned(), card.total().index());
    for (at, area) in card.areas().iter().enumerate() {
        put(format!("area {at}"), area.index());
    }
    all
}

/// What is wider after than before.
fn wider(before: &Intervals, after: &Intervals) -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, (low, high)) in after {
        if let Some((least, most)) = before.get(name)
            && (low < least || high > most)
        {
            wrong.push(format!("{name}: {least}..{most} became {low}..{high}"));
        }
    }
    wrong
}

fn broken(number: u64) -> Option<String> {
    let case = case_from_seed(CaseSeed::from_number(number));
    let world = World::new(&case.criteria, case.plan.as_deref());
    let mut lot = Lot(number.wrapping_add(1));
    let mut after: Value = serde_json::from_str(&case.assessment).unwrap();
    for key in ["evidence", "claims", "appraisal", "explanations", "absent"] {
        after.as_object_mut().unwrap().remove(key);
    }
    let (mut later, mut contradicts) = world.score(&after);
    for _ in 0..STEPS {
        let mut before = after.clone();
        let latest = take(&world, &mut before, &mut lot);
        let mut as_of = before["as_of"].as_str().unwrap().to_owned();
        if lot.below(3) == 0 {
            let month = 1 + lot.below(12);
            as_of = as_of.min(format!("2024-{month:02}-15"));
        }
        before["as_of"] = json!(latest.map_or_else(|| as_of.clone(), |day| day.min(as_of.clone())));
        let (earlier, contradicted) = world.score(&before);
        if !contradicts {
            let wrong = wider(&earlier, &later);
            if !wrong.is_empty() {
                let plan = case.plan.as_deref().unwrap_or("none");
                return Some(format!(
                    "world {number}\n{}\n--- criteria\n{}\n--- plan\n{plan}\n--- before\n{before}\n--- after\n{after}",
                    wrong.join("\n"),
                    case.criteria,
                ));
            }
        }
        (after, later, contradicts) = (before, earlier, contradicted);
    }
    None
}

#[test]
fn a_further_answer_never_widens_an_interval() {
    let found: Vec<String> = (0..WORLDS).filter_map(broken).collect();
    assert!(
        found.is_empty(),
        "{} worlds\n{}",
        found.len(),
        found.join("\n\n")
    );
}
