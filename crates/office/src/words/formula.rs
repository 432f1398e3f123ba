//! A share times points: `Tính điểm theo công thức: (b/a) × điểm tối đa; nếu b/a < 0,7 thì điểm đánh giá là 0`.

use par_index::number::{Quantity, Ratio};

use super::reading::Shape;
use super::token::{Token, has_words, tokens, words_at};
use crate::text::line;

/// Recognises a formula with its names and floor.
pub(super) fn read(text: &str, max: Quantity) -> Option<Shape> {
    let definitions = definitions(text);
    let (formula, floor_text) = clauses(text);
    let tokens = tokens(&formula);
    let (times, points) = multiplied(&tokens, max)?;
    let left = tokens.get(..times)?;
    let floor = match floor_text {
        None => None,
        Some(condition) => Some(floor(&condition)?),
    };
    let share = share(left)?;
    let part = match share {
        Share::Letters(part, whole) => {
            let named = |letter: char| {
                definitions
                    .iter()
                    .find(|(own, _)| *own == letter)
                    .map(|(_, words)| words.clone())
            };
            Some((named(part)?, named(whole)?))
        }
        Share::Words(part, whole) => Some((part, whole)),
        Share::Percentage => None,
    };
    Some(Shape::Proportional {
        part,
        points,
        floor,
    })
}

enum Share {
    Letters(char, char),
    Words(String, String),
    Percentage,
}

/// The formula, and the condition under which nothing is given.
fn clauses(text: &str) -> (String, Option<String>) {
    let mut formula = String::new();
    let mut condition = None;
    for piece in text.split(['\n', ';']).flat_map(|piece| piece.split(". ")) {
        let tokens = tokens(piece);
        if is_definition(piece).is_some() || has_words(&tokens, "trong đó") && tokens.len() <= 3 {
            continue;
        }
        if has_words(&tokens, "nếu") || has_words(&tokens, "trường hợp") {
            // A second condition cannot be expressed.
            condition = Some(if condition.is_some() {
                "?".to_owned()
            } else {
                piece.to_owned()
            });
        } else {
            formula.push(' ');
            formula.push_str(piece);
        }
    }
    (formula, condition)
}

/// `a là tổng số hồ sơ`, `b: số hồ sơ đúng hạn`.
fn is_definition(piece: &str) -> Option<(char, String)> {
    let piece = line(piece);
    let piece = piece.trim_start_matches(['-', '+', '•', '(', ' ']);
    let piece = piece
        .strip_prefix("Trong đó:")
        .or_else(|| piece.strip_prefix("trong đó:"))
        .or_else(|| piece.strip_prefix("Với"))
        .unwrap_or(piece)
        .trim();
    let mut letters = piece.chars();
    let letter = letters.next().filter(char::is_ascii_alphabetic)?;
    let rest = letters.as_str().trim_start();
    let words = ["là", ":", "="]
        .iter()
        .find_map(|joint| rest.strip_prefix(joint))?
        .trim()
        .trim_start_matches(':')
        .trim()
        .trim_end_matches(['.', ';', ',', ')']);
    let is_words = words
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count()
        > 3
        && !words.contains('/');
    is_words.then(|| (letter.to_ascii_lowercase(), words.to_owned()))
}

fn definitions(text: &str) -> Vec<(char, String)> {
    text.split(['\n', ';'])
        .flat_map(|piece| piece.split(". "))
        .flat_map(split_definitions)
        .filter_map(|piece| is_definition(&piece))
        .collect()
}

/// `a là …, b là …` on one line.
fn split_definitions(piece: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in piece.split(", ") {
        if is_definition(part).is_some() || parts.is_empty() {
            parts.push(part.to_owned());
        } else if let Some(last) = parts.last_mut() {
            last.push_str(", ");
            last.push_str(part);
        }
    }
    parts
}

/// Where the multiplication with the points stands, and the points where they are a number.
fn multiplied(tokens: &[Token], max: Quantity) -> Option<(usize, Option<Quantity>)> {
    let times = |token: &Token| {
        matches!(token, Token::Sign('×' | '*' | '✕' | '⨯' | 'х'))
            || token.is_word("x")
            || token.is_word("nhân")
            || token.is_word("х")
    };
    let at = tokens.iter().position(times)?;
    let mut next = at + 1;
    // "× 100% × điểm tối đa" is the same share in percent.
    if tokens.get(next).and_then(Token::number) == Quantity::parse("100").ok()
        && tokens
            .get(next + 1)
            .is_some_and(|token| token.is_sign('%') || times(token))
    {
        next += 1;
        while tokens.get(next).is_some_and(|token| {
            token.is_sign('%') || token.is_sign(')') || token.is_sign(']') || times(token)
        }) {
            next += 1;
        }
    }
    if words_at(tokens, next, "với") {
        next += 1;
    }
    let names = [
        "số điểm tối đa",
        "điểm tối đa",
        "điểm chuẩn",
        "thang điểm",
        "số điểm chuẩn",
    ];
    if let Some(name) = names.iter().find(|name| words_at(tokens, next, name)) {
        let rest = tokens.get(next + name.split(' ').count()..)?;
        return quiet(rest).then_some((at, None));
    }
    let points = tokens.get(next)?.number()?;
    let rest = tokens.get(next + 1..)?;
    // A number far from the maximum is no full mark.
    let near = points <= max
        && Ratio::from_quantity(points).checked_mul(Ratio::from_int(2))?
            >= Ratio::from_quantity(max);
    (quiet(rest) && near).then_some((at, Some(points).filter(|points| *points != max)))
}

/// Whether nothing more is calculated.
fn quiet(rest: &[Token]) -> bool {
    !rest.iter().any(|token| {
        matches!(
            token,
            Token::Number(..)
                | Token::Slashed(_)
                | Token::Sign('+' | '×' | '*' | '/' | '<' | '>' | '≤' | '≥')
        ) || token.is_word("x")
    })
}

fn share(left: &[Token]) -> Option<Share> {
    let slash = left.iter().position(|token| token.is_sign('/'));
    let Some(slash) = slash else {
        let figures = left.iter().any(|token| matches!(token, Token::Number(..)));
        let named = has_words(left, "tỷ lệ") || has_words(left, "tỉ lệ");
        return (named && !figures).then_some(Share::Percentage);
    };
    let word = |at: Option<usize>| match left.get(at?)? {
        Token::Word(word) => Some(word.as_str()),
        _ => None,
    };
    let (before, after) = (word(slash.checked_sub(1)), word(Some(slash + 1)));
    if let (Some(part), Some(whole)) = (before, after)
        && let ([part], [whole]) = (part.as_bytes(), whole.as_bytes())
    {
        return Some(Share::Letters(char::from(*part), char::from(*whole)));
    }
    let open = left
        .get(..slash)?
        .iter()
        .rposition(|token| matches!(token, Token::Sign('(' | '[' | '=' | ':')))?;
    let close = left
        .get(slash..)?
        .iter()
        .position(|token| matches!(token, Token::Sign(')' | ']')))
        .map_or(left.len(), |at| slash + at);
    let words = |tokens: &[Token]| -> Option<String> {
        let all: Option<Vec<&str>> = tokens
            .iter()
            .map(|token| match token {
                Token::Word(word) => Some(word.as_str()),
                _ => None,
            })
            .collect();
        all.filter(|words| words.len() > 1)
            .map(|words| words.join(" "))
    };
    Some(Share::Words(
        words(left.get(open + 1..slash)?)?,
        words(left.get(slash + 1..close)?)?,
    ))
}

/// The floor in percent of `nếu b/a < 0,7 thì điểm đánh giá là 0`.
fn floor(condition: &str) -> Option<Quantity> {
    let tokens = tokens(condition);
    let at = (0..tokens.len()).find(|at| {
        tokens.get(*at).is_some_and(|token| token.is_sign('<'))
            || ["dưới", "nhỏ hơn", "thấp hơn"]
                .iter()
                .any(|words| words_at(&tokens, *at, words))
    })?;
    let number = tokens
        .iter()
        .enumerate()
        .skip(at)
        .find_map(|(at, token)| Some((at, token.number()?)));
    let (place, value) = number?;
    if place > at + 2 {
        return None;
    }
    let percent = tokens
        .get(place + 1)
        .is_some_and(|token| token.is_sign('%'));
    let rest = tokens.get(place + 1..)?;
    let zero = rest.iter().filter_map(Token::number).collect::<Vec<_>>() == [Quantity::ZERO]
        || has_words(rest, "không chấm điểm")
        || has_words(rest, "không tính điểm")
        || has_words(rest, "không được điểm");
    if !zero {
        return None;
    }
    let one = Quantity::parse("1").unwrap_or(Quantity::ZERO);
    match (percent, value <= one) {
        (true, _) => Some(value),
        (false, true) => Ratio::from_quantity(value)
            .checked_mul(Ratio::from_int(100))?
            .to_quantity_exact(6),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Option<String> {
        match read(text, Quantity::parse("1.5").unwrap())? {
            Shape::Proportional {
                part,
                points,
                floor,
            } => {
                let show = |value: Option<Quantity>| {
                    value.map_or("-".to_owned(), |value| value.to_string())
                };
                let names =
                    part.map_or("%".to_owned(), |(part, whole)| format!("{part} / {whole}"));
                Some(format!(
                    "{names} points {} floor {}",
                    show(points),
                    show(floor)
                ))
            }
            _ => None,
        }
    }

    #[test]
    fn formulas_of_real_sheets() {
        for (text, expected) in [
            (
                "Tính điểm theo công thức: (b/a) × điểm tối đa; nếu b/a < 0,7 thì điểm đánh giá là 0\nTrong đó:\na là tổng số hồ sơ đã giải quyết\nb là số hồ sơ giải quyết đúng hạn",
                "số hồ sơ giải quyết đúng hạn / tổng số hồ sơ đã giải quyết points - floor 70",
            ),
            (
                "Điểm = (Số hồ sơ đúng hạn / tổng số hồ sơ) x 1,5",
                "số hồ sơ đúng hạn / tổng số hồ sơ points - floor -",
            ),
            (
                "Điểm đánh giá = (Số hồ sơ đúng hạn/Tổng số hồ sơ) x 100% x điểm tối đa. Nếu tỷ lệ dưới 80% thì 0 điểm",
                "số hồ sơ đúng hạn / tổng số hồ sơ points - floor 80",
            ),
            ("Tỷ lệ đạt được x điểm tối đa", "% points - floor -"),
            (
                "Điểm = b/a*1\nTrong đó: a: tổng số nhiệm vụ, b: số nhiệm vụ hoàn thành",
                "số nhiệm vụ hoàn thành / tổng số nhiệm vụ points 1 floor -",
            ),
        ] {
            assert_eq!(read_text(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_not_certain_is_left() {
        for text in [
            "(b/a) × điểm tối đa",
            "Điểm = (a + b)/c × điểm tối đa\na là số một\nb là số hai\nc là tổng số",
            "(b/a) × điểm tối đa; nếu b/a < 0,7 thì trừ 0,5 điểm\na là tổng số\nb là số đúng hạn",
            "(b/a) × điểm tối đa; nếu b/a ≤ 0,7 thì 0 điểm\na là tổng số\nb là số đúng hạn",
            "Tỷ lệ từ 80% trở lên: 1; dưới 80%: 0",
            "Nhân rộng mô hình: 1",
        ] {
            assert_eq!(read_text(text), None, "{text}");
        }
    }
}
