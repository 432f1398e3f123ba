//! `par-index scenario`: what an assessment would come to if some of it were different.

use clap::Args;
use par_index::compare::CannotCarry;
use par_index::diagnostic::Message;
use par_index::eval::Scorecard;
use par_index::read::suggest;
use par_index::scenario::{Outcome, Runner, ScenarioError, Scenarios};
use par_index::shipped;

use super::{scenario_csv, scenario_json};
use crate::options::{Beside, TableFormat, To};
use crate::session::Session;
use crate::text::scenario;
use par_index_answers::desk::assessment;
use par_index_answers::desk::assessment::too_large;
use par_index_answers::desk::criteria::named;
use par_index_answers::desk::criteria::shipped_set;
use par_index_answers::desk::findings;
use par_index_answers::desk::kind::Kind;
use par_index_answers::desk::kinds::kind_of;
use par_index_answers::desk::kinds::wanted;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;
use par_index_answers::desk::refusal::both;
use par_index_answers::words::page::Page;

#[derive(Args, Debug)]
pub(crate) struct ScenarioArgs {
    /// Bản tự chấm gốc / Base assessment
    pub(crate) base: String,
    /// Tệp kịch bản / Scenario file
    pub(crate) scenarios: String,
    /// Chỉ kịch bản này / Only these scenarios
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    #[command(flatten)]
    pub(crate) beside: Beside,
    /// Bộ tiêu chí khác mà kịch bản nhắc tới: tên bộ, tên@phiên bản, hoặc tệp / A further criteria set that scenarios ask for: set, set@edition, or file
    #[arg(long, value_name = "SET")]
    pub(crate) edition: Vec<String>,
    #[command(flatten)]
    pub(crate) to: To<TableFormat>,
}

pub(crate) fn run(args: &ScenarioArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let scored = assessment::score(&args.base, &args.beside.asked(), &mut session.sources);
    let (scored, scenarios) = both(scored, scenarios(&args.scenarios, session))?;
    known(&args.only, &scenarios)?;
    let runner = runner(&scored.card, &scenarios, &args.edition, session)?;
    let found = runner.check(&scenarios);
    if found.has_errors() {
        return Err(Failure::Refused {
            found,
            exit: Exit::FoundErrors,
        });
    }
    let meant = |id: &str| args.only.is_empty() || args.only.iter().any(|own| own == id);
    let outcomes = runner
        .outcomes(&scenarios)
        .filter(|outcome| match outcome {
            Ok(outcome) => meant(outcome.case().scenario().id.as_str()),
            Err(_) => true,
        })
        .map(|outcome| outcome.map_err(stopped));
    let output = args.to.output.as_deref();
    match form {
        TableFormat::Csv => {
            let mut stream = session.emit.open(output)?;
            let mut goes_on = stream.write(&scenario_csv::head())?;
            for outcome in outcomes {
                if !goes_on {
                    break;
                }
                goes_on = stream.write(&scenario_csv::rows(&outcome?, session.lang))?;
            }
            stream.finish()?;
        }
        TableFormat::Json => {
            let outcomes: Vec<Outcome<'_>> = outcomes.collect::<Result<_, _>>()?;
            session.emit.json(
                &scenario_json::document(&runner, &scenarios, &outcomes),
                output,
            )?;
        }
        TableFormat::Text | TableFormat::Html => {
            let outcomes: Vec<Outcome<'_>> = outcomes.collect::<Result<_, _>>()?;
            let page = scenario::page(&runner, &scenarios, &outcomes, session.lang);
            session.emit.page(page, form, output)?;
        }
    }
    if !found.is_empty() {
        let mut page = Page::new(session.lang);
        findings::all(&mut page, found.iter(), &session.sources);
        session.emit.complain(page);
    }
    Ok(Exit::Done)
}

/// Reads a scenario file.
fn scenarios(file: &str, session: &mut Session) -> Result<Scenarios, Failure> {
    let input = session.sources.read(file)?;
    let refused = |found| Failure::Refused {
        found,
        exit: Exit::FoundErrors,
    };
    kind_of(&input).map_err(refused)?;
    wanted(&input, Kind::Scenarios, Exit::FoundErrors)?;
    Scenarios::from_json(Some(&input.name), &input.bytes).map_err(refused)
}

/// Scenarios that are asked for by name have to be there.
fn known(only: &[String], scenarios: &Scenarios) -> Result<(), Failure> {
    let names = || scenarios.file().scenarios.iter().map(|own| own.id.as_str());
    match only
        .iter()
        .find(|id| !names().any(|name| name == id.as_str()))
    {
        None => Ok(()),
        Some(id) => Err(Failure::Usage {
            message: Message::new(
                format!("tệp không có kịch bản “{id}”"),
                format!("the file has no scenario “{id}”"),
            ),
            help: suggest(id, names()).map(|name| {
                Message::new(
                    format!("có phải “{name}”?"),
                    format!("did you mean “{name}”?"),
                )
            }),
        }),
    }
}

/// What scores the scenarios, with the criteria sets they ask for as far as those are at hand.
pub(crate) fn runner(
    base: &Scorecard,
    scenarios: &Scenarios,
    given: &[String],
    session: &mut Session,
) -> Result<Runner, Failure> {
    let mut runner = Runner::new(base);
    for file in given {
        runner = runner.with_set(named(file, &mut session.sources)?);
    }
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for (asked, _) in scenarios.editions() {
        let name = (asked.id.as_str(), asked.edition.as_str());
        if !seen.contains(&name)
            && let Some(set) = shipped::find(name.0, name.1)
        {
            seen.push(name);
            runner = runner.with_set(shipped_set(set, &mut session.sources)?);
        }
    }
    Ok(runner)
}

fn stopped(error: ScenarioError) -> Failure {
    match error {
        ScenarioError::Refused(found) | ScenarioError::Carry(CannotCarry::Refused(found)) => {
            Failure::Refused {
                found,
                exit: Exit::FoundErrors,
            }
        }
        ScenarioError::Score(_) => too_large(),
        other => Failure::run(
            format!("không chấm được theo bộ tiêu chí của kịch bản: {other}"),
            format!("the base cannot be scored by the set of the scenario: {other}"),
        ),
    }
}
