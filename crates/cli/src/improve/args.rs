//! What can be typed after `improve`.

use clap::{Args, ValueEnum};

use crate::args::{Beside, To};

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
