//! Findings about due dates.

use super::finding;

finding! {
    /// A month, quarter or year is not written in its form
    ///
    /// # What it does
    /// Reads each month, quarter or year of a due date.
    /// # Why it matters
    /// Without the period there is no last day.
    /// # Example
    /// `"2024-Quý 1"` where a quarter is `2024-Q1`.
    /// # Use instead
    /// Write `2024-01`, `2024-Q1` or `2024`.
    /// # Since
    /// 0.1.0
    DueNotReadable { written: String, form: &'static str }
    "due-not-readable" Error
    vi("\"{written}\" không viết đúng dạng, chẳng hạn \"{form}\"")
    en("\"{written}\" is not written like \"{form}\"")
    help_vi("hãy viết như \"{form}\"")
    help_en("write it like \"{form}\"")
}

finding! {
    /// An interval does not say, or says twice, which date it starts from
    ///
    /// # What it does
    /// Asks each interval for the date it counts from.
    /// # Why it matters
    /// "Within 15 days" means nothing without the day they are counted from.
    /// # Example
    /// 15 working days with neither `of` nor `date`, or with both.
    /// # Use instead
    /// Give exactly one of `of` (a date fact) and `date`.
    /// # Since
    /// 0.1.0
    DueWithoutStart { both: bool }
    "due-without-start" Error
    vi("{}", if *both { "thời hạn tính từ hai ngày khác nhau" } else { "thời hạn không nói tính từ ngày nào" })
    en("{}", if *both { "the interval starts from two dates" } else { "the interval does not say which date it starts from" })
    help_vi("hãy cho đúng một trong \"of\" (một dữ kiện ngày) và \"date\"")
    help_en("give exactly one of \"of\" (a date fact) and \"date\"")
}

finding! {
    /// A due date is further away than dates go
    ///
    /// # What it does
    /// Compares the length of each interval with the longest that is counted.
    /// # Why it matters
    /// A slip of the pen would put the last day outside the calendar.
    /// # Example
    /// 36500 working days after the decision.
    /// # Use instead
    /// Write a number that is not above 3660.
    /// # Since
    /// 0.1.0
    DueTooFar { count: u32, most: u32 }
    "due-too-far" Error
    vi("thời hạn {count} quá xa; nhiều nhất là {most}")
    en("an interval of {count} is too long; {most} at most")
    help_vi("hãy viết một số nhỏ hơn")
    help_en("write a smaller number")
}
