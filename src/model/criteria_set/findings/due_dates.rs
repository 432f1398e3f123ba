//! Findings about due dates.

use super::finding;

finding! {
    /// A month, quarter or year is not written in its form.
    DueNotReadable { written: String, form: &'static str }
    "due-not-readable" Error
    vi("\"{written}\" không viết đúng dạng, chẳng hạn \"{form}\"")
    en("\"{written}\" is not written like \"{form}\"")
    help_vi("hãy viết như \"{form}\"")
    help_en("write it like \"{form}\"")
}

finding! {
    /// An interval does not say, or says twice, which date it starts from.
    DueWithoutStart { both: bool }
    "due-without-start" Error
    vi("{}", if *both { "thời hạn tính từ hai ngày khác nhau" } else { "thời hạn không nói tính từ ngày nào" })
    en("{}", if *both { "the interval starts from two dates" } else { "the interval does not say which date it starts from" })
    help_vi("hãy cho đúng một trong \"of\" (một dữ kiện ngày) và \"date\"")
    help_en("give exactly one of \"of\" (a date fact) and \"date\"")
}

finding! {
    /// A due date is further away than dates go.
    DueTooFar { count: u32, most: u32 }
    "due-too-far" Error
    vi("thời hạn {count} quá xa; nhiều nhất là {most}")
    en("an interval of {count} is too long; {most} at most")
    help_vi("hãy viết một số nhỏ hơn")
    help_en("write a smaller number")
}
