//! `par-index criteria import`: a table in Excel or CSV becomes a criteria file.

use std::path::Path;

use clap::{Args, ValueEnum};
use par_index::diagnostic::{Excerpt, Lang, LeftOut, Message};
use par_index::file::{CriteriaFile, Level};
use par_index::number::Quantity;
use par_index::read::Id;
use par_index_office::{ImportOptions, Imported, Located, import_criteria};
use serde::Serialize;

use crate::emit;
use crate::session::Session;
use par_index_answers::desk::counts::Counts;
use par_index_answers::desk::documents::read;
use par_index_answers::desk::findings;
use par_index_answers::desk::foreign;
use par_index_answers::desk::foreign::Foreign;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;
use par_index_answers::desk::refused::json_text;
use par_index_answers::words::number::grouped;
use par_index_answers::words::page::Page;

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

/// A form of the findings of an import
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FoundFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LevelArg {
    Ministry,
    Province,
    Department,
    District,
    Commune,
    Other,
}

impl From<LevelArg> for Level {
    fn from(level: LevelArg) -> Self {
        match level {
            LevelArg::Ministry => Self::Ministry,
            LevelArg::Province => Self::Province,
            LevelArg::Department => Self::Department,
            LevelArg::District => Self::District,
            LevelArg::Commune => Self::Commune,
            LevelArg::Other => Self::Other,
        }
    }
}

#[derive(Serialize)]
struct Document<'f, D> {
    diagnostics: Vec<D>,
    summary: Summary<'f>,
    /// The criteria file, where it is not written to a file of its own.
    criteria: Option<&'f CriteriaFile>,
}

#[derive(Serialize)]
struct Summary<'f> {
    leaves: usize,
    certain: usize,
    judged: usize,
    #[serde(flatten)]
    counts: Counts,
    /// Findings beyond the first of each kind, which are counted and not listed.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    left_out: &'f [LeftOut],
}

pub(crate) fn run(args: &ImportArgs, session: &mut Session) -> Result<Exit, Failure> {
    let options = options(args)?;
    let output = args.output.as_deref();
    // Opened first: whether it can be written is said before anything is found.
    let stream = output.map(|_| session.emit.open(output)).transpose()?;
    let input = read(&args.file)?;
    foreign::check(&input, Foreign::is_sheet)?;
    session.sources.read_files().add(Path::new(&args.file));
    let lang = session.lang;
    let imported = match import_criteria(&input.name, &input.bytes, &options) {
        Ok(imported) => imported,
        Err(fault) => return refused(&fault, args, &input.name, session),
    };
    if let Some(mut stream) = stream {
        stream.write(json_text(&imported.file)?.as_bytes())?;
        stream.finish()?;
    }
    let counts = Counts::of(imported.found.iter().map(Located::diagnostic));
    match args.format {
        FoundFormat::Json => {
            let excerpt = Excerpt::by(&imported.found, Located::diagnostic);
            let document = Document {
                diagnostics: excerpt
                    .shown()
                    .iter()
                    .map(|found| found.shown(Some(&input.name), lang))
                    .collect(),
                summary: Summary {
                    leaves: imported.certain + imported.judged,
                    certain: imported.certain,
                    judged: imported.judged,
                    counts,
                    left_out: excerpt.left_out(),
                },
                criteria: output.is_none().then_some(&imported.file),
            };
            session.emit.json(&document, None)?;
        }
        FoundFormat::Text => {
            let page = findings(&imported.found, &input.name, session);
            if output.is_some() {
                session.emit.text(page)?;
            } else {
                // Standard output is the criteria file.
                session.emit.complain(page);
                session.emit.json(&imported.file, None)?;
            }
        }
    }
    emit::note(&summary(&imported, lang));
    Ok(if imported.has_errors() {
        Exit::FoundErrors
    } else {
        Exit::Done
    })
}

fn refused(
    fault: &Located,
    args: &ImportArgs,
    name: &str,
    session: &Session,
) -> Result<Exit, Failure> {
    match args.format {
        FoundFormat::Json => {
            let document = Document {
                diagnostics: vec![fault.shown(Some(name), session.lang)],
                summary: Summary {
                    leaves: 0,
                    certain: 0,
                    judged: 0,
                    counts: Counts::of(std::iter::once(fault.diagnostic())),
                    left_out: &[],
                },
                criteria: None,
            };
            session.emit.json(&document, None)?;
        }
        FoundFormat::Text => {
            let found = std::slice::from_ref(fault);
            session.emit.complain(findings(found, name, session));
        }
    }
    Ok(Exit::FoundErrors)
}

/// All findings for a person, the gravest first, each with its cell.
fn findings(found: &[Located], name: &str, session: &Session) -> Page {
    let mut sorted: Vec<&Located> = found.iter().collect();
    sorted.sort_by_key(|found| found.diagnostic().severity());
    let shown: Vec<_> = sorted.into_iter().map(|found| found.placed(name)).collect();
    findings::list(shown.iter(), &session.sources, session.lang)
}

/// How much was understood.
fn summary(imported: &Imported, lang: Lang) -> String {
    let number = |count| grouped(count, lang);
    let (certain, judged) = (imported.certain, imported.judged);
    let all = certain + judged;
    match lang {
        Lang::Vi => format!(
            "{} tiêu chí chấm điểm: {} hiểu chắc chắn cách chấm, {} để người chấm chọn mức",
            number(all),
            number(certain),
            number(judged)
        ),
        Lang::En => format!(
            "{} scored criteria: {} recognised with certainty, {} judged by a person",
            number(all),
            number(certain),
            number(judged)
        ),
    }
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
        level: args.level.map(Into::into),
        instrument: args.instrument.clone(),
        sheet: args.sheet.clone(),
        max_points,
    })
}
