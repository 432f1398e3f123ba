//! The outcomes of scenarios are those of scoring anew, and their reasons account for every point.
//!
//! On random worlds: scenarios of every sort of change, grids and ranges of facts, drawn by lot.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what should not happen"
)]

use par_index::compile::Scorer;
use par_index::eval::{Assessment, Column, CriterionScore, Scorecard, Totals};
use par_index::file::{AssessmentFile, Change, Fact, FactChange, FactKind};
use par_index::model::CriteriaSet;
use par_index::number::{Date, Points};
use par_index::scenario::{
    Entry, LeafDelta, Outcome, Runner, ScenarioError, Scenarios, WhatIf, apply_for,
};
use serde_json::{Value, json};

mod worlds;

use worlds::{Lot, values, world};

/// Worlds with changes of every sort.
const WORLDS: u64 = 90;
/// Further worlds, in which only facts change that are re-scored alone.
const MORE: u64 = 400;

fn of<'a, T>(lot: &mut Lot, all: &'a [T]) -> Option<&'a T> {
    (!all.is_empty()).then(|| &all[lot.below(all.len())])
}

/// Values of a fact by lot; now and then one that does not fit.
fn drawn(fact: &Fact, as_of: Date, lot: &mut Lot) -> Vec<Value> {
    let all = values(fact, as_of);
    let few = (0..2).map(|_| serde_json::to_value(&all[lot.below(all.len())]).unwrap());
    few.collect()
}

/// A change by lot; whether it fits is for the library to say.
fn change(set: &CriteriaSet, file: &AssessmentFile, lot: &mut Lot) -> Value {
    let leaves = set.leaves();
    let leaf = of(lot, leaves).unwrap().id();
    loop {
        match lot.below(8) {
            0 | 1 => {
                let fact = of(lot, set.facts()).unwrap();
                let value = drawn(fact, file.as_of, lot)[0].clone();
                return json!({ "fact": { "fact": fact.id, "value": value } });
            }
            2 => {
                if let Some(result) = of(lot, &file.results) {
                    return json!({ "remove-task": {
                        "task": result.task, "product": result.product,
                        "occurrence": result.occurrence,
                    } });
                }
            }
            3 => {
                if let Some(document) = of(lot, &file.evidence) {
                    return json!({ "remove-evidence": document.id });
                }
            }
            4 => {
                let support = json!({ "criterion": leaf });
                return json!({ "add-evidence": {
                    "id": "added", "kind": "report", "issued_on": file.as_of,
                    "supports": [support],
                } });
            }
            5 => return json!({ "not-applicable": { "at": leaf, "reason": "giả định" } }),
            6 => {
                if let Some(claim) = of(lot, &file.not_applicable) {
                    return json!({ "applicable": { "at": claim.at, "part": claim.part } });
                }
            }
            _ => return json!({ "appraised": { "criterion": leaf, "points": 0 } }),
        }
    }
}

fn scenarios(set: &CriteriaSet, file: &AssessmentFile, lot: &mut Lot) -> Scenarios {
    let mut all = Vec::new();
    for number in 0..3 {
        let changes: Vec<Value> = (0..=lot.below(2)).map(|_| change(set, file, lot)).collect();
        all.push(json!({ "id": format!("single-{number}"), "changes": changes }));
        let mut grid = Vec::new();
        let mut facts: Vec<&Fact> = Vec::new();
        for _ in 0..2 {
            let fact = of(lot, set.facts()).unwrap();
            if !facts.iter().any(|own| own.id == fact.id) {
                facts.push(fact);
                grid.push(json!({ "fact": fact.id, "values": drawn(fact, file.as_of, lot) }));
            }
        }
        all.push(json!({ "id": format!("grid-{number}"), "grid": grid }));
    }
    let text =
        |all: &[Value]| json!({ "format": "par-index/scenarios@1", "scenarios": all }).to_string();
    // Two changes of one scenario may contradict each other: then it is left out.
    all.retain(|own| {
        let own = text(std::slice::from_ref(own));
        Scenarios::from_json(None, own.as_bytes()).is_ok()
    });
    Scenarios::from_json(None, text(&all).as_bytes()).unwrap()
}

/// Grids of facts that are re-scored alone; `None` where there is none.
fn alone(card: &Scorecard, lot: &mut Lot) -> Option<Scenarios> {
    let what_if = WhatIf::new(card);
    let set = card.scorer().criteria_set();
    let is_alone = |fact: &&Fact| what_if.is_incremental(what_if.fact(fact.id.as_str()).unwrap());
    let facts: Vec<&Fact> = set.facts().iter().filter(is_alone).collect();
    let first = *of(lot, &facts)?;
    let second = *of(lot, &facts)?;
    let known = |fact: &Fact, lot: &mut Lot| {
        let all = drawn(fact, card.assessment().as_of(), lot);
        json!({ "fact": fact.id, "values": all })
    };
    let mut grid = vec![known(first, lot)];
    if second.id != first.id {
        grid.push(known(second, lot));
    }
    let file = json!({
        "format": "par-index/scenarios@1",
        "scenarios": [{ "id": "alone", "grid": grid }],
    });
    Some(Scenarios::from_json(None, file.to_string().as_bytes()).unwrap())
}

#[derive(Default, Debug)]
struct Counts {
    outcomes: usize,
    incremental: usize,
    changed_leaves: usize,
    refused: usize,
}

#[test]
fn outcomes_are_those_of_scoring_anew_and_accounted_for() {
    let mut counts = Counts::default();
    for number in 0..WORLDS + MORE {
        let (scorer, base) = world(number);
        let mut lot = Lot(number);
        let card = scorer.score(&base).unwrap();
        let scenarios = if number < WORLDS {
            scenarios(scorer.criteria_set(), base.file(), &mut lot)
        } else {
            match alone(&card, &mut lot) {
                Some(scenarios) => scenarios,
                None => continue,
            }
        };
        let runner = Runner::new(&card);
        let found = runner.check(&scenarios);
        let mut cases = scenarios.cases();
        for outcome in runner.outcomes(&scenarios) {
            match outcome {
                Ok(outcome) => {
                    let case = cases
                        .by_ref()
                        .find(|case| {
                            (case.index(), case.number())
                                == (outcome.case().index(), outcome.case().number())
                        })
                        .unwrap();
                    let at = format!("{number} {} {:?}", case.scenario().id, case.values());
                    let file = case.apply(scorer.criteria_set(), base.file()).unwrap();
                    let anew = Assessment::new(&scorer, base.plan(), file).unwrap();
                    let anew = scorer.score(&anew).unwrap();
                    agree(&card, &anew, &outcome, &at);
                    counts.outcomes += 1;
                    counts.incremental += usize::from(outcome.is_incremental());
                    counts.changed_leaves += outcome.leaves().len();
                }
                Err(error) => {
                    assert!(matches!(error, ScenarioError::Refused(_)), "{error}");
                    // Checking finds before what stops a scenario.
                    assert!(found.has_errors(), "{number}: {error}");
                    counts.refused += 1;
                }
            }
        }
    }
    assert!(counts.outcomes >= 1_200, "{counts:?}");
    assert!(counts.incremental >= 120, "{counts:?}");
    assert!(counts.changed_leaves >= 900, "{counts:?}");
    assert!(counts.refused >= 80, "{counts:?}");
}

fn agree(before: &Scorecard, after: &Scorecard, outcome: &Outcome<'_>, at: &str) {
    let show = |totals: &Totals| format!("{totals:?}");
    assert_eq!(show(&outcome.total().after), show(after.total()), "{at}");
    assert_eq!(show(&outcome.total().before), show(before.total()), "{at}");
    let pairs = before.areas().iter().zip(after.areas()).enumerate();
    for (index, (before, after)) in pairs {
        let mut listed = outcome.areas().iter();
        match listed.find(|own| own.area.after == Some(index)) {
            Some(own) => {
                assert_eq!(
                    show(own.totals.before.as_ref().unwrap()),
                    show(before),
                    "{at}"
                );
                assert_eq!(
                    show(own.totals.after.as_ref().unwrap()),
                    show(after),
                    "{at}"
                );
            }
            None => assert_eq!(points(before), points(after), "{at}"),
        }
    }
    let pairs = before.criteria().iter().zip(after.criteria()).enumerate();
    for (index, (old, new)) in pairs {
        let mut listed = outcome.leaves().iter();
        if let Some(own) = listed.find(|own| own.leaf.after == Some(index)) {
            let score = own.score.after.as_ref().unwrap();
            assert_eq!(columns(score), columns(new), "{at}");
            assert_eq!(
                columns(own.score.before.as_ref().unwrap()),
                columns(old),
                "{at}"
            );
            accounted(own, at);
        } else {
            assert_eq!(columns(old), columns(new), "{at}, leaf {index}");
            let reasons = |card: &Scorecard, score| {
                let losses = card.losses_of(score).iter();
                let all = losses.map(|own| (own.column(), own.reason(), own.points()));
                all.collect::<Vec<_>>()
            };
            assert_eq!(
                reasons(before, old),
                reasons(after, new),
                "{at}, leaf {index}"
            );
        }
    }
}

fn points(totals: &Totals) -> [Option<Points>; 6] {
    [
        totals.claimed(),
        totals.computed(),
        totals.evidenced(),
        totals.final_points(),
        Some(totals.open()),
        Some(totals.applicable()),
    ]
}

fn columns(score: &CriterionScore) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        score.state(),
        score.claimed(),
        score.computed(),
        score.evidenced(),
        score.final_points(),
        score.open(),
        score.pending(),
        score.excluded()
    )
}

/// What the changed entries give is what the points changed by.
fn accounted(own: &LeafDelta, at: &str) {
    let of = |score: &Option<CriterionScore>, column: Column| {
        nanos_of(score.as_ref().and_then(|score| match column {
            Column::Computed => score.computed(),
            _ => score.evidenced(),
        }))
    };
    let mut entries = own.entries.iter();
    assert!(
        entries.all(|entry| entry.points.before != entry.points.after),
        "{at}"
    );
    let sum = |column: Column| -> i64 {
        let entries = own.entries.iter();
        let effects = entries.filter(|entry| entry.entry.column() == column);
        effects.map(|entry| nanos_of(entry.effect())).sum()
    };
    let moved = |column| of(&own.score.after, column) - of(&own.score.before, column);
    assert_eq!(
        moved(Column::Computed),
        sum(Column::Computed),
        "{at}: {own:#?}"
    );
    let evidenced = moved(Column::Computed) + sum(Column::Evidenced);
    assert_eq!(moved(Column::Evidenced), evidenced, "{at}: {own:#?}");
}

fn shipped(id: &str, edition: &str) -> Value {
    serde_json::from_str(par_index::shipped::find(id, edition).unwrap().json).unwrap()
}

fn to_edition(id: &str, edition: &str) -> Scenarios {
    let scenarios = json!({
        "format": "par-index/scenarios@1",
        "scenarios": [{ "id": "new", "changes": [{ "edition": { "id": id, "edition": edition } }] }],
    });
    Scenarios::from_json(None, scenarios.to_string().as_bytes()).unwrap()
}

/// An assessment of a set with numbers at their ends and the latest days, so that `c1.1` is late.
fn at_most(set: &Value) -> Scorecard {
    let set = CriteriaSet::from_json(None, set.to_string().as_bytes()).unwrap();
    let scorer = Scorer::new(set).unwrap();
    let until = scorer.criteria_set().file().in_force.until;
    let mut file = scorer.blank_assessment("don-vi-a", until).unwrap();
    for (number, fact) in scorer.criteria_set().facts().iter().enumerate() {
        let value = match &fact.kind {
            FactKind::Number(kind) if number % 3 == 0 => kind.min.into(),
            FactKind::Number(kind) => kind.max.into(),
            FactKind::Date(span) if fact.id.as_str() == "superior-plan-on" => span.from.into(),
            FactKind::Date(span) => span.until.min(until).into(),
            _ => continue,
        };
        let fact = fact.id.clone();
        let change = Change::Fact(FactChange { fact, value });
        file = apply_for(scorer.criteria_set(), &file, &change).unwrap();
    }
    let assessment = Assessment::new(&scorer, None, file).unwrap();
    scorer.score(&assessment).unwrap()
}

#[test]
fn another_edition_changes_weights_alone() {
    let base = at_most(&shipped("pci", "2013"));
    let scenarios = to_edition("pci", "2022");
    let found = Runner::new(&base).check(&scenarios);
    let found = found.iter().next().unwrap();
    assert_eq!(found.check(), "unknown-criteria-set");
    assert_eq!(found.place().pointer, "/scenarios/0/changes/0/edition");

    let new = shipped("pci", "2022").to_string();
    let new = CriteriaSet::from_json(None, new.as_bytes()).unwrap();
    let runner = Runner::new(&base).with_set(new);
    assert!(runner.check(&scenarios).is_empty());
    let outcome = runner.outcomes(&scenarios).next().unwrap().unwrap();
    assert!(outcome.is_other_set());
    assert_eq!(outcome.columns(), [Column::Computed]);
    let total = outcome.total();
    assert_ne!(total.before.computed(), total.after.computed());
    assert!(outcome.areas().is_empty() && outcome.leaves().is_empty());
}

#[test]
fn another_edition_changes_rules() {
    let old = shipped("illustrative-shapes", "2024");
    let base = at_most(&old);
    let mut new = old.clone();
    new["edition"] = json!("2025");
    new.as_object_mut().unwrap().remove("examples");
    // Late is worth half of what it was; and one criterion is another.
    let first = &mut new["areas"][0]["criteria"][0];
    first["rule"]["score"]["scale"]["options"][1] = json!({ "is": "late", "points": 0.25 });
    let gone = &mut new["areas"][1]["criteria"][1];
    gone["id"] = json!("c2.9");
    gone["title"] = json!({ "vi": "Nội dung khác (tự đặt)", "en": "Something else (made up)" });
    let new = CriteriaSet::from_json(None, new.to_string().as_bytes()).unwrap();
    let scenarios = to_edition("illustrative-shapes", "2025");
    let runner = Runner::new(&base).with_set(new);
    assert!(runner.check(&scenarios).is_empty());
    let outcome = runner.outcomes(&scenarios).next().unwrap().unwrap();

    let set = base.scorer().criteria_set();
    let index = |id: &str| set.leaf_index(id);
    let changed: Vec<_> = outcome.leaves().iter().map(|own| own.leaf.before).collect();
    assert_eq!(changed, [index("c1.1"), None, index("c2.2")]);
    let nanos = |score: &Option<CriterionScore>| {
        let computed = score.as_ref().and_then(CriterionScore::computed);
        computed.map_or(0, Points::nanos)
    };
    for own in outcome.leaves() {
        let effects = own.entries.iter().map(|entry| nanos_of(entry.effect()));
        let moved = nanos(&own.score.after) - nanos(&own.score.before);
        assert_eq!(moved, effects.sum::<i64>(), "{own:?}");
    }
    let maximum = |own: &LeafDelta| own.entries.iter().any(|own| own.entry == Entry::Maximum);
    let maxima: Vec<bool> = outcome.leaves().iter().map(maximum).collect();
    assert_eq!(maxima, [false, true, true]);
    assert_eq!(nanos(&outcome.leaves()[0].score.before), 500_000_000);
    assert_eq!(nanos(&outcome.leaves()[0].score.after), 250_000_000);
}

fn nanos_of(points: Option<Points>) -> i64 {
    points.map_or(0, Points::nanos)
}
