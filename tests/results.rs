//! Every result is written by every serializer, with the keys people know from `--format json`.

#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

mod strict;

use std::fs;
use std::path::Path;

use par_index::analyse::prove;
use par_index::check::{all_checks, check_assessment, summarise};
use par_index::compare::{Carried, SetDiff, Split};
use par_index::eval::Column;
use par_index::improve::{Actions, Goal, improve};
use par_index::lanes::{Detail, Lanes};
use par_index::margins::MarginSearch;
use par_index::model::{PlanStatus, StatusPeriod};
use par_index::ranking::{Changes, Contender, Ranking, TieRule};
use par_index::scenario::{Runner, Scenarios};
use par_index::units::UnitTemplate;
use par_index::worklist::{Worklist, by_body, by_leaf};
use par_index::{CriteriaSet, ReformPlan, Scorecard, Scorer};
use serde::Serialize;
use serde_json::{Value, json};

fn seed(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/quang-tri-2024");
    fs::read(folder.join(name)).unwrap()
}

fn card(name: &str) -> Scorecard {
    let scorer = Scorer::shipped("department-from-plan", "2024").unwrap();
    let plan = ReformPlan::from_json(None, &seed("plan.json")).unwrap();
    let own = scorer.open(Some(&plan), None, &seed(name)).unwrap();
    scorer.score(&own).unwrap()
}

/// The value as JSON, after the strictest serializer and a binary one took it; both see as much as JSON does.
fn shown(value: &impl Serialize) -> Value {
    let count = strict::scalars(value).unwrap();
    let shown = serde_json::to_value(value).unwrap();
    assert_eq!(count, leaves(&shown), "{shown:#}");
    let mut binary = Vec::new();
    ciborium::into_writer(value, &mut binary).unwrap();
    let again: Value = ciborium::from_reader(&*binary).unwrap();
    assert_eq!(leaves(&again), count);
    shown
}

/// The scalars of a value; the word of a variant with a payload is a key in JSON.
fn leaves(value: &Value) -> usize {
    match value {
        Value::Array(values) => values.iter().map(leaves).sum(),
        Value::Object(members) => members.values().map(leaves).sum(),
        _ => 1,
    }
}

#[test]
fn a_scorecard_is_written_as_the_command_prints_it() {
    for name in ["assessment.json", "appraised.json", "mid-year.json"] {
        let card = card(name);
        let whole = shown(&card);
        assert_eq!(whole["criteria_set"]["id"], "department-from-plan");
        // A part by itself has the keys it has in the whole.
        for (own, score) in card
            .criteria()
            .iter()
            .zip(whole["criteria"].as_array().unwrap())
        {
            let own = shown(own);
            for key in [
                "state",
                "max",
                "claimed",
                "computed",
                "appraised",
                "open",
                "upper",
            ] {
                assert_eq!(own[key], score[key], "{name} {} {key}", score["id"]);
            }
        }
        let total = shown(card.total());
        for key in [
            "max",
            "self_max",
            "applicable",
            "evidenced",
            "final",
            "excluded",
        ] {
            assert_eq!(total[key], whole["total"][key], "{name} {key}");
        }
        let keys =
            |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
        assert_eq!(
            keys(&total["index"]["whole"]),
            keys(&whole["total"]["index"]["whole"])
        );
        let lists = ["criteria", "bonus_criteria", "penalty_criteria"];
        let losses = lists
            .iter()
            .flat_map(|list| whole[*list].as_array().unwrap());
        let losses: usize = losses
            .map(|own| own["losses"].as_array().unwrap().len())
            .sum();
        assert_eq!(shown(&card.losses()).as_array().unwrap().len(), losses);
        shown(&card.areas());
        shown(&card.by_basis());
    }
}

#[test]
fn the_ledger_of_all_adds_up_as_it_is_written() {
    let ledger = shown(&card("assessment.json").total_ledger().unwrap());
    let nanos = |value: &Value| -> i128 {
        let number: par_index::number::Quantity = value.as_str().unwrap().parse().unwrap();
        i128::from(number.to_scale(9).unwrap())
    };
    let lost = ledger["losses"].as_array().unwrap().iter();
    let lost = lost.filter(|loss| loss["column"] == "computed");
    let lost: i128 = lost.map(|loss| nanos(&loss["points"])).sum();
    let kept = ["computed", "open", "pending", "excluded"];
    let kept: i128 = kept.iter().map(|key| nanos(&ledger[*key])).sum();
    assert_eq!(nanos(&ledger["max"]), kept + lost);
}

#[test]
fn diagnostics_are_written_in_both_languages() {
    let card = card("assessment.json");
    let found = check_assessment(&card);
    let all = shown(&found);
    let first = &all[0];
    for key in [
        "check",
        "severity",
        "file",
        "pointer",
        "line",
        "column",
        "points_at_stake",
    ] {
        assert!(first.get(key).is_some(), "{key}");
    }
    for (fault, own) in found.iter().zip(all.as_array().unwrap()) {
        assert_eq!(
            own["message"],
            json!({ "vi": fault.message().vi, "en": fault.message().en })
        );
        assert_eq!(own["help"]["en"], fault.help().en);
    }
    let summary = shown(&summarise(&card, &found));
    assert!(summary["do_first"][0]["points"].is_string());
    shown(&all_checks().collect::<Vec<_>>());
}

#[test]
fn explanations_margins_and_plans_are_written() {
    let card = card("assessment.json");
    let leaves = card.scorer().criteria_set().leaves();
    let search = MarginSearch::new(&card);
    let mut gains = 0;
    for leaf in leaves {
        shown(&card.derivation(leaf.id().as_str()).unwrap());
        let margins = shown(&search.of(leaf.id().as_str()).unwrap());
        gains += margins["gains"].as_array().unwrap().len();
    }
    assert!(gains > 10, "{gains}");
    let assessment = card.assessment();
    let (plan, book) = (assessment.plan().unwrap(), assessment.task_book().unwrap());
    for window in [None, Some(StatusPeriod::Q1)] {
        let status = shown(&PlanStatus::new(plan, book, window));
        assert!(status["areas"][0]["completion"]["whole"].is_number());
        assert!(status["leads"][0]["tasks"].is_number());
    }
    shown(&book.occurrences());
    let mut work = Worklist::new();
    work.add(&card, &check_assessment(&card));
    assert_eq!(
        shown(&work)["items"].as_array().unwrap().len(),
        leaves.len()
    );
    shown(&by_body(work.items()));
    shown(&by_leaf(work.items()));
}

#[test]
fn what_analysts_ask_is_written() {
    let card = card("assessment.json");
    let scenarios = Scenarios::from_json(None, &seed("scenarios.json")).unwrap();
    let runner = Runner::new(&card);
    let mut seen = 0;
    for outcome in runner.outcomes(&scenarios) {
        let outcome = shown(&outcome.unwrap());
        assert_eq!(outcome["criteria_set"]["edition"], "2024");
        for area in outcome["areas"].as_array().unwrap() {
            assert!(area["id"].is_string() && area["before"]["max"].is_string());
        }
        seen += outcome["criteria"].as_array().unwrap().len();
    }
    assert!(seen > 5, "{seen}");
    let actions = Actions::from_json(None, &seed("actions.json")).unwrap();
    let (file, plan) = (card.assessment().file(), card.assessment().plan());
    for goal in [
        Goal::Budget("20".parse().unwrap()),
        Goal::Index("73".parse().unwrap()),
    ] {
        shown(&goal);
        let best = improve(card.scorer(), plan, file, &actions, &goal, Column::Computed).unwrap();
        assert!(shown(&best)["steps"][0]["gain"].is_string());
    }
    let contender = |unit: &str, index: &str| {
        Contender::published(unit, None, None, Some(index.parse().unwrap()))
    };
    let mut units = vec![
        contender("a", "80"),
        contender("b", "80"),
        contender("c", "91.5"),
    ];
    units.push(Contender::of(&card, Column::Computed, &[]).unwrap());
    let before = Ranking::new(units.clone(), &TieRule::Shared).unwrap();
    units.swap_remove(0);
    let now = Ranking::new(units, &TieRule::Shared).unwrap();
    assert_eq!(shown(&now)["groups"].as_array().unwrap().len(), 2);
    shown(&Changes::of(&now, &before));
}

#[test]
fn what_is_said_of_two_sets_and_of_one_is_written() {
    let set = |edition| CriteriaSet::shipped("pci", edition).unwrap();
    let (old, new) = (set("2013"), set("2022"));
    let diff = SetDiff::between(&old, &new);
    let shown_diff = shown(&diff);
    assert_eq!(
        shown_diff["changes"].as_array().unwrap().len(),
        diff.changes().len()
    );
    let scorer = Scorer::new(old).unwrap();
    let blank = scorer
        .blank_assessment("tinh-a", "2022-12-31".parse().unwrap())
        .unwrap();
    let blank = par_index::Assessment::new(&scorer, None, blank).unwrap();
    let from = scorer.score(&blank).unwrap();
    let carried = Carried::new(&diff, &from, &new).unwrap();
    shown(&carried.dropped());
    shown(&Split::of(&diff, &from, &carried, None).unwrap());
    let shapes = Scorer::shipped("illustrative-shapes", "2024").unwrap();
    let proof = shown(&prove(&shapes));
    assert!(proof["leaves"][0]["greatest"]["points"].is_string());
}

#[test]
fn many_units_are_written_one_by_one() {
    let scorer = Scorer::shipped("department-from-plan", "2024").unwrap();
    let blank = scorer
        .blank_assessment("so-a", "2024-11-20".parse().unwrap())
        .unwrap();
    let template = UnitTemplate::new(&scorer, None, &blank).unwrap();
    let mut unit = template.unit();
    let scores = shown(&unit.score().unwrap());
    let base = par_index::Assessment::new(&scorer, None, blank).unwrap();
    let totals = shown(&scorer.totals(&base).unwrap());
    assert_eq!(scores["total"], totals["total"]);
    let lanes = Lanes::new(&scorer, &base).unwrap();
    let mut table = lanes.table(2).unwrap();
    table.mantissas("dossiers-processed", &[100, 100]).unwrap();
    table.mantissas("dossiers-on-time", &[50, 100]).unwrap();
    let units = shown(&lanes.score(&table, Detail::Totals).unwrap());
    assert_eq!(units.as_array().unwrap().len(), 2);
    assert_ne!(units[0]["total"]["computed"], units[1]["total"]["computed"]);
    for key in ["computed", "open", "index"] {
        assert!(units[0]["total"].get(key).is_some(), "{key}");
    }
}
