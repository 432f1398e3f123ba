//! `par-index criteria import`: a table in Excel or CSV becomes a criteria file.

use clap::{Args, ValueEnum};
use par_index::diagnostic::Message;
use par_index::file::Level;
use par_index::number::Quantity;
use par_index::read::Id;
use par_index_answers::desk::refusal::{Exit, Failure};
use par_index_answers::desk::refused::json_text;
use par_index_answers::import::answer::answer;
use par_index_office::ImportOptions;

use crate::emit;
use crate::options::one_of;
use crate::session::Session;

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
    #[arg(long, value_parser = one_of(Level::ALL, Level::word))]
    pub(crate) level: Option<Level>,
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

/// A form of the findings of an import
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FoundFormat {
    Text,
    Json,
}

pub(crate) fn run(args: &ImportArgs, session: &mut Session) -> Result<Exit, Failure> {
    let options = options(args)?;
    let output = args.output.as_deref();
    // Opened first: whether it can be written is said before anything is found.
    let stream = output.map(|_| session.emit.open(output)).transpose()?;
    let answer = answer(&args.file, &options, &mut session.sources)?;
    let made = answer.imported.as_ref().ok();
    if let (Some(mut stream), Some(made)) = (stream, made) {
        stream.write(json_text(&made.file)?.as_bytes())?;
        stream.finish()?;
    }
    let lang = session.lang;
    match args.format {
        FoundFormat::Json => {
            let document = answer.data(output.is_none(), lang);
            session.emit.json(&document, None)?;
        }
        FoundFormat::Text => {
            let page = answer.page(&session.sources, lang);
            match made {
                Some(_) if output.is_some() => session.emit.text(page)?,
                // Standard output is the criteria file.
                Some(made) => {
                    session.emit.complain(page);
                    session.emit.json(&made.file, None)?;
                }
                None => session.emit.complain(page),
            }
        }
    }
    if let Some(summary) = answer.summary(lang) {
        emit::note(&summary);
    }
    Ok(answer.exit())
}

fn options(args: &ImportArgs) -> Result<ImportOptions, Failure> {
    let id = |text: &Option<String>, name: &str| {
        let Some(text) = text else { return Ok(None) };
        Id::parse(text).map(Some).map_err(|error| Failure::Usage {
            message: Message::new(
                format!("--{name}: mã \"{text}\" không hợp lệ"),
                format!("--{name}: \"{text}\" is no id: {error}"),
            ),
            help: Some(Message::new(
                "mã gồm chữ thường không dấu, chữ số, dấu chấm và gạch nối, chẳng hạn so-noi-vu",
                "an id has small ASCII letters, digits, points and hyphens, for instance so-noi-vu",
            )),
        })
    };
    let max_points = match &args.max_points {
        None => None,
        Some(text) => {
            Some(
                Quantity::parse(&text.replacen(',', ".", 1)).map_err(|_| Failure::Usage {
                    message: Message::new(
                        format!("--max-points: không đọc được số \"{text}\""),
                        format!("--max-points: \"{text}\" is no number that can be read"),
                    ),
                    help: None,
                })?,
            )
        }
    };
    Ok(ImportOptions {
        id: id(&args.id, "id")?,
        edition: id(&args.edition, "edition")?,
        title: args.title.clone(),
        illustrative: args.illustrative,
        level: args.level,
        instrument: args.instrument.clone(),
        sheet: args.sheet.clone(),
        max_points,
    })
}
