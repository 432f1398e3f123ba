//! Measures and conditions in names and numbers.

use super::facts::task_name;
use super::scale_lines::interval;
use super::words::{fact_value, number_text};
use crate::compile::{Compiled, CompiledLeaf, Input};
use crate::number::Ratio;
use crate::rule::{Cell, CellValue, Condition, Measure, Terms, Test};

/// Words what a leaf's rule asks, with the facts it reads
pub(super) struct Wording<'a> {
    pub(super) compiled: &'a Compiled,
    pub(super) leaf: &'a CompiledLeaf,
    pub(super) cells: &'a [Cell],
}

impl Wording<'_> {
    /// The arithmetic of a measure, where it has one.
    pub(super) fn arithmetic(&self, measure: &Measure) -> Option<String> {
        match measure {
            Measure::Share { part, whole, .. } => {
                Some(format!("{} ÷ {} × 100", self.sum(part)?, self.sum(whole)?))
            }
            Measure::Number(terms) if terms.terms.len() > 1 => self.sum(terms),
            Measure::Growth { now, base, .. } => {
                let one = |term: crate::rule::Term| {
                    self.sum(&Terms {
                        terms: Box::new([term]),
                        den: 1,
                    })
                };
                let base_text = one(*base)?;
                Some(format!(
                    "({} − {base_text}) ÷ {base_text} × 100",
                    one(*now)?
                ))
            }
            Measure::Weighted {
                answers,
                weight_den,
                ..
            } => {
                let (mut above, mut below) = (Vec::new(), Vec::new());
                for (term, weight) in &**answers {
                    let count = self.sum(&Terms {
                        terms: Box::new([*term]),
                        den: 1,
                    })?;
                    let weight = Ratio::new(i128::from(*weight), i128::from(*weight_den))?;
                    above.push(format!("{} × {count}", number_text(weight)));
                    below.push(count);
                }
                Some(format!("({}) ÷ ({})", above.join(" + "), below.join(" + ")))
            }
            Measure::Number(_) | Measure::Choice { .. } | Measure::Days { .. } => None,
        }
    }

    /// A sum with its numbers: `12 + 5 − 1`.
    fn sum(&self, terms: &Terms) -> Option<String> {
        let mut text = String::new();
        for (index, term) in terms.terms.iter().enumerate() {
            let CellValue::Number { lo, .. } = self.cells.get(term.cell)?.value else {
                return None;
            };
            let value = i128::from(lo).checked_mul(i128::from(term.factor.checked_abs()?))?;
            let value = number_text(Ratio::new(value, i128::from(terms.den))?);
            text.push_str(sign(index, term.factor));
            text.push_str(&value);
        }
        Some(bracketed(terms, text))
    }

    /// A condition as a comparison.
    pub(super) fn condition(&self, condition: &Condition) -> String {
        let name = self.measure_name(&condition.measure);
        match &condition.test {
            Test::Between(from, to) => interval(*from, *to, &name),
            Test::OneOf(bits) => {
                let names: Vec<String> = (0..u64::BITS)
                    .filter(|index| bits.checked_shr(*index).is_some_and(|rest| rest & 1 == 1))
                    .map(|index| self.option(&condition.measure, index))
                    .collect();
                format!("{name} ∈ {{{}}}", names.join(", "))
            }
        }
    }

    fn option(&self, measure: &Measure, index: u32) -> String {
        let Measure::Choice { cell, timely, .. } = measure else {
            return index.to_string();
        };
        if *timely {
            let words = ["on-time", "late", "none"];
            return usize::try_from(index)
                .ok()
                .and_then(|index| words.get(index))
                .map_or_else(String::new, |&word| word.to_owned());
        }
        let fact = self
            .leaf
            .inputs
            .get(*cell)
            .and_then(|input| self.compiled.inputs.get(*input))
            .and_then(Input::fact)
            .and_then(|fact| self.compiled.set.facts().get(fact));
        fact.map(|fact| fact_value(fact, &crate::eval::Resolved::Choice(index)))
            .unwrap_or_default()
    }

    /// The facts of a measure: `a + b`, `(a + b) ÷ (c − d)`.
    fn measure_name(&self, measure: &Measure) -> String {
        match measure {
            Measure::Number(terms) => self.sum_name(terms),
            Measure::Share { part, whole, .. } => {
                let (part_name, whole_name) = (self.sum_name(part), self.sum_name(whole));
                if part_name == whole_name {
                    // The same table or group of tasks, counted twice.
                    return part_name;
                }
                format!(
                    "{} ÷ {}",
                    bracketed(part, part_name),
                    bracketed(whole, whole_name)
                )
            }
            Measure::Growth { now, base, .. } => {
                let base = self.cell_name(base.cell);
                format!("({} − {base}) ÷ {base}", self.cell_name(now.cell))
            }
            Measure::Choice { cell, .. } | Measure::Days { cell, .. } => self.cell_name(*cell),
            Measure::Weighted { answers, .. } => {
                let names = answers.iter().map(|(term, _)| self.cell_name(term.cell));
                names.collect::<Vec<_>>().join(" + ")
            }
        }
    }

    /// A sum with the names of its facts: `a + b − c`.
    fn sum_name(&self, terms: &Terms) -> String {
        let mut text = String::new();
        for (index, term) in terms.terms.iter().enumerate() {
            text.push_str(sign(index, term.factor));
            text.push_str(&self.cell_name(term.cell));
        }
        text
    }

    /// The name of what a cell reads.
    fn cell_name(&self, cell: usize) -> String {
        let input = self.leaf.inputs.get(cell);
        let Some(input) = input.and_then(|input| self.compiled.inputs.get(*input)) else {
            return String::new();
        };
        match input
            .fact()
            .and_then(|fact| self.compiled.set.facts().get(fact))
        {
            Some(fact) => fact.id.to_string(),
            None => task_name(self.compiled, input),
        }
    }
}

/// What stands before a term of a sum.
fn sign(index: usize, factor: i64) -> &'static str {
    match (index, factor < 0) {
        (0, false) => "",
        (0, true) => "−",
        (_, false) => " + ",
        (_, true) => " − ",
    }
}

/// A sum in brackets, where it has several terms.
fn bracketed(terms: &Terms, text: String) -> String {
    if terms.terms.len() > 1 {
        format!("({text})")
    } else {
        text
    }
}
