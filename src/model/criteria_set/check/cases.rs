//! Checks cases: that no two hold at once, and what they earn.

use super::super::at::At;
use super::super::findings::{CaseNeverHolds, CasesOverlap, ListEmpty};
use super::Checker;
use super::condition::{Allowed, Constraint};
use super::outcome::{Outcome, Place};
use super::rule::constant;
use super::words;
use crate::file::Cases;

/// What a case asks of each measure, each measure once; `None` where something is wrong with it.
type Asked = Option<Vec<Constraint>>;

impl<'f> Checker<'f> {
    /// Checks cases
    pub(super) fn cases(&mut self, cases: &'f Cases, at: &At, place: Place<'_>) -> Outcome {
        let list = at.key("cases");
        if cases.cases.is_empty() {
            self.report(&ListEmpty { key: "cases" }, &list);
        }
        let mut outcome = match self.points_in(cases.otherwise, &at.key("otherwise"), place) {
            Some(points) => constant(points, at),
            None => Outcome::unknown(at),
        };
        let mut all: Vec<Asked> = Vec::with_capacity(cases.cases.len());
        for (index, case) in cases.cases.iter().enumerate() {
            let at = list.index(index);
            let asked = self.case(case, &at);
            let points = self.points_in(case.points, &at.key("points"), place);
            if let (Some(label), Some(points)) = (&case.label, points) {
                self.label(label, points, &at.key("label"));
            }
            let possible = asked.as_deref().is_none_or(|asked| !impossible(asked));
            outcome = match points {
                Some(points) if possible => outcome.or(constant(points, &at)),
                Some(_) => outcome,
                None => outcome.or(Outcome::unknown(&at)),
            };
            all.push(asked);
        }
        self.overlaps(&all, &list);
        outcome
    }

    fn case(&mut self, case: &'f crate::file::Case, at: &At) -> Asked {
        let when = at.key("when");
        if case.when.is_empty() {
            self.report(&ListEmpty { key: "when" }, &when);
            return None;
        }
        let conditions = self.conditions(&case.when, &when)?;
        let impossible_alone = impossible(&conditions);
        let asked = by_measure(conditions);
        if impossible(&asked) && !impossible_alone {
            self.report(&CaseNeverHolds {}, at);
        }
        Some(asked)
    }

    fn overlaps(&mut self, all: &[Asked], list: &At) {
        for (index, second) in all.iter().enumerate() {
            for (earlier, first) in all.iter().enumerate().take(index) {
                let (Some(first), Some(second)) = (first, second) else {
                    continue;
                };
                if let Some(shared) = shared(first, second) {
                    let finding = CasesOverlap {
                        first: earlier.saturating_add(1),
                        second: index.saturating_add(1),
                        shared,
                    };
                    self.report_against(&finding, &list.index(index), &list.index(earlier));
                }
            }
        }
    }
}

fn impossible(asked: &[Constraint]) -> bool {
    asked
        .iter()
        .any(|constraint| constraint.allowed.witness().is_none())
}

/// Conditions on the same measure become one.
fn by_measure(conditions: Vec<Constraint>) -> Vec<Constraint> {
    let mut asked: Vec<Constraint> = Vec::with_capacity(conditions.len());
    for condition in conditions {
        match asked
            .iter_mut()
            .find(|one| one.measure == condition.measure)
        {
            Some(one) => one.allowed = one.allowed.meet(&condition.allowed),
            None => asked.push(condition),
        }
    }
    asked
}

/// Values for which both hold; `None` where there are none.
fn shared(first: &[Constraint], second: &[Constraint]) -> Option<String> {
    let mut values: Vec<String> = Vec::new();
    let mut say = |constraint: &Constraint, allowed: &Allowed| {
        let value = allowed.witness()?;
        values.push(format!(
            "{} = {value}",
            words::describe(&constraint.measure)
        ));
        Some(())
    };
    for constraint in first {
        match second
            .iter()
            .find(|other| other.measure == constraint.measure)
        {
            Some(other) => say(constraint, &constraint.allowed.meet(&other.allowed))?,
            None => say(constraint, &constraint.allowed)?,
        }
    }
    for constraint in second {
        if !first
            .iter()
            .any(|other| other.measure == constraint.measure)
        {
            say(constraint, &constraint.allowed)?;
        }
    }
    Some(values.join(", "))
}
