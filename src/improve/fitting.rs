//! Whether actions fit an assessment, and which of them can be done at all.

use super::action_fault::ActionFault;
use super::actions::Actions;
use super::bench::{Bench, Refused};
use super::improving::ImproveError;
use super::plan::{Impossible, WhyImpossible};
use crate::compile::Scorer;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::eval::Column;
use crate::file::AssessmentFile;
use crate::model::ReformPlan;
use crate::number::{Date, Points};

/// What is said of actions that no assessment was put beside
///
/// Facts, tasks and documents can only be looked up in one.
pub fn base_not_given() -> Diagnostic {
    Diagnostic::new(&ActionFault::BaseNotGiven, "")
}

/// Everything in which actions do not fit an assessment, at its place in the file of actions
///
/// # Errors
///
/// The assessment cannot be scored.
pub fn check_beside(
    scorer: &Scorer,
    plan: Option<&ReformPlan>,
    base: &AssessmentFile,
    actions: &Actions,
) -> Result<Diagnostics, ImproveError> {
    let bench = match begin(scorer, plan, base, actions, Column::Computed) {
        Ok(bench) => bench,
        Err(ImproveError::Actions(found)) => return Ok(found),
        Err(error) => return Err(error),
    };
    let sorted = sort_out(&bench, base.as_of, bench.adds_up(false));
    Ok(sorted.err().unwrap_or_default())
}

/// Puts actions beside an assessment.
pub(super) fn begin<'a>(
    scorer: &'a Scorer,
    plan: Option<&'a ReformPlan>,
    base: &AssessmentFile,
    actions: &'a Actions,
    column: Column,
) -> Result<Bench<'a>, ImproveError> {
    if let Some(day) = actions.file().measured_on
        && day < base.as_of
    {
        let fault = ActionFault::MeasuredBefore {
            measured_on: day.to_string(),
            as_of: base.as_of.to_string(),
        };
        let mut found = Diagnostics::from(Diagnostic::new(&fault, "/measured_on"));
        actions.locate(&mut found);
        return Err(ImproveError::Actions(found));
    }
    Bench::new(scorer, plan, base, actions, column).map_err(|refused| match refused {
        Refused::Assessment(found) => ImproveError::Assessment(found),
        Refused::Score(error) => error.into(),
        Refused::Change(..) | Refused::Action(..) => ImproveError::TooLarge,
    })
}

/// What can be done, and what cannot.
type Sorted = (Vec<usize>, Vec<Impossible>);

/// Parts what can be done from what cannot, and finds out what does not fit the assessment at all.
pub(super) fn sort_out(
    bench: &Bench<'_>,
    as_of: Date,
    by_leaf: bool,
) -> Result<Sorted, Diagnostics> {
    let actions = bench.actions;
    let (mut possible, mut impossible) = (Vec::new(), Vec::new());
    let mut found = Diagnostics::new();
    let before = bench.points(&bench.card);
    let passed = |action: usize| {
        let own = actions.file().actions.get(action)?;
        own.deadline.filter(|day| *day < as_of)
    };
    for action in 0..actions.len() {
        let with_needs = actions.with_needs(action);
        let fits = actions.fit(&with_needs);
        let tried = if fits {
            with_needs.as_slice()
        } else {
            &[action][..]
        };
        let points = match bench.measured(tried, by_leaf) {
            Ok(measured) => measured
                .points
                .checked_sub(before)
                .and_then(|gain| i64::try_from(gain).ok())
                .map(Points::from_nanos),
            Err(refused) => {
                // Where one of its needs is refused already, that is said there.
                let mut needs = tried.iter().filter(|need| **need != action);
                if needs.all(|need| bench.measured(&actions.with_needs(*need), by_leaf).is_ok()) {
                    found.extend(bench.diagnostics(&refused, action));
                }
                continue;
            }
        };
        let needs = with_needs
            .iter()
            .copied()
            .find(|need| *need != action && passed(*need).is_some());
        let why = match (passed(action), needs) {
            (Some(day), _) => WhyImpossible::Passed(day),
            (None, _) if !fits => WhyImpossible::Contradictory,
            (None, Some(need)) => WhyImpossible::Needs(need),
            (None, None) => {
                possible.push(action);
                continue;
            }
        };
        let points = points.filter(|_| fits);
        impossible.push(Impossible {
            action,
            why,
            points,
        });
    }
    if found.is_empty() {
        return Ok((possible, impossible));
    }
    // One fault that several actions run into is reported once.
    let mut once: Vec<Diagnostic> = Vec::new();
    for own in found {
        if !once.contains(&own) {
            once.push(own);
        }
    }
    let mut found: Diagnostics = once.into_iter().collect();
    actions.locate(&mut found);
    Err(found)
}
