//! Faults of the sheet itself, which the criteria file cannot show.

use super::finding;

finding! {
    /// A number of points that cannot be read.
    PointsNotReadable { written: String }
    "points-not-readable" Error
    vi format!("không đọc được số điểm \"{written}\"");
    en format!("the points \"{written}\" cannot be read");
    help_vi "hãy ghi một số như 1,5";
    help_en "write a number such as 1.5";
    verbatim Some(written.clone());
}

finding! {
    /// A criterion without maximum.
    MaximumMissing { title: String }
    "maximum-missing" Error
    vi format!("\"{title}\" không ghi điểm tối đa");
    en format!("\"{title}\" has no maximum");
    help_vi "hãy điền điểm tối đa";
    help_en "fill in the maximum";
}

finding! {
    /// A formula that failed.
    FormulaFailed { shown: String }
    "formula-failed" Error
    vi format!("công thức trong ô báo lỗi {shown}");
    en format!("the formula of the cell gives {shown}");
    help_vi "hãy sửa công thức, hoặc ghi thẳng giá trị";
    help_en "correct the formula, or write the value";
    verbatim Some(shown.clone());
}

finding! {
    /// A number with a tail.
    NumberNotExact { exact: String, taken: String }
    "number-not-exact" Warning
    vi format!("giá trị trong ô là {exact}, không phải số thập phân gọn; đã lấy {taken}");
    en format!("the cell holds {exact}, which is no short decimal; {taken} was taken");
    help_vi "hãy ghi thẳng số điểm thay cho công thức";
    help_en "write the points instead of a formula";
    witness Some(exact.clone());
}

finding! {
    /// A number that became a day.
    NumberIsADay { taken: String }
    "number-is-a-day" Warning
    vi format!("bảng tính đã đổi số thứ tự thành ngày; đã hiểu là {taken}");
    en format!("the spreadsheet turned the number into a day; it was read as {taken}");
    help_vi "hãy định dạng cột số thứ tự là văn bản";
    help_en "format the column of numbers as text";
    verbatim Some(taken.clone());
}

finding! {
    /// A number such as 1.10 that became 1.1.
    NumberLostAZero { written: String, taken: String }
    "number-lost-a-zero" Advice
    vi format!("ô ghi {written} nhưng theo thứ tự phải là {taken}; bảng tính đã bỏ số 0 ở cuối");
    en format!("the cell holds {written}, but in its order it is {taken}: the spreadsheet dropped the last zero");
    help_vi "hãy định dạng cột số thứ tự là văn bản";
    help_en "format the column of numbers as text";
    verbatim Some(taken.clone());
}

finding! {
    /// An interval with one end missing.
    BoundMissing { words: String, lower: bool }
    "bound-missing" Error
    vi format!("\"{words}\" thiếu {}", if *lower { "mốc dưới" } else { "mốc trên" });
    en format!("\"{words}\" has no {} limit", if *lower { "lower" } else { "upper" });
    help_vi "hãy ghi đủ hai mốc theo văn bản gốc";
    help_en "write both limits as the source has them";
    verbatim Some(words.clone());
}

finding! {
    /// Control characters in cells, which a criteria file cannot hold.
    ControlLeftOut { code: u32, others: usize }
    "control-character-left-out" Warning
    vi format!("ô có ký tự điều khiển U+{code:04X}, đã bỏ đi{}", if *others > 0 { format!("; {others} ô khác cũng vậy") } else { String::new() });
    en format!("the cell holds the control character U+{code:04X}, which was left out{}", if *others > 0 { format!("; so do {others} other cells") } else { String::new() });
    help_vi "so lại chữ trong ô với văn bản gốc";
    help_en "compare the text of the cell with the source";
}

finding! {
    /// Decimal comma and point in one sheet.
    DecimalMarksMixed { fewer: char, fewer_count: usize, more_count: usize, cells: String, written: String }
    "decimal-marks-mixed" Warning
    vi format!("số thập phân ghi lẫn lộn: {more_count} ô dùng dấu {}, {fewer_count} ô dùng dấu {} ({cells})", mark_vi(*fewer == '.'), mark_vi(*fewer == ','));
    en format!("decimals are written in two ways: {more_count} cells with a {}, {fewer_count} with a {} ({cells})", mark_en(*fewer == '.'), mark_en(*fewer == ','));
    help_vi "hãy dùng một dấu thập phân trong cả bảng";
    help_en "use one decimal mark all over the sheet";
    verbatim Some(written.clone());
}

fn mark_vi(comma: bool) -> &'static str {
    if comma { "phẩy" } else { "chấm" }
}

fn mark_en(comma: bool) -> &'static str {
    if comma { "comma" } else { "point" }
}

finding! {
    /// A criterion before the first area.
    NoArea { title: String }
    "criterion-without-area" Error
    vi format!("\"{title}\" đứng trước lĩnh vực đầu tiên");
    en format!("\"{title}\" stands before the first area");
    help_vi "hãy thêm dòng lĩnh vực (I, II …) phía trên";
    help_en "add the row of its area (I, II …) above it";
}
