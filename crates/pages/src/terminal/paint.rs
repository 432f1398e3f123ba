//! Tones as a terminal shows them.

use anstyle::{AnsiColor, Style};

use crate::phrase::{Phrase, Tone};
use crate::visible::visible;

/// Whether tones are shown
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paint {
    /// By nothing.
    None,
    /// By escape sequences.
    Ansi,
}

fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Strong => Style::new().bold(),
        Tone::Quiet => Style::new().dimmed(),
        Tone::Good => AnsiColor::Green.on_default(),
        Tone::Bad => AnsiColor::Red.on_default(),
        Tone::Care => AnsiColor::Yellow.on_default(),
    }
}

impl Paint {
    /// A text, in which nothing is hidden any more, in a tone.
    pub(super) fn text(self, text: &str, tone: Tone) -> String {
        let style = style(tone);
        if self == Self::None || style == Style::new() || text.trim().is_empty() {
            return text.to_owned();
        }
        format!("{style}{text}{style:#}")
    }

    /// The lines that a phrase was wrapped to, each letter in its tone.
    ///
    /// Wrapping changes nothing but spaces, so that letters follow each other as in the phrase.
    pub(super) fn lines(self, phrase: &Phrase, lines: &[String]) -> Vec<String> {
        if self == Self::None {
            return lines.to_vec();
        }
        let mut tones = phrase.spans().iter().flat_map(|span| {
            let text = visible(&span.text).into_owned();
            let letters: Vec<char> = text.chars().filter(|own| !is_space(*own)).collect();
            letters.into_iter().map(|_| span.tone)
        });
        let own = |line: &String| {
            let (mut out, mut run, mut tone) = (String::new(), String::new(), Tone::Plain);
            for letter in line.chars() {
                let next = if is_space(letter) {
                    tone
                } else {
                    tones.next().unwrap_or_default()
                };
                if next != tone {
                    out.push_str(&self.text(&run, tone));
                    run.clear();
                    tone = next;
                }
                run.push(letter);
            }
            out + &self.text(&run, tone)
        };
        lines.iter().map(own).collect()
    }
}

fn is_space(letter: char) -> bool {
    letter == ' ' || letter == '\n'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::width::wrap;

    #[test]
    fn every_letter_keeps_its_tone_when_lines_are_wrapped() {
        let phrase = Phrase::toned("một hai", Tone::Strong).and(" ba bốn", Tone::Bad);
        let lines = wrap(&phrase.text(), 8);
        assert_eq!(lines, ["một hai", "ba bốn"]);
        assert_eq!(
            Paint::Ansi.lines(&phrase, &lines),
            ["\u{1b}[1mmột hai\u{1b}[0m", "\u{1b}[31mba bốn\u{1b}[0m"]
        );
        assert_eq!(Paint::None.lines(&phrase, &lines), lines);
    }
}
