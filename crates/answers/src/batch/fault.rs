//! What is wrong with a table of units, or with one row of it.

use par_index::diagnostic::{Diagnostic, Finding, Lang, Message, Severity};
use par_index::number::Quantity;
use par_index::read::DecodeFault;

use super::mark::{DecimalMark, unambiguous};

/// One fault of a table or row
#[derive(Debug)]
pub enum RowFault {
    /// No row at all.
    Empty,
    /// UTF-16, as some spreadsheets save it.
    Utf16,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// A column that names no fact.
    UnknownColumn {
        name: String,
        suggestion: Option<String>,
    },
    /// A column given twice.
    ColumnTwice { name: String },
    /// No column with the ids of units.
    NoUnitColumn,
    /// A row with more or fewer fields than the head.
    FieldCount {
        found: usize,
        expected: usize,
        /// A decimal comma may have cut a number in two.
        commas: bool,
    },
    /// A quote that is never closed.
    OpenQuote,
    /// A record or line beyond the limit.
    TooLong,
    /// The last line stops in the middle.
    Truncated,
    /// A row without an id.
    NoUnit,
    /// An id met before.
    UnitTwice { unit: String, first: String },
    /// A value that cannot be read, in a column.
    Cell { column: String, fault: DecodeFault },
    /// Rows of a table that are no JSON, in a column.
    Table {
        column: String,
        found: Option<Box<Diagnostic>>,
    },
    /// Neither yes nor no.
    NotYesNo { column: String, written: String },
    /// A comma or point that may be a decimal mark or part thousands.
    AmbiguousMark {
        column: String,
        written: String,
        decimal: Quantity,
        thousands: Quantity,
    },
    /// Decimal comma and decimal point in one row.
    MixedMarks { comma: String, point: String },
    /// Another mark than the decimal mark that was given.
    OtherMark {
        column: String,
        written: String,
        given: DecimalMark,
    },
    /// The last line has no line feed, though it reads well.
    Unended,
    /// A sum of points that cannot be held.
    TooLarge,
}

impl RowFault {
    /// Whether a number cannot be read.
    pub const fn is_bad_number(&self) -> bool {
        matches!(
            self,
            Self::Cell {
                fault: DecodeFault::BadNumber { .. },
                ..
            }
        )
    }
}

fn comma(number: Quantity) -> String {
    number.to_string().replace('.', ",")
}

impl Finding for RowFault {
    fn check(&self) -> &'static str {
        match self {
            Self::Empty => "empty-file",
            Self::Utf16 | Self::NotUtf8 => "not-utf-8",
            Self::UnknownColumn { .. } => "unknown-column",
            Self::ColumnTwice { .. } => "column-given-twice",
            Self::NoUnitColumn => "column-missing",
            Self::FieldCount { .. } => "wrong-number-of-fields",
            Self::OpenQuote => "quote-not-closed",
            Self::TooLong => "row-too-long",
            Self::Truncated => "last-line-truncated",
            Self::NoUnit => "unit-missing",
            Self::UnitTwice { .. } => "unit-given-twice",
            Self::Cell { fault, .. } => fault.check(),
            Self::Table { found, .. } => found.as_ref().map_or("wrong-type", |one| one.check()),
            Self::NotYesNo { .. } => "wrong-fact-kind",
            Self::AmbiguousMark { .. } => "decimal-mark-ambiguous",
            Self::MixedMarks { .. } | Self::OtherMark { .. } => "decimal-marks-mixed",
            Self::Unended => "last-line-not-ended",
            Self::TooLarge => "sum-too-large",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::Unended => Severity::Warning,
            _ => Severity::Error,
        }
    }

    fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new("bảng không có dòng nào", "the table has no rows"),
            Self::Utf16 => {
                Message::new("tệp được lưu ở dạng UTF-16", "the file was saved as UTF-16")
            }
            Self::NotUtf8 => Message::new(
                "có ký tự không thuộc bảng mã UTF-8",
                "there are bytes that are not UTF-8",
            ),
            Self::UnknownColumn { name, .. } => Message::new(
                format!("cột \"{name}\" không phải là dữ kiện nào của bộ tiêu chí"),
                format!("the column \"{name}\" is no fact of the criteria set"),
            ),
            Self::ColumnTwice { name } => Message::new(
                format!("cột \"{name}\" có hai lần"),
                format!("the column \"{name}\" is there twice"),
            ),
            Self::NoUnitColumn => Message::new(
                "không có cột \"unit\" ghi mã đơn vị",
                "there is no column \"unit\" with the ids of the units",
            ),
            Self::FieldCount {
                found, expected, ..
            } => Message::new(
                format!("dòng có {found} ô, trong khi dòng đầu có {expected} cột"),
                format!("the row has {found} fields, the head has {expected} columns"),
            ),
            Self::OpenQuote => Message::new(
                "dấu ngoặc kép mở ra mà không đóng lại",
                "a quote is opened and never closed",
            ),
            Self::TooLong => Message::new("dòng quá dài", "the row is too long"),
            Self::Truncated => Message::new(
                "dòng cuối bị cắt cụt giữa chừng",
                "the last line stops in the middle",
            ),
            Self::NoUnit => Message::new("dòng không có mã đơn vị", "the row has no unit"),
            Self::UnitTwice { unit, first } => Message::new(
                format!("đơn vị {unit} đã có ở {first}"),
                format!("the unit {unit} was given before, at {first}"),
            ),
            Self::Cell { column, fault } => {
                let Message { vi, en } = fault.message();
                Message::new(
                    format!("cột \"{column}\": {vi}"),
                    format!("column \"{column}\": {en}"),
                )
            }
            Self::Table { column, found } => {
                let why = |lang| {
                    let message = found.as_ref().map(|one| one.message().get(lang));
                    message.unwrap_or_default().to_owned()
                };
                Message::new(
                    format!("cột \"{column}\": {}", why(Lang::Vi)),
                    format!("column \"{column}\": {}", why(Lang::En)),
                )
            }
            Self::NotYesNo { column, written } => Message::new(
                format!("cột \"{column}\" cần có hoặc không, trong khi ghi \"{written}\""),
                format!("the column \"{column}\" needs yes or no; \"{written}\" is neither"),
            ),
            Self::AmbiguousMark {
                column,
                written,
                decimal,
                thousands,
            } => Message::new(
                format!(
                    "cột \"{column}\": \"{written}\" có thể là {} hoặc {thousands}",
                    comma(*decimal)
                ),
                format!("column \"{column}\": \"{written}\" may be {decimal} or {thousands}"),
            ),
            Self::MixedMarks { comma, point } => Message::new(
                format!(
                    "một dòng dùng cả dấu phẩy (\"{comma}\") và dấu chấm (\"{point}\") thập phân"
                ),
                format!(
                    "one row has both a decimal comma (\"{comma}\") and a decimal point (\"{point}\")"
                ),
            ),
            Self::OtherMark {
                column,
                written,
                given,
            } => {
                let (vi, en) = match given {
                    DecimalMark::Comma => ("dấu phẩy", "the comma"),
                    DecimalMark::Point => ("dấu chấm", "the point"),
                };
                Message::new(
                    format!(
                        "cột \"{column}\": \"{written}\", trong khi dấu thập phân là {vi} (--decimal)"
                    ),
                    format!(
                        "column \"{column}\": \"{written}\", while the decimal mark is {en} (--decimal)"
                    ),
                )
            }
            Self::Unended => Message::new(
                "dòng cuối không có dấu xuống dòng",
                "the last line does not end with a line feed",
            ),
            Self::TooLarge => Message::new(
                "tổng điểm quá lớn để tính chính xác",
                "a sum of points is too large to be held exactly",
            ),
        }
    }

    fn help(&self) -> Message {
        match self {
            Self::Empty => Message::new(
                "dòng đầu ghi tên các cột: unit, rồi mã các dữ kiện",
                "the first row has the columns: unit, then the ids of facts",
            ),
            Self::Utf16 | Self::NotUtf8 => {
                Message::new("lưu lại tệp ở dạng CSV UTF-8", "save the file as CSV UTF-8")
            }
            Self::UnknownColumn {
                suggestion: Some(name),
                ..
            } => Message::new(
                format!("có phải \"{name}\"?"),
                format!("did you mean \"{name}\"?"),
            ),
            Self::UnknownColumn { .. } => Message::new(
                "các cột là unit, group, nature, not-applicable và mã các dữ kiện của bộ tiêu chí",
                "the columns are unit, group, nature, not-applicable and the ids of the set's facts",
            ),
            Self::ColumnTwice { .. } => Message::new(
                "đổi tên một cột, hoặc gộp hai cột làm một",
                "rename one, or make one column of the two",
            ),
            Self::NoUnitColumn => Message::new(
                "đặt tên cột mã đơn vị là \"unit\"",
                "name the column with the ids \"unit\"",
            ),
            Self::FieldCount { commas: true, .. } => Message::new(
                "nếu số có dấu phẩy thập phân, hãy đặt trong ngoặc kép (\"96,4\") hoặc phân cột bằng dấu chấm phẩy",
                "if a number has a decimal comma, put it in quotes (\"96,4\") or separate columns by semicolons",
            ),
            Self::FieldCount { .. } => Message::new(
                "kiểm tra dấu phân cách giữa các cột",
                "look at the separators between the columns",
            ),
            Self::OpenQuote => Message::new(
                "đóng dấu ngoặc kép; bên trong ngoặc, dấu ngoặc kép được viết hai lần",
                "close the quote; inside quotes a quote is written twice",
            ),
            Self::TooLong => Message::new(
                "kiểm tra xem các dòng có được xuống dòng đúng không",
                "look whether the lines are ended",
            ),
            Self::Truncated => Message::new(
                "xuất lại tệp; có thể còn thiếu các đơn vị sau dòng này",
                "export the file again; units after this line may be missing",
            ),
            Self::NoUnit => {
                Message::new("ghi mã đơn vị ở cột \"unit\"", "give its id under \"unit\"")
            }
            Self::UnitTwice { .. } => Message::new(
                "chỉ lần đầu được chấm; đổi mã một trong hai, hoặc gộp hai dòng làm một",
                "only the first is scored; change the id of one, or make one row of the two",
            ),
            Self::Cell { fault, .. } => fault.help(),
            Self::Table { .. } => Message::new(
                "ghi các dòng của bảng ở dạng JSON: [{\"cột\": giá trị}]",
                "write the rows as JSON: [{\"column\": value}]",
            ),
            Self::NotYesNo { .. } => Message::new(
                "ghi có hoặc không, true hoặc false",
                "write yes or no, true or false",
            ),
            Self::AmbiguousMark {
                decimal, thousands, ..
            } => {
                let decimal = unambiguous(*decimal);
                Message::new(
                    format!(
                        "viết {decimal} hoặc {thousands}; hoặc nêu dấu thập phân của cả bảng: --decimal point, --decimal comma"
                    ),
                    format!(
                        "write {decimal} or {thousands}; or name the decimal mark of the table: --decimal point, --decimal comma"
                    ),
                )
            }
            Self::MixedMarks { .. } | Self::OtherMark { .. } => Message::new(
                "chỉ dùng một dấu thập phân; không dùng dấu phân cách hàng nghìn",
                "use one decimal mark, and no separator of thousands",
            ),
            Self::Unended => Message::new(
                "nếu tệp bị cắt cụt, ô cuối có thể thiếu chữ số: hãy xuất lại tệp",
                "if the file was cut, its last field may lack digits: export it again",
            ),
            Self::TooLarge => Message::new("", ""),
        }
    }
}
