//! Tables as HTML.

use std::fmt::Write as _;

use super::escape::{class, text};
use crate::page::Case;
use crate::table::{Align, Row, Table};

/// Adds the table; `margin` is an attribute that sets it in.
pub(super) fn write(table: &Table, margin: &str, out: &mut String) {
    let _ = writeln!(out, "<div class=\"wide\"{margin}><table>");
    if table.columns.iter().any(|(head, _)| !head.is_empty()) {
        out.push_str("<thead><tr>");
        for (head, align) in &table.columns {
            let head = head.replace("-\n", "").replace('\n', " ");
            let _ = write!(out, "<th{}>{}</th>", side(*align), text(&head));
        }
        out.push_str("</tr></thead>\n");
    }
    out.push_str("<tbody>\n");
    let mut below_rule = false;
    for row in &table.rows {
        let Row::Cells(cells, tone) = row else {
            below_rule = true;
            continue;
        };
        let classes = [class(*tone), if below_rule { "rule" } else { "" }].join(" ");
        below_rule = false;
        let _ = match classes.trim() {
            "" => write!(out, "<tr>"),
            classes => write!(out, "<tr class=\"{classes}\">"),
        };
        for (at, (cell, (_, align))) in cells.iter().zip(&table.columns).enumerate() {
            let cell = match align {
                Align::Left => text(cell),
                // Spaces that set digits under digits are as wide as a digit.
                Align::Right => text(cell).replace(' ', "\u{2007}"),
            };
            let class = match align {
                Align::Left if at == table.flexible => " class=\"f\"",
                _ => side(*align),
            };
            let _ = write!(out, "<td{class}>{cell}</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}

/// Adds cases, a row each.
pub(super) fn cases(cases: &[Case], margin: &str, out: &mut String) {
    let _ = writeln!(out, "<table class=\"cases\"{margin}><tbody>");
    for case in cases {
        let [mark, when, then] = [&case.mark, &case.when, &case.then].map(|own| text(own));
        let cells = if case.when.is_empty() {
            format!("<td colspan=\"2\">{then}</td>")
        } else {
            format!("<td>{when}</td><td>{then}</td>")
        };
        let _ = writeln!(
            out,
            "<tr class=\"{}\"><td>{mark}</td>{cells}</tr>",
            class(case.tone)
        );
    }
    out.push_str("</tbody></table>\n");
}

fn side(align: Align) -> &'static str {
    match align {
        Align::Left => "",
        Align::Right => " class=\"r\"",
    }
}
