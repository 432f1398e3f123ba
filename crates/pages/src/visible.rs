//! Text from files as it is shown: what a terminal would obey or hide is written out.
//!
//! A name, a title or a quoted line may hold an escape sequence that moves the cursor, a mark that
//! turns the direction of writing, or a letter without width. Renderers write out all such
//! characters before they add marks of their own.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character is obeyed or hidden by a terminal: controls but line feed and tab, marks of
/// direction, letters without width.
pub fn is_hidden(letter: char) -> bool {
    match letter {
        '\n' | '\t' => false,
        letter => letter.is_control() || is_format(letter),
    }
}

/// Whether a character only steers how others are shown.
fn is_format(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            // No characters at all: programs use them as marks of their own.
            | '\u{fdd0}'..='\u{fdef}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// A text with everything hidden written out, as `\u{202e}`
///
/// Line feeds and tabs stay; a carriage return before a line feed goes.
pub fn visible(text: &str) -> Cow<'_, str> {
    written_out(text, is_hidden)
}

/// Like [`visible`], on one line.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    written_out(text, |letter| letter == '\n' || is_hidden(letter))
}

fn written_out(text: &str, is_hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' if is_hidden('\n') => out.push_str("\\n"),
            letter if is_hidden(letter) => escape(letter, &mut out),
            letter => out.push(letter),
        }
    }
    Cow::Owned(out)
}

fn escape(letter: char, into: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(into, "\\u{{{:x}}}", u32::from(letter));
}

/// A JSON text in which everything hidden is escaped by the rules of JSON: it reads the same.
pub fn json(text: String) -> String {
    // Between texts JSON holds no such character.
    if !text.contains(is_hidden) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        if is_hidden(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_written_out() {
        assert_eq!(visible("a\u{1b}[31mb\u{7}"), "a\\u{1b}[31mb\\u{7}");
        assert_eq!(
            visible("\u{7f}\u{9b}\u{85}\u{feff}\u{202e}\u{200b}\u{2066}"),
            "\\u{7f}\\u{9b}\\u{85}\\u{feff}\\u{202e}\\u{200b}\\u{2066}"
        );
        assert_eq!(visible("a\rb\r\nc"), "a\\u{d}b\nc");
        assert_eq!(visible_line("a\nb\tc"), "a\\nb\tc");
    }

    #[test]
    fn letters_stay_as_they_are() {
        let text = "Cải cách thể chế — đe\u{302}\u{309} “1,5”\t½ 漢 ✓\n";
        assert!(matches!(visible(text), Cow::Borrowed(same) if same == text));
    }

    #[test]
    fn json_reads_the_same() {
        let value = serde_json::json!("a\u{9b}\u{202e}\u{e0001}\u{1b}\n“b”");
        let text = json(value.to_string());
        assert!(text.is_ascii() || !text.contains(is_hidden));
        assert_eq!(text, r#""a\u009b\u202e\udb40\udc01\u001b\n“b”""#);
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).ok(),
            Some(value)
        );
    }
}
