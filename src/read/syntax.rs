//! Why a text is not JSON, in words a person can act on.

use std::ops::Range;

use super::decode_fault::shortened;
use super::line_index::LineIndex;
use super::wording;
use crate::diagnostic::{Finding, Message, Severity};
use crate::number::{Quantity, loose_readings};

/// The text is not JSON
///
/// # What it does
/// Reads the file as JSON.
/// # Why it matters
/// Nothing can be said about what cannot be read.
/// # Example
/// A comma before a closing bracket.
/// # Use instead
/// Correct the place shown; the message says what is wrong there.
/// # Since
/// 0.1.0
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SyntaxFault {
    /// The text stops before the value is complete.
    UnexpectedEnd,
    /// A comma stands before a closing bracket.
    TrailingComma,
    /// No comma between two elements, or a bracket of the wrong kind.
    MissingComma,
    /// No colon after a key.
    MissingColon,
    /// A key is not a text in double quotes.
    KeyNotText,
    /// A backslash is followed by something that is no escape.
    BadEscape,
    /// A control character (such as a line break) stands in a text unescaped.
    RawControlCharacter,
    /// Half a surrogate pair is escaped.
    LoneSurrogate,
    /// A number is not written as JSON writes it.
    BadNumber {
        /// The number as written, shortened.
        written: String,
        /// What it may mean.
        meant: Vec<Quantity>,
    },
    /// More text follows the value.
    TrailingText,
    /// A comment.
    Comment,
    /// A text in single or typographic quotes.
    WrongQuotes,
    /// A word other than `true`, `false` and `null`.
    UnknownWord,
    /// No value where one is needed.
    MissingValue,
    /// Anything else.
    Other,
}

impl SyntaxFault {
    /// Finds the place and the kind of a parser's error; only the place of a number has a length.
    pub(super) fn of(error: &serde_json::Error, text: &str) -> (Range<usize>, Self) {
        let lines = LineIndex::new(text);
        let offset = lines.offset_of(text, error.line(), error.column());
        if error.is_eof() {
            let end = text.trim_end().len();
            return (end..end, Self::UnexpectedEnd);
        }
        let said = error.to_string();
        let here = text.get(offset..).unwrap_or_default().chars().next();
        let before = text
            .get(..offset)
            .unwrap_or_default()
            .trim_end()
            .chars()
            .next_back();
        if said.starts_with("control character") {
            // The parser gives the place of the character before.
            let rest = text.as_bytes().get(offset..).unwrap_or_default();
            let ahead = rest.iter().position(|byte| *byte < b' ').unwrap_or(0);
            let offset = offset.saturating_add(ahead);
            return (offset..offset, Self::RawControlCharacter);
        }
        let in_object = said.starts_with("key must be a string");
        let is_number = |(start, end): &(usize, usize)| {
            said.starts_with("invalid number")
                || (said.starts_with("expected value") && *start == offset)
                || (*start < offset
                    && offset < *end
                    && (in_object || said.starts_with("expected `,`")))
        };
        if let Some((start, end)) = number_at(text, offset, in_object).filter(is_number) {
            let written = text.get(start..end).unwrap_or_default();
            let fault = Self::BadNumber {
                written: shortened(written),
                meant: loose_readings(written),
            };
            return (start..end, fault);
        }
        let kind = if said.starts_with("invalid escape") {
            Self::BadEscape
        } else if said.contains("surrogate") || said.contains("hex escape") {
            Self::LoneSurrogate
        } else if matches!(here, Some(']' | '}')) && before == Some(',') {
            Self::TrailingComma
        } else if here == Some('/') || here == Some('#') {
            Self::Comment
        } else if matches!(here, Some('\'' | '“' | '”' | '‘' | '’')) {
            Self::WrongQuotes
        } else if said.starts_with("trailing characters") {
            Self::TrailingText
        } else if said.starts_with("key must be a string") {
            Self::KeyNotText
        } else if said.starts_with("expected `:`") {
            Self::MissingColon
        } else if said.starts_with("expected `,`") {
            Self::MissingComma
        } else if said.starts_with("expected ident") || here.is_some_and(char::is_alphabetic) {
            Self::UnknownWord
        } else if said.starts_with("expected value") {
            Self::MissingValue
        } else {
            Self::Other
        };
        (offset..offset, kind)
    }
}

/// The ends of the number that an error stands in: `85,5`, `85.5%`, `1.369.000`, `+1`, `01`.
///
/// Where a key must follow, a comma between digits belongs to it; in a list it parts two numbers.
fn number_at(text: &str, offset: usize, in_object: bool) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let inside = |byte: &u8| !matches!(byte, b':' | b'[' | b'{' | b'}' | b']' | b'\n' | b'"');
    let before = bytes.get(..offset)?;
    let mut start = offset;
    for (at, byte) in before.iter().enumerate().rev() {
        let around = || {
            let digit = |at: Option<usize>| {
                at.and_then(|at| bytes.get(at))
                    .is_some_and(u8::is_ascii_digit)
            };
            digit(at.checked_sub(1)) && digit(at.checked_add(1))
        };
        if !inside(byte) || (*byte == b',' && !(in_object && around())) {
            break;
        }
        start = at;
    }
    let white = text
        .get(start..)?
        .bytes()
        .take_while(u8::is_ascii_whitespace)
        .count();
    let start = start.saturating_add(white);
    let first = bytes.get(start)?;
    let is_number = match first {
        b'0'..=b'9' => true,
        b'-' | b'+' | b'.' => bytes
            .get(start.checked_add(1)?)
            .is_some_and(|next| next.is_ascii_digit() || *next == b'.'),
        _ => false,
    };
    if !is_number || start > offset {
        return None;
    }
    let rest = text.get(offset..)?;
    let length = rest
        .bytes()
        .take_while(|byte| inside(byte) && *byte != b',')
        .count();
    let end = offset.saturating_add(length);
    let written = text.get(start..end)?.trim_end();
    // Two numbers with a space between them are two numbers, and a comment is no part of one.
    let words = written.split_whitespace().skip(1);
    let is_one = words
        .clone()
        .all(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
        && !written.contains(['/', '#']);
    let end = start.saturating_add(written.len());
    (is_one && end > start).then_some((start, end))
}

impl Finding for SyntaxFault {
    fn check(&self) -> &'static str {
        "not-json"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        if let Self::BadNumber { written, .. } = self {
            return Message::new(
                format!("số \"{written}\" không được viết theo đúng cách của JSON"),
                format!("the number \"{written}\" is not written as JSON writes numbers"),
            );
        }
        let (vi, en) = match self {
            Self::UnexpectedEnd => (
                "tệp kết thúc giữa chừng",
                "the file ends before it is complete",
            ),
            Self::TrailingComma => (
                "thừa dấu phẩy trước dấu đóng ngoặc",
                "there is a comma before the closing bracket",
            ),
            Self::MissingComma => (
                "thiếu dấu phẩy giữa hai phần tử, hoặc dấu đóng ngoặc không đúng loại",
                "a comma is missing between two elements, or the closing bracket is of the wrong kind",
            ),
            Self::MissingColon => (
                "thiếu dấu hai chấm sau khóa",
                "a colon is missing after the key",
            ),
            Self::KeyNotText => (
                "ở đây phải là một khóa trong dấu ngoặc kép",
                "a key in double quotes is needed here",
            ),
            Self::BadEscape => (
                "sau dấu gạch chéo ngược là ký tự không hợp lệ",
                "the backslash is followed by something that is not allowed",
            ),
            Self::RawControlCharacter => (
                "trong dấu ngoặc kép có ký tự điều khiển (chẳng hạn xuống dòng) chưa được mã hóa",
                "a control character (such as a line break) stands unescaped between the quotes",
            ),
            Self::LoneSurrogate => (
                "chuỗi \\u… ở đây chỉ là một nửa ký tự",
                "the \\u… escape here is only half a character",
            ),
            Self::TrailingText => (
                "sau khi nội dung đã kết thúc vẫn còn chữ thừa",
                "there is more text after the end of the content",
            ),
            Self::Comment => (
                "tệp JSON không được có chú thích",
                "a JSON file cannot hold comments",
            ),
            Self::WrongQuotes => (
                "chữ phải đặt trong dấu ngoặc kép thẳng (\")",
                "texts stand in straight double quotes (\")",
            ),
            Self::UnknownWord => (
                "từ này không có nghĩa trong JSON (chỉ có true, false và null)",
                "this word means nothing in JSON (only true, false and null do)",
            ),
            Self::MissingValue => ("ở đây thiếu một giá trị", "a value is missing here"),
            Self::Other | Self::BadNumber { .. } => {
                ("nội dung không phải là JSON", "the text is not JSON")
            }
        };
        Message::new(vi, en)
    }

    fn help(&self) -> Message {
        if let Self::BadNumber { meant, .. } = self
            && let Some(help) = wording::meant(meant)
        {
            return help;
        }
        let (vi, en) = match self {
            Self::UnexpectedEnd => (
                "hãy kiểm tra các dấu ngoặc và dấu nháy chưa đóng, hoặc lấy lại bản đầy đủ của tệp",
                "close what is still open, or get the complete file again",
            ),
            Self::TrailingComma => ("hãy xóa dấu phẩy đó", "delete the comma"),
            Self::MissingComma => (
                "hãy thêm dấu phẩy, hoặc sửa dấu đóng ngoặc",
                "add the comma, or correct the bracket",
            ),
            Self::MissingColon => ("hãy viết \"khóa\": giá trị", "write \"key\": value"),
            Self::KeyNotText => (
                "hãy đặt khóa trong dấu ngoặc kép thẳng",
                "put the key in straight double quotes",
            ),
            Self::BadEscape => (
                "hãy viết \\\\ nếu muốn có dấu gạch chéo ngược",
                "write \\\\ where a backslash is meant",
            ),
            Self::RawControlCharacter => (
                "hãy viết \\n cho xuống dòng và \\t cho tab",
                "write \\n for a line break and \\t for a tab",
            ),
            Self::LoneSurrogate => (
                "hãy gõ trực tiếp ký tự cần dùng",
                "type the character itself",
            ),
            Self::BadNumber { .. } => (
                "hãy viết như 12.5: không có dấu +, không có số 0 ở đầu, có chữ số trước và sau dấu chấm",
                "write it like 12.5: no plus sign, no leading zeros, digits before and after the point",
            ),
            Self::TrailingText => (
                "hãy kiểm tra dấu đóng ngoặc đặt quá sớm; phần thuộc tệp khác thì chuyển sang tệp đó",
                "look for a bracket that closes too early; move what belongs to another file there",
            ),
            Self::Comment => (
                "hãy chuyển chú thích vào khóa \"note\"",
                "move the comment into the key \"note\"",
            ),
            Self::WrongQuotes => ("hãy thay bằng dấu \"", "replace them by \""),
            Self::UnknownWord => (
                "nếu đây là chữ, hãy đặt trong dấu ngoặc kép; nếu chưa có giá trị, hãy viết null",
                "if it is a text, put it in double quotes; if there is no value, write null",
            ),
            Self::MissingValue => (
                "hãy viết giá trị, hoặc viết null nếu chưa có",
                "write the value, or null if there is none",
            ),
            Self::Other => ("hãy so với một tệp mẫu", "compare it with a sample file"),
        };
        Message::new(vi, en)
    }
}
