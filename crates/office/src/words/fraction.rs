//! Shares in words: `ba phần tư số báo cáo` is 75 %.

use par_index::number::{Quantity, Ratio};

use super::token::{Token, words_at};

/// Replaces shares in words by percentages, where these have a last decimal.
pub(super) fn in_percent(tokens: &[Token]) -> Vec<Token> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let Some((part, whole, length)) = share_at(tokens, at) else {
            out.extend(tokens.get(at).cloned());
            at += 1;
            continue;
        };
        if let Some(percent) = percent(part, whole) {
            out.push(Token::Number(percent, None));
            out.push(Token::Sign('%'));
        } else {
            // Two thirds have no last decimal.
            out.extend(tokens.iter().skip(at).take(length).cloned());
        }
        at += length;
    }
    out
}

fn percent(part: u32, whole: u32) -> Option<Quantity> {
    Ratio::new(i128::from(part) * 100, i128::from(whole))?.to_quantity_exact(6)
}

fn share_at(tokens: &[Token], at: usize) -> Option<(u32, u32, usize)> {
    if words_at(tokens, at, "một nửa") {
        return Some((1, 2, 2));
    }
    if words_at(tokens, at, "toàn bộ") || words_at(tokens, at, "tất cả") {
        return Some((1, 1, 2));
    }
    if let Some(Token::Slashed(parts)) = tokens.get(at)
        && let [part, whole] = parts.as_slice()
        && *whole > 0
        && part <= whole
        && *whole <= 10
        && !tokens.get(at.wrapping_sub(1)).is_some_and(|token| {
            token.is_word("ngày") || token.is_word("trước") || token.is_word("quý")
        })
    {
        return Some((*part, *whole, 1));
    }
    let (part, whole) = (digit(tokens.get(at)?)?, digit(tokens.get(at + 2)?)?);
    (tokens.get(at + 1)?.is_word("phần") && part <= whole).then_some((part, whole, 3))
}

fn digit(token: &Token) -> Option<u32> {
    const WORDS: [(&str, u32); 12] = [
        ("một", 1),
        ("hai", 2),
        ("ba", 3),
        ("bốn", 4),
        ("tư", 4),
        ("năm", 5),
        ("sáu", 6),
        ("bảy", 7),
        ("tám", 8),
        ("chín", 9),
        ("mười", 10),
        ("nửa", 2),
    ];
    WORDS
        .iter()
        .find(|(word, _)| token.is_word(word))
        .map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn shares_in_words() {
        for (text, same) in [
            ("ba phần tư số báo cáo", "75% số báo cáo"),
            ("từ một nửa đến dưới ba phần tư", "từ 50% đến dưới 75%"),
            ("tất cả báo cáo", "100% báo cáo"),
            ("3/4 số báo cáo", "75% số báo cáo"),
            ("hai phần ba", "hai phần ba"),
            ("trước ngày 1/4", "trước ngày 1/4"),
            ("nội dung phần hai", "nội dung phần hai"),
        ] {
            assert_eq!(in_percent(&tokens(text)), tokens(same), "{text}");
        }
    }
}
