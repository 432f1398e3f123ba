//! Findings about rules and measures.

use super::{comma, finding};
use crate::number::{Points, Quantity, Ratio};
use crate::read::Id;

finding! {
    /// Rules lie inside each other too deep
    ///
    /// # What it does
    /// Counts how deep rules lie inside each other.
    /// # Why it matters
    /// Nobody can follow such a rule, and checking it would have no end.
    /// # Example
    /// A gate inside a gate inside a gate …
    /// # Use instead
    /// Split the criterion, or write it more simply.
    /// # Since
    /// 0.1.0
    RuleTooDeep { most: usize }
    "rule-too-deep" Error
    vi("các cách chấm điểm lồng nhau quá {most} lớp")
    en("rules lie more than {most} levels inside each other")
    help_vi("hãy tách thành nhiều tiêu chí, hoặc viết đơn giản hơn")
    help_en("split the criterion, or write it more simply")
}

finding! {
    /// The maxima of part-marks do not add up to the maximum of the whole
    ///
    /// # What it does
    /// Adds the maxima of part-marks and compares the sum with the maximum.
    /// # Why it matters
    /// Either full marks cannot be had or a part is lost in the cap.
    /// # Example
    /// Parts of 0.3 and 0.3 under a maximum of 0.5.
    /// # Use instead
    /// Correct the wrong figure; add `cap` where the sum is limited on purpose.
    /// # Since
    /// 0.1.0
    PartsDoNotAddUp { max: Quantity, sum: Ratio, mismatch: Option<Points> }
    "parts-do-not-add-up" Error
    vi("các phần điểm cộng lại được {sum}, không phải {max}", max = comma(max), sum = comma(sum))
    en("the part-marks add up to {sum}, not to {max}")
    help_vi("hãy sửa con số sai; nếu tổng bị giới hạn, hãy thêm \"cap\"")
    help_en("correct the wrong figure; if their sum is limited, add \"cap\"")
    witness(Some(sum.to_string()))
    points(*mismatch)
}

finding! {
    /// A scale cannot read what the measure gives
    ///
    /// # What it does
    /// Compares what a measure gives with what its scale reads.
    /// # Why it matters
    /// Bands cannot read a choice, and options cannot read a number.
    /// # Example
    /// `bands` on a yes-no fact.
    /// # Use instead
    /// Use `options` for choices, any other scale for numbers.
    /// # Since
    /// 0.1.0
    ScaleDoesNotFit { scale: &'static str, measure: &'static str, number: bool }
    "scale-does-not-fit" Error
    vi("thang \"{scale}\" không dùng được cho \"{measure}\", vì đại lượng này là {}", if *number {
        "một số"
    } else {
        "một lựa chọn"
    })
    en("the scale \"{scale}\" cannot be used with \"{measure}\", which is {}", if *number {
        "a number"
    } else {
        "a choice"
    })
    help_vi("hãy dùng {}", if *number {
        "\"bands\", \"proportional\", \"per-item\", \"deduction\" hoặc \"goalposts\""
    } else {
        "\"options\""
    })
    help_en("use {}", if *number {
        "\"bands\", \"proportional\", \"per-item\", \"deduction\" or \"goalposts\""
    } else {
        "\"options\""
    })
}

finding! {
    /// A measure does not say, or says twice, what it reads
    ///
    /// # What it does
    /// Asks each measure for exactly one source.
    /// # Why it matters
    /// It is not known what is measured.
    /// # Example
    /// A count with `facts` and `table`.
    /// # Use instead
    /// Give exactly one of those named.
    /// # Since
    /// 0.1.0
    MeasureSourceUnclear { choices: &'static str, given: usize }
    "measure-source-unclear" Error
    vi("phải cho đúng một trong {choices}, ở đây có {given}", choices = choices.replace(" or ", " hoặc ").replace(" with ", " kèm "))
    en("give exactly one of {choices}; here are {given}")
    help_vi("{}", if *given == 0 { "hãy thêm một cái" } else { "hãy giữ lại một cái" })
    help_en("{}", if *given == 0 { "add one" } else { "keep one of them" })
}

finding! {
    /// A base of growth may be negative
    ///
    /// # What it does
    /// Looks at the range of each base of growth.
    /// # Why it matters
    /// Growth over a negative figure has no meaning.
    /// # Example
    /// Revenue of last year that may be −100.
    /// # Use instead
    /// Let `min` of the fact be 0 or more.
    /// # Since
    /// 0.1.0
    BaseBelowZero { id: Id, min: Quantity }
    "base-below-zero" Error
    vi("dữ kiện \"{id}\" làm gốc so sánh nhưng có thể âm (từ {min}), nên mức tăng không có nghĩa", min = comma(min))
    en("the fact \"{id}\" is a base of growth but may be negative (from {min}), where growth means nothing")
    help_vi("hãy đặt \"min\" của dữ kiện từ 0 trở lên")
    help_en("let \"min\" of the fact be 0 or more")
    witness(Some(min.to_string()))
}

finding! {
    /// The words of the sheet promise other points than the rule gives
    ///
    /// # What it does
    /// Reads the points named in a printed label and compares them with those given.
    /// # Why it matters
    /// The sheet says one thing to the officer and another to the program.
    /// # Example
    /// The label "0,5 điểm" beside 1 point.
    /// # Use instead
    /// Correct the points or the label as the source has them.
    /// # Since
    /// 0.1.0
    LabelDiffersFromPoints { label: String, said: Quantity, points: Quantity }
    "label-differs-from-points" Warning
    vi("lời ghi \"{label}\" nói {said} điểm nhưng ở đây cho {points}", said = comma(said), points = comma(points))
    en("the label \"{label}\" speaks of {said} points, but {points} are given here")
    help_vi("hãy sửa điểm hoặc sửa lời ghi theo văn bản gốc")
    help_en("correct the points or the label as the source has them")
    witness(Some(said.to_string()))
}

finding! {
    /// A leaf has more part-marks than can be told apart
    ///
    /// # What it does
    /// Counts the part-marks of each leaf, those inside others included.
    /// # Why it matters
    /// More cannot be told apart.
    /// # Example
    /// A criterion with 65 part-marks.
    /// # Use instead
    /// Split the criterion.
    /// # Since
    /// 0.1.0
    TooManyParts { most: usize }
    "too-many-parts" Error
    vi("một tiêu chí có nhiều nhất {most} phần điểm, kể cả phần nằm trong phần khác")
    en("a criterion has {most} part-marks at most, those inside others included")
    help_vi("hãy tách thành nhiều tiêu chí")
    help_en("split the criterion")
}
