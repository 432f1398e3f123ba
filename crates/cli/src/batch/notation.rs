//! What is proposed for a cell, in the decimal notation of its row.

use par_index::diagnostic::{Diagnostics, Message};

use par_index_answers::batch::mark::DecimalMark;

/// Findings that propose numbers as they are typed into a file with decimal points.
const OF_NUMBERS: [&str; 4] = [
    "bad-number",
    "outside-limits",
    "too-many-decimals",
    "wrong-fact-kind",
];

/// The same findings about a row with this decimal mark: what is proposed can be typed as proposed.
pub(super) fn in_notation(found: Diagnostics, mark: Option<DecimalMark>) -> Diagnostics {
    if mark != Some(DecimalMark::Comma) {
        return found;
    }
    let typed = found.into_iter().map(|one| {
        if !OF_NUMBERS.contains(&one.check()) {
            return one;
        }
        let Message { vi, en } = one.help();
        let help = Message::new(
            with_commas(vi).replace("dấu chấm", "dấu phẩy"),
            with_commas(en).replace("a point", "a comma"),
        );
        one.with_help(help)
    });
    typed.collect()
}

/// A text in which each point between two digits is a comma.
fn with_commas(text: &str) -> String {
    let mut letters = text.chars().peekable();
    let mut is_after_digit = false;
    let mut written = String::with_capacity(text.len());
    while let Some(letter) = letters.next() {
        let is_before_digit = letters.peek().is_some_and(char::is_ascii_digit);
        let is_mark = letter == '.' && is_after_digit && is_before_digit;
        written.push(if is_mark { ',' } else { letter });
        is_after_digit = letter.is_ascii_digit();
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_between_digits_are_marks() {
        assert_eq!(with_commas("write 33.3 or 3.33."), "write 33,3 or 3,33.");
        assert_eq!(with_commas("1. x .5 5."), "1. x .5 5.");
    }
}
