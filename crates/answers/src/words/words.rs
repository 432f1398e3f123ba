//! The words of states, reasons, columns and units in both languages.

use par_index::diagnostic::{Diagnostics, Lang};
use par_index::eval::{Column, State};
use par_index::file::{Basis, Nature, NotApplicable, PartNotApplicable, Provenance, ProvidedBy};
use par_index::model::{CriteriaSet, Home};
use par_index::rule::Reason;

use crate::desk::counts::Counts;
use crate::words::number::grouped;
use crate::words::say;

pub fn provenance(provenance: Provenance, lang: Lang) -> &'static str {
    match provenance {
        Provenance::Official => say(lang, "chính thức", "official"),
        Provenance::Derived => say(
            lang,
            "do dự án này dựng từ tài liệu có thật",
            "derived by this project from a real document",
        ),
        Provenance::Illustrative => say(lang, "minh họa", "illustrative"),
    }
}

/// The same in one word.
pub fn provenance_short(provenance: Provenance, lang: Lang) -> &'static str {
    match provenance {
        Provenance::Official => say(lang, "chính thức", "official"),
        Provenance::Derived => say(lang, "dựng lại", "derived"),
        Provenance::Illustrative => say(lang, "minh họa", "illustrative"),
    }
}

/// What must be said of a set that no authority has issued.
pub fn provenance_warning(provenance: Provenance, lang: Lang) -> Option<&'static str> {
    (provenance != Provenance::Official).then(|| {
        say(
            lang,
            "Bộ tiêu chí này không phải quyết định của cơ quan nào; điểm dưới đây không phải kết quả chính thức.",
            "This criteria set is not a decision of any authority; the points below are not an official result.",
        )
    })
}

pub fn nature_warning(nature: Nature, lang: Lang) -> Option<&'static str> {
    (nature == Nature::MadeUp).then(|| {
        say(
            lang,
            "SỐ LIỆU TỰ ĐẶT: số liệu dưới đây được đặt ra để minh họa, không phải kết quả thật của đơn vị nào.",
            "MADE-UP DATA: the figures below are made up to show how it works; they are no unit's real results.",
        )
    })
}

pub fn basis(basis: Basis, lang: Lang) -> &'static str {
    match basis {
        Basis::Calculated => say(lang, "tính từ số liệu", "calculated from facts"),
        Basis::Judged => say(lang, "người chấm chọn mức", "judged by a person"),
        Basis::External => say(lang, "kết quả từ bên ngoài", "external result"),
    }
}

pub fn column(column: Column, lang: Lang) -> &'static str {
    match column {
        Column::Claimed => say(lang, "tự chấm", "claimed"),
        Column::Computed => say(lang, "tính được", "computed"),
        Column::Evidenced => say(lang, "có minh chứng", "evidenced"),
        Column::Final => say(lang, "thẩm định", "final"),
    }
}

pub fn state(state: State, lang: Lang) -> &'static str {
    match state {
        State::Scored => say(lang, "đã có điểm", "scored"),
        State::Open => say(lang, "chưa đủ số liệu", "open"),
        State::Pending => say(
            lang,
            "chờ kết quả của cơ quan khác",
            "waits for another scorer",
        ),
        State::NotApplicable => say(lang, "không áp dụng", "not applicable"),
        State::NotAssessable => say(lang, "không chấm được", "not assessable"),
    }
}

pub fn reason(reason: Reason, lang: Lang) -> &'static str {
    match reason {
        Reason::Band => say(lang, "ở mức điểm thấp hơn", "a lower band or option"),
        Reason::Proportion => say(
            lang,
            "chưa đạt tỷ lệ tối đa",
            "less than the full proportion",
        ),
        Reason::Late => say(lang, "trễ hạn hoặc chưa thực hiện", "late, or not done"),
        Reason::Deduction => say(lang, "bị trừ do có sai sót", "taken off for faults"),
        Reason::KnockOut => say(
            lang,
            "vướng điều kiện mất toàn bộ điểm",
            "a condition that takes everything",
        ),
        Reason::Cap => say(lang, "vượt mức tối đa được tính", "a limit on what counts"),
        Reason::PartMark => say(lang, "phần điểm chưa đạt", "a part-mark not earned"),
        Reason::Rounding => say(lang, "làm tròn", "rounding"),
        Reason::NotApplicable => say(
            lang,
            "không áp dụng, không tính điểm",
            "not applicable, which earns nothing",
        ),
        Reason::DeclaredMismatch => say(
            lang,
            "chênh lệch của bộ tiêu chí (đã khai báo)",
            "a declared difference of the set",
        ),
        Reason::NoEvidence => say(
            lang,
            "chưa có tài liệu kiểm chứng",
            "no document on file proves it",
        ),
        _ => say(lang, "lý do khác", "another reason"),
    }
}

pub fn provided_by(by: ProvidedBy, lang: Lang) -> &'static str {
    match by {
        ProvidedBy::Unit => say(lang, "đơn vị khai", "the unit"),
        ProvidedBy::Survey => say(lang, "khảo sát", "a survey"),
        ProvidedBy::Index => say(lang, "một chỉ số khác", "another index"),
        ProvidedBy::Appraiser => say(lang, "cơ quan thẩm định", "the appraiser"),
        ProvidedBy::OtherBody => say(lang, "cơ quan khác", "another body"),
    }
}

pub fn not_applicable(treatment: NotApplicable, lang: Lang) -> &'static str {
    match treatment {
        NotApplicable::NotAllowed => say(lang, "không được phép", "not allowed"),
        NotApplicable::LeaveDenominator => say(lang, "bỏ khỏi mẫu số", "leaves the denominator"),
        NotApplicable::FullMarks => say(lang, "tính đủ điểm", "full marks"),
        NotApplicable::Zero => say(
            lang,
            "0 điểm, vẫn ở mẫu số",
            "no points, stays in the denominator",
        ),
    }
}

pub fn part_not_applicable(treatment: PartNotApplicable, lang: Lang) -> &'static str {
    match treatment {
        PartNotApplicable::NotAllowed => say(lang, "không được phép", "not allowed"),
        PartNotApplicable::Drop => say(lang, "bỏ khỏi mẫu số", "leaves the denominator"),
        PartNotApplicable::Redistribute => say(
            lang,
            "điểm chia cho các phần còn lại theo tỷ lệ",
            "its points are spread over the other parts",
        ),
        PartNotApplicable::Full => say(lang, "tính đủ điểm", "full marks"),
    }
}

pub fn home(home: Home, lang: Lang) -> Option<&'static str> {
    match home {
        Home::Area(_) => None,
        Home::Bonus => Some(say(lang, "điểm thưởng", "bonus")),
        Home::Penalty => Some(say(lang, "điểm trừ", "penalty")),
    }
}

/// Units of facts in Vietnamese; those that have no word here stand as they are.
pub fn unit(unit: &str, lang: Lang) -> &str {
    if lang == Lang::En {
        return unit;
    }
    match unit {
        "answer" => "câu trả lời",
        "article" => "tin, bài",
        "award" => "giải thưởng",
        "case" => "trường hợp",
        "category" => "chuyên mục",
        "complaint" => "đơn thư",
        "day" => "ngày",
        "decision" => "quyết định",
        "document" | "letter" => "văn bản",
        "dossier" | "record" => "hồ sơ",
        "file" => "hồ sơ công việc",
        "finding" => "kết luận",
        "form" => "hình thức",
        "initiative" => "sáng kiến",
        "item" => "mục",
        "million-dong" => "triệu đồng",
        "model" => "mô hình",
        "payment" => "giao dịch",
        "person" => "người",
        "petition" => "phản ánh",
        "plan" => "kế hoạch",
        "point" | "score" => "điểm",
        "post" => "vị trí",
        "procedure" => "thủ tục",
        "recommendation" => "kiến nghị",
        "report" => "báo cáo",
        "service" => "dịch vụ",
        "session" => "cuộc",
        "step" => "bước",
        "study" => "đề tài",
        "survey" => "cuộc khảo sát",
        "task" => "nhiệm vụ",
        "unit" => "đơn vị",
        "update" => "lần cập nhật",
        "violation" => "sai phạm",
        other => other,
    }
}

/// Kinds of documents in Vietnamese; others stand as they are.
pub fn document_kind(kind: &str, lang: Lang) -> &str {
    if lang == Lang::En {
        return kind;
    }
    match kind {
        "conclusion" => "kết luận",
        "decision" => "quyết định",
        "list" => "danh sách",
        "minutes" => "biên bản",
        "official-letter" => "công văn",
        "plan" => "kế hoạch",
        "record" => "bản kết xuất",
        "regulation" => "quy chế",
        "report" => "báo cáo",
        "screenshot" => "ảnh chụp màn hình",
        "submission" => "tờ trình",
        other => other,
    }
}

/// That a criteria set has errors, and what that means for what is scored by it
pub fn faulty_set(set: &CriteriaSet, lang: Lang) -> Option<String> {
    let errors = errors(set.faults(), lang)?;
    let faulty = set.leaves().iter().filter(|leaf| !leaf.is_sound()).count();
    let all = grouped(set.leaves().len(), lang);
    let faulty = (faulty > 0).then(|| grouped(faulty, lang));
    let leaves = match (lang, faulty) {
        (_, None) => String::new(),
        (Lang::Vi, Some(faulty)) => format!(": {faulty} trong {all} tiêu chí không chấm được"),
        (Lang::En, Some(faulty)) => format!(": {faulty} of {all} criteria cannot be scored"),
    };
    Some(match lang {
        Lang::Vi => format!(
            "Kết quả chưa đầy đủ vì bộ tiêu chí có {errors}{leaves}; không có chỉ số và xếp loại."
        ),
        Lang::En => format!(
            "This result is not complete, because the criteria set has {errors}{leaves}; there is neither index nor class."
        ),
    })
}

/// “2 lỗi”; none where there is no error.
pub fn errors(found: &Diagnostics, lang: Lang) -> Option<String> {
    let count = Counts::of(found.iter()).errors;
    let number = grouped(count, lang);
    (count > 0).then(|| match (lang, count) {
        (Lang::Vi, _) => format!("{number} lỗi"),
        (Lang::En, 1) => "1 error".to_owned(),
        (Lang::En, _) => format!("{number} errors"),
    })
}
