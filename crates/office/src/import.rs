//! A sheet in, a criteria file and everything found out.

use par_index::diagnostic::Severity;
use par_index::file::{CriteriaFile, Level, Provenance};
use par_index::model::CriteriaSet;
use par_index::number::Quantity;
use par_index::read::Id;

use crate::answers::Answers;
use crate::build::{self, Builder, Frame};
use crate::found::{CellPlace, ControlLeftOut, DecimalMarksMixed, FileFault, Located, OtherTable};
use crate::grid::{self, CellAt, Grid};
use crate::table::{header, lines, tree};
use crate::text::{clean, line, plain, slug};
use crate::words::Mark;

/// What the person who imports says beside the sheet
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// Name of the set; made of the file name where absent.
    pub id: Option<Id>,
    /// Edition: a year, or `2023-2025`; the year in the sheet's title where absent.
    pub edition: Option<Id>,
    /// Name in words; the sheet's title where absent.
    pub title: Option<String>,
    /// Made up instead of taken from a document; never official.
    pub illustrative: bool,
    /// Level of administration; `other` where absent.
    pub level: Option<Level>,
    /// The instrument the sheet is from.
    pub instrument: Option<String>,
    /// The sheet to read; the first with a table where absent.
    pub sheet: Option<String>,
    /// The scale; the printed total or 100 where absent.
    pub max_points: Option<Quantity>,
}

/// What an import gives
#[derive(Clone, Debug)]
pub struct Imported {
    /// The criteria file, with the faults of the sheet in it.
    pub file: CriteriaFile,
    /// Everything found, by sheet and cell.
    pub found: Vec<Located>,
    /// Leaves whose rule follows from the words with certainty.
    pub certain: usize,
    /// Leaves that a person judges, some of them to be completed.
    pub judged: usize,
}

impl Imported {
    /// Whether one of the findings is an error
    pub fn has_errors(&self) -> bool {
        self.found
            .iter()
            .any(|found| found.diagnostic().severity() == Severity::Error)
    }
}

/// Turns a table such as provinces issue into a criteria file
///
/// `name` is the name of the file, `bytes` its content: an Excel workbook or CSV in UTF-8.
///
/// # Errors
///
/// What kept the file from being read at all.
///
/// # Examples
///
/// ```
/// use par_index_office::{ImportOptions, import_criteria};
///
/// let sheet = "Bảng điểm năm 2024,,,\n\
///     STT,Tiêu chí,Điểm tối đa,Cách chấm\n\
///     I,CHỈ ĐẠO,100,\n\
///     1.1,Ban hành kế hoạch,100,\"Có: 100; Không: 0\"\n";
/// let imported = import_criteria("bang.csv", sheet.as_bytes(), &ImportOptions::default())
///     .map_err(|found| found.diagnostic().to_string())?;
/// assert_eq!((imported.certain, imported.judged), (1, 0));
/// assert!(!imported.has_errors());
/// # Ok::<(), String>(())
/// ```
pub fn import_criteria(
    name: &str,
    bytes: &[u8],
    options: &ImportOptions,
) -> Result<Imported, Box<Located>> {
    read(name, bytes, options).map_err(|fault| Box::new(Located::new(&fault, None, None)))
}

fn read(name: &str, bytes: &[u8], options: &ImportOptions) -> Result<Imported, FileFault> {
    let grids = grid::read(name, bytes)?;
    let (grid, head, others) = table(&grids, options.sheet.as_deref())?;
    let read = lines::read(grid, &head);
    let tree = tree::build(&read.rows);
    if tree.areas.iter().all(|area| area.children.is_empty()) {
        return Err(FileFault::NoCriteria);
    }
    let above = above(grid, head.first);
    let file_name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (file_name, _) = clean(file_name.to_owned());
    let file_name = file_name.as_str();
    let stem = file_name
        .rsplit_once('.')
        .map_or(file_name, |(stem, _)| stem);
    let (edition, years) = edition(options, &above, stem).ok_or(FileFault::NoYear)?;
    let mut builder = Builder::new(&grid.name, years);
    let id = options
        .id
        .clone()
        .or_else(|| Id::parse(&slug(stem, 60)).ok())
        .or_else(|| Id::parse("imported").ok());
    let frame = Frame {
        id: id.ok_or(FileFault::NoYear)?,
        edition,
        title: match &options.title {
            Some(title) => clean(title.clone()).0,
            None => own_title(&above, stem),
        },
        provenance: if options.illustrative {
            Provenance::Illustrative
        } else {
            Provenance::Derived
        },
        level: options.level.unwrap_or(Level::Other),
        instrument: options.instrument.clone().map(|own| clean(own).0),
        max_points: options.max_points,
        source: file_name.to_owned(),
    };
    let head_at = CellAt {
        row: head.first,
        column: head.columns.max.unwrap_or(0),
    };
    let file = build::file(&mut builder, &tree, frame, head_at).ok_or(FileFault::NoYear)?;
    let (certain, judged) = (builder.certain, builder.judged);
    let mut found = own_findings(&mut builder, read, tree, &others, grid);
    let library = CriteriaSet::check(&file);
    let answers = Answers::new(&builder.answered);
    for diagnostic in library {
        if !answers.hold(&diagnostic) {
            let cell = |pointer: &str| {
                nearest(&builder, pointer).map(|at| CellPlace {
                    sheet: grid.name.clone(),
                    at,
                })
            };
            let here = cell(&diagnostic.place().pointer);
            let other = diagnostic.other().and_then(|place| cell(&place.pointer));
            found.push(Located::of(diagnostic, here, other));
        }
    }
    found.sort_by(|a, b| a.order().cmp(&b.order()));
    Ok(Imported {
        file,
        found,
        certain,
        judged,
    })
}

/// The table to read, its head, and the other sheets that have one.
fn table<'g>(
    grids: &'g [Grid],
    wanted: Option<&str>,
) -> Result<(&'g Grid, header::Header, Vec<String>), FileFault> {
    if let Some(wanted) = wanted {
        let grid = grids
            .iter()
            .find(|grid| grid.name == wanted)
            .or_else(|| grids.iter().find(|grid| plain(&grid.name) == plain(wanted)))
            .ok_or_else(|| FileFault::NoSuchSheet {
                wanted: wanted.to_owned(),
                known: grids.iter().map(|grid| grid.name.clone()).collect(),
            })?;
        let head = header::find(grid).ok_or(FileFault::NoTable)?;
        return Ok((grid, head, Vec::new()));
    }
    let mut tables = grids
        .iter()
        .filter_map(|grid| Some((grid, header::find(grid)?)));
    let (grid, head) = tables.next().ok_or(FileFault::NoTable)?;
    let others = tables.map(|(grid, _)| grid.name.clone()).collect();
    Ok((grid, head, others))
}

/// The lines above the head.
fn above(grid: &Grid, first: usize) -> Vec<String> {
    let rows = grid.rows.iter().take(first);
    rows.map(|row| {
        let texts: Vec<&str> = row
            .iter()
            .map(|cell| cell.text.trim())
            .filter(|text| !text.is_empty())
            .collect();
        line(&texts.join(" "))
    })
    .filter(|text| !text.is_empty())
    .collect()
}

fn own_title(above: &[String], stem: &str) -> String {
    let names = [
        "bộ tiêu chí",
        "bộ chỉ số",
        "bảng tiêu chí",
        "tiêu chí",
        "chỉ số",
        "bảng",
    ];
    names
        .iter()
        .find_map(|name| above.iter().find(|text| plain(text).contains(name)))
        .map_or_else(|| stem.to_owned(), Clone::clone)
}

/// The edition and its first and last year.
fn edition(options: &ImportOptions, above: &[String], stem: &str) -> Option<(Id, (i32, i32))> {
    if let Some(edition) = &options.edition {
        let years = years(edition.as_str());
        let (first, last) = (years.iter().min()?, years.iter().max()?);
        return Some((edition.clone(), (*first, *last)));
    }
    let named = |text: &String| {
        let text = plain(text);
        let at = text.find("năm 20")?;
        years(text.get(at..)?).first().copied()
    };
    let year = above
        .iter()
        .find_map(named)
        .or_else(|| years(stem).first().copied())?;
    Some((Id::parse(&year.to_string()).ok()?, (year, year)))
}

/// Years in a text.
fn years(text: &str) -> Vec<i32> {
    text.split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (1990..=2100).contains(year))
        .collect()
}

/// What reading the sheet found, with its cells.
fn own_findings(
    builder: &mut Builder,
    read: lines::Lines,
    tree: tree::Tree,
    others: &[String],
    grid: &Grid,
) -> Vec<Located> {
    let place = |at| CellPlace {
        sheet: grid.name.clone(),
        at,
    };
    let marks = [read.marks, std::mem::take(&mut builder.marks)];
    let built = std::mem::take(&mut builder.found);
    let all = read.found.into_iter().chain(tree.found).chain(built);
    let mut found: Vec<Located> = all
        .map(|(finding, at)| Located::new(finding.as_ref(), Some(place(at)), None))
        .collect();
    for other in others {
        let finding = OtherTable {
            sheet: other.clone(),
        };
        found.push(Located::new(&finding, None, None));
    }
    found.extend(mixed_marks(marks, &place));
    let mut controls = grid.controls();
    if let Some((code, at)) = controls.next() {
        let finding = ControlLeftOut {
            code: u32::from(code),
            others: controls.count(),
        };
        found.push(Located::new(&finding, Some(place(at)), None));
    }
    found
}

/// Decimal comma and point in one sheet, at the first cell of the fewer.
///
/// Cells with nothing but points are compared with each other, and words with words: a program
/// that writes cells with a point beside words with a comma mixes nothing.
fn mixed_marks(
    marks: [Vec<(Mark, CellAt, String)>; 2],
    place: &dyn Fn(CellAt) -> CellPlace,
) -> Option<Located> {
    let mixed = |marks: &Vec<(Mark, CellAt, String)>| {
        let has = |wanted: Mark| marks.iter().any(|(mark, ..)| *mark == wanted);
        has(Mark::Comma) && has(Mark::Point)
    };
    let mut marks: Vec<(Mark, CellAt, String)> =
        marks.into_iter().filter(mixed).flatten().collect();
    marks.sort_by_key(|(mark, at, _)| (*at, *mark));
    marks.dedup_by_key(|(mark, at, _)| (*at, *mark));
    let of = |wanted: Mark| -> Vec<&(Mark, CellAt, String)> {
        marks.iter().filter(|(mark, ..)| *mark == wanted).collect()
    };
    let (commas, points) = (of(Mark::Comma), of(Mark::Point));
    let (fewer, more, sign) = if points.len() <= commas.len() {
        (points, commas, '.')
    } else {
        (commas, points, ',')
    };
    let ((_, at, written), (_, other, _)) = (fewer.first()?, more.first()?);
    let listed: Vec<String> = fewer
        .iter()
        .take(8)
        .map(|(_, at, _)| at.to_string())
        .collect();
    let more_cells = if fewer.len() > listed.len() {
        " …"
    } else {
        ""
    };
    let finding = DecimalMarksMixed {
        fewer: sign,
        fewer_count: fewer.len(),
        more_count: more.len(),
        cells: format!("{}{more_cells}", listed.join(", ")),
        written: crate::text::short(written, 60),
    };
    Some(Located::new(
        &finding,
        Some(place(*at)),
        Some(place(*other)),
    ))
}

/// The cell of a value of the file, or of the nearest value around it.
fn nearest(builder: &Builder, pointer: &str) -> Option<CellAt> {
    let mut pointer = pointer;
    loop {
        if let Some(at) = builder.cells.get(pointer) {
            return Some(*at);
        }
        pointer = pointer.rsplit_once('/')?.0;
    }
}
