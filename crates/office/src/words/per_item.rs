//! Points for each: `mỗi văn bản 0,5 điểm, tối đa 2 điểm`.

use par_index::number::Quantity;

use super::reading::Shape;
use super::token::{Token, find_words, has_words, only_words, words_at};

/// Recognises points for each thing, with at most one cap.
pub(super) fn read(tokens: &[Token], max: Quantity) -> Option<Shape> {
    if has_words(tokens, "trừ")
        || has_words(tokens, "không")
            && !has_words(tokens, "không quá")
            && !has_words(tokens, "không vượt quá")
    {
        return None;
    }
    let Some(start) = find_words(tokens, "mỗi") else {
        return by_the_unit(tokens, max);
    };
    let before = tokens.get(..start)?;
    if before
        .iter()
        .any(|token| matches!(token, Token::Number(..)))
    {
        return None;
    }
    let body = tokens.get(start + 1..)?;
    if has_words(body, "mỗi") {
        return None;
    }
    let numbers: Vec<(usize, Quantity)> = body
        .iter()
        .enumerate()
        .filter_map(|(at, token)| Some((at, token.number()?)))
        .collect();
    let is_points = |at: usize| {
        body.get(at + 1)
            .is_some_and(|token| token.is_word("điểm") || token.is_word("đ"))
    };
    if body.iter().any(|token| {
        matches!(
            token,
            Token::Sign('%' | '<' | '>' | '≤' | '≥') | Token::Slashed(_)
        )
    }) {
        return None;
    }
    let (at, each) = *numbers.first()?;
    let thing: Vec<&str> = only_words(body.get(..at)?)
        .into_iter()
        .filter(|word| !["được", "cộng", "chấm", "tính", "cho", "thì", "đạt"].contains(word))
        .collect();
    let cap = match numbers.as_slice() {
        [_] => {
            // "tối đa bằng điểm chuẩn" or nothing: the maximum is the cap.
            None
        }
        [_, (at, cap)] => {
            let capped = [
                "tối đa",
                "không quá",
                "không vượt quá",
                "nhiều nhất",
                "tổng điểm không quá",
                "tối đa không quá",
                "tối đa là",
                "cao nhất",
            ]
            .iter()
            .any(|words| {
                let count = words.split(' ').count();
                at.checked_sub(count)
                    .is_some_and(|from| words_at(body, from, words))
            });
            if !capped {
                return None;
            }
            Some(*cap)
        }
        _ => return None,
    };
    let sound = !thing.is_empty() && is_points(at) && each > Quantity::ZERO && each <= max;
    sound.then(|| Shape::PerItem {
        thing: thing.join(" "),
        each,
        cap,
    })
}

/// `0,5 điểm/văn bản, tối đa 1 điểm`
fn by_the_unit(tokens: &[Token], max: Quantity) -> Option<Shape> {
    let each = tokens.first()?.number()?;
    let (unit, slash) = (tokens.get(1)?, tokens.get(2)?);
    if !(unit.is_word("điểm") || unit.is_word("đ")) || !slash.is_sign('/') {
        return None;
    }
    // Said as "mỗi văn bản 0,5 điểm, tối đa 1 điểm".
    let rest = tokens.get(3..)?;
    let end = rest
        .iter()
        .position(|token| matches!(token, Token::Sign(',' | ';' | '.' | '(')))
        .unwrap_or(rest.len());
    let (thing, cap) = rest.split_at(end);
    let turned: Vec<Token> = std::iter::once(Token::Word("mỗi".to_owned()))
        .chain(thing.iter().cloned())
        .chain([Token::Number(each, None), Token::Word("điểm".to_owned())])
        .chain(cap.iter().cloned())
        .collect();
    read(&turned, max)
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn read_text(text: &str) -> Option<String> {
        match read(&tokens(text), Quantity::parse("2").unwrap())? {
            Shape::PerItem { thing, each, cap } => Some(format!(
                "{thing}: {each} to {}",
                cap.map_or("max".to_owned(), |cap| cap.to_string())
            )),
            _ => None,
        }
    }

    #[test]
    fn points_for_each() {
        for (text, expected) in [
            ("mỗi văn bản 0,5 điểm, tối đa 2 điểm", "văn bản: 0.5 to 2"),
            (
                "Cứ mỗi sáng kiến được công nhận được cộng 0,25 điểm nhưng không quá 1 điểm",
                "sáng kiến công nhận: 0.25 to 1",
            ),
            ("0,5 điểm/văn bản, tối đa 2 điểm", "văn bản: 0.5 to 2"),
            ("Mỗi mô hình mới: 0,5 điểm", "mô hình mới: 0.5 to max"),
        ] {
            assert_eq!(read_text(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_something_else() {
        for text in [
            "Mỗi báo cáo chậm trừ 0,25 điểm",
            "Mỗi quý 1 báo cáo, đúng hạn 0,5 điểm",
            "Mỗi 10% hồ sơ được 0,2 điểm",
            "Mỗi văn bản 0,5 điểm; mỗi kế hoạch 1 điểm",
            "Văn bản: 0,5 điểm",
            "Mỗi văn bản không đúng hạn 0,5 điểm",
        ] {
            assert_eq!(read_text(text), None, "{text}");
        }
    }
}
