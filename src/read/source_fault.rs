//! Faults of a file's text as a whole, and of its texts and keys.

use crate::diagnostic::{Finding, Message, Severity};

/// A fault of the text, found before it is decoded
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SourceFault {
    /// The file is too large
    ///
    /// # What it does
    /// Looks at the size before anything is read.
    /// # Why it matters
    /// No file of this kind is that large; reading it could stop the computer.
    /// # Example
    /// A video chosen by mistake.
    /// # Use instead
    /// Choose the right file, or split it.
    /// # Since
    /// 0.1.0
    FileTooLarge {
        /// Its size in bytes.
        bytes: usize,
        /// The largest size in bytes.
        allowed: usize,
    },
    /// The file holds nothing
    ///
    /// # What it does
    /// Looks for files without content.
    /// # Why it matters
    /// It was probably not saved.
    /// # Example
    /// A file of 0 bytes.
    /// # Use instead
    /// Choose the right file, or save it again.
    /// # Since
    /// 0.1.0
    EmptyFile,
    /// The file is UTF-16.
    Utf16,
    /// The file is not UTF-8
    ///
    /// # What it does
    /// Looks for encodings other than UTF-8.
    /// # Why it matters
    /// Vietnamese letters would be read as others.
    /// # Example
    /// A file that an office program saved as UTF-16.
    /// # Use instead
    /// Save the file again as UTF-8.
    /// # Since
    /// 0.1.0
    NotUtf8 {
        /// The first byte that cannot be.
        byte: u8,
    },
    /// Lists and objects are nested too deeply
    ///
    /// # What it does
    /// Counts brackets inside brackets.
    /// # Why it matters
    /// No file of this kind is that deep; reading it could stop the program.
    /// # Example
    /// Hundreds of `[` that are never closed.
    /// # Use instead
    /// Close what was left open.
    /// # Since
    /// 0.1.0
    NestedTooDeeply {
        /// Deepest nesting allowed.
        allowed: usize,
    },
    /// A key stands twice in an object
    ///
    /// # What it does
    /// Looks for a key that stands twice in one object.
    /// # Why it matters
    /// Most programs silently keep the last one.
    /// # Example
    /// Two claims for `c2-1`.
    /// # Use instead
    /// Make one of the two.
    /// # Since
    /// 0.1.0
    KeyGivenTwice {
        /// The key, shortened.
        key: String,
    },
    /// A text or a key is too long
    ///
    /// # What it does
    /// Measures each text and key.
    /// # Why it matters
    /// A text of that size is something else pasted in.
    /// # Example
    /// A picture as text in `note`.
    /// # Use instead
    /// Shorten the text.
    /// # Since
    /// 0.1.0
    TextTooLong {
        /// Its length in bytes.
        bytes: usize,
        /// Most bytes allowed.
        allowed: usize,
    },
    /// A text holds a control character
    ///
    /// # What it does
    /// Looks for control characters in texts.
    /// # Why it matters
    /// They cannot be seen and break tables and forms.
    /// # Example
    /// A form feed copied from another program.
    /// # Use instead
    /// Delete it; line feeds and tabs may stay.
    /// # Since
    /// 0.1.0
    ControlCharacter {
        /// Its code.
        code: u32,
    },
    /// There are more faults than are reported
    ///
    /// # What it does
    /// Counts the faults of one file.
    /// # Why it matters
    /// After so many the file is of another kind, or broken at its start.
    /// # Example
    /// A table of figures in place of a criteria set.
    /// # Use instead
    /// Correct those reported and check again.
    /// # Since
    /// 0.1.0
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
            Self::Utf16 | Self::NotUtf8 { .. } => Message::new(
                "hãy lưu lại tệp với bảng mã \"UTF-8\"",
                "save the file again with the encoding \"UTF-8\"",
            ),
            Self::NestedTooDeeply { .. } => Message::new(
                "hãy kiểm tra xem có dấu ngoặc nào mở mà quên đóng không",
                "check whether a bracket was opened and not closed",
            ),
            Self::KeyGivenTwice { .. } => Message::new(
                "hãy gộp nội dung hai lần ghi làm một, hoặc sửa tên một khóa",
                "make one of the two, or correct the name of one",
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
