//! An assessment filled in step by step.

use super::{
    AppraisalRecord, AssessmentFile, Document, Explanation, ExternalResult, FactValue,
    NotApplicableClaim, Response, Round, SetReference, Span, TaskResultFile, UnitFile,
};
use crate::number::{Date, Quantity};
use crate::read::{Id, IdError};

impl AssessmentFile {
    /// An assessment with nothing answered
    ///
    /// [`Scorer::blank_assessment`](crate::Scorer::blank_assessment) does it for a compiled set.
    pub fn new(unit: UnitFile, period: Span, as_of: Date, criteria_set: SetReference) -> Self {
        Self {
            unit,
            period,
            as_of,
            criteria_set,
            ..Self::default()
        }
    }

    /// Answers a fact, in place of an earlier answer
    ///
    /// # Errors
    ///
    /// An id that is not one.
    pub fn answer(
        &mut self,
        fact: &str,
        value: impl Into<FactValue>,
    ) -> Result<&mut Self, IdError> {
        self.facts.insert(Id::parse(fact)?, value.into());
        Ok(self)
    }

    /// Claims points for a leaf, in place of an earlier claim
    ///
    /// # Errors
    ///
    /// An id that is not one.
    pub fn claim(&mut self, criterion: &str, points: Quantity) -> Result<&mut Self, IdError> {
        let claims = self.claims.get_or_insert_default();
        claims.criteria.insert(Id::parse(criterion)?, points);
        Ok(self)
    }

    /// Says what became of a task
    pub fn add_result(&mut self, result: TaskResultFile) -> &mut Self {
        self.results.push(result);
        self
    }

    /// Puts a document on file
    pub fn add_document(&mut self, document: Document) -> &mut Self {
        self.evidence.push(document);
        self
    }

    /// Enters a result of somebody else
    pub fn add_external(&mut self, result: ExternalResult) -> &mut Self {
        self.external.push(result);
        self
    }

    /// Says of a criterion or an area that it does not apply
    pub fn add_not_applicable(&mut self, claim: NotApplicableClaim) -> &mut Self {
        self.not_applicable.push(claim);
        self
    }

    /// Says something about a criterion
    pub fn add_explanation(&mut self, explanation: Explanation) -> &mut Self {
        self.explanations.push(explanation);
        self
    }

    /// Opens a round of appraisal
    pub fn add_round(&mut self, round: Round) -> &mut Self {
        self.appraisal.get_or_insert_default().rounds.push(round);
        self
    }

    /// Enters a decision of a round
    pub fn add_record(&mut self, record: AppraisalRecord) -> &mut Self {
        self.appraisal.get_or_insert_default().records.push(record);
        self
    }

    /// Enters an answer of the unit between the rounds
    pub fn add_response(&mut self, response: Response) -> &mut Self {
        let appraisal = self.appraisal.get_or_insert_default();
        appraisal.responses.push(response);
        self
    }
}
