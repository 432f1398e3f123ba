//! Published totals in CSV or JSON, read to be ranked.

use par_index::check::check_published;
use par_index::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Place, Severity};
use par_index::file::{PublishedFile, Text};
use par_index::number::Quantity;
use par_index::ranking::Contender;
use par_index::read::{decode_document, suggest};

use crate::input::Input;

/// A unit with the line it was read from
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) contender: Contender,
    pub(crate) place: Place,
}

/// What is wrong with a table of published totals.
#[derive(Debug)]
pub(crate) enum TableFault {
    /// It is not text in UTF-8.
    NotText,
    /// A column that is needed is not there.
    NoColumn { name: &'static str },
    /// A column that means nothing here.
    UnknownColumn {
        name: String,
        suggestion: Option<String>,
    },
    /// A column twice.
    ColumnTwice { name: &'static str },
    /// A row with more or fewer cells than the head.
    RowLength { found: usize, wanted: usize },
    /// A row without a unit.
    NoUnit,
    /// An index that is no number.
    NotANumber { found: String },
    /// Decimal comma and decimal point in one table.
    MixedMarks { found: String, first_line: u32 },
    /// A unit twice in one group.
    UnitTwice { unit: String, first: Place },
}

impl Finding for TableFault {
    fn check(&self) -> &'static str {
        match self {
            Self::NotText => "not-utf-8",
            Self::NoColumn { .. } => "column-missing",
            Self::UnknownColumn { .. } => "unknown-column",
            Self::ColumnTwice { .. } => "column-given-twice",
            Self::RowLength { .. } => "wrong-number-of-fields",
            Self::NoUnit => "unit-missing",
            Self::NotANumber { .. } => "bad-number",
            Self::MixedMarks { .. } => "decimal-marks-mixed",
            Self::UnitTwice { .. } => "unit-given-twice",
        }
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        match self {
            Self::NotText => Message::new(
                "tệp không phải là văn bản UTF-8",
                "the file is not text in UTF-8",
            ),
            Self::NoColumn { name } => Message::new(
                format!("bảng không có cột \"{name}\""),
                format!("the table has no column \"{name}\""),
            ),
            Self::UnknownColumn { name, .. } => Message::new(
                format!("cột \"{name}\" không được dùng ở đây"),
                format!("the column \"{name}\" is not used here"),
            ),
            Self::ColumnTwice { name } => Message::new(
                format!("cột \"{name}\" có hai lần"),
                format!("the column \"{name}\" is there twice"),
            ),
            Self::RowLength { found, wanted } => Message::new(
                format!("dòng này có {found} ô, dòng tiêu đề có {wanted} ô"),
                format!("this row has {found} cells, the head has {wanted}"),
            ),
            Self::NoUnit => Message::new("dòng này không ghi đơn vị", "this row names no unit"),
            Self::NotANumber { found } => Message::new(
                format!("\"{found}\" không phải là một số"),
                format!("\"{found}\" is not a number"),
            ),
            Self::MixedMarks { found, first_line } => Message::new(
                format!("\"{found}\" dùng dấu thập phân khác với dòng {first_line}"),
                format!("\"{found}\" has another decimal mark than line {first_line}"),
            ),
            Self::UnitTwice { unit, first } => Message::new(
                format!("đơn vị \"{unit}\" có hai lần trong một nhóm, lần đầu ở {first}"),
                format!("the unit \"{unit}\" stands twice in one group, first at {first}"),
            ),
        }
    }

    fn help(&self) -> Message {
        match self {
            Self::NotText => Message::new(
                "lưu lại bảng ở dạng CSV UTF-8",
                "save the table as CSV in UTF-8",
            ),
            Self::UnknownColumn {
                suggestion: Some(name),
                ..
            } => Message::new(format!("có phải {name}?"), format!("did you mean {name}?")),
            Self::NoColumn { .. } | Self::UnknownColumn { .. } | Self::ColumnTwice { .. } => {
                Message::new(
                    "các cột: unit (đơn vị), index (chỉ số), và nếu cần group (nhóm), title (tên)",
                    "the columns are unit, index, and where needed group, title",
                )
            }
            Self::RowLength { .. } => Message::new(
                "xem lại dấu phân cách và dấu ngoặc kép; dòng cuối có thể bị cắt",
                "look at separators and quotes; the last line may be cut off",
            ),
            Self::NoUnit => Message::new("ghi đơn vị ở cột unit", "name it under unit"),
            Self::NotANumber { .. } => Message::new(
                "viết như 85,41 hoặc 85.41; để trống nếu không công bố",
                "write 85.41 or 85,41; leave it empty where nothing is published",
            ),
            Self::MixedMarks { .. } => Message::new(
                "dùng một dấu thập phân cho cả bảng",
                "use one decimal mark in the whole table",
            ),
            Self::UnitTwice { .. } => Message::new(
                "mỗi đơn vị chỉ xếp hạng một lần: sửa mã của một bên, hoặc gộp hai dòng làm một",
                "a unit is ranked once: correct the id of one, or make one row of the two",
            ),
        }
    }

    fn witness(&self) -> Option<String> {
        match self {
            Self::NotANumber { found } | Self::MixedMarks { found, .. } => Some(found.clone()),
            _ => None,
        }
    }
}

/// Reads published totals from JSON
///
/// # Errors
///
/// Everything that is wrong, at once.
pub(crate) fn json(input: &Input) -> Result<Vec<Row>, Diagnostics> {
    let (file, document) = decode_document::<PublishedFile>(Some(&input.name), &input.bytes)?;
    let mut found = check_published(&file);
    if !found.is_empty() {
        document.locate(&mut found);
        return Err(found);
    }
    let units = file.units.into_iter().enumerate();
    Ok(units
        .map(|(index, own)| Row {
            contender: Contender::published(own.unit, own.title, own.group, own.index),
            place: document.place(&format!("/units/{index}")),
        })
        .collect())
}

const NAMES: [(&str, &str); 4] = [
    ("unit", "đơn vị"),
    ("index", "chỉ số"),
    ("group", "nhóm"),
    ("title", "tên"),
];

/// Reads published totals from CSV.
///
/// # Errors
///
/// Everything that is wrong, at once.
pub(crate) fn csv(input: &Input) -> Result<Vec<Row>, Diagnostics> {
    let mut table = Table {
        file: &input.name,
        found: Diagnostics::new(),
        mark: None,
    };
    let bytes = input
        .bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(&input.bytes);
    let rows = match std::str::from_utf8(bytes) {
        Ok(text) => table.rows(text),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = before.split(|byte| *byte == b'\n').count();
            table.add(&TableFault::NotText, u32::try_from(line).unwrap_or(1));
            Vec::new()
        }
    };
    if table.found.is_empty() {
        Ok(rows)
    } else {
        Err(table.found)
    }
}

struct Table<'i> {
    file: &'i str,
    found: Diagnostics,
    /// The decimal mark seen first, with its line.
    mark: Option<(char, u32)>,
}

impl Table<'_> {
    fn place(&self, line: u32) -> Place {
        Place {
            file: Some(self.file.to_owned()),
            line: Some(line),
            column: Some(1),
            ..Place::default()
        }
    }

    fn add(&mut self, fault: &TableFault, line: u32) {
        let place = self.place(line);
        self.found.push(Diagnostic::at(fault, place));
    }

    fn rows(&mut self, text: &str) -> Vec<Row> {
        let first = text.lines().next().unwrap_or_default();
        let count = |mark: char| first.matches(mark).count();
        let marks = [',', ';', '\t'];
        // The comma where nothing decides.
        let delimiter = marks
            .into_iter()
            .rev()
            .max_by_key(|mark| count(*mark))
            .unwrap_or(',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(u8::try_from(delimiter).unwrap_or(b','))
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut records = reader.records().map_while(Result::ok);
        let head = records.next().unwrap_or_default();
        let Some(columns) = self.head(&head) else {
            return Vec::new();
        };
        let mut rows = Vec::new();
        for record in records {
            let line = record.position().map_or(1, csv::Position::line);
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            if record.len() != head.len() {
                let (found, wanted) = (record.len(), head.len());
                self.add(&TableFault::RowLength { found, wanted }, line);
                continue;
            }
            let cell = |column: usize| {
                let at = columns.get(column).copied().flatten();
                at.and_then(|at| record.get(at))
                    .filter(|text| !text.is_empty())
            };
            let Some(unit) = cell(0) else {
                self.add(&TableFault::NoUnit, line);
                continue;
            };
            let index = cell(1).and_then(|text| self.number(text, line));
            let title = cell(3).map(|text| Text {
                vi: text.to_owned(),
                en: None,
            });
            rows.push(Row {
                contender: Contender::published(unit, title, cell(2).map(str::to_owned), index),
                place: self.place(line),
            });
        }
        rows
    }

    /// Where each known column stands.
    fn head(&mut self, head: &csv::StringRecord) -> Option<[Option<usize>; 4]> {
        let mut columns = [None; 4];
        for (at, name) in head.iter().enumerate() {
            let plain = name.to_lowercase();
            let known = NAMES
                .iter()
                .zip(&mut columns)
                .find(|((english, vietnamese), _)| plain == *english || plain == *vietnamese);
            if let Some(((name, _), column)) = known {
                if column.replace(at).is_some() {
                    self.add(&TableFault::ColumnTwice { name }, 1);
                }
                continue;
            }
            let names = NAMES.iter().map(|(english, _)| *english);
            let suggestion = suggest(&plain, names).map(str::to_owned);
            let name = name.chars().take(40).collect();
            self.add(&TableFault::UnknownColumn { name, suggestion }, 1);
        }
        if self.found.is_empty() {
            for ((name, _), column) in NAMES.iter().zip(&columns).take(2) {
                if column.is_none() {
                    self.add(&TableFault::NoColumn { name }, 1);
                }
            }
        }
        self.found.is_empty().then_some(columns)
    }

    fn number(&mut self, text: &str, line: u32) -> Option<Quantity> {
        let found = text.chars().take(40).collect::<String>();
        if let Some(mark) = text.chars().find(|mark| ",.".contains(*mark)) {
            let (first, first_line) = *self.mark.get_or_insert((mark, line));
            if first != mark {
                self.add(&TableFault::MixedMarks { found, first_line }, line);
                return None;
            }
        }
        let number = Quantity::parse(&text.replacen(',', ".", 1)).ok();
        if number.is_none() {
            self.add(&TableFault::NotANumber { found }, line);
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<String>, Vec<(&'static str, u32)>> {
        let input = Input {
            name: "t.csv".to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        match csv(&input) {
            Ok(rows) => Ok(rows
                .iter()
                .map(|row| {
                    let own = &row.contender;
                    let value = own.standing.known().map(|value| value.to_string());
                    format!("{} {}", own.unit, value.unwrap_or_default())
                })
                .collect()),
            Err(found) => Err(found
                .iter()
                .map(|own| (own.check(), own.place().line.unwrap()))
                .collect()),
        }
    }

    #[test]
    fn tables_as_spreadsheets_save_them_are_read() {
        let wanted = vec!["Sở A 85.41".to_owned(), "b ".to_owned(), "c 0".to_owned()];
        assert_eq!(
            read("unit,index\nSở A,85.41\nb,\nc,0\n"),
            Ok(wanted.clone())
        );
        let mark = "\u{feff}Chỉ số;Đơn vị;Nhóm\r\n85,41;Sở A;1\r\n;b;1\r\n0;c;1";
        assert_eq!(read(mark), Ok(wanted.clone()));
        assert_eq!(
            read("unit\tindex\n\"Sở A\"\t85.41\n\nb\t\nc\t0"),
            Ok(wanted)
        );
    }

    #[test]
    fn everything_wrong_is_said_at_its_line() {
        assert_eq!(
            read("unit,index\na,1.5\nb,\"1,5\"\nc,1.2.3\n,4\nd\n\"e\nf\",x\n"),
            Err(vec![
                ("decimal-marks-mixed", 3),
                ("bad-number", 4),
                ("unit-missing", 5),
                ("wrong-number-of-fields", 6),
                ("bad-number", 7),
            ])
        );
        assert_eq!(read("unit,indx\n"), Err(vec![("unknown-column", 1)]));
        assert_eq!(
            read("unit,unit,index\n"),
            Err(vec![("column-given-twice", 1)])
        );
        assert_eq!(read("unit\na\n"), Err(vec![("column-missing", 1)]));
        assert_eq!(
            read(""),
            Err(vec![("column-missing", 1), ("column-missing", 1)])
        );
    }
}
