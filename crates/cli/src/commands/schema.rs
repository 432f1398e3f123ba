//! `par-index schema`: the JSON Schema of a kind of file.

use clap::{Args, ValueEnum};
use par_index::file::{
    ActionsFile, AssessmentFile, CriteriaFile, PlanFile, PublishedFile, ScenariosFile,
};
use par_index::read::schema_of;

use crate::session::Session;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;

#[derive(Args, Debug)]
pub(crate) struct SchemaArgs {
    /// Loại tệp / Kind of file
    #[arg(value_enum)]
    pub(crate) kind: SchemaKind,
    /// Ghi vào tệp thay vì màn hình / Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaKind {
    Criteria,
    Plan,
    Assessment,
    Published,
    Scenarios,
    Actions,
}

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
