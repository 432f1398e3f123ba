//! The commands, one a file.

mod batch;
mod check;
mod check_catalogue;
mod check_criteria;
pub(crate) mod criteria;
pub(crate) mod diff;
pub(crate) mod diff_json;
mod explain;
mod explain_json;
mod faults;
mod generate;
mod import;
mod margins;
pub(crate) mod margins_json;
pub(crate) mod plan;
mod plan_json;
pub(crate) mod rank;
mod rank_csv;
mod rank_json;
pub(crate) mod scenario;
mod scenario_csv;
mod scenario_json;
mod schema;
mod score;
pub(crate) mod worklist;
mod worklist_csv;
mod worklist_json;

use std::process::ExitCode;

use par_index::diagnostic::Lang;

use crate::args::{Cli, Command, CriteriaCommand, PlanCommand};
use crate::emit::Emit;
use crate::failure::{Exit, Failure};
use crate::improve;
use crate::input::Sources;

/// What every command works with
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) lang: Lang,
    pub(crate) emit: Emit,
    pub(crate) sources: Sources,
}

/// Runs the command asked for
pub(crate) fn run(cli: &Cli) -> ExitCode {
    let (sources, root) = match Sources::new(cli.shared.root.as_deref()) {
        Ok(sources) => (sources, Ok(())),
        Err(failure) => (Sources::default(), Err(failure)),
    };
    let mut session = Session {
        lang: cli.shared.lang.into(),
        emit: Emit::new(&cli.shared, sources.read_files()),
        sources,
    };
    let exit = root
        .and_then(|()| dispatch(&cli.command, &mut session))
        .unwrap_or_else(|failure| failure.say(&session.sources, session.lang, &session.emit));
    exit.into()
}

fn dispatch(command: &Command, session: &mut Session) -> Result<Exit, Failure> {
    match command {
        Command::Score(args) => score::run(args, session),
        Command::Explain(args) => explain::run(args, session),
        Command::Check(args) => check::run(args, session, false),
        Command::Criteria(CriteriaCommand::Check(args)) => check::run(args, session, true),
        Command::Worklist(args) => worklist::run(args, session),
        Command::Plan(PlanCommand::Status(args)) => plan::status(args, session),
        Command::Criteria(CriteriaCommand::List(args)) => criteria::list(args, session),
        Command::Criteria(CriteriaCommand::Show(args)) => criteria::show(args, session),
        Command::Criteria(CriteriaCommand::Diff(args)) => diff::run(args, session),
        Command::Criteria(CriteriaCommand::Import(args)) => import::run(args, session),
        Command::Margins(args) => margins::run(args, session),
        Command::Rank(args) => rank::run(args, session),
        Command::Scenario(args) => scenario::run(args, session),
        Command::Batch(args) => batch::run(args, session),
        Command::Generate(args) => generate::run(args, session),
        Command::Improve(args) => improve::run(args, session),
        Command::Schema(args) => schema::run(args, session),
    }
}
