//! What the rules of a set say about each fact: where points turn, and what belongs together.

use crate::file::{
    Condition, DaysLate, Due, Measure, NonWorkingDay, Relation, Rule, Scale, Score, Share,
    Timeliness,
};
use crate::model::CriteriaSet;
use crate::number::Quantity;
use crate::read::Id;

/// A fact that is at most the sum of others, and the percentages of that sum at which points turn
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Under {
    pub(super) wholes: Vec<usize>,
    /// What leaves the wholes, or shares them with this fact.
    pub(super) taken: Vec<usize>,
    pub(super) percents: Vec<Quantity>,
}

/// When a date is due
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DueDay {
    pub(super) due: Due,
    pub(super) policy: NonWorkingDay,
    /// The date fact it counts from.
    pub(super) start: Option<usize>,
}

/// What is known of one fact
#[derive(Clone, Debug, Default)]
pub(super) struct Turning {
    /// Numbers at which points turn.
    pub(super) values: Vec<Quantity>,
    pub(super) under: Vec<Under>,
    /// It grows from a base by these percentages.
    pub(super) growth: Vec<(usize, Vec<Quantity>)>,
    pub(super) due: Vec<DueDay>,
    /// Date facts it is not before.
    pub(super) not_before: Vec<usize>,
}

/// What is known of all facts, and the order in which they can be drawn
#[derive(Clone, Debug)]
pub(super) struct Turnings {
    pub(super) facts: Vec<Turning>,
    pub(super) order: Vec<usize>,
}

impl Turnings {
    pub(super) fn of(set: &CriteriaSet) -> Self {
        let mut own = Self {
            facts: vec![Turning::default(); set.facts().len()],
            order: Vec::new(),
        };
        for leaf in set.leaves() {
            own.rule(set, leaf.rule());
        }
        for relation in &set.file().relations {
            own.relation(set, relation);
        }
        own.sort();
        own
    }

    fn fact(&mut self, set: &CriteriaSet, id: &Id) -> Option<&mut Turning> {
        self.facts.get_mut(set.fact_index(id.as_str())?)
    }

    fn rule(&mut self, set: &CriteriaSet, rule: &Rule) {
        match rule {
            Rule::Score(score) => self.score(set, score),
            Rule::Sum(sum) => sum.parts.iter().for_each(|part| self.rule(set, &part.rule)),
            Rule::Gate(gate) => {
                self.conditions(set, &gate.when);
                self.rule(set, &gate.then);
            }
            Rule::Cases(cases) => cases
                .cases
                .iter()
                .for_each(|case| self.conditions(set, &case.when)),
        }
    }

    fn score(&mut self, set: &CriteriaSet, score: &Score) {
        if let Scale::Deduction(deduction) = &score.scale {
            self.conditions(set, &deduction.knock_out);
        }
        self.measure(set, &score.measure, &points(&score.scale));
    }

    fn conditions(&mut self, set: &CriteriaSet, conditions: &[Condition]) {
        for condition in conditions {
            let limits = [
                condition.at_least,
                condition.more_than,
                condition.at_most,
                condition.less_than,
                condition.equals,
            ];
            let limits: Vec<Quantity> = limits.into_iter().flatten().collect();
            self.measure(set, &condition.measure, &limits);
        }
    }

    fn measure(&mut self, set: &CriteriaSet, measure: &Measure, at: &[Quantity]) {
        match measure {
            Measure::Fact(id) => {
                if let Some(fact) = self.fact(set, id) {
                    fact.values.extend(at);
                }
            }
            Measure::Total(ids) => {
                for id in ids {
                    if let Some(fact) = self.fact(set, id) {
                        fact.values.extend(at);
                    }
                }
            }
            Measure::Share(share) => self.share(set, share, at),
            Measure::Growth(growth) => {
                let base = set.fact_index(growth.base.as_str());
                if let (Some(base), Some(now)) = (base, self.fact(set, &growth.now)) {
                    now.growth.push((base, at.to_vec()));
                }
            }
            Measure::Timeliness(Timeliness {
                date: Some(date),
                due: Some(due),
                non_working_day,
                ..
            })
            | Measure::DaysLate(DaysLate {
                date,
                due,
                non_working_day,
                ..
            }) => {
                let start = match due {
                    Due::After(after) => after.of.as_deref().and_then(|id| set.fact_index(id)),
                    _ => None,
                };
                let policy = non_working_day
                    .or(set.file().non_working_day)
                    .unwrap_or(NonWorkingDay::Keep);
                let due = due.clone();
                if let Some(fact) = self.fact(set, date) {
                    fact.due.push(DueDay { due, policy, start });
                }
            }
            Measure::Choice(_)
            | Measure::Timeliness(_)
            | Measure::Completion(_)
            | Measure::Punctuality(_)
            | Measure::Rows(_)
            | Measure::RowShare(_)
            | Measure::WeightedAnswers(_) => {}
        }
    }

    fn share(&mut self, set: &CriteriaSet, share: &Share, at: &[Quantity]) {
        let indexes = |ids: &[Id]| -> Vec<usize> {
            ids.iter()
                .filter_map(|id| set.fact_index(id.as_str()))
                .collect()
        };
        let (parts, wholes) = (indexes(&share.part), indexes(&share.whole));
        let items = share.not_applicable_items.as_ref();
        let items = items.and_then(|id| set.fact_index(id.as_str()));
        // Items first, then the parts out of what is left.
        let mut taken = Vec::new();
        for (fact, percents) in items
            .map(|items| (items, &[][..]))
            .into_iter()
            .chain(parts.iter().map(|part| (*part, at)))
        {
            self.put_under(fact, &wholes, &taken, percents);
            taken.push(fact);
        }
    }

    fn put_under(&mut self, fact: usize, wholes: &[usize], taken: &[usize], at: &[Quantity]) {
        if wholes.contains(&fact) {
            return;
        }
        if let Some(own) = self.facts.get_mut(fact) {
            own.under.push(Under {
                wholes: wholes.to_vec(),
                taken: taken.to_vec(),
                percents: at.to_vec(),
            });
        }
    }

    fn relation(&mut self, set: &CriteriaSet, relation: &Relation) {
        let indexes = |ids: &[Id]| -> Vec<usize> {
            ids.iter()
                .filter_map(|id| set.fact_index(id.as_str()))
                .collect()
        };
        match relation {
            Relation::AtMost(sums) | Relation::Equal(sums) => {
                let (left, right) = (indexes(&sums.left), indexes(&sums.right));
                let mut taken = Vec::new();
                for fact in left {
                    self.put_under(fact, &right, &taken, &[]);
                    taken.push(fact);
                }
            }
            Relation::NotAfter(order) => {
                let first = set.fact_index(order.first.as_str());
                if let (Some(first), Some(then)) = (first, self.fact(set, &order.then)) {
                    then.not_before.push(first);
                }
            }
        }
    }

    /// Facts after those they are drawn from; where they go round in a circle, as they stand.
    fn sort(&mut self) {
        let mut left: Vec<usize> = (0..self.facts.len()).collect();
        while !left.is_empty() {
            let waits = |fact: &usize| {
                self.facts
                    .get(*fact)
                    .is_some_and(|own| own.needs().any(|other| left.contains(&other)))
            };
            let (later, mut now): (Vec<usize>, Vec<usize>) =
                left.iter().partition(|fact| waits(fact));
            left = later;
            if now.is_empty() {
                now = std::mem::take(&mut left);
            }
            self.order.extend(now);
        }
    }
}

impl Turning {
    fn needs(&self) -> impl Iterator<Item = usize> + '_ {
        let under = self.under.iter();
        let under = under.flat_map(|under| under.wholes.iter().chain(&under.taken));
        let starts = self.due.iter().filter_map(|due| due.start.as_ref());
        let bases = self.growth.iter().map(|(base, _)| base);
        under
            .chain(starts)
            .chain(bases)
            .chain(&self.not_before)
            .copied()
    }
}

/// The measures at which a scale turns.
fn points(scale: &Scale) -> Vec<Quantity> {
    match scale {
        Scale::Options(_) => Vec::new(),
        Scale::Bands(bands) => bands
            .iter()
            .flat_map(|band| [band.from, band.to])
            .flatten()
            .collect(),
        Scale::Proportional(own) => own.floor.into_iter().chain([own.full_at]).collect(),
        Scale::PerItem(own) => times(own.cap, own.each).into_iter().collect(),
        Scale::Deduction(own) => times(own.from, own.each).into_iter().collect(),
        Scale::Goalposts(own) => vec![own.worst, own.best],
    }
}

/// How many times one number goes into another, cut to a whole number.
fn times(of: Quantity, each: Quantity) -> Option<Quantity> {
    let scale = of.scale().max(each.scale());
    let times = of.to_scale(scale)?.checked_div(each.to_scale(scale)?)?;
    Quantity::from_i64(times).ok()
}
