//! Checks rules: what they are made of, and whether they can earn their maximum.

use std::collections::BTreeMap;

use super::super::at::At;
use super::super::findings::{ListEmpty, MaximumNotReachable, RuleTooDeep};
use super::super::limits::RULE_DEPTH;
use super::super::values::Lattice;
use super::Checker;
use super::measure::Reader;
use super::outcome::{Outcome, Place};
use crate::file::{Gate, Rule, Score};
use crate::number::{Points, Quantity, Ratio};

/// The part-marks of a leaf by id, at the place where they were first met.
pub(super) type Parts<'f> = BTreeMap<&'f str, At>;

/// Where a rule stands.
pub(super) struct Standing<'s, 'f> {
    /// Rules around it, this one included.
    pub(super) depth: usize,
    /// The part-marks of the leaf met so far.
    pub(super) parts: &'s mut Parts<'f>,
}

impl<'f> Checker<'f> {
    /// Checks the rule of a place, and that it can earn the maximum
    pub(super) fn rule_of(
        &mut self,
        rule: &'f Rule,
        at: &At,
        place: Place<'_>,
        standing: &mut Standing<'_, 'f>,
    ) -> Outcome {
        let start = self.found.len();
        let outcome = self.rule(rule, at, place, standing);
        if let (Some(max), Some(best)) = (place.max, outcome.best)
            && best < Ratio::from_quantity(max)
            && !self.label_says(start, max)
        {
            let missing = Ratio::from_quantity(max)
                .checked_sub(best)
                .and_then(Ratio::to_points_exact);
            let finding = MaximumNotReachable {
                max,
                best,
                mismatch: missing,
            };
            self.report_against(&finding, at, place.at_max);
        }
        outcome
    }

    /// Whether a label found to differ speaks of the maximum: then the points beside it are wrong.
    fn label_says(&self, start: usize, max: Quantity) -> bool {
        let said = max.to_string();
        self.found.iter().skip(start).any(|found| {
            found.check() == "label-differs-from-points" && found.witness() == Some(&said)
        })
    }

    fn rule(
        &mut self,
        rule: &'f Rule,
        at: &At,
        place: Place<'_>,
        standing: &mut Standing<'_, 'f>,
    ) -> Outcome {
        if standing.depth >= RULE_DEPTH {
            self.report(&RuleTooDeep { most: RULE_DEPTH }, at);
            return Outcome::unknown(at);
        }
        standing.depth = standing.depth.saturating_add(1);
        let outcome = match rule {
            Rule::Score(score) => self.score(score, &at.key("score"), place),
            Rule::Sum(sum) => self.sum(sum, &at.key("sum"), place, standing),
            Rule::Gate(gate) => self.gate(gate, &at.key("gate"), place, standing),
            Rule::Cases(cases) => self.cases(cases, &at.key("cases"), place),
        };
        standing.depth = standing.depth.saturating_sub(1);
        outcome
    }

    fn score(&mut self, score: &'f Score, at: &At, place: Place<'_>) -> Outcome {
        let values = self.measure(&score.measure, &at.key("measure"), Reader::Scale(place));
        self.scale(score, values.as_ref(), &at.key("scale"), place)
    }

    fn gate(
        &mut self,
        gate: &'f Gate,
        at: &At,
        place: Place<'_>,
        standing: &mut Standing<'_, 'f>,
    ) -> Outcome {
        let when = at.key("when");
        if gate.when.is_empty() {
            self.report(&ListEmpty { key: "when" }, &when);
        }
        self.conditions(&gate.when, &when);
        self.behind_gates = self.behind_gates.saturating_add(1);
        let then = self.rule(&gate.then, &at.key("then"), place, standing);
        self.behind_gates = self.behind_gates.saturating_sub(1);
        let otherwise = gate.otherwise.unwrap_or(Quantity::ZERO);
        match self.points_in(otherwise, &at.key("otherwise"), place) {
            Some(points) => then.or(constant(points, at)),
            None => then.or(Outcome::unknown(at)),
        }
    }
}

/// The outcome of points that are always the same.
pub(super) fn constant(points: Quantity, at: &At) -> Outcome {
    Outcome {
        best: Some(Ratio::from_quantity(points)),
        lattice: Lattice::NOTHING.with(Points::from_quantity(points)),
        at: at.clone(),
    }
}
