//! Faults of a file's text as a whole, and of its texts and keys.

use crate::diagnostic::{Finding, Message, Severity};

/// A fault of the text, found before it is decoded
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SourceFault {
    /// The file is too large.
    FileTooLarge {
        /// Its size in bytes.
        bytes: usize,
        /// The largest size in bytes.
        allowed: usize,
    },
    /// The file holds nothing.
    EmptyFile,
    /// The file is UTF-16.
    Utf16,
    /// The file starts with the byte order mark of UTF-8.
    ByteOrderMark,
    /// The file is not UTF-8.
    NotUtf8 {
        /// The first byte that cannot be.
        byte: u8,
    },
    /// Lists and objects are nested too deeply.
    NestedTooDeeply {
        /// Deepest nesting allowed.
        allowed: usize,
    },
    /// A key stands twice in an object.
    KeyGivenTwice {
        /// The key, shortened.
        key: String,
    },
    /// A text or a key is too long.
    TextTooLong {
        /// Its length in bytes.
        bytes: usize,
        /// Most bytes allowed.
        allowed: usize,
    },
    /// A text holds a control character.
    ControlCharacter {
        /// Its code.
        code: u32,
    },
    /// There are more faults than are reported.
    TooManyFaults {
        /// How many were reported.
        reported: usize,
    },
}

impl Finding for SourceFault {
    fn check(&self) -> &'static str {
        match self {
            Self::FileTooLarge { .. } => "file-too-large",
            Self::EmptyFile => "empty-file",
            Self::Utf16 | Self::NotUtf8 { .. } => "not-utf-8",
            Self::ByteOrderMark => "byte-order-mark",
            Self::NestedTooDeeply { .. } => "nested-too-deeply",
            Self::KeyGivenTwice { .. } => "key-given-twice",
            Self::TextTooLong { .. } => "text-too-long",
            Self::ControlCharacter { .. } => "control-character",
            Self::TooManyFaults { .. } => "too-many-faults",
        }
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        match self {
            Self::FileTooLarge { bytes, allowed } => Message::new(
                format!("tệp có {bytes} byte, quá lớn; tối đa là {allowed} byte"),
                format!(
                    "the file has {bytes} bytes, which is too large; at most {allowed} are read"
                ),
            ),
            Self::EmptyFile => Message::new("tệp không có nội dung", "the file is empty"),
            Self::Utf16 => Message::new(
                "tệp được lưu bằng bảng mã UTF-16, không phải UTF-8",
                "the file is saved as UTF-16, not as UTF-8",
            ),
            Self::ByteOrderMark => Message::new(
                "tệp bắt đầu bằng dấu thứ tự byte (BOM)",
                "the file starts with a byte order mark (BOM)",
            ),
            Self::NotUtf8 { byte } => Message::new(
                format!("byte 0x{byte:02X} ở đây không thuộc bảng mã UTF-8"),
                format!("the byte 0x{byte:02X} here is not UTF-8"),
            ),
            Self::NestedTooDeeply { allowed } => Message::new(
                format!("các dấu ngoặc lồng nhau quá {allowed} cấp"),
                format!("brackets are nested more than {allowed} levels deep"),
            ),
            Self::KeyGivenTwice { key } => Message::new(
                format!("khóa \"{key}\" được ghi hai lần trong cùng một đối tượng"),
                format!("the key \"{key}\" is given twice in the same object"),
            ),
            Self::TextTooLong { bytes, allowed } => Message::new(
                format!("đoạn chữ dài {bytes} byte, quá dài; tối đa là {allowed} byte"),
                format!(
                    "the text has {bytes} bytes, which is too long; at most {allowed} are read"
                ),
            ),
            Self::ControlCharacter { code } => Message::new(
                format!("đoạn chữ có ký tự điều khiển U+{code:04X}"),
                format!("the text holds the control character U+{code:04X}"),
            ),
            Self::TooManyFaults { reported } => Message::new(
                format!("có quá nhiều lỗi; chỉ nêu {reported} lỗi đầu tiên"),
                format!("there are too many faults; only the first {reported} are reported"),
            ),
        }
    }

    fn help(&self) -> Message {
        match self {
            Self::FileTooLarge { .. } => Message::new(
                "hãy kiểm tra xem có chọn nhầm tệp không, hoặc tách tệp thành nhiều phần",
                "check that it is the right file, or split it",
            ),
            Self::EmptyFile => Message::new(
                "hãy chọn đúng tệp, hoặc lưu lại tệp từ nơi đã soạn",
                "choose the right file, or save it again from where it was written",
            ),
            Self::Utf16 | Self::ByteOrderMark | Self::NotUtf8 { .. } => Message::new(
                "hãy lưu lại tệp với bảng mã \"UTF-8\" (không có BOM)",
                "save the file again with the encoding \"UTF-8\" (without BOM)",
            ),
            Self::NestedTooDeeply { .. } => Message::new(
                "hãy kiểm tra xem có dấu ngoặc nào mở mà quên đóng không",
                "check whether a bracket was opened and not closed",
            ),
            Self::KeyGivenTwice { .. } => Message::new(
                "hãy giữ một lần ghi và xóa lần còn lại",
                "keep one and delete the other",
            ),
            Self::TextTooLong { .. } => {
                Message::new("hãy rút ngắn đoạn chữ này", "shorten this text")
            }
            Self::ControlCharacter { .. } => Message::new(
                "hãy xóa ký tự này; chỉ được dùng xuống dòng (\\n) và tab (\\t)",
                "delete it; only line feeds (\\n) and tabs (\\t) are allowed",
            ),
            Self::TooManyFaults { .. } => Message::new(
                "hãy sửa các lỗi đã nêu rồi kiểm tra lại",
                "correct those reported and check again",
            ),
        }
    }
}
