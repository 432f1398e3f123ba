//! Whether what a scenario changes fits the assessment it changes.

use super::change::{Written, put_for};
use super::change_error::{ChangeError, ChangeFault};
use super::scenarios::axis_pointer;
use crate::check::check_assessment;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::eval::{Assessment, Scorecard, resolve};
use crate::file::{AssessmentFile, Axis, Change, FactChange, ScenarioFile};
use crate::model::CriteriaSet;

/// A scenario's changes on their way into a file.
#[derive(Debug)]
pub(super) struct Fitted {
    pub(super) file: AssessmentFile,
    /// What was written, with the place of each in the scenario file.
    written: Vec<(String, String)>,
    pub(super) found: Diagnostics,
}

impl Fitted {
    /// Applies the changes of a scenario that stay the same in all its combinations.
    pub(super) fn new(
        set: &CriteriaSet,
        base: &AssessmentFile,
        scenario: &ScenarioFile,
        index: usize,
        carried: bool,
    ) -> Self {
        let mut fitted = Self {
            file: base.clone(),
            written: Vec::new(),
            found: Diagnostics::new(),
        };
        for (at, change) in scenario.changes.iter().enumerate() {
            let pointer = format!("/scenarios/{index}/changes/{at}");
            match change {
                Change::Edition(_) => {}
                Change::AddEvidence(_) | Change::RemoveEvidence(_) | Change::Appraised(_)
                    if carried =>
                {
                    let error = ChangeError::new(ChangeFault::NotCarried);
                    fitted.found.push(error.diagnostic(&pointer));
                }
                _ => match put_for(set, &mut fitted.file, change) {
                    Ok(written) => fitted.wrote(written, &pointer),
                    Err(error) => fitted.found.push(error.diagnostic(&pointer)),
                },
            }
        }
        fitted
    }

    fn wrote(&mut self, written: Option<Written>, pointer: &str) {
        if let Some(Written { at, from }) = written {
            self.written.push((at, format!("{pointer}{from}")));
        }
    }

    /// The same finding at its place in the scenario file, where it speaks of what was written.
    fn moved(&self, found: &Diagnostic) -> Option<Diagnostic> {
        let place = &found.place().pointer;
        self.written.iter().find_map(|(at, to)| {
            let below = place.strip_prefix(at.as_str())?;
            (below.is_empty() || below.starts_with('/')).then(|| {
                let place = Place::at(format!("{to}{below}"));
                found.clone().with_place(place).without_other()
            })
        })
    }

    /// Takes up what was found about the changed assessment and speaks of a change.
    pub(super) fn take(&mut self, found: &Diagnostics) {
        let moved: Vec<Diagnostic> = found.iter().filter_map(|one| self.moved(one)).collect();
        self.found.extend(moved);
    }

    /// Takes up why the changed assessment cannot be scored: what speaks of a change, or else
    /// everything, at the scenario.
    pub(super) fn refuse(&mut self, found: &Diagnostics, scenario: usize) {
        self.take(found);
        if !self.found.has_errors() {
            let errors = found.iter().filter(|one| one.severity() == Severity::Error);
            let place = Place::at(format!("/scenarios/{scenario}"));
            self.found
                .extend(errors.map(|one| one.clone().with_place(place.clone()).without_other()));
        }
    }

    /// Takes up what is found about points and documents that were written.
    pub(super) fn take_checks(&mut self, card: &Scorecard) {
        let is_checked = |(at, _): &(String, String)| {
            at.starts_with("/appraisal/") || at.starts_with("/evidence/")
        };
        if self.written.iter().any(is_checked) {
            let found = check_assessment(card);
            let moved = found
                .iter()
                .filter(|one| one.severity() != Severity::Advice)
                .filter_map(|one| self.moved(one));
            let moved: Vec<Diagnostic> = moved.collect();
            self.found.extend(moved);
        }
    }
}

/// Looks up the facts of grid and range, and whether their values fit. Of one fact only the first
/// value that does not is reported.
pub(super) fn axes(
    set: &CriteriaSet,
    base: &Assessment,
    scenario: &ScenarioFile,
    index: usize,
    axes: &[Axis],
    found: &mut Diagnostics,
) {
    let in_grid = scenario.grid.as_ref().map_or(0, Vec::len);
    for (at, axis) in axes.iter().enumerate() {
        let pointer = axis_pointer(scenario, index, at);
        let Some(fact) = set
            .fact_index(axis.fact.as_ref())
            .and_then(|fact| set.facts().get(fact))
        else {
            let change = Change::Fact(FactChange {
                fact: axis.fact.clone(),
                value: crate::file::FactValue::Unanswered,
            });
            if let Err(error) = put_for(set, &mut base.file().clone(), &change) {
                found.push(Diagnostic::new(error.fault(), format!("{pointer}/fact")));
            }
            continue;
        };
        for (number, value) in axis.values.iter().enumerate() {
            let mut faults = Vec::new();
            resolve(fact, value, &mut faults);
            if let Some((below, fault)) = faults.first() {
                let place = if at < in_grid {
                    format!("{pointer}/values/{number}{below}")
                } else {
                    pointer.clone()
                };
                found.push(Diagnostic::new(fault, place));
                break;
            }
        }
    }
}
