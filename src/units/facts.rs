//! One unit of many: its facts, and the way to its scores.

use super::json_rows;
use crate::eval::given::facts::{Resolved, mantissa, option, resolve};
use crate::file::{Fact, FactKind, FactValue};
use crate::number::{Date, Quantity};
use crate::units::leaves::{Said, UnitLeaves};
use crate::units::template::{UnitScores, UnitTemplate};

/// The facts of one unit, in buffers for the next one too
///
/// Values that are refused (`None`) leave the unit as it was: reading it as an assessment says what is
/// wrong with them.
#[derive(Clone, Debug)]
pub struct UnitFacts<'t> {
    template: &'t UnitTemplate,
    facts: Vec<Resolved>,
    group: Option<usize>,
    /// Criteria and areas that do not apply, by number.
    claims: Vec<usize>,
    leaves: UnitLeaves<'t>,
}

impl<'t> UnitFacts<'t> {
    pub(crate) fn new(template: &'t UnitTemplate) -> Self {
        let facts = template.scorer.criteria_set().facts().len();
        Self {
            template,
            facts: vec![Resolved::Open; facts],
            group: None,
            claims: Vec::new(),
            leaves: UnitLeaves::new(template),
        }
    }

    /// Begins the next unit: nothing is answered
    pub fn clear(&mut self) {
        self.facts.fill(Resolved::Open);
        self.group = None;
        self.claims.clear();
    }

    /// The day it speaks of
    pub fn as_of(&self) -> Date {
        self.template.as_of()
    }

    fn fact(&self, fact: usize) -> Option<&'t Fact> {
        self.template.scorer.criteria_set().facts().get(fact)
    }

    fn set(&mut self, fact: usize, value: Resolved) -> Option<()> {
        let value = match value {
            // What is still to come is not known yet.
            Resolved::Date(date) if date > self.template.as_of() => Resolved::Open,
            other => other,
        };
        *self.facts.get_mut(fact)? = value;
        Some(())
    }

    /// Gives a number to the fact with this index
    pub fn number(&mut self, fact: usize, number: Quantity) -> Option<()> {
        let FactKind::Number(kind) = &self.fact(fact)?.kind else {
            return None;
        };
        let mantissa = mantissa(&String::new, number, kind).ok()?;
        self.set(fact, Resolved::Number(mantissa))
    }

    /// Answers the question with this index
    pub fn yes_no(&mut self, fact: usize, yes: bool) -> Option<()> {
        let is_question = matches!(self.fact(fact)?.kind, FactKind::YesNo);
        is_question.then_some(())?;
        self.set(fact, Resolved::Choice(u32::from(!yes)))
    }

    /// Gives an option, a day, or `none` for what was not done, to the fact with this index
    pub fn text(&mut self, fact: usize, text: &str) -> Option<()> {
        let value = match &self.fact(fact)?.kind {
            FactKind::Choice(kind) => Resolved::Choice(u32::try_from(option(kind, text)?).ok()?),
            FactKind::Date(_) if text == "none" => Resolved::NotDone,
            FactKind::Date(span) => {
                let date = Date::parse(text).ok()?;
                if date < span.from || date > span.until {
                    return None;
                }
                Resolved::Date(date)
            }
            _ => return None,
        };
        self.set(fact, value)
    }

    /// Gives rows, written as JSON, to the table with this index
    ///
    /// Refuses what is not written plainly too: [`value`](Self::value) takes it once it is decoded.
    pub fn rows(&mut self, fact: usize, json: &str) -> Option<()> {
        let FactKind::Table(kind) = &self.fact(fact)?.kind else {
            return None;
        };
        self.set(fact, Resolved::Table(json_rows::rows(json, kind)?))
    }

    /// Gives a value of any kind to the fact with this index
    pub fn value(&mut self, fact: usize, value: &FactValue) -> Option<()> {
        let mut faults = Vec::new();
        let resolved = resolve(self.fact(fact)?, value, &mut faults)?;
        self.set(fact, resolved)
    }

    /// Puts the unit into a group of the criteria set
    pub fn group(&mut self, id: &str) -> Option<()> {
        let mut groups = self
            .template
            .scorer
            .criteria_set()
            .file()
            .unit_groups
            .iter();
        self.group = Some(groups.position(|group| group.id.as_str() == id)?);
        Some(())
    }

    /// Says that a criterion or area does not apply
    pub fn not_applicable(&mut self, id: &str) -> Option<()> {
        let name = self.template.name(id)?;
        // Where it is not allowed, that has to be said.
        let is_allowed = |leaf: &usize| matches!(self.template.treated.get(*leaf), Some(Some(_)));
        let leaves = self.template.below.get(name)?;
        if self.claims.contains(&name) || !leaves.iter().all(is_allowed) {
            return None;
        }
        self.claims.push(name);
        Some(())
    }

    /// Scores the unit; `None` where a sum cannot be held
    pub fn score(&mut self) -> Option<UnitScores<'_>> {
        self.sum_up(true)
    }

    /// Scores the unit without keeping what its leaves come to
    pub fn totals(&mut self) -> Option<UnitScores<'_>> {
        self.sum_up(false)
    }

    fn sum_up(&mut self, keeps_leaves: bool) -> Option<UnitScores<'_>> {
        let said = Said {
            facts: &self.facts,
            group: self.group,
            claims: &self.claims,
        };
        let finished = self.leaves.score(said, keeps_leaves)?;
        Some(UnitScores {
            scorer: &self.template.scorer,
            finished,
            criteria: &self.leaves.scores,
        })
    }
}
