//! A base with scenarios, which are scored as they are asked for.

use par_index::compare::CannotCarry;
use par_index::diagnostic::{Diagnostics, Lang, Message};
use par_index::eval::Scorecard;
use par_index::read::suggest;
use par_index::scenario::{Outcome, Runner, ScenarioError, Scenarios};
use par_index::shipped;
use serde::Serialize;

use super::{json, page};
use crate::desk::assessment::{Beside, score, too_large};
use crate::desk::criteria::{named, shipped_set};
use crate::desk::documents::Sources;
use crate::desk::kind::Kind;
use crate::desk::kinds::{kind_of, wanted};
use crate::desk::refusal::{Exit, Failure, both};
use crate::words::page::Page;

/// A base with the scenarios of a file that fit it
#[derive(Debug)]
pub struct Answer {
    runner: Runner,
    scenarios: Scenarios,
    only: Vec<String>,
    found: Diagnostics,
}

/// Scores a base, and reads scenarios of it; `only` these where any is named, and with further
/// criteria sets that they ask for.
pub fn answer(
    base: &str,
    file: &str,
    only: &[String],
    editions: &[String],
    beside: &Beside,
    sources: &mut Sources,
) -> Result<Answer, Failure> {
    let scored = score(base, beside, sources);
    let (scored, scenarios) = both(scored, scenarios(file, sources))?;
    known(only, &scenarios)?;
    let runner = runner(&scored.card, &scenarios, editions, sources)?;
    let found = runner.check(&scenarios);
    if found.has_errors() {
        return Err(Failure::Refused {
            found,
            exit: Exit::FoundErrors,
        });
    }
    Ok(Answer {
        runner,
        scenarios,
        only: only.to_vec(),
        found,
    })
}

impl Answer {
    /// What is worth saying of the scenarios beside their outcomes.
    pub fn found(&self) -> &Diagnostics {
        &self.found
    }

    /// What each combination comes to, one after another.
    pub fn each(&self) -> impl Iterator<Item = Result<Outcome<'_>, Failure>> {
        let meant = |id: &str| self.only.is_empty() || self.only.iter().any(|own| own == id);
        let outcomes = self.runner.outcomes(&self.scenarios);
        outcomes
            .filter(move |outcome| match outcome {
                Ok(outcome) => meant(outcome.case().scenario().id.as_str()),
                Err(_) => true,
            })
            .map(|outcome| outcome.map_err(stopped))
    }

    /// What all of them come to.
    pub fn outcomes(&self) -> Result<Vec<Outcome<'_>>, Failure> {
        self.each().collect()
    }

    /// Outcomes as data.
    pub fn data<'a>(&'a self, outcomes: &'a [Outcome<'a>]) -> impl Serialize + 'a {
        json::document(&self.runner, &self.scenarios, outcomes)
    }

    /// Outcomes for a person.
    pub fn page(&self, outcomes: &[Outcome<'_>], lang: Lang) -> Page {
        page::page(&self.runner, &self.scenarios, outcomes, lang)
    }
}

/// Reads a scenario file.
fn scenarios(file: &str, sources: &mut Sources) -> Result<Scenarios, Failure> {
    let input = sources.read(file)?;
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
pub fn runner(
    base: &Scorecard,
    scenarios: &Scenarios,
    given: &[String],
    sources: &mut Sources,
) -> Result<Runner, Failure> {
    let mut runner = Runner::new(base);
    for file in given {
        runner = runner.with_set(named(file, sources)?);
    }
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for (asked, _) in scenarios.editions() {
        let name = (asked.id.as_str(), asked.edition.as_str());
        if !seen.contains(&name)
            && let Some(set) = shipped::find(name.0, name.1)
        {
            seen.push(name);
            runner = runner.with_set(shipped_set(set, sources)?);
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
