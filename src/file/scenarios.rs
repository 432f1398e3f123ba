//! Scenario files: named changes to a base assessment.

use super::assessment::{Nature, NotApplicableClaim, SetReference, TaskResultFile};
use super::common::Text;
use super::evidence::Document;
use super::value::FactValue;
use crate::number::Quantity;
use crate::read::{Id, record, tagged};

record! {
    /// Another value of a fact.
    #[derive(Default)]
    pub struct FactChange {
        /// Fact.
        pub fact: Id,
        /// Value; null takes the answer away.
        pub value: FactValue,
    }
}

record! {
    /// A task, product or occurrence whose result is taken away.
    #[derive(Default)]
    pub struct TaskName {
        /// Task.
        pub task: Id,
        /// Product.
        pub product: Option<Id>,
        /// Occurrence.
        pub occurrence: Option<String>,
    }
}

record! {
    /// A criterion or part of which "not applicable" is no longer claimed.
    #[derive(Default)]
    pub struct ApplicableAgain {
        /// Criterion of any level, or area, as in the claim.
        pub at: Id,
        /// Part-mark of that leaf, as in the claim.
        pub part: Option<Id>,
    }
}

record! {
    /// Points an appraiser gives.
    #[derive(Default)]
    pub struct AppraisedPoints {
        /// Leaf.
        pub criterion: Id,
        /// Points given.
        pub points: Quantity,
        /// Round; the latest locked one where absent. Where the base has no appraisal, round 1 is made up, locked.
        pub round: Option<u32>,
    }
}

tagged! {
    /// One change to an assessment.
    pub enum Change {
        /// Another value of a fact.
        Fact(FactChange) = "fact",
        /// The result of a task, in place of an earlier one of the same task, product and occurrence.
        Task(TaskResultFile) = "task",
        /// The result of a task is taken away.
        RemoveTask(TaskName) = "remove-task",
        /// A document more on file.
        AddEvidence(Box<Document>) = "add-evidence",
        /// The document with this name is no longer on file.
        RemoveEvidence(Id) = "remove-evidence",
        /// "Not applicable" is claimed.
        NotApplicable(NotApplicableClaim) = "not-applicable",
        /// "Not applicable" is no longer claimed.
        Applicable(ApplicableAgain) = "applicable",
        /// An appraiser gives other points.
        Appraised(AppraisedPoints) = "appraised",
        /// The assessment answers another criteria set or edition.
        Edition(SetReference) = "edition",
    }
}

record! {
    /// A fact with the values it is tried with.
    #[derive(Default)]
    pub struct Axis {
        /// Fact.
        pub fact: Id,
        /// Values, in the order in which they are tried.
        pub values: Vec<FactValue>,
    }
}

record! {
    /// A number fact that runs over a range.
    #[derive(Default)]
    pub struct FactRange {
        /// Fact.
        pub fact: Id,
        /// First value.
        pub from: Quantity,
        /// Last value; the greatest step that does not pass it is the last one tried.
        pub to: Quantity,
        /// Step: positive where `to` is greater than `from`, negative where it is less.
        pub step: Quantity,
    }
}

record! {
    /// A scenario. With `grid` and `range` it is tried once for each combination of values, the last one listed running fastest; the changes under `changes` hold in all of them.
    #[derive(Default)]
    pub struct ScenarioFile {
        /// Name in ASCII.
        pub id: Id,
        /// Name in words.
        pub title: Option<Text>,
        /// Changes that hold together.
        pub changes: Vec<Change> = default,
        /// Facts with lists of values; every combination is tried.
        pub grid: Option<Vec<Axis>>,
        /// A fact that runs over a range.
        pub range: Option<FactRange>,
        /// What a reader should know.
        pub note: Option<Text>,
    }
}

record! {
    /// Scenarios: named changes to a base assessment.
    pub struct ScenariosFile = "par-index/scenarios@1" {
        /// `par-index/scenarios@1`.
        pub format: String,
        /// Name in ASCII.
        pub id: Option<Id>,
        /// Name in words.
        pub title: Option<Text>,
        /// Whether it speaks of real figures; `real` where absent.
        pub nature: Option<Nature>,
        /// File of the base assessment, relative to this file; what is changed is checked against it.
        pub base: Option<String>,
        /// Scenarios.
        pub scenarios: Vec<ScenarioFile>,
        /// What a reader should know.
        pub note: Option<Text>,
    }
}
