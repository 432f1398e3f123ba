//! Findings about the tree of areas and criteria.

use super::finding;
use crate::number::{Points, Quantity, Ratio};
use crate::read::Id;

finding! {
    /// A criterion without children has no rule, so it can never be scored.
    LeafWithoutRule { id: Id }
    "leaf-without-rule" Error
    vi("tiêu chí \"{id}\" không có tiêu chí con mà cũng không có cách chấm điểm")
    en("the criterion \"{id}\" has neither children nor a rule")
    help_vi("hãy thêm \"rule\", hoặc thêm các tiêu chí con")
    help_en("add \"rule\", or add children")
}

finding! {
    /// A criterion with children has a rule too.
    RuleOnParent { id: Id }
    "rule-on-parent" Error
    vi("tiêu chí \"{id}\" có tiêu chí con nên không thể có cách chấm điểm riêng")
    en("the criterion \"{id}\" has children, so it cannot have a rule of its own")
    help_vi("hãy chuyển cách chấm xuống tiêu chí con, hoặc bỏ các tiêu chí con")
    help_en("move the rule to a child, or take the children away")
}

finding! {
    /// A leaf does not say whether it is calculated, judged or external.
    LeafWithoutBasis { id: Id }
    "leaf-without-basis" Error
    vi("tiêu chí \"{id}\" không nói điểm dựa trên cái gì")
    en("the criterion \"{id}\" does not say what its points rest on")
    help_vi("hãy thêm \"basis\": \"calculated\", \"judged\" hoặc \"external\"")
    help_en("add \"basis\": \"calculated\", \"judged\" or \"external\"")
}

finding! {
    /// A key stands where it means nothing.
    IgnoredHere { key: &'static str, spot: Spot }
    "ignored-here" Warning
    vi("khóa \"{key}\" không có tác dụng {spot}", spot = spot.vi())
    en("the key \"{key}\" means nothing {spot}", spot = spot.en())
    help_vi("hãy chuyển đến đúng chỗ, hoặc xóa đi")
    help_en("move it where it belongs, or delete it")
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
    /// A bonus or penalty criterion has children.
    AdjustmentWithChildren { id: Id }
    "adjustment-with-children" Error
    vi("tiêu chí điểm thưởng, điểm trừ \"{id}\" không được có tiêu chí con")
    en("the bonus or penalty criterion \"{id}\" may not have children")
    help_vi("hãy đưa từng tiêu chí con thành một mục riêng")
    help_en("list each child as a criterion of its own")
}

finding! {
    /// The maxima of children do not add up to the maximum of their parent.
    ChildrenDoNotAddUp { id: Id, max: Quantity, sum: Ratio, mismatch: Option<Points> }
    "children-do-not-add-up" Error
    vi("\"{id}\" có điểm tối đa {max} nhưng các tiêu chí con cộng lại được {sum}")
    en("\"{id}\" has a maximum of {max}, but its children add up to {sum}")
    help_vi("hãy sửa con số sai; nếu văn bản gốc ghi như vậy, hãy khai báo trong \"declared_mismatches\"")
    help_en("correct the wrong figure; if the source is like that, declare it in \"declared_mismatches\"")
    witness(Some(sum.to_string()))
    points(*mismatch)
}

finding! {
    /// The maxima of the areas do not add up to the maximum of the set.
    AreasDoNotAddUp { max: Quantity, sum: Ratio, mismatch: Option<Points> }
    "areas-do-not-add-up" Error
    vi("bộ tiêu chí có điểm tối đa {max} nhưng các lĩnh vực cộng lại được {sum}")
    en("the set has a maximum of {max}, but its areas add up to {sum}")
    help_vi("hãy sửa con số sai; nếu văn bản gốc ghi như vậy, hãy khai báo trong \"declared_mismatches\"")
    help_en("correct the wrong figure; if the source is like that, declare it in \"declared_mismatches\"")
    witness(Some(sum.to_string()))
    points(*mismatch)
}

finding! {
    /// A deviation of the source is kept on purpose.
    DeclaredMismatchKept { check: &'static str, vi: String, en: String }
    "declared-mismatch" Advice
    vi("chỗ khác thường được giữ nguyên theo văn bản gốc ({check}): {vi}")
    en("a deviation is kept as in the source ({check}): {en}")
    help_vi("không cần làm gì; chỗ này được nêu để người đọc biết")
    help_en("nothing is needed; it is shown so that readers know")
}

finding! {
    /// A deviation is declared that is not there.
    DeclaredMismatchNotThere { check: Id }
    "declared-mismatch-not-there" Warning
    vi("đã khai báo chỗ khác thường \"{check}\" nhưng ở đây không có")
    en("the deviation \"{check}\" is declared, but there is none here")
    help_vi("hãy xóa khai báo này, hoặc sửa tên phép kiểm tra")
    help_en("delete the declaration, or correct the name of the check")
}

finding! {
    /// A child of a weighted mean has no weight above zero.
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
    /// A weight stands where nothing is weighted.
    WeightNotUsed { id: Id }
    "weight-not-used" Warning
    vi("trọng số của \"{id}\" không có tác dụng vì cấp trên cộng điểm")
    en("the weight of \"{id}\" means nothing, because points are added up here")
    help_vi("hãy xóa \"weight\", hoặc viết \"combine\": \"weighted-mean\" ở cấp trên")
    help_en("delete \"weight\", or write \"combine\": \"weighted-mean\" one level up")
}

finding! {
    /// A weight is so large or fine that what it weighs cannot be kept exactly.
    WeightsTooFine { most: i64, decimals: u8 }
    "weights-too-fine" Error
    vi("trọng số quá lớn hoặc quá lẻ nên không thể tính chính xác")
    en("the weights are too large or too fine to compute with exactly")
    help_vi("hãy dùng trọng số không quá {most}, với nhiều nhất {decimals} chữ số thập phân")
    help_en("use weights up to {most} with {decimals} decimals at most")
}

finding! {
    /// Criteria lie inside each other too deep.
    TreeTooDeep { most: usize }
    "tree-too-deep" Error
    vi("các tiêu chí lồng nhau quá {most} cấp")
    en("criteria lie more than {most} levels inside each other")
    help_vi("hãy bỏ bớt cấp trung gian")
    help_en("take out levels between")
}

finding! {
    /// Two criteria have the same printed number.
    NumberGivenTwice { number: String }
    "number-given-twice" Warning
    vi("số thứ tự \"{number}\" in hai lần")
    en("the number \"{number}\" is printed twice")
    help_vi("hãy sửa một bên; nếu văn bản gốc in như vậy, hãy khai báo trong \"declared_mismatches\"")
    help_en("correct one of them; if the source is like that, declare it in \"declared_mismatches\"")
    witness(Some(number.clone()))
}

finding! {
    /// The printed number of a criterion belongs under another parent.
    NumberUnderAnotherParent { number: String, parent: String }
    "number-under-another-parent" Warning
    vi("tiêu chí mang số \"{number}\" lại nằm dưới \"{parent}\"")
    en("the criterion numbered \"{number}\" stands under \"{parent}\"")
    help_vi("hãy chuyển về đúng chỗ hoặc sửa số; nếu văn bản gốc in như vậy, hãy khai báo trong \"declared_mismatches\"")
    help_en("move it or correct the number; if the source is like that, declare it in \"declared_mismatches\"")
    witness(Some(number.clone()))
}
