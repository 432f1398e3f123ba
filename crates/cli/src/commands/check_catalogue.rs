//! `par-index check --list` and `--explain`: the checks themselves.

use par_index::check::{CheckGroup, CheckInfo, all_checks};
use par_index::diagnostic::{Lang, Severity};
use par_index_pages::{Align, Table, Tone};

use crate::options::{Format, To};
use crate::selection::known;
use crate::session::Session;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;
use par_index_answers::words::page::Page;
use par_index_answers::words::say;

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

/// Lists all checks by the kind of file.
pub(super) fn list(to: &To, session: &Session) -> Result<Exit, Failure> {
    let form = to.form()?;
    let all: Vec<CheckInfo> = all_checks().collect();
    let output = to.output.as_deref();
    if form == Format::Json {
        session.emit.json(&document(&all, false), output)?;
        return Ok(Exit::Done);
    }
    let lang = session.lang;
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
    session.emit.page(page, form, output)?;
    Ok(Exit::Done)
}

/// Prints what is said about a check, for each kind of file it looks at.
pub(super) fn explain(id: &str, to: &To, session: &Session) -> Result<Exit, Failure> {
    let form = to.form()?;
    known(id)?;
    let of_id: Vec<CheckInfo> = all_checks().filter(|check| check.id == id).collect();
    let output = to.output.as_deref();
    if form == Format::Json {
        session.emit.json(&document(&of_id, true), output)?;
        return Ok(Exit::Done);
    }
    let lang = session.lang;
    let mut page = Page::new(lang);
    for check in &of_id {
        page.gap();
        let head = format!(
            "{id} · {} · {}",
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
    session.emit.page(page, form, output)?;
    Ok(Exit::Done)
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
