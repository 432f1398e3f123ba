//! Files of other programs, told by their content whatever their name ends with.

use par_index::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Place, Severity};

use crate::desk::documents::Input;
use crate::desk::refusal::Exit;
use crate::desk::refusal::Failure;

/// Bytes at the start that are looked at for the signs of a table.
const HEAD: usize = 4096;

/// What another program made
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    Excel,
    Word,
    Calc,
    Writer,
    OldOffice,
    Pdf,
    Archive,
    Picture,
    WebPage,
    RichText,
    Table,
}

/// A file of another program where one of ours is needed.
#[derive(Debug)]
struct ForeignFile(Foreign);

impl Foreign {
    /// What a file is by the marks all files of its kind bear; a table of text bears none.
    pub fn marked(bytes: &[u8]) -> Option<Self> {
        let has = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = text.trim_ascii_start();
        let starts = |sign: &[u8]| {
            text.get(..sign.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(sign))
        };
        match bytes {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(if has(b"xl/workbook") {
                Self::Excel
            } else if has(b"word/document") {
                Self::Word
            } else if has(b"opendocument.spreadsheet") {
                Self::Calc
            } else if has(b"opendocument.text") {
                Self::Writer
            } else {
                Self::Archive
            }),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Some(Self::OldOffice),
            [0x89, b'P', b'N', b'G', ..]
            | [0xFF, 0xD8, 0xFF, ..]
            | [b'G', b'I', b'F', b'8', ..] => Some(Self::Picture),
            [0x1F, 0x8B, ..] | [b'7', b'z', 0xBC, 0xAF, ..] | [b'R', b'a', b'r', b'!', ..] => {
                Some(Self::Archive)
            }
            _ if starts(b"%PDF-") => Some(Self::Pdf),
            _ if starts(b"{\\rtf") => Some(Self::RichText),
            _ if starts(b"<!doctype html") || starts(b"<html") => Some(Self::WebPage),
            _ => None,
        }
    }

    /// What a file is that is not JSON
    pub fn of(bytes: &[u8]) -> Option<Self> {
        Self::marked(bytes).or_else(|| is_table(bytes).then_some(Self::Table))
    }

    /// Whether a table of criteria can be read from it
    pub fn is_sheet(self) -> bool {
        matches!(
            self,
            Self::Excel | Self::Calc | Self::OldOffice | Self::Table
        )
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Excel => ("một bảng tính Excel", "an Excel workbook"),
            Self::Word => ("một văn bản Word", "a Word document"),
            Self::Calc => ("một bảng tính OpenDocument", "an OpenDocument sheet"),
            Self::Writer => ("một văn bản OpenDocument", "an OpenDocument text"),
            Self::OldOffice => (
                "một tệp Office dạng cũ (.xls, .doc) hoặc có mật khẩu",
                "an old Office file (.xls, .doc), or one with a password",
            ),
            Self::Pdf => ("một tệp PDF", "a PDF"),
            Self::Archive => ("một tệp nén", "a compressed archive"),
            Self::Picture => ("một hình ảnh", "a picture"),
            Self::WebPage => ("một trang web", "a web page"),
            Self::RichText => ("một văn bản RTF", "a rich text document"),
            Self::Table => ("một bảng CSV", "a CSV table"),
        }
    }
}

/// Whether a text is lines of fields: two or more in the first, and as many marks in the second.
fn is_table(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let text = String::from_utf8_lossy(head);
    if text.trim_start().starts_with(['{', '[']) {
        return false;
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let Some(first) = lines.next() else {
        return false;
    };
    [',', ';', '\t'].into_iter().any(|mark| {
        let count = first.matches(mark).count();
        count > 0 && lines.clone().next().is_none_or(|next| next.contains(mark))
    })
}

impl Finding for ForeignFile {
    fn check(&self) -> &'static str {
        "other-kind-of-file"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        let (vi, en) = self.0.words();
        Message::new(
            format!("đây là {vi}, không đọc được ở đây"),
            format!("this is {en}, which cannot be read here"),
        )
    }

    fn help(&self) -> Message {
        match self.0 {
            Foreign::Excel | Foreign::Calc => Message::new(
                "bảng tiêu chí: `par-index criteria import TỆP --output BỘ.json`; bảng số liệu nhiều đơn vị: lưu thành CSV UTF-8 rồi `par-index batch TỆP.csv --criteria BỘ.json`",
                "a table of criteria: `par-index criteria import FILE --output SET.json`; figures of many units: save as CSV UTF-8, then `par-index batch FILE.csv --criteria SET.json`",
            ),
            Foreign::Table => Message::new(
                "bảng số liệu nhiều đơn vị: `par-index batch TỆP --criteria BỘ.json`; kết quả đã công bố: `par-index rank TỆP`; bảng tiêu chí: `par-index criteria import TỆP --output BỘ.json`",
                "figures of many units: `par-index batch FILE --criteria SET.json`; published totals: `par-index rank FILE`; a table of criteria: `par-index criteria import FILE --output SET.json`",
            ),
            Foreign::Word
            | Foreign::Writer
            | Foreign::Pdf
            | Foreign::WebPage
            | Foreign::RichText => Message::new(
                "chép bảng tiêu chí sang Excel, lưu dạng .xlsx hoặc CSV UTF-8, rồi `par-index criteria import TỆP --output BỘ.json`",
                "copy the table of criteria into Excel, save it as .xlsx or CSV UTF-8, then `par-index criteria import FILE --output SET.json`",
            ),
            Foreign::OldOffice => Message::new(
                "mở bằng Excel, bỏ mật khẩu nếu có và lưu lại dạng .xlsx hoặc CSV UTF-8",
                "open it in Excel, take off any password, and save it as .xlsx or CSV UTF-8",
            ),
            Foreign::Archive => Message::new(
                "giải nén rồi chọn tệp bên trong",
                "unpack it and choose the file inside",
            ),
            Foreign::Picture => Message::new(
                "hãy chọn tệp số liệu; hình ảnh chỉ dùng làm tài liệu kiểm chứng",
                "choose the file with the figures; a picture can only be evidence",
            ),
        }
    }
}

/// Says what a file is that another program made
pub fn refused(what: Foreign, name: &str) -> Diagnostics {
    let place = Place {
        file: Some(name.to_owned()),
        ..Place::default()
    };
    Diagnostics::from(Diagnostic::at(&ForeignFile(what), place))
}

/// Refuses a file with the marks of a kind that a command does not read
pub fn check(input: &Input, reads: impl Fn(Foreign) -> bool) -> Result<(), Failure> {
    match Foreign::marked(&input.bytes) {
        Some(what) if !reads(what) => Err(Failure::Refused {
            found: refused(what, &input.name),
            exit: Exit::FoundErrors,
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::Foreign;

    #[test]
    fn files_are_told_by_their_content() {
        let zip = |name: &str| [b"PK\x03\x04\x14\0".as_slice(), name.as_bytes()].concat();
        for (bytes, what) in [
            (zip("xl/workbook.xml"), Some(Foreign::Excel)),
            (zip("word/document.xml"), Some(Foreign::Word)),
            (zip("anh/1.jpg"), Some(Foreign::Archive)),
            (
                zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
                Some(Foreign::Calc),
            ),
            (
                b"\xD0\xCF\x11\xE0\xA1\xB1".to_vec(),
                Some(Foreign::OldOffice),
            ),
            (b"%PDF-1.7\n".to_vec(), Some(Foreign::Pdf)),
            (b"\xFF\xD8\xFF\xE0".to_vec(), Some(Foreign::Picture)),
            (
                b"<!DOCTYPE html><p>1,2</p>".to_vec(),
                Some(Foreign::WebPage),
            ),
            (b"{\\rtf1\\ansi}".to_vec(), Some(Foreign::RichText)),
            (b"unit,faults\nso-a,3\n".to_vec(), Some(Foreign::Table)),
            (
                b"\xEF\xBB\xBFunit;faults\r\nso-a;3\r\n".to_vec(),
                Some(Foreign::Table),
            ),
            // One line of a table is a table too; a sentence is none.
            (b"unit\tfaults".to_vec(), Some(Foreign::Table)),
            (b"Xin ch\xC3\xA0o, b\xE1\xBA\xA1n\nHai\n".to_vec(), None),
            (b"{\"a\": 1,\n\"b\": 2}".to_vec(), None),
            (b"[1,2]".to_vec(), None),
            (b"".to_vec(), None),
        ] {
            assert_eq!(
                Foreign::of(&bytes),
                what,
                "{:?}",
                String::from_utf8_lossy(&bytes)
            );
        }
    }
}
