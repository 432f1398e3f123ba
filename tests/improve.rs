//! Questions to the plan of least effort whose answers are worked out by hand.

#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

use par_index::compile::Scorer;
use par_index::eval::Column;
use par_index::file::AssessmentFile;
use par_index::improve::{Actions, Goal, ImproveError, Outcome, Plan, Proof, improve};
use par_index::model::CriteriaSet;
use par_index::number::{Date, Quantity, Ratio};
use par_index::read::Id;
use serde_json::{Value, json};

mod thirds;

struct World {
    scorer: Scorer,
    base: AssessmentFile,
}

/// A scorer of a set that is shipped, with an assessment that answers a few facts.
fn shipped() -> World {
    let set = par_index::shipped::find("department-from-plan", "2024").unwrap();
    let scorer = Scorer::new(CriteriaSet::from_json(None, set.json.as_bytes()).unwrap()).unwrap();
    let mut base = scorer
        .blank_assessment("so-a", Date::parse("2024-11-20").unwrap())
        .unwrap();
    for (fact, number) in [
        ("dossiers-processed", 1000),
        ("dossiers-on-time", 800),
        ("dossiers-overdue", 100),
        ("apologies-sent", 40),
        ("wrong-reports", 0),
        ("heads-disciplined", 0),
    ] {
        base.answer(fact, number).unwrap();
    }
    World { scorer, base }
}

fn ask(world: &World, actions: &Value, goal: &Goal) -> Result<Plan, ImproveError> {
    let file = json!({ "format": "par-index/actions@1", "cost_unit": { "vi": "ngày công" }, "actions": actions });
    let actions = Actions::from_json(None, file.to_string().as_bytes()).unwrap();
    improve(
        &world.scorer,
        None,
        &world.base,
        &actions,
        goal,
        Column::Computed,
    )
}

fn budget(text: &str) -> Goal {
    Goal::Budget(Quantity::parse(text).unwrap())
}

fn action(id: &str, cost: i64, change: &Value) -> Value {
    json!({ "id": id, "title": { "vi": "Việc" }, "cost": cost, "changes": [change] })
}

fn add(fact: &str, by: i64) -> Value {
    json!({ "add": { "fact": fact, "by": by } })
}

fn set(fact: &str, value: i64) -> Value {
    json!({ "fact": { "fact": fact, "value": value } })
}

#[test]
fn odd_questions_have_clear_answers() {
    let world = shipped();
    let none = ask(&world, &json!([]), &budget("5")).unwrap();
    assert_eq!(
        (none.outcome, none.steps.len(), none.cost.as_str()),
        (Outcome::NoActions, 0, "0")
    );
    let sorry = json!([action("sorry", 3, &add("apologies-sent", 60))]);
    // 40 of 100 earn nothing, 100 of 100 earn 0.5.
    let zero = ask(&world, &sorry, &budget("0")).unwrap();
    assert_eq!(
        (zero.outcome, zero.steps.len()),
        (Outcome::BestForBudget, 0)
    );
    let three = ask(&world, &sorry, &budget("3")).unwrap();
    assert_eq!(three.steps[0].gain.unwrap().to_string(), "0.5");
    assert_eq!(three.steps[0].criteria, ["c2.4.3"]);
    assert!(matches!(
        ask(&world, &sorry, &budget("-1")),
        Err(ImproveError::NegativeBudget(_))
    ));
    let class = Goal::Class(Id::parse("tuyet-voi").unwrap());
    assert!(matches!(
        ask(&world, &sorry, &class),
        Err(ImproveError::UnknownClass { .. })
    ));
    let far = ask(
        &world,
        &sorry,
        &Goal::Index(Quantity::parse("101").unwrap()),
    )
    .unwrap();
    assert_eq!((far.outcome, far.steps.len()), (Outcome::OutOfReach, 1));
    let near = ask(&world, &sorry, &Goal::Index(Quantity::ZERO)).unwrap();
    assert_eq!(
        (near.outcome, near.steps.len()),
        (Outcome::AlreadyReached, 0)
    );
    let unknown = ask(
        &world,
        &json!([action("a", 1, &set("apologies", 1))]),
        &budget("1"),
    );
    let Err(ImproveError::Actions(found)) = unknown else {
        panic!("an unknown fact is refused")
    };
    let first = found.iter().next().unwrap();
    assert_eq!((first.check(), found.len()), ("unknown-reference", 1));
    let nothing = ask(
        &world,
        &json!([action("a", 1, &add("payments-online", 1))]),
        &budget("1"),
    );
    let Err(ImproveError::Actions(found)) = nothing else {
        panic!("nothing is there to add to")
    };
    assert_eq!(found.iter().next().unwrap().check(), "nothing-to-add-to");
}

#[test]
fn contradictions_ties_and_deadlines_are_named() {
    let world = shipped();
    let mut late = action("late", 1, &add("dossiers-on-time", 180));
    late["deadline"] = json!("2024-11-19");
    let all = json!([
        action("hundred", 4, &set("apologies-sent", 100)),
        action("seventy", 4, &set("apologies-sent", 70)),
        action("also-hundred", 4, &add("dossiers-on-time", 0)),
        late,
    ]);
    let plan = ask(&world, &all, &budget("10")).unwrap();
    assert_eq!(plan.proof, Proof::Optimal);
    let chosen: Vec<usize> = plan.steps.iter().map(|step| step.action).collect();
    assert_eq!(
        chosen,
        [0],
        "the fact has one value: 100 earns more than 70"
    );
    let dominated: Vec<usize> = plan.dominated.iter().map(|own| own.action).collect();
    assert_eq!(dominated, [1, 2]);
    assert_eq!(plan.dominated[0].instead, [0]);
    // 980 of 1,000 on time earn 1.5 where 800 earn 0.6.
    assert_eq!(plan.impossible.len(), 1);
    assert_eq!(plan.impossible[0].points.unwrap().to_string(), "0.9");
    let alike = json!([
        action("one", 4, &set("apologies-sent", 100)),
        action("other", 4, &set("apologies-sent", 99 + 1))
    ]);
    let plan = ask(&world, &alike, &budget("4")).unwrap();
    let ties: Vec<(usize, usize)> = plan
        .ties
        .iter()
        .map(|tie| (tie.chosen, tie.other))
        .collect();
    assert_eq!(ties, [(0, 1)]);
}

#[test]
fn a_group_too_large_has_a_bound() {
    let world = shipped();
    // Sixteen ways to be in time with 10 dossiers more, at 1 each: too many combinations to go through.
    // Each of them adds nothing to another fact in a way of its own, so that no two are alike.
    let all: Vec<Value> = (0..16)
        .map(|at| {
            let mut own = action(&format!("a{at}"), 1, &add("dossiers-on-time", 10));
            for _ in 0..at {
                let more = add("wrong-reports", 0);
                own["changes"].as_array_mut().unwrap().push(more);
            }
            own
        })
        .collect();
    let plan = ask(&world, &json!(all), &budget("6")).unwrap();
    // 860 of 1,000 on time: 0.6 + 0.9 × 6 ÷ 18 = 0.9.
    assert_eq!(
        (
            plan.after
                .points
                .checked_sub(plan.before.points)
                .unwrap()
                .to_string(),
            plan.cost.as_str()
        ),
        ("0.3".to_owned(), "6")
    );
    match plan.proof {
        Proof::NoMoreThan(most) => assert!(most > plan.after.points),
        other => panic!("{other:?}"),
    }
    let target = plan
        .after
        .index
        .unwrap()
        .checked_mul(Ratio::from_int(100))
        .unwrap()
        .floor();
    let goal = Goal::Index(Quantity::new(i64::try_from(target).unwrap(), 2).unwrap());
    let cheapest = ask(&world, &json!(all), &goal).unwrap();
    assert_eq!(cheapest.outcome, Outcome::Reached);
    assert!(matches!(
        cheapest.proof,
        Proof::NoCheaperThan(_) | Proof::Optimal
    ));
}

#[test]
fn actions_that_are_alike_are_gone_through_once() {
    let world = shipped();
    // 16 times 10 dossiers more: 65,536 combinations, but only 17 that differ.
    let all: Vec<Value> = (0..16)
        .map(|at| action(&format!("a{at}"), 1, &add("dossiers-on-time", 10)))
        .collect();
    let plan = ask(&world, &json!(all), &budget("6")).unwrap();
    assert_eq!((plan.proof, plan.cost.as_str()), (Proof::Optimal, "6"));
    let gain = plan.after.points.checked_sub(plan.before.points).unwrap();
    // 860 of 1,000 on time: 0.6 + 0.9 × 6 ÷ 18 = 0.9.
    assert_eq!(gain.to_string(), "0.3");
    let chosen: Vec<usize> = plan.steps.iter().map(|step| step.action).collect();
    assert_eq!(chosen, [0, 1, 2, 3, 4, 5]);
    let ties: Vec<(usize, usize)> = plan
        .ties
        .iter()
        .map(|tie| (tie.chosen, tie.other))
        .collect();
    let expected: Vec<(usize, usize)> = (6..16).map(|other| (5, other)).collect();
    assert_eq!(ties, expected);
    assert!(plan.dominated.is_empty());
}

/// 79.995 of a set of thirds, and an action that makes it 85.005: 17/10 of 33.333… are 56.67.
fn printed(criteria: &Value, goal: &Goal) -> (Outcome, usize) {
    let scorer = thirds::scorer(criteria);
    let facts = json!({ "b": 9, "d": 7 });
    let without = thirds::without_first();
    let base = thirds::assessment(
        &scorer,
        json!({ "facts": facts, "not_applicable": without }),
    );
    let world = World {
        base: base.file().clone(),
        scorer,
    };
    let plan = ask(&world, &json!([action("r", 1, &add("d", 1))]), goal).unwrap();
    (plan.outcome, plan.steps.len())
}

/// A goal of 80 is what a reader sees as 80: 79.995 is printed 80.00 where halves go up, 79.99 where the
/// rest is cut off.
#[test]
fn a_goal_is_read_as_an_index_is_printed() {
    let index = |text: &str| Goal::Index(Quantity::parse(text).unwrap());
    let up = thirds::criteria();
    assert_eq!(printed(&up, &index("80")), (Outcome::AlreadyReached, 0));
    assert_eq!(printed(&up, &index("80.01")), (Outcome::Reached, 1));
    let mut down = thirds::criteria();
    down["rounding"]["index"]["mode"] = json!("down");
    assert_eq!(
        printed(&down, &index("79.99")),
        (Outcome::AlreadyReached, 0)
    );
    assert_eq!(printed(&down, &index("80")), (Outcome::Reached, 1));
}

/// The class from 80 is there where classes are read on what is printed, and not on exact values.
#[test]
fn a_class_as_goal_is_read_as_the_set_reads_it() {
    let good = Goal::Class(Id::parse("good").unwrap());
    let mut criteria = thirds::criteria();
    assert_eq!(printed(&criteria, &good), (Outcome::AlreadyReached, 0));
    criteria["rounding"]["classes_on_exact"] = json!(true);
    assert_eq!(printed(&criteria, &good), (Outcome::Reached, 1));
}
