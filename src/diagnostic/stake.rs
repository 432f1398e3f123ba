//! Which points of which criterion depend on a fault.

use serde::Serialize;

use crate::number::{Date, Points};

/// The column whose points a fault puts in doubt
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StakeOf {
    /// The uppermost of the points claimed
    Claimed,
    /// The uppermost of the points the facts give
    Computed,
    /// The uppermost of the points the documents prove
    Evidenced,
    /// Points that are not given yet
    Open,
}

/// Points of one criterion that depend on a fault
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stake {
    criterion: String,
    of: StakeOf,
    points: Points,
    due: Option<Date>,
}

impl Stake {
    /// Names the points of a scored criterion that depend on a fault
    pub fn new(criterion: impl Into<String>, of: StakeOf, points: Points) -> Self {
        Self {
            criterion: criterion.into(),
            of,
            points,
            due: None,
        }
    }

    /// Says until when something can be done about it
    #[must_use]
    pub fn due(mut self, due: Option<Date>) -> Self {
        self.due = due;
        self
    }

    /// Id of the scored criterion
    pub fn criterion(&self) -> &str {
        &self.criterion
    }

    /// The column whose points are in doubt
    pub fn of(&self) -> StakeOf {
        self.of
    }

    /// How many points of the criterion, in its own scale
    pub fn points(&self) -> Points {
        self.points
    }

    /// The last day on which something can be done about it, where one is known
    pub fn due_by(&self) -> Option<Date> {
        self.due
    }
}
