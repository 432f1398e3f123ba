//! `par-index improve`: the plan of least effort.

use std::path::Path;

use clap::{Args, ValueEnum};
use par_index::diagnostic::Message;
use par_index::eval::{Column, Scorecard};
use par_index::improve::{Actions, Goal, ImproveError, Plan, improve};
use par_index::number::Quantity;
use par_index::read::{Id, comparable};

mod json;
mod text;

use crate::options::{Beside, Format, To};
use crate::session::Session;
use par_index_answers::desk::assessment;
use par_index_answers::desk::assessment::Scored;
use par_index_answers::desk::documents::Sources;
use par_index_answers::desk::kinds::document;
use par_index_answers::desk::names::display_name;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;
use par_index_answers::desk::refusal::both;

#[derive(Args, Debug)]
pub(crate) struct ImproveArgs {
    /// Tệp bản tự chấm / Assessment file
    pub(crate) file: String,
    /// Tệp giải pháp / Actions file
    pub(crate) actions: String,
    #[command(flatten)]
    pub(crate) goal: GoalArgs,
    /// Cột điểm cần nâng / Column to raise
    #[arg(long, value_enum, default_value_t = Raise::Computed)]
    pub(crate) column: Raise,
    #[command(flatten)]
    pub(crate) beside: Beside,
    #[command(flatten)]
    pub(crate) to: To,
}

/// What the plan is for; one of these
#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
pub(crate) struct GoalArgs {
    /// Nhiều điểm nhất với chi phí không quá mức này / Most points for at most this cost
    #[arg(long, value_name = "COST", allow_negative_numbers = true)]
    pub(crate) budget: Option<String>,
    /// Đạt chỉ số này (%) với chi phí thấp nhất / This index (%) at least cost
    #[arg(long, value_name = "PERCENT", allow_negative_numbers = true)]
    pub(crate) index: Option<String>,
    /// Đạt xếp loại này trở lên với chi phí thấp nhất / This class or better at least cost
    #[arg(long, value_name = "CLASS")]
    pub(crate) class: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Raise {
    Computed,
    Evidenced,
}

/// A plan with all it was made of
#[derive(Debug)]
pub(crate) struct Improved<'a> {
    pub(crate) card: &'a Scorecard,
    pub(crate) actions: &'a Actions,
    pub(crate) goal: &'a Goal,
    pub(crate) column: Column,
    pub(crate) plan: &'a Plan,
}

pub(crate) fn run(args: &ImproveArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let scored = assessment::score(&args.file, &args.beside.asked(), &mut session.sources);
    let actions = assessment::actions_file(&args.actions, &mut session.sources);
    let (Scored { card, .. }, actions) = both(scored, actions)?;
    let goal = goal(&args.goal, &card)?;
    let column = match args.column {
        Raise::Computed => Column::Computed,
        Raise::Evidenced => Column::Evidenced,
    };
    let base = card.assessment();
    let plan = improve(
        card.scorer(),
        base.plan(),
        base.file(),
        &actions,
        &goal,
        column,
    )
    .map_err(|error| {
        let name = display_name(Path::new(&args.file));
        failure(error, &name, &session.sources)
    })?;
    let improved = Improved {
        card: &card,
        actions: &actions,
        goal: &goal,
        column,
        plan: &plan,
    };
    let output = args.to.output.as_deref();
    match form {
        Format::Json => session.emit.json(&json::document(&improved), output)?,
        Format::Text | Format::Html => {
            session
                .emit
                .page(text::page(&improved, session.lang), form, output)?;
        }
    }
    Ok(Exit::Done)
}

fn goal(args: &GoalArgs, card: &Scorecard) -> Result<Goal, Failure> {
    if let Some(text) = &args.budget {
        return number(text).map(Goal::Budget);
    }
    if let Some(text) = &args.index {
        return number(text).map(Goal::Index);
    }
    let asked = args.class.clone().unwrap_or_default();
    let classes = &card.scorer().criteria_set().file().classes;
    let titled = classes.iter().find(|class| {
        let titles = [Some(&class.title.vi), class.title.en.as_ref()];
        let plain = |text: &str| comparable(text).to_lowercase();
        let same = |title: &String| plain(title) == plain(&asked);
        titles.into_iter().flatten().any(same)
    });
    match titled.map_or_else(|| Id::parse(&asked).ok(), |class| Some(class.id.clone())) {
        Some(id) => Ok(Goal::Class(id)),
        None => Err(unknown_class(&asked, None)),
    }
}

fn number(text: &str) -> Result<Quantity, Failure> {
    Quantity::parse(text).map_err(|_| {
        let written: String = text.chars().take(40).collect();
        Failure::Usage {
            message: Message::new(
                format!("\"{written}\" không phải là một số đọc được"),
                format!("\"{written}\" is not a number that can be read"),
            ),
            help: Some(Message::new(
                "số viết với dấu chấm thập phân: 12.5",
                "a number is written with a decimal point: 12.5",
            )),
        }
    })
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
        ImproveError::Score(_) | ImproveError::OtherColumn(_) => assessment::too_large(),
        ImproveError::TooLarge => Failure::run(
            "chi phí hoặc điểm quá lớn để so sánh chính xác",
            "costs and points are too large to be compared exactly",
        ),
    }
}
