//! What can be typed on the command line.

mod choices;
mod refusal;

use crate::failure::Failure;
use crate::form::{Form, form};
use clap::{Args, Parser, Subcommand};

pub(crate) use self::choices::{
    By, ColorArg, ColumnArg, Deny, Format, FoundFormat, LangArg, LevelArg, PeriodArg, SchemaKind,
    TableFormat, TiesArg, WorkBy,
};
pub(crate) use self::refusal::parse;
use crate::batch::args::{BatchArgs, GenerateArgs};
use crate::improve::args::ImproveArgs;

/// How the help of every command is laid out
const HELP: &str = "\
{about-with-newline}
Cách dùng / Usage: {usage}

{all-args}{after-help}";

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

/// Options of every command
#[derive(Args, Clone, Debug)]
pub(crate) struct Shared {
    /// Ngôn ngữ của kết quả và thông báo / Language of results and messages
    #[arg(long, value_enum, global = true, default_value_t = LangArg::Vi)]
    pub(crate) lang: LangArg,

    /// Dùng màu khi nào; “auto” là khi xuất ra màn hình / When to use colour; `auto` is on a terminal
    #[arg(long, value_enum, global = true, default_value_t = ColorArg::Auto, value_name = "WHEN")]
    pub(crate) color: ColorArg,

    /// --output ghi đè cả tệp có thể là bản gốc / `--output` replaces what may be an original too
    #[arg(long, global = true)]
    pub(crate) force: bool,

    /// Thư mục mà các tệp ghi trong một tệp (`plan`, `base`) cũng được nằm bên trong / Folder in which files named inside a file may lie too
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) root: Option<String>,
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

/// The files an assessment is read with
#[derive(Args, Debug)]
pub(crate) struct Beside {
    /// Bộ tiêu chí thay cho bộ mà bản tự chấm nêu: tên bộ, tên@phiên bản, hoặc tệp / Criteria set instead of the one that is named: set, set@edition, or file
    #[arg(long, value_name = "SET")]
    pub(crate) criteria: Option<String>,

    /// Tệp kế hoạch CCHC, thay cho tệp ghi ở `plan` / Reform plan file, instead of the one named by `plan`
    #[arg(long, value_name = "FILE")]
    pub(crate) plan: Option<String>,

    /// Ngày chốt số liệu, thay cho `as_of` / Day of the data, instead of `as_of` (2024-11-30)
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
}

/// How and where to a result is written
#[derive(Args, Debug)]
pub(crate) struct To<F: Form = Format> {
    /// Dạng kết quả; bỏ trống: theo đuôi tên tệp của --output, không thì text / Form of the result; by the ending of --output, else text
    #[arg(long, value_enum)]
    pub(crate) format: Option<F>,

    /// Ghi vào tệp thay vì màn hình / Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<String>,
}

impl<F: Form> To<F> {
    /// The form asked for, by name or by the ending of the output.
    pub(crate) fn form(&self) -> Result<F, Failure> {
        form(self.format, self.output.as_deref())
    }
}

#[derive(Args, Debug)]
pub(crate) struct ScoreArgs {
    /// Tệp bản tự chấm / Assessment file
    pub(crate) file: String,
    #[command(flatten)]
    pub(crate) beside: Beside,
    #[command(flatten)]
    pub(crate) to: To,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// Tệp bản tự chấm / Assessment file
    pub(crate) file: String,
    /// Mã tiêu chí hoặc lĩnh vực; bỏ trống là tất cả / Criterion or area; everything if left out
    pub(crate) id: Option<String>,
    /// Chỉ sổ điểm và bảng, không từng tiêu chí / Ledgers and tables only, not each criterion
    #[arg(long)]
    pub(crate) brief: bool,
    #[command(flatten)]
    pub(crate) beside: Beside,
    #[command(flatten)]
    pub(crate) to: To,
}

#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// Các tệp cần kiểm tra, loại tệp nhận theo `format`; thư mục là mọi bản tự chấm trong đó / Files to check, recognised by `format`; a folder stands for the assessments in it
    #[arg(required_unless_present_any = ["list", "explain"], value_name = "FILE")]
    pub(crate) files: Vec<String>,
    /// Thư mục tài liệu kiểm chứng, để đối chiếu tệp và mã SHA-256 / Folder of the evidence, to compare files and SHA-256
    #[arg(long = "files", value_name = "DIR")]
    pub(crate) folder: Option<String>,
    /// Bản tự chấm năm trước, để so sánh / Assessment of the year before, to compare with
    #[arg(long, value_name = "FILE")]
    pub(crate) previous: Option<String>,
    /// Bản tự chấm gốc của tệp kịch bản, thay cho tệp ghi ở `base` / Base of a scenario file, instead of the one named by `base`
    #[arg(long, value_name = "FILE")]
    pub(crate) base: Option<String>,
    #[command(flatten)]
    pub(crate) select: Select,
    /// Liệt kê các phép kiểm tra / List the checks
    #[arg(long, conflicts_with_all = ["files", "explain"])]
    pub(crate) list: bool,
    /// Giải thích một phép kiểm tra / Explain a check
    #[arg(long, value_name = "CHECK", conflicts_with = "files")]
    pub(crate) explain: Option<String>,
    #[command(flatten)]
    pub(crate) beside: Beside,
    #[command(flatten)]
    pub(crate) to: To,
}

/// Which findings count
#[derive(Args, Debug)]
pub(crate) struct Select {
    /// Coi cảnh báo như lỗi khi trả mã kết thúc / Warnings count as errors for the exit code
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
    /// Chỉ nêu các phép kiểm tra này; tệp không chấm được vẫn được nêu / Only these checks; what keeps a file from being checked is still said
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Bỏ qua các phép kiểm tra này / Leave out these checks
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    pub(crate) skip: Vec<String>,
}

#[derive(Args, Debug)]
pub(crate) struct WorklistArgs {
    /// Thư mục (hoặc tệp) có các bản tự chấm / Folders or files with assessments
    #[arg(required = true, value_name = "FOLDER")]
    pub(crate) paths: Vec<String>,
    /// Gom theo cơ quan thẩm định hoặc theo tiêu chí / Group by appraising body or by criterion
    #[arg(long, value_enum, default_value_t = WorkBy::Body)]
    pub(crate) by: WorkBy,
    /// Cả những dòng đã xong và không có gì khác nhau; json và csv luôn có / Lines that are settled and agree as well; json and csv always have them
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) beside: Beside,
    #[command(flatten)]
    pub(crate) to: To<TableFormat>,
}

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

#[derive(Debug, Subcommand)]
pub(crate) enum CriteriaCommand {
    /// Liệt kê các bộ tiêu chí có sẵn / List the criteria sets that are shipped
    #[command(help_template = HELP)]
    List(ListArgs),
    /// Xem một bộ tiêu chí hoặc một tiêu chí / Show a criteria set or one of its leaves
    #[command(help_template = HELP)]
    Show(ShowArgs),
    /// So sánh hai bộ tiêu chí; chấm lại một bản tự chấm cũ theo bộ mới / Compare two sets, and re-score an assessment
    #[command(help_template = HELP)]
    Diff(DiffArgs),
    /// Kiểm tra tệp bộ tiêu chí / Check criteria set files
    #[command(help_template = HELP)]
    Check(CheckArgs),
    /// Lập tệp bộ tiêu chí từ bảng Excel hoặc CSV / Make a criteria file of a table in Excel or CSV
    #[command(help_template = HELP)]
    Import(ImportArgs),
}

#[derive(Args, Debug)]
pub(crate) struct ImportArgs {
    /// Bảng tiêu chí: .xlsx hoặc .csv (UTF-8) / Table of criteria: .xlsx or .csv (UTF-8)
    pub(crate) file: String,
    /// Mã bộ tiêu chí; lấy từ tên tệp nếu bỏ trống / Id of the set; from the file name if left out
    #[arg(long)]
    pub(crate) id: Option<String>,
    /// Phiên bản: năm, hoặc 2023-2025; lấy từ tên bảng nếu bỏ trống / Edition; from the sheet’s title if left out
    #[arg(long)]
    pub(crate) edition: Option<String>,
    /// Tên bộ tiêu chí; lấy từ tên bảng nếu bỏ trống / Name of the set; from the sheet’s title if left out
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Văn bản ban hành bảng / The instrument the table is from
    #[arg(long, value_name = "TEXT")]
    pub(crate) instrument: Option<String>,
    /// Cấp hành chính / Level of administration
    #[arg(long, value_enum)]
    pub(crate) level: Option<LevelArg>,
    /// Bảng tự đặt để minh họa, không lấy từ văn bản / Made up, not taken from a document
    #[arg(long)]
    pub(crate) illustrative: bool,
    /// Trang tính cần đọc; trang đầu có bảng nếu bỏ trống / Sheet to read; the first with a table if left out
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    /// Tổng điểm tối đa, nếu khác dòng tổng và khác 100 / The scale, if neither the printed total nor 100
    #[arg(long, value_name = "POINTS")]
    pub(crate) max_points: Option<String>,
    /// Ghi bộ tiêu chí vào tệp thay vì màn hình / Write the set to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<String>,
    /// Dạng của các điểm cần xem lại / Form of what was found
    #[arg(long, value_enum, default_value_t = FoundFormat::Text)]
    pub(crate) format: FoundFormat,
}

#[derive(Args, Debug)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) to: To,
}

#[derive(Args, Debug)]
pub(crate) struct ShowArgs {
    /// Tên bộ, tên@phiên bản, hoặc tệp / Set, set@edition, or file
    pub(crate) set: String,
    /// Mã tiêu chí / Criterion
    pub(crate) leaf: Option<String>,
    #[command(flatten)]
    pub(crate) to: To,
}

#[derive(Args, Debug)]
pub(crate) struct DiffArgs {
    /// Bộ cũ: tên bộ, tên@phiên bản, hoặc tệp / Old set: set, set@edition, or file
    pub(crate) old: String,
    /// Bộ mới, viết như bộ cũ / New set, likewise
    pub(crate) new: String,
    /// Bản tự chấm theo bộ cũ, để chấm lại theo bộ mới / Assessment by the old set, to be scored by the new
    #[arg(conflicts_with = "from")]
    pub(crate) assessment: Option<String>,
    /// Bản tự chấm theo bộ cũ (như ASSESSMENT) / Assessment by the old set (as ASSESSMENT)
    #[arg(long, value_name = "FILE")]
    pub(crate) from: Option<String>,
    /// Bản tự chấm theo bộ mới, để tách cả phần kết quả thực hiện / Assessment by the new set, to split off performance
    #[arg(long, value_name = "FILE")]
    pub(crate) to: Option<String>,
    #[command(flatten)]
    pub(crate) form: To,
}

#[derive(Args, Debug)]
pub(crate) struct MarginsArgs {
    /// Tệp bản tự chấm / Assessment file
    pub(crate) file: String,
    /// Mã tiêu chí hoặc lĩnh vực; bỏ trống là tất cả / Criterion or area; everything if left out
    pub(crate) id: Option<String>,
    #[command(flatten)]
    pub(crate) beside: Beside,
    #[command(flatten)]
    pub(crate) to: To,
}

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

#[derive(Args, Debug)]
pub(crate) struct RankArgs {
    /// Bản tự chấm, bảng điểm đã công bố (.csv, .json), hoặc thư mục / Assessments, published totals, or folders
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<String>,
    /// Bằng điểm: cùng hạng (1, 1, 3), hoặc xét tiếp theo --by / Ties share a place, or are parted by --by
    #[arg(long, value_enum, default_value_t = TiesArg::Shared)]
    pub(crate) ties: TiesArg,
    /// Tiêu chí hoặc lĩnh vực để xét khi bằng điểm, theo thứ tự / Criteria or areas that decide ties, in order
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    pub(crate) by: Vec<String>,
    /// Cột điểm; bỏ trống: thẩm định nếu mọi đơn vị đều có, nếu không thì tính được / Column; final if all have it, else computed
    #[arg(long, value_enum)]
    pub(crate) column: Option<ColumnArg>,
    /// Kết quả năm khác để so sánh / The other year to compare with
    #[arg(long, value_name = "PATH")]
    pub(crate) against: Vec<String>,
    /// Bộ tiêu chí thay cho bộ mà bản tự chấm nêu: tên bộ, tên@phiên bản, hoặc tệp / Criteria set instead of the one that is named: set, set@edition, or file
    #[arg(long, value_name = "SET")]
    pub(crate) criteria: Option<String>,
    #[command(flatten)]
    pub(crate) to: To<TableFormat>,
}

#[derive(Args, Debug)]
pub(crate) struct SchemaArgs {
    /// Loại tệp / Kind of file
    #[arg(value_enum)]
    pub(crate) kind: SchemaKind,
    /// Ghi vào tệp thay vì màn hình / Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<String>,
}
