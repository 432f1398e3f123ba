//! Findings for a person: what, where, the line of the file, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use par_index::diagnostic::{Diagnostic, Excerpt, Lang, LeftOut, Message, Place, Severity};

use crate::folder::Why;
use crate::input::Sources;
use crate::text::number::{grouped, localised};
use crate::text::visible::{painted, visible, visible_line};
use crate::text::width::{width, wrap};
use crate::text::{points_text, say};

/// Widest text shown.
const WIDTH: usize = 100;

/// Draws a finding, of which nothing hidden is left.
fn render(group: Group<'_>) -> String {
    painted(&Renderer::styled().term_width(WIDTH).render(&[group]))
}

fn severity_name(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => say(lang, "lỗi", "error"),
        Severity::Warning => say(lang, "cảnh báo", "warning"),
        Severity::Advice => say(lang, "lưu ý", "advice"),
    }
}

fn level(severity: Severity, lang: Lang) -> Level<'static> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::NOTE,
    };
    level.with_name(severity_name(severity, lang))
}

/// An error that has no place in a file.
pub(crate) fn plain_error(message: &Message, help: Option<&Message>, lang: Lang) -> String {
    let head = width(severity_name(Severity::Error, lang)) + 2;
    let message = folded(message.get(lang), head);
    let mut group = Group::with_title(level(Severity::Error, lang).primary_title(message));
    if let Some(help) = help {
        group = group.element(help_level(lang).message(folded(help.get(lang), 24)));
    }
    let mut text = render(group);
    text.push('\n');
    text
}

fn help_level(lang: Lang) -> Level<'static> {
    Level::HELP.with_name(say(lang, "cách sửa", "help"))
}

/// The first findings of each kind, one after another, each followed by an empty line, and how many
/// more there are.
pub(crate) fn all<'d>(
    found: impl Iterator<Item = &'d Diagnostic>,
    sources: &Sources,
    lang: Lang,
) -> String {
    let mut text = String::new();
    let excerpt = Excerpt::of(found);
    for diagnostic in excerpt.shown() {
        text.push_str(&one(diagnostic, sources, lang));
        text.push_str("\n\n");
    }
    for own in excerpt.left_out() {
        text.push_str(&not_shown(own, lang));
    }
    text
}

/// The line that says how many findings of a kind are not shown.
pub(crate) fn not_shown(own: &LeftOut, lang: Lang) -> String {
    let (count, check) = (grouped(own.count, lang), own.check);
    match (lang, &own.file) {
        (Lang::Vi, None) => format!("Còn {count} phát hiện {check} nữa không nêu ở đây\n"),
        (Lang::Vi, Some(file)) => {
            format!("Còn {count} phát hiện {check} nữa trong {file} không nêu ở đây\n")
        }
        (Lang::En, None) => format!("{count} more {check} are not shown\n"),
        (Lang::En, Some(file)) => format!("{count} more {check} in {file} are not shown\n"),
    }
}

fn one(diagnostic: &Diagnostic, sources: &Sources, lang: Lang) -> String {
    // Lines after the first stand under the message, to the right of severity and check.
    let head = width(severity_name(diagnostic.severity(), lang)) + diagnostic.check().len() + 4;
    let title = level(diagnostic.severity(), lang)
        .primary_title(folded(diagnostic.message().get(lang), head))
        .id(diagnostic.check());
    let mut group = show(
        Group::with_title(title),
        diagnostic.place(),
        sources,
        lang,
        AnnotationKind::Primary,
        None,
    );
    if let Some(other) = diagnostic.other() {
        let label = say(lang, "chỗ liên quan", "the other place");
        group = show(
            group,
            other,
            sources,
            lang,
            AnnotationKind::Context,
            Some(label),
        );
    }
    if let Some(witness) = diagnostic.witness() {
        let note = Level::NOTE.with_name(say(lang, "giá trị", "value"));
        let shown = if diagnostic.is_verbatim() {
            witness.to_owned()
        } else {
            localised(witness, lang)
        };
        group = group.element(note.message(folded(&shown, 24)));
    }
    if let Some(points) = diagnostic.points_at_stake() {
        let note = Level::NOTE.with_name(say(lang, "điểm liên quan", "points at stake"));
        group = group.element(note.message(points_text(points, lang)));
    }
    let help = diagnostic.help().get(lang);
    if !help.is_empty() {
        group = group.element(help_level(lang).message(folded(help, 24)));
    }
    render(group)
}

/// A message on lines that leave so many columns free.
fn folded(text: &str, head: usize) -> String {
    wrap(&visible_line(text), WIDTH.saturating_sub(head)).join("\n")
}

/// Adds the line of a place, or the place alone where the line cannot be shown.
fn show<'g>(
    group: Group<'g>,
    place: &'g Place,
    sources: &'g Sources,
    lang: Lang,
    kind: AnnotationKind,
    label: Option<&'static str>,
) -> Group<'g> {
    let Some(file) = place.file.as_deref() else {
        return if place.pointer.is_empty() {
            group
        } else {
            group.element(Origin::path(visible_line(&place.pointer)))
        };
    };
    let path = visible_line(file);
    let (Some(line), Some(column)) = (place.line, place.column) else {
        return group.element(Origin::path(path));
    };
    if line == 1 && column == 1 && !place.pointer.is_empty() {
        // Nothing of that name is in the file.
        let name = Level::NOTE.with_name(say(lang, "chỗ cần xem", "where"));
        let origin = Origin::path(path).line(1).char_column(1);
        return group
            .element(origin)
            .element(name.message(visible_line(&place.pointer)));
    }
    let (number, at) = (to_usize(line), to_usize(column).saturating_sub(1));
    let Some(text) = sources.line(file, line) else {
        return group.element(
            Origin::path(path)
                .line(number)
                .char_column(at.saturating_add(1)),
        );
    };
    let (start, end) = token(text, at);
    let shown = |end: usize| visible(text.get(..end).unwrap_or_default()).len();
    let mut annotation = kind.span(shown(start)..shown(end));
    if let Some(label) = label {
        annotation = annotation.label(label);
    }
    group.element(
        Snippet::source(visible(text))
            .line_start(number)
            .path(path)
            .annotation(annotation),
    )
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

/// How many findings there are of each severity
#[derive(Clone, Copy, Debug, Default, serde::Serialize)]
pub(crate) struct Counts {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) advice: usize,
}

impl Counts {
    pub(crate) fn of<'d>(found: impl Iterator<Item = &'d Diagnostic>) -> Self {
        let mut counts = Self::default();
        for diagnostic in found {
            *match diagnostic.severity() {
                Severity::Error => &mut counts.errors,
                Severity::Warning => &mut counts.warnings,
                Severity::Advice => &mut counts.advice,
            } += 1;
        }
        counts
    }

    pub(crate) fn total(self) -> usize {
        self.errors + self.warnings + self.advice
    }

    /// “3 lỗi, 1 cảnh báo”
    pub(crate) fn words(self, lang: Lang) -> String {
        let one = |count: usize, vi: &str, en: &str, en_many: &str| {
            let number = grouped(count, lang);
            (count > 0).then(|| match lang {
                Lang::Vi => format!("{number} {vi}"),
                Lang::En => format!("{number} {}", if count == 1 { en } else { en_many }),
            })
        };
        let kinds = [
            one(self.errors, "lỗi", "error", "errors"),
            one(self.warnings, "cảnh báo", "warning", "warnings"),
            one(self.advice, "lưu ý", "piece of advice", "pieces of advice"),
        ];
        kinds.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// The line that closes a list of findings.
pub(crate) fn counts<'d>(found: impl Iterator<Item = &'d Diagnostic>, lang: Lang) -> String {
    let counts = Counts::of(found);
    if counts.total() == 0 {
        return String::new();
    }
    format!(
        "{}: {}\n",
        say(lang, "Tổng cộng", "Total"),
        counts.words(lang)
    )
}

/// The line that says how many findings were left out.
pub(crate) fn skipped(count: usize, lang: Lang) -> String {
    if count == 0 {
        return String::new();
    }
    let number = grouped(count, lang);
    match lang {
        Lang::Vi => format!("Đã bỏ qua {number} phát hiện theo --only, --skip\n"),
        Lang::En if count == 1 => "1 finding was left out by --only, --skip\n".to_owned(),
        Lang::En => format!("{number} findings were left out by --only, --skip\n"),
    }
}

/// The note that something in a folder was not read.
pub(crate) fn left_out(file: &str, why: Why, lang: Lang) -> String {
    let file = visible_line(file);
    let [vi, en] = match why {
        Why::Foreign => ["không phải tệp của par-index", "it is no file of par-index"],
        Why::Hidden => [
            "tên ẩn, hoặc tệp tạm của chương trình khác",
            "its name is hidden",
        ],
        Why::FolderLink => ["liên kết tới một thư mục", "it is a link to a folder"],
    };
    match lang {
        Lang::Vi => format!("bỏ qua {file}: {vi}\n"),
        Lang::En => format!("{file} was ignored: {en}\n"),
    }
}
