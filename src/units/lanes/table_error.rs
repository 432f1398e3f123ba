//! What a column can be refused for.

/// A column does not fit the table
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The criteria set has no such fact
    #[error("the criteria set has no fact `{0}`")]
    UnknownFact(String),
    /// The criteria set has no such leaf or area
    #[error("the criteria set has no criterion or area `{0}`")]
    UnknownCriterion(String),
    /// The fact is of another kind
    #[error("fact `{fact}` is not {expected}")]
    WrongKind {
        /// Id of the fact
        fact: String,
        /// What the column would be right for
        expected: &'static str,
    },
    /// A column needs one value for each unit
    #[error("the column of `{name}` has {found} values for {units} units")]
    Length {
        /// Id of the fact or criterion
        name: String,
        /// Values given
        found: usize,
        /// Units of the table
        units: usize,
    },
    /// A value is not one that the fact can have
    #[error("unit {unit}: fact `{fact}`: {reason}")]
    Value {
        /// Id of the fact
        fact: String,
        /// Place of the unit, counted from 0
        unit: usize,
        /// What is wrong with it
        reason: String,
    },
    /// The table was made for other lanes, or the base for another criteria set
    #[error("the table or the base was made for another criteria set")]
    OtherSet,
    /// Too many units for one table
    #[error("{units} units are too many for one table; at most {most}, or what memory holds")]
    TooManyUnits {
        /// Units asked for
        units: usize,
        /// The most that one table takes
        most: usize,
    },
    /// A sum of points is beyond what can be held
    #[error("unit {unit}: a sum of points is too large to be held exactly")]
    TooLarge {
        /// Place of the unit, counted from 0
        unit: usize,
    },
}
