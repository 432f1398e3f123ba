//! Words, numbers and signs of a text.

use par_index::number::Quantity;

use super::number::{Mark, printed};
use crate::text::plain;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Word(String),
    Number(Quantity, Option<Mark>),
    /// `20/12`, `3/4`, `20/12/2023`.
    Slashed(Vec<u32>),
    Sign(char),
}

impl Token {
    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self, Self::Word(own) if own == word)
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        matches!(self, Self::Sign(own) if *own == sign)
    }

    pub(super) fn number(&self) -> Option<Quantity> {
        match self {
            Self::Number(value, _) => Some(*value),
            _ => None,
        }
    }
}

/// Whether the words stand here, one after another.
pub(super) fn words_at(tokens: &[Token], at: usize, words: &str) -> bool {
    let mut place = at;
    words.split(' ').all(|word| {
        let found = tokens.get(place).is_some_and(|token| token.is_word(word));
        place += 1;
        found
    })
}

/// Where the words stand first.
pub(super) fn find_words(tokens: &[Token], words: &str) -> Option<usize> {
    (0..tokens.len()).find(|at| words_at(tokens, *at, words))
}

/// Whether the words stand anywhere.
pub(super) fn has_words(tokens: &[Token], words: &str) -> bool {
    find_words(tokens, words).is_some()
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let letters: Vec<char> = plain(text).chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    let take = |at: &mut usize, fits: &dyn Fn(char) -> bool| -> String {
        let start = *at;
        while letters.get(*at).is_some_and(|letter| fits(*letter)) {
            *at += 1;
        }
        letters.get(start..*at).unwrap_or_default().iter().collect()
    };
    while let Some(letter) = letters.get(at).copied() {
        if letter.is_ascii_digit() {
            let start = at;
            let mut text = take(&mut at, &|l| {
                l.is_ascii_digit() || matches!(l, ',' | '.' | '/')
            });
            // Marks at the end belong to the sentence.
            let kept = text.trim_end_matches([',', '.', '/']).len();
            at = start + kept;
            text.truncate(kept);
            // A number with letters behind it (`20a`, `12/kh-ubnd`) is a notation; `đ` is points.
            let behind = letters.get(at).copied();
            let points =
                behind == Some('đ') && !letters.get(at + 1).is_some_and(|l| l.is_alphabetic());
            let notation = behind == Some('/') && {
                let mut end = at;
                let rest = take(&mut end, &|l| l.is_alphanumeric() || matches!(l, '/' | '-'));
                rest.contains('-')
            };
            let lettered =
                behind.is_some_and(char::is_alphabetic) && !points && behind != Some('x');
            if notation || lettered {
                let rest = take(&mut at, &|l| l.is_alphanumeric() || matches!(l, '/' | '-'));
                tokens.push(Token::Word(text + &rest));
            } else if let Some(number) = printed(&text).filter(|_| !thousands(&text)) {
                tokens.push(Token::Number(number.value, number.mark));
            } else if let Some(parts) = slashed(&text) {
                tokens.push(Token::Slashed(parts));
            } else {
                tokens.push(Token::Word(text));
            }
        } else if letter.is_alphabetic() {
            let word = take(&mut at, &char::is_alphanumeric);
            tokens.push(Token::Word(word));
        } else {
            if !letter.is_whitespace() {
                tokens.push(Token::Sign(letter));
            }
            at += 1;
        }
    }
    years(tokens)
}

/// Whether a number may be thousands: `1.000`.
fn thousands(text: &str) -> bool {
    text.split_once(['.', ','])
        .is_some_and(|(whole, rest)| rest.len() == 3 && !whole.trim_start_matches('0').is_empty())
}

fn slashed(text: &str) -> Option<Vec<u32>> {
    let parts: Option<Vec<u32>> = text.split('/').map(|part| part.parse().ok()).collect();
    parts.filter(|parts| (2..=3).contains(&parts.len()))
}

/// A year (`năm 2024`) is a name, not a figure.
fn years(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let after_year_word = out.last().is_some_and(|last| last.is_word("năm"));
        match token {
            Token::Number(value, None)
                if after_year_word
                    && value.scale() == 0
                    && (1990..=2100).contains(&value.mantissa()) =>
            {
                out.push(Token::Word(value.to_string()));
            }
            other => out.push(other),
        }
    }
    out
}

/// The words of a text joined by spaces, with numbers and signs left out.
pub(super) fn only_words(tokens: &[Token]) -> Vec<&str> {
    tokens
        .iter()
        .filter_map(|token| match token {
            Token::Word(word) => Some(word.as_str()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_into_tokens() {
        let number = |text: &str| Token::Number(Quantity::parse(text).unwrap(), None);
        let word = |text: &str| Token::Word(text.to_owned());
        assert_eq!(
            tokens("Từ 80% – <100%, năm 2024; 20/12."),
            [
                word("từ"),
                number("80"),
                Token::Sign('%'),
                Token::Sign('-'),
                Token::Sign('<'),
                number("100"),
                Token::Sign('%'),
                Token::Sign(','),
                word("năm"),
                word("2024"),
                Token::Sign(';'),
                Token::Slashed(vec![20, 12]),
                Token::Sign('.'),
            ]
        );
        assert_eq!(tokens("12/KH-UBND"), [word("12/kh-ubnd")]);
        assert_eq!(tokens("1.000"), [word("1.000")]);
        assert_eq!(
            tokens("0,5đ"),
            [
                Token::Number(Quantity::parse("0.5").unwrap(), Some(Mark::Comma)),
                word("đ")
            ]
        );
    }
}
