//! The plan of least effort, and what is found in a file of actions.

use std::path::Path;

use par_index::diagnostic::{Diagnostics, Lang, Message};
use par_index::eval::{Column, Scorecard};
use par_index::improve::{Actions, Goal, ImproveError, base_not_given, check_beside, improve};
use par_index::read::{Id, comparable};
use serde::Serialize;

use super::improved::Improved;
use super::{json, page};
use crate::ask;
use crate::desk::assessment::{Beside, Scored, actions_file, open, open_named, score, too_large};
use crate::desk::documents::{Input, Sources};
use crate::desk::kinds::document;
use crate::desk::names::display_name;
use crate::desk::naming::Naming;
use crate::desk::refusal::{Exit, Failure, both};
use crate::words::page::Page;

/// The plan of least effort for an assessment
#[derive(Debug)]
pub struct Answer(Improved);

/// Finds the plan of least effort for an assessment among the actions of a file.
pub fn answer(
    file: &str,
    actions: &str,
    goal: &ask::Goal,
    column: ask::Raise,
    beside: &Beside,
    sources: &mut Sources,
) -> Result<Answer, Failure> {
    let scored = score(file, beside, sources);
    let actions = actions_file(actions, sources);
    let (Scored { card, .. }, actions) = both(scored, actions)?;
    let goal = match goal {
        ask::Goal::Budget(cost) => Goal::Budget(*cost),
        ask::Goal::Index(index) => Goal::Index(*index),
        ask::Goal::Class(asked) => class(asked, &card)?,
    };
    let column = match column {
        ask::Raise::Computed => Column::Computed,
        ask::Raise::Evidenced => Column::Evidenced,
    };
    let (scorer, base) = (card.scorer(), card.assessment());
    let plan = improve(scorer, base.plan(), base.file(), &actions, &goal, column)
        .map_err(|error| failure(error, &display_name(Path::new(file)), sources))?;
    Ok(Answer(Improved {
        card,
        actions,
        goal,
        column,
        plan,
    }))
}

impl Answer {
    /// The answer as data.
    pub fn data(&self) -> impl Serialize + '_ {
        json::document(&self.0)
    }

    /// The answer for a person.
    pub fn page(&self, lang: Lang) -> Page {
        page::page(&self.0, lang)
    }
}

/// A class by its id, or by its title however it is typed.
fn class(asked: &str, card: &Scorecard) -> Result<Goal, Failure> {
    let classes = &card.scorer().criteria_set().file().classes;
    let titled = classes.iter().find(|class| {
        let titles = [Some(&class.title.vi), class.title.en.as_ref()];
        let plain = |text: &str| comparable(text).to_lowercase();
        let same = |title: &String| plain(title) == plain(asked);
        titles.into_iter().flatten().any(same)
    });
    match titled.map_or_else(|| Id::parse(asked).ok(), |class| Some(class.id.clone())) {
        Some(id) => Ok(Goal::Class(id)),
        None => Err(unknown_class(asked, None)),
    }
}

fn unknown_class(name: &str, suggestion: Option<&str>) -> Failure {
    Failure::Usage {
        message: Message::new(
            format!("bộ tiêu chí không có xếp loại \"{name}\""),
            format!("the criteria set has no class \"{name}\""),
        ),
        help: suggestion.map(|class| {
            Message::new(
                format!("có phải \"{class}\"?"),
                format!("did you mean \"{class}\"?"),
            )
        }),
    }
}

/// What is found in a file of actions, by itself and beside its assessment
pub fn check(
    file: &str,
    input: &Input,
    base: Option<&str>,
    beside: &Beside,
    sources: &mut Sources,
) -> Result<Diagnostics, Failure> {
    let actions = match Actions::from_json(Some(&input.name), &input.bytes) {
        Ok(actions) => actions,
        Err(found) => return Ok(found),
    };
    let mut found = actions.findings().clone();
    let read = match (base, &actions.file().base) {
        (Some(given), _) => open(given, sources),
        (None, Some(named)) => {
            let naming = Naming::base(Path::new(file), named);
            open_named(naming, |found| actions.locate(found), sources)
        }
        (None, None) => {
            found.push(base_not_given());
            actions.locate(&mut found);
            return Ok(found);
        }
    };
    let scored = read.and_then(|base| {
        let name = display_name(&base.path);
        Ok((name, base.score(beside, sources)?.card))
    });
    let (name, card) = match scored {
        Ok(scored) => scored,
        Err(failure) => return Err(failure.and(found)),
    };
    let own = card.assessment();
    let more = check_beside(card.scorer(), own.plan(), own.file(), &actions)
        .map_err(|error| failure(error, &name, sources))?;
    found.extend(more);
    found.sort();
    Ok(found)
}

fn failure(error: ImproveError, name: &str, sources: &Sources) -> Failure {
    match error {
        ImproveError::Actions(found) => Failure::Refused {
            found,
            exit: Exit::FoundErrors,
        },
        ImproveError::Assessment(mut found) => {
            if let Some(document) = document(name, sources) {
                document.locate(&mut found);
                found.sort();
            }
            Failure::Refused {
                found,
                exit: Exit::FoundErrors,
            }
        }
        ImproveError::NegativeBudget(budget) => Failure::Usage {
            message: Message::new(
                format!("ngân sách {budget} là số âm"),
                format!("the budget {budget} is negative"),
            ),
            help: None,
        },
        ImproveError::UnknownClass { name, suggestion } => {
            unknown_class(&name, suggestion.as_deref())
        }
        ImproveError::Score(_) | ImproveError::OtherColumn(_) => too_large(),
        ImproveError::TooLarge => Failure::run(
            "chi phí hoặc điểm quá lớn để so sánh chính xác",
            "costs and points are too large to be compared exactly",
        ),
    }
}
