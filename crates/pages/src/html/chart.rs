//! Charts as inline SVG, one for each row, so that labels wrap and print as text does.

use std::fmt::Write as _;

use super::escape::text;
use crate::chart::{Bar, Chart, Legend};

/// What stretches are filled with; stands once in a page with charts.
pub(super) const PATTERNS: &str = concat!(
    "<svg class=\"none\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>",
    "<pattern id=\"hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" ",
    "patternTransform=\"rotate(45)\"><line class=\"hatch\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\"/>",
    "</pattern></defs></svg>\n",
);

/// Adds the chart.
pub(super) fn write(chart: &Chart, out: &mut String) {
    let until = chart.until();
    let scale = Scale {
        from: chart.from,
        width: until - chart.from,
    };
    let _ = writeln!(
        out,
        "<figure>\n<figcaption>{}</figcaption>\n<table class=\"chart\"><tbody>",
        text(&chart.title)
    );
    for bar in &chart.bars {
        let _ = write!(out, "<tr><th>{}</th><td>", text(&bar.label));
        out.push_str("<svg class=\"bar\" width=\"100%\" height=\"20\" aria-hidden=\"true\">");
        marks(bar, scale, out);
        let _ = writeln!(
            out,
            "</svg></td><td class=\"r\">{}</td></tr>",
            text(&bar.text)
        );
    }
    out.push_str("</tbody></table>\n");
    legend(&chart.legend, out);
    out.push_str("</figure>\n");
}

/// Values to places between left and right
#[derive(Clone, Copy)]
struct Scale {
    from: f64,
    width: f64,
}

impl Scale {
    /// How far from the left, in percent.
    fn at(self, value: f64) -> f64 {
        if self.width > 0.0 {
            ((value - self.from) / self.width * 100.0).clamp(0.0, 100.0)
        } else {
            0.0
        }
    }
}

/// A percentage of at most two decimals, the same on every machine.
fn percent(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{}%", if text == "-0" { "0" } else { text })
}

fn rect(class: &str, (from, until): (f64, f64), (top, height): (u8, u8)) -> String {
    format!(
        "<rect class=\"{class}\" x=\"{}\" y=\"{top}\" width=\"{}\" height=\"{height}\"/>",
        percent(from),
        percent((until - from).max(0.0))
    )
}

fn marks(bar: &Bar, scale: Scale, out: &mut String) {
    if let Some(reach) = bar.reach {
        out.push_str(&rect("reach", (0.0, scale.at(reach)), (2, 16)));
    }
    if let Some(value) = bar.value {
        out.push_str(&rect("value", (0.0, scale.at(value)), (4, 12)));
    }
    if let Some((low, high)) = bar.range {
        let (low, high) = (scale.at(low), scale.at(high));
        out.push_str(&rect("range", (low, high), (6, 8)));
        for end in [low, high] {
            let end = percent(end);
            let _ = write!(
                out,
                "<line class=\"end\" x1=\"{end}\" x2=\"{end}\" y1=\"2\" y2=\"18\"/>"
            );
        }
    }
    if let Some(before) = bar.before {
        let _ = write!(
            out,
            "<svg class=\"before\" x=\"{}\" y=\"10\" overflow=\"visible\"><path d=\"M-5 0 0 -6 5 0 0 6Z\"/></svg>",
            percent(scale.at(before))
        );
    }
}

fn legend(legend: &Legend, out: &mut String) {
    let key = |bar: Bar, words: &Option<String>| {
        words.as_ref().map(|words| {
            let mut svg =
                "<svg class=\"key\" width=\"28\" height=\"20\" aria-hidden=\"true\">".to_owned();
            let scale = Scale {
                from: 0.0,
                width: 1.0,
            };
            marks(&bar, scale, &mut svg);
            format!("<span class=\"word\">{svg}</svg> {}</span>", text(words))
        })
    };
    let all = [
        key(
            Bar {
                value: Some(1.0),
                ..Bar::default()
            },
            &legend.value,
        ),
        key(
            Bar {
                reach: Some(1.0),
                ..Bar::default()
            },
            &legend.reach,
        ),
        key(
            Bar {
                range: Some((0.05, 0.95)),
                ..Bar::default()
            },
            &legend.range,
        ),
        key(
            Bar {
                before: Some(0.5),
                ..Bar::default()
            },
            &legend.before,
        ),
    ];
    let all: String = all.into_iter().flatten().collect();
    if !all.is_empty() {
        let _ = writeln!(out, "<p class=\"legend\">{all}</p>");
    }
}
