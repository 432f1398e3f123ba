//! Findings about conditions and cases.

use super::finding;

finding! {
    /// A condition compares with nothing
    ///
    /// # What it does
    /// Looks for conditions that compare with nothing.
    /// # Why it matters
    /// Such a condition neither holds nor fails.
    /// # Example
    /// A condition with a measure and no `at_least`.
    /// # Use instead
    /// Add a limit, such as `at_least` for a number or `one_of` for a choice.
    /// # Since
    /// 0.1.0
    ConditionWithoutLimit {}
    "condition-without-limit" Error
    vi("điều kiện không so với giá trị nào")
    en("the condition compares with nothing")
    help_vi("hãy thêm một giới hạn, chẳng hạn \"at_least\" cho số hoặc \"one_of\" cho lựa chọn")
    help_en("add a limit, such as \"at_least\" for a number or \"one_of\" for a choice")
}

finding! {
    /// A number is compared as a choice, or a choice as a number
    ///
    /// # What it does
    /// Compares the kind of limit with the kind of measure.
    /// # Why it matters
    /// A choice is neither large nor small, and a number is no choice.
    /// # Example
    /// `at_least` on a yes-no fact.
    /// # Use instead
    /// Use `at_least` and the like for numbers, `one_of` for choices, `is` for yes and no.
    /// # Since
    /// 0.1.0
    LimitDoesNotFit { key: &'static str, kind: &'static str }
    "limit-does-not-fit" Error
    vi("không thể so \"{key}\" với {}", match *kind {
        "a number" => "một số",
        "a yes-no answer" => "câu trả lời có hoặc không",
        _ => "một lựa chọn",
    })
    en("\"{key}\" cannot be compared with {kind}")
    help_vi("hãy dùng {}", match *kind {
        "a number" => "\"at_least\", \"at_most\" hoặc giới hạn khác của số",
        "a yes-no answer" => "\"is\"",
        _ => "\"one_of\"",
    })
    help_en("use {}", match *kind {
        "a number" => "\"at_least\", \"at_most\" or another limit of numbers",
        "a yes-no answer" => "\"is\"",
        _ => "\"one_of\"",
    })
}

finding! {
    /// No value the measure can have meets the condition
    ///
    /// # What it does
    /// Compares the limits of a condition with the values its measure can have.
    /// # Why it matters
    /// The case or gate behind it is dead.
    /// # Example
    /// At least 120 of a share that ends at 100.
    /// # Use instead
    /// Correct the limits, or the range of the fact.
    /// # Since
    /// 0.1.0
    ConditionNeverHolds {}
    "condition-never-holds" Warning
    vi("không giá trị nào thỏa được điều kiện này")
    en("no value meets this condition")
    help_vi("hãy sửa các giới hạn, hoặc sửa khoảng giá trị của dữ kiện")
    help_en("correct the limits, or the range of the fact")
}

finding! {
    /// The conditions of one case exclude each other
    ///
    /// # What it does
    /// Looks for conditions of one case that exclude each other.
    /// # Why it matters
    /// The case can never be reached, so its points are never given.
    /// # Example
    /// At least 90 and below 80 of the same measure.
    /// # Use instead
    /// Correct the conditions, or join the case with another.
    /// # Since
    /// 0.1.0
    CaseNeverHolds {}
    "case-never-holds" Warning
    vi("các điều kiện của trường hợp này loại trừ nhau nên không bao giờ xảy ra")
    en("the conditions of this case exclude each other, so it never holds")
    help_vi("hãy sửa điều kiện, hoặc gộp trường hợp này vào trường hợp khác")
    help_en("correct the conditions, or join the case with another")
}

finding! {
    /// Two cases can hold at once
    ///
    /// # What it does
    /// Looks for facts under which two cases hold at once.
    /// # Why it matters
    /// The first listed wins, which the sheet does not say.
    /// # Example
    /// "All done" beside "at least half done": with all done both hold.
    /// # Use instead
    /// Make the conditions exclude each other.
    /// # Since
    /// 0.1.0
    CasesOverlap { first: usize, second: usize, shared: String }
    "cases-overlap" Error
    vi("trường hợp {second} chồng lên trường hợp {first}: cả hai cùng đúng khi {shared}")
    en("case {second} overlaps case {first}: both hold for {shared}")
    help_vi("hãy thêm điều kiện để hai trường hợp loại trừ nhau")
    help_en("add conditions so that the two exclude each other")
    witness(Some(shared.clone()))
}
