//! Findings about due dates.

use super::finding;
use crate::number::Date;

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

finding! {
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
    WorkingDayOnWeekday { day: Date }
    "working-day-on-weekday" Error
    vi("{day} không phải thứ bảy hay chủ nhật, nên không phải ngày làm bù")
    en("{day} is not a Saturday or Sunday, so it is not worked in exchange")
    help_vi("hãy ghi ngày thứ bảy hoặc chủ nhật làm bù")
    help_en("write the Saturday or Sunday that is worked")
    witness(Some(day.to_string()))
}

finding! {
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
    WorkingDayIsHoliday { day: Date }
    "working-day-is-holiday" Error
    vi("{day} vừa là ngày nghỉ lễ vừa là ngày làm bù")
    en("{day} is both a holiday and worked in exchange")
    help_vi("hãy giữ ngày này ở một danh sách")
    help_en("keep it in one of the lists")
    witness(Some(day.to_string()))
}

finding! {
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
    WorkingDayTwice { day: Date }
    "working-day-given-twice" Warning
    vi("ngày làm bù {day} được ghi hai lần")
    en("{day} is given twice as worked in exchange")
    help_vi("hãy giữ ngày này một lần; nếu muốn ghi ngày khác thì sửa ở một trong hai chỗ")
    help_en("keep it once; if another day was meant, write that day in one of the two places")
    witness(Some(day.to_string()))
}
