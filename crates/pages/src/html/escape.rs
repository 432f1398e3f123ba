//! Text as HTML.

use crate::phrase::{Phrase, Tone};
use crate::visible::{visible, visible_line};

/// Letters that HTML would read as marks of its own, written out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
    out
}

/// A text between tags; a line feed breaks the line.
pub(super) fn text(text: &str) -> String {
    escaped(&visible(text)).replace('\n', "<br>")
}

/// A text inside an attribute.
pub(super) fn attribute(text: &str) -> String {
    escaped(&visible_line(text))
}

/// The class of a tone; none for plain text.
pub(super) fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "",
        Tone::Strong => "strong",
        Tone::Quiet => "quiet",
        Tone::Good => "good",
        Tone::Bad => "bad",
        Tone::Care => "care",
    }
}

/// A text with its tones.
pub(super) fn phrase(phrase: &Phrase) -> String {
    let spans = phrase.spans().iter().map(|span| {
        let own = text(&span.text);
        match class(span.tone) {
            "" => own,
            class => format!("<span class=\"{class}\">{own}</span>"),
        }
    });
    spans.collect()
}
