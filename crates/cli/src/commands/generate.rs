//! `par-index generate`: made-up units for a criteria set.

use clap::Args;
use par_index::diagnostic::Message;
use par_index::file::{AssessmentFile, FactValue};
use par_index::model::CriteriaSet;
use par_index::sample::{Odds, Samples};

use crate::batch::args::Rows;
use crate::session::Session;
use par_index_answers::batch::mark::unambiguous;
use par_index_answers::csv::CsvLine;
use par_index_answers::csv::texts;
use par_index_answers::desk::assessment::day_given;
use par_index_answers::desk::criteria::compile;
use par_index_answers::desk::criteria::named;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;

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
    let given = args.as_of.as_deref().map(day_given).transpose()?;
    let set = named(&args.criteria, &mut session.sources)?;
    let as_of = given.unwrap_or(set.file().in_force.until);
    let scorer = compile(set, &args.criteria)?;
    let odds = Odds {
        missing: args.missing,
        not_applicable: args.not_applicable,
        ..Odds::default()
    };
    let samples = Samples::new(&scorer, args.seed, as_of, odds);
    let set = scorer.criteria_set();
    let mut stream = session.emit.open(args.output.as_deref())?;
    let mut text = Vec::new();
    if args.format == Rows::Csv {
        head(set, &mut text);
    }
    for number in 0..args.units {
        let unit = samples.unit(number).map_err(|error| not_made(&error))?;
        match args.format {
            Rows::Csv => row(&unit, set, &mut text)?,
            Rows::Jsonl => {
                serde_json::to_writer(&mut text, &unit).map_err(|error| not_made(&error))?;
            }
        }
        if args.format == Rows::Jsonl {
            text.push(b'\n');
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

fn not_made(error: &dyn std::error::Error) -> Failure {
    Failure::Run(Message::new(
        format!("không tạo được đơn vị: {error}"),
        format!("a unit cannot be made: {error}"),
    ))
}

fn head(set: &CriteriaSet, into: &mut Vec<u8>) {
    let facts = set.facts().iter().map(|fact| fact.id.as_str());
    texts(
        into,
        ["unit", "group", "nature", "not-applicable"]
            .into_iter()
            .chain(facts),
    );
}

/// The columns that `batch` reads.
fn row(unit: &AssessmentFile, set: &CriteriaSet, into: &mut Vec<u8>) -> Result<(), Failure> {
    let claims: Vec<&str> = unit
        .not_applicable
        .iter()
        .map(|claim| claim.at.as_str())
        .collect();
    let mut line = CsvLine::new(into);
    line.word(unit.unit.id.as_str());
    line.word(unit.unit.group.as_ref().map_or("", |id| id.as_str()));
    line.word(unit.nature.map_or("", par_index::file::Nature::word));
    line.word(&claims.join(" "));
    for fact in set.facts() {
        let outside = || unit.external.iter().find(|result| result.fact == fact.id);
        let value = unit
            .facts
            .get(&fact.id)
            .or_else(|| outside().map(|result| &result.value));
        match value {
            None | Some(FactValue::Unanswered) => line.word(""),
            Some(FactValue::YesNo(yes)) => line.word(if *yes { "true" } else { "false" }),
            Some(FactValue::Number(number)) => line.word(&unambiguous(*number)),
            Some(FactValue::Text(text)) => line.text(text),
            Some(rows @ FactValue::Rows(_)) => {
                line.text(&serde_json::to_string(rows).map_err(|error| not_made(&error))?);
            }
        }
    }
    line.end();
    Ok(())
}
