//! Files that are checked beside the assessment they start from: scenarios and actions.

use std::path::Path;

use par_index::diagnostic::Diagnostics;
use par_index::eval::Scorecard;
use par_index::improve::{Actions, ImproveError, base_not_given as no_base, check_beside};
use par_index::scenario::{Runner, Scenarios, base_not_given};
use par_index::shipped;

use super::asked::Asked;
use crate::desk::assessment::{open, open_named, too_large};
use crate::desk::criteria::shipped_set;
use crate::desk::documents::{Input, Sources};
use crate::desk::kinds::document;
use crate::desk::names::display_name;
use crate::desk::naming::Naming;
use crate::desk::refusal::{Exit, Failure};

/// What is found in a scenario file, by itself and beside its base.
pub fn scenarios(
    file: &str,
    input: &Input,
    asked: &Asked<'_>,
    sources: &mut Sources,
) -> Result<Diagnostics, Failure> {
    let scenarios = match Scenarios::from_json(Some(&input.name), &input.bytes) {
        Ok(scenarios) => scenarios,
        Err(found) => return Ok(found),
    };
    let read = match (&asked.base, &scenarios.file().base) {
        (Some(given), _) => open(given, sources),
        (None, Some(named)) => {
            let naming = Naming::base(Path::new(file), named);
            open_named(naming, |found| scenarios.locate(found), sources)
        }
        (None, None) => {
            let mut found = scenarios.remarks();
            found.push(base_not_given());
            scenarios.locate(&mut found);
            return Ok(found);
        }
    };
    let base = match read.and_then(|base| base.score(&asked.beside, sources)) {
        Ok(base) => base,
        Err(failure) => {
            let mut found = scenarios.remarks();
            scenarios.locate(&mut found);
            return Err(failure.and(found));
        }
    };
    let runner = runner(&base.card, &scenarios, sources)?;
    Ok(runner.check(&scenarios))
}

/// What scores the scenarios, with the criteria sets that they ask for and that are shipped.
fn runner(
    base: &Scorecard,
    scenarios: &Scenarios,
    sources: &mut Sources,
) -> Result<Runner, Failure> {
    let mut runner = Runner::new(base);
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for (asked, _) in scenarios.editions() {
        let name = (asked.id.as_str(), asked.edition.as_str());
        if !seen.contains(&name)
            && let Some(set) = shipped::find(name.0, name.1)
        {
            seen.push(name);
            runner = runner.with_set(shipped_set(set, sources)?);
        }
    }
    Ok(runner)
}

/// What is found in a file of actions, by itself and beside its assessment
pub fn actions(
    file: &str,
    input: &Input,
    asked: &Asked<'_>,
    sources: &mut Sources,
) -> Result<Diagnostics, Failure> {
    let actions = match Actions::from_json(Some(&input.name), &input.bytes) {
        Ok(actions) => actions,
        Err(found) => return Ok(found),
    };
    let mut found = actions.findings().clone();
    let read = match (&asked.base, &actions.file().base) {
        (Some(given), _) => open(given, sources),
        (None, Some(named)) => {
            let naming = Naming::base(Path::new(file), named);
            open_named(naming, |found| actions.locate(found), sources)
        }
        (None, None) => {
            found.push(no_base());
            actions.locate(&mut found);
            return Ok(found);
        }
    };
    let scored = read.and_then(|base| {
        let name = display_name(&base.path);
        Ok((name, base.score(&asked.beside, sources)?.card))
    });
    let (name, card) = match scored {
        Ok(scored) => scored,
        Err(failure) => return Err(failure.and(found)),
    };
    let own = card.assessment();
    let beside = check_beside(card.scorer(), own.plan(), own.file(), &actions)
        .map_err(|error| failure(error, &name, sources))?;
    found.extend(beside);
    found.sort();
    Ok(found)
}

fn failure(error: ImproveError, name: &str, sources: &Sources) -> Failure {
    match error {
        ImproveError::Actions(found) => Failure::Refused {
            found,
            exit: Exit::FoundErrors,
        },
        ImproveError::Assessment(mut found) => {
            if let Some(document) = document(name, sources) {
                document.locate(&mut found);
                found.sort();
            }
            Failure::Refused {
                found,
                exit: Exit::FoundErrors,
            }
        }
        ImproveError::TooLarge => Failure::run(
            "chi phí hoặc điểm quá lớn để so sánh chính xác",
            "costs and points are too large to be compared exactly",
        ),
        // The others are about a goal or a column.
        _ => too_large(),
    }
}
