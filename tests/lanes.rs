//! Lanes equal rows equal the oracle, on random sets, at every breakpoint and one step beside it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what should not happen"
)]

use std::collections::BTreeMap;

use par_index::compile::Scorer;
use par_index::eval::{Assessment, Column, Scorecard, State};
use par_index::file::{AssessmentFile, FactKind, FactValue, ProvidedBy};
use par_index::lanes::{Detail, FactTable, LaneScores, Lanes, TableError};
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::number::{Points, Quantity};
use par_index::read::decode_document;
use par_index::sample::{Odds, Samples};
use par_index::shipped::SETS as SHIPPED;
use par_index_testkit::{CaseSeed, case_from_seed, simplified};
use serde_json::{Value, json};

/// Random sets, and units of each.
const SETS: u64 = 60;
const UNITS: u64 = 12;

/// What a unit says that others say differently.
#[derive(Clone, Default)]
struct Unit {
    facts: BTreeMap<String, FactValue>,
    not_applicable: Vec<String>,
}

/// A base and units that differ from it in facts, and in what does not apply.
struct World {
    scorer: Scorer,
    plan: Option<ReformPlan>,
    base: AssessmentFile,
    units: Vec<Unit>,
}

fn is_from_outside(scorer: &Scorer, fact: &str) -> bool {
    let facts = scorer.criteria_set().facts();
    let fact = facts.iter().find(|own| own.id.as_ref() == fact).unwrap();
    fact.provided_by.is_some_and(|by| by != ProvidedBy::Unit)
}

/// The file without what lanes do not look at.
fn bare(file: &AssessmentFile) -> AssessmentFile {
    let mut bare = file.clone();
    (bare.claims, bare.appraisal) = (None, None);
    bare.evidence.clear();
    bare.explanations.clear();
    bare.not_applicable.clear();
    bare
}

impl Unit {
    /// What a file says; criteria that do not apply as a whole only.
    fn of(file: &AssessmentFile) -> Self {
        let own = file.facts.iter();
        let others = file.external.iter();
        let facts = own.map(|(id, value)| (id.to_string(), value.clone()));
        Self {
            facts: facts
                .chain(others.map(|result| (result.fact.to_string(), result.value.clone())))
                .collect(),
            not_applicable: file
                .not_applicable
                .iter()
                .filter(|claim| claim.part.is_none())
                .map(|claim| claim.at.to_string())
                .collect(),
        }
    }
}

impl World {
    /// The unit as an assessment of its own.
    fn file(&self, unit: &Unit) -> AssessmentFile {
        let mut file = self.base.clone();
        for (id, value) in &unit.facts {
            let id = par_index::read::Id::parse(id).unwrap();
            if is_from_outside(&self.scorer, id.as_ref()) {
                file.external.retain(|result| result.fact != id);
                file.external.push(par_index::file::ExternalResult {
                    fact: id,
                    value: value.clone(),
                    source: "made up".to_owned(),
                    published_on: None,
                });
            } else {
                file.facts.insert(id, value.clone());
            }
        }
        for at in &unit.not_applicable {
            file.not_applicable
                .push(par_index::file::NotApplicableClaim {
                    at: par_index::read::Id::parse(at).unwrap(),
                    part: None,
                    reason: None,
                });
        }
        file
    }

    fn card(&self, unit: &Unit) -> Scorecard {
        let file = self.file(unit);
        let assessment = Assessment::new(&self.scorer, self.plan.as_ref(), file)
            .unwrap_or_else(|found| panic!("{found}"));
        self.scorer.score(&assessment).unwrap()
    }

    fn lanes(&self) -> Lanes {
        let base = Assessment::new(&self.scorer, self.plan.as_ref(), self.base.clone());
        Lanes::new(
            &self.scorer,
            &base.unwrap_or_else(|found| panic!("{found}")),
        )
        .unwrap()
    }

    /// All units as columns; a fact that a unit does not mention is what the base has.
    fn table(&self, lanes: &Lanes) -> FactTable {
        let mut table = lanes.table(self.units.len()).unwrap();
        let base = Unit::of(&self.base);
        for fact in self.scorer.criteria_set().facts() {
            let id = fact.id.as_ref();
            if !self.units.iter().any(|unit| unit.facts.contains_key(id)) {
                continue;
            }
            let own = |unit: &Unit| unit.facts.get(id).or_else(|| base.facts.get(id)).cloned();
            let values: Vec<FactValue> = self
                .units
                .iter()
                .map(|unit| own(unit).unwrap_or(FactValue::Unanswered))
                .collect();
            table.values(id, &values).unwrap();
        }
        let mut at: Vec<&String> = self
            .units
            .iter()
            .flat_map(|unit| &unit.not_applicable)
            .collect();
        at.sort();
        at.dedup();
        for at in at {
            let marks: Vec<bool> = self
                .units
                .iter()
                .map(|unit| unit.not_applicable.contains(at))
                .collect();
            table.not_applicable(at, &marks).unwrap();
        }
        table
    }

    /// Compares lanes with rows, unit by unit; gives the scores for more.
    fn compare(&self) -> LaneScores {
        let lanes = self.lanes();
        let table = self.table(&lanes);
        let scores = lanes.score(&table, Detail::Leaves).unwrap();
        let short = lanes.score(&table, Detail::Totals).unwrap();
        assert_eq!(scores.units_by_row(), short.units_by_row());
        for (index, unit) in self.units.iter().enumerate() {
            let card = self.card(unit);
            let context = || {
                format!(
                    "unit {index}: {}\n{}",
                    serde_json::to_string(&self.file(unit)).unwrap(),
                    serde_json::to_string(self.scorer.criteria_set().file()).unwrap()
                )
            };
            assert_eq!(
                scores.computed(index),
                card.total().computed(),
                "{}",
                context()
            );
            let sums = scores.unit(index).unwrap();
            let all = sums.areas().chain([sums.total()]);
            let rows = card.areas().iter().chain([card.total()]);
            for ((own, row), brief) in all.zip(rows).zip({
                let brief = short.unit(index).unwrap();
                let all: Vec<_> = brief
                    .areas()
                    .chain([brief.total()])
                    .map(|sums| sums.computed())
                    .collect();
                all
            }) {
                assert_eq!(own.computed(), brief, "{}", context());
                assert_eq!(own.computed(), row.computed(), "{}", context());
                assert_eq!(own.max(), row.max());
                assert_eq!(own.applicable(), row.applicable(), "{}", context());
                assert_eq!(own.open(), row.open(), "{}", context());
                assert_eq!(own.pending(), row.pending(), "{}", context());
                assert_eq!(own.excluded(), row.excluded(), "{}", context());
                let pairs = [
                    (own.own_index(), row.index().own()),
                    (own.whole_index(), row.index().whole()),
                ];
                for (own, row) in pairs {
                    assert_eq!(own.value, row.column(Column::Computed), "{}", context());
                    assert_eq!(
                        (own.lower, own.upper),
                        (row.lower(), row.upper()),
                        "{}",
                        context()
                    );
                    assert_eq!(own.is_exact, row.is_exact(), "{}", context());
                }
            }
            for row in card.criteria() {
                let own = scores.leaf(index, row.leaf()).unwrap();
                // Totals keep only what is the same for all.
                let brief = short.leaf(index, row.leaf());
                assert!(brief.is_none_or(|brief| brief == own), "{}", context());
                assert_eq!(own.state, row.state(), "{}", context());
                assert_eq!(own.computed, row.computed(), "{}", context());
                assert_eq!(own.open, row.open(), "{}", context());
                assert_eq!(own.pending, row.pending(), "{}", context());
                assert_eq!(own.excluded, row.excluded(), "{}", context());
                assert_eq!((own.lower, own.upper), (row.lower(), row.upper()));
            }
        }
        scores
    }

    /// Compares rows with the oracle, in what lanes give.
    fn ask_oracle(&self, criteria: &str, plan: Option<&str>, scores: &LaneScores) {
        for (index, unit) in self.units.iter().enumerate() {
            let file = serde_json::to_string(&self.file(unit)).unwrap();
            let oracle = par_index_oracle::score(criteria, plan, &file).unwrap();
            let leaves = self.scorer.criteria_set().leaves();
            let lists = ["criteria", "bonus_criteria", "penalty_criteria"];
            for theirs in lists
                .iter()
                .flat_map(|list| oracle[list].as_array().into_iter().flatten())
            {
                let id = theirs["id"].as_str().unwrap();
                let leaf = leaves
                    .iter()
                    .position(|leaf| leaf.id().as_ref() == id)
                    .unwrap();
                let ours = scores.leaf(index, leaf).unwrap();
                let shown = |points: Option<Points>| points.map(|points| points.to_string());
                assert_eq!(
                    shown(ours.computed).as_deref(),
                    theirs["computed"].as_str(),
                    "{id} of {file}"
                );
                assert_eq!(
                    shown(Some(ours.open)).as_deref(),
                    theirs["open"].as_str(),
                    "{id} of {file}"
                );
            }
        }
    }
}

fn read(json: &str) -> AssessmentFile {
    decode_document(None, json.as_bytes()).unwrap().0
}

/// Nearly every unit here has something unanswered, contradictory or not applicable, and every other set
/// weighs or rounds sums: what is left to rows.
#[test]
fn units_that_lanes_leave_to_rows_agree_with_the_oracle() {
    let mut by_row = 0;
    for number in 0..SETS {
        let seed = CaseSeed::from_number(number);
        let case = case_from_seed(seed.clone());
        let set = CriteriaSet::from_json(None, case.criteria.as_bytes()).unwrap();
        let scorer = Scorer::new(set).unwrap();
        let plan = case.plan.as_ref();
        let plan_read = plan.map(|plan| ReformPlan::from_json(None, plan.as_bytes()).unwrap());
        let base = read(&case.assessment);
        let units = (0..UNITS)
            .map(|unit| {
                let other = case_from_seed(seed.answered_anew(number * UNITS + unit));
                Unit::of(&read(&other.assessment))
            })
            .collect();
        let world = World {
            scorer,
            plan: plan_read,
            base: bare(&base),
            units,
        };
        let scores = world.compare();
        world.ask_oracle(&case.criteria, case.plan.as_deref(), &scores);
        by_row += scores.units_by_row();
    }
    assert!(by_row > 500, "{by_row}");
}

/// A set of which every leaf that has no lane is a yes or no instead, and nothing is weighed or rounded
/// above the leaves.
fn only_lanes(criteria: &str) -> Option<Scorer> {
    let made = |file: &str| {
        let set = CriteriaSet::from_json(None, file.as_bytes()).ok()?;
        Scorer::new(set).ok()
    };
    let scorer = made(&simplified(criteria, |_| true)?)?;
    let day = scorer.criteria_set().file().in_force.until;
    let blank = scorer.blank_assessment("unit", day).unwrap();
    let lanes = Lanes::new(&scorer, &Assessment::new(&scorer, None, blank).unwrap()).unwrap();
    let has_lane = |id: &str| {
        let leaf = scorer.criteria_set().leaf_index(id);
        leaf.is_some_and(|leaf| lanes.has_lane(leaf))
    };
    made(&simplified(criteria, has_lane)?)
}

/// Units with every fact answered, at the values where rules turn and one step beside them.
fn sampled(scorer: Scorer, seed: u64, units: u64) -> World {
    let odds = Odds {
        missing: 0,
        not_applicable: 0,
        not_done: 0,
        ..Odds::default()
    };
    let day = scorer.criteria_set().file().in_force.until;
    let samples = Samples::new(&scorer, seed, day, odds);
    World {
        base: bare(&scorer.blank_assessment("unit", day).unwrap()),
        units: (0..units)
            .map(|number| Unit::of(&samples.unit(number).unwrap()))
            .collect(),
        plan: None,
        scorer,
    }
}

#[test]
fn units_at_breakpoints_go_through_lanes() {
    let (mut sets, mut in_lanes) = (0, 0);
    for number in 0..SETS * 4 {
        let case = case_from_seed(CaseSeed::from_number(number));
        let Some(scorer) = only_lanes(&case.criteria) else {
            continue;
        };
        let world = sampled(scorer, number, 40);
        let scores = world.compare();
        if number % 8 == 0 {
            let criteria = serde_json::to_string(world.scorer.criteria_set().file()).unwrap();
            world.ask_oracle(&criteria, None, &scores);
        }
        sets += u32::from(scores.units_by_row() < world.units.len());
        in_lanes += world.units.len() - scores.units_by_row();
    }
    assert!(
        sets > 40 && in_lanes > 1_000,
        "{sets} sets, {in_lanes} units"
    );
}

#[test]
fn units_of_the_shipped_sets_agree() {
    for set in SHIPPED {
        let scorer =
            Scorer::new(CriteriaSet::from_json(None, set.json.as_bytes()).unwrap()).unwrap();
        sampled(scorer, 5, 50).compare();
    }
}

/// Columns are as narrow as their values; a larger value makes the whole column wider.
#[test]
fn widths_of_columns_change_nothing() {
    let (mut wider, mut in_lanes) = (0, 0);
    for number in 0..SETS * 2 {
        let case = case_from_seed(CaseSeed::from_number(number));
        let mut criteria: Value = serde_json::from_str(&case.criteria).unwrap();
        for fact in criteria["facts"].as_array_mut().unwrap() {
            if let Some(max) = fact.pointer_mut("/kind/number/max") {
                *max = json!(1_000_000);
            }
        }
        let Some(scorer) = only_lanes(&criteria.to_string()) else {
            continue;
        };
        let mut world = sampled(scorer.clone(), number, 20);
        let facts = scorer.criteria_set().facts().iter();
        // Some facts of one measure get a wide column, others stay narrow.
        for (index, fact) in facts.enumerate() {
            let FactKind::Number(kind) = &fact.kind else {
                continue;
            };
            for (unit, mantissa) in world.units.iter_mut().zip([65_535, 65_536, 65_537]) {
                let decimals = u8::try_from(kind.decimals).unwrap();
                let value = Quantity::new(mantissa, decimals).unwrap();
                if index % 3 != 2 && value <= kind.max {
                    let value = FactValue::Number(value);
                    unit.facts.insert(fact.id.to_string(), value);
                    wider += 1;
                }
            }
        }
        in_lanes += world.units.len() - world.compare().units_by_row();
    }
    assert!(
        wider > 100 && in_lanes > 100,
        "{wider} values, {in_lanes} units"
    );
}

const PLAN: &str = include_str!("../seeds/quang-tri-2024/plan.json");
const NOVEMBER: &str = include_str!("../seeds/quang-tri-2024/assessment.json");

#[test]
fn what_ifs_about_the_worked_assessment_go_through_lanes() {
    let set = SHIPPED.iter().find(|set| set.id == "department-from-plan");
    let set = CriteriaSet::from_json(None, set.unwrap().json.as_bytes()).unwrap();
    let scorer = Scorer::new(set).unwrap();
    let drawn = sampled(scorer.clone(), 11, 120).units;
    let base = bare(&read(NOVEMBER));
    let plan = ReformPlan::from_json(None, PLAN.as_bytes()).unwrap();
    let card = {
        let assessment = Assessment::new(&scorer, Some(&plan), base.clone()).unwrap();
        scorer.score(&assessment).unwrap()
    };
    // A leaf that also waits for something else would be open for every unit.
    let facts = scorer.criteria_set().facts().iter().enumerate();
    let is_settled = |fact: usize| {
        let leaves = scorer.criteria_set().leaves().iter();
        leaves
            .zip(card.criteria())
            .filter(|(leaf, _)| leaf.facts_used().contains(&fact))
            .all(|(_, score)| score.state() == State::Scored)
    };
    let known: Vec<String> = facts
        .filter(|(index, fact)| base.facts.contains_key(&fact.id) && is_settled(*index))
        .map(|(_, fact)| fact.id.to_string())
        .collect();
    let units = drawn.into_iter().enumerate().map(|(number, drawn)| {
        // Three facts that the base knows are otherwise.
        let chosen = (0..3).map(|step| &known[(number * 7 + step * 13) % known.len()]);
        let facts = chosen.filter_map(|id| Some((id.clone(), drawn.facts.get(id)?.clone())));
        Unit {
            facts: facts.collect(),
            not_applicable: Vec::new(),
        }
    });
    let world = World {
        units: units.collect(),
        plan: Some(plan),
        base,
        scorer,
    };
    let scores = world.compare();
    // The others answer something contradictory.
    assert!(
        scores.units_by_row() + 20 < world.units.len(),
        "{} of {} by row",
        scores.units_by_row(),
        world.units.len()
    );
}

/// A table of the shapes set with no column yet.
fn empty_table(units: usize) -> (Lanes, FactTable) {
    let set = SHIPPED.iter().find(|set| set.id == "illustrative-shapes");
    let set = CriteriaSet::from_json(None, set.unwrap().json.as_bytes()).unwrap();
    let world = sampled(Scorer::new(set).unwrap(), 1, 0);
    let lanes = world.lanes();
    let table = lanes.table(units).unwrap();
    (lanes, table)
}

#[test]
fn columns_that_do_not_fit_are_refused() {
    let (lanes, mut table) = empty_table(2);
    let set = lanes.scorer().criteria_set();
    let of = |wanted: fn(&FactKind) -> bool| {
        let fact = set.facts().iter().find(|fact| wanted(&fact.kind));
        fact.unwrap().id.to_string()
    };
    let number = of(|kind| matches!(kind, FactKind::Number(_)));
    let choice = of(|kind| matches!(kind, FactKind::Choice(_)));
    assert_eq!(
        table.mantissas("nobody", &[1, 2]),
        Err(TableError::UnknownFact("nobody".to_owned()))
    );
    assert!(matches!(
        table.mantissas(&number, &[1]),
        Err(TableError::Length {
            found: 1,
            units: 2,
            ..
        })
    ));
    assert!(matches!(
        table.mantissas(&choice, &[1, 2]),
        Err(TableError::WrongKind { .. })
    ));
    assert!(matches!(
        table.options(&number, &[0, 0]),
        Err(TableError::WrongKind { .. })
    ));
    assert!(matches!(
        table.options(&choice, &[0, 200]),
        Err(TableError::Value { unit: 1, .. })
    ));
    assert!(matches!(
        table.mantissas(&number, &[0, i64::MAX]),
        Err(TableError::Value { unit: 1, .. })
    ));
    assert!(matches!(
        table.values(&number, &[FactValue::Unanswered, "many".into()]),
        Err(TableError::Value { unit: 1, .. })
    ));
    assert!(matches!(
        table.not_applicable("nothing", &[true, false]),
        Err(TableError::UnknownCriterion(_))
    ));
    let (others, _) = empty_table(2);
    assert!(matches!(
        others.score(&table, Detail::Totals),
        Err(TableError::OtherSet)
    ));
}

#[test]
fn tables_of_no_units_and_of_the_base_alone_have_scores() {
    let (lanes, table) = empty_table(0);
    let scores = lanes.score(&table, Detail::Leaves).unwrap();
    assert_eq!((scores.units(), scores.computed(0)), (0, None));
    assert!(scores.unit(0).is_none() && scores.leaf(0, 0).is_none());
    let (lanes, table) = empty_table(300);
    let scores = lanes.score(&table, Detail::Leaves).unwrap();
    assert_eq!(scores.units(), 300);
    assert!(scores.unit(299).is_some() && scores.unit(300).is_none());
    assert_eq!(
        scores.leaf(299, 0).map(|leaf| leaf.state),
        scores.leaf(0, 0).map(|leaf| leaf.state)
    );
}
