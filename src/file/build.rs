//! Files made in code: `new` with what is needed, and short words for the rest.
//!
//! Every record also has a `Default`, so that `Support { items: Some(3), ..Support::default() }` does.
//! What a default has to say earns no points: no day but the first there is, a name that nothing has.

use super::{
    AbsentClaim, ActionChange, ActionFile, Appraisal, AppraisalRecord, Change, Citation, Document,
    Explanation, ExternalResult, FactChange, FactValue, NotApplicableClaim, ProvidedBy, Response,
    Round, ScenarioFile, SetReference, Span, Support, TaskResultFile, Text, UnitFile,
};
use crate::number::{Date, Quantity};
use crate::read::{Id, IdError};

impl Text {
    /// A text in both languages
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            vi: vi.into(),
            en: Some(en.into()),
        }
    }
}

/// Vietnamese, without English
impl From<&str> for Text {
    fn from(vi: &str) -> Self {
        Self::from(vi.to_owned())
    }
}

/// Vietnamese, without English
impl From<String> for Text {
    fn from(vi: String) -> Self {
        Self { vi, en: None }
    }
}

impl Span {
    /// The days from one to another, both included
    pub const fn new(from: Date, until: Date) -> Self {
        Self { from, until }
    }
}

impl Citation {
    /// The instrument of that name, as a whole
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn new(source: &str) -> Result<Self, IdError> {
        Ok(Self {
            source: Id::parse(source)?,
            provision: None,
        })
    }

    /// The place inside it
    #[must_use]
    pub fn provision(mut self, provision: impl Into<String>) -> Self {
        self.provision = Some(provision.into());
        self
    }
}

impl UnitFile {
    /// A unit by its name in ASCII and its name in words
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn new(id: &str, title: impl Into<Text>) -> Result<Self, IdError> {
        Ok(Self {
            id: Id::parse(id)?,
            title: title.into(),
            group: None,
        })
    }
}

impl SetReference {
    /// An edition of a criteria set
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn new(id: &str, edition: &str) -> Result<Self, IdError> {
        Ok(Self {
            id: Id::parse(id)?,
            edition: Id::parse(edition)?,
        })
    }
}

impl TaskResultFile {
    /// A task of which nothing is said yet
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn new(task: &str) -> Result<Self, IdError> {
        Ok(Self {
            task: Id::parse(task)?,
            ..Self::default()
        })
    }

    /// A task that was done on a day
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn done(task: &str, on: Date) -> Result<Self, IdError> {
        let mut result = Self::new(task)?;
        result.done_on = Some(on);
        Ok(result)
    }

    /// The occurrence of a recurring or on-event task: `2024-Q1`, `2024-03` …
    #[must_use]
    pub fn occurrence(mut self, name: impl Into<String>) -> Self {
        self.occurrence = Some(name.into());
        self
    }
}

impl ExternalResult {
    /// A result of somebody else, with where it was published
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn new(
        fact: &str,
        value: impl Into<FactValue>,
        source: impl Into<String>,
    ) -> Result<Self, IdError> {
        Ok(Self {
            fact: Id::parse(fact)?,
            value: value.into(),
            source: source.into(),
            published_on: None,
        })
    }
}

impl NotApplicableClaim {
    /// A criterion or an area that does not apply, and why
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn new(at: &str, reason: impl Into<String>) -> Result<Self, IdError> {
        Ok(Self {
            at: Id::parse(at)?,
            part: None,
            reason: Some(reason.into()),
        })
    }
}

impl AbsentClaim {
    /// A source that did not take place, and why
    pub fn new(provided_by: ProvidedBy, reason: impl Into<String>) -> Self {
        Self {
            provided_by,
            reason: Some(reason.into()),
        }
    }
}

impl Explanation {
    /// Words about a criterion
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn new(criterion: &str, text: impl Into<String>) -> Result<Self, IdError> {
        Ok(Self {
            criterion: Id::parse(criterion)?,
            text: text.into(),
        })
    }
}

impl Document {
    /// A document by its name in the file and its kind
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn new(id: &str, kind: &str) -> Result<Self, IdError> {
        Ok(Self {
            id: Id::parse(id)?,
            kind: Id::parse(kind)?,
            ..Self::default()
        })
    }

    /// The day it was issued
    #[must_use]
    pub fn issued_on(mut self, day: Date) -> Self {
        self.issued_on = Some(day);
        self
    }

    /// Its number and notation as printed
    #[must_use]
    pub fn notation(mut self, notation: impl Into<String>) -> Self {
        self.notation = Some(notation.into());
        self
    }

    /// What it is put forward for, besides what was said before
    #[must_use]
    pub fn supporting(mut self, support: Support) -> Self {
        self.supports.push(support);
        self
    }
}

impl Support {
    /// For a leaf
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn of(criterion: &str) -> Result<Self, IdError> {
        Id::parse(criterion).map(Self::from)
    }

    /// As the product of a task, `task` or `task/product`
    pub fn of_task(task: impl Into<String>) -> Self {
        Self {
            task: Some(task.into()),
            ..Self::default()
        }
    }

    /// How many items it supports
    #[must_use]
    pub fn items(mut self, items: u32) -> Self {
        self.items = Some(items);
        self
    }

    /// A figure that the document itself states
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn stating(mut self, fact: &str, value: impl Into<FactValue>) -> Result<Self, IdError> {
        self.states.insert(Id::parse(fact)?, value.into());
        Ok(self)
    }
}

/// For a leaf
impl From<Id> for Support {
    fn from(criterion: Id) -> Self {
        Self {
            criterion: Some(criterion),
            ..Self::default()
        }
    }
}

impl Round {
    /// A round, 1 or 2, and who appraises; it is open until it is locked
    pub fn new(round: u32, by: impl Into<String>) -> Self {
        Self {
            round,
            by: by.into(),
            deadline: None,
            locked_on: None,
        }
    }

    /// The day it was locked
    #[must_use]
    pub fn locked_on(mut self, day: Date) -> Self {
        self.locked_on = Some(day);
        self
    }
}

impl Appraisal {
    /// Rounds without a decision
    pub fn new(rounds: impl IntoIterator<Item = Round>) -> Self {
        Self {
            rounds: rounds.into_iter().collect(),
            ..Self::default()
        }
    }
}

impl AppraisalRecord {
    /// A decision about a leaf: who and when; what it is has to be added
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn new(
        round: u32,
        criterion: &str,
        by: impl Into<String>,
        on: Date,
    ) -> Result<Self, IdError> {
        Ok(Self {
            round,
            criterion: Id::parse(criterion)?,
            by: by.into(),
            on,
            ..Self::default()
        })
    }

    /// The points given
    #[must_use]
    pub fn points(mut self, points: Quantity) -> Self {
        self.points = Some(points);
        self
    }

    /// Why
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }
}

impl Response {
    /// The unit's answer about a leaf
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn new(criterion: &str, text: impl Into<String>, on: Date) -> Result<Self, IdError> {
        Ok(Self {
            criterion: Id::parse(criterion)?,
            text: text.into(),
            on,
            documents: Vec::new(),
        })
    }
}

impl FactChange {
    /// A fact that gets a value
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn new(fact: &str, value: impl Into<FactValue>) -> Result<Self, IdError> {
        Ok(Self {
            fact: Id::parse(fact)?,
            value: value.into(),
        })
    }
}

impl Change {
    /// A fact that gets a value
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn fact(fact: &str, value: impl Into<FactValue>) -> Result<Self, IdError> {
        FactChange::new(fact, value).map(Self::Fact)
    }
}

impl ActionChange {
    /// A fact that gets a value
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn fact(fact: &str, value: impl Into<FactValue>) -> Result<Self, IdError> {
        FactChange::new(fact, value).map(Self::Fact)
    }
}

impl ScenarioFile {
    /// A scenario by its name and what it changes
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn new(id: &str, changes: impl IntoIterator<Item = Change>) -> Result<Self, IdError> {
        Ok(Self {
            id: Id::parse(id)?,
            changes: changes.into_iter().collect(),
            ..Self::default()
        })
    }
}

impl ActionFile {
    /// Something that can be done: its name, what it is in words, and what it costs
    ///
    /// # Errors
    ///
    /// A name that is not one.
    pub fn new(id: &str, title: impl Into<Text>, cost: Quantity) -> Result<Self, IdError> {
        Ok(Self {
            id: Id::parse(id)?,
            title: title.into(),
            cost,
            ..Self::default()
        })
    }

    /// What it changes, besides what was said before
    #[must_use]
    pub fn changing(mut self, change: ActionChange) -> Self {
        self.changes.push(change);
        self
    }
}
