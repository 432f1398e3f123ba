//! Why nothing could be read from a file.

use par_index::diagnostic::{Finding, Message, Severity};

use crate::grid::CellAt;

/// Why nothing could be read from a file.
#[derive(Clone, Debug)]
pub(crate) enum FileFault {
    Empty,
    TooLarge { mebibytes: usize },
    TooManyRows { most: usize },
    CellTooLong { sheet: String, cell: CellAt },
    NotAWorkbook { reason: String },
    OldWorkbook,
    Protected,
    Utf16,
    NotUtf8 { line: usize },
    NoTable,
    NoSuchSheet { wanted: String, known: Vec<String> },
    NoCriteria,
    NoYear,
}

impl Finding for FileFault {
    fn check(&self) -> &'static str {
        match self {
            Self::Empty => "empty-file",
            Self::TooLarge { .. } => "file-too-large",
            Self::TooManyRows { .. } => "too-many-rows",
            Self::CellTooLong { .. } => "text-too-long",
            Self::NotAWorkbook { .. } => "not-a-workbook",
            Self::OldWorkbook => "old-workbook",
            Self::Protected => "workbook-protected",
            Self::Utf16 | Self::NotUtf8 { .. } => "not-utf-8",
            Self::NoTable => "no-table-head",
            Self::NoSuchSheet { .. } => "no-such-sheet",
            Self::NoCriteria => "no-criteria-in-table",
            Self::NoYear => "edition-not-known",
        }
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new("tệp không có nội dung", "there is nothing in the file"),
            Self::TooLarge { mebibytes } => Message::new(
                format!("tệp quá lớn; nhiều nhất là {mebibytes} MiB"),
                format!("the file is too large; {mebibytes} MiB at most"),
            ),
            Self::TooManyRows { most } => Message::new(
                format!("bảng có quá nhiều dòng; nhiều nhất là {most}"),
                format!("the sheet has too many rows; {most} at most"),
            ),
            Self::CellTooLong { sheet, cell } => Message::new(
                format!("ô {sheet}!{cell} chứa quá nhiều chữ"),
                format!("the cell {sheet}!{cell} holds too much text"),
            ),
            Self::NotAWorkbook { reason } if reason.is_empty() => Message::new(
                "đây không phải là bảng tính Excel hay tệp CSV",
                "this is neither an Excel workbook nor a CSV file",
            ),
            Self::NotAWorkbook { reason } => Message::new(
                format!(
                    "không mở được bảng tính, có thể tệp bị hỏng hoặc tải về chưa hết ({reason})"
                ),
                format!("the workbook cannot be opened; it may be damaged or cut short ({reason})"),
            ),
            Self::OldWorkbook => Message::new(
                "tệp ở dạng cũ (.xls) hoặc được đặt mật khẩu nên không đọc được",
                "the file is in the old form (.xls) or protected, and cannot be read",
            ),
            Self::Protected => Message::new(
                "bảng tính được đặt mật khẩu",
                "the workbook is protected by a password",
            ),
            Self::Utf16 => Message::new(
                "tệp CSV ghi bằng mã UTF-16, không phải UTF-8",
                "the CSV file is in UTF-16, not UTF-8",
            ),
            Self::NotUtf8 { line } => Message::new(
                format!("tệp CSV không ghi bằng mã UTF-8 (dòng {line})"),
                format!("the CSV file is not in UTF-8 (line {line})"),
            ),
            Self::NoTable => Message::new(
                "không thấy dòng tiêu đề bảng có cột tên tiêu chí và cột điểm tối đa",
                "no table head was found with a column of titles and one of maximum points",
            ),
            Self::NoSuchSheet { wanted, known } => Message::new(
                format!(
                    "không có trang tính \"{wanted}\"; tệp có: {}",
                    known.join(", ")
                ),
                format!(
                    "there is no sheet \"{wanted}\"; the file has {}",
                    known.join(", ")
                ),
            ),
            Self::NoCriteria => Message::new(
                "dưới dòng tiêu đề bảng không có tiêu chí nào",
                "there are no criteria below the table head",
            ),
            Self::NoYear => Message::new(
                "không biết bộ tiêu chí của năm nào",
                "the year of the criteria set is not known",
            ),
        }
    }

    fn help(&self) -> Message {
        match self {
            Self::Empty | Self::NoCriteria => Message::new(
                "hãy chọn lại tệp hoặc trang tính",
                "choose the right file or sheet",
            ),
            Self::TooLarge { .. } | Self::TooManyRows { .. } => Message::new(
                "hãy chép riêng bảng tiêu chí sang một tệp mới rồi lưu lại",
                "copy the table of criteria alone into a new file, and save that",
            ),
            Self::CellTooLong { .. } => {
                Message::new("hãy rút ngắn nội dung ô này", "shorten the cell")
            }
            Self::NotAWorkbook { .. } | Self::OldWorkbook => Message::new(
                "hãy mở tệp bằng Excel và lưu lại ở dạng .xlsx, hoặc .csv (UTF-8)",
                "open it in Excel and save it as .xlsx, or as .csv (UTF-8)",
            ),
            Self::Protected => Message::new(
                "hãy bỏ mật khẩu rồi lưu lại",
                "take the password off and save again",
            ),
            Self::Utf16 | Self::NotUtf8 { .. } => Message::new(
                "hãy lưu lại ở dạng “CSV UTF-8”, hoặc dùng tệp .xlsx",
                "save it as “CSV UTF-8”, or use the .xlsx file",
            ),
            Self::NoTable => Message::new(
                "tiêu đề cột cần ghi như “Tiêu chí” và “Điểm tối đa”; nếu bảng ở trang khác, hãy nêu --sheet",
                "heads of columns are to read like “Tiêu chí” and “Điểm tối đa”; if the table is on another sheet, give --sheet",
            ),
            Self::NoYear => Message::new(
                "hãy nêu phiên bản, chẳng hạn --edition 2024",
                "give the edition, for instance --edition 2024",
            ),
            Self::NoSuchSheet { .. } => Message::new("hãy sửa --sheet", "correct --sheet"),
        }
    }
}
