//! The points a text gives, and the words they are given for.

use par_index::number::{Quantity, Ratio};

use super::number::Mark;
use super::token::{Token, words_at};

/// Words and their points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) points: Quantity,
    pub(super) mark: Option<Mark>,
    /// What the points are given for.
    pub(super) words: Vec<Token>,
    /// The text says `điểm` or `đ` beside the number.
    pub(super) unit: bool,
}

/// Signs that stand between words and points.
const BETWEEN: [char; 9] = [':', '=', '-', '(', ',', '.', '→', '+', '['];
/// Words that lead to points.
const LEADING: [&str; 9] = [
    "được", "chấm", "cho", "tính", "là", "thì", "đạt", "cộng", "điểm",
];

/// Reads the points at the end or at the beginning of a text.
pub(super) fn said(tokens: &[Token], max: Quantity) -> Option<Said> {
    let mut end = tokens.len();
    while end > 0
        && tokens
            .get(end - 1)
            .is_some_and(|token| matches!(token, Token::Sign('.' | ')' | ',' | ';' | ']' | ':')))
    {
        end -= 1;
    }
    let tokens = tokens.get(..end)?;
    at_end(tokens, max).or_else(|| at_start(tokens))
}

fn is_unit(token: &Token) -> bool {
    token.is_word("điểm") || token.is_word("đ") || token.is_word("points") || token.is_word("point")
}

fn at_end(tokens: &[Token], max: Quantity) -> Option<Said> {
    let length = tokens.len();
    let made = |points, mark, upto: usize, unit| {
        Some(Said {
            points,
            mark,
            words: before(tokens, upto),
            unit,
        })
    };
    // "không chấm điểm", "không được điểm", "không điểm"
    for words in [
        "không chấm điểm",
        "không tính điểm",
        "không được điểm",
        "không có điểm",
        "không cho điểm",
        "không được tính điểm",
        "không điểm",
    ] {
        let count = words.split(' ').count();
        if length > count && words_at(tokens, length - count, words) {
            return made(Quantity::ZERO, None, length - count, true);
        }
    }
    // "50% số điểm tối đa", "điểm tối đa"
    for words in [
        "số điểm tối đa",
        "số điểm chuẩn",
        "điểm tối đa",
        "điểm chuẩn",
        "số điểm",
    ] {
        let count = words.split(' ').count();
        if length > count && words_at(tokens, length - count, words) {
            let at = length - count;
            if let [.., Token::Number(share, mark), Token::Sign('%')] = tokens.get(..at)? {
                let points = Ratio::from_quantity(*share)
                    .checked_mul(Ratio::from_quantity(max))?
                    .checked_div(Ratio::from_int(100))?
                    .to_quantity_exact(6)?;
                return made(points, *mark, at - 2, true);
            }
            let led = tokens.get(at.checked_sub(1)?)?;
            if ["được", "đạt", "chấm", "cho"]
                .iter()
                .any(|word| led.is_word(word))
                || led.is_sign(':')
            {
                return made(max, None, at, true);
            }
            return None;
        }
    }
    let last = tokens.last()?;
    if is_unit(last) {
        if let Some(Token::Number(points, mark)) = tokens.get(length.checked_sub(2)?) {
            return made(*points, *mark, length - 2, true);
        }
        return None;
    }
    if let Token::Number(points, mark) = last {
        let led = tokens.get(length.checked_sub(2)?)?;
        if matches!(led, Token::Sign(':' | '=' | '→')) {
            return made(*points, *mark, length - 1, false);
        }
    }
    None
}

/// What stands before the points, without what leads to them: `được`, or a colon.
fn before(tokens: &[Token], upto: usize) -> Vec<Token> {
    let ends = |end: usize, leads: &dyn Fn(&Token) -> bool| {
        let mut end = end;
        while end
            .checked_sub(1)
            .and_then(|at| tokens.get(at))
            .is_some_and(leads)
        {
            end -= 1;
        }
        end
    };
    let end = ends(
        upto,
        &|token| matches!(token, Token::Word(word) if LEADING.contains(&word.as_str())),
    );
    let end = ends(
        end,
        &|token| matches!(token, Token::Sign(sign) if BETWEEN.contains(sign)),
    );
    tokens.get(..end).unwrap_or_default().to_vec()
}

fn at_start(tokens: &[Token]) -> Option<Said> {
    let mut at = 0;
    while tokens.get(at).is_some_and(|token| {
        matches!(token, Token::Sign(_))
            || ["được", "chấm", "cho", "đạt"]
                .iter()
                .any(|word| token.is_word(word))
    }) {
        at += 1;
    }
    let (number, next) = if tokens.get(at)?.is_word("điểm") {
        (tokens.get(at + 1)?, at + 2)
    } else if is_unit(tokens.get(at + 1)?) {
        (tokens.get(at)?, at + 2)
    } else {
        return None;
    };
    let Token::Number(points, mark) = number else {
        return None;
    };
    let mut from = next;
    let mut led = false;
    while let Some(token) = tokens.get(from) {
        let leads = match token {
            Token::Sign(sign) => BETWEEN.contains(sign),
            Token::Word(word) => ["nếu", "khi", "với", "đối", "cho"].contains(&word.as_str()),
            _ => false,
        };
        if !leads {
            break;
        }
        led = true;
        from += 1;
    }
    let words = tokens.get(from..)?.to_vec();
    (led && !words.is_empty()).then_some(Said {
        points: *points,
        mark: *mark,
        words,
        unit: true,
    })
}

#[cfg(test)]
mod tests {
    use super::super::token::{only_words, tokens};
    use super::*;

    #[test]
    fn points_and_their_words() {
        let max = Quantity::parse("2").unwrap();
        for (text, points, words) in [
            ("Ban hành kịp thời: 1 điểm", "1", "ban hành kịp thời"),
            ("Ban hành muộn = 0,5.", "0.5", "ban hành muộn"),
            ("Từ 80% trở lên được 0.25đ", "0.25", "từ trở lên"),
            ("Không ban hành: không chấm điểm", "0", "không ban hành"),
            ("Đạt tốt: 75% số điểm tối đa", "1.5", "đạt tốt"),
            ("Đầy đủ được điểm tối đa", "2", "đầy đủ"),
            ("1 điểm nếu có văn bản", "1", "có văn bản"),
            ("Điểm 0,5: ban hành chậm", "0.5", "ban hành chậm"),
            ("Ban hành muộn (0,5 điểm)", "0.5", "ban hành muộn"),
        ] {
            let said = said(&tokens(text), max).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(said.points, Quantity::parse(points).unwrap(), "{text}");
            assert_eq!(only_words(&said.words).join(" "), words, "{text}");
        }
    }

    #[test]
    fn no_points_are_made_up() {
        let max = Quantity::parse("2").unwrap();
        for text in [
            "Từ 80% trở lên",
            "Có 3 văn bản",
            "Xem công văn số 12",
            "Điểm",
            "1",
            "tính theo điểm tối đa",
            "năm 2024",
        ] {
            assert_eq!(said(&tokens(text), max), None, "{text}");
        }
    }
}
