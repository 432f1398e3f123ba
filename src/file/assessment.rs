//! Assessment files.

use std::collections::BTreeMap;

use super::common::{Span, Text, UnitFile};
use super::criteria::ProvidedBy;
use super::evidence::Document;
use super::value::{FactValue, TaskExample};
use crate::number::{Date, Quantity};
use crate::read::{Id, keyword, record};

/// Values by fact id.
pub type FactMap = BTreeMap<Id, FactValue>;

/// Task values of an example by slot, `area:ID` or `all`.
pub type TaskExampleMap = BTreeMap<String, TaskExample>;

record! {
    /// The criteria set an assessment answers.
    #[derive(Default)]
    pub struct SetReference {
        /// Criteria set.
        pub id: Id,
        /// Edition.
        pub edition: Id,
    }
}

record! {
    /// What became of a task, a product or one occurrence of it.
    #[derive(Default)]
    pub struct TaskResultFile {
        /// Task.
        pub task: Id,
        /// Product; all products of the task that share its deadline where absent.
        pub product: Option<Id>,
        /// Occurrence of a recurring or on-event task: `2024-Q1`, `2024-03`, `2024-H1`, `2024`, or a name of its own.
        pub occurrence: Option<String>,
        /// Day of the event, for on-event tasks.
        pub event_on: Option<Date>,
        /// Due day, where neither plan nor event give one and an instrument sets it.
        pub due_on: Option<Date>,
        /// Day it was done.
        pub done_on: Option<Date>,
        /// It was not done and will not be.
        pub not_done: bool = default,
        /// Nothing arose in the period.
        pub not_arisen: bool = default,
        /// What a reader should know.
        pub note: Option<String>,
    }
}

record! {
    /// A result of somebody else: survey, other index, other body.
    #[derive(Default)]
    pub struct ExternalResult {
        /// Fact.
        pub fact: Id,
        /// Value.
        pub value: FactValue,
        /// Where it was published.
        pub source: String,
        /// When it was published.
        pub published_on: Option<Date>,
    }
}

record! {
    /// "Not applicable", claimed by the unit.
    #[derive(Default)]
    pub struct NotApplicableClaim {
        /// Criterion of any level, or area.
        pub at: Id,
        /// Part-mark of that leaf.
        pub part: Option<Id>,
        /// Why.
        pub reason: Option<String>,
    }
}

record! {
    /// A whole source that did not take place.
    #[derive(Default)]
    pub struct AbsentClaim {
        /// The source.
        pub provided_by: ProvidedBy,
        /// Why.
        pub reason: Option<String>,
    }
}

record! {
    /// Points the unit typed for itself.
    #[derive(Default)]
    pub struct Claims {
        /// By leaf.
        pub criteria: BTreeMap<Id, Quantity> = default,
        /// By area, as typed in the summary table.
        pub areas: BTreeMap<Id, Quantity> = default,
        /// The total, as typed.
        pub total: Option<Quantity>,
    }
}

record! {
    /// Words of the unit about a criterion.
    #[derive(Default)]
    pub struct Explanation {
        /// Criterion.
        pub criterion: Id,
        /// Text.
        pub text: String,
    }
}

record! {
    /// A round of appraisal.
    #[derive(Default)]
    pub struct Round {
        /// 1 or 2.
        pub round: u32,
        /// Who appraises.
        pub by: String,
        /// Last day of the round.
        pub deadline: Option<Date>,
        /// Day it was locked; an open round decides nothing.
        pub locked_on: Option<Date>,
    }
}

record! {
    /// What an appraiser decided about a leaf in a round. Give one of `points`, `facts`, `not_applicable`, `copies_round`, `copies_claim`.
    #[derive(Default)]
    pub struct AppraisalRecord {
        /// Round.
        pub round: u32,
        /// Leaf.
        pub criterion: Id,
        /// Points given.
        pub points: Option<Quantity>,
        /// Facts corrected; the rule gives the points.
        pub facts: FactMap = default,
        /// Not applicable accepted (true) or refused (false).
        pub not_applicable: Option<bool>,
        /// The decision of that round stands.
        pub copies_round: Option<u32>,
        /// The unit's claim stands.
        pub copies_claim: bool = default,
        /// Who.
        pub by: String,
        /// When.
        pub on: Date,
        /// Why.
        pub reason: Option<String>,
    }
}

record! {
    /// The unit's answer between the rounds.
    #[derive(Default)]
    pub struct Response {
        /// Leaf.
        pub criterion: Id,
        /// Text.
        pub text: String,
        /// When.
        pub on: Date,
        /// Supplementary documents, by id.
        pub documents: Vec<Id> = default,
    }
}

record! {
    /// Appraisal: rounds, decisions, and the unit's answers between.
    #[derive(Default)]
    pub struct Appraisal {
        /// Rounds.
        pub rounds: Vec<Round>,
        /// Decisions.
        pub records: Vec<AppraisalRecord> = default,
        /// Answers of the unit.
        pub responses: Vec<Response> = default,
    }
}

keyword! {
    /// Whether an assessment is real.
    pub enum Nature {
        /// A real assessment.
        Real = "real",
        /// Made up; every output says so.
        MadeUp = "made-up",
    }
}

record! {
    /// A unit's self-assessment.
    pub struct AssessmentFile = "par-index/assessment@1" {
        /// `par-index/assessment@1`.
        pub format: String,
        /// Name in ASCII.
        pub id: Option<Id>,
        /// Name in words.
        pub title: Option<Text>,
        /// Whether it is real; `real` where absent.
        pub nature: Option<Nature>,
        /// The unit.
        pub unit: UnitFile,
        /// The period assessed.
        pub period: Span,
        /// The day the assessment speaks of.
        pub as_of: Date,
        /// Criteria set and edition.
        pub criteria_set: SetReference,
        /// File of the unit's reform plan, relative to this file.
        pub plan: Option<String>,
        /// Values by fact id: numbers, `true`/`false`, the id of an option, a day or `none`, rows of a table; null is unanswered.
        pub facts: FactMap = default,
        /// What became of the tasks.
        pub results: Vec<TaskResultFile> = default,
        /// Results of others.
        pub external: Vec<ExternalResult> = default,
        /// Sources that did not take place.
        pub absent: Vec<AbsentClaim> = default,
        /// What the unit says is not applicable.
        pub not_applicable: Vec<NotApplicableClaim> = default,
        /// Points the unit typed.
        pub claims: Option<Claims>,
        /// Words about criteria.
        pub explanations: Vec<Explanation> = default,
        /// Documents on file.
        pub evidence: Vec<Document> = default,
        /// Appraisal.
        pub appraisal: Option<Appraisal>,
        /// What a reader should know.
        pub note: Option<Text>,
    }
}
