//! What `batch` and `generate` can be asked for.

use clap::{Args, ValueEnum};
use par_index_answers::batch::mark::DecimalMark;

#[derive(Args, Debug)]
pub(crate) struct BatchArgs {
    /// Thư mục các bản tự chấm, tệp CSV mỗi cột một dữ kiện, hoặc tệp JSON mỗi dòng một đơn vị / Folder of assessments, CSV with a column per fact, or JSON lines
    pub(crate) input: String,
    /// Bộ tiêu chí: tên bộ, tên@phiên bản, hoặc tệp; bắt buộc với CSV / Criteria set: set, set@edition, or file; needed for CSV
    #[arg(long, value_name = "SET")]
    pub(crate) criteria: Option<String>,
    /// Tệp kế hoạch CCHC của mọi đơn vị, thay cho tệp ghi ở `plan` / Reform plan of all units, instead of the one named by `plan`
    #[arg(long, value_name = "FILE")]
    pub(crate) plan: Option<String>,
    /// Ngày chốt số liệu; với CSV, bỏ trống là ngày cuối kỳ / Day of the data; for CSV the last day of the period if left out
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// Dấu thập phân của bảng CSV; bỏ trống: theo các số trong bảng / Decimal mark of a CSV; by its numbers if left out
    #[arg(long, value_enum, value_name = "MARK")]
    pub(crate) decimal: Option<MarkArg>,
    /// Dạng kết quả: CSV, hoặc JSON mỗi dòng một đơn vị / Form of the result: CSV, or a line of JSON a unit
    #[arg(long, value_enum, default_value_t = Rows::Csv)]
    pub(crate) format: Rows,
    /// Ghi vào tệp thay vì màn hình / Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<String>,
    /// Cả từng tiêu chí, không chỉ tổng và lĩnh vực / Each criterion too, not only totals and areas
    #[arg(long)]
    pub(crate) leaves: bool,
    /// Số luồng tính; bỏ trống là mọi nhân của máy / Threads that score; every core if left out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
}

/// What stands before the decimals of a number
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MarkArg {
    Point,
    Comma,
}

impl From<MarkArg> for DecimalMark {
    fn from(mark: MarkArg) -> Self {
        match mark {
            MarkArg::Point => Self::Point,
            MarkArg::Comma => Self::Comma,
        }
    }
}

/// A form with one row or line a unit
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Rows {
    Csv,
    Jsonl,
}
