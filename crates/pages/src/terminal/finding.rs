//! A finding with the line of the file it is about.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::WIDTH;
use super::paint::Paint;
use super::width::{width, wrap};
use crate::finding::{Finding, Grade, Labelled, Spot};
use crate::visible::{visible, visible_line};

/// The finding, without a line feed at its end.
pub(super) fn draw(finding: &Finding, paint: Paint) -> String {
    let level = match finding.grade {
        Grade::Error => Level::ERROR,
        Grade::Warning => Level::WARNING,
        Grade::Advice => Level::NOTE,
    };
    // Lines after the first stand under the message, to the right of the grade and the id.
    let grade = width(&finding.grade_name);
    let head = finding
        .id
        .as_ref()
        .map_or(grade + 2, |id| grade + id.len() + 4);
    let mut title = level
        .with_name(finding.grade_name.as_str())
        .primary_title(folded(&finding.message, head));
    if let Some(id) = &finding.id {
        title = title.id(id.as_str());
    }
    let mut group = Group::with_title(title);
    for (at, spot) in finding.spots.iter().enumerate() {
        let kind = if at == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        group = place(group, spot, kind);
    }
    for note in &finding.notes {
        group = group.element(labelled(Level::NOTE, note));
    }
    if let Some(help) = &finding.help {
        group = group.element(labelled(Level::HELP, help));
    }
    let renderer = match paint {
        Paint::None => Renderer::plain(),
        Paint::Ansi => Renderer::styled(),
    };
    renderer.term_width(WIDTH).render(&[group])
}

fn labelled<'f>(level: Level<'f>, own: &'f Labelled) -> annotate_snippets::Message<'f> {
    level
        .with_name(own.label.as_str())
        .message(folded(&own.text, 24))
}

/// A message on lines that leave so many columns free.
fn folded(text: &str, head: usize) -> String {
    wrap(&visible_line(text), WIDTH.saturating_sub(head)).join("\n")
}

/// Adds the line of a place, or the place alone where the line is not there.
fn place<'f>(group: Group<'f>, spot: &'f Spot, kind: AnnotationKind) -> Group<'f> {
    let path = visible_line(&spot.path);
    let Some((number, column)) = spot.at else {
        return group.element(Origin::path(path));
    };
    let to_usize = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let Some((text, meant)) = &spot.line else {
        let origin = Origin::path(path).line(to_usize(number));
        let group = group.element(origin.char_column(to_usize(column)));
        return match &spot.missing {
            Some(own) => {
                let name = Level::NOTE.with_name(own.label.as_str());
                group.element(name.message(visible_line(&own.text)))
            }
            None => group,
        };
    };
    let shown = |end: usize| visible(text.get(..end).unwrap_or_default()).len();
    let mut annotation = kind.span(shown(meant.start)..shown(meant.end));
    if let Some(label) = &spot.label {
        annotation = annotation.label(label.as_str());
    }
    group.element(
        Snippet::source(visible(text))
            .line_start(to_usize(number))
            .path(path)
            .annotation(annotation),
    )
}
