//! Text from files as it is shown: what a terminal would obey or hide is written out.
//!
//! A name, a title or a quoted line may hold an escape sequence that moves the cursor, a mark that
//! turns the direction of writing, or a letter without width. Everything that goes to a person is
//! put together with [`CODE`] where emphasis begins and ends, and [`finished`] makes the last step:
//! it writes out all such characters, and only then turns our own marks into escape sequences.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Stands for the escape character in a code of our own until the text is finished
///
/// It is no character of Unicode, so that it does not come in a text.
pub(crate) const CODE: char = '\u{fdd0}';

/// The parameters of codes that are ours: bold, dim and colours, nothing that hides or moves.
fn is_ours(parameter: &str) -> bool {
    matches!(parameter, "" | "0" | "1" | "2" | "3" | "4" | "38" | "5")
        || parameter
            .parse()
            .is_ok_and(|number: u8| (30..=37).contains(&number) || (90..=97).contains(&number))
}

/// Whether a character is obeyed or hidden by a terminal: controls but line feed and tab, marks of
/// direction, letters without width, and [`CODE`].
pub(crate) fn is_hidden(letter: char) -> bool {
    match letter {
        '\n' | '\t' => false,
        CODE => true,
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
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// A text with everything hidden written out, as `\u{202e}`
///
/// Line feeds and tabs stay; a carriage return before a line feed goes.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    written_out(text, is_hidden)
}

/// Like [`visible`], on one line.
pub(crate) fn visible_line(text: &str) -> Cow<'_, str> {
    written_out(text, |letter| letter == '\n' || is_hidden(letter))
}

/// Like [`visible`], with the codes of our own that are in it.
pub(crate) fn visible_painted(text: &str) -> Cow<'_, str> {
    written_out(text, |letter| letter != CODE && is_hidden(letter))
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

/// Codes of a renderer as codes of our own; the text it was given holds none.
pub(crate) fn painted(rendered: &str) -> String {
    rendered.replace('\u{1b}', CODE.encode_utf8(&mut [0; 4]))
}

/// A text without codes of our own.
pub(crate) fn bare(text: &str) -> Cow<'_, str> {
    if !text.contains(CODE) {
        return Cow::Borrowed(text);
    }
    let mut parts = text.split(CODE);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(code(part).map_or(part, |(_, rest)| rest));
    }
    Cow::Owned(out)
}

/// The code at the start of a text, and what follows it.
fn code(text: &str) -> Option<(&str, &str)> {
    let end = text.find('m')?;
    let (code, rest) = text.split_at_checked(end + 1)?;
    let parameters = code.strip_prefix('[')?.strip_suffix('m')?;
    parameters.split(';').all(is_ours).then_some((code, rest))
}

/// A text as it goes out: everything hidden written out, codes of our own as escape sequences.
pub(crate) fn finished(text: &str) -> String {
    let mut parts = text.split(CODE);
    let mut out = visible(parts.next().unwrap_or_default()).into_owned();
    for part in parts {
        let rest = if let Some((code, rest)) = code(part) {
            out.push('\u{1b}');
            out.push_str(code);
            rest
        } else {
            escape(CODE, &mut out);
            part
        };
        out.push_str(&visible(rest));
    }
    out
}

/// A JSON text in which everything hidden is escaped by the rules of JSON: it reads the same.
pub(crate) fn json(text: String) -> String {
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
        assert_eq!(finished(text), text);
    }

    #[test]
    fn only_codes_of_our_own_become_escape_sequences() {
        assert_eq!(
            finished("\u{fdd0}[1mđ\u{1b}[2J\u{fdd0}[0m"),
            "\u{1b}[1mđ\\u{1b}[2J\u{1b}[0m"
        );
        // Nobody may move the cursor, hide or turn colours round by way of the mark.
        for code in [
            "[2J",
            "[8m",
            "[7m",
            "]0;x\u{7}",
            "[1;8m",
            "[99999999999m",
            "",
        ] {
            let out = finished(&format!("\u{fdd0}{code}"));
            assert!(out.starts_with("\\u{fdd0}"), "{out}");
            assert!(!out.contains(char::is_control), "{out}");
        }
        assert_eq!(bare("\u{fdd0}[1mđiểm\u{fdd0}[0m"), "điểm");
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
