//! Pages as one HTML file that needs no other: no script, no network, light and dark, made to be
//! printed as well.

mod chart;
mod escape;
mod finding;
mod table;

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;

use self::escape::{attribute, phrase, text};
use crate::page::{Block, Page};

/// The looks of every page.
const STYLE: &str = include_str!("style.css");

/// The page as a whole HTML document.
pub fn document(page: &Page) -> String {
    let mut out = String::new();
    let heading = page.blocks().iter().find_map(|block| match block {
        Block::Heading(title) => Some(title.as_str()),
        _ => None,
    });
    let title = page.title().or(heading);
    out.push_str("<!DOCTYPE html>\n<html lang=\"");
    out.push_str(&attribute(page.lang()));
    out.push_str("\">\n<head>\n<meta charset=\"utf-8\">\n");
    // Whatever a text from a file may hold: nothing is loaded and nothing runs.
    out.push_str(concat!(
        "<meta http-equiv=\"Content-Security-Policy\" ",
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
        "<meta name=\"color-scheme\" content=\"light dark\">\n",
    ));
    out.push_str("<title>");
    out.push_str(&text(title.unwrap_or("par-index")));
    out.push_str("</title>\n<style>\n");
    out.push_str(STYLE);
    out.push_str("</style>\n</head>\n<body>\n<main>\n");
    if page
        .blocks()
        .iter()
        .any(|own| matches!(own, Block::Chart(_)))
    {
        out.push_str(chart::PATTERNS);
    }
    let mut headings = 0_usize;
    if let Some(title) = page.title() {
        block(&Block::Heading(title.to_owned()), &mut headings, &mut out);
    }
    for own in page
        .blocks()
        .chunk_by(|a, b| item_of(a).is_some() && item_of(a) == item_of(b))
    {
        match own.first().and_then(item_of) {
            Some(indent) => items(own, indent, &mut out),
            None => own
                .iter()
                .for_each(|own| block(own, &mut headings, &mut out)),
        }
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out.nfc().collect()
}

fn block(own: &Block, headings: &mut usize, out: &mut String) {
    match own {
        Block::Heading(words) => {
            let level = if *headings == 0 { "h1" } else { "h2" };
            *headings += 1;
            let _ = writeln!(out, "<{level}>{}</{level}>", text(words));
        }
        Block::Gap => out.push_str("<div class=\"gap\"></div>\n"),
        Block::Line(_) => out.push_str("<hr>\n"),
        Block::Paragraph { text, indent, .. } => {
            let _ = writeln!(out, "<p{}>{}</p>", margin(*indent), phrase(text));
        }
        Block::Cases { cases, indent } => table::cases(cases, &margin(*indent), out),
        // Written by `items`, all that follow each other at once.
        Block::Item { .. } => {}
        Block::Table { table, indent } => table::write(table, &margin(*indent), out),
        Block::Finding(finding) => finding::write(finding, out),
        Block::Chart(chart) => chart::write(chart, out),
    }
}

/// How far in an item stands.
fn item_of(block: &Block) -> Option<usize> {
    match block {
        Block::Item { indent, .. } => Some(*indent),
        _ => None,
    }
}

/// Items that follow each other: labels in one column, texts in the next.
fn items(all: &[Block], indent: usize, out: &mut String) {
    let _ = writeln!(out, "<div class=\"items\"{}>", margin(indent));
    for own in all {
        if let Block::Item { label, text, .. } = own {
            let (label, text) = (phrase(label), phrase(text));
            let _ = writeln!(out, "<span>{label}</span><span>{text}</span>");
        }
    }
    out.push_str("</div>\n");
}

fn margin(indent: usize) -> String {
    if indent == 0 {
        String::new()
    } else {
        format!(" style=\"margin-left:{indent}ch\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Bar, Chart, Legend};
    use crate::phrase::{Phrase, Tone};
    use crate::table::{Align, Table};

    fn page() -> Page {
        let mut page = Page::new("vi");
        page.heading("KẾT QUẢ");
        page.item("• ", Phrase::toned("<b>đậm</b>", Tone::Strong), 2);
        page.para("a\nb \u{202e}& \"c\"", 0, Tone::Care);
        let mut table = Table::new(&[("", Align::Left), ("Ap-\nplies", Align::Right)], 0);
        table.row(vec!["Thể chế".to_owned(), "10,50".to_owned()]);
        table.rule();
        table.toned(vec!["Tổng".to_owned(), "100".to_owned()], Tone::Strong);
        page.table(table, 0);
        page.chart(Chart {
            title: "Điểm".to_owned(),
            legend: Legend::default(),
            bars: vec![Bar {
                label: "<i>".to_owned(),
                text: "1 / 4".to_owned(),
                reach: Some(4.0),
                value: Some(1.0),
                range: Some((1.0, 3.0)),
                before: Some(2.0),
            }],
            from: 0.0,
        });
        page
    }

    #[test]
    fn text_of_strangers_is_text() {
        let html = document(&page());
        assert!(html.contains("&lt;b&gt;đậm&lt;/b&gt;"), "{html}");
        assert!(
            html.contains("a<br>b \\u{202e}&amp; &quot;c&quot;"),
            "{html}"
        );
        assert!(html.contains("&lt;i&gt;"), "{html}");
    }

    #[test]
    fn headings_of_several_lines_are_whole_words() {
        let html = document(&page());
        assert!(html.contains("<th class=\"r\">Applies</th>"), "{html}");
        assert!(html.contains("<tr class=\"strong rule\">"), "{html}");
    }

    #[test]
    fn every_tag_is_closed() {
        let html = document(&page());
        for tag in [
            "main", "div", "p", "span", "table", "tr", "td", "th", "figure", "svg", "g",
        ] {
            let opened = html.matches(&format!("<{tag}>")).count()
                + html.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }

    #[test]
    fn bars_stand_where_their_values_do() {
        let html = document(&page());
        // 1 of 4 is a quarter; the range is from a quarter to three quarters, half the width.
        assert!(
            html.contains("class=\"value\" x=\"0%\" y=\"4\" width=\"25%\""),
            "{html}"
        );
        assert!(
            html.contains("class=\"range\" x=\"25%\" y=\"6\" width=\"50%\""),
            "{html}"
        );
        assert!(html.contains("<svg class=\"before\" x=\"50%\""), "{html}");
    }
}
