//! Faults of JSON that does not have the expected shape.

use super::id::IdError;
use super::wording;
use crate::diagnostic::{Finding, Message, Severity};
use crate::number::{DateError, NumberError, loose_readings};

/// What was expected at a place
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expected {
    /// An object.
    Object,
    /// A list.
    List,
    /// A text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    YesNo,
    /// A date as text.
    Date,
    /// Any of these.
    AnyOf(Vec<Expected>),
    /// One of these words; each says whether it carries a payload, as in `{"word": …}`.
    OneOf(Vec<(&'static str, bool)>),
}

/// What was found instead
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

/// A fault of shape
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeFault {
    /// A key that means nothing here
    ///
    /// # What it does
    /// Compares each key with those known at its place.
    /// # Why it matters
    /// A misspelt key would be ignored without a word.
    /// # Example
    /// `"creteria"`.
    /// # Use instead
    /// Correct the key; the one probably meant is suggested.
    /// # Since
    /// 0.1.0
    UnknownKey {
        /// The key, shortened.
        key: String,
        /// The key probably meant.
        suggestion: Option<&'static str>,
        /// Every key that is known here.
        known: Vec<&'static str>,
    },
    /// A key that is needed is not there
    ///
    /// # What it does
    /// Looks for keys that are needed. Beside a misspelt key it is not said again.
    /// # Why it matters
    /// Without it the file means nothing.
    /// # Example
    /// A criterion without `max_points`.
    /// # Use instead
    /// Add the key.
    /// # Since
    /// 0.1.0
    MissingKey {
        /// The key.
        key: &'static str,
    },
    /// Something of another type
    ///
    /// # What it does
    /// Compares each value with the kind of value its place takes.
    /// # Why it matters
    /// A list is no text, and a text is no number.
    /// # Example
    /// `"max_points": "1"`.
    /// # Use instead
    /// Write the kind of value named.
    /// # Since
    /// 0.1.0
    WrongType {
        /// What is needed.
        expected: Expected,
        /// What is there.
        found: Found,
    },
    /// A word that means nothing here
    ///
    /// # What it does
    /// Compares each word with those known at its place.
    /// # Why it matters
    /// A word that is not known cannot be guessed.
    /// # Example
    /// `"basis": "calculate"`.
    /// # Use instead
    /// Write one of the words listed.
    /// # Since
    /// 0.1.0
    UnknownWord {
        /// The word, shortened.
        word: String,
        /// The word probably meant.
        suggestion: Option<&'static str>,
        /// Every word that is known here.
        known: Vec<(&'static str, bool)>,
    },
    /// A number that is refused
    ///
    /// # What it does
    /// Reads each number digit by digit.
    /// # Why it matters
    /// A number is read exactly or refused; nothing is rounded between file and score.
    /// # Example
    /// `1e3`, `-0`, or twenty digits.
    /// # Use instead
    /// Write plain digits with a decimal point.
    /// # Since
    /// 0.1.0
    BadNumber {
        /// The number as written, shortened.
        written: String,
        /// Why.
        error: NumberError,
    },
    /// A whole number outside its range.
    NumberOutOfRange {
        /// The number as written.
        written: String,
        /// Least value.
        least: i64,
        /// Greatest value.
        greatest: i64,
    },
    /// A date that is refused
    ///
    /// # What it does
    /// Reads each date.
    /// # Why it matters
    /// A date read wrongly turns on time into late.
    /// # Example
    /// `"31/12/2024"` or `"2024-02-30"`.
    /// # Use instead
    /// Write year-month-day.
    /// # Since
    /// 0.1.0
    BadDate {
        /// The date as written, shortened.
        written: String,
        /// Why.
        error: DateError,
    },
    /// An identifier that is refused
    ///
    /// # What it does
    /// Reads each name.
    /// # Why it matters
    /// Names are compared letter by letter, so they are kept to ASCII.
    /// # Example
    /// `"tiêu-chí-1"`.
    /// # Use instead
    /// Use small ASCII letters, digits, `.`, `_` and `-`.
    /// # Since
    /// 0.1.0
    BadId {
        /// The identifier as written, shortened.
        written: String,
        /// Why.
        error: IdError,
    },
}

/// A piece of a refused text that is safe to show: short, on one line.
pub(crate) fn shortened(text: &str) -> String {
    const SHOWN: usize = 40;
    let mut shown: String = text
        .chars()
        .take(SHOWN)
        .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

impl Finding for DecodeFault {
    fn check(&self) -> &'static str {
        match self {
            Self::UnknownKey { .. } => "unknown-key",
            Self::MissingKey { .. } => "missing-key",
            Self::WrongType { .. } => "wrong-type",
            Self::UnknownWord { .. } => "unknown-word",
            Self::BadNumber { .. } | Self::NumberOutOfRange { .. } => "bad-number",
            Self::BadDate { .. } => "bad-date",
            Self::BadId { .. } => "bad-id",
        }
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        match self {
            Self::UnknownKey { key, .. } => Message::new(
                format!("không có khóa \"{key}\" ở đây"),
                format!("there is no key \"{key}\" here"),
            ),
            Self::MissingKey { key } => Message::new(
                format!("thiếu khóa \"{key}\""),
                format!("the key \"{key}\" is missing"),
            ),
            Self::WrongType { expected, found } => {
                let (expected, found) = (expected.words(), found.words());
                Message::new(
                    format!("cần {}, nhưng ở đây là {}", expected.vi, found.vi),
                    format!("expected {}, found {}", expected.en, found.en),
                )
            }
            Self::UnknownWord { word, .. } => Message::new(
                format!("\"{word}\" không phải là một từ được dùng ở đây"),
                format!("\"{word}\" is not a word used here"),
            ),
            Self::BadNumber { written, error } => {
                let reason = wording::number_reason(error);
                Message::new(
                    format!("không đọc được số \"{written}\": {}", reason.vi),
                    format!("the number \"{written}\" was refused: {}", reason.en),
                )
            }
            Self::NumberOutOfRange {
                written,
                least,
                greatest,
            } => Message::new(
                format!("số {written} nằm ngoài khoảng từ {least} đến {greatest}"),
                format!("{written} is outside {least} to {greatest}"),
            ),
            Self::BadDate { written, error } => {
                let reason = wording::date_reason(error);
                Message::new(
                    format!("không đọc được ngày \"{written}\": {}", reason.vi),
                    format!("the date \"{written}\" was refused: {}", reason.en),
                )
            }
            Self::BadId { written, error } => {
                let reason = wording::id_reason(error);
                Message::new(
                    format!("mã \"{written}\" không hợp lệ: {}", reason.vi),
                    format!("the identifier \"{written}\" was refused: {}", reason.en),
                )
            }
        }
    }

    fn help(&self) -> Message {
        match self {
            Self::UnknownKey {
                suggestion: Some(key),
                ..
            } => Message::new(
                format!("có phải ý bạn là \"{key}\"?"),
                format!("did you mean \"{key}\"?"),
            ),
            Self::UnknownKey { known, .. } if known.is_empty() => Message::new(
                "đối tượng này không nhận khóa nào; hãy chuyển nội dung đến đúng chỗ",
                "no key is used here; move what it holds to its right place",
            ),
            Self::UnknownKey { known, .. } => {
                let known = known
                    .iter()
                    .map(|key| format!("\"{key}\""))
                    .collect::<Vec<_>>();
                let known = known.join(", ");
                Message::new(
                    format!(
                        "hãy đổi tên khóa, hoặc chuyển nội dung đến đúng chỗ; các khóa được dùng ở đây: {known}"
                    ),
                    format!(
                        "rename it, or move what it holds to its right place; the keys used here are {known}"
                    ),
                )
            }
            Self::MissingKey { key } => Message::new(
                format!("hãy thêm \"{key}\": … vào đối tượng này"),
                format!("add \"{key}\": … to this object"),
            ),
            Self::WrongType { expected, found } => expected.help(*found),
            Self::UnknownWord {
                suggestion: Some(word),
                ..
            } => Message::new(
                format!("có phải ý bạn là \"{word}\"?"),
                format!("did you mean \"{word}\"?"),
            ),
            Self::UnknownWord { known, .. } => {
                let list = wording::choices(known);
                Message::new(
                    format!("hãy dùng một trong: {list}"),
                    format!("use one of {list}"),
                )
            }
            Self::BadNumber { written, error } => {
                wording::number_help(error, &loose_readings(written))
            }
            Self::NumberOutOfRange {
                least, greatest, ..
            } => Message::new(
                format!("hãy viết một số nguyên từ {least} đến {greatest}"),
                format!("write a whole number from {least} to {greatest}"),
            ),
            Self::BadDate { error, .. } => wording::date_help(error),
            Self::BadId { .. } => Message::new(
                "hãy dùng chữ thường không dấu a–z, chữ số và các dấu . _ - ở giữa, ví dụ \"1.2-a\"",
                "use lower-case letters a–z, digits, and . _ - in between, such as \"1.2-a\"",
            ),
        }
    }
}
