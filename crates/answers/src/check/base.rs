//! Scenario files, which are checked beside the assessment they start from.

use std::path::Path;

use par_index::diagnostic::Diagnostics;
use par_index::scenario::{Scenarios, base_not_given};

use super::asked::Asked;
use crate::desk::assessment::{open, open_named};
use crate::desk::documents::{Input, Sources};
use crate::desk::naming::Naming;
use crate::desk::refusal::Failure;
use crate::scenario::answer::runner;

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
    let runner = runner(&base.card, &scenarios, &[], sources)?;
    Ok(runner.check(&scenarios))
}
