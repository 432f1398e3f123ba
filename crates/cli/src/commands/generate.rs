//! `par-index generate`: made-up units for a criteria set.

use clap::Args;
use par_index_answers::desk::refusal::{Exit, Failure};
use par_index_answers::generate::answer::{Asked, answer};
use par_index_answers::generate::json::line;

use crate::batch::args::Rows;
use crate::session::Session;

#[derive(Args, Debug)]
pub(crate) struct GenerateArgs {
    /// Bộ tiêu chí: tên bộ, tên@phiên bản, hoặc tệp / Criteria set: set, set@edition, or file
    #[arg(long, value_name = "SET")]
    pub(crate) criteria: String,
    /// Số đơn vị / How many units
    #[arg(long, value_name = "N")]
    pub(crate) units: u64,
    /// Số gieo: cùng số thì cùng kết quả / The same seed gives the same bytes
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Ngày chốt số liệu; bỏ trống là ngày cuối kỳ / Day of the data; the last day of the period if left out
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// Phần nghìn dữ kiện bỏ trống / Facts left unanswered, of a thousand
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(0..=1000))]
    pub(crate) missing: u16,
    /// Phần nghìn tiêu chí không áp dụng, nơi được phép / Criteria not applicable, of a thousand, where allowed
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(0..=1000))]
    pub(crate) not_applicable: u16,
    /// Dạng kết quả: CSV, hoặc JSON mỗi dòng một đơn vị / Form of the result: CSV, or a line of JSON a unit
    #[arg(long, value_enum, default_value_t = Rows::Jsonl)]
    pub(crate) format: Rows,
    /// Ghi vào tệp thay vì màn hình / Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<String>,
}

/// Bytes that are written in one go.
const BUFFER: usize = 1 << 16;

pub(crate) fn run(args: &GenerateArgs, session: &mut Session) -> Result<Exit, Failure> {
    let asked = Asked {
        criteria: args.criteria.clone(),
        units: args.units,
        seed: args.seed,
        as_of: args.as_of.clone(),
        missing: args.missing,
        not_applicable: args.not_applicable,
    };
    let answer = answer(&asked, &mut session.sources)?;
    let mut stream = session.emit.open(args.output.as_deref())?;
    let mut text = Vec::new();
    if args.format == Rows::Csv {
        answer.csv_head(&mut text);
    }
    for unit in answer.units() {
        match args.format {
            Rows::Csv => answer.csv_row(&unit?, &mut text)?,
            Rows::Jsonl => line(&unit?, &mut text)?,
        }
        if text.len() >= BUFFER {
            if !stream.write(&text)? {
                return Ok(Exit::Done);
            }
            text.clear();
        }
    }
    stream.write(&text)?;
    stream.finish()?;
    Ok(Exit::Done)
}
