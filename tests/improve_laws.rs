//! Plans of least effort against going through every subset, on random sets, plans and assessments.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what should not happen"
)]

use std::collections::BTreeMap;

use par_index::compile::Scorer;
use par_index::eval::{Assessment, Column};
use par_index::file::{AssessmentFile, Change, FactChange, FactValue};
use par_index::improve::{Actions, Goal, ImproveError, Outcome, Plan, Proof, improve};
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::number::{Date, Points, Quantity, Ratio};
use par_index::read::{Id, decode_document};
use par_index::sample::{Odds, Samples};
use par_index::scenario::apply_for;
use par_index_testkit::{CaseSeed, case_from_seed};
use serde_json::{Value, json};

/// A small generator of repeatable numbers.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

struct World {
    scorer: Scorer,
    plan: Option<ReformPlan>,
    base: AssessmentFile,
    other: Vec<AssessmentFile>,
    /// Actions take over all that is said of one leaf, instead of single changes.
    by_leaf: bool,
}

fn world(number: u64) -> World {
    let seed = CaseSeed::from_number(number);
    let case = case_from_seed(seed.clone());
    let set = CriteriaSet::from_json(None, case.criteria.as_bytes()).unwrap();
    let plan = case
        .plan
        .as_ref()
        .map(|plan| ReformPlan::from_json(None, plan.as_bytes()).unwrap());
    let read = |text: &str| {
        decode_document::<AssessmentFile>(None, text.as_bytes())
            .unwrap()
            .0
    };
    let other =
        (0..4).map(|anew| read(&case_from_seed(seed.answered_anew(number * 7 + anew)).assessment));
    World {
        scorer: Scorer::new(set).unwrap(),
        plan,
        base: read(&case.assessment),
        other: other.collect(),
        by_leaf: false,
    }
}

/// All that another assessment says of one leaf.
fn of_a_leaf(world: &World, numbers: &mut Numbers) -> Vec<Value> {
    let set = world.scorer.criteria_set();
    let other = &world.other[numbers.below(world.other.len())];
    let leaf = &set.leaves()[numbers.below(set.leaves().len())];
    let facts = leaf.facts_used().iter().map(|fact| &set.facts()[*fact].id);
    facts
        .filter_map(|fact| other.facts.get_key_value(fact))
        .map(|(fact, value)| json!({ "fact": { "fact": fact, "value": value } }))
        .collect()
}

/// Up to eight actions, each taking over some of what another assessment says.
fn actions(world: &World, numbers: &mut Numbers) -> Value {
    let mut all: Vec<Value> = Vec::new();
    for at in 0..=numbers.below(8) {
        let mut changes: Vec<Value> = if world.by_leaf {
            of_a_leaf(world, numbers)
        } else {
            Vec::new()
        };
        let singly = usize::from(!world.by_leaf);
        for _ in 0..(1 + numbers.below(2)) * singly {
            let other = &world.other[numbers.below(world.other.len())];
            let facts: Vec<_> = other.facts.iter().collect();
            let change = match numbers.below(6) {
                0 if !other.results.is_empty() => {
                    json!({ "task": other.results[numbers.below(other.results.len())] })
                }
                1 if !other.evidence.is_empty() => {
                    let mut document = json!(other.evidence[numbers.below(other.evidence.len())]);
                    document["id"] = json!(format!("new-{at}-{}", changes.len()));
                    json!({ "add-evidence": document })
                }
                2 if !facts.is_empty() => {
                    let (fact, _) = facts[numbers.below(facts.len())];
                    match world.base.facts.get(fact) {
                        Some(FactValue::Number(_)) => {
                            json!({ "add": { "fact": fact, "by": numbers.below(5) } })
                        }
                        _ => continue,
                    }
                }
                _ if !facts.is_empty() => {
                    let (fact, value) = facts[numbers.below(facts.len())];
                    json!({ "fact": { "fact": fact, "value": value } })
                }
                _ => continue,
            };
            changes.push(change);
        }
        if at > 0 && numbers.below(5) == 0 {
            // The same once more, so that combinations of what is alike are compared too.
            let mut again = all[at - 1].clone();
            again["id"] = json!(format!("a{at}"));
            all.push(again);
            continue;
        }
        let others = |numbers: &mut Numbers, one_in: usize| -> Vec<String> {
            if at > 0 && numbers.below(one_in) == 0 {
                vec![format!("a{}", numbers.below(at))]
            } else {
                Vec::new()
            }
        };
        let needs = others(numbers, 6);
        let mut excludes = others(numbers, 6);
        excludes.retain(|own| !needs.contains(own));
        all.push(json!({
            "id": format!("a{at}"), "title": { "vi": "Việc" }, "changes": changes, "needs": needs, "excludes": excludes,
            "cost": format!("{}.{}", numbers.below(9), 5 * numbers.below(2)),
        }));
    }
    json!({ "format": "par-index/actions@1", "cost_unit": { "vi": "ngày công" }, "actions": all })
}

/// What a set of actions comes to, by the engine alone.
struct Came {
    /// In tenths.
    cost: i64,
    points: Points,
    index: Option<Ratio>,
    /// The place of the class in the set.
    class: Option<usize>,
}

/// Applies a set of actions by hand; `None` if they cannot be done together.
fn by_hand(world: &World, actions: &Value, chosen: &[usize], column: Column) -> Option<Came> {
    let all = actions["actions"].as_array().unwrap();
    let mut file = world.base.clone();
    let mut seen: BTreeMap<String, Value> = BTreeMap::new();
    let mut sums: BTreeMap<String, Quantity> = BTreeMap::new();
    let mut cost = 0;
    for at in chosen {
        let own = &all[*at];
        let names = |key: &str| own[key].as_array().cloned().unwrap_or_default();
        let is_chosen = |name: &Value| chosen.iter().any(|other| all[*other]["id"] == *name);
        if !names("needs").iter().all(is_chosen) || names("excludes").iter().any(is_chosen) {
            return None;
        }
        cost += own["cost"]
            .as_str()
            .unwrap()
            .replace('.', "")
            .parse::<i64>()
            .unwrap();
        for change in own["changes"].as_array().unwrap() {
            let (kind, body) = change.as_object().unwrap().iter().next().unwrap();
            let key = match kind.as_str() {
                "fact" | "add" => format!("fact {}", body["fact"]),
                "task" => format!(
                    "task {} {} {}",
                    body["task"], body["product"], body["occurrence"]
                ),
                _ => format!("document {}", body["id"]),
            };
            let made = if kind == "add" {
                json!("more")
            } else {
                body.clone()
            };
            if seen
                .insert(key, made.clone())
                .is_some_and(|before| before != made)
            {
                return None;
            }
            if kind == "add" {
                let name = body["fact"].as_str().unwrap().to_owned();
                let before = sums.get(&name).copied().unwrap_or(Quantity::ZERO);
                let by = body["by"].as_i64().unwrap();
                let sum = before.mantissa() + by;
                sums.insert(name, Quantity::from_i64(sum).unwrap());
                continue;
            }
            let (change, _) =
                decode_document::<Change>(None, change.to_string().as_bytes()).unwrap();
            file = apply_for(world.scorer.criteria_set(), &file, &change).ok()?;
        }
    }
    for (name, by) in sums {
        let id = Id::parse(&name).unwrap();
        let Some(FactValue::Number(before)) = file.facts.get(&id).cloned() else {
            panic!("{name}")
        };
        let scale = before.scale();
        let sum = before.mantissa() + by.mantissa() * 10_i64.pow(u32::from(scale));
        let value = FactValue::Number(Quantity::new(sum, scale).unwrap());
        let change = Change::Fact(FactChange { fact: id, value });
        file = apply_for(world.scorer.criteria_set(), &file, &change).ok()?;
    }
    let assessment = Assessment::new(&world.scorer, world.plan.as_ref(), file).ok()?;
    let card = world.scorer.score(&assessment).unwrap();
    let zero = Points::ZERO;
    let total = card.total();
    let (points, up, down) = match column {
        Column::Evidenced => (
            total.evidenced().unwrap_or(zero),
            card.bonus().and_then(|own| own.evidenced).unwrap_or(zero),
            card.penalty().and_then(|own| own.evidenced).unwrap_or(zero),
        ),
        _ => (
            total.secured(),
            card.bonus().map_or(zero, |own| own.lower),
            card.penalty().map_or(zero, |own| own.upper),
        ),
    };
    let points = points.checked_add(up).unwrap().checked_sub(down).unwrap();
    let index = total.index().whole().lower();
    let class = index.and_then(|index| card.class_of(index));
    let classes = &world.scorer.criteria_set().file().classes;
    Some(Came {
        cost,
        points,
        index,
        class: class.and_then(|class| classes.iter().position(|own| own.id == class.id)),
    })
}

fn cost_in_tenths(plan: &Plan) -> i64 {
    let quantity = Quantity::parse(&plan.cost).unwrap();
    quantity.to_scale(1).unwrap()
}

/// What was compared.
#[derive(Debug, Default)]
struct Compared {
    worlds: usize,
    refused: usize,
    plans: usize,
    /// Plans that do something, of more than one group of actions, of a class.
    with_steps: usize,
    apart: usize,
    classes: usize,
    reached: usize,
    unreachable: usize,
}

/// A world with actions, and everything that can be done in it.
struct Trial<'w> {
    number: u64,
    world: &'w World,
    actions: &'w Actions,
    column: Column,
    every: Vec<Came>,
}

impl Trial<'_> {
    fn run(&self, goal: &Goal) -> Result<Plan, ImproveError> {
        let world = self.world;
        improve(
            &world.scorer,
            world.plan.as_ref(),
            &world.base,
            self.actions,
            goal,
            self.column,
        )
    }

    /// The most points for a budget, at least cost; says whether there was a plan.
    fn budget(&self, tenths: i64, compared: &mut Compared) -> bool {
        let number = self.number;
        let plan = match self.run(&Goal::Budget(Quantity::new(tenths, 1).unwrap())) {
            Ok(plan) => plan,
            Err(ImproveError::Actions(_)) => return false,
            Err(error) => panic!("{number}: {error}"),
        };
        let affordable = || self.every.iter().filter(|own| own.cost <= tenths);
        let most = affordable().map(|own| own.points).max().unwrap();
        let best = affordable().filter(|own| own.points == most);
        let least = best.map(|own| own.cost).min().unwrap();
        assert_eq!(plan.proof, Proof::Optimal, "{number} {tenths}");
        assert_eq!(
            (plan.after.points, cost_in_tenths(&plan)),
            (most, least),
            "{number} {tenths}"
        );
        let sum = plan
            .steps
            .iter()
            .try_fold(plan.before.points, |sum, step| sum.checked_add(step.gain?));
        assert!(
            sum.is_none_or(|sum| sum == plan.after.points),
            "{number}: steps add up"
        );
        compared.plans += 1;
        compared.with_steps += usize::from(!plan.steps.is_empty());
        compared.apart += usize::from(plan.groups > 1);
        true
    }

    /// The least cost of what serves.
    fn cheapest(&self, goal: &Goal, serves: impl Fn(&Came) -> bool, compared: &mut Compared) {
        let number = self.number;
        let plan = self
            .run(goal)
            .unwrap_or_else(|error| panic!("{number}: {error}"));
        let serving = self.every.iter().filter(|own| serves(own));
        let least = serving.map(|own| own.cost).min();
        compared.plans += 1;
        compared.classes += usize::from(matches!(goal, Goal::Class(_)));
        let Some(least) = least else {
            assert_eq!(plan.outcome, Outcome::OutOfReach, "{number} {goal:?}");
            compared.unreachable += 1;
            return;
        };
        assert_eq!(plan.proof, Proof::Optimal, "{number} {goal:?}");
        assert!(
            matches!(plan.outcome, Outcome::Reached | Outcome::AlreadyReached),
            "{number} {goal:?}"
        );
        assert_eq!(cost_in_tenths(&plan), least, "{number} {goal:?}");
        let came = Came {
            cost: least,
            points: plan.after.points,
            index: plan.after.index,
            class: plan.after.class,
        };
        assert!(serves(&came), "{number} {goal:?}");
        compared.reached += usize::from(plan.outcome == Outcome::Reached);
    }
}

/// Goes through every subset of the actions of a world.
fn compare(number: u64, world: &World, compared: &mut Compared) {
    let mut numbers = Numbers(number + 1);
    let json = actions(world, &mut numbers);
    let count = json["actions"].as_array().unwrap().len();
    let Ok(actions) = Actions::from_json(None, json.to_string().as_bytes()) else {
        compared.refused += 1;
        return;
    };
    let column = if number.is_multiple_of(3) {
        Column::Evidenced
    } else {
        Column::Computed
    };
    let every = (0..1_usize << count).filter_map(|mask| {
        let chosen: Vec<usize> = (0..count).filter(|at| mask >> at & 1 == 1).collect();
        by_hand(world, &json, &chosen, column)
    });
    let trial = Trial {
        number,
        world,
        actions: &actions,
        column,
        every: every.collect(),
    };
    for budget in [0, 40, 95, 400] {
        if !trial.budget(budget, compared) {
            compared.refused += 1;
            return;
        }
    }
    compared.worlds += usize::from(trial.every.len() > 2);
    if column != Column::Computed {
        return;
    }
    // Indices that some subset just reaches, and one step beyond.
    let mut indices: Vec<Ratio> = trial.every.iter().filter_map(|own| own.index).collect();
    indices.sort();
    let (first, middle, last) = (
        indices.first(),
        indices.get(indices.len() / 2),
        indices.last(),
    );
    for at in [first, middle, last].into_iter().flatten() {
        let hundredths = at.checked_mul(Ratio::from_int(100)).unwrap().floor();
        for more in [0, 1] {
            let cut = Quantity::new(i64::try_from(hundredths).unwrap() + more, 2).unwrap();
            let goal = Ratio::from_quantity(cut);
            // The goal is read as an index is printed.
            let printed = |index| world.scorer.rounded(index).map(Ratio::from_quantity);
            let serves = |own: &Came| own.index.and_then(printed).is_some_and(|own| own >= goal);
            trial.cheapest(&Goal::Index(cut), serves, compared);
        }
    }
    for (at, class) in world
        .scorer
        .criteria_set()
        .file()
        .classes
        .iter()
        .enumerate()
    {
        let serves = |own: &Came| own.class.is_some_and(|class| class <= at);
        trial.cheapest(&Goal::Class(class.id.clone()), serves, compared);
    }
}

#[test]
fn equals_going_through_every_subset() {
    let mut compared = Compared::default();
    for number in 0..60 {
        compare(number, &world(number), &mut compared);
    }
    let enough = compared.worlds >= 25
        && compared.plans >= 250
        && compared.with_steps >= 20
        && compared.classes >= 40
        && compared.reached >= 20
        && compared.unreachable >= 50;
    assert!(enough, "{compared:?}");
}

/// Units drawn for a set that is shipped: many leaves, so that most actions have nothing in common.
fn drawn(set: &str, edition: &str, number: u64) -> World {
    let set = par_index::shipped::find(set, edition).unwrap();
    let scorer = Scorer::new(CriteriaSet::from_json(None, set.json.as_bytes()).unwrap()).unwrap();
    let odds = Odds {
        missing: 60,
        ..Odds::default()
    };
    let as_of = Date::parse("2024-12-31").unwrap();
    let units = Samples::new(&scorer, number, as_of, odds);
    World {
        plan: None,
        base: units.unit(0).unwrap(),
        other: (1..5).map(|other| units.unit(other).unwrap()).collect(),
        by_leaf: true,
        scorer,
    }
}

#[test]
fn separable_actions_equal_going_through_every_subset() {
    let mut compared = Compared::default();
    for number in 0..14 {
        let world = drawn("department-from-plan", "2024", number);
        compare(number, &world, &mut compared);
    }
    let enough = compared.worlds >= 10
        && compared.plans >= 120
        && compared.apart >= 35
        && compared.with_steps >= 12
        && compared.reached >= 12;
    assert!(enough, "{compared:?}");
}
