//! The checks themselves: all of them, or what is said about one.

use par_index::check::{CheckGroup, CheckInfo, all_checks};
use par_index::diagnostic::{Lang, Severity};
use par_index_pages::{Align, Table, Tone};

use crate::desk::refusal::Failure;
use crate::desk::selection::known;
use crate::words::page::Page;
use crate::words::say;

/// A check as JSON
#[derive(serde::Serialize)]
struct Shown {
    check: &'static str,
    group: &'static str,
    severities: Vec<&'static str>,
    about: &'static str,
    section: Option<&'static str>,
}

#[derive(serde::Serialize)]
struct Document {
    checks: Vec<Shown>,
}

fn group_name(group: CheckGroup, lang: Lang) -> &'static str {
    match group {
        CheckGroup::Criteria => say(lang, "Bộ tiêu chí", "Criteria sets"),
        CheckGroup::Plan => say(lang, "Kế hoạch CCHC", "Reform plans"),
        CheckGroup::Assessment => say(lang, "Bản tự chấm", "Assessments"),
        CheckGroup::Scenarios => say(lang, "Tệp kịch bản", "Scenario files"),
        CheckGroup::Actions => say(lang, "Tệp giải pháp", "Files of actions"),
        CheckGroup::Published => say(lang, "Kết quả đã công bố", "Published totals"),
        CheckGroup::Tables => say(lang, "Bảng nhiều đơn vị", "Tables of units"),
        CheckGroup::Sheets => say(lang, "Bảng tiêu chí Excel, CSV", "Sheets of criteria"),
        _ => say(lang, "Mọi loại tệp", "Any file"),
    }
}

fn severities(check: &CheckInfo, lang: Lang) -> String {
    let words = check.severities.iter().map(|severity| match severity {
        Severity::Error => say(lang, "lỗi", "error"),
        Severity::Warning => say(lang, "cảnh báo", "warning"),
        Severity::Advice => say(lang, "lưu ý", "advice"),
    });
    words.collect::<Vec<_>>().join(", ")
}

fn document(checks: &[CheckInfo], with_section: bool) -> Document {
    let shown = |check: &CheckInfo| Shown {
        check: check.id,
        group: check.group.title(),
        severities: check.severities.iter().map(|own| own.word()).collect(),
        about: check.about,
        section: with_section.then_some(check.section),
    };
    Document {
        checks: checks.iter().map(shown).collect(),
    }
}

/// All checks, or what is said about one
#[derive(Debug)]
pub struct Answer {
    checks: Vec<CheckInfo>,
    is_one: bool,
}

/// All checks by the kind of file, or one for each kind of file it looks at.
pub fn answer(id: Option<&str>) -> Result<Answer, Failure> {
    if let Some(id) = id {
        known(id)?;
    }
    let wanted = |check: &CheckInfo| id.is_none_or(|id| check.id == id);
    Ok(Answer {
        checks: all_checks().filter(wanted).collect(),
        is_one: id.is_some(),
    })
}

impl Answer {
    /// The answer as data.
    pub fn data(&self) -> impl serde::Serialize + use<> {
        document(&self.checks, self.is_one)
    }

    /// The answer for a person.
    pub fn page(&self, lang: Lang) -> Page {
        if self.is_one {
            explained(&self.checks, lang)
        } else {
            listed(&self.checks, lang)
        }
    }
}

fn listed(all: &[CheckInfo], lang: Lang) -> Page {
    let mut page = Page::new(lang);
    for group in CheckGroup::ALL {
        page.heading(group_name(group, Lang::Vi), group_name(group, Lang::En));
        let mut table = Table::new(
            &[("", Align::Left), ("", Align::Left), ("", Align::Left)],
            2,
        );
        for check in all.iter().filter(|check| check.group == group) {
            table.row(vec![
                check.id.to_owned(),
                severities(check, lang),
                check.about.to_owned(),
            ]);
        }
        page.table(table, 0);
    }
    page
}

/// What is said about a check, for each kind of file it looks at.
fn explained(checks: &[CheckInfo], lang: Lang) -> Page {
    let mut page = Page::new(lang);
    for check in checks {
        page.gap();
        let head = format!(
            "{} · {} · {}",
            check.id,
            group_name(check.group, lang),
            severities(check, lang)
        );
        page.titled(&head);
        page.para(check.about, 0, Tone::Plain);
        for paragraph in check.section.split("\n\n") {
            match paragraph
                .strip_prefix("**")
                .and_then(|rest| rest.split_once(".** "))
            {
                Some((name, text)) => {
                    page.gap();
                    page.para(heading(name, lang), 0, Tone::Strong);
                    page.para(text, 2, Tone::Plain);
                }
                None => page.para(paragraph, 2, Tone::Plain),
            }
        }
    }
    if lang == Lang::Vi {
        page.gap();
        page.para(
            "Phần mô tả viết bằng tiếng Anh; thông báo khi kiểm tra có cả tiếng Việt và tiếng Anh.",
            0,
            Tone::Quiet,
        );
    }
    page
}

fn heading(name: &'static str, lang: Lang) -> &'static str {
    match (lang, name) {
        (Lang::Vi, "What it does") => "Kiểm tra gì",
        (Lang::Vi, "Why it matters") => "Vì sao",
        (Lang::Vi, "Example") => "Ví dụ",
        (Lang::Vi, "Use instead") => "Cách sửa",
        (Lang::Vi, "Since") => "Từ phiên bản",
        _ => name,
    }
}
