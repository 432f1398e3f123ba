//! What is wrong with a scenario file by itself.

use crate::diagnostic::{Finding, Message, Severity};
use crate::number::Quantity;

/// A fault of a scenario file.
#[derive(Clone, Debug)]
pub(super) enum ScenarioFault {
    WrongFormat {
        found: String,
    },
    GivenTwice {
        name: String,
    },
    NothingChanged {
        name: String,
    },
    GridEmpty,
    RangeNeverArrives {
        from: Quantity,
        to: Quantity,
        step: Quantity,
    },
    TooMany {
        found: u128,
        allowed: u64,
    },
    Contradict {
        what: String,
    },
}

impl Finding for ScenarioFault {
    fn check(&self) -> &'static str {
        match self {
            Self::WrongFormat { .. } => "unknown-format",
            Self::GivenTwice { .. } => "id-given-twice",
            Self::NothingChanged { .. } => "scenario-changes-nothing",
            Self::GridEmpty => "grid-empty",
            Self::RangeNeverArrives { .. } => "range-never-arrives",
            Self::TooMany { .. } => "too-many-combinations",
            Self::Contradict { .. } => "changes-contradict",
        }
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        match self {
            Self::WrongFormat { found } => Message::new(
                format!("“{found}” không phải loại tệp kịch bản"),
                format!("“{found}” is not the format of a scenario file"),
            ),
            Self::GivenTwice { name } => Message::new(
                format!("kịch bản “{name}” được ghi hai lần"),
                format!("scenario “{name}” is given twice"),
            ),
            Self::NothingChanged { name } => Message::new(
                format!("kịch bản “{name}” không thay đổi gì"),
                format!("scenario “{name}” changes nothing"),
            ),
            Self::GridEmpty => Message::new(
                "lưới giá trị trống, nên không có tổ hợp nào để tính",
                "the grid is empty, so there is no combination to try",
            ),
            Self::RangeNeverArrives { from, to, step } => {
                let vi = |number: &Quantity| number.to_string().replace('.', ",");
                Message::new(
                    format!(
                        "đi từ {} với bước {} không bao giờ tới {}",
                        vi(from),
                        vi(step),
                        vi(to)
                    ),
                    format!("steps of {step} from {from} never arrive at {to}"),
                )
            }
            Self::TooMany { found, allowed } => Message::new(
                format!("có {found} tổ hợp, chỉ được {allowed}"),
                format!("there are {found} combinations; {allowed} are allowed"),
            ),
            Self::Contradict { what } => Message::new(
                format!("hai thay đổi trong một kịch bản cùng nói về {what}"),
                format!("two changes of one scenario speak of {what}"),
            ),
        }
    }

    fn help(&self) -> Message {
        match self {
            Self::WrongFormat { .. } => Message::new(
                "ghi “par-index/scenarios@1” ở “format”",
                "write “par-index/scenarios@1” at “format”",
            ),
            Self::GivenTwice { .. } => Message::new(
                "đặt mã khác cho một kịch bản",
                "give one of them another id",
            ),
            Self::NothingChanged { .. } => Message::new(
                "ghi thay đổi ở “changes”, “grid” hoặc “range”",
                "give something under “changes”, “grid” or “range”",
            ),
            Self::GridEmpty => Message::new(
                "ghi ít nhất một giá trị cho mỗi dữ kiện, hoặc bỏ “grid”",
                "give each fact at least one value, or leave “grid” out",
            ),
            Self::RangeNeverArrives { .. } => Message::new(
                "bước phải khác 0 và đi từ “from” về phía “to”",
                "the step must not be 0 and must lead from “from” to “to”",
            ),
            Self::TooMany { .. } => Message::new(
                "bớt giá trị, tăng bước, hoặc chia thành nhiều tệp",
                "try fewer values, take a greater step, or split the file",
            ),
            Self::Contradict { .. } => Message::new(
                "giữ lại một thay đổi, hoặc tách thành hai kịch bản",
                "keep one of them, or make two scenarios",
            ),
        }
    }
}
