//! Points that a survey gives: `Điều tra xã hội học`.

use super::reading::Shape;
use super::token::{Token, has_words, tokens};

/// Recognises that a survey gives the points, where nothing else is said.
pub(super) fn read(title: &str, words: &[Token]) -> Option<Shape> {
    let names = ["điều tra xã hội học", "điều tra xhh", "khảo sát xã hội học"];
    let named = |tokens: &[Token]| names.iter().any(|name| has_words(tokens, name));
    let figures = words
        .iter()
        .any(|token| matches!(token, Token::Number(..) | Token::Slashed(_)));
    let by_title = words.is_empty() && named(&tokens(title));
    ((named(words) && !figures) || by_title).then_some(Shape::Survey)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_survey_is_named() {
        assert!(read("Mức độ hài lòng", &tokens("Kết quả điều tra xã hội học")).is_some());
        assert!(read("Điều tra xã hội học về CCHC", &[]).is_some());
        assert!(
            read(
                "Phối hợp điều tra xã hội học",
                &tokens("Có phối hợp: 1; không: 0")
            )
            .is_none()
        );
        assert!(read("Mức độ hài lòng", &tokens("Điều tra xã hội học, từ 80%: 1")).is_none());
    }
}
