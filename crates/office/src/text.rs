//! Text as it is compared, and names in ASCII made of it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Composed, in small letters, with plain spaces, hyphens and comparison signs.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::new();
    for letter in text.nfc().flat_map(char::to_lowercase) {
        match letter {
            '–' | '—' | '−' | '‐' | '‑' | '‒' => out.push('-'),
            '％' => out.push('%'),
            '⩾' | '≧' => out.push('≥'),
            '⩽' | '≦' => out.push('≤'),
            '⁄' | '∕' | '÷' => out.push('/'),
            '\u{200b}' | '\u{feff}' | '\u{ad}' => {}
            letter => out.push(letter),
        }
    }
    out.replace(">=", "≥").replace("<=", "≤").replace("=>", "≥")
}

/// Composed, on one line, with single spaces: as it is shown.
pub(crate) fn line(text: &str) -> String {
    let composed: String = text.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a character is one that a criteria file cannot hold: a control, but for line feed and tab.
fn is_control(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t')
}

/// A text without what a criteria file cannot hold, and the first such character.
///
/// A carriage return before a line feed is how some programs end a line, and is not told.
pub(crate) fn clean(text: String) -> (String, Option<char>) {
    if !text.contains(is_control) {
        return (text, None);
    }
    let text = text.replace("\r\n", "\n");
    let first = text.chars().find(|letter| is_control(*letter));
    (text.replace(is_control, ""), first)
}

/// At most so many characters of a line.
pub(crate) fn short(text: &str, most: usize) -> String {
    let text = line(text);
    if text.chars().count() <= most {
        return text;
    }
    let mut cut: String = text.chars().take(most.saturating_sub(1)).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// Letters and digits in ASCII joined by hyphens, cut at a word.
pub(crate) fn slug(text: &str, most: usize) -> String {
    let ascii = text
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == 'đ' { 'd' } else { letter });
    let mut words: Vec<String> = vec![String::new()];
    for letter in ascii {
        if letter.is_ascii_alphanumeric() {
            if let Some(word) = words.last_mut() {
                word.push(letter);
            }
        } else {
            words.push(String::new());
        }
    }
    let mut slug = String::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        if slug.is_empty() {
            slug = word.chars().take(most).collect();
        } else if slug.len() + 1 + word.len() <= most {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_compared_in_one_form() {
        assert_eq!(plain("Đi\u{1ec3}m >= 80\u{ff05} – TỐT"), "điểm ≥ 80% - tốt");
        assert_eq!(plain("đie\u{302}\u{309}m"), "điểm");
    }

    #[test]
    fn what_a_criteria_file_cannot_hold_is_left_out() {
        let of = |text: &str| clean(text.to_owned());
        assert_eq!(of("a\nb\tc"), ("a\nb\tc".to_owned(), None));
        assert_eq!(of("a\r\nb"), ("a\nb".to_owned(), None));
        assert_eq!(of("a\u{1b}b\u{9b}"), ("ab".to_owned(), Some('\u{1b}')));
    }

    #[test]
    fn names_are_ascii() {
        assert_eq!(
            slug("Tỷ lệ hồ sơ giải quyết đúng hạn", 20),
            "ty-le-ho-so-giai"
        );
        assert_eq!(slug("…", 20), "");
    }
}
