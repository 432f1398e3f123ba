//! Which values a cell may have: by what was typed, or by the documents on file.

use crate::case::{Case, Cell, Value};
use crate::evidence::Evidence;
use crate::groups::Read;
use crate::json::Json;
use crate::plan::State;

/// The values a fact may have
pub(crate) enum Range {
    One(Value),
    These(Vec<Value>),
    /// Unanswered.
    Unanswered,
    /// Answered, but nothing on file supports it.
    Unsupported,
}

/// The possible values of cells, for one leaf
pub(crate) struct World<'w, 'a> {
    pub(crate) case: &'w Case<'a>,
    /// Facts an appraiser corrected.
    pub(crate) corrected: &'w Json,
    /// Where given, values are those consistent with the documents.
    pub(crate) evidence: Option<&'w Evidence<'a>>,
}

impl World<'_, '_> {
    /// The possible values of a fact
    pub(crate) fn range(&self, fact: &str) -> Result<Range, String> {
        self.range_of(fact, false)
    }

    /// The possible values of a date from which a due date is counted
    pub(crate) fn start(&self, fact: &str) -> Result<Range, String> {
        self.range_of(fact, true)
    }

    fn range_of(&self, fact: &str, starts_a_count: bool) -> Result<Range, String> {
        match self.case.cell(fact, self.corrected)? {
            Cell::Open { .. } => match self.evidence {
                None => Ok(Range::Unanswered),
                Some(evidence) => evidence.range_of_open(self.case, fact),
            },
            Cell::Known(value) => match self.evidence {
                None => Ok(Range::One(value)),
                Some(evidence) => evidence.range(self.case, fact, value, starts_a_count),
            },
        }
    }

    /// Who has to answer a fact that is unanswered
    pub(crate) fn open(&self, fact: &str) -> Result<Option<bool>, String> {
        Ok(match self.case.cell(fact, self.corrected)? {
            Cell::Open { by_unit } => Some(by_unit),
            Cell::Known(_) => None,
        })
    }

    /// What may have become of an occurrence that arose: done on time, done late, not done
    ///
    /// `readings` are those of all measures of the leaf.
    pub(crate) fn outcomes(&self, index: usize, readings: &[Read]) -> Result<Vec<State>, String> {
        let occurrence = &self.case.occurrences[index];
        let states = match occurrence.state {
            State::Overdue => vec![State::DoneLate, State::NotDone],
            State::Waiting | State::Ongoing => {
                vec![State::DoneOnTime, State::DoneLate, State::NotDone]
            }
            State::DoneOnTime | State::DoneLate | State::Done => match self.evidence {
                None => vec![occurrence.state],
                Some(evidence) => evidence.outcomes(self.case, occurrence, readings)?,
            },
            State::NotDone | State::DidNotArise => vec![State::NotDone],
        };
        // What was done on a day that has no known last day was on time or late.
        let either = |state| match state {
            State::Done => vec![State::DoneOnTime, State::DoneLate],
            state => vec![state],
        };
        Ok(states.into_iter().flat_map(either).collect())
    }
}
