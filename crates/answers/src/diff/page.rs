//! What changed between two criteria sets, as text.

use std::collections::BTreeMap;

use par_index::compare::{Change, ChangeKind, Fit, Subject};
use par_index::diagnostic::Lang;
use par_index::file::Provenance;
use par_index_pages::terminal::width;
use par_index_pages::{Phrase, Tone};

use super::answer::{Compared, Side, readers};
use super::page_split;
use crate::words::page::Page;
use crate::words::say;
use crate::words::title;
use crate::words::words;

/// The kinds of change in words.
fn kind(kind: ChangeKind, lang: Lang) -> &'static str {
    match kind {
        ChangeKind::New => say(lang, "mới", "new"),
        ChangeKind::Removed => say(lang, "bỏ", "removed"),
        ChangeKind::Moved => say(lang, "chuyển chỗ", "moved"),
        ChangeKind::Renamed => say(lang, "đổi mã", "renamed"),
        ChangeKind::Text => say(lang, "câu chữ", "text"),
        ChangeKind::Maximum => say(lang, "điểm tối đa", "maximum"),
        ChangeKind::Weight => say(lang, "trọng số", "weight"),
        ChangeKind::Points => say(lang, "mức điểm", "points"),
        ChangeKind::Threshold => say(lang, "ngưỡng", "threshold"),
        ChangeKind::Rule => say(lang, "cách cho điểm", "rule"),
        ChangeKind::Measure => say(lang, "đại lượng đo", "measure"),
        ChangeKind::WhenEmpty => say(lang, "khi không phát sinh", "when empty"),
        ChangeKind::PartMarks => say(lang, "phần điểm", "part-marks"),
        ChangeKind::Deadline => say(lang, "thời hạn", "deadline"),
        ChangeKind::Evidence => say(lang, "minh chứng", "evidence"),
        ChangeKind::Basis => say(lang, "loại kết quả", "basis"),
        ChangeKind::NotApplicable => say(lang, "không áp dụng", "not applicable"),
        ChangeKind::Fact => say(lang, "dữ kiện", "fact"),
        ChangeKind::Rounding => say(lang, "làm tròn", "rounding"),
        ChangeKind::Classes => say(lang, "xếp loại", "classes"),
        ChangeKind::Setting => say(lang, "thiết lập khác", "other settings"),
        ChangeKind::Citation => say(lang, "căn cứ", "citation"),
    }
}

impl Compared {
    /// The answer for a person.
    pub fn page(&self, lang: Lang) -> Page {
        let mut page = Page::new(lang);
        sets(&mut page, self);
        if let Some(rescored) = &self.rescored {
            page_split::rescored(&mut page, self, rescored);
        }
        page
    }
}

fn sets(page: &mut Page, compared: &Compared) {
    let lang = page.lang;
    page.heading("SO SÁNH HAI BỘ TIÊU CHÍ", "TWO CRITERIA SETS COMPARED");
    for (label, side) in [
        (say(lang, "Bộ cũ", "Old set"), &compared.old),
        (say(lang, "Bộ mới", "New set"), &compared.new),
    ] {
        let set = &side.set;
        let text = format!(
            "{} [{}@{}; {}]",
            title(set.title(), lang),
            set.id(),
            set.edition(),
            words::provenance(set.provenance(), lang)
        );
        page.item(format!("{label:<9}"), &text, 0);
    }
    warnings(page, compared);
    changes(page, compared);
    same(page, compared);
    answers(page, compared);
}

/// That a set is nobody's decision.
fn warnings(page: &mut Page, compared: &Compared) {
    let lang = page.lang;
    let mut said: Vec<&str> = Vec::new();
    for side in [&compared.old, &compared.new] {
        let set = &side.set;
        let notice = set.file().notice.as_ref().map(|notice| title(notice, lang));
        let own = words::provenance_warning(set.provenance(), lang)
            .filter(|_| set.provenance() != Provenance::Official);
        said.extend(notice.or(own).filter(|text| !said.contains(text)));
    }
    if !said.is_empty() {
        page.gap();
    }
    for warning in said {
        page.para(format!("! {warning}"), 0, Tone::Care);
    }
}

/// Where a change stands: `dòng 40 → 41`.
fn places(compared: &Compared, change: &Change, lang: Lang) -> String {
    let line = |side: Option<&par_index::compare::Side>, file: &Side| {
        let place = file.place(side?.pointer());
        Some(format!("{}:{}", place.line?, place.column?))
    };
    let (old, new) = (
        line(change.old(), &compared.old),
        line(change.new_side(), &compared.new),
    );
    let word = say(lang, "dòng", "line");
    match (old, new) {
        (Some(old), Some(new)) => format!("[{word} {old} → {new}]"),
        (Some(old), None) => format!("[{word} {old} → –]"),
        (None, Some(new)) => format!("[{word} – → {new}]"),
        (None, None) => String::new(),
    }
}

/// The old and the new value of a change in one line.
fn values(change: &Change, lang: Lang) -> String {
    let side =
        |side: Option<&par_index::compare::Side>| side.map(|side| side.text().get(lang).to_owned());
    match (side(change.old()), side(change.new_side())) {
        (Some(old), Some(new)) => {
            let (old, new) = apart(&old, &new);
            format!("{old} → {new}")
        }
        (Some(old), None) => format!("{} {old}", say(lang, "bỏ", "removed:")),
        (None, Some(new)) => format!("{} {new}", say(lang, "thêm", "added:")),
        (None, None) => String::new(),
    }
}

/// Long texts by the words that differ, with a few around them.
fn apart(old: &str, new: &str) -> (String, String) {
    const LONG: usize = 100;
    const AROUND: usize = 4;
    if width(old).max(width(new)) <= LONG {
        return (old.to_owned(), new.to_owned());
    }
    let (a, b): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    let alike =
        |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| pairs.take_while(|(a, b)| a == b).count();
    let head = alike(&mut a.iter().zip(&b));
    let tail = alike(&mut a.iter().rev().zip(b.iter().rev())).min(a.len().min(b.len()) - head);
    let cut = |words: &[&str]| {
        let (from, to) = (
            head.saturating_sub(AROUND),
            (words.len() - tail + AROUND).min(words.len()),
        );
        let kept = words.get(from..to).unwrap_or_default().join(" ");
        let before = if from > 0 { "… " } else { "" };
        let after = if to < words.len() { " …" } else { "" };
        format!("{before}{kept}{after}")
    };
    (cut(&a), cut(&b))
}

fn line(change: &Change, lang: Lang) -> String {
    format!("{}: {}", change.what().get(lang), values(change, lang))
}

/// Facts that are new, gone or renamed stand under the answers.
fn is_shown(change: &Change) -> bool {
    use ChangeKind::{New, Removed, Renamed};
    change.subject() != Subject::Fact || !matches!(change.kind(), New | Removed | Renamed)
}

fn changes(page: &mut Page, compared: &Compared) {
    let lang = page.lang;
    let all = compared.diff.changes();
    page.heading("THAY ĐỔI", "CHANGES");
    if all.is_empty() {
        let none = "Không có thay đổi nào về nghĩa.";
        let none = page.say(none, "Nothing changed in meaning.");
        page.para(none, 0, Tone::Plain);
        return;
    }
    let mut counts: BTreeMap<ChangeKind, usize> = BTreeMap::new();
    for change in all {
        *counts.entry(change.kind()).or_default() += 1;
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(own, count)| format!("{} {count}", kind(*own, lang)))
        .collect();
    let text = match lang {
        Lang::Vi => format!("{} thay đổi: {}.", all.len(), counts.join(", ")),
        Lang::En => format!("{} in all: {}.", all.len(), counts.join(", ")),
    };
    page.para(&text, 0, Tone::Plain);
    // The same change at many places is said once.
    let mut same: BTreeMap<(ChangeKind, String), Vec<&Change>> = BTreeMap::new();
    for change in all.iter().filter(|change| is_shown(change)) {
        same.entry((change.kind(), line(change, lang)))
            .or_default()
            .push(change);
    }
    let is_common = |change: &Change| {
        let alike = same.get(&(change.kind(), line(change, lang)));
        change.subject() != Subject::Set && alike.is_some_and(|alike| alike.len() > 3)
    };
    let mut last = String::new();
    page.gap();
    for change in all
        .iter()
        .filter(|change| is_shown(change) && !is_common(change))
    {
        let name = heading(change, lang);
        if name != last {
            page.para(&name, 0, Tone::Strong);
            last = name;
        }
        let place = places(compared, change, lang);
        let text = Phrase::from(line(change, lang) + "  ").and(place, Tone::Quiet);
        page.item("· ", text, 2);
    }
    let common = same
        .iter()
        .filter(|(_, alike)| alike.first().is_some_and(|one| is_common(one)));
    for ((_, line), alike) in common {
        let heading = say(lang, "Giống nhau ở nhiều nơi", "Alike at many places");
        page.para(heading, 0, Tone::Strong);
        let names: Vec<&str> = alike.iter().map(|change| change.name().get(lang)).collect();
        page.item("· ", format!("{line}: {}", names.join(", ")), 2);
    }
}

/// What a change is about, with its id where people call it otherwise.
fn heading(change: &Change, lang: Lang) -> String {
    let name = capital(change.name().get(lang));
    let of_old = match change.kind() {
        ChangeKind::Removed => say(lang, " (bộ cũ)", " (old set)"),
        _ => "",
    };
    if change.id().is_empty() || name.ends_with(&format!(" {}", change.id())) {
        return format!("{name}{of_old}");
    }
    format!("{name}{of_old} [{}]", change.id())
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn same(page: &mut Page, compared: &Compared) {
    let all = compared.diff.same_meaning();
    if all.is_empty() {
        return;
    }
    page.heading(
        "VIẾT KHÁC, NGHĨA NHƯ CŨ",
        "WRITTEN OTHERWISE, THE SAME IN MEANING",
    );
    for own in all {
        let message = own.message();
        page.item("· ", message.get(page.lang), 0);
    }
}

fn answers(page: &mut Page, compared: &Compared) {
    let lang = page.lang;
    let diff = &compared.diff;
    let count = |fit| diff.answers().iter().filter(|own| own.fit() == fit).count();
    let (fits, narrowed, gone) = (count(Fit::Fits), count(Fit::Narrowed), count(Fit::Gone));
    let fresh = diff.new_facts().len();
    page.heading(
        "SỐ LIỆU ĐÃ KHAI THEO BỘ CŨ",
        "ANSWERS GIVEN UNDER THE OLD SET",
    );
    let parts = [
        (fits, "dùng lại được nguyên vẹn", "fit as they are"),
        (
            narrowed,
            "chỉ dùng lại được một phần giá trị",
            "fit for some values only",
        ),
        (gone, "không dùng lại được", "do not fit"),
        (fresh, "mới, phải khai thêm", "are new and need an answer"),
    ];
    let parts = parts.iter().filter(|(count, ..)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, vi, en)| format!("{count} {}", say(lang, vi, en)))
        .collect();
    let text = format!("{} {}.", say(lang, "Dữ kiện:", "Facts:"), parts.join(", "));
    page.para(&text, 0, Tone::Plain);
    let mut lines: Vec<(String, String)> = Vec::new();
    for fit in diff.answers() {
        let Some(fact) = compared.old.set.facts().get(fit.old_fact()) else {
            continue;
        };
        let renamed = fit
            .new_fact()
            .and_then(|index| compared.new.set.facts().get(index))
            .filter(|new| new.id != fact.id)
            .map(|new| format!("{} → {}", say(lang, "đổi mã", "renamed"), new.id));
        let label = match fit.fit() {
            Fit::Fits if renamed.is_none() => continue,
            Fit::Fits => say(lang, "dùng được", "fits"),
            Fit::Narrowed => say(lang, "một phần", "in part"),
            Fit::Gone => say(lang, "không dùng", "does not fit"),
        };
        let whys = fit
            .misfits()
            .iter()
            .map(|misfit| misfit.text().get(lang).to_owned());
        let whys: Vec<String> = renamed.into_iter().chain(whys).collect();
        let text = format!(
            "{} “{}”: {}",
            fact.id,
            title(&fact.title, lang),
            whys.join("; ")
        );
        lines.push((label.to_owned(), text));
    }
    for index in diff.new_facts() {
        if let Some(fact) = compared.new.set.facts().get(*index) {
            let used = readers(&compared.new.set, *index).join(", ");
            let used = format!("{} {used}", say(lang, "cho", "for"));
            let text = format!("{} “{}” ({used})", fact.id, title(&fact.title, lang));
            lines.push((say(lang, "phải khai", "new").to_owned(), text));
        }
    }
    let wide = lines
        .iter()
        .map(|(label, _)| width(label))
        .max()
        .unwrap_or(0);
    for (label, text) in lines {
        let space = " ".repeat(wide - width(&label) + 2);
        page.item(format!("{label}{space}"), &text, 2);
    }
}
