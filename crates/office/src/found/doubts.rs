//! What was understood with a doubt, or not at all.

use super::finding;

finding! {
    /// How points are given was not understood.
    ScoringNotRecognised { words: String }
    "scoring-not-recognised" Advice
    vi if words.is_empty() { "ô không nói cách cho điểm, nên tạm để hai mức đạt và chưa đạt".to_owned() } else { format!("chưa hiểu chắc chắn cách cho điểm \"{words}\", nên tạm để hai mức đạt và chưa đạt") };
    en if words.is_empty() { "the cell does not say how points are given, so two grades stand in for it: met and not met".to_owned() } else { format!("how points are given is not certain from \"{words}\", so two grades stand in for it: met and not met") };
    help_vi "hãy điền cách chấm vào tệp bộ tiêu chí, hoặc ghi trong bảng từng mức kèm số điểm";
    help_en "complete the rule in the criteria file, or list each grade with its points in the sheet";
}

finding! {
    /// Grades that hold figures but could not be taken as bands.
    BandsNotChecked { words: String }
    "grades-not-analysed" Advice
    vi format!("các mức có số liệu nhưng chưa hiểu chắc chắn \"{words}\", nên để người chấm chọn mức và không kiểm tra được chỗ hở, chỗ chồng");
    en format!("the grades hold figures, but \"{words}\" is not certain, so a person picks the grade, and gaps and overlaps could not be checked");
    help_vi "hãy viết các khoảng như “từ 80% đến dưới 100%”, hoặc sửa quy tắc trong tệp bộ tiêu chí";
    help_en "write intervals like “từ 80% đến dưới 100%”, or correct the rule in the criteria file";
}

finding! {
    /// Text that no row took.
    RowNotUsed { words: String }
    "row-not-used" Advice
    vi format!("dòng \"{words}\" không thuộc tiêu chí nào nên được bỏ qua");
    en format!("the row \"{words}\" belongs to no criterion and was left out");
    help_vi "hãy kiểm tra xem dòng này có phải là tiêu chí hoặc mức điểm không";
    help_en "see whether the row is a criterion or a grade";
}

finding! {
    /// Other sheets have tables too.
    OtherTable { sheet: String }
    "other-table" Advice
    vi format!("trang tính \"{sheet}\" cũng có bảng tiêu chí nhưng không được đọc");
    en format!("the sheet \"{sheet}\" has a table of criteria too, which was not read");
    help_vi "hãy nêu --sheet để chọn trang tính";
    help_en "choose the sheet with --sheet";
}

finding! {
    /// Rounding is not stated.
    RoundingNotStated { places: u32 }
    "rounding-not-stated" Advice
    vi format!("bảng không nói làm tròn thế nào; tạm làm tròn điểm và chỉ số đến {places} chữ số thập phân");
    en format!("the sheet does not say how to round; points and index are rounded to {places} decimals for now");
    help_vi "hãy sửa \"rounding\" trong tệp bộ tiêu chí theo văn bản";
    help_en "correct \"rounding\" in the criteria file as the instrument has it";
}

finding! {
    /// Parent criteria with a text of how points are given.
    ParentHasScoring { words: String }
    "scoring-on-parent" Advice
    vi format!("cách cho điểm \"{words}\" ghi ở tiêu chí có tiêu chí thành phần nên không được dùng");
    en format!("how points are given, \"{words}\", stands at a criterion that has sub-criteria and was not used");
    help_vi "hãy chuyển xuống tiêu chí thành phần nếu cần";
    help_en "move it to a sub-criterion if it is needed";
}
