//! Findings about scales other than bands.

use super::finding;
use crate::number::Quantity;
use crate::read::Id;

finding! {
    /// One choice has points twice.
    OptionListedTwice { option: Id }
    "option-listed-twice" Error
    vi("lựa chọn \"{option}\" được cho điểm hai lần")
    en("the option \"{option}\" is given points twice")
    help_vi("hãy xóa một lần")
    help_en("delete one of them")
    witness(Some(option.to_string()))
}

finding! {
    /// A choice that can be made has no points.
    OptionsIncomplete { missing: Vec<String> }
    "options-incomplete" Warning
    vi("thang điểm không nói chọn {} thì được mấy điểm", quoted(missing))
    en("the scale does not say what {} earns", quoted(missing))
    help_vi("hãy thêm điểm cho các lựa chọn đó, kể cả khi là 0")
    help_en("add points for it, even if they are 0")
    witness(missing.first().cloned())
}

fn quoted(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    words.join(", ")
}

finding! {
    /// The measure that earns full marks is not above zero.
    FullMarkNotPositive { full_at: Quantity }
    "full-mark-not-positive" Error
    vi("mức đạt điểm tối đa phải lớn hơn 0, ở đây là {full_at}")
    en("the measure that earns full marks is above 0, and this is {full_at}")
    help_vi("hãy sửa \"full_at\"")
    help_en("correct \"full_at\"")
}

finding! {
    /// Nothing is given below a measure that is above the one for full marks.
    FloorAboveFullMark { floor: Quantity, full_at: Quantity }
    "floor-above-full-mark" Error
    vi("mức sàn {floor} cao hơn mức đạt điểm tối đa {full_at}")
    en("the floor {floor} is above the measure {full_at} that earns full marks")
    help_vi("hãy đổi lại hai mức, hoặc sửa mức sai")
    help_en("swap the two, or correct the wrong one")
}

finding! {
    /// The points for one item, or taken for one fault, are not above zero.
    EachNotPositive { each: Quantity }
    "each-not-positive" Error
    vi("điểm cho mỗi lần phải lớn hơn 0, ở đây là {each}")
    en("the points for one are above 0, and these are {each}")
    help_vi("hãy sửa \"each\"; điểm bị trừ cũng viết bằng số dương")
    help_en("correct \"each\"; points taken off are written as a positive number too")
}

finding! {
    /// Deductions stop above the points they start from.
    FloorAboveStart { floor: Quantity, from: Quantity }
    "floor-above-start" Error
    vi("mức điểm thấp nhất {floor} cao hơn điểm ban đầu {from}")
    en("the least points {floor} are above the points {from} at the start")
    help_vi("hãy đổi lại hai mức, hoặc sửa mức sai")
    help_en("swap the two, or correct the wrong one")
}

finding! {
    /// The worst and the best value are the same.
    GoalpostsEqual { value: Quantity }
    "goalposts-equal" Error
    vi("giá trị kém nhất và giá trị tốt nhất cùng là {value}")
    en("the worst and the best value are both {value}")
    help_vi("hãy sửa một trong hai")
    help_en("correct one of them")
}

finding! {
    /// The best value earns fewer points than the worst.
    GoalpostsReversed { worst: Quantity, best: Quantity }
    "goalposts-reversed" Error
    vi("giá trị tốt nhất được {best} điểm, ít hơn giá trị kém nhất ({worst} điểm)")
    en("the best value earns {best} points, fewer than the worst ({worst} points)")
    help_vi("hãy đổi \"worst\" với \"best\", hoặc sửa điểm")
    help_en("swap \"worst\" and \"best\", or correct the points")
}
