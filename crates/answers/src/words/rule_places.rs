//! The places of a rule, in the order in which a derivation lists them.

use par_index::file::{Cases, Condition, Gate, Measure, Part, Rule, Scale, Score};

/// One place of a rule, in the order of a derivation
#[derive(Clone, Copy, Debug)]
pub enum RuleAt<'r> {
    Score(&'r Score),
    Cases(&'r Cases),
    Gate(&'r Gate),
    Sum(&'r [Part]),
}

impl<'r> RuleAt<'r> {
    pub fn measure(self) -> Option<&'r Measure> {
        match self {
            Self::Score(score) => Some(&score.measure),
            _ => None,
        }
    }

    /// The conditions of a line of the derivation's scale; empty for other lines.
    pub fn conditions(self, line: usize) -> &'r [Condition] {
        match self {
            Self::Cases(cases) => cases.cases.get(line).map_or(&[], |case| &case.when),
            Self::Gate(gate) => gate.when.get(line).map_or(&[], std::slice::from_ref),
            Self::Score(score) => match &score.scale {
                // The first line says how faults are counted.
                Scale::Deduction(deduction) => line
                    .checked_sub(1)
                    .and_then(|line| deduction.knock_out.get(line))
                    .map_or(&[], std::slice::from_ref),
                _ => &[],
            },
            Self::Sum(_) => &[],
        }
    }
}

/// The places of a rule, outer before inner, as a derivation lists them
pub fn places(rule: &Rule) -> Vec<RuleAt<'_>> {
    let mut list = Vec::new();
    collect(rule, &mut list);
    list
}

fn collect<'r>(rule: &'r Rule, list: &mut Vec<RuleAt<'r>>) {
    match rule {
        Rule::Score(score) => list.push(RuleAt::Score(score)),
        Rule::Cases(cases) => list.push(RuleAt::Cases(cases)),
        Rule::Gate(gate) => {
            list.push(RuleAt::Gate(gate));
            collect(&gate.then, list);
        }
        Rule::Sum(sum) => {
            list.push(RuleAt::Sum(&sum.parts));
            for part in &sum.parts {
                collect(&part.rule, list);
            }
        }
    }
}
