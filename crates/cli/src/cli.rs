//! What can be typed on the command line.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::batch::args::BatchArgs;
use crate::commands::check::CheckArgs;
use crate::commands::criteria::CriteriaCommand;
use crate::commands::explain::ExplainArgs;
use crate::commands::generate::GenerateArgs;
use crate::commands::improve::ImproveArgs;
use crate::commands::margins::MarginsArgs;
use crate::commands::plan::PlanCommand;
use crate::commands::rank::RankArgs;
use crate::commands::scenario::ScenarioArgs;
use crate::commands::schema::SchemaArgs;
use crate::commands::score::ScoreArgs;
use crate::commands::worklist::WorklistArgs;
use crate::commands::{
    batch, check, criteria, diff, explain, generate, import, improve, margins, plan, rank,
    scenario, schema, score, worklist,
};
use crate::options::{HELP, Shared};
use crate::session::Session;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;

/// What `--help` says at its end
const CODES: &str = "\
Mã kết thúc / Exit codes:
  0  xong / done
  1  không chạy được (thiếu tệp, lỗi đọc ghi) / could not run
  2  dòng lệnh sai / usage
  3  bộ tiêu chí có lỗi / the criteria set has errors
  4  `check` thấy lỗi, hoặc dữ liệu không chấm được / `check` found errors, or the input cannot be scored

FILE là “-” thì đọc từ đầu vào chuẩn / FILE “-” reads standard input.";

/// Chấm điểm, giải thích và kiểm tra bản tự chấm chỉ số CCHC (PAR INDEX) / Scores, explains and checks PAR INDEX self-assessments
#[derive(Debug, Parser)]
#[command(name = "par-index", version, help_template = HELP, after_help = CODES)]
#[command(
    arg_required_else_help = true,
    max_term_width = 100,
    subcommand_help_heading = "Lệnh / Commands"
)]
#[command(
    next_help_heading = "Tùy chọn / Options",
    disable_help_subcommand = true
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    #[command(flatten)]
    pub(crate) shared: Shared,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Chấm một bản tự chấm: bảng điểm theo lĩnh vực, chỉ số, xếp loại / Score a self-assessment
    #[command(help_template = HELP)]
    Score(ScoreArgs),
    /// Giải thích từng điểm của một tiêu chí, một lĩnh vực hoặc tất cả / Explain the points of a criterion, an area, or all
    #[command(help_template = HELP)]
    Explain(ExplainArgs),
    /// Tìm mọi lỗi trong bản tự chấm, kế hoạch, bộ tiêu chí, tệp kịch bản / Find everything wrong in assessments, plans, criteria sets, scenario files
    #[command(help_template = HELP)]
    Check(CheckArgs),
    /// Danh sách việc của người thẩm định từ một thư mục bản tự chấm / The appraiser's worklist of a folder of assessments
    #[command(help_template = HELP)]
    Worklist(WorklistArgs),
    /// Kế hoạch CCHC: tình hình thực hiện / The reform plan and how its tasks stand
    #[command(subcommand, help_template = HELP)]
    Plan(PlanCommand),
    /// Các bộ tiêu chí có sẵn hoặc trong tệp / The criteria sets shipped or given
    #[command(subcommand, help_template = HELP)]
    Criteria(CriteriaCommand),
    /// Từng tiêu chí còn thiếu bao nhiêu để lên mức, mất bao nhiêu thì tụt mức / What reaches the next step of each criterion
    #[command(help_template = HELP)]
    Margins(MarginsArgs),
    /// Xếp hạng các đơn vị theo nhóm, trên giá trị chính xác / Rank units within their groups, on exact values
    #[command(help_template = HELP)]
    Rank(RankArgs),
    /// Thử các kịch bản: đổi số liệu thì điểm thay đổi ra sao / Try scenarios: what a change of the facts changes in the points
    #[command(help_template = HELP)]
    Scenario(ScenarioArgs),
    /// Chấm nhiều đơn vị cùng lúc / Score many units at once
    #[command(help_template = HELP)]
    Batch(BatchArgs),
    /// Tạo các đơn vị giả định để thử / Make up units to try things with
    #[command(help_template = HELP)]
    Generate(GenerateArgs),
    /// Phương án ít tốn công nhất: nhiều điểm nhất trong ngân sách, hoặc đạt chỉ số, xếp loại với chi phí thấp nhất / The plan of least effort
    #[command(help_template = HELP)]
    Improve(ImproveArgs),
    /// In JSON Schema của một loại tệp / Print the JSON Schema of a kind of file
    #[command(help_template = HELP)]
    Schema(SchemaArgs),
}

/// Runs the command asked for
pub(crate) fn run(cli: &Cli) -> ExitCode {
    let (mut session, root) = Session::new(&cli.shared);
    let exit = root
        .and_then(|()| dispatch(&cli.command, &mut session))
        .unwrap_or_else(|failure| session.fail(&failure));
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
