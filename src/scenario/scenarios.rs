//! A scenario file that was checked, and its combinations one after another.

use super::change::put_for;
use super::scenario_fault::ScenarioFault;
use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::file::{
    AssessmentFile, Axis, Change, FactChange, FactRange, FactValue, ScenarioFile, ScenariosFile,
    SetReference,
};
use crate::model::CriteriaSet;
use crate::number::Quantity;
use crate::read::{Document, decode_document};

/// Most combinations of one file.
const MOST: u64 = 100_000;

/// What is said of a scenario file that nothing was put beside
///
/// Facts, tasks, documents and criteria can only be looked up in a base.
pub fn base_not_given() -> Diagnostic {
    Diagnostic::new(&ScenarioFault::BaseNotGiven, "")
}

/// Scenarios of which names, grids and ranges make sense by themselves
#[derive(Clone, Debug)]
pub struct Scenarios {
    file: ScenariosFile,
    axes: Vec<Vec<Axis>>,
    document: Option<Document>,
}

/// One combination of a scenario
#[derive(Clone, Debug)]
pub struct Case<'a> {
    scenario: &'a ScenarioFile,
    /// Its place in the file.
    index: usize,
    number: usize,
    count: usize,
    values: Vec<Change>,
}

impl Scenarios {
    /// Checks a scenario file by itself
    ///
    /// # Errors
    ///
    /// Every fault: names given twice, scenarios that change nothing, empty grids, ranges that never
    /// arrive, contradictory changes, too many combinations.
    pub fn new(file: ScenariosFile) -> Result<Self, Diagnostics> {
        let mut found = Diagnostics::new();
        if file.format != "par-index/scenarios@1" {
            let fault = ScenarioFault::WrongFormat {
                found: file.format.clone(),
            };
            found.push(Diagnostic::new(&fault, "/format"));
        }
        if file.scenarios.is_empty() {
            found.push(Diagnostic::new(&ScenarioFault::NoScenario, "/scenarios"));
        }
        let mut all = Vec::with_capacity(file.scenarios.len());
        let mut cases = 0_u128;
        for (index, scenario) in file.scenarios.iter().enumerate() {
            let at = format!("/scenarios/{index}");
            let mut earlier = file.scenarios.iter().take(index);
            if let Some(other) = earlier.position(|other| other.id == scenario.id) {
                let fault = ScenarioFault::GivenTwice {
                    name: scenario.id.to_string(),
                };
                found.push(
                    Diagnostic::new(&fault, format!("{at}/id"))
                        .with_other(format!("/scenarios/{other}/id")),
                );
            }
            if scenario.changes.is_empty() && scenario.grid.is_none() && scenario.range.is_none() {
                let fault = ScenarioFault::NothingChanged {
                    name: scenario.id.to_string(),
                };
                found.push(Diagnostic::new(&fault, at.clone()));
            }
            contradictions(scenario, &at, &mut found);
            let (axes, count) = axes(scenario, &at, &mut found);
            cases = cases.saturating_add(count);
            all.push(axes);
        }
        if cases > u128::from(MOST) {
            let fault = ScenarioFault::TooMany {
                found: cases,
                allowed: MOST,
            };
            found.push(Diagnostic::new(&fault, "/scenarios"));
        }
        if found.is_empty() {
            return Ok(Self {
                file,
                axes: all,
                document: None,
            });
        }
        found.sort();
        Err(found)
    }

    /// Reads scenarios from JSON
    ///
    /// # Errors
    ///
    /// Faults of the text or of what it says, each with line and column.
    pub fn from_json(name: Option<&str>, bytes: &[u8]) -> Result<Self, Diagnostics> {
        let (file, document) = decode_document::<ScenariosFile>(name, bytes)?;
        match Self::new(file) {
            Ok(mut scenarios) => {
                scenarios.document = Some(document);
                Ok(scenarios)
            }
            Err(mut found) => {
                document.locate(&mut found);
                found.sort();
                Err(found)
            }
        }
    }

    /// What is to be said of scenarios that make sense: ranges whose end is not among their values
    pub fn remarks(&self) -> Diagnostics {
        let ranges = self.file.scenarios.iter().enumerate();
        ranges
            .filter_map(|(index, scenario)| {
                let range = scenario.range.as_ref()?;
                let (((from, step), count), scale) = steps(range)?;
                let moved = step.checked_mul(i128::try_from(count.checked_sub(1)?).ok()?)?;
                let last = i64::try_from(from.checked_add(moved)?).ok()?;
                let last = Quantity::new(last, scale).ok()?;
                let (to, step) = (range.to, range.step);
                (last != to).then(|| {
                    let fault = ScenarioFault::RangeEndNotTried { to, last, step };
                    Diagnostic::new(&fault, format!("/scenarios/{index}/range/to"))
                })
            })
            .collect()
    }

    /// Fills in line and column of what was found about it, where it was read from JSON, and sorts
    pub fn locate(&self, found: &mut Diagnostics) {
        if let Some(document) = &self.document {
            document.locate(found);
        }
        found.sort();
    }

    /// The criteria sets that scenarios ask for, each with its JSON Pointer
    pub fn editions(&self) -> impl Iterator<Item = (&SetReference, String)> {
        let all = self.file.scenarios.iter().enumerate();
        all.flat_map(|(index, scenario)| {
            let changes = scenario.changes.iter().enumerate();
            changes.filter_map(move |(at, change)| match change {
                Change::Edition(set) => {
                    Some((set, format!("/scenarios/{index}/changes/{at}/edition")))
                }
                _ => None,
            })
        })
    }

    /// The file
    pub fn file(&self) -> &ScenariosFile {
        &self.file
    }

    /// Every combination, in the order written; the last fact of a scenario runs fastest
    pub fn cases(&self) -> impl Iterator<Item = Case<'_>> {
        let all = self.file.scenarios.iter().zip(&self.axes).enumerate();
        all.flat_map(|(index, (scenario, axes))| {
            let count = axes
                .iter()
                .fold(1_usize, |all, axis| all.saturating_mul(axis.values.len()));
            (0..count).map(move |number| Case {
                scenario,
                index,
                number,
                count,
                values: combination(axes, number),
            })
        })
    }

    /// The facts of a scenario that take several values, with these.
    pub(super) fn axes(&self, scenario: usize) -> &[Axis] {
        self.axes.get(scenario).map_or(&[], Vec::as_slice)
    }
}

impl<'a> Case<'a> {
    /// The scenario
    pub fn scenario(&self) -> &'a ScenarioFile {
        self.scenario
    }

    /// The place of the scenario in its file
    pub fn index(&self) -> usize {
        self.index
    }

    /// Which combination of the scenario it is, counted from 0
    pub fn number(&self) -> usize {
        self.number
    }

    /// How many combinations the scenario has
    pub fn count(&self) -> usize {
        self.count
    }

    /// The values of the grid and the range, as changes
    pub fn values(&self) -> &[Change] {
        &self.values
    }

    /// The base with all changes of the combination
    ///
    /// # Errors
    ///
    /// The first change that cannot be applied, with its place in the scenario file.
    pub fn apply(
        &self,
        set: &CriteriaSet,
        base: &AssessmentFile,
    ) -> Result<AssessmentFile, Diagnostics> {
        let mut file = base.clone();
        let pointer = format!("/scenarios/{}", self.index);
        for (index, change) in self.scenario.changes.iter().enumerate() {
            put_for(set, &mut file, change).map_err(|error| {
                Diagnostics::from(error.diagnostic(&format!("{pointer}/changes/{index}")))
            })?;
        }
        for (index, change) in self.values.iter().enumerate() {
            put_for(set, &mut file, change).map_err(|error| {
                let place = format!("{}/fact", axis_pointer(self.scenario, self.index, index));
                Diagnostics::from(Diagnostic::new(error.fault(), place))
            })?;
        }
        Ok(file)
    }
}

/// The place of an axis: in the grid, and after that the range.
pub(super) fn axis_pointer(scenario: &ScenarioFile, index: usize, axis: usize) -> String {
    let in_grid = scenario.grid.as_ref().map_or(0, Vec::len);
    if axis < in_grid {
        format!("/scenarios/{index}/grid/{axis}")
    } else {
        format!("/scenarios/{index}/range")
    }
}

/// The values that a combination gives to the facts.
fn combination(axes: &[Axis], number: usize) -> Vec<Change> {
    let mut rest = number;
    let mut values: Vec<Change> = axes
        .iter()
        .rev()
        .filter_map(|axis| {
            let count = axis.values.len();
            let at = rest.checked_rem(count)?;
            rest = rest.checked_div(count)?;
            Some(Change::Fact(FactChange {
                fact: axis.fact.clone(),
                value: axis.values.get(at)?.clone(),
            }))
        })
        .collect();
    values.reverse();
    values
}

/// The facts of grid and range with their values, and how many combinations they make.
fn axes(scenario: &ScenarioFile, at: &str, found: &mut Diagnostics) -> (Vec<Axis>, u128) {
    let mut all = scenario.grid.clone().unwrap_or_default();
    if scenario.grid.is_some() && all.is_empty() {
        found.push(Diagnostic::new(
            &ScenarioFault::GridEmpty,
            format!("{at}/grid"),
        ));
    }
    let mut count = 1_u128;
    for (index, axis) in all.iter().enumerate() {
        if axis.values.is_empty() {
            let place = format!("{at}/grid/{index}/values");
            found.push(Diagnostic::new(&ScenarioFault::GridEmpty, place));
        }
        count = count.saturating_mul(u128::try_from(axis.values.len()).unwrap_or(u128::MAX));
    }
    if let Some(range) = &scenario.range {
        if let Some((steps, scale)) = steps(range) {
            count = count.saturating_mul(steps.1);
            // More than the limit are refused as a whole, and not made.
            if count <= u128::from(MOST) {
                all.push(Axis {
                    fact: range.fact.clone(),
                    values: running(steps, scale),
                });
            }
        } else {
            let fault = ScenarioFault::RangeNeverArrives {
                from: range.from,
                to: range.to,
                step: range.step,
            };
            found.push(Diagnostic::new(&fault, format!("{at}/range/step")));
        }
    }
    (all, count)
}

/// First mantissa with the step, and how many values there are; then their scale.
type Steps = (((i128, i128), u128), u8);

fn steps(range: &FactRange) -> Option<Steps> {
    let scale = [range.from, range.to, range.step]
        .map(Quantity::scale)
        .into_iter()
        .max()?;
    let wide = |number: Quantity| {
        let more = u32::from(scale.checked_sub(number.scale())?);
        i128::from(number.mantissa()).checked_mul(10_i128.checked_pow(more)?)
    };
    let (from, step) = (wide(range.from)?, wide(range.step)?);
    let last = wide(range.to)?.checked_sub(from)?.checked_div(step)?;
    let leads = range.from == range.to || (range.from < range.to) == (step > 0);
    let count = u128::try_from(last).ok()?.checked_add(1)?;
    leads.then_some((((from, step), count), scale))
}

fn running(((from, step), count): ((i128, i128), u128), scale: u8) -> Vec<FactValue> {
    (0..count)
        .filter_map(|number| {
            let moved = step.checked_mul(i128::try_from(number).ok()?)?;
            let mantissa = i64::try_from(from.checked_add(moved)?).ok()?;
            Quantity::new(mantissa, scale).ok().map(FactValue::Number)
        })
        .collect()
}

/// Reports changes of one scenario that speak of the same thing.
fn contradictions(scenario: &ScenarioFile, at: &str, found: &mut Diagnostics) {
    let changes = scenario.changes.iter().enumerate();
    let mut all: Vec<(Subject, String)> = changes
        .map(|(index, change)| (Subject::of(change), format!("{at}/changes/{index}")))
        .collect();
    for (index, axis) in scenario.grid.iter().flatten().enumerate() {
        let fact = Subject::Fact(axis.fact.clone());
        all.push((fact, format!("{at}/grid/{index}")));
    }
    if let Some(range) = &scenario.range {
        all.push((Subject::Fact(range.fact.clone()), format!("{at}/range")));
    }
    let mut seen: Vec<(Subject, String)> = Vec::new();
    for (what, place) in all {
        match seen.iter().find(|(other, _)| *other == what) {
            Some((_, other)) => found.push(
                Diagnostic::new(&ScenarioFault::Contradict { what }, place).with_other(other),
            ),
            None => seen.push((what, place)),
        }
    }
}
