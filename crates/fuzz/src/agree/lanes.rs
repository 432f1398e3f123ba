//! Lanes beside rows.

use par_index::compile::Scorer;
use par_index::eval::{Assessment, Column, Index, Scorecard, Totals};
use par_index::file::{AssessmentFile, FactValue};
use par_index::lanes::{Detail, FactTable, LaneScores, Lanes, PointIndex, PointSums};
use par_index::model::CriteriaSet;
use par_index::number::Date;
use par_index::sample::{Odds, Samples};
use par_index::shipped::SETS;
use par_index_testkit::{CaseSeed, case_from_seed, simplified};

use super::Tally;

/// A random set, or one of those shipped, with units that differ in facts and in what does not apply
struct World {
    scorer: Scorer,
    base: AssessmentFile,
    units: Vec<AssessmentFile>,
}

/// Compares so many units of one set.
pub(super) fn compare(number: u64, each: u64) -> Result<Tally, String> {
    let world = World::new(number, each)?;
    let lanes = world.lanes()?;
    let table = world.table(&lanes)?;
    let scores = lanes
        .score(&table, Detail::Leaves)
        .map_err(|fault| fault.to_string())?;
    let mut tally = Tally {
        sets: 1,
        ..Tally::default()
    };
    for (unit, file) in world.units.iter().enumerate() {
        tally.values += world.unit(&scores, unit).map_err(|fault| {
            let file = serde_json::to_string(file).unwrap_or_default();
            let set = world.scorer.criteria_set().file();
            let set = serde_json::to_string(set).unwrap_or_default();
            format!("{fault}\n--- criteria\n{set}\n--- assessment\n{file}")
        })?;
        tally.cases += 1;
    }
    let by_row = u64::try_from(scores.units_by_row()).unwrap_or(u64::MAX);
    tally.in_lanes = tally.cases.saturating_sub(by_row);
    Ok(tally)
}

fn scorer(criteria: &str) -> Result<Scorer, String> {
    let set = CriteriaSet::from_json(None, criteria.as_bytes());
    Scorer::new(set.map_err(|found| found.to_string())?).map_err(|fault| fault.to_string())
}

/// One set of eight is a shipped one, and one of eight is left as it is; of the others every leaf has a lane.
fn drawn(number: u64) -> Result<Scorer, String> {
    let shipped = usize::try_from(number / 8).unwrap_or(0) % SETS.len().max(1);
    if let (0, Some(set)) = (number % 8, SETS.get(shipped)) {
        return scorer(set.json);
    }
    let random = case_from_seed(CaseSeed::from_number(number)).criteria;
    if number % 8 == 1 {
        return scorer(&random);
    }
    // Weights may need the rounding of areas, and bands may be written for rounded measures.
    let Some(Ok(all)) = simplified(&random, |_| true).map(|criteria| scorer(&criteria)) else {
        return scorer(&random);
    };
    let blank = blank(&all)?;
    let blank = Assessment::new(&all, None, blank).map_err(|found| found.to_string())?;
    let lanes = Lanes::new(&all, &blank).map_err(|fault| fault.to_string())?;
    let has_lane = |id: &str| {
        let leaf = all.criteria_set().leaf_index(id);
        leaf.is_some_and(|leaf| lanes.has_lane(leaf))
    };
    match simplified(&random, has_lane).map(|criteria| scorer(&criteria)) {
        Some(Ok(simple)) => Ok(simple),
        _ => Ok(all),
    }
}

fn blank(scorer: &Scorer) -> Result<AssessmentFile, String> {
    let day: Date = scorer.criteria_set().file().in_force.until;
    let blank = scorer.blank_assessment("unit", day);
    blank.map_err(|fault| fault.to_string())
}

impl World {
    fn new(number: u64, each: u64) -> Result<Self, String> {
        let scorer = drawn(number)?;
        // Most units answer everything; what is missing or does not apply goes to rows, or narrows a lane.
        let odds = Odds {
            missing: if number.is_multiple_of(3) { 20 } else { 0 },
            not_applicable: if number.is_multiple_of(2) { 20 } else { 0 },
            not_done: 0,
            ..Odds::default()
        };
        let base = blank(&scorer)?;
        let samples = Samples::new(&scorer, number, base.as_of, odds);
        let units = (0..each)
            .map(|unit| {
                let drawn = samples.unit(unit).map_err(|fault| fault.to_string())?;
                Ok(AssessmentFile {
                    facts: drawn.facts,
                    external: drawn.external,
                    not_applicable: drawn.not_applicable,
                    ..base.clone()
                })
            })
            .collect::<Result<_, String>>()?;
        Ok(Self {
            scorer,
            base,
            units,
        })
    }

    fn assessment(&self, file: &AssessmentFile) -> Result<Assessment, String> {
        Assessment::new(&self.scorer, None, file.clone()).map_err(|found| found.to_string())
    }

    fn lanes(&self) -> Result<Lanes, String> {
        let base = self.assessment(&self.base)?;
        Lanes::new(&self.scorer, &base).map_err(|fault| fault.to_string())
    }

    /// All units as columns.
    fn table(&self, lanes: &Lanes) -> Result<FactTable, String> {
        let table = lanes.table(self.units.len());
        let mut table = table.map_err(|fault| fault.to_string())?;
        for fact in self.scorer.criteria_set().facts() {
            let values: Vec<FactValue> = self
                .units
                .iter()
                .map(|unit| {
                    let outside = unit.external.iter().find(|result| result.fact == fact.id);
                    let own = unit.facts.get(&fact.id);
                    let value = own.or(outside.map(|result| &result.value));
                    value.cloned().unwrap_or(FactValue::Unanswered)
                })
                .collect();
            table
                .values(fact.id.as_str(), &values)
                .map_err(|fault| fault.to_string())?;
        }
        let mut places: Vec<&str> = self
            .units
            .iter()
            .flat_map(|unit| &unit.not_applicable)
            .map(|claim| claim.at.as_str())
            .collect();
        places.sort_unstable();
        places.dedup();
        for place in places {
            let marks: Vec<bool> = self
                .units
                .iter()
                .map(|unit| {
                    let mut claims = unit.not_applicable.iter();
                    claims.any(|claim| claim.at.as_str() == place)
                })
                .collect();
            table
                .not_applicable(place, &marks)
                .map_err(|fault| fault.to_string())?;
        }
        Ok(table)
    }

    /// How many values of a unit agree.
    fn unit(&self, scores: &LaneScores, unit: usize) -> Result<u64, String> {
        let file = self.units.get(unit).ok_or("no such unit")?;
        let card: Scorecard = self
            .scorer
            .score(&self.assessment(file)?)
            .map_err(|fault| fault.to_string())?;
        let sums = scores.unit(unit).ok_or("no sums of the unit")?;
        let mut values = 0;
        let mut same = |name: &dyn Fn() -> String, is_same: bool| {
            values += 1;
            if is_same { Ok(()) } else { Err(name()) }
        };
        let ours = sums.areas().chain([sums.total()]);
        let rows = card.areas().iter().chain([card.total()]);
        for (place, (own, row)) in ours.zip(rows).enumerate() {
            for (column, is_same) in sums_agree(own, row) {
                same(
                    &|| format!("area {place} (the last is the total): {column}"),
                    is_same,
                )?;
            }
        }
        for row in card.criteria() {
            let own = scores.leaf(unit, row.leaf()).ok_or("no leaf")?;
            let pairs = [
                ("state", own.state == row.state()),
                ("computed", own.computed == row.computed()),
                ("open", own.open == row.open()),
                ("pending", own.pending == row.pending()),
                ("excluded", own.excluded == row.excluded()),
                ("lower", own.lower == row.lower()),
                ("upper", own.upper == row.upper()),
            ];
            for (column, is_same) in pairs {
                same(&|| format!("leaf {}: {column}", row.leaf()), is_same)?;
            }
        }
        Ok(values)
    }
}

fn sums_agree(own: PointSums<'_>, row: &Totals) -> [(&'static str, bool); 8] {
    [
        ("max", own.max() == row.max()),
        ("applicable", own.applicable() == row.applicable()),
        ("computed", own.computed() == row.computed()),
        ("open", own.open() == row.open()),
        ("pending", own.pending() == row.pending()),
        ("excluded", own.excluded() == row.excluded()),
        ("index/self", is_index(&own.own_index(), &row.index().own())),
        (
            "index/whole",
            is_index(&own.whole_index(), &row.index().whole()),
        ),
    ]
}

fn is_index(own: &PointIndex, row: &Index) -> bool {
    own.value == row.column(Column::Computed)
        && (own.lower, own.upper) == (row.lower(), row.upper())
        && own.is_exact == row.is_exact()
}
