//! `par-index plan status`: each task as of a day, with totals by area and by lead unit.

use clap::{Args, Subcommand, ValueEnum};
use par_index_answers::ask::{Period, TotalsBy};
use par_index_answers::desk::refusal::{Exit, Failure};
use par_index_answers::plan::answer::{Asked, answer};

use crate::options::{Format, HELP, To};
use crate::session::Session;

#[derive(Debug, Subcommand)]
pub(crate) enum PlanCommand {
    /// Từng nhiệm vụ đến một ngày, tổng theo lĩnh vực và đơn vị chủ trì / Each task as of a day, totals by area and lead
    #[command(help_template = HELP)]
    Status(StatusArgs),
}

#[derive(Args, Debug)]
pub(crate) struct StatusArgs {
    /// Tệp kế hoạch hoặc bản tự chấm / Plan or assessment file
    pub(crate) file: String,
    /// Ngày xem xét; bắt buộc với tệp kế hoạch / The day; needed for a plan by itself
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// Bản tự chấm có kết quả nhiệm vụ / Assessment with the results of the tasks
    #[arg(long, value_name = "FILE")]
    pub(crate) results: Option<String>,
    /// Chỉ các việc có hạn trong kỳ này / Only what falls due in this period
    #[arg(long, value_enum)]
    pub(crate) period: Option<PeriodArg>,
    /// Tổng hợp theo lĩnh vực, đơn vị chủ trì, hoặc cả hai / Totals by area, by lead unit, or both
    #[arg(long, value_enum, default_value_t = By::Both)]
    pub(crate) by: By,
    #[command(flatten)]
    pub(crate) to: To,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PeriodArg {
    Q1,
    Q2,
    Q3,
    Q4,
    H1,
    H2,
    Year,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    Area,
    Lead,
    Both,
}

impl From<PeriodArg> for Period {
    fn from(period: PeriodArg) -> Self {
        match period {
            PeriodArg::Q1 => Self::Q1,
            PeriodArg::Q2 => Self::Q2,
            PeriodArg::Q3 => Self::Q3,
            PeriodArg::Q4 => Self::Q4,
            PeriodArg::H1 => Self::H1,
            PeriodArg::H2 => Self::H2,
            PeriodArg::Year => Self::Year,
        }
    }
}

impl From<By> for TotalsBy {
    fn from(by: By) -> Self {
        match by {
            By::Area => Self::Area,
            By::Lead => Self::Lead,
            By::Both => Self::Both,
        }
    }
}

pub(crate) fn status(args: &StatusArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let asked = Asked {
        file: &args.file,
        as_of: args.as_of.as_deref(),
        results: args.results.as_deref(),
        period: args.period.map(Period::from),
        by: args.by.into(),
    };
    let answer = answer(&asked, &mut session.sources)?;
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
