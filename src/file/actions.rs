//! Action files: what a unit could still do, what it costs, and what it would change.

use super::assessment::{Nature, TaskResultFile};
use super::common::Text;
use super::evidence::Document;
use super::scenarios::FactChange;
use crate::number::{Date, Quantity};
use crate::read::{Id, record, tagged};

record! {
    /// A number fact that grows or shrinks.
    #[derive(Default)]
    pub struct FactIncrease {
        /// Fact; it needs a number in the assessment.
        pub fact: Id,
        /// What is added; negative takes away.
        pub by: Quantity,
    }
}

tagged! {
    /// What an action changes.
    pub enum ActionChange {
        /// A fact gets this value.
        Fact(FactChange) = "fact",
        /// A number fact grows by so much; several actions may add to one fact.
        Add(FactIncrease) = "add",
        /// The result of a task, in place of an earlier one of the same task, product and occurrence.
        Task(TaskResultFile) = "task",
        /// A document more on file.
        AddEvidence(Box<Document>) = "add-evidence",
    }
}

record! {
    /// Something a unit could still do.
    #[derive(Default)]
    pub struct ActionFile {
        /// Name in ASCII.
        pub id: Id,
        /// What is done.
        pub title: Text,
        /// What it costs, in the unit of the file.
        pub cost: Quantity,
        /// Last day on which it can be done; impossible if the assessment speaks of a later day.
        pub deadline: Option<Date>,
        /// Who is responsible.
        pub lead: Option<Text>,
        /// Actions it is nothing without.
        pub needs: Vec<Id> = default,
        /// Actions that cannot be chosen together with it.
        pub excludes: Vec<Id> = default,
        /// What it changes.
        pub changes: Vec<ActionChange>,
        /// What a reader should know.
        pub note: Option<Text>,
    }
}

record! {
    /// Actions a plan of least effort is made of.
    pub struct ActionsFile = "par-index/actions@1" {
        /// `par-index/actions@1`.
        pub format: String,
        /// Name in ASCII.
        pub id: Option<Id>,
        /// Name in words.
        pub title: Option<Text>,
        /// Whether it speaks of real figures; `real` where absent.
        pub nature: Option<Nature>,
        /// File of the assessment to improve, relative to this file; with it, `check` looks up what is changed. `improve` takes the assessment it is given.
        pub base: Option<String>,
        /// What costs are counted in: working days, million đồng …
        pub cost_unit: Text,
        /// The day as of which the result is scored; the day of the assessment where absent. Days on which tasks are done lie before it.
        pub measured_on: Option<Date>,
        /// Actions.
        pub actions: Vec<ActionFile>,
        /// What a reader should know.
        pub note: Option<Text>,
    }
}
