//! Due dates as data.

use super::common::Text;
use crate::number::Date;
use crate::read::{Id, keyword, record, tagged};

keyword! {
    /// What happens when the last day is not a working day.
    pub enum NonWorkingDay {
        /// The printed day stands.
        Keep = "keep",
        /// The next working day counts.
        Next = "next-working-day",
        /// The last working day before counts.
        Previous = "previous-working-day",
    }
}

keyword! {
    /// How an interval after another date is counted.
    pub enum AfterUnit {
        /// Calendar days.
        Days = "days",
        /// Days that are neither Saturday, Sunday nor a listed holiday.
        WorkingDays = "working-days",
        /// Calendar months; the day is cut to the month's last.
        Months = "months",
    }
}

record! {
    /// A due date counted from another date.
    #[derive(Default)]
    pub struct AfterDue {
        /// How many.
        pub count: u32,
        /// Of what.
        pub unit: AfterUnit,
        /// A date fact (in a criteria set) or a `task` or `task/product` (in a plan) whose date starts the count.
        /// Without it the count starts at the event date that the result reports (`event_on`).
        pub of: Option<String>,
        /// A date that starts the count, where it is fixed.
        pub date: Option<Date>,
    }
}

tagged! {
    /// The last day on which something is on time.
    pub enum Due {
        /// Strictly before this day (“trước ngày”).
        Before(Date) = "before",
        /// On or before this day.
        By(Date) = "by",
        /// By the end of a month, written `2024-01`.
        Month(String) = "month",
        /// By the end of a quarter, written `2024-Q1`.
        Quarter(String) = "quarter",
        /// By the end of a year, written `2024`.
        Year(String) = "year",
        /// Some time after another date.
        After(AfterDue) = "after",
    }
}

keyword! {
    /// How often something recurs.
    pub enum Every {
        /// Each month.
        Month = "month",
        /// Each quarter.
        Quarter = "quarter",
        /// Each half-year.
        HalfYear = "half-year",
        /// Each year.
        Year = "year",
        /// The source does not say.
        Unstated = "unstated",
    }
}

record! {
    /// A task that recurs. Each occurrence is due at the end of its period, plus the days given.
    #[derive(Default)]
    pub struct Periodic {
        /// How often.
        pub every: Every,
        /// Days after the end of the period that are still on time.
        pub days_after: u32 = default,
    }
}

record! {
    /// A task that arises with an event.
    #[derive(Default)]
    pub struct OnEvent {
        /// The event in words.
        pub event: Text,
        /// When it is due after the event, where stated.
        pub due: Option<AfterDue>,
    }
}

tagged! {
    /// When something is to be done.
    pub enum Schedule {
        /// Once, with a due date.
        Once(Due) = "once",
        /// All through the period (“thường xuyên”); it has no date and is never late.
        Ongoing = "ongoing",
        /// Recurring (“định kỳ”).
        Periodic(Periodic) = "periodic",
        /// When something happens (“khi có …”).
        OnEvent(OnEvent) = "on-event",
        /// As another plan lays down (“theo kế hoạch”).
        AsPlanned = "as-planned",
        /// After another task or activity is complete (“sau khi hoàn thành”).
        AfterCompletion(Id) = "after-completion",
    }
}

record! {
    /// A deadline as printed and as understood.
    #[derive(Default)]
    pub struct Deadline {
        /// The words of the source.
        pub printed: String,
        /// What they are taken to mean.
        pub schedule: Schedule,
        /// What a non-working last day means here; the plan's or set's own policy where absent.
        pub non_working_day: Option<NonWorkingDay>,
    }
}
