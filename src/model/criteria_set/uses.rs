//! What a rule reads: its measures, and the facts and task slots of a measure.

use super::limits::RULE_DEPTH;
use crate::file::{Due, Gate, Measure, Part, Rule, Scale, Score};
use crate::read::Id;

/// A thing a measure reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Used<'f> {
    /// A fact.
    Fact(&'f Id),
    /// A task slot.
    Slot(&'f Id),
}

/// Goes through all measures of a rule, at most `depth` rules deep.
pub(super) fn each_measure<'f>(rule: &'f Rule, depth: usize, visit: &mut dyn FnMut(&'f Measure)) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    match rule {
        Rule::Score(score) => each_of_score(score, visit),
        Rule::Sum(sum) => {
            for Part { rule, .. } in &sum.parts {
                each_measure(rule, depth, visit);
            }
        }
        Rule::Gate(gate) => {
            let Gate { when, then, .. } = &**gate;
            for condition in when {
                visit(&condition.measure);
            }
            each_measure(then, depth, visit);
        }
        Rule::Cases(cases) => {
            for condition in cases.cases.iter().flat_map(|case| &case.when) {
                visit(&condition.measure);
            }
        }
    }
}

fn each_of_score<'f>(score: &'f Score, visit: &mut dyn FnMut(&'f Measure)) {
    visit(&score.measure);
    if let Scale::Deduction(deduction) = &score.scale {
        for condition in &deduction.knock_out {
            visit(&condition.measure);
        }
    }
}

/// Whether a rule reads results of tasks.
pub(super) fn reads_tasks(rule: &Rule) -> bool {
    let mut reads = false;
    each_measure(rule, RULE_DEPTH, &mut |measure| {
        reads |= match measure {
            Measure::Timeliness(timeliness) => timeliness.slot.is_some(),
            Measure::Completion(_) | Measure::Punctuality(_) => true,
            _ => false,
        };
    });
    reads
}

/// Goes through all facts and slots of a measure.
///
/// A due date counted from something that is not an identifier is left to the check of due dates;
/// `find` gives the fact of that name.
pub(super) fn each_use<'f>(
    measure: &'f Measure,
    find: &dyn Fn(&str) -> Option<&'f Id>,
    visit: &mut dyn FnMut(Used<'f>),
) {
    let mut facts =
        |ids: &mut dyn Iterator<Item = &'f Id>| ids.for_each(|id| visit(Used::Fact(id)));
    match measure {
        Measure::Fact(id) | Measure::Choice(id) => facts(&mut std::iter::once(id)),
        Measure::Total(ids) => facts(&mut ids.iter()),
        Measure::Share(share) => facts(
            &mut share
                .part
                .iter()
                .chain(&share.whole)
                .chain(&share.not_applicable_items),
        ),
        Measure::Timeliness(timeliness) => {
            facts(
                &mut timeliness
                    .date
                    .iter()
                    .chain(timeliness.due.iter().filter_map(|due| start(due, find))),
            );
            if let Some(id) = &timeliness.slot {
                visit(Used::Slot(id));
            }
        }
        Measure::DaysLate(late) => {
            facts(&mut std::iter::once(&late.date).chain(start(&late.due, find)));
        }
        Measure::Completion(group) | Measure::Punctuality(group) => {
            for id in &group.slots {
                visit(Used::Slot(id));
            }
        }
        Measure::Rows(rows) | Measure::RowShare(rows) => facts(&mut std::iter::once(&rows.table)),
        Measure::WeightedAnswers(weighted) => {
            facts(&mut weighted.answers.iter().map(|answer| &answer.fact));
        }
        Measure::Growth(growth) => facts(&mut [&growth.now, &growth.base].into_iter()),
    }
}

/// The date fact a due date is counted from.
fn start<'f>(due: &'f Due, find: &dyn Fn(&str) -> Option<&'f Id>) -> Option<&'f Id> {
    match due {
        Due::After(after) => after.of.as_deref().and_then(find),
        _ => None,
    }
}
