//! Going through the combinations of scenarios.

use std::sync::Arc;

use super::change_error::{ChangeError, ChangeFault};
use super::delta;
use super::fit::{self, Fitted};
use super::outcome::{OtherSet, Outcome, Pair};
use super::scenarios::{Case, Scenarios};
use super::what_if::{WhatIf, WhatIfError};
use crate::compare::{CannotCarry, Carried, SetDiff};
use crate::diagnostic::Diagnostics;
use crate::eval::{Assessment, ScoreError, Scorecard};
use crate::file::{Axis, Change, FactValue, ScenarioFile, SetReference};
use crate::model::CriteriaSet;
use thiserror::Error;

/// Scores scenarios beside a base
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// use par_index::{compile::Scorer, eval::Assessment, model::CriteriaSet, number::Date};
/// use par_index::scenario::{Runner, Scenarios};
///
/// let set = par_index::shipped::find("illustrative-shapes", "2024").ok_or("not shipped")?;
/// let scorer = Scorer::new(CriteriaSet::from_json(None, set.json.as_bytes())?)?;
/// let mut file = scorer.blank_assessment("phong-a", Date::parse("2024-11-20")?)?;
/// file.answer("dossiers-due", 1420)?.answer("dossiers-on-time", 1369)?;
/// let base = scorer.score(&Assessment::new(&scorer, None, file)?)?;
///
/// let scenarios = Scenarios::from_json(None, br#"{
///   "format": "par-index/scenarios@1",
///   "scenarios": [{
///     "id": "on-time",
///     "range": { "fact": "dossiers-on-time", "from": 1300, "to": 1420, "step": 60 }
///   }]
/// }"#)?;
/// let runner = Runner::new(&base);
/// assert!(runner.check(&scenarios).is_empty());
/// let outcomes: Vec<_> = runner.outcomes(&scenarios).collect::<Result<_, _>>()?;
/// assert_eq!(outcomes.len(), 3);
/// assert!(outcomes[0].total().after.computed() < outcomes[2].total().after.computed());
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Runner {
    base: Scorecard,
    what_if: WhatIf,
    sets: Vec<CriteriaSet>,
}

/// Why a scenario cannot be scored
#[derive(Clone, Debug, Error)]
#[non_exhaustive]
pub enum ScenarioError {
    /// A change does not fit the base.
    #[error(transparent)]
    Refused(Diagnostics),
    /// The base cannot be scored by the set of the scenario.
    #[error(transparent)]
    Carry(#[from] CannotCarry),
    /// A sum is too large.
    #[error(transparent)]
    Score(#[from] ScoreError),
}

/// A scenario whose combinations are gone through.
struct Walk {
    scenario: usize,
    what_if: WhatIf,
    /// The values of grid and range set last.
    values: Vec<FactValue>,
    /// More than facts changed, so that any leaf can differ from the base.
    everything: bool,
    other: Option<Arc<OtherSet>>,
}

/// Every combination of scenarios, scored
pub struct Outcomes<'a> {
    runner: &'a Runner,
    cases: Box<dyn Iterator<Item = Case<'a>> + 'a>,
    scenarios: &'a Scenarios,
    walk: Option<Walk>,
    /// A scenario that was refused, and is not gone through.
    refused: Option<usize>,
}

impl Runner {
    /// Begins with the scored base
    pub fn new(base: &Scorecard) -> Self {
        Self {
            what_if: WhatIf::new(base),
            base: base.clone(),
            sets: Vec::new(),
        }
    }

    /// Adds a criteria set that scenarios may ask for
    #[must_use]
    pub fn with_set(mut self, set: CriteriaSet) -> Self {
        self.sets.push(set);
        self
    }

    /// The scored base
    pub fn base(&self) -> &Scorecard {
        &self.base
    }

    /// Everything in scenarios that does not fit the base, at its place in their file
    ///
    /// Names are looked up and values compared with their limits, as if they stood in the assessment.
    pub fn check(&self, scenarios: &Scenarios) -> Diagnostics {
        let mut found = scenarios.remarks();
        for (index, scenario) in scenarios.file().scenarios.iter().enumerate() {
            let base = match self.other(scenario, index) {
                Ok(other) => other,
                Err(ScenarioError::Refused(own)) => {
                    found.extend(own);
                    continue;
                }
                // What keeps a whole set from being used is no fault of the scenario.
                Err(_) => continue,
            };
            let (_, own) = self.fitted(scenario, index, base.as_deref());
            found.extend(own);
            let card = base.as_ref().map_or(&self.base, |other| &other.card);
            let (set, base) = (card.scorer().criteria_set(), card.assessment());
            let axes = scenarios.axes(index);
            fit::axes(set, base, scenario, index, axes, &mut found);
        }
        scenarios.locate(&mut found);
        found
    }

    /// Scores every combination, in the order of the file
    ///
    /// Of a scenario that does not fit the base there is one error, and the next scenario follows.
    pub fn outcomes<'a>(&'a self, scenarios: &'a Scenarios) -> Outcomes<'a> {
        Outcomes {
            runner: self,
            cases: Box::new(scenarios.cases()),
            scenarios,
            walk: None,
            refused: None,
        }
    }

    /// The base under the set that a scenario asks for; `None` where it asks for none, or for that of
    /// the base.
    fn other(
        &self,
        scenario: &ScenarioFile,
        index: usize,
    ) -> Result<Option<Arc<OtherSet>>, ScenarioError> {
        let asked = scenario.changes.iter().enumerate();
        let mut asked = asked.filter_map(|(at, change)| match change {
            Change::Edition(set) => Some((at, set)),
            _ => None,
        });
        let Some((at, asked)) = asked.next_back() else {
            return Ok(None);
        };
        let is_asked = |set: &CriteriaSet| *set.id() == asked.id && *set.edition() == asked.edition;
        let old = self.base.scorer().criteria_set();
        if is_asked(old) {
            return Ok(None);
        }
        let Some(set) = self.sets.iter().find(|set| is_asked(set)) else {
            return Err(ScenarioError::Refused(set_not_given(asked, index, at)));
        };
        let diff = SetDiff::between(old, set);
        let carried = Carried::new(&diff, &self.base, set)?;
        Ok(Some(Arc::new(OtherSet {
            card: carried.card().clone(),
            dropped: carried.dropped().to_vec(),
            diff,
        })))
    }

    /// The base with the changes that hold in all combinations, scored, and what was found about them.
    fn fitted(
        &self,
        scenario: &ScenarioFile,
        index: usize,
        other: Option<&OtherSet>,
    ) -> (Result<Option<Scorecard>, ScoreError>, Diagnostics) {
        let card = other.map_or(&self.base, |other| &other.card);
        let scorer = card.scorer();
        let base = card.assessment();
        let set = scorer.criteria_set();
        let mut fitted = Fitted::new(set, base.file(), scenario, index, other.is_some());
        // What could be written is looked at, also where something else could not.
        let scored = match Assessment::new(scorer, base.plan(), fitted.file.clone()) {
            Ok(assessment) => {
                fitted.take(assessment.findings());
                let card = scorer.score(&assessment);
                if let Ok(card) = &card {
                    fitted.take_checks(card);
                }
                card.map(Some)
            }
            Err(found) => {
                fitted.refuse(&found, index);
                Ok(None)
            }
        };
        (scored, fitted.found)
    }

    /// Makes the changes of a scenario that hold in all its combinations.
    fn begin(
        &self,
        scenario: &ScenarioFile,
        index: usize,
        axes: &[Axis],
    ) -> Result<Walk, ScenarioError> {
        let other = self.other(scenario, index)?;
        let card = other.as_ref().map_or(&self.base, |other| &other.card);
        let (set, base) = (card.scorer().criteria_set(), card.assessment());
        let mut found = Diagnostics::new();
        fit::axes(set, base, scenario, index, axes, &mut found);
        if found.has_errors() {
            return Err(ScenarioError::Refused(found));
        }
        let mut walk = Walk {
            scenario: index,
            what_if: self.what_if.clone(),
            values: Vec::new(),
            everything: other.is_some(),
            other,
        };
        if walk.other.is_none() && facts(scenario, &mut walk.what_if).is_some() {
            return Ok(walk);
        }
        let (card, mut found) = self.fitted(scenario, index, walk.other.as_deref());
        match card? {
            Some(card) if !found.has_errors() => {
                walk.what_if = WhatIf::new(&card);
                walk.everything = true;
                Ok(walk)
            }
            _ => {
                found.sort();
                Err(ScenarioError::Refused(found))
            }
        }
    }

    fn outcome<'a>(&self, walk: &mut Walk, case: Case<'a>) -> Result<Outcome<'a>, ScenarioError> {
        for (index, change) in case.values().iter().enumerate() {
            let Change::Fact(own) = change else { continue };
            if walk.values.get(index) == Some(&own.value) {
                continue;
            }
            let fact = walk.what_if.fact(own.fact.as_ref());
            if let Some(fact) = fact {
                walk.what_if
                    .set(fact, &own.value)
                    .map_err(|error| match error {
                        WhatIfError::Score(error) => ScenarioError::Score(error),
                        WhatIfError::Refused(found) => ScenarioError::Refused(found),
                        WhatIfError::Change(error) => {
                            ScenarioError::Refused(error.diagnostic("").into())
                        }
                    })?;
            }
            match walk.values.get_mut(index) {
                Some(value) => value.clone_from(&own.value),
                None => walk.values.push(own.value.clone()),
            }
        }
        let everything = walk.everything || walk.what_if.is_anew();
        let other = walk.other.as_deref();
        let totals = walk.what_if.totals()?;
        Ok(Outcome {
            case,
            total: Pair {
                before: self.base.total().clone(),
                after: totals.total().clone(),
            },
            areas: delta::areas(&self.base, &totals, other),
            leaves: delta::leaves(&self.base, &walk.what_if, everything, other),
            other: walk.other.clone(),
            base: self.base.clone(),
            is_incremental: !everything,
        })
    }
}

impl<'a> Iterator for Outcomes<'a> {
    type Item = Result<Outcome<'a>, ScenarioError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let case = self.cases.next()?;
            if self.refused == Some(case.index()) {
                continue;
            }
            let mut walk = match self.walk.take() {
                Some(walk) if walk.scenario == case.index() => walk,
                _ => {
                    let axes = self.scenarios.axes(case.index());
                    match self.runner.begin(case.scenario(), case.index(), axes) {
                        Ok(walk) => walk,
                        Err(error) => {
                            self.refused = Some(case.index());
                            return Some(Err(self.located(error)));
                        }
                    }
                }
            };
            let outcome = self.runner.outcome(&mut walk, case);
            self.walk = Some(walk);
            return Some(outcome.map_err(|error| self.located(error)));
        }
    }
}

impl Outcomes<'_> {
    fn located(&self, error: ScenarioError) -> ScenarioError {
        match error {
            ScenarioError::Refused(mut found) => {
                self.scenarios.locate(&mut found);
                ScenarioError::Refused(found)
            }
            error => error,
        }
    }
}

/// Changes facts one after another; `None` where the scenario changes something else too, or a
/// value does not fit.
fn facts(scenario: &ScenarioFile, what_if: &mut WhatIf) -> Option<()> {
    for change in &scenario.changes {
        match change {
            Change::Fact(own) => {
                let fact = what_if.fact(own.fact.as_ref())?;
                what_if.set(fact, &own.value).ok()?;
            }
            Change::Edition(_) => {}
            _ => return None,
        }
    }
    Some(())
}

fn set_not_given(asked: &SetReference, scenario: usize, at: usize) -> Diagnostics {
    let error = ChangeError::new(ChangeFault::SetNotGiven {
        asked: format!("{}@{}", asked.id, asked.edition),
    });
    Diagnostics::from(error.diagnostic(&format!("/scenarios/{scenario}/changes/{at}")))
}
