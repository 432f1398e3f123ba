//! Published totals in CSV or JSON, read to be ranked.

use par_index::check::check_published;
use par_index::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Place, Severity};
use par_index::file::{PublishedFile, Text};
use par_index::number::{NumberError, Quantity};
use par_index::ranking::Contender;
use par_index::read::{DecodeFault, comparable, decode_document, shortened, suggest};

use crate::batch::fault::RowFault;
use crate::batch::frame::{Cut, Frames, with_line_feeds};
use crate::batch::record::reader as csv_reader;
use crate::desk::documents::Input;

/// A unit with the line it was read from
#[derive(Debug)]
pub struct Row {
    pub contender: Contender,
    pub place: Place,
}

/// What is wrong with a table of published totals.
#[derive(Debug)]
pub enum TableFault {
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
    NotANumber { found: String, error: NumberError },
    /// An index below zero.
    BelowZero { found: String },
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
            Self::BelowZero { .. } => "index-below-zero",
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
            Self::NotANumber { found, error } => match error {
                NumberError::TooManyDecimals { .. } | NumberError::FloatTail { .. } => {
                    DecodeFault::BadNumber {
                        written: found.clone(),
                        error: error.clone(),
                    }
                    .message()
                }
                _ => Message::new(
                    format!("\"{found}\" không phải là một số"),
                    format!("\"{found}\" is not a number"),
                ),
            },
            Self::BelowZero { found } => Message::new(
                format!("chỉ số {found} nhỏ hơn 0"),
                format!("the index {found} is below 0"),
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
            Self::NotANumber {
                error: NumberError::FloatTail { nearest, .. },
                ..
            } => Message::new(
                format!("viết {nearest} nếu công bố như vậy"),
                format!("write {nearest} if that was published"),
            ),
            Self::BelowZero { .. } => Message::new(
                "ghi chỉ số như đã công bố; để trống nếu không công bố",
                "write the index as it was published; leave it empty where nothing is published",
            ),
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
            Self::NotANumber { found, .. } | Self::MixedMarks { found, .. } => Some(found.clone()),
            _ => None,
        }
    }
}

/// What could be read of published totals, and what could not
#[derive(Debug, Default)]
pub struct Published {
    pub rows: Vec<Row>,
    pub found: Diagnostics,
    /// Rows of which not even the unit is known.
    pub left_out: Vec<Place>,
}

/// Reads published totals from JSON
///
/// # Errors
///
/// What is wrong with a text that is no table of published totals.
pub fn json(input: &Input) -> Result<Published, Diagnostics> {
    let (file, document) = decode_document::<PublishedFile>(Some(&input.name), &input.bytes)?;
    let mut found = check_published(&file);
    document.locate(&mut found);
    let units = file.units.into_iter().enumerate();
    let rows = units.map(|(index, own)| {
        // What is below zero is no index: the unit has one that is not known.
        let value = own.index.filter(|value| *value >= Quantity::ZERO);
        Row {
            contender: Contender::published(own.unit, own.title, own.group, value),
            place: document.place(&format!("/units/{index}/unit")),
        }
    });
    Ok(Published {
        rows: rows.collect(),
        found,
        left_out: Vec::new(),
    })
}

const NAMES: [(&str, &str); 4] = [
    ("unit", "đơn vị"),
    ("index", "chỉ số"),
    ("group", "nhóm"),
    ("title", "tên"),
];

/// Reads published totals from CSV
///
/// # Errors
///
/// What is wrong with the head, without which no row can be read.
pub fn csv(input: &Input) -> Result<Published, Diagnostics> {
    let mut table = Table {
        file: &input.name,
        read: Published::default(),
        mark: None,
    };
    let bytes = with_line_feeds(&input.bytes);
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    if table.rows(bytes).is_some() {
        Ok(table.read)
    } else {
        Err(table.read.found)
    }
}

struct Table<'i> {
    file: &'i str,
    read: Published,
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

    fn add(&mut self, fault: &dyn Finding, line: u32) {
        let place = self.place(line);
        self.read.found.push(Diagnostic::at(fault, place));
    }

    /// Names what is wrong with a row that is left out.
    fn refuse(&mut self, fault: &dyn Finding, line: u32) {
        self.add(fault, line);
        let place = self.place(line);
        self.read.left_out.push(place);
    }

    /// Reads head and rows; nothing without a head.
    fn rows(&mut self, bytes: &[u8]) -> Option<()> {
        let mut frames = Frames::new(bytes);
        let mut head: Option<(u8, usize, [Option<usize>; 4])> = None;
        let mut record = Vec::new();
        loop {
            record.clear();
            // No separator is known before the head; names of columns hold none.
            let delimiter = head.map_or(b',', |(delimiter, ..)| delimiter);
            // What is in memory is read without fail.
            let (cut, line) = frames.record(&mut record, delimiter).ok()?;
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            match cut {
                Cut::End => break,
                Cut::OpenQuote => self.refuse(&RowFault::OpenQuote, line),
                Cut::TooLong => self.refuse(&RowFault::TooLong, line),
                _ if record.iter().all(u8::is_ascii_whitespace) => continue,
                _ => match std::str::from_utf8(&record) {
                    Ok(text) => match &head {
                        Some(head) => self.row(text, head, line),
                        None => head = Some(self.head(text, line)?),
                    },
                    Err(_) => self.refuse(&TableFault::NotText, line),
                },
            }
            head?;
        }
        if head.is_none() {
            self.columns(&csv::StringRecord::new(), 1);
        }
        head.map(|_| ())
    }

    /// The separator, how many columns there are, and where each known one stands.
    fn head(&mut self, text: &str, line: u32) -> Option<(u8, usize, [Option<usize>; 4])> {
        let count = |mark: char| text.matches(mark).count();
        // The comma where nothing decides.
        let marks = ['\t', ';', ','];
        let mark = marks.into_iter().max_by_key(|mark| count(*mark));
        let delimiter = mark.and_then(|mark| u8::try_from(mark).ok())?;
        let names = fields(text, delimiter);
        let columns = self.columns(&names, line)?;
        Some((delimiter, names.len(), columns))
    }

    fn row(
        &mut self,
        text: &str,
        (delimiter, wanted, columns): &(u8, usize, [Option<usize>; 4]),
        line: u32,
    ) {
        let record = fields(text, *delimiter);
        if record.iter().all(str::is_empty) {
            // As spreadsheets leave below a table.
            return;
        }
        let (found, wanted) = (record.len(), *wanted);
        if found != wanted {
            self.refuse(&TableFault::RowLength { found, wanted }, line);
            return;
        }
        let [unit, index, group, title] = columns.map(|at| {
            let cell = at.and_then(|at| record.get(at));
            cell.filter(|text| !text.is_empty())
        });
        let Some(unit) = unit else {
            self.refuse(&TableFault::NoUnit, line);
            return;
        };
        let index = index.and_then(|text| self.number(text, line));
        let title = title.map(|text| Text {
            vi: text.to_owned(),
            en: None,
        });
        self.read.rows.push(Row {
            contender: Contender::published(unit, title, group.map(str::to_owned), index),
            place: self.place(line),
        });
    }

    /// Where each known column stands.
    fn columns(&mut self, head: &csv::StringRecord, line: u32) -> Option<[Option<usize>; 4]> {
        let mut columns = [None; 4];
        let before = self.read.found.len();
        for (at, name) in head.iter().enumerate() {
            let plain = comparable(name).to_lowercase();
            let known = NAMES
                .iter()
                .zip(&mut columns)
                .find(|((english, vietnamese), _)| plain == *english || plain == *vietnamese);
            if let Some(((name, _), column)) = known {
                if column.replace(at).is_some() {
                    self.add(&TableFault::ColumnTwice { name }, line);
                }
                continue;
            }
            let names = NAMES.iter().map(|(english, _)| *english);
            let suggestion = suggest(&plain, names).map(str::to_owned);
            let name = shortened(name);
            self.add(&TableFault::UnknownColumn { name, suggestion }, line);
        }
        if self.read.found.len() == before {
            for ((name, _), column) in NAMES.iter().zip(&columns).take(2) {
                if column.is_none() {
                    self.add(&TableFault::NoColumn { name }, line);
                }
            }
        }
        (self.read.found.len() == before).then_some(columns)
    }

    /// An index; where it cannot be read, the unit has one that is not known.
    ///
    /// No index is above 999, so a mark before three digits is a decimal mark too.
    fn number(&mut self, text: &str, line: u32) -> Option<Quantity> {
        let found = shortened(text);
        if let Some(mark) = text.chars().find(|mark| ",.".contains(*mark)) {
            let (first, first_line) = *self.mark.get_or_insert((mark, line));
            if first != mark {
                self.add(&TableFault::MixedMarks { found, first_line }, line);
                return None;
            }
        }
        match Quantity::parse(&text.replacen(',', ".", 1)) {
            Ok(number) if number < Quantity::ZERO => {
                self.add(&TableFault::BelowZero { found }, line);
                None
            }
            Ok(number) => Some(number),
            Err(error) => {
                self.add(&TableFault::NotANumber { found, error }, line);
                None
            }
        }
    }
}

/// The fields of one record, without white space around them.
fn fields(record: &str, delimiter: u8) -> csv::StringRecord {
    let mut fields = csv::StringRecord::new();
    // Without fail: it is text, and in memory.
    let _ = csv_reader(record.as_bytes(), delimiter).read_record(&mut fields);
    fields.trim();
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> (Vec<String>, Vec<(&'static str, u32)>) {
        let input = Input {
            name: "t.csv".to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        let (rows, found) = match csv(&input) {
            Ok(read) => (read.rows, read.found),
            Err(found) => (Vec::new(), found),
        };
        let rows = rows.iter().map(|row| {
            let own = &row.contender;
            let value = own.standing.known().map(|value| value.to_string());
            format!("{} {}", own.unit, value.unwrap_or_default())
        });
        let found = found
            .iter()
            .map(|own| (own.check(), own.place().line.unwrap()));
        (rows.collect(), found.collect())
    }

    fn read(text: &str) -> Result<Vec<String>, Vec<(&'static str, u32)>> {
        let (rows, found) = table(text);
        if found.is_empty() {
            Ok(rows)
        } else {
            Err(found)
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
    fn lines_are_those_an_editor_shows_however_they_end() {
        // The head on line 2, after a blank line; "b" over lines 4 and 5.
        let text = "\nunit,index\n\n\"b\nc\",1\nd,x\n\n\ne,-2\nf,90.05000000000001\n";
        let wanted = vec![
            ("bad-number", 6),
            ("index-below-zero", 9),
            ("bad-number", 10),
        ];
        for end in ["\n", "\r\n", "\r"] {
            let (rows, found) = table(&text.replace('\n', end));
            assert_eq!(found, wanted, "{end:?}");
            // Units whose index cannot be read are still there, without one.
            let units = rows
                .iter()
                .map(|row| row.replace(['\r', '\n'], "|").replace("||", "|"));
            assert_eq!(
                units.collect::<Vec<_>>(),
                ["b|c 1", "d ", "e ", "f "],
                "{end:?}"
            );
        }
    }

    #[test]
    fn a_tail_of_a_spreadsheet_is_named() {
        let of = |written: &str| {
            let error = Quantity::parse(&written.replace(',', ".")).unwrap_err();
            let found = written.to_owned();
            let fault = TableFault::NotANumber { found, error };
            (fault.message().en, fault.help().en)
        };
        let (message, help) = of("90,05000000000001");
        assert!(
            message.contains("14 decimals") && message.contains("90.05?"),
            "{message}"
        );
        assert!(help.contains("90.05"), "{help}");
        // 84.49999999999999 is 84.5 kept in binary; a third is no such number.
        assert!(of("84.49999999999999").0.contains("tail of 84.5?"));
        assert!(!of("33.333333333333336").0.contains("tail"));
    }

    #[test]
    fn heads_and_blanks_are_compared_as_they_look() {
        // The head decomposed, with a no-break space.
        let text = "\u{110}o\u{31b}n vi\u{323},Chi\u{309}\u{a0}so\u{302}\u{301}\na,1\n";
        assert_eq!(read(text), Ok(vec!["a 1".to_owned()]));
    }

    #[test]
    fn a_quote_left_open_costs_one_line() {
        let (rows, found) = table("unit,index\na,\"1\nb,2\nc,3\n");
        assert_eq!(rows, ["b 2", "c 3"]);
        assert_eq!(found, [("quote-not-closed", 2)]);
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
