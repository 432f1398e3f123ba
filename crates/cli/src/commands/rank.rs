//! `par-index rank`: units within their groups, on exact values.

use clap::{Args, ValueEnum};
use par_index::eval::Column;
use par_index_answers::desk::findings;
use par_index_answers::desk::refusal::{Exit, Failure};
use par_index_answers::rank::answer::{Asked, answer};

use crate::emit;
use crate::folder::listed;
use crate::options::{TableFormat, To};
use crate::session::Session;

/// The endings of files that can be ranked.
const ENDINGS: [&str; 2] = ["json", "csv"];

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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TiesArg {
    Shared,
    Ordered,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColumnArg {
    Claimed,
    Computed,
    Evidenced,
    Final,
}

impl From<ColumnArg> for Column {
    fn from(column: ColumnArg) -> Self {
        match column {
            ColumnArg::Claimed => Self::Claimed,
            ColumnArg::Computed => Self::Computed,
            ColumnArg::Evidenced => Self::Evidenced,
            ColumnArg::Final => Self::Final,
        }
    }
}

pub(crate) fn run(args: &RankArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let asked = Asked {
        paths: listed(&args.paths, &ENDINGS),
        against: listed(&args.against, &ENDINGS),
        is_ordered: args.ties == TiesArg::Ordered,
        by: args.by.clone(),
        column: args.column.map(Into::into),
        criteria: args.criteria.clone(),
    };
    let answer = answer(asked, &mut session.sources)?;
    let (ranked, lang) = (&answer.ranked, session.lang);
    let output = args.to.output.as_deref();
    match form {
        TableFormat::Text | TableFormat::Html => {
            session.emit.page(ranked.page(lang), form, output)?;
        }
        TableFormat::Json => session.emit.json(&ranked.data(), output)?,
        TableFormat::Csv => session.emit.plain(ranked.csv(), output)?,
    }
    // JSON has them in the result.
    if form != TableFormat::Json {
        for own in &ranked.ignored {
            emit::note(&own.text(lang));
        }
    }
    // What is no result goes where results do not.
    if !answer.found.is_empty() {
        let said = findings::list(answer.found.iter(), &session.sources, lang);
        session.emit.complain(said);
    }
    let mut exit = answer.exit;
    for failure in answer.failures {
        session.fail(&failure);
        exit = exit.or(Exit::FoundErrors);
    }
    Ok(exit)
}
