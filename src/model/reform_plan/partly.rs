//! What can be checked of a plan of which a part cannot be read.

use std::collections::BTreeSet;

use super::checks;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::file::PlanFile;
use crate::read::{MAX_FAULTS, Partly, touches};

/// Checks that look for what is named elsewhere in the plan
const OF_NAMES: &[&str] = &[
    "circular-deadlines",
    "commitment-at-nothing",
    "task-bound-twice",
    "unknown-lead",
    "unknown-product",
    "unknown-task",
];

/// Checks that count days with what the head of the plan says of them
const OF_DAYS: &[&str] = &["deadline-outside-period"];

/// Keys of a plan under which nothing is named that other parts name
const WITHOUT_NAMES: &[&str] = &["bindings", "instruments", "note", "title"];

/// The faults of reading, and what the checks find that does not follow from them; sorted
pub(super) fn check_partly(partly: Partly<PlanFile>) -> Diagnostics {
    let missing = partly.missing();
    let mut all = partly.found;
    if let Some((file, document)) = partly.value
        && document.holes().len() < MAX_FAULTS
    {
        let mut found = match checks::build(file) {
            Ok(plan) => plan.findings,
            Err(found) => found,
        };
        document.locate(&mut found);
        all.extend(found.into_iter().filter(|one| !may_cause(&missing, one)));
    }
    all.sort();
    all
}

/// Whether a finding may follow from what is missing
fn may_cause(missing: &BTreeSet<String>, one: &Diagnostic) -> bool {
    let places = [Some(one.place()), one.other()];
    let mut places = places.into_iter().flatten();
    let tops = || missing.iter().filter_map(|at| at.split('/').nth(1));
    places.any(|place| touches(missing, &place.pointer))
        || (OF_NAMES.contains(&one.check()) && tops().any(|top| !WITHOUT_NAMES.contains(&top)))
        || (OF_DAYS.contains(&one.check()) && tops().any(|top| top != "bindings"))
}
