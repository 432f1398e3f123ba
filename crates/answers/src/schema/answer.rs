//! The JSON Schema of a kind of file.

use par_index::file::{
    ActionsFile, AssessmentFile, CriteriaFile, PlanFile, PublishedFile, ScenariosFile,
};
use par_index::read::schema_of;
use serde_json::Value;

use crate::desk::kind::Kind;

/// The JSON Schema of a kind of file
#[derive(Debug)]
pub struct Answer {
    schema: Value,
}

/// The JSON Schema of a kind of file.
pub fn answer(kind: Kind) -> Answer {
    let schema = match kind {
        Kind::Criteria => schema_of::<CriteriaFile>(),
        Kind::Plan => schema_of::<PlanFile>(),
        Kind::Actions => schema_of::<ActionsFile>(),
        Kind::Assessment => schema_of::<AssessmentFile>(),
        Kind::Published => schema_of::<PublishedFile>(),
        Kind::Scenarios => schema_of::<ScenariosFile>(),
    };
    Answer { schema }
}

impl Answer {
    /// The answer as data: the schema itself.
    pub const fn data(&self) -> &Value {
        &self.schema
    }
}
