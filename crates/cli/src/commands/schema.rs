//! `par-index schema`: the JSON Schema of a kind of file.

use clap::{Args, ValueEnum};
use par_index_answers::desk::kind::Kind;
use par_index_answers::desk::refusal::{Exit, Failure};
use par_index_answers::schema::answer::answer;

use crate::session::Session;

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

impl From<SchemaKind> for Kind {
    fn from(kind: SchemaKind) -> Self {
        match kind {
            SchemaKind::Criteria => Self::Criteria,
            SchemaKind::Plan => Self::Plan,
            SchemaKind::Assessment => Self::Assessment,
            SchemaKind::Published => Self::Published,
            SchemaKind::Scenarios => Self::Scenarios,
            SchemaKind::Actions => Self::Actions,
        }
    }
}

pub(crate) fn run(args: &SchemaArgs, session: &Session) -> Result<Exit, Failure> {
    let answer = answer(args.kind.into());
    session.emit.json(answer.data(), args.output.as_deref())?;
    Ok(Exit::Done)
}
