//! Findings about evidence requirements.

use super::{Thing, finding};
use crate::read::Id;

finding! {
    /// Items without a document are to be left out where that would be to the unit's advantage
    ///
    /// # What it does
    /// Asks in which direction points go where unproved items are left out.
    /// # Why it matters
    /// Leaving out an unproved fault would earn the unit points for a missing document.
    /// # Example
    /// Late reports, each shown by its own document, in a deduction.
    /// # Use instead
    /// Use another mode of support, such as `attests`.
    /// # Since
    /// 0.1.0
    PerItemWhereMoreIsWorse { id: Id }
    "per-item-where-more-is-worse" Error
    vi("dữ kiện \"{id}\" càng lớn điểm càng thấp, nên không thể chỉ tính những mục có tài liệu")
    en("more of \"{id}\" means fewer points, so items without a document cannot simply be left out")
    help_vi("hãy dùng \"attests\" hoặc \"record\" cho dữ kiện này")
    help_en("use \"attests\" or \"record\" for this fact")
}

finding! {
    /// Items are to be counted in something that is not a number
    ///
    /// # What it does
    /// Looks for items counted one by one in something that is not a number.
    /// # Why it matters
    /// A date or a choice has no items.
    /// # Example
    /// `per-item` support of a yes-no fact.
    /// # Use instead
    /// Use `attests` or `record`.
    /// # Since
    /// 0.1.0
    PerItemNeedsANumber { thing: Thing, id: String }
    "per-item-needs-a-number" Error
    vi("{thing} \"{id}\" không phải là số đếm nên không thể kiểm chứng từng mục", thing = thing.vi())
    en("the {thing} \"{id}\" is no number, so it has no items to be shown one by one", thing = thing.en())
    help_vi("hãy dùng \"attests\" hoặc \"record\", hoặc ghi rõ dữ kiện trong \"supports\"")
    help_en("use \"attests\" or \"record\", or name the facts in \"supports\"")
}

finding! {
    /// A requirement supports something the rule of its leaf does not read
    ///
    /// # What it does
    /// Compares what a requirement supports with what the rule of its leaf reads.
    /// # Why it matters
    /// The document would prove nothing that counts here.
    /// # Example
    /// A requirement on dossiers under a criterion about reports.
    /// # Use instead
    /// Name a fact the rule reads, or move the requirement.
    /// # Since
    /// 0.1.0
    SupportNotUsed { written: String }
    "support-not-used" Warning
    vi("cách chấm điểm của tiêu chí này không dùng đến \"{written}\"")
    en("the rule of this criterion does not read \"{written}\"")
    help_vi("hãy sửa \"supports\", hoặc chuyển yêu cầu đến tiêu chí khác")
    help_en("correct \"supports\", or move the requirement to another criterion")
}
