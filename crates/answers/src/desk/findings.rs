//! Findings for a person: what, where, the line of the file, and what to do.

use par_index::diagnostic::{Diagnostic, Excerpt, Lang, LeftOut, Message, Place, Severity};
use par_index_pages::Tone;
use par_index_pages::finding::{Finding, Grade, Labelled, Spot};

use crate::desk::counts::Counts;
use crate::desk::documents::Sources;
use crate::desk::refusal::Failure;
use crate::words::number::grouped;
use crate::words::number::localised;
use crate::words::page::Page;
use crate::words::points_text;
use crate::words::say;

fn severity_name(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => say(lang, "lỗi", "error"),
        Severity::Warning => say(lang, "cảnh báo", "warning"),
        Severity::Advice => say(lang, "lưu ý", "advice"),
    }
}

fn grade(severity: Severity) -> Grade {
    match severity {
        Severity::Error => Grade::Error,
        Severity::Warning => Grade::Warning,
        Severity::Advice => Grade::Advice,
    }
}

fn labelled(label: &str, text: impl Into<String>) -> Labelled {
    Labelled {
        label: label.to_owned(),
        text: text.into(),
    }
}

fn help(text: &str, lang: Lang) -> Option<Labelled> {
    (!text.is_empty()).then(|| labelled(say(lang, "cách sửa", "help"), text))
}

/// An error that has no place in a file.
fn plain_error(message: &Message, remedy: Option<&Message>, lang: Lang) -> Finding {
    Finding {
        grade: Grade::Error,
        grade_name: severity_name(Severity::Error, lang).to_owned(),
        id: None,
        message: message.get(lang).to_owned(),
        spots: Vec::new(),
        notes: Vec::new(),
        help: remedy.and_then(|remedy| help(remedy.get(lang), lang)),
    }
}

/// Adds the first findings of each kind, and how many more there are.
pub fn all<'d>(page: &mut Page, found: impl Iterator<Item = &'d Diagnostic>, sources: &Sources) {
    let lang = page.lang;
    let excerpt = Excerpt::of(found);
    for diagnostic in excerpt.shown() {
        page.finding(one(diagnostic, sources, lang));
    }
    for own in excerpt.left_out() {
        page.para(not_shown(own, lang), 0, Tone::Plain);
    }
}

/// Findings with their number.
pub fn list<'d>(
    found: impl Iterator<Item = &'d Diagnostic> + Clone,
    sources: &Sources,
    lang: Lang,
) -> Page {
    let mut page = Page::new(lang);
    all(&mut page, found.clone(), sources);
    counts(&mut page, found);
    page
}

/// The line that says how many findings of a kind are not shown.
pub fn not_shown(own: &LeftOut, lang: Lang) -> String {
    let (count, check) = (grouped(own.count, lang), own.check);
    match (lang, &own.file) {
        (Lang::Vi, None) => format!("Còn {count} phát hiện {check} nữa không nêu ở đây"),
        (Lang::Vi, Some(file)) => {
            format!("Còn {count} phát hiện {check} nữa trong {file} không nêu ở đây")
        }
        (Lang::En, None) => format!("{count} more {check} are not shown"),
        (Lang::En, Some(file)) => format!("{count} more {check} in {file} are not shown"),
    }
}

fn one(diagnostic: &Diagnostic, sources: &Sources, lang: Lang) -> Finding {
    let other = say(lang, "chỗ liên quan", "the other place");
    let spots = spot(diagnostic.place(), sources, lang, None)
        .into_iter()
        .chain(
            diagnostic
                .other()
                .and_then(|place| spot(place, sources, lang, Some(other))),
        );
    let mut notes = Vec::new();
    if let Some(witness) = diagnostic.witness() {
        let shown = if diagnostic.is_verbatim() {
            witness.to_owned()
        } else {
            localised(witness, lang)
        };
        notes.push(labelled(say(lang, "giá trị", "value"), shown));
    }
    if let Some(points) = diagnostic.points_at_stake() {
        let label = say(lang, "điểm liên quan", "points at stake");
        notes.push(labelled(label, points_text(points, lang)));
    }
    Finding {
        grade: grade(diagnostic.severity()),
        grade_name: severity_name(diagnostic.severity(), lang).to_owned(),
        id: Some(diagnostic.check().to_owned()),
        message: diagnostic.message().get(lang).to_owned(),
        spots: spots.collect(),
        notes,
        help: help(diagnostic.help().get(lang), lang),
    }
}

/// A place with its line, as far as it can be shown.
fn spot(place: &Place, sources: &Sources, lang: Lang, label: Option<&str>) -> Option<Spot> {
    let mut spot = Spot {
        path: place.file.clone().unwrap_or_else(|| place.pointer.clone()),
        at: None,
        line: None,
        label: label.map(str::to_owned),
        missing: None,
    };
    let (Some(file), Some(line), Some(column)) = (&place.file, place.line, place.column) else {
        return (!spot.path.is_empty()).then_some(spot);
    };
    spot.at = Some((line, column));
    if line == 1 && column == 1 && !place.pointer.is_empty() {
        // Nothing of that name is in the file.
        let where_to_look = say(lang, "chỗ cần xem", "where");
        spot.missing = Some(labelled(where_to_look, place.pointer.as_str()));
    } else if let Some(text) = sources.line(file, line) {
        let meant = token(text, to_usize(column).saturating_sub(1));
        spot.line = Some((text.to_owned(), meant.0..meant.1));
    }
    Some(spot)
}

fn to_usize(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The bytes of the value that starts at a character of a line.
fn token(line: &str, at: usize) -> (usize, usize) {
    let start = line
        .char_indices()
        .nth(at)
        .map_or(line.len(), |(byte, _)| byte);
    let rest = line.get(start..).unwrap_or_default();
    let mut letters = rest.char_indices();
    let length = match letters.next() {
        None => 0,
        Some((_, '"')) => {
            let mut escaped = false;
            letters
                .find(|(_, letter)| {
                    let ends = *letter == '"' && !escaped;
                    escaped = *letter == '\\' && !escaped;
                    ends
                })
                .map_or(rest.len(), |(byte, _)| byte + 1)
        }
        Some((_, first @ ('{' | '[' | '}' | ']' | ',' | ':'))) => first.len_utf8(),
        Some(_) => rest
            .find(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '}' | ']'))
            .unwrap_or(rest.len())
            .max(rest.chars().next().map_or(0, char::len_utf8)),
    };
    (start, start + length)
}

/// Adds the line that closes a list of findings.
pub fn counts<'d>(page: &mut Page, found: impl Iterator<Item = &'d Diagnostic>) {
    let counts = Counts::of(found);
    if counts.total() > 0 {
        let lang = page.lang;
        let text = format!(
            "{}: {}",
            say(lang, "Tổng cộng", "Total"),
            counts.words(lang)
        );
        page.para(text, 0, Tone::Plain);
    }
}

/// Adds the line that says how many findings were left out.
pub fn skipped(page: &mut Page, count: usize) {
    if count == 0 {
        return;
    }
    let number = grouped(count, page.lang);
    let text = match page.lang {
        Lang::Vi => format!("Đã bỏ qua {number} phát hiện theo --only, --skip"),
        Lang::En if count == 1 => "1 finding was left out by --only, --skip".to_owned(),
        Lang::En => format!("{number} findings were left out by --only, --skip"),
    };
    page.para(text, 0, Tone::Plain);
}

/// What is shown of a failure.
pub fn failure(failure: &Failure, sources: &Sources, lang: Lang) -> Page {
    let mut page = Page::new(lang);
    add(&mut page, failure, sources);
    page
}

/// Adds what is shown of a failure.
pub fn add(page: &mut Page, failure: &Failure, sources: &Sources) {
    let lang = page.lang;
    match failure {
        Failure::Run(message) => page.finding(plain_error(message, None, lang)),
        Failure::Usage { message, help } => {
            page.finding(plain_error(message, help.as_ref(), lang));
        }
        Failure::Stopped { found, messages } => {
            self::all(page, found.iter(), sources);
            for message in messages {
                page.finding(plain_error(message, None, lang));
            }
        }
        Failure::Refused { found, .. } => {
            self::all(page, found.iter(), sources);
            counts(page, found.iter());
        }
    }
}
