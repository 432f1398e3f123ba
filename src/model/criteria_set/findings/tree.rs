//! Findings about the tree of areas and criteria.

use super::{comma, finding};
use crate::number::{Points, Quantity, Ratio};
use crate::read::Id;

finding! {
    /// A criterion without children has no rule, so it can never be scored
    ///
    /// # What it does
    /// Looks for criteria with neither children nor a rule.
    /// # Why it matters
    /// The criterion can never be scored, and its points stay out of reach.
    /// # Example
    /// A criterion with a title and a maximum only.
    /// # Use instead
    /// Add `rule`, or add children.
    /// # Since
    /// 0.1.0
    LeafWithoutRule { id: Id }
    "leaf-without-rule" Error
    vi("tiêu chí \"{id}\" không có tiêu chí con mà cũng không có cách chấm điểm")
    en("the criterion \"{id}\" has neither children nor a rule")
    help_vi("hãy thêm \"rule\", hoặc thêm các tiêu chí con")
    help_en("add \"rule\", or add children")
}

finding! {
    /// A criterion with children has a rule too
    ///
    /// # What it does
    /// Looks for criteria with both children and a rule.
    /// # Why it matters
    /// Its points would come twice.
    /// # Example
    /// A rule on 2.1 above 2.1.1 and 2.1.2.
    /// # Use instead
    /// Move the rule to a child, or take the children away.
    /// # Since
    /// 0.1.0
    RuleOnParent { id: Id }
    "rule-on-parent" Error
    vi("tiêu chí \"{id}\" có tiêu chí con nên không thể có cách chấm điểm riêng")
    en("the criterion \"{id}\" has children, so it cannot have a rule of its own")
    help_vi("hãy chuyển cách chấm xuống tiêu chí con, hoặc đưa các tiêu chí con lên cùng cấp")
    help_en("move the rule to a child, or the children one level up")
}

finding! {
    /// A leaf does not say whether it is calculated, judged or external
    ///
    /// # What it does
    /// Asks each leaf what its points rest on.
    /// # Why it matters
    /// On a judged leaf an equal claim verifies nothing, so readers must know.
    /// # Example
    /// A leaf without `basis`.
    /// # Use instead
    /// Add `"basis": "calculated"`, `"judged"` or `"external"`.
    /// # Since
    /// 0.1.0
    LeafWithoutBasis { id: Id }
    "leaf-without-basis" Error
    vi("tiêu chí \"{id}\" không nói điểm dựa trên cái gì")
    en("the criterion \"{id}\" does not say what its points rest on")
    help_vi("hãy thêm \"basis\": \"calculated\", \"judged\" hoặc \"external\"")
    help_en("add \"basis\": \"calculated\", \"judged\" or \"external\"")
}

finding! {
    /// A key stands where it means nothing
    ///
    /// # What it does
    /// Looks for keys that mean nothing where they stand.
    /// # Why it matters
    /// Whoever wrote it expects an effect that does not come.
    /// # Example
    /// `evidence` on a criterion with children.
    /// # Use instead
    /// Move it where it belongs.
    /// # Since
    /// 0.1.0
    IgnoredHere { key: &'static str, spot: Spot }
    "ignored-here" Warning
    vi("khóa \"{key}\" không có tác dụng {spot}", spot = spot.vi())
    en("the key \"{key}\" means nothing {spot}", spot = spot.en())
    help_vi("hãy chuyển đến đúng chỗ")
    help_en("move it where it belongs")
}

/// A spot where some keys mean nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model::criteria_set) enum Spot {
    Parent,
    Leaf,
    Condition,
    RowCount,
    FixedDate,
}

impl Spot {
    const fn vi(self) -> &'static str {
        match self {
            Self::Parent => "ở tiêu chí có tiêu chí con",
            Self::Leaf => "ở tiêu chí không có tiêu chí con",
            Self::Condition => "trong điều kiện: khi không có gì để đo thì điều kiện không đúng",
            Self::RowCount => "khi đếm số dòng; chỉ dùng cho tỷ lệ dòng",
            Self::FixedDate => "khi thời hạn đã cố định; chỉ dùng cho chỗ gắn nhiệm vụ",
        }
    }

    const fn en(self) -> &'static str {
        match self {
            Self::Parent => "on a criterion with children",
            Self::Leaf => "on a criterion without children",
            Self::Condition => "in a condition: with nothing to measure it does not hold",
            Self::RowCount => "where rows are counted; it is for a share of rows",
            Self::FixedDate => "where the date is given by a fact; it is for task slots",
        }
    }
}

finding! {
    /// A bonus or penalty criterion has children
    ///
    /// # What it does
    /// Looks for children of bonus and penalty criteria.
    /// # Why it matters
    /// Points outside the scale are a plain list.
    /// # Example
    /// A bonus criterion with two sub-criteria.
    /// # Use instead
    /// List each child as a criterion of its own.
    /// # Since
    /// 0.1.0
    AdjustmentWithChildren { id: Id }
    "adjustment-with-children" Error
    vi("tiêu chí điểm thưởng, điểm trừ \"{id}\" không được có tiêu chí con")
    en("the bonus or penalty criterion \"{id}\" may not have children")
    help_vi("hãy đưa từng tiêu chí con thành một mục riêng")
    help_en("list each child as a criterion of its own")
}

finding! {
    /// The maxima of children do not add up to the maximum of their parent
    ///
    /// # What it does
    /// Adds the maxima of children and compares the sum with their parent.
    /// # Why it matters
    /// Points nobody can earn stand in the denominator, or more can be earned than there is.
    /// # Example
    /// A criterion of 3 above children of 1, 1 and 0.5.
    /// # Use instead
    /// Correct the wrong figure; if the source is like that, declare it in
    /// `declared_mismatches`.
    /// # Since
    /// 0.1.0
    ChildrenDoNotAddUp { id: Id, max: Quantity, sum: Ratio, mismatch: Option<Points> }
    "children-do-not-add-up" Error
    vi("\"{id}\" có điểm tối đa {max} nhưng các tiêu chí con cộng lại được {sum}", max = comma(max), sum = comma(sum))
    en("\"{id}\" has a maximum of {max}, but its children add up to {sum}")
    help_vi("hãy sửa con số sai; nếu văn bản gốc ghi như vậy, hãy khai báo trong \"declared_mismatches\"")
    help_en("correct the wrong figure; if the source is like that, declare it in \"declared_mismatches\"")
    witness(Some(sum.to_string()))
    points(*mismatch)
}

finding! {
    /// The maxima of the areas do not add up to the maximum of the set
    ///
    /// # What it does
    /// Adds the maxima of areas and compares the sum with the maximum of the set.
    /// # Why it matters
    /// The index is divided by a figure the sheet does not have.
    /// # Example
    /// Areas of 92.5 on a scale of 100.
    /// # Use instead
    /// Correct the wrong figure; if the source is like that, declare it in
    /// `declared_mismatches`.
    /// # Since
    /// 0.1.0
    AreasDoNotAddUp { max: Quantity, sum: Ratio, mismatch: Option<Points> }
    "areas-do-not-add-up" Error
    vi("bộ tiêu chí có điểm tối đa {max} nhưng các lĩnh vực cộng lại được {sum}", max = comma(max), sum = comma(sum))
    en("the set has a maximum of {max}, but its areas add up to {sum}")
    help_vi("hãy sửa con số sai; nếu văn bản gốc ghi như vậy, hãy khai báo trong \"declared_mismatches\"")
    help_en("correct the wrong figure; if the source is like that, declare it in \"declared_mismatches\"")
    witness(Some(sum.to_string()))
    points(*mismatch)
}

finding! {
    /// A deviation of the source is kept on purpose
    ///
    /// # What it does
    /// Shows each deviation of the source that is kept on purpose.
    /// # Why it matters
    /// Readers see at once what is odd in the source and what is odd in the file.
    /// # Example
    /// A parent of 3 above children of 2.5, declared with its citation.
    /// # Use instead
    /// Nothing is needed.
    /// # Since
    /// 0.1.0
    DeclaredMismatchKept { check: &'static str, vi: String, en: String }
    "declared-mismatch" Advice
    vi("chỗ khác thường được giữ nguyên theo văn bản gốc ({check}): {vi}")
    en("a deviation is kept as in the source ({check}): {en}")
    help_vi("không cần làm gì; chỗ này được nêu để người đọc biết")
    help_en("nothing is needed; it is shown so that readers know")
}

finding! {
    /// A deviation is declared that is not there
    ///
    /// # What it does
    /// Looks for declared deviations that are not there.
    /// # Why it matters
    /// A leftover declaration would hide the next real fault of its kind.
    /// # Example
    /// `children-do-not-add-up` declared where children do add up.
    /// # Use instead
    /// Correct the name of the check.
    /// # Since
    /// 0.1.0
    DeclaredMismatchNotThere { check: Id }
    "declared-mismatch-not-there" Warning
    vi("đã khai báo chỗ khác thường \"{check}\" nhưng ở đây không có")
    en("the deviation \"{check}\" is declared, but there is none here")
    help_vi("hãy sửa tên phép kiểm tra; nếu bảng không còn chỗ khác thường thì không cần khai báo nữa")
    help_en("correct the name of the check; where the table deviates no longer, nothing is to be declared")
}

finding! {
    /// A child of a weighted mean has no weight above zero
    ///
    /// # What it does
    /// Looks for children of a weighted mean without a weight above zero.
    /// # Why it matters
    /// Their share of the mean is not known.
    /// # Example
    /// An area below `weighted-mean` without `weight`.
    /// # Use instead
    /// Write a `weight` above 0.
    /// # Since
    /// 0.1.0
    WeightsMissing { id: Id, weight: Option<Quantity> }
    "weights-missing" Error
    vi("\"{id}\" nằm dưới một trung bình có trọng số nhưng {}", match weight {
        Some(weight) => format!("trọng số là {weight}"),
        None => "không có trọng số".to_owned(),
    })
    en("\"{id}\" stands below a weighted mean, but {}", match weight {
        Some(weight) => format!("its weight is {weight}"),
        None => "it has no weight".to_owned(),
    })
    help_vi("hãy viết \"weight\" lớn hơn 0")
    help_en("write a \"weight\" above 0")
}

finding! {
    /// A weight stands where nothing is weighted
    ///
    /// # What it does
    /// Looks for weights where points are added up.
    /// # Why it matters
    /// Whoever wrote the weight expects an effect that does not come.
    /// # Example
    /// `"weight": 2` below a sum.
    /// # Use instead
    /// Move it to where a mean is taken, or write `"combine": "weighted-mean"` one level up.
    /// # Since
    /// 0.1.0
    WeightNotUsed { id: Id }
    "weight-not-used" Warning
    vi("trọng số của \"{id}\" không có tác dụng vì cấp trên cộng điểm")
    en("the weight of \"{id}\" means nothing, because points are added up here")
    help_vi("hãy chuyển \"weight\" đến tiêu chí được tính bình quân, hoặc viết \"combine\": \"weighted-mean\" ở cấp trên")
    help_en("move \"weight\" to where a mean is taken, or write \"combine\": \"weighted-mean\" one level up")
}

finding! {
    /// A weight is so large or fine that what it weighs cannot be kept exactly
    ///
    /// # What it does
    /// Compares weights with the largest and finest that are computed exactly.
    /// # Why it matters
    /// What they weigh could no longer be kept exactly.
    /// # Example
    /// A weight of 0.333333333333.
    /// # Use instead
    /// Use the weights as printed; a ratio of small whole numbers serves best.
    /// # Since
    /// 0.1.0
    WeightsTooFine { most: i64, decimals: u8 }
    "weights-too-fine" Error
    vi("trọng số quá lớn hoặc quá lẻ nên không thể tính chính xác")
    en("the weights are too large or too fine to compute with exactly")
    help_vi("hãy dùng trọng số không quá {most}, với nhiều nhất {decimals} chữ số thập phân")
    help_en("use weights up to {most} with {decimals} decimals at most")
}

finding! {
    /// Criteria lie inside each other too deep
    ///
    /// # What it does
    /// Counts the levels of criteria.
    /// # Why it matters
    /// Sheets have two or three levels; more is nearly always a bracket in the wrong place.
    /// # Example
    /// A criterion ten levels below its area.
    /// # Use instead
    /// Take out levels between.
    /// # Since
    /// 0.1.0
    TreeTooDeep { most: usize }
    "tree-too-deep" Error
    vi("các tiêu chí lồng nhau quá {most} cấp")
    en("criteria lie more than {most} levels inside each other")
    help_vi("hãy bỏ bớt cấp trung gian")
    help_en("take out levels between")
}

finding! {
    /// Two criteria have the same printed number
    ///
    /// # What it does
    /// Looks for two criteria with one printed number.
    /// # Why it matters
    /// A document or an answer "for 9.3.2" could mean either.
    /// # Example
    /// Two criteria printed 9.3.2.
    /// # Use instead
    /// Correct one of them; if the source is like that, declare it.
    /// # Since
    /// 0.1.0
    NumberGivenTwice { number: String }
    "number-given-twice" Warning
    vi("số thứ tự \"{number}\" in hai lần")
    en("the number \"{number}\" is printed twice")
    help_vi("hãy sửa một bên; nếu văn bản gốc in như vậy, hãy khai báo trong \"declared_mismatches\"")
    help_en("correct one of them; if the source is like that, declare it in \"declared_mismatches\"")
    verbatim(Some(number.clone()))
}

finding! {
    /// The printed number of a criterion belongs under another parent
    ///
    /// # What it does
    /// Compares each printed number with that of its parent.
    /// # Why it matters
    /// The criterion is filed in the wrong place, and its points count there.
    /// # Example
    /// 5.5.1 under 5.4.
    /// # Use instead
    /// Move it or correct the number; if the source is like that, declare it.
    /// # Since
    /// 0.1.0
    NumberUnderAnotherParent { number: String, parent: String }
    "number-under-another-parent" Warning
    vi("tiêu chí mang số \"{number}\" lại nằm dưới \"{parent}\"")
    en("the criterion numbered \"{number}\" stands under \"{parent}\"")
    help_vi("hãy chuyển về đúng chỗ hoặc sửa số; nếu văn bản gốc in như vậy, hãy khai báo trong \"declared_mismatches\"")
    help_en("move it or correct the number; if the source is like that, declare it in \"declared_mismatches\"")
    verbatim(Some(number.clone()))
}
