//! Widths as a terminal shows them, cutting and wrapping.

use unicode_normalization::UnicodeNormalization;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns a text takes on a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}

/// A text on one line that takes at most so many columns, cut with `…` where it is longer.
pub(super) fn cut(text: &str, columns: usize) -> String {
    let text: String = text
        .nfc()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.width() <= columns {
        return text;
    }
    let mut kept = String::new();
    let mut taken = 0;
    for letter in text.chars() {
        let wide = letter.width().unwrap_or(0);
        if taken + wide + 1 > columns {
            break;
        }
        taken += wide;
        kept.push(letter);
    }
    kept.truncate(kept.trim_end().len());
    if columns > 0 {
        kept.push('…');
    }
    kept
}

/// Lines of at most so many columns, broken at spaces; a longer word is broken anywhere.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(8);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            let mut word = word;
            if !line.is_empty() && width(&line) + 1 + width(word) > columns {
                lines.push(std::mem::take(&mut line));
            }
            while line.is_empty() && width(word) > columns {
                let (head, tail) = split(word, columns);
                if tail.is_empty() {
                    break;
                }
                lines.push(head.to_owned());
                word = tail;
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

/// Like [`wrap`], but a line that fits stays as it is, with all its spaces.
pub(super) fn wrap_keeping(text: &str, columns: usize) -> Vec<String> {
    if !text.contains('\n') && width(text) <= columns {
        vec![text.to_owned()]
    } else {
        wrap(text, columns)
    }
}

/// Splits a word after so many columns, taking one character at least.
fn split(word: &str, columns: usize) -> (&str, &str) {
    let mut taken = 0;
    for (at, letter) in word.char_indices() {
        taken += letter.width().unwrap_or(0);
        if taken > columns && at > 0 {
            return word.split_at(at);
        }
    }
    (word, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_screen() {
        assert_eq!(width("Thể chế"), 7);
        assert_eq!(width("The\u{302}\u{309} che\u{302}\u{301}"), 7);
    }

    #[test]
    fn cutting_never_takes_more_than_allowed() {
        assert_eq!(cut("Cải cách thể chế", 16), "Cải cách thể chế");
        assert_eq!(cut("Cải cách thể chế", 10), "Cải cách…");
        assert_eq!(cut("a\nb", 9), "a b");
        assert_eq!(cut("漢字漢字", 6), "漢字…");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn wrapping_keeps_words_together() {
        assert_eq!(wrap("một hai ba bốn năm", 11), ["một hai ba", "bốn năm"]);
        assert_eq!(wrap("abcdefghijkl", 8), ["abcdefgh", "ijkl"]);
        assert_eq!(wrap("a\n\nb", 8), ["a", "", "b"]);
    }
}
