//! Findings about what a set says of itself: format, dates, classes, rounding, citations.

use super::{comma, finding};
use crate::number::{Date, Quantity};
use crate::read::Id;

finding! {
    /// The file says that it is of another kind or version than this crate reads
    ///
    /// # What it does
    /// Compares `format` with the one this version reads.
    /// # Why it matters
    /// Another kind or version of file would be misread.
    /// # Example
    /// `"format": "par-index/criteria@2"`.
    /// # Use instead
    /// Write `"format": "par-index/criteria@1"`, or use the version the file was made for.
    /// # Since
    /// 0.1.0
    UnknownFormat { written: String }
    "unknown-format" Error
    vi("định dạng \"{written}\" không phải là bộ tiêu chí mà chương trình đọc được")
    en("the format \"{written}\" is not a criteria set this program can read")
    help_vi("hãy viết \"format\": \"par-index/criteria@1\"")
    help_en("write \"format\": \"par-index/criteria@1\"")
}

finding! {
    /// A set that no authority has issued does not say so to its readers
    ///
    /// # What it does
    /// Asks whether a set that is not official has a notice for its readers.
    /// # Why it matters
    /// A made-up table must never be taken for one that an authority issued.
    /// # Example
    /// `"provenance": "illustrative"` and no `notice`.
    /// # Use instead
    /// Add `notice` and say where the set comes from.
    /// # Since
    /// 0.1.0
    NoticeMissing { provenance: &'static str }
    "notice-missing" Error
    vi("bộ tiêu chí không phải bản chính thức (\"{provenance}\") nhưng không có lời lưu ý cho người đọc")
    en("the set is not official (\"{provenance}\") and has no notice for its readers")
    help_vi("hãy thêm khóa \"notice\" nói rõ bộ tiêu chí từ đâu mà có")
    help_en("add the key \"notice\" and say where the set comes from")
}

finding! {
    /// A span of days ends before it begins
    ///
    /// # What it does
    /// Compares the two days of each span.
    /// # Why it matters
    /// Nothing lies inside such a span, so a set would never be in force.
    /// # Example
    /// In force from 2025-12-31 until 2023-01-01.
    /// # Use instead
    /// Swap the days, or correct the wrong one.
    /// # Since
    /// 0.1.0
    SpanReversed { from: Date, until: Date }
    "span-reversed" Error
    vi("khoảng thời gian kết thúc ({until}) trước khi bắt đầu ({from})")
    en("the span ends ({until}) before it begins ({from})")
    help_vi("hãy đổi lại hai ngày, hoặc sửa ngày sai")
    help_en("swap the two days, or correct the wrong one")
}

finding! {
    /// Classes are not listed from the best to the last
    ///
    /// # What it does
    /// Compares the limit of each class with that of the one before.
    /// # Why it matters
    /// Classes are read from the top; one below a lower limit is never chosen.
    /// # Example
    /// "Khá" from 70 listed before "Tốt" from 80.
    /// # Use instead
    /// List the classes by `from`, highest first.
    /// # Since
    /// 0.1.0
    ClassesOutOfOrder { class: Id, from: Quantity, above: Id, above_from: Quantity }
    "classes-out-of-order" Error
    vi("mức xếp loại \"{class}\" (từ {from}) đứng sau \"{above}\" (từ {above_from}) nên không bao giờ được chọn", from = comma(from), above_from = comma(above_from))
    en("the class \"{class}\" (from {from}) stands after \"{above}\" (from {above_from}), so it is never chosen")
    help_vi("hãy xếp các mức từ cao xuống thấp theo \"from\"")
    help_en("list the classes by \"from\", highest first")
}

finding! {
    /// Two classes begin at the same index
    ///
    /// # What it does
    /// Looks for two classes with one limit.
    /// # Why it matters
    /// The second is never chosen.
    /// # Example
    /// "Tốt" and "Khá" both from 80.
    /// # Use instead
    /// Correct the limit of one of them.
    /// # Since
    /// 0.1.0
    ClassLimitTwice { class: Id, above: Id, from: Quantity }
    "class-limit-given-twice" Error
    vi("hai mức xếp loại \"{above}\" và \"{class}\" cùng bắt đầu từ {from}", from = comma(from))
    en("two classes, \"{above}\" and \"{class}\", both begin at {from}")
    help_vi("hãy sửa ngưỡng của một trong hai mức")
    help_en("correct the limit of one of them")
    witness(Some(from.to_string()))
}

finding! {
    /// An index may lie below every class
    ///
    /// # What it does
    /// Looks whether the last class begins at 0. The witness is the highest index without a class.
    /// # Why it matters
    /// A unit below the last limit has no class, which no source says in so many words.
    /// # Example
    /// The last class is "Khá" from 50: an index of 49.99 has none.
    /// # Use instead
    /// Add the lowest class with `"from": 0`, unless the source leaves low results without a class.
    /// # Since
    /// 0.2.0
    ClassesWithoutFloor { class: Id, from: Quantity, below: Quantity }
    "classes-do-not-reach-zero" Warning
    vi("mức thấp nhất \"{class}\" bắt đầu từ {from}: chỉ số {below} không thuộc mức xếp loại nào", from = comma(from), below = comma(below))
    en("the lowest class \"{class}\" begins at {from}: an index of {below} has no class")
    help_vi("hãy thêm mức thấp nhất với \"from\": 0, trừ khi văn bản gốc để kết quả thấp không xếp loại")
    help_en("add the lowest class with \"from\": 0, unless the source leaves low results without a class")
    witness(Some(below.to_string()))
}

finding! {
    /// More decimals are to be kept than there can be
    ///
    /// # What it does
    /// Compares the decimals of each rounding with the most that can be kept.
    /// # Why it matters
    /// Points are exact to nine decimals; more cannot be promised.
    /// # Example
    /// `"places": 12`.
    /// # Use instead
    /// Write a number from 0 to 9.
    /// # Since
    /// 0.1.0
    RoundingTooFine { places: u32, most: u32 }
    "rounding-too-fine" Error
    vi("không thể giữ {places} chữ số thập phân; nhiều nhất là {most}")
    en("{places} decimals cannot be kept; {most} at most")
    help_vi("hãy viết một số từ 0 đến {most}")
    help_en("write a number from 0 to {most}")
}

finding! {
    /// A criterion of a set that is not official does not say what it rests on
    ///
    /// # What it does
    /// Looks for criteria of a set that is not official which cite nothing.
    /// # Why it matters
    /// A reader cannot tell what is taken from a document and what is made up.
    /// # Example
    /// A leaf of a `derived` set without `cites`.
    /// # Use instead
    /// Add `cites` with the instrument and the place in it.
    /// # Since
    /// 0.1.0
    CitationMissing { id: Id }
    "citation-missing" Warning
    vi("tiêu chí \"{id}\" không ghi căn cứ nào")
    en("the criterion \"{id}\" cites nothing")
    help_vi("hãy thêm \"cites\" với văn bản và chỗ trong văn bản")
    help_en("add \"cites\" with the instrument and the place in it")
}

finding! {
    /// The absence of a source is to be answered by something that makes no sense there
    ///
    /// # What it does
    /// Compares the treatment of an absent source with those that make sense there.
    /// # Why it matters
    /// Full marks for a survey nobody took would be invented points.
    /// # Example
    /// A survey that is absent with `full-marks`.
    /// # Use instead
    /// Choose `leave-denominator`, `zero` or `not-allowed`.
    /// # Since
    /// 0.1.0
    TreatmentNotPossible { treatment: &'static str }
    "treatment-not-possible" Error
    vi("cách xử lý \"{treatment}\" không dùng được cho một nguồn vắng mặt")
    en("the treatment \"{treatment}\" cannot be used for an absent source")
    help_vi("hãy chọn \"leave-denominator\", \"zero\" hoặc \"not-allowed\"")
    help_en("choose \"leave-denominator\", \"zero\" or \"not-allowed\"")
}

finding! {
    /// The unit itself is listed as a source that may be absent
    ///
    /// # What it does
    /// Looks for the unit among the sources that may be absent.
    /// # Why it matters
    /// A unit that assesses itself is never absent from its own assessment.
    /// # Example
    /// `"absent_sources": [{"provided_by": "unit", …}]`.
    /// # Use instead
    /// Name a survey, an index or another body.
    /// # Since
    /// 0.1.0
    AbsentSourceIsTheUnit {}
    "absent-source-is-the-unit" Error
    vi("chính đơn vị tự chấm không thể là nguồn vắng mặt")
    en("the unit itself cannot be an absent source")
    help_vi("hãy ghi nguồn khác ở đây; điều đơn vị chưa trả lời thì để trống trong bản tự chấm")
    help_en("name another source here; what the unit has not answered stays open in its assessment")
}
