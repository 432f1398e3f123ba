//! Findings about scales other than bands.

use super::{comma, finding};
use crate::number::Quantity;
use crate::read::Id;

finding! {
    /// One choice has points twice
    ///
    /// # What it does
    /// Looks for an option of a choice that a scale lists twice.
    /// # Why it matters
    /// It is not known which points it earns.
    /// # Example
    /// `late` with 0.5 and, further down, with 0.
    /// # Use instead
    /// Make one of the two.
    /// # Since
    /// 0.1.0
    OptionListedTwice { option: Id }
    "option-listed-twice" Error
    vi("lựa chọn \"{option}\" được cho điểm hai lần")
    en("the option \"{option}\" is given points twice")
    help_vi("hãy gộp hai lần ghi làm một, hoặc sửa mã của lựa chọn ghi nhầm")
    help_en("make one of the two, or correct the id of the one that was copied")
    witness(Some(option.to_string()))
}

finding! {
    /// A choice that can be made has no points
    ///
    /// # What it does
    /// Looks for options of a choice to which a scale gives no points.
    /// # Why it matters
    /// A unit that picks one of them cannot be scored.
    /// # Example
    /// `none` is missing where `on-time` and `late` have points.
    /// # Use instead
    /// Add points for it, even if they are 0.
    /// # Since
    /// 0.1.0
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
    /// The measure that earns full marks is not above zero
    ///
    /// # What it does
    /// Looks at the measure that earns full marks.
    /// # Why it matters
    /// A proportion divides by it.
    /// # Example
    /// `"full_at": 0`.
    /// # Use instead
    /// Correct `full_at`.
    /// # Since
    /// 0.1.0
    FullMarkNotPositive { full_at: Quantity }
    "full-mark-not-positive" Error
    vi("mức đạt điểm tối đa phải lớn hơn 0, ở đây là {full_at}", full_at = comma(full_at))
    en("the measure that earns full marks is above 0, and this is {full_at}")
    help_vi("hãy sửa \"full_at\"")
    help_en("correct \"full_at\"")
}

finding! {
    /// Nothing is given below a measure that is above the one for full marks
    ///
    /// # What it does
    /// Compares the floor of a proportion with the measure for full marks.
    /// # Why it matters
    /// Nothing lies between them, so no part of the points can be earned.
    /// # Example
    /// Floor 95 with full marks at 90.
    /// # Use instead
    /// Swap the two, or correct the wrong one.
    /// # Since
    /// 0.1.0
    FloorAboveFullMark { floor: Quantity, full_at: Quantity }
    "floor-above-full-mark" Error
    vi("mức sàn {floor} cao hơn mức đạt điểm tối đa {full_at}", floor = comma(floor), full_at = comma(full_at))
    en("the floor {floor} is above the measure {full_at} that earns full marks")
    help_vi("hãy đổi lại hai mức, hoặc sửa mức sai")
    help_en("swap the two, or correct the wrong one")
}

finding! {
    /// The points for one item, or taken for one fault, are not above zero
    ///
    /// # What it does
    /// Looks at the points for one item, or taken for one fault.
    /// # Why it matters
    /// Items would earn nothing, or faults would earn points.
    /// # Example
    /// `"each": -0.25` in a deduction.
    /// # Use instead
    /// Write a positive number; a deduction takes it off.
    /// # Since
    /// 0.1.0
    EachNotPositive { each: Quantity }
    "each-not-positive" Error
    vi("điểm cho mỗi lần phải lớn hơn 0, ở đây là {each}", each = comma(each))
    en("the points for one are above 0, and these are {each}")
    help_vi("hãy sửa \"each\"; điểm bị trừ cũng viết bằng số dương")
    help_en("correct \"each\"; points taken off are written as a positive number too")
}

finding! {
    /// Deductions stop above the points they start from
    ///
    /// # What it does
    /// Compares the least points of a deduction with those it starts from.
    /// # Why it matters
    /// The first fault would earn points.
    /// # Example
    /// From 1, never below 2.
    /// # Use instead
    /// Swap the two, or correct the wrong one.
    /// # Since
    /// 0.1.0
    FloorAboveStart { floor: Quantity, from: Quantity }
    "floor-above-start" Error
    vi("mức điểm thấp nhất {floor} cao hơn điểm ban đầu {from}", floor = comma(floor), from = comma(from))
    en("the least points {floor} are above the points {from} at the start")
    help_vi("hãy đổi lại hai mức, hoặc sửa mức sai")
    help_en("swap the two, or correct the wrong one")
}

finding! {
    /// The worst and the best value are the same
    ///
    /// # What it does
    /// Compares the worst and the best value.
    /// # Why it matters
    /// A distance of nothing cannot be divided.
    /// # Example
    /// Worst 50 and best 50.
    /// # Use instead
    /// Correct one of them.
    /// # Since
    /// 0.1.0
    GoalpostsEqual { value: Quantity }
    "goalposts-equal" Error
    vi("giá trị kém nhất và giá trị tốt nhất cùng là {value}", value = comma(value))
    en("the worst and the best value are both {value}")
    help_vi("hãy sửa một trong hai")
    help_en("correct one of them")
}

finding! {
    /// The best value earns fewer points than the worst
    ///
    /// # What it does
    /// Compares the points at the best and at the worst value.
    /// # Why it matters
    /// The worse unit would earn more.
    /// # Example
    /// 1 point at the best value, 10 at the worst.
    /// # Use instead
    /// Swap the points, or the values.
    /// # Since
    /// 0.1.0
    GoalpostsReversed { worst: Quantity, best: Quantity }
    "goalposts-reversed" Error
    vi("giá trị tốt nhất được {best} điểm, ít hơn giá trị kém nhất ({worst} điểm)", worst = comma(worst), best = comma(best))
    en("the best value earns {best} points, fewer than the worst ({worst} points)")
    help_vi("hãy đổi \"worst\" với \"best\", hoặc sửa điểm")
    help_en("swap \"worst\" and \"best\", or correct the points")
}
