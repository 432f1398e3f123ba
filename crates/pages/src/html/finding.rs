//! Findings as HTML.

use std::fmt::Write as _;

use super::escape::text;
use crate::finding::{Finding, Grade, Labelled, Spot};

/// Adds the finding.
pub(super) fn write(finding: &Finding, out: &mut String) {
    let class = match finding.grade {
        Grade::Error => "error",
        Grade::Warning => "warning",
        Grade::Advice => "advice",
    };
    let _ = write!(out, "<section class=\"finding {class}\">\n<p>");
    let _ = write!(out, "<b>{}", text(&finding.grade_name));
    if let Some(id) = &finding.id {
        let _ = write!(out, " <code>{}</code>", text(id));
    }
    let _ = writeln!(out, ":</b> {}</p>", text(&finding.message));
    for spot in &finding.spots {
        place(spot, out);
    }
    for own in finding.notes.iter().chain(&finding.help) {
        labelled(own, out);
    }
    out.push_str("</section>\n");
}

fn labelled(own: &Labelled, out: &mut String) {
    let _ = writeln!(
        out,
        "<p><b>{}:</b> {}</p>",
        text(&own.label),
        text(&own.text)
    );
}

fn place(spot: &Spot, out: &mut String) {
    out.push_str("<p class=\"quiet\">");
    if let Some(label) = &spot.label {
        let _ = write!(out, "{}: ", text(label));
    }
    out.push_str(&text(&spot.path));
    if let Some((line, column)) = spot.at {
        let _ = write!(out, ":{line}:{column}");
    }
    out.push_str("</p>\n");
    if let Some((line, meant)) = &spot.line {
        let part = |range: std::ops::Range<usize>| text(line.get(range).unwrap_or_default());
        let _ = writeln!(
            out,
            "<pre>{}<mark>{}</mark>{}</pre>",
            part(0..meant.start),
            part(meant.clone()),
            part(meant.end..line.len())
        );
    }
    if let Some(own) = &spot.missing {
        labelled(own, out);
    }
}
