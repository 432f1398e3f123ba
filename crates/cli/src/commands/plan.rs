//! `par-index plan status`: each task as of a day, with totals by area and by lead unit.

use clap::{Args, Subcommand};
use par_index::model::StatusPeriod;
use par_index_answers::ask::TotalsBy;
use par_index_answers::desk::refusal::{Exit, Failure};
use par_index_answers::plan::answer::{Asked, answer};

use crate::options::{Format, HELP, To, one_of};
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
    #[arg(long, value_parser = one_of(StatusPeriod::ALL, StatusPeriod::word))]
    pub(crate) period: Option<StatusPeriod>,
    /// Tổng hợp theo lĩnh vực, đơn vị chủ trì, hoặc cả hai / Totals by area, by lead unit, or both
    #[arg(long, value_parser = one_of(TotalsBy::ALL, TotalsBy::word), default_value = TotalsBy::Both.word())]
    pub(crate) by: TotalsBy,
    #[command(flatten)]
    pub(crate) to: To,
}

pub(crate) fn status(args: &StatusArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let asked = Asked {
        file: &args.file,
        as_of: args.as_of.as_deref(),
        results: args.results.as_deref(),
        period: args.period,
        by: args.by,
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
