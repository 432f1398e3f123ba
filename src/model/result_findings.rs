//! What the checks of task results find.

use crate::diagnostic::{Finding, Message, Severity};
use crate::number::Date;

/// A fault of a task result
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ResultFinding {
    /// Each product of the task has a deadline of its own, and the result does not say which
    ///
    /// # What it does
    /// Asks each result of a task whose products have deadlines of their own which product it
    /// is for.
    /// # Why it matters
    /// It is not known which deadline was kept.
    /// # Example
    /// A task with a plan due in January and a report due in December, and one result without
    /// `product`.
    /// # Use instead
    /// Add `product`.
    /// # Since
    /// 0.1.0
    ProductMissing { task: String, products: String },
    /// The product shares its deadline with others, so that it has no result of its own
    ///
    /// # What it does
    /// Looks for results of single products where all share one deadline.
    /// # Why it matters
    /// The task counts once, when the last product is done.
    /// # Example
    /// A result for the draft, where draft and decision are due together.
    /// # Use instead
    /// Leave out `product`; give the day the last was done.
    /// # Since
    /// 0.1.0
    ProductSharesDeadline { task: String, product: String },
    /// The task recurs, and the result does not say which occurrence
    ///
    /// # What it does
    /// Asks each result of a recurring task which occurrence it is for.
    /// # Why it matters
    /// It is not known which of the deadlines was kept.
    /// # Example
    /// A quarterly report, done on 2024-04-02, without `occurrence`.
    /// # Use instead
    /// Add `occurrence`.
    /// # Since
    /// 0.1.0
    OccurrenceMissing { task: String, known: String },
    /// The task does not have this occurrence
    ///
    /// # What it does
    /// Looks up the occurrence that each result names.
    /// # Why it matters
    /// The task does not have it, so the result counts for nothing.
    /// # Example
    /// `2024-Q5`.
    /// # Use instead
    /// Write one of the occurrences listed.
    /// # Since
    /// 0.1.0
    UnknownOccurrence { written: String, known: String },
    /// The task does not recur
    ///
    /// # What it does
    /// Looks for occurrences of tasks that are done once.
    /// # Why it matters
    /// The result speaks of something the plan does not have.
    /// # Example
    /// `"occurrence": "2024-Q1"` of a decision issued once.
    /// # Use instead
    /// Leave out `occurrence`.
    /// # Since
    /// 0.1.0
    OccurrenceNotExpected { task: String },
    /// The occurrence lies outside the period of the plan
    ///
    /// # What it does
    /// Compares the period of each occurrence with that of the plan.
    /// # Why it matters
    /// A mistyped year leaves the right occurrence without a result.
    /// # Example
    /// `2023-Q4` in the plan of 2024.
    /// # Use instead
    /// Check the year of the occurrence.
    /// # Since
    /// 0.1.0
    OccurrenceOutsidePeriod { written: String, ignored: bool },
    /// Two results speak of one occurrence
    ///
    /// # What it does
    /// Looks for two results of one occurrence.
    /// # Why it matters
    /// They may say two things, and only one can count.
    /// # Example
    /// Two results of `t12`, one on time and one late.
    /// # Use instead
    /// Keep one; give each its own `occurrence` where it arose twice.
    /// # Since
    /// 0.1.0
    ResultGivenTwice { what: String },
    /// One result says that nothing arose, another that something did
    ///
    /// # What it does
    /// Looks for tasks that are said not to have arisen and have results.
    /// # Why it matters
    /// One of the two is wrong, and the task would leave the count or stay in it.
    /// # Example
    /// `not_arisen` for `t30`, and a day on which `t30` was done.
    /// # Use instead
    /// Leave out `not_arisen`, or the other results.
    /// # Since
    /// 0.1.0
    ArisenAndNotArisen { task: String },
    /// A result says two things that cannot both hold
    ///
    /// # What it does
    /// Looks for results that say two things which exclude each other.
    /// # Why it matters
    /// It is not known whether the task was done.
    /// # Example
    /// `done_on` and `not_done` in one result.
    /// # Use instead
    /// Keep one of them.
    /// # Since
    /// 0.1.0
    ContradictoryResult {
        first: &'static str,
        second: &'static str,
    },
    /// It was done, or the event was, after the day the assessment speaks of
    ///
    /// # What it does
    /// Compares the days of each result, of the work and of the event, with the day the assessment
    /// speaks of.
    /// # Why it matters
    /// What has not happened by that day does not count yet.
    /// # Example
    /// Done on 2024-12-05 in an assessment as of 2024-11-30.
    /// # Use instead
    /// Check the day, or the day of the assessment.
    /// # Since
    /// 0.1.0
    DateAfterAsOf { date: Date, as_of: Date },
    /// It was done before the event with which it arises
    ///
    /// # What it does
    /// Compares the day of each result with that of the event it answers.
    /// # Why it matters
    /// Nothing can be done before the reason for it; one of the days is wrong.
    /// # Example
    /// Answered on 3 May, asked on 5 May.
    /// # Use instead
    /// Check both days.
    /// # Since
    /// 0.1.0
    DoneBeforeEvent { done_on: Date, event_on: Date },
    /// Something with a fixed date is said not to have arisen
    ///
    /// # What it does
    /// Looks for tasks with a fixed deadline that are said not to have arisen.
    /// # Why it matters
    /// The plan ordered them, so they arose; leaving them out raises the share of completion.
    /// # Example
    /// The quarterly report of `t3`, "not arisen".
    /// # Use instead
    /// Write `not_done`, or say in `note` why it truly did not arise.
    /// # Since
    /// 0.1.0
    FixedDateNotArisen { task: String },
    /// The result gives another due day than the plan
    ///
    /// # What it does
    /// Compares a due day given with a result to the one of the plan.
    /// # Why it matters
    /// A deadline that moves with its result is always kept.
    /// # Example
    /// Due on 15 April by the result, on 31 March by the plan.
    /// # Use instead
    /// Leave out `due_on`, or name in `note` the instrument that moved it.
    /// # Since
    /// 0.1.0
    DueOnOverridesPlan { due_on: Date, planned: Date },
    /// The day from which the deadline counts is missing
    ///
    /// # What it does
    /// Looks for results of tasks that are due a number of days after something happened, without
    /// the day on which it did.
    /// # Why it matters
    /// Its last day is not known, so it counts neither as on time nor as late.
    /// # Example
    /// Due 5 working days after the request, done on 12 March, and no day of the request.
    /// # Use instead
    /// Add `event_on`.
    /// # Since
    /// 0.1.0
    EventDateMissing { task: String },
    /// It was done while the task from which its deadline counts is not reported as done
    ///
    /// # What it does
    /// Looks for results with a day whose deadline counts from another task that has none.
    /// # Why it matters
    /// Its last day is not known, so it counts neither as on time nor as late.
    /// # Example
    /// A report due 10 days after the inspection, done, and no result of the inspection.
    /// # Use instead
    /// Report the day on which the other task was done.
    /// # Since
    /// 0.1.0
    StartNotReported { task: String, start: String },
    /// The task from which the deadline counts was not done, or did not arise
    ///
    /// # What it does
    /// Looks for results of tasks that are due a number of days after another task which never
    /// came about.
    /// # Why it matters
    /// There is no last day, so it cannot be said whether it was on time.
    /// # Example
    /// A report due 10 days after the inspection, done, and the inspection not done.
    /// # Use instead
    /// Check both results; where it did not arise either, write `not_arisen`.
    /// # Since
    /// 0.1.0
    StartNeverCame { task: String, start: String },
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
            Self::EventDateMissing { .. } => "event-date-missing",
            Self::StartNotReported { .. } => "start-not-reported",
            Self::StartNeverCame { .. } => "start-never-came",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::DateAfterAsOf { .. }
            | Self::DoneBeforeEvent { .. }
            | Self::FixedDateNotArisen { .. }
            | Self::DueOnOverridesPlan { .. }
            | Self::EventDateMissing { .. }
            | Self::StartNotReported { .. }
            | Self::StartNeverCame { .. }
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
                format!("ngày {date} sau ngày đánh giá {as_of}, nên chưa được tính"),
                format!(
                    "{date} is after the day of the assessment {as_of}, so it does not count yet"
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
            Self::EventDateMissing { task } => Message::new(
                format!(
                    "thiếu ngày phát sinh sự việc của \"{task}\", nên chưa biết hạn và chưa biết đúng hay trễ hạn"
                ),
                format!(
                    "the day of the event behind \"{task}\" is missing, so its last day is not known, nor whether it was on time"
                ),
            ),
            Self::StartNotReported { task, start } => Message::new(
                format!(
                    "\"{task}\" đã xong, nhưng hạn tính từ khi xong \"{start}\" mà việc này chưa có ngày xong, nên chưa biết đúng hay trễ hạn"
                ),
                format!(
                    "\"{task}\" was done, but its deadline counts from \"{start}\", which has no day, so it is not known whether it was on time"
                ),
            ),
            Self::StartNeverCame { task, start } => Message::new(
                format!(
                    "hạn của \"{task}\" tính từ khi xong \"{start}\", nhưng việc này không được thực hiện hoặc không phát sinh, nên không đánh giá được đúng hay trễ hạn"
                ),
                format!(
                    "the deadline of \"{task}\" counts from \"{start}\", which was not done or did not arise, so whether it was on time cannot be assessed"
                ),
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
                "hãy chọn một: đổi \"not_arisen\" thành false, hoặc chuyển các kết quả kia vào \"note\"",
                "choose one: write false for \"not_arisen\", or move the other results into \"note\"",
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
            Self::EventDateMissing { .. } => {
                Message::new("hãy ghi thêm \"event_on\"", "add \"event_on\"")
            }
            Self::StartNotReported { start, .. } => Message::new(
                format!("hãy ghi kết quả của \"{start}\" với \"done_on\""),
                format!("give the result of \"{start}\" with \"done_on\""),
            ),
            Self::StartNeverCame { .. } => Message::new(
                "hãy kiểm tra lại hai kết quả; nếu việc này cũng không phát sinh, hãy ghi \"not_arisen\"",
                "check both results; if it did not arise either, write \"not_arisen\"",
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
