//! Rules written in one way: lists without meaning in their order sorted, defaults filled in, labels
//! left out, facts by their new names.

use std::collections::BTreeMap;

use crate::file::{
    AfterDue, Condition, Due, Measure, NonWorkingDay, Proportional, Rows, Rule, Scale,
};
use crate::model::{Calendar, last_day};
use crate::number::Quantity;
use crate::read::Id;

/// What else a rule depends on: other names of facts, and the set's policy for non-working days.
#[derive(Clone, Debug)]
pub(super) struct Reader {
    /// New names by old ones.
    pub(super) facts: BTreeMap<Id, Id>,
    pub(super) policy: NonWorkingDay,
}

impl Reader {
    fn fact(&self, id: &mut Id) {
        if let Some(new) = self.facts.get(id) {
            *id = new.clone();
        }
    }

    fn facts(&self, ids: &mut [Id]) {
        for id in ids.iter_mut() {
            self.fact(id);
        }
        ids.sort();
    }

    pub(super) fn rule(&self, rule: &Rule) -> Rule {
        let mut rule = rule.clone();
        self.change_rule(&mut rule);
        rule
    }

    fn change_rule(&self, rule: &mut Rule) {
        match rule {
            Rule::Score(score) => {
                score.measure = self.measure(&score.measure);
                score.scale = self.scale(&score.scale);
            }
            Rule::Sum(sum) => {
                for part in &mut sum.parts {
                    part.title = None;
                    self.change_rule(&mut part.rule);
                }
                sum.parts.sort_by(|a, b| a.id.cmp(&b.id));
            }
            Rule::Gate(gate) => {
                gate.when = self.conditions(&gate.when);
                gate.otherwise = Some(gate.otherwise.unwrap_or(Quantity::ZERO));
                self.change_rule(&mut gate.then);
            }
            Rule::Cases(cases) => {
                for case in &mut cases.cases {
                    case.when = self.conditions(&case.when);
                    case.label = None;
                }
                // Cases do not overlap, so their order has no meaning.
                cases.cases.sort_by_key(|case| key(&case.when));
            }
        }
    }

    pub(super) fn scale(&self, scale: &Scale) -> Scale {
        let mut scale = scale.clone();
        match &mut scale {
            Scale::Options(options) => {
                for option in options.iter_mut() {
                    option.label = None;
                }
                options.sort_by(|a, b| a.is.cmp(&b.is));
            }
            Scale::Bands(bands) => {
                for band in bands.iter_mut() {
                    band.label = None;
                }
                bands.sort_by_key(|band| (band.from, band.from_excluded));
            }
            Scale::Deduction(deduction) => {
                deduction.floor = Some(deduction.floor.unwrap_or(Quantity::ZERO));
                deduction.knock_out = self.conditions(&deduction.knock_out);
            }
            Scale::Proportional(Proportional { .. }) | Scale::PerItem(_) | Scale::Goalposts(_) => {}
        }
        scale
    }

    pub(super) fn conditions(&self, conditions: &[Condition]) -> Vec<Condition> {
        let mut all: Vec<Condition> = conditions.iter().map(|one| self.condition(one)).collect();
        all.sort_by_key(key);
        all
    }

    pub(super) fn condition(&self, condition: &Condition) -> Condition {
        let mut condition = condition.clone();
        condition.measure = self.measure(&condition.measure);
        condition.one_of.sort();
        condition
    }

    pub(super) fn measure(&self, measure: &Measure) -> Measure {
        let mut measure = measure.clone();
        match &mut measure {
            Measure::Fact(id) | Measure::Choice(id) => self.fact(id),
            Measure::Total(ids) => self.facts(ids),
            Measure::Share(share) => {
                self.facts(&mut share.part);
                self.facts(&mut share.whole);
                share
                    .not_applicable_items
                    .iter_mut()
                    .for_each(|id| self.fact(id));
            }
            Measure::Timeliness(timeliness) => {
                timeliness.date.iter_mut().for_each(|id| self.fact(id));
                timeliness.due = timeliness.due.as_ref().map(|due| self.due(due));
                let policy = timeliness.non_working_day.unwrap_or(self.policy);
                timeliness.non_working_day = timeliness.due.as_ref().map(|_| policy);
            }
            Measure::DaysLate(late) => {
                self.fact(&mut late.date);
                late.due = self.due(&late.due);
                late.non_working_day = Some(late.non_working_day.unwrap_or(self.policy));
                late.when_none = Some(late.when_none.unwrap_or(Quantity::ZERO));
            }
            Measure::Completion(group) | Measure::Punctuality(group) => group.slots.sort(),
            Measure::Rows(rows) | Measure::RowShare(rows) => self.rows(rows),
            Measure::WeightedAnswers(weighted) => {
                weighted
                    .answers
                    .iter_mut()
                    .for_each(|answer| self.fact(&mut answer.fact));
                weighted.answers.sort_by(|a, b| a.fact.cmp(&b.fact));
            }
            Measure::Growth(growth) => {
                self.fact(&mut growth.now);
                self.fact(&mut growth.base);
            }
        }
        measure
    }

    fn rows(&self, rows: &mut Rows) {
        self.fact(&mut rows.table);
        for conditions in [&mut rows.r#where, &mut rows.among] {
            for one in conditions.iter_mut() {
                one.one_of.sort();
            }
            conditions.sort_by_key(key);
        }
    }

    /// A fixed due date by its last day, before the policy moves it.
    pub(super) fn due(&self, due: &Due) -> Due {
        match due {
            Due::After(after) => {
                let of = after.of.as_ref().map(|of| {
                    let renamed = self.facts.get(of.as_str());
                    renamed.map_or_else(|| of.clone(), Id::to_string)
                });
                Due::After(AfterDue {
                    of,
                    ..after.clone()
                })
            }
            fixed => last_day(fixed, NonWorkingDay::Keep, &Calendar::new([]), None)
                .map_or_else(|| fixed.clone(), Due::By),
        }
    }
}

/// Something to sort by.
fn key(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
