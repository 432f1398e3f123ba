//! Options that commands share, and the words they choose from.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use par_index::diagnostic::Lang;

use crate::form::{Form, form};
use par_index_answers::desk::refusal::Failure;

/// How the help of every command is laid out
pub(crate) const HELP: &str = "\
{about-with-newline}
Cách dùng / Usage: {usage}

{all-args}{after-help}";

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

impl Beside {
    /// What is asked with it.
    pub(crate) fn asked(&self) -> par_index_answers::desk::assessment::Beside {
        par_index_answers::desk::assessment::Beside {
            criteria: self.criteria.clone(),
            plan: self.plan.clone(),
            as_of: self.as_of.clone(),
        }
    }
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    Warnings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Default)]
pub(crate) enum TableFormat {
    #[default]
    Text,
    Json,
    Csv,
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArg {
    Vi,
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Vi => Self::Vi,
            LangArg::En => Self::En,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorArg {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Default)]
pub(crate) enum Format {
    #[default]
    Text,
    Json,
    Html,
}

/// A choice among the words of a list.
pub(crate) fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let words = all.iter().map(move |own| word(*own));
    PossibleValuesParser::new(words).try_map(move |chosen| {
        let mut all = all.iter().copied();
        all.find(|own| word(*own) == chosen)
            .ok_or("no word of the list")
    })
}
