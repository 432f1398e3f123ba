//! What the checks of task results find.

use crate::diagnostic::{Finding, Message, Severity};
use crate::number::Date;

/// A fault of a task result
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ResultFinding {
    /// Each product of the task has a deadline of its own, and the result does not say which.
    ProductMissing { task: String, products: String },
    /// The product shares its deadline with others, so that it has no result of its own.
    ProductSharesDeadline { task: String, product: String },
    /// The task recurs, and the result does not say which occurrence.
    OccurrenceMissing { task: String, known: String },
    /// The task does not have this occurrence.
    UnknownOccurrence { written: String, known: String },
    /// The task does not recur.
    OccurrenceNotExpected { task: String },
    /// The occurrence lies outside the period of the plan.
    OccurrenceOutsidePeriod { written: String, ignored: bool },
    /// Two results speak of one occurrence.
    ResultGivenTwice { what: String },
    /// One result says that nothing arose, another that something did.
    ArisenAndNotArisen { task: String },
    /// A result says two things that cannot both hold.
    ContradictoryResult {
        first: &'static str,
        second: &'static str,
    },
    /// It was done after the day the assessment speaks of.
    DateAfterAsOf { date: Date, as_of: Date },
    /// It was done before the event with which it arises.
    DoneBeforeEvent { done_on: Date, event_on: Date },
    /// Something with a fixed date is said not to have arisen.
    FixedDateNotArisen { task: String },
    /// The result gives another due day than the plan.
    DueOnOverridesPlan { due_on: Date, planned: Date },
}

impl Finding for ResultFinding {
    fn check(&self) -> &'static str {
        match self {
            Self::ProductMissing { .. } => "product-missing",
            Self::ProductSharesDeadline { .. } => "product-shares-deadline",
            Self::OccurrenceMissing { .. } => "occurrence-missing",
            Self::UnknownOccurrence { .. } => "unknown-occurrence",
            Self::OccurrenceNotExpected { .. } => "occurrence-not-expected",
            Self::OccurrenceOutsidePeriod { .. } => "occurrence-outside-period",
            Self::ResultGivenTwice { .. } => "result-given-twice",
            Self::ArisenAndNotArisen { .. } => "arisen-and-not-arisen",
            Self::ContradictoryResult { .. } => "contradictory-result",
            Self::DateAfterAsOf { .. } => "date-after-as-of",
            Self::DoneBeforeEvent { .. } => "done-before-event",
            Self::FixedDateNotArisen { .. } => "fixed-date-not-arisen",
            Self::DueOnOverridesPlan { .. } => "due-on-overrides-plan",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::DateAfterAsOf { .. }
            | Self::DoneBeforeEvent { .. }
            | Self::FixedDateNotArisen { .. }
            | Self::DueOnOverridesPlan { .. }
            | Self::OccurrenceOutsidePeriod { ignored: false, .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    fn message(&self) -> Message {
        match self {
            Self::ProductMissing { task, products } => Message::new(
                format!(
                    "mỗi sản phẩm của nhiệm vụ \"{task}\" có thời hạn riêng ({products}), nhưng kết quả không nói của sản phẩm nào"
                ),
                format!(
                    "each product of the task \"{task}\" has a deadline of its own ({products}), and the result does not say which it is for"
                ),
            ),
            Self::ProductSharesDeadline { task, product } => Message::new(
                format!(
                    "sản phẩm \"{product}\" chung thời hạn với các sản phẩm khác của nhiệm vụ \"{task}\", nên không có kết quả riêng"
                ),
                format!(
                    "the product \"{product}\" shares its deadline with others of the task \"{task}\" and has no result of its own"
                ),
            ),
            Self::OccurrenceMissing { task, known } => Message::new(
                format!("\"{task}\" là việc định kỳ ({known}), nhưng kết quả không nói của kỳ nào"),
                format!(
                    "\"{task}\" recurs ({known}), and the result does not say which occurrence it is for"
                ),
            ),
            Self::UnknownOccurrence { written, known } => Message::new(
                format!("không có kỳ \"{written}\"; các kỳ là {known}"),
                format!("there is no occurrence \"{written}\"; there are {known}"),
            ),
            Self::OccurrenceNotExpected { task } => Message::new(
                format!("\"{task}\" chỉ làm một lần, không chia kỳ"),
                format!("\"{task}\" is done once and has no occurrences"),
            ),
            Self::OccurrenceOutsidePeriod { written, .. } => Message::new(
                format!("kỳ \"{written}\" nằm ngoài kỳ của kế hoạch"),
                format!("the occurrence \"{written}\" is outside the period of the plan"),
            ),
            Self::ResultGivenTwice { what } => Message::new(
                format!("có hai kết quả cho \"{what}\""),
                format!("there are two results for \"{what}\""),
            ),
            Self::ArisenAndNotArisen { task } => Message::new(
                format!("\"{task}\" vừa được ghi là không phát sinh, vừa có kết quả"),
                format!("\"{task}\" is said not to have arisen, and has results too"),
            ),
            Self::ContradictoryResult { first, second } => Message::new(
                format!("kết quả vừa ghi \"{first}\" vừa ghi \"{second}\""),
                format!("the result says both \"{first}\" and \"{second}\""),
            ),
            Self::DateAfterAsOf { date, as_of } => Message::new(
                format!("ngày hoàn thành {date} sau ngày đánh giá {as_of}, nên chưa được tính"),
                format!(
                    "it was done on {date}, after the day of the assessment {as_of}, so it does not count yet"
                ),
            ),
            Self::DoneBeforeEvent { done_on, event_on } => Message::new(
                format!("hoàn thành ngày {done_on}, trước khi sự việc phát sinh ngày {event_on}"),
                format!("it was done on {done_on}, before the event of {event_on}"),
            ),
            Self::FixedDateNotArisen { task } => Message::new(
                format!("\"{task}\" có thời hạn cố định, nhưng được ghi là không phát sinh"),
                format!("\"{task}\" has a fixed deadline, and is said not to have arisen"),
            ),
            Self::DueOnOverridesPlan { due_on, planned } => Message::new(
                format!("kết quả ghi hạn {due_on}, nhưng hạn theo kế hoạch là {planned}"),
                format!("the result says it was due on {due_on}, but by the plan it is {planned}"),
            ),
        }
    }

    fn help(&self) -> Message {
        match self {
            Self::ProductMissing { .. } => {
                Message::new("hãy ghi thêm \"product\"", "add \"product\"")
            }
            Self::ProductSharesDeadline { .. } => Message::new(
                "hãy bỏ \"product\": ghi một kết quả chung, với ngày xong sản phẩm cuối cùng",
                "leave out \"product\": give one result for all, with the day the last was done",
            ),
            Self::OccurrenceMissing { .. } => {
                Message::new("hãy ghi thêm \"occurrence\"", "add \"occurrence\"")
            }
            Self::UnknownOccurrence { .. } => {
                Message::new("hãy ghi một trong các kỳ này", "write one of these")
            }
            Self::OccurrenceNotExpected { .. } => {
                Message::new("hãy bỏ \"occurrence\"", "leave out \"occurrence\"")
            }
            Self::OccurrenceOutsidePeriod { .. } => Message::new(
                "hãy kiểm tra lại năm của kỳ",
                "check the year of the occurrence",
            ),
            Self::ResultGivenTwice { .. } => Message::new(
                "hãy giữ một kết quả; nếu là hai lần phát sinh, hãy đặt \"occurrence\" khác nhau",
                "keep one; if it arose twice, give each its own \"occurrence\"",
            ),
            Self::ArisenAndNotArisen { .. } => Message::new(
                "hãy bỏ \"not_arisen\", hoặc bỏ các kết quả kia",
                "leave out \"not_arisen\", or the other results",
            ),
            Self::ContradictoryResult { .. } => {
                Message::new("hãy giữ một trong hai", "keep one of them")
            }
            Self::DateAfterAsOf { .. } => Message::new(
                "hãy kiểm tra lại ngày này, hoặc ngày đánh giá",
                "check this date, or the day of the assessment",
            ),
            Self::DoneBeforeEvent { .. } => {
                Message::new("hãy kiểm tra lại hai ngày", "check both dates")
            }
            Self::FixedDateNotArisen { .. } => Message::new(
                "nếu việc không làm, hãy ghi \"not_done\"; nếu không phát sinh thật, hãy nêu lý do trong \"note\"",
                "if it was left undone, write \"not_done\"; if it truly did not arise, say why in \"note\"",
            ),
            Self::DueOnOverridesPlan { .. } => Message::new(
                "hãy bỏ \"due_on\", hoặc nêu trong \"note\" văn bản đã lùi hạn",
                "leave out \"due_on\", or name in \"note\" the instrument that moved the deadline",
            ),
        }
    }

    fn witness(&self) -> Option<String> {
        match self {
            Self::DateAfterAsOf { date, .. } => Some(date.to_string()),
            Self::DoneBeforeEvent { done_on, .. } => Some(done_on.to_string()),
            Self::DueOnOverridesPlan { due_on, .. } => Some(due_on.to_string()),
            _ => None,
        }
    }
}
