//! The reasons of refused numbers, dates and identifiers, in both languages.

use super::decode_fault::{Expected, Found};
use super::id::IdError;
use crate::diagnostic::Message;
use crate::number::{DateError, NumberError, Quantity};

impl Expected {
    /// What is expected, as a noun.
    pub(super) fn words(&self) -> Message {
        match self {
            Self::Object => Message::new("một đối tượng {…}", "an object {…}"),
            Self::List => Message::new("một danh sách […]", "a list […]"),
            Self::Text => Message::new("chữ trong dấu ngoặc kép", "a text in double quotes"),
            Self::Number => Message::new("một con số", "a number"),
            Self::YesNo => Message::new("true hoặc false", "true or false"),
            Self::Date => {
                Message::new("một ngày dạng \"2024-12-31\"", "a date like \"2024-12-31\"")
            }
            Self::AnyOf(kinds) => {
                let kinds: Vec<Message> = kinds.iter().map(Self::words).collect();
                let join = |part: fn(&Message) -> &str, or| {
                    kinds.iter().map(part).collect::<Vec<_>>().join(or)
                };
                Message::new(
                    join(|kind| &kind.vi, " hoặc "),
                    join(|kind| &kind.en, " or "),
                )
            }
            Self::OneOf(known) => {
                let list = choices(known);
                Message::new(format!("một trong: {list}"), format!("one of {list}"))
            }
        }
    }

    /// What to do about something else.
    pub(super) fn help(&self, found: Found) -> Message {
        let words = self.words();
        match (self, found) {
            (_, Found::Null) => Message::new(
                format!("chỗ này không được để trống; hãy viết {}", words.vi),
                format!("this cannot be left empty; write {}", words.en),
            ),
            (Self::YesNo, Found::Text) => Message::new(
                "hãy viết true hoặc false, không có dấu ngoặc kép",
                "write true or false without quotes",
            ),
            (Self::List, _) => Message::new(
                "hãy đặt giá trị trong dấu ngoặc vuông, kể cả khi chỉ có một",
                "put the value in square brackets, even if it is the only one",
            ),
            (Self::Text, Found::Number | Found::Bool) => Message::new(
                "hãy đặt giá trị trong dấu ngoặc kép",
                "put the value in double quotes",
            ),
            _ => Message::new(
                format!("hãy viết {}", words.vi),
                format!("write {}", words.en),
            ),
        }
    }
}

impl Found {
    pub(super) fn words(self) -> Message {
        match self {
            Self::Null => Message::new("null (để trống)", "null"),
            Self::Bool => Message::new("true hoặc false", "true or false"),
            Self::Number => Message::new("một con số", "a number"),
            Self::Text => Message::new("chữ", "a text"),
            Self::List => Message::new("một danh sách", "a list"),
            Self::Object => Message::new("một đối tượng", "an object"),
        }
    }
}

/// Lists words as they are written.
pub(super) fn choices(known: &[(&'static str, bool)]) -> String {
    let shown = known.iter().map(|(word, payload)| {
        if *payload {
            format!("{{\"{word}\": …}}")
        } else {
            format!("\"{word}\"")
        }
    });
    shown.collect::<Vec<_>>().join(", ")
}

pub(super) fn number_reason(error: &NumberError) -> Message {
    let vi = match error {
        NumberError::Empty => "chưa ghi số".to_owned(),
        NumberError::TooLong { length, allowed } => {
            format!("dài {length} ký tự, tối đa là {allowed}")
        }
        NumberError::TooManyDecimals { found, allowed } => {
            format!("có {found} chữ số thập phân, tối đa là {allowed}")
        }
        NumberError::OutOfRange => "số quá lớn".to_owned(),
        NumberError::Exponent => "không dùng số mũ (e)".to_owned(),
        NumberError::NegativeZero => "số 0 không có dấu trừ".to_owned(),
        NumberError::DecimalComma { .. } => "không dùng dấu phẩy trong số".to_owned(),
        NumberError::ForeignDigits { digit } => {
            format!("\"{digit}\" không phải là chữ số từ 0 đến 9")
        }
        NumberError::LeadingZero => "có số 0 thừa ở đầu".to_owned(),
        NumberError::PlusSign => "có dấu cộng ở đầu".to_owned(),
        NumberError::Spaces => "có khoảng trắng".to_owned(),
        NumberError::NotFinite => "không phải là một số hữu hạn".to_owned(),
        NumberError::NotWhole => "phải là số nguyên".to_owned(),
        _ => "đây không phải là số".to_owned(),
    };
    Message::new(vi, error.to_string())
}

/// The numbers that a text may mean, as they are to be written in a file.
pub(super) fn meant(meant: &[Quantity]) -> Option<Message> {
    match meant {
        [] => None,
        [one] if one.scale() > 0 => Some(Message::new(
            format!("trong tệp, phần thập phân viết sau dấu chấm: {one}"),
            format!("in a file the decimals follow a point: write {one}"),
        )),
        [one] => Some(Message::new(
            format!("hãy viết {one}"),
            format!("write {one}"),
        )),
        [one, other, ..] => Some(Message::new(
            format!(
                "trong tệp, phần thập phân viết sau dấu chấm, hàng nghìn không có dấu: viết {one} hay {other}"
            ),
            format!(
                "in a file the decimals follow a point and thousands have no mark: write {one} or {other}"
            ),
        )),
    }
}

pub(super) fn number_help(error: &NumberError, readings: &[Quantity]) -> Message {
    let is_loose = matches!(
        error,
        NumberError::DecimalComma { .. }
            | NumberError::Spaces
            | NumberError::LeadingZero
            | NumberError::PlusSign
            | NumberError::NotANumber
    );
    if is_loose && let Some(help) = meant(readings) {
        return help;
    }
    match error {
        NumberError::TooManyDecimals { allowed, .. } => Message::new(
            format!("hãy viết nhiều nhất {allowed} chữ số thập phân"),
            format!("write at most {allowed} decimals"),
        ),
        NumberError::Exponent => Message::new("hãy viết đầy đủ các chữ số", "write all the digits"),
        NumberError::NegativeZero => Message::new("hãy viết 0", "write 0"),
        NumberError::OutOfRange | NumberError::TooLong { .. } => Message::new(
            "hãy kiểm tra lại con số; tối đa 18 chữ số",
            "check the number; at most 18 digits are kept",
        ),
        NumberError::NotWhole => Message::new(
            "hãy viết số nguyên, không có phần thập phân",
            "write it without decimals",
        ),
        _ => Message::new(
            "hãy viết như 12.5: chỉ gồm các chữ số 0–9 và một dấu chấm",
            "write it like 12.5: only the digits 0–9 and one point",
        ),
    }
}

pub(super) fn date_reason(error: &DateError) -> Message {
    let vi = match error {
        DateError::NoSuchMonth { month } => format!("không có tháng {month}"),
        DateError::NoSuchDay {
            year,
            month,
            day,
            last,
        } => {
            format!("tháng {month} năm {year} không có ngày {day} (ngày cuối tháng là {last})")
        }
        DateError::DayFirst { .. } => "năm phải viết trước, rồi đến tháng và ngày".to_owned(),
        DateError::Loose { .. } => {
            "ngày viết bằng dấu gạch nối, tháng và ngày có hai chữ số".to_owned()
        }
        DateError::OutOfRange { year } => {
            format!("năm {year} nằm ngoài khoảng từ 1900 đến 2200")
        }
        DateError::ForeignDigits { digit } => {
            format!("\"{digit}\" không phải là chữ số từ 0 đến 9")
        }
        _ => "đây không phải là ngày".to_owned(),
    };
    Message::new(vi, error.to_string())
}

pub(super) fn date_help(error: &DateError) -> Message {
    match error {
        DateError::DayFirst { iso } | DateError::Loose { iso } => {
            Message::new(format!("hãy viết \"{iso}\""), format!("write \"{iso}\""))
        }
        DateError::NoSuchMonth { .. }
        | DateError::NoSuchDay { .. }
        | DateError::OutOfRange { .. } => Message::new(
            "hãy kiểm tra lại ngày trong văn bản gốc",
            "check the date in the original document",
        ),
        _ => Message::new(
            "hãy viết năm-tháng-ngày, ví dụ \"2024-12-31\"",
            "write year-month-day, such as \"2024-12-31\"",
        ),
    }
}

pub(super) fn id_reason(error: &IdError) -> Message {
    let vi = match error {
        IdError::Empty => "mã để trống".to_owned(),
        IdError::TooLong { length, allowed } => {
            format!("dài {length} ký tự, tối đa là {allowed}")
        }
        IdError::BadCharacter { found } => format!("không dùng ký tự \"{found}\""),
        IdError::BadEnd => "phải bắt đầu và kết thúc bằng chữ hoặc chữ số".to_owned(),
    };
    Message::new(vi, error.to_string())
}
