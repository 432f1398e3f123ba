//! Findings about names and what they refer to.

use super::{Thing, finding};
use crate::read::Id;

finding! {
    /// Two things of one kind have the same name
    ///
    /// # What it does
    /// Looks for two things of one kind with one name.
    /// # Why it matters
    /// A reference to the name would mean either of them.
    /// # Example
    /// Two criteria `c2-1`.
    /// # Use instead
    /// Rename one of them.
    /// # Since
    /// 0.1.0
    IdGivenTwice { thing: Thing, id: String }
    "id-given-twice" Error
    vi("mã \"{id}\" đặt cho hai {thing}", thing = thing.vi())
    en("the id \"{id}\" is given twice ({thing})", thing = thing.en())
    help_vi("hãy đổi mã của một bên, hoặc gộp hai mục làm một")
    help_en("rename one of them, or make one of the two")
    witness(Some(id.clone()))
}

finding! {
    /// A name refers to nothing
    ///
    /// # What it does
    /// Looks up each name that the file uses.
    /// # Why it matters
    /// What is meant is not there, so the rule reads nothing.
    /// # Example
    /// A measure of `dosiers-on-time` where the fact is `dossiers-on-time`.
    /// # Use instead
    /// Correct the name; the one probably meant is suggested.
    /// # Since
    /// 0.1.0
    UnknownReference { thing: Thing, written: String, suggestion: Option<String> }
    "unknown-reference" Error
    vi("không có {thing} nào tên là \"{written}\"", thing = thing.vi())
    en("there is no {thing} named \"{written}\"", thing = thing.en())
    help_vi("{}", match suggestion {
        Some(meant) => format!("có phải ý là \"{meant}\"?"),
        None => "hãy sửa tên, hoặc khai báo thêm".to_owned(),
    })
    help_en("{}", match suggestion {
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None => "correct the name, or declare it".to_owned(),
    })
    witness(Some(written.clone()))
}

finding! {
    /// A fact is used as a thing it is not
    ///
    /// # What it does
    /// Compares the kind of each fact with what its use needs.
    /// # Why it matters
    /// A date cannot be counted, and a number has no day.
    /// # Example
    /// `days-late` of a yes-no fact.
    /// # Use instead
    /// Use a fact of the kind named, or change the kind.
    /// # Since
    /// 0.1.0
    WrongFactKind { id: Id, kind: &'static str, needed: &'static str }
    "wrong-fact-kind" Error
    vi("dữ kiện \"{id}\" thuộc kiểu \"{kind}\", mà ở đây cần {needed}", needed = needed_vi(needed))
    en("the fact \"{id}\" is of the kind \"{kind}\", but {needed} is needed here")
    help_vi("hãy dùng dữ kiện khác, hoặc đổi kiểu của dữ kiện, hoặc đổi cách đo")
    help_en("use another fact, change the kind of this one, or change the measure")
}

fn needed_vi(needed: &str) -> &'static str {
    match needed {
        "a date" => "một ngày",
        "a choice" => "một lựa chọn",
        "a table" => "một bảng",
        _ => "một số",
    }
}

finding! {
    /// A fact or slot is declared and no rule reads it
    ///
    /// # What it does
    /// Looks for facts and slots that no rule reads.
    /// # Why it matters
    /// Officers would be asked for something that changes nothing.
    /// # Example
    /// A fact `staff-total` that no measure names.
    /// # Use instead
    /// Use it in a rule.
    /// # Since
    /// 0.1.0
    FactNotUsed { thing: Thing, id: Id }
    "fact-not-used" Warning
    vi("{thing} \"{id}\" được khai báo nhưng không tiêu chí nào dùng", thing = thing.vi())
    en("no criterion uses the {thing} \"{id}\"", thing = thing.en())
    help_vi("hãy dùng nó trong một quy tắc, nếu không thì đơn vị phải điền mà không để làm gì")
    help_en("use it in a rule; otherwise units fill it in for nothing")
}

finding! {
    /// A fact is listed twice where listed facts are added
    ///
    /// # What it does
    /// Looks for a fact listed twice where listed facts are added.
    /// # Why it matters
    /// It counts twice.
    /// # Example
    /// `["texts-late", "texts-late"]`.
    /// # Use instead
    /// Correct the id of one of them.
    /// # Since
    /// 0.1.0
    FactListedTwice { id: Id }
    "fact-listed-twice" Warning
    vi("dữ kiện \"{id}\" có mặt hai lần nên được cộng hai lần")
    en("the fact \"{id}\" is listed twice and so counts twice")
    help_vi("hãy sửa mã của một lần ghi, nếu không cố ý")
    help_en("correct the id of one of them, unless it is meant")
}

finding! {
    /// A list that needs an element has none
    ///
    /// # What it does
    /// Looks for lists that need an element and have none.
    /// # Why it matters
    /// A sum of nothing or a scale without options gives nothing.
    /// # Example
    /// `"parts": []`.
    /// # Use instead
    /// Add what belongs there, or take out what holds the list.
    /// # Since
    /// 0.1.0
    ListEmpty { key: &'static str }
    "list-empty" Error
    vi("danh sách \"{key}\" để trống")
    en("the list \"{key}\" is empty")
    help_vi("hãy thêm ít nhất một mục")
    help_en("add at least one element")
}
