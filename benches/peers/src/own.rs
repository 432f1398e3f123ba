//! par-index itself: the scorer, assessments of units, and fact tables.

use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::lanes::{FactTable, LaneScores, Lanes};
use par_index::model::CriteriaSet;
use par_index::number::{Date, Points, Quantity, Rounding, RoundingMode};

use crate::columns::{Columns, LEAVES};
use crate::sheet::{Fact, facts_but, names};
use crate::workload::{self, Unit};

/// The scorer, and what it takes to make assessments for it.
pub(crate) struct Own {
    pub(crate) scorer: Scorer,
    day: Date,
    names: Vec<String>,
}

impl Own {
    pub(crate) fn new() -> Self {
        let set = CriteriaSet::from_json(None, workload::criteria().as_bytes());
        let scorer = Scorer::new(set.expect("a sound set")).expect("a scorer");
        Self {
            day: scorer.criteria_set().file().in_force.until,
            names: names().iter().map(|name| name.replace('_', "-")).collect(),
            scorer,
        }
    }

    /// The assessment of a unit, from its answers.
    pub(crate) fn assessment(&self, unit: &Unit) -> Assessment {
        self.assessment_but(unit, None)
    }

    fn assessment_but(&self, unit: &Unit, without: Option<usize>) -> Assessment {
        let mut file = self
            .scorer
            .blank_assessment("unit", self.day)
            .expect("an id");
        for (at, fact) in facts_but(unit, without) {
            let name = &self.names[at];
            match fact {
                Fact::Yes(yes) => file.answer(name, yes),
                Fact::Number(number) => {
                    file.answer(name, Quantity::from_i64(number).expect("a quantity"))
                }
            }
            .expect("an id");
        }
        Assessment::new(&self.scorer, None, file).expect("an assessment")
    }

    /// Hundredths of every leaf and of the total, from the unit's file.
    pub(crate) fn by_file(&self, unit: &Unit) -> ([i64; LEAVES], i64) {
        let json = unit.assessment();
        let assessment = Assessment::from_json(&self.scorer, None, None, json.as_bytes());
        self.card(&assessment.unwrap_or_else(|found| panic!("{found}")))
    }

    /// Hundredths of every leaf and of the total, from the ledger.
    pub(crate) fn card(&self, assessment: &Assessment) -> ([i64; LEAVES], i64) {
        let card = self.scorer.score(assessment).expect("a score");
        let mut leaves = [0; LEAVES];
        for score in card.criteria() {
            leaves[score.leaf()] = hundredths(score.computed());
        }
        (leaves, hundredths(card.total().computed()))
    }

    /// Hundredths of the total alone.
    pub(crate) fn total(&self, assessment: &Assessment) -> i64 {
        let totals = self.scorer.totals(assessment).expect("totals");
        hundredths(totals.total().computed())
    }

    /// What is said of a unit that leaves a fact unanswered.
    pub(crate) fn one_open(&self, unit: &Unit, facts: [&str; 2]) -> String {
        let say = |fact: &str| {
            let without = names().iter().position(|name| name == fact);
            let card = self.scorer.score(&self.assessment_but(unit, without));
            let card = card.expect("a score");
            let (total, index) = (card.total(), card.total().index().own());
            let places = Rounding::new(2, RoundingMode::HalfUp).expect("two places");
            let [lower, upper] = [index.lower(), index.upper()].map(|end| {
                end.and_then(|end| end.to_points(places))
                    .expect("an end")
                    .to_fixed(2)
            });
            format!("{fact}: open {}, index {lower} to {upper}", total.open())
        };
        facts.map(say).join("; ")
    }

    pub(crate) fn lanes(&self) -> Lanes {
        let blank = self
            .scorer
            .blank_assessment("unit", self.day)
            .expect("an id");
        let base = Assessment::new(&self.scorer, None, blank).expect("an assessment");
        Lanes::new(&self.scorer, &base).expect("a base of the set")
    }
}

/// A table with a column for each fact.
pub(crate) fn table(lanes: &Lanes, units: &[Unit]) -> FactTable {
    let columns = Columns::new(units, |value| value);
    let mut table = lanes.table(units.len()).expect("few units");
    let shares = [
        ("bands", &columns.bands),
        ("proportion", &columns.proportion),
    ];
    for (name, shares) in shares {
        for (at, (part, whole)) in shares.iter().enumerate() {
            number(&mut table, &format!("{name}-{at}-part"), part);
            number(&mut table, &format!("{name}-{at}-whole"), whole);
        }
    }
    for (at, yes) in columns.yes.iter().enumerate() {
        option(&mut table, &format!("yes-{at}"), yes);
    }
    for (name, counts) in [("count", &columns.count), ("fault", &columns.faults)] {
        for (at, counts) in counts.iter().enumerate() {
            number(&mut table, &format!("{name}-{at}"), counts);
        }
    }
    for (at, (yes, (part, whole))) in columns.sums.iter().enumerate() {
        option(&mut table, &format!("sum-{at}-yes"), yes);
        number(&mut table, &format!("sum-{at}-part"), part);
        number(&mut table, &format!("sum-{at}-whole"), whole);
    }
    table
}

fn number(table: &mut FactTable, fact: &str, values: &[i64]) {
    table.mantissas(fact, values).expect("a column");
}

fn option(table: &mut FactTable, fact: &str, values: &[u8]) {
    table.options(fact, values).expect("a column");
}

/// Hundredths of a point.
pub(crate) fn hundredths(points: Option<Points>) -> i64 {
    let nanos = points.expect("known points").nanos();
    assert_eq!(nanos % 10_000_000, 0, "points are rounded to two places");
    nanos / 10_000_000
}

/// Hundredths of every leaf of a unit by lanes.
pub(crate) fn leaves(scores: &LaneScores, unit: usize) -> [i64; LEAVES] {
    std::array::from_fn(|leaf| hundredths(scores.leaf(unit, leaf).expect("a leaf").computed))
}
