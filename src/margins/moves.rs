//! A change of one thing, and an assessment with it.

use serde::Serialize;

use crate::eval::{Resolved, is_from_outside};
use crate::file::{AssessmentFile, Fact, FactKind, FactValue};
use crate::model::CriteriaSet;
use crate::number::{Date, Quantity};
use crate::read::keyword;

keyword! {
    /// What becomes of tasks instead.
    pub enum TaskMove {
        /// Done, on the day the assessment speaks of.
        Done = "done",
        /// Done on their last day instead of late.
        OnTime = "on-time",
        /// Done the day after their last day instead of on time.
        Late = "late",
        /// Not done.
        NotDone = "not-done",
    }
}

/// A change of one thing
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Move {
    /// Another number.
    Number {
        /// Index of the fact.
        fact: usize,
        /// Value now.
        from: Quantity,
        /// Value then.
        to: Quantity,
    },
    /// Another option; of yes and no, yes is 0.
    Choice {
        /// Index of the fact.
        fact: usize,
        /// Option now.
        from: usize,
        /// Option then.
        to: usize,
    },
    /// Another day; `None` is not done.
    Day {
        /// Index of the fact.
        fact: usize,
        /// Day now.
        from: Option<Date>,
        /// Day then.
        to: Option<Date>,
    },
    /// Something else became of some tasks.
    Tasks {
        /// What becomes of them.
        to: TaskMove,
        /// The occurrences that change, by their place in the task book.
        occurrences: Vec<usize>,
        /// The results that are written anew, by their place in the file, each with its new day.
        results: Vec<(usize, Option<Date>)>,
    },
}

impl Move {
    /// The fact that changes and its value then; `None` for tasks.
    pub(super) fn value(&self, set: &CriteriaSet) -> Option<(usize, Resolved)> {
        Some(match self {
            Self::Number { fact, to, .. } => {
                let FactKind::Number(kind) = &set.facts().get(*fact)?.kind else {
                    return None;
                };
                let decimals = u8::try_from(kind.decimals).ok()?;
                (*fact, Resolved::Number(to.to_scale(decimals)?))
            }
            Self::Choice { fact, to, .. } => (*fact, Resolved::Choice(u32::try_from(*to).ok()?)),
            Self::Day { fact, to, .. } => (*fact, to.map_or(Resolved::NotDone, Resolved::Date)),
            Self::Tasks { .. } => return None,
        })
    }

    /// Writes the change into an assessment of the set
    pub fn apply(&self, set: &CriteriaSet, file: &mut AssessmentFile) {
        match self {
            Self::Number { fact, to, .. } => write(set, file, *fact, FactValue::Number(*to)),
            Self::Choice { fact, to, .. } => {
                if let Some(value) = set.facts().get(*fact).and_then(|fact| option(fact, *to)) {
                    write(set, file, *fact, value);
                }
            }
            Self::Day { fact, to, .. } => {
                let value = to.map_or(FactValue::Text("none".to_owned()), FactValue::from);
                write(set, file, *fact, value);
            }
            Self::Tasks { results, .. } => {
                for (index, day) in results {
                    if let Some(result) = file.results.get_mut(*index) {
                        result.done_on = *day;
                        result.not_done = day.is_none();
                    }
                }
            }
        }
    }
}

/// An option as written in a file.
fn option(fact: &Fact, index: usize) -> Option<FactValue> {
    match &fact.kind {
        FactKind::YesNo => Some(FactValue::YesNo(index == 0)),
        FactKind::Choice(kind) => {
            let option = kind.options.get(index)?;
            Some(FactValue::Text(option.id.to_string()))
        }
        FactKind::Number(_) | FactKind::Date(_) | FactKind::Table(_) => None,
    }
}

fn write(set: &CriteriaSet, file: &mut AssessmentFile, fact: usize, value: FactValue) {
    let Some(fact) = set.facts().get(fact) else {
        return;
    };
    if !is_from_outside(fact) {
        file.facts.insert(fact.id.clone(), value);
    } else if let Some(own) = file.external.iter_mut().find(|own| own.fact == fact.id) {
        own.value = value;
    }
}
