//! `par-index improve`: the plan of least effort.

use clap::Args;
use par_index::diagnostic::Message;
use par_index::number::Quantity;
use par_index_answers::ask::{self, Raise};
use par_index_answers::desk::refusal::{Exit, Failure};
use par_index_answers::improve::answer::answer;

use crate::options::{Beside, Format, To, one_of};
use crate::session::Session;

#[derive(Args, Debug)]
pub(crate) struct ImproveArgs {
    /// Tệp bản tự chấm / Assessment file
    pub(crate) file: String,
    /// Tệp giải pháp / Actions file
    pub(crate) actions: String,
    #[command(flatten)]
    pub(crate) goal: GoalArgs,
    /// Cột điểm cần nâng / Column to raise
    #[arg(long, value_parser = one_of(Raise::ALL, Raise::word), default_value = Raise::Computed.word())]
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

pub(crate) fn run(args: &ImproveArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let (goal, beside) = (goal(&args.goal)?, args.beside.asked());
    let column = args.column;
    let answer = answer(
        &args.file,
        &args.actions,
        &goal,
        column,
        &beside,
        &mut session.sources,
    )?;
    let output = args.to.output.as_deref();
    match form {
        Format::Json => session.emit.json(&answer.data(), output)?,
        Format::Text | Format::Html => {
            let page = answer.page(session.lang);
            session.emit.page(page, form, output)?;
        }
    }
    Ok(Exit::Done)
}

fn goal(args: &GoalArgs) -> Result<ask::Goal, Failure> {
    if let Some(text) = &args.budget {
        return number(text).map(ask::Goal::Budget);
    }
    if let Some(text) = &args.index {
        return number(text).map(ask::Goal::Index);
    }
    Ok(ask::Goal::Class(args.class.clone().unwrap_or_default()))
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
