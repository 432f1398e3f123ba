//! What the checks of a reform plan find.

use crate::diagnostic::{Finding, Message, Severity};
use crate::file::Span;
use crate::number::Date;
use crate::read::{Id, suggest_after};

/// A kind of thing that a plan names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Named {
    Area,
    Goal,
    Task,
    Product,
    Lead,
    Section,
    Bullet,
    Commitment,
    Instrument,
}

impl Named {
    const fn vi(self) -> &'static str {
        match self {
            Self::Area => "lĩnh vực",
            Self::Goal => "mục tiêu",
            Self::Task => "nhiệm vụ",
            Self::Product => "sản phẩm",
            Self::Lead => "đơn vị chủ trì",
            Self::Section => "mục",
            Self::Bullet => "gạch đầu dòng",
            Self::Commitment => "chỉ tiêu cam kết",
            Self::Instrument => "văn bản",
        }
    }

    const fn en(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Goal => "goal",
            Self::Task => "task",
            Self::Product => "product",
            Self::Lead => "lead unit",
            Self::Section => "section",
            Self::Bullet => "bullet",
            Self::Commitment => "commitment",
            Self::Instrument => "instrument",
        }
    }
}

/// A fault of a reform plan
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PlanFinding {
    /// The file says that it is something else
    ///
    /// # What it does
    /// Compares `format` with the one of plans this version reads.
    /// # Why it matters
    /// Another kind or version of file would be misread.
    /// # Example
    /// `"format": "par-index/assessment@1"` where a plan is read.
    /// # Use instead
    /// Choose a plan file, or correct `format`.
    /// # Since
    /// 0.1.0
    WrongFormat {
        found: String,
        expected: &'static str,
    },
    /// Two things have the same name
    ///
    /// # What it does
    /// Looks for two areas, goals, tasks, products or other things with one name.
    /// # Why it matters
    /// A result or a binding that uses the name would mean either of them.
    /// # Example
    /// Two tasks `t12`.
    /// # Use instead
    /// Rename one of them.
    /// # Since
    /// 0.1.0
    IdGivenTwice { named: Named, id: Id },
    /// A name that leads nowhere
    ///
    /// # What it does
    /// Looks up each task, product and lead unit that the plan refers to.
    /// # Why it matters
    /// What is meant is not there, so a deadline or a binding hangs in the air.
    /// # Example
    /// A slot bound to `t77` in a plan of 58 tasks.
    /// # Use instead
    /// Correct the name; the one probably meant is suggested.
    /// # Since
    /// 0.1.0
    Unknown {
        named: Named,
        written: String,
        like: Option<String>,
    },
    /// A figure is promised at a place that is not in the plan
    ///
    /// # What it does
    /// Looks up the place in the plan that each committed figure stands at.
    /// # Why it matters
    /// A promised figure that belongs to nothing is never followed up.
    /// # Example
    /// A commitment at `g41` in a plan of 40 goals.
    /// # Use instead
    /// Correct the name, or add what is missing.
    /// # Since
    /// 0.1.0
    CommitmentAtNothing { at: Id, like: Option<String> },
    /// Deadlines wait for each other
    ///
    /// # What it does
    /// Follows deadlines that count from other deadlines.
    /// # Why it matters
    /// None of them has a day.
    /// # Example
    /// Task A is due 5 days after B, and B 10 days after A.
    /// # Use instead
    /// Give one of them a fixed date.
    /// # Since
    /// 0.1.0
    CircularDeadlines { path: String },
    /// A last day lies outside the plan's period
    ///
    /// # What it does
    /// Compares each last day with the period of the plan.
    /// # Why it matters
    /// A wrong year makes a task overdue at once, or never.
    /// # Example
    /// Due on 2023-03-31 in the plan of 2024.
    /// # Use instead
    /// Check the year of the deadline.
    /// # Since
    /// 0.1.0
    DeadlineOutsidePeriod { last_day: Date, period: Span },
    /// The period ends before it starts
    ///
    /// # What it does
    /// Compares the two days of the plan's period.
    /// # Why it matters
    /// No deadline lies inside it.
    /// # Example
    /// From 2024-12-31 until 2024-01-01.
    /// # Use instead
    /// Exchange `from` and `until`.
    /// # Since
    /// 0.1.0
    PeriodReversed { period: Span },
    /// The period is longer than any plan's
    ///
    /// # What it does
    /// Measures the period of the plan.
    /// # Why it matters
    /// Recurring tasks would be laid out over a mistyped century.
    /// # Example
    /// From 2024-01-01 until 2204-12-31.
    /// # Use instead
    /// Check the years of `from` and `until`.
    /// # Since
    /// 0.1.0
    PeriodTooLong { years: i32 },
    /// A slot is bound twice for one criteria set
    ///
    /// # What it does
    /// Looks for a slot of one criteria set that is bound twice.
    /// # Why it matters
    /// It is not known which tasks the criterion counts.
    /// # Example
    /// `on-time-reports` bound to `t3`, and again to `t4`.
    /// # Use instead
    /// Put the tasks into one binding.
    /// # Since
    /// 0.1.0
    SlotBoundTwice { slot: Id, set: Id, edition: Id },
    /// A task stands twice in one slot
    ///
    /// # What it does
    /// Looks for a task that stands twice in one slot.
    /// # Why it matters
    /// Whoever reads the plan would count it twice; the program counts it once.
    /// # Example
    /// `["t3", "t3"]`.
    /// # Use instead
    /// Write another task in one of them.
    /// # Since
    /// 0.1.0
    TaskBoundTwice { slot: Id, written: String },
    /// A day worked in exchange is not a Saturday or Sunday
    ///
    /// # What it does
    /// Looks at the day of the week of each of `working_days`.
    /// # Why it matters
    /// Other days are worked anyway; a slip in the date leaves the Saturday that was meant a day off.
    /// # Example
    /// `2024-05-03`, a Friday, for Saturday 4 May 2024.
    /// # Use instead
    /// Write the Saturday or Sunday, or delete it.
    /// # Since
    /// 0.1.0
    WorkingDayOnWeekday { day: Date },
    /// A day is a holiday and worked in exchange
    ///
    /// # What it does
    /// Looks for days in `holidays` and `working_days`.
    /// # Why it matters
    /// It is not known whether the day counts.
    /// # Example
    /// Saturday 4 May 2024 in both lists.
    /// # Use instead
    /// Keep it in one of them.
    /// # Since
    /// 0.1.0
    WorkingDayIsHoliday { day: Date },
    /// A day worked in exchange is given twice
    ///
    /// # What it does
    /// Compares the days of `working_days` with each other.
    /// # Why it matters
    /// A day counts once; the second may stand for another Saturday or Sunday, which stays a day off.
    /// # Example
    /// `2024-05-04` twice.
    /// # Use instead
    /// Keep it once; if another day was meant, write that day in one of the two places.
    /// # Since
    /// 0.2.0
    WorkingDayTwice { day: Date },
}

/// Most known names among which one that was meant is looked for.
const CANDIDATES: usize = 2_000;

impl PlanFinding {
    /// A name that leads nowhere, with the known one it may stand for
    pub(super) fn unknown<'k>(
        named: Named,
        written: &str,
        known: impl Iterator<Item = &'k str>,
        found: usize,
    ) -> Self {
        Self::Unknown {
            named,
            written: written.chars().take(80).collect(),
            like: similar(written, known, found),
        }
    }
}

/// The known name that one may stand for, where so much was found before.
pub(super) fn similar<'k>(
    written: &str,
    known: impl Iterator<Item = &'k str>,
    found: usize,
) -> Option<String> {
    suggest_after(found, written, known.take(CANDIDATES)).map(str::to_owned)
}

impl Finding for PlanFinding {
    fn check(&self) -> &'static str {
        match self {
            Self::WrongFormat { .. } => "unknown-format",
            Self::IdGivenTwice { .. } => "id-given-twice",
            Self::Unknown { named, .. } => match named {
                Named::Lead => "unknown-lead",
                Named::Product => "unknown-product",
                _ => "unknown-task",
            },
            Self::CommitmentAtNothing { .. } => "commitment-at-nothing",
            Self::CircularDeadlines { .. } => "circular-deadlines",
            Self::DeadlineOutsidePeriod { .. } => "deadline-outside-period",
            Self::PeriodReversed { .. } => "period-reversed",
            Self::PeriodTooLong { .. } => "period-too-long",
            Self::SlotBoundTwice { .. } => "slot-bound-twice",
            Self::TaskBoundTwice { .. } => "task-bound-twice",
            Self::WorkingDayOnWeekday { .. } => "working-day-on-weekday",
            Self::WorkingDayTwice { .. } => "working-day-given-twice",
            Self::WorkingDayIsHoliday { .. } => "working-day-is-holiday",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::DeadlineOutsidePeriod { .. }
            | Self::TaskBoundTwice { .. }
            | Self::WorkingDayTwice { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    fn message(&self) -> Message {
        match self {
            Self::WrongFormat { found, expected } => Message::new(
                format!("tệp ghi định dạng \"{found}\", không phải \"{expected}\""),
                format!("the file says format \"{found}\", not \"{expected}\""),
            ),
            Self::IdGivenTwice { named, id } => Message::new(
                format!("mã {} \"{id}\" được đặt hai lần", named.vi()),
                format!("the {} \"{id}\" is given twice", named.en()),
            ),
            Self::Unknown { named, written, .. } => Message::new(
                format!("không có {} \"{written}\" trong kế hoạch", named.vi()),
                format!("the plan has no {} \"{written}\"", named.en()),
            ),
            Self::CommitmentAtNothing { at, .. } => Message::new(
                format!("chỉ tiêu gắn với \"{at}\", nhưng kế hoạch không có mã này"),
                format!("the commitment stands at \"{at}\", which is not in the plan"),
            ),
            Self::CircularDeadlines { path } => Message::new(
                format!("các thời hạn chờ nhau thành vòng: {path}"),
                format!("these deadlines wait for each other: {path}"),
            ),
            Self::DeadlineOutsidePeriod { last_day, period } => Message::new(
                format!(
                    "ngày cuối cùng {last_day} nằm ngoài kỳ kế hoạch ({} đến {})",
                    period.from, period.until
                ),
                format!(
                    "the last day {last_day} is outside the period of the plan ({} to {})",
                    period.from, period.until
                ),
            ),
            Self::PeriodReversed { period } => Message::new(
                format!(
                    "kỳ kế hoạch kết thúc ({}) trước khi bắt đầu ({})",
                    period.until, period.from
                ),
                format!(
                    "the period ends ({}) before it starts ({})",
                    period.until, period.from
                ),
            ),
            Self::PeriodTooLong { years } => Message::new(
                format!("kỳ kế hoạch dài hơn {years} năm"),
                format!("the period is longer than {years} years"),
            ),
            Self::SlotBoundTwice { slot, set, edition } => Message::new(
                format!("ô \"{slot}\" của bộ tiêu chí {set} ({edition}) được gắn nhiệm vụ hai lần"),
                format!("the slot \"{slot}\" of {set} ({edition}) is bound twice"),
            ),
            Self::TaskBoundTwice { slot, written } => Message::new(
                format!("\"{written}\" được gắn hai lần vào ô \"{slot}\""),
                format!("\"{written}\" is bound twice to the slot \"{slot}\""),
            ),
            Self::WorkingDayOnWeekday { day } => Message::new(
                format!("{day} không phải thứ bảy hay chủ nhật, nên không phải ngày làm bù"),
                format!("{day} is not a Saturday or Sunday, so it is not worked in exchange"),
            ),
            Self::WorkingDayIsHoliday { day } => Message::new(
                format!("{day} vừa là ngày nghỉ lễ vừa là ngày làm bù"),
                format!("{day} is both a holiday and worked in exchange"),
            ),
            Self::WorkingDayTwice { day } => Message::new(
                format!("ngày làm bù {day} được ghi hai lần"),
                format!("{day} is given twice as worked in exchange"),
            ),
        }
    }

    fn help(&self) -> Message {
        match self {
            Self::WrongFormat { expected, .. } => Message::new(
                format!("hãy chọn đúng tệp kế hoạch, hoặc ghi \"format\": \"{expected}\""),
                format!("choose a plan file, or write \"format\": \"{expected}\""),
            ),
            Self::IdGivenTwice { .. } => Message::new(
                "hãy đổi một trong hai mã; mỗi mã chỉ dùng một lần",
                "rename one of them; each name is used once",
            ),
            Self::Unknown { like, .. } | Self::CommitmentAtNothing { like, .. } => {
                meant(like.as_deref())
            }
            Self::CircularDeadlines { .. } => Message::new(
                "hãy cho một trong các thời hạn này một ngày cố định",
                "give one of them a fixed date",
            ),
            Self::DeadlineOutsidePeriod { .. } => Message::new(
                "hãy kiểm tra năm của thời hạn",
                "check the year of the deadline",
            ),
            Self::PeriodReversed { .. } => Message::new(
                "hãy đổi chỗ hai ngày \"from\" và \"until\"",
                "exchange the days \"from\" and \"until\"",
            ),
            Self::PeriodTooLong { .. } => Message::new(
                "hãy kiểm tra lại năm của hai ngày \"from\" và \"until\"",
                "check the years of \"from\" and \"until\"",
            ),
            Self::SlotBoundTwice { .. } => Message::new(
                "hãy gộp các nhiệm vụ vào một lần gắn",
                "put the tasks into one binding",
            ),
            Self::TaskBoundTwice { .. } => Message::new(
                "hãy sửa một lần ghi thành nhiệm vụ khác; nhiệm vụ chỉ được tính một lần",
                "write another task in one of them; a task counts once",
            ),
            Self::WorkingDayOnWeekday { .. } => Message::new(
                "hãy ghi ngày thứ bảy hoặc chủ nhật làm bù",
                "write the Saturday or Sunday that is worked",
            ),
            Self::WorkingDayIsHoliday { .. } => Message::new(
                "hãy giữ ngày này ở một danh sách",
                "keep it in one of the lists",
            ),
            Self::WorkingDayTwice { .. } => Message::new(
                "hãy giữ ngày này một lần; nếu muốn ghi ngày khác thì sửa ở một trong hai chỗ",
                "keep it once; if another day was meant, write that day in one of the two places",
            ),
        }
    }

    fn witness(&self) -> Option<String> {
        match self {
            Self::DeadlineOutsidePeriod { last_day, .. } => Some(last_day.to_string()),
            Self::CircularDeadlines { path } => Some(path.clone()),
            Self::WorkingDayOnWeekday { day }
            | Self::WorkingDayIsHoliday { day }
            | Self::WorkingDayTwice { day } => Some(day.to_string()),
            _ => None,
        }
    }
}

/// What to do about a name that leads nowhere.
fn meant(like: Option<&str>) -> Message {
    match like {
        Some(like) => Message::new(
            format!("có phải ý là \"{like}\" không?"),
            format!("did you mean \"{like}\"?"),
        ),
        None => Message::new(
            "hãy kiểm tra lại mã, hoặc bổ sung mã này vào kế hoạch",
            "check the name, or add it to the plan",
        ),
    }
}
