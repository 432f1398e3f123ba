//! Finds facts of which more can mean fewer points.

use std::collections::BTreeMap;

use super::super::limits::RULE_DEPTH;
use crate::file::{Band, Case, Cases, Condition, Goalposts, Measure, Rule, Scale, Score};
use crate::number::{Quantity, Ratio};
use crate::read::Id;

/// How more of a fact can mean fewer points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Worse {
    /// It stands in the whole of a share, and nowhere else.
    AsWhole,
    /// In another way.
    Otherwise,
}

/// Whether points can rise, and whether they can fall, when a measure grows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Trend {
    rises: bool,
    falls: bool,
}

const RISES: Trend = Trend {
    rises: true,
    falls: false,
};
const FALLS: Trend = Trend {
    rises: false,
    falls: true,
};

/// The facts of which more can mean fewer points
pub(super) fn more_is_worse(rule: &Rule) -> BTreeMap<&str, Worse> {
    let mut worse = BTreeMap::new();
    rule_trends(rule, RULE_DEPTH, &mut worse);
    worse
}

fn rule_trends<'f>(rule: &'f Rule, depth: usize, worse: &mut BTreeMap<&'f str, Worse>) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    match rule {
        Rule::Score(score) => score_trends(score, worse),
        Rule::Sum(sum) => {
            for part in &sum.parts {
                rule_trends(&part.rule, depth, worse);
            }
        }
        Rule::Gate(gate) => {
            let nothing = gate.otherwise.is_none_or(|points| points == Quantity::ZERO);
            for condition in &gate.when {
                let holds_is_better = trend_of_condition(condition);
                // Where the other answer gives points too, either side may be the better one.
                let trend = if nothing {
                    holds_is_better
                } else {
                    both(holds_is_better)
                };
                mark(&condition.measure, trend, worse);
            }
            rule_trends(&gate.then, depth, worse);
        }
        Rule::Cases(cases) => {
            for condition in cases.cases.iter().flat_map(|case| &case.when) {
                mark(
                    &condition.measure,
                    trend_of_cases(cases, &condition.measure),
                    worse,
                );
            }
        }
    }
}

fn score_trends<'f>(score: &'f Score, worse: &mut BTreeMap<&'f str, Worse>) {
    let trend = match &score.scale {
        Scale::Options(_) => Trend::default(),
        Scale::Bands(bands) => trend_of_bands(bands),
        Scale::Proportional(_) | Scale::PerItem(_) => RISES,
        Scale::Goalposts(goalposts) => trend_of_goalposts(goalposts),
        Scale::Deduction(deduction) => {
            for condition in &deduction.knock_out {
                let holds = trend_of_condition(condition);
                let reversed = Trend {
                    rises: holds.falls,
                    falls: holds.rises,
                };
                mark(&condition.measure, reversed, worse);
            }
            FALLS
        }
    };
    mark(&score.measure, trend, worse);
}

fn both(trend: Trend) -> Trend {
    let any = trend.rises || trend.falls;
    Trend {
        rises: any,
        falls: any,
    }
}

fn trend_of_goalposts(goalposts: &Goalposts) -> Trend {
    if goalposts.points_at_worst == goalposts.points_at_best {
        Trend::default()
    } else if goalposts.worst < goalposts.best {
        RISES
    } else {
        FALLS
    }
}

fn trend_of_bands(bands: &[Band]) -> Trend {
    let mut sorted: Vec<&Band> = bands.iter().collect();
    sorted.sort_by_key(|band| band.from.map(Ratio::from_quantity));
    let points: Vec<Quantity> = sorted
        .iter()
        .flat_map(|band| match &band.linear {
            Some(linear) => vec![linear.at_from, linear.at_to],
            None => band.points.into_iter().collect(),
        })
        .collect();
    let mut trend = Trend::default();
    for pair in points.windows(2) {
        if let [before, after] = pair {
            trend.rises |= after > before;
            trend.falls |= after < before;
        }
    }
    trend
}

fn has_lower(condition: &Condition) -> bool {
    condition.at_least.is_some() || condition.more_than.is_some() || condition.equals.is_some()
}

fn has_upper(condition: &Condition) -> bool {
    condition.at_most.is_some() || condition.less_than.is_some() || condition.equals.is_some()
}

/// The trend of something that is better where the condition holds.
fn trend_of_condition(condition: &Condition) -> Trend {
    Trend {
        rises: has_lower(condition),
        falls: has_upper(condition),
    }
}

/// The trend of cases in one of their measures.
fn trend_of_cases(cases: &Cases, measure: &Measure) -> Trend {
    let limited = |case: &Case, has: fn(&Condition) -> bool| {
        case.when
            .iter()
            .any(|condition| condition.measure == *measure && has(condition))
    };
    let mut trend = Trend::default();
    for (index, case) in cases.cases.iter().enumerate() {
        // Beyond a limit another case may follow that earns as much, or nothing but `otherwise`.
        let better_with = |has: fn(&Condition) -> bool| {
            cases.otherwise >= case.points
                || cases.cases.iter().enumerate().any(|(other_index, other)| {
                    other_index != index && other.points >= case.points && limited(other, has)
                })
        };
        if limited(case, has_upper) {
            trend.falls |= !better_with(has_lower);
            trend.rises |= cases.otherwise > case.points;
        }
        if limited(case, has_lower) {
            trend.rises |= !better_with(has_upper);
            trend.falls |= cases.otherwise > case.points;
        }
    }
    trend
}

/// Remembers the facts of a measure of which more means fewer points.
fn mark<'f>(measure: &'f Measure, trend: Trend, worse: &mut BTreeMap<&'f str, Worse>) {
    let mut add = |ids: &mut dyn Iterator<Item = &'f Id>, how: Worse| {
        for id in ids {
            let known = worse.entry(id.as_str()).or_insert(how);
            if how == Worse::Otherwise {
                *known = how;
            }
        }
    };
    let up = |ids: &mut dyn Iterator<Item = &'f Id>,
              add: &mut dyn FnMut(&mut dyn Iterator<Item = &'f Id>, Worse)| {
        if trend.falls {
            add(ids, Worse::Otherwise);
        }
    };
    match measure {
        Measure::Fact(id) => up(&mut std::iter::once(id), &mut add),
        Measure::Total(ids) => up(&mut ids.iter(), &mut add),
        Measure::Share(share) => {
            up(
                &mut share.part.iter().chain(&share.not_applicable_items),
                &mut add,
            );
            if trend.rises {
                // More of what stands in part and whole alike raises the share.
                let mut only_whole = share.whole.iter().filter(|id| !share.part.contains(id));
                add(&mut only_whole, Worse::AsWhole);
            }
        }
        Measure::Growth(growth) => {
            up(&mut std::iter::once(&growth.now), &mut add);
            if trend.rises {
                add(&mut std::iter::once(&growth.base), Worse::Otherwise);
            }
        }
        Measure::WeightedAnswers(answers) => {
            if trend.rises || trend.falls {
                add(
                    &mut answers.answers.iter().map(|answer| &answer.fact),
                    Worse::Otherwise,
                );
            }
        }
        // Dates, choices, tables and tasks are not counted item by item.
        Measure::Choice(_)
        | Measure::Timeliness(_)
        | Measure::DaysLate(_)
        | Measure::Completion(_)
        | Measure::Punctuality(_)
        | Measure::Rows(_)
        | Measure::RowShare(_) => {}
    }
}
