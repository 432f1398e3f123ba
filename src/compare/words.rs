//! Values in words, in both languages.

use std::fmt::Display;

use crate::diagnostic::Message;
use crate::file::{
    AfterUnit, Basis, Combine, Due, EvidenceMode, EvidenceRequirement, Kinds, NonWorkingDay,
    NotApplicable, PartNotApplicable, ProvidedBy, RoundingFile, RoundingModeFile, Span, Text,
    WhenEmpty,
};
use crate::number::{Date, Ratio};

pub(super) fn both(text: impl Display) -> Message {
    let text = text.to_string();
    Message::new(text.clone(), text)
}

/// A plain decimal: a comma in Vietnamese.
pub(super) fn number(value: impl Display) -> Message {
    let text = value.to_string();
    Message::new(text.replace('.', ","), text)
}

pub(super) fn ratio(value: Ratio) -> Message {
    value
        .to_quantity_exact(9)
        .map_or_else(|| both(value), number)
}

pub(super) fn nothing() -> Message {
    Message::new("không ghi", "not given")
}

pub(super) fn optional<T>(value: Option<&T>, words: impl FnOnce(&T) -> Message) -> Message {
    value.map_or_else(nothing, words)
}

pub(super) fn quoted(text: &Text) -> Message {
    let en = text.en.as_deref().unwrap_or(&text.vi);
    Message::new(format!("“{}”", text.vi), format!("“{en}”"))
}

pub(super) fn quoted_plain(text: &str) -> Message {
    both(format!("“{text}”"))
}

pub(super) fn day(day: Date) -> Message {
    let vi = format!("{:02}/{:02}/{}", day.day(), day.month(), day.year());
    Message::new(vi, day.to_string())
}

pub(super) fn span(span: &Span) -> Message {
    let (from, until) = (day(span.from), day(span.until));
    Message::new(
        format!("{} – {}", from.vi, until.vi),
        format!("{} – {}", from.en, until.en),
    )
}

pub(super) fn yes_no(value: bool) -> Message {
    if value {
        Message::new("có", "yes")
    } else {
        Message::new("không", "no")
    }
}

/// Messages joined by a mark.
pub(super) fn joined(parts: &[Message], mark: &str) -> Message {
    let of = |pick: fn(&Message) -> &str| parts.iter().map(pick).collect::<Vec<_>>().join(mark);
    Message::new(of(|part| &part.vi), of(|part| &part.en))
}

pub(super) fn listed(parts: &[Message]) -> Message {
    if parts.is_empty() {
        return Message::new("không có", "none");
    }
    joined(parts, ", ")
}

pub(super) fn names(ids: impl IntoIterator<Item = impl Display>) -> Message {
    listed(&ids.into_iter().map(both).collect::<Vec<_>>())
}

pub(super) fn basis(basis: Basis) -> Message {
    match basis {
        Basis::Calculated => Message::new("tính từ số liệu", "calculated from facts"),
        Basis::Judged => Message::new("người chấm chọn mức", "judged by a person"),
        Basis::External => Message::new("kết quả từ bên ngoài", "external result"),
    }
}

pub(super) fn not_applicable(treatment: NotApplicable) -> Message {
    match treatment {
        NotApplicable::NotAllowed => Message::new("không được khai", "may not be claimed"),
        NotApplicable::LeaveDenominator => {
            Message::new("trừ khỏi điểm tối đa", "leaves the denominator")
        }
        NotApplicable::FullMarks => Message::new("được điểm tối đa", "full marks"),
        NotApplicable::Zero => Message::new("0 điểm", "no points"),
    }
}

pub(super) fn part_not_applicable(treatment: PartNotApplicable) -> Message {
    match treatment {
        PartNotApplicable::NotAllowed => Message::new("không được khai", "may not be claimed"),
        PartNotApplicable::Drop => Message::new("trừ khỏi điểm tối đa", "leaves the denominator"),
        PartNotApplicable::Redistribute => {
            Message::new("chia cho các phần còn lại", "spread over the other parts")
        }
        PartNotApplicable::Full => Message::new("được điểm tối đa", "full marks"),
    }
}

pub(super) fn provided_by(source: ProvidedBy) -> Message {
    match source {
        ProvidedBy::Unit => Message::new("đơn vị tự khai", "the unit"),
        ProvidedBy::Survey => Message::new("điều tra xã hội học", "a survey"),
        ProvidedBy::Index => Message::new("chỉ số khác", "another index"),
        ProvidedBy::Appraiser => Message::new("cơ quan thẩm định", "the appraiser"),
        ProvidedBy::OtherBody => Message::new("cơ quan khác", "another body"),
    }
}

pub(super) fn combine(combine: Combine) -> Message {
    match combine {
        Combine::Sum => Message::new("cộng điểm", "points add up"),
        Combine::WeightedMean => Message::new("trung bình có trọng số", "weighted mean"),
    }
}

pub(super) fn rounding(rounding: &RoundingFile) -> Message {
    let (vi, en) = match rounding.mode {
        RoundingModeFile::HalfUp => ("nửa làm tròn lên", "halves up"),
        RoundingModeFile::HalfEven => ("nửa về số chẵn", "halves to even"),
        RoundingModeFile::Down => ("cắt bỏ phần lẻ", "down"),
        RoundingModeFile::Up => ("luôn làm tròn lên", "up"),
    };
    let places = rounding.places;
    Message::new(
        format!("{places} chữ số thập phân, {vi}"),
        format!("{places} decimals, {en}"),
    )
}

pub(super) fn non_working_day(policy: NonWorkingDay) -> Message {
    match policy {
        NonWorkingDay::Keep => Message::new("giữ nguyên ngày", "the day stands"),
        NonWorkingDay::Next => {
            Message::new("lùi sang ngày làm việc kế tiếp", "the next working day")
        }
        NonWorkingDay::Previous => {
            Message::new("ngày làm việc liền trước", "the last working day before")
        }
    }
}

pub(super) fn due(due: &Due) -> Message {
    match due {
        Due::Before(date) => prefixed("trước ", "before ", &day(*date)),
        Due::By(date) => prefixed("đến hết ", "by ", &day(*date)),
        Due::Month(text) | Due::Quarter(text) | Due::Year(text) => {
            prefixed("hết ", "by the end of ", &both(text))
        }
        Due::After(after) => {
            let (vi, en) = match after.unit {
                AfterUnit::Days => ("ngày", "days"),
                AfterUnit::WorkingDays => ("ngày làm việc", "working days"),
                AfterUnit::Months => ("tháng", "months"),
            };
            let start = match (&after.of, after.date) {
                (Some(of), _) => both(format!("“{of}”")),
                (None, Some(date)) => day(date),
                (None, None) => Message::new("sự kiện", "the event"),
            };
            Message::new(
                format!("{} {vi} sau {}", after.count, start.vi),
                format!("{} {en} after {}", after.count, start.en),
            )
        }
    }
}

pub(super) fn prefixed(vi: &str, en: &str, text: &Message) -> Message {
    Message::new(format!("{vi}{}", text.vi), format!("{en}{}", text.en))
}

pub(super) fn when_empty(answer: &WhenEmpty) -> Message {
    match answer {
        WhenEmpty::Full => Message::new("điểm tối đa", "full marks"),
        WhenEmpty::Zero => Message::new("0 điểm", "no points"),
        WhenEmpty::LeaveDenominator => {
            Message::new("trừ khỏi điểm tối đa", "leaves the denominator")
        }
        WhenEmpty::Points(value) => in_points(&number(value)),
    }
}

fn kinds(kinds: &Kinds) -> Message {
    match kinds {
        Kinds::Any(ids) => prefixed("một trong: ", "one of: ", &names(ids)),
        Kinds::All(ids) => prefixed("đủ: ", "each of: ", &names(ids)),
    }
}

pub(super) fn requirement(requirement: &EvidenceRequirement) -> Message {
    let mode = match requirement.mode {
        EvidenceMode::Attests => Message::new("văn bản nêu số liệu", "a document states it"),
        EvidenceMode::PerItem => Message::new("mỗi việc một văn bản", "a document for each item"),
        EvidenceMode::Record => Message::new("trích xuất từ hệ thống", "an export of a system"),
        EvidenceMode::None => Message::new("không cần văn bản", "no document required"),
    };
    let mut parts = vec![mode];
    parts.extend(requirement.kinds.as_ref().map(kinds));
    if !requirement.supports.is_empty() {
        parts.push(prefixed("cho ", "for ", &names(&requirement.supports)));
    }
    if let Some(window) = &requirement.window {
        parts.push(prefixed("ban hành ", "issued ", &span(window)));
    }
    if requirement.locate {
        parts.push(Message::new("ghi rõ mục, trang", "section and page named"));
    }
    joined(&parts, "; ")
}

/// `2 điểm`, `2 points`.
pub(super) fn in_points(value: &Message) -> Message {
    let noun = if value.en == "1" { "point" } else { "points" };
    Message::new(format!("{} điểm", value.vi), format!("{} {noun}", value.en))
}

/// As [`number`], for what is borrowed.
pub(super) fn figure<T: Display + ?Sized>(value: &T) -> Message {
    number(value)
}

/// As [`both`], for what is borrowed.
pub(super) fn shown<T: Display + ?Sized>(value: &T) -> Message {
    both(value)
}
