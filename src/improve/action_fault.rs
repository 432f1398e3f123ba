//! What is wrong with a file of actions.

use crate::diagnostic::{Finding, Message, Severity};

/// What is wrong with a file of actions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ActionFault {
    /// Two actions have one id.
    GivenTwice {
        id: String,
    },
    /// `needs` or `excludes` names no action.
    UnknownAction {
        name: String,
        suggestion: Option<String>,
    },
    NegativeCost {
        id: String,
        cost: String,
    },
    /// It needs and excludes one action.
    NeedsWhatItExcludes {
        id: String,
        other: String,
    },
    /// It sets one thing to two values.
    ContradictsItself {
        id: String,
        what: String,
    },
    ChangesNothing {
        id: String,
    },
    /// The costs together are beyond what can be held.
    CostsTooLarge,
    /// Something is added to a fact without a number.
    NothingToAddTo {
        id: String,
        fact: String,
    },
    /// The sum has too many digits.
    SumTooLarge {
        id: String,
        fact: String,
    },
    /// The assessment refuses what the action changes.
    DoesNotFit {
        id: String,
        vi: String,
        en: String,
    },
    /// The result is scored before the day of the assessment.
    MeasuredBefore {
        measured_on: String,
        as_of: String,
    },
}

impl Finding for ActionFault {
    fn check(&self) -> &'static str {
        match self {
            Self::GivenTwice { .. } => "id-given-twice",
            Self::UnknownAction { .. } => "unknown-reference",
            Self::NegativeCost { .. } => "negative-cost",
            Self::NeedsWhatItExcludes { .. } => "needs-what-it-excludes",
            Self::ContradictsItself { .. } => "action-contradicts-itself",
            Self::ChangesNothing { .. } => "action-changes-nothing",
            Self::CostsTooLarge => "costs-too-large",
            Self::NothingToAddTo { .. } => "nothing-to-add-to",
            Self::SumTooLarge { .. } => "sum-too-large",
            Self::DoesNotFit { .. } => "action-does-not-fit",
            Self::MeasuredBefore { .. } => "measured-before-the-assessment",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::ChangesNothing { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    fn message(&self) -> Message {
        match self {
            Self::GivenTwice { id } => Message::new(
                format!("hai giải pháp cùng mang mã “{id}”"),
                format!("two actions are called “{id}”"),
            ),
            Self::UnknownAction { name, .. } => Message::new(
                format!("tệp không có giải pháp nào mang mã “{name}”"),
                format!("the file has no action “{name}”"),
            ),
            Self::NegativeCost { id, cost } => Message::new(
                format!("chi phí của “{id}” là số âm ({cost})"),
                format!("the cost of “{id}” is negative ({cost})"),
            ),
            Self::NeedsWhatItExcludes { id, other } => Message::new(
                format!("“{id}” vừa cần vừa loại trừ “{other}”, nên không bao giờ chọn được"),
                format!("“{id}” both needs and excludes “{other}”, so it can never be chosen"),
            ),
            Self::ContradictsItself { id, what } => Message::new(
                format!("“{id}” tự mâu thuẫn: {what} được thay đổi hai lần khác nhau"),
                format!("“{id}” contradicts itself: {what} is changed in two ways"),
            ),
            Self::ChangesNothing { id } => Message::new(
                format!("“{id}” không thay đổi gì, nên không đem lại điểm nào"),
                format!("“{id}” changes nothing, so it brings no points"),
            ),
            Self::CostsTooLarge => Message::new(
                "tổng chi phí của các giải pháp quá lớn để tính chính xác",
                "the costs together are too large to be held exactly",
            ),
            Self::NothingToAddTo { id, fact } => Message::new(
                format!("“{id}” cộng thêm vào “{fact}”, nhưng bản tự chấm chưa có số này"),
                format!("“{id}” adds to “{fact}”, of which the assessment has no number"),
            ),
            Self::SumTooLarge { id, fact } => Message::new(
                format!("“{id}” cộng vào “{fact}” thành một số quá lớn"),
                format!("“{id}” makes “{fact}” a number that is too large"),
            ),
            Self::DoesNotFit { id, vi, en } => Message::new(
                format!("“{id}” không áp dụng được vào bản tự chấm: {vi}"),
                format!("“{id}” cannot be applied to the assessment: {en}"),
            ),
            Self::MeasuredBefore { measured_on, as_of } => Message::new(
                format!("ngày đo kết quả {measured_on} trước ngày của bản tự chấm {as_of}"),
                format!(
                    "the result is measured on {measured_on}, before the day of the assessment, {as_of}"
                ),
            ),
        }
    }

    fn help(&self) -> Message {
        match self {
            Self::GivenTwice { .. } => Message::new(
                "đặt cho mỗi giải pháp một mã riêng",
                "give each action an id of its own",
            ),
            Self::UnknownAction {
                suggestion: Some(name),
                ..
            } => Message::new(
                format!("có phải “{name}”?"),
                format!("did you mean “{name}”?"),
            ),
            Self::UnknownAction { .. } => Message::new(
                "ghi mã của một giải pháp có trong tệp này",
                "name an action of this file",
            ),
            Self::NegativeCost { .. } => Message::new(
                "ghi chi phí bằng 0 hoặc lớn hơn",
                "give a cost of 0 or more",
            ),
            Self::NeedsWhatItExcludes { .. } => Message::new(
                "bỏ mã đó khỏi `needs` hoặc khỏi `excludes`",
                "take it out of `needs` or of `excludes`",
            ),
            Self::ContradictsItself { .. } => Message::new(
                "giữ lại một trong hai thay đổi, hoặc tách thành hai giải pháp",
                "keep one of the changes, or make two actions of it",
            ),
            Self::ChangesNothing { .. } => Message::new(
                "ghi dữ kiện, nhiệm vụ hoặc tài liệu mà nó thay đổi vào `changes`",
                "list the facts, tasks or documents it changes under `changes`",
            ),
            Self::CostsTooLarge => Message::new(
                "ghi chi phí theo đơn vị lớn hơn",
                "count costs in a larger unit",
            ),
            Self::NothingToAddTo { .. } => Message::new(
                "điền số này vào bản tự chấm, hoặc dùng `fact` để đặt hẳn giá trị mới",
                "answer the fact in the assessment, or set it with `fact`",
            ),
            Self::SumTooLarge { .. } => Message::new(
                "kiểm tra lại số cộng thêm",
                "look at the number that is added",
            ),
            Self::DoesNotFit { .. } => Message::new(
                "sửa giá trị hoặc ngày trong `changes`; ngày hoàn thành sau ngày của bản tự chấm thì cần `measured_on`",
                "mend the value or day under `changes`; a day after that of the assessment needs `measured_on`",
            ),
            Self::MeasuredBefore { .. } => Message::new(
                "ghi `measured_on` bằng hoặc sau ngày của bản tự chấm",
                "give a `measured_on` that is not before the assessment",
            ),
        }
    }
}
