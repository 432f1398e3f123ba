//! Findings about what a set says of itself: format, dates, classes, rounding, citations.

use super::finding;
use crate::number::{Date, Quantity};
use crate::read::Id;

finding! {
    /// The file says that it is of another kind or version than this crate reads.
    UnknownFormat { written: String }
    "unknown-format" Error
    vi("định dạng \"{written}\" không phải là bộ tiêu chí mà chương trình đọc được")
    en("the format \"{written}\" is not a criteria set this program can read")
    help_vi("hãy viết \"format\": \"par-index/criteria@1\"")
    help_en("write \"format\": \"par-index/criteria@1\"")
}

finding! {
    /// A set that no authority has issued does not say so to its readers.
    NoticeMissing { provenance: &'static str }
    "notice-missing" Error
    vi("bộ tiêu chí không phải bản chính thức (\"{provenance}\") nhưng không có lời lưu ý cho người đọc")
    en("the set is not official (\"{provenance}\") and has no notice for its readers")
    help_vi("hãy thêm khóa \"notice\" nói rõ bộ tiêu chí từ đâu mà có")
    help_en("add the key \"notice\" and say where the set comes from")
}

finding! {
    /// A span of days ends before it begins.
    SpanReversed { from: Date, until: Date }
    "span-reversed" Error
    vi("khoảng thời gian kết thúc ({until}) trước khi bắt đầu ({from})")
    en("the span ends ({until}) before it begins ({from})")
    help_vi("hãy đổi lại hai ngày, hoặc sửa ngày sai")
    help_en("swap the two days, or correct the wrong one")
}

finding! {
    /// Classes are not listed from the best to the last.
    ClassesOutOfOrder { class: Id, from: Quantity, above: Id, above_from: Quantity }
    "classes-out-of-order" Error
    vi("mức xếp loại \"{class}\" (từ {from}) đứng sau \"{above}\" (từ {above_from}) nên không bao giờ được chọn")
    en("the class \"{class}\" (from {from}) stands after \"{above}\" (from {above_from}), so it is never chosen")
    help_vi("hãy xếp các mức từ cao xuống thấp theo \"from\"")
    help_en("list the classes by \"from\", highest first")
}

finding! {
    /// Two classes begin at the same index.
    ClassLimitTwice { class: Id, above: Id, from: Quantity }
    "class-limit-given-twice" Error
    vi("hai mức xếp loại \"{above}\" và \"{class}\" cùng bắt đầu từ {from}")
    en("two classes, \"{above}\" and \"{class}\", both begin at {from}")
    help_vi("hãy sửa ngưỡng của một trong hai mức")
    help_en("correct the limit of one of them")
    witness(Some(from.to_string()))
}

finding! {
    /// More decimals are to be kept than there can be.
    RoundingTooFine { places: u32, most: u32 }
    "rounding-too-fine" Error
    vi("không thể giữ {places} chữ số thập phân; nhiều nhất là {most}")
    en("{places} decimals cannot be kept; {most} at most")
    help_vi("hãy viết một số từ 0 đến {most}")
    help_en("write a number from 0 to {most}")
}

finding! {
    /// A criterion of a set that is not official does not say what it rests on.
    CitationMissing { id: Id }
    "citation-missing" Warning
    vi("tiêu chí \"{id}\" không ghi căn cứ nào")
    en("the criterion \"{id}\" cites nothing")
    help_vi("hãy thêm \"cites\" với văn bản và chỗ trong văn bản")
    help_en("add \"cites\" with the instrument and the place in it")
}

finding! {
    /// The absence of a source is to be answered by something that makes no sense there.
    TreatmentNotPossible { treatment: &'static str }
    "treatment-not-possible" Error
    vi("cách xử lý \"{treatment}\" không dùng được cho một nguồn vắng mặt")
    en("the treatment \"{treatment}\" cannot be used for an absent source")
    help_vi("hãy chọn \"leave-denominator\", \"zero\" hoặc \"not-allowed\"")
    help_en("choose \"leave-denominator\", \"zero\" or \"not-allowed\"")
}

finding! {
    /// The unit itself is listed as a source that may be absent.
    AbsentSourceIsTheUnit {}
    "absent-source-is-the-unit" Error
    vi("chính đơn vị tự chấm không thể là nguồn vắng mặt")
    en("the unit itself cannot be an absent source")
    help_vi("hãy xóa mục này; điều đơn vị chưa trả lời thì để trống trong bản tự chấm")
    help_en("delete the entry; what the unit has not answered stays open in its assessment")
}
