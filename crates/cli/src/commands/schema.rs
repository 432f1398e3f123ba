//! `par-index schema`: the JSON Schema of a kind of file.

use par_index::file::{
    ActionsFile, AssessmentFile, CriteriaFile, PlanFile, PublishedFile, ScenariosFile,
};
use par_index::read::schema_of;

use super::Session;
use crate::args::{SchemaArgs, SchemaKind};
use crate::failure::{Exit, Failure};

pub(crate) fn run(args: &SchemaArgs, session: &Session) -> Result<Exit, Failure> {
    let schema = match args.kind {
        SchemaKind::Criteria => schema_of::<CriteriaFile>(),
        SchemaKind::Plan => schema_of::<PlanFile>(),
        SchemaKind::Actions => schema_of::<ActionsFile>(),
        SchemaKind::Assessment => schema_of::<AssessmentFile>(),
        SchemaKind::Published => schema_of::<PublishedFile>(),
        SchemaKind::Scenarios => schema_of::<ScenariosFile>(),
    };
    session.emit.json(&schema, args.output.as_deref())?;
    Ok(Exit::Done)
}
