//! What must hold between facts, whatever the rules read.

use super::common::{Citation, Text};
use crate::read::{Id, record, tagged};

record! {
    /// Two sums of number facts that are compared.
    #[derive(Default)]
    pub struct SumRelation {
        /// Facts added on the left.
        pub left: Vec<Id>,
        /// Facts added on the right.
        pub right: Vec<Id>,
        /// Why it must hold.
        pub reason: Option<Text>,
        /// What this rests on.
        pub cites: Vec<Citation> = default,
    }
}

record! {
    /// Two date facts in their order.
    #[derive(Default)]
    pub struct DateOrder {
        /// The day that comes first, or the same day.
        pub first: Id,
        /// The day that comes then.
        pub then: Id,
        /// Why it must hold.
        pub reason: Option<Text>,
        /// What this rests on.
        pub cites: Vec<Citation> = default,
    }
}

tagged! {
    /// Something that must hold between facts of an assessment. It changes no points; where it does not hold, a finding says so.
    pub enum Relation {
        /// The left sum is at most the right sum.
        AtMost(SumRelation) = "at-most",
        /// Both sums are equal.
        Equal(SumRelation) = "equal",
        /// One day is not after another.
        NotAfter(DateOrder) = "not-after",
    }
}
