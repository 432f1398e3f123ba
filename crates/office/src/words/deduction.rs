//! Points taken off: `Cứ mỗi báo cáo chậm trừ 0,25 điểm`.

use par_index::number::{Quantity, Ratio};

use super::points::said;
use super::reading::Shape;
use super::token::{Token, find_words, has_words, only_words, tokens};
use crate::text::line;

/// Recognises one deduction, the full mark before it, and a knock-out fault after it.
pub(super) fn read(text: &str, max: Quantity) -> Option<Shape> {
    let pieces: Vec<&str> = text
        .split(['\n', ';'])
        .map(|piece| piece.trim().trim_start_matches(['-', '+', '•', '–']).trim())
        .filter(|piece| !piece.is_empty())
        .collect();
    let mut found: Option<Taken> = None;
    let (mut from, mut knock_out) = (None, None);
    for piece in pieces {
        let tokens = tokens(piece);
        if has_words(&tokens, "trừ") {
            if found.is_some() {
                return None;
            }
            found = Some(taken(&tokens, max)?);
            continue;
        }
        let said = said(&tokens, max)?;
        if found.is_none() && from.is_none() {
            from = Some(said.points);
        } else if said.points == Quantity::ZERO && knock_out.is_none() {
            let words = line(piece);
            let words = words
                .rsplit_once(':')
                .map_or(words.as_str(), |(words, _)| words);
            knock_out = Some(words.trim().to_owned());
        } else {
            return None;
        }
    }
    let Taken { thing, each, most } = found?;
    let start = from.unwrap_or(max);
    let floor = match most.filter(|most| *most < start) {
        Some(most) => Some(
            Ratio::from_quantity(start)
                .checked_sub(Ratio::from_quantity(most))?
                .to_quantity_exact(6)?,
        ),
        None => None,
    };
    Some(Shape::Deduction {
        thing,
        from,
        each,
        floor,
        knock_out,
    })
}

struct Taken {
    thing: String,
    each: Quantity,
    most: Option<Quantity>,
}

/// What is counted, what each takes, and what all take at most.
fn taken(tokens: &[Token], max: Quantity) -> Option<Taken> {
    let at = find_words(tokens, "trừ")?;
    let (before, after) = (tokens.get(..at)?, tokens.get(at + 1..)?);
    let (after, most) = limited(after)?;
    let figure = |token: &Token| {
        matches!(
            token,
            Token::Number(..) | Token::Slashed(_) | Token::Sign('%' | '<' | '>' | '≤' | '≥')
        )
    };
    if before
        .iter()
        .any(|token| figure(token) && token.number() != Quantity::parse("1").ok())
    {
        return None;
    }
    let counted = find_words(before, "mỗi").map(|at| at + 1).or_else(|| {
        find_words(before, "cứ")
            .filter(|at| before.get(at + 1).and_then(Token::number) == Quantity::parse("1").ok())
            .map(|at| at + 2)
    })?;
    let thing: Vec<&str> = only_words(before.get(counted..)?)
        .into_iter()
        .filter(|word| !["thì", "bị", "sẽ"].contains(word))
        .collect();
    let at = after.iter().position(|token| token.number().is_some())?;
    // "trừ 0,25 điểm", or "trừ 50% số điểm"
    let each = after.get(at)?.number()?;
    let percent = after.get(at + 1).is_some_and(|token| token.is_sign('%'));
    let rest = after.get(at + 1..)?;
    let each = if percent {
        Ratio::from_quantity(each)
            .checked_mul(Ratio::from_quantity(max))?
            .checked_div(Ratio::from_int(100))?
            .to_quantity_exact(6)?
    } else {
        each
    };
    let rest = if percent { rest.get(1..)? } else { rest };
    let unit = only_words(rest)
        .into_iter()
        .take(2)
        .any(|word| word == "điểm" || word == "đ");
    let more = rest.iter().any(figure);
    (at == 0 && unit && !more && !thing.is_empty() && each > Quantity::ZERO).then(|| Taken {
        thing: thing.join(" "),
        each,
        most,
    })
}

/// What is taken for one, and how much is taken at most: `tối đa trừ 1 điểm`, `cho đến khi hết điểm`.
fn limited(after: &[Token]) -> Option<(&[Token], Option<Quantity>)> {
    let until = [
        "trừ cho đến khi hết điểm",
        "cho đến khi hết điểm",
        "trừ đến hết điểm",
        "đến hết điểm",
        "trừ đến hết số điểm",
    ];
    if let Some(at) = until
        .iter()
        .filter_map(|words| find_words(after, words))
        .min()
    {
        return Some((after.get(..at)?, None));
    }
    let most = [
        "tối đa trừ",
        "trừ tối đa",
        "trừ không quá",
        "nhưng không quá",
        "không quá",
        "tối đa",
    ];
    let Some((at, words)) = most
        .iter()
        .filter_map(|words| Some((find_words(after, words)?, words)))
        .min_by_key(|(at, _)| *at)
    else {
        return (!has_words(after, "trừ")).then_some((after, None));
    };
    let number = after.get(at + words.split(' ').count()..)?;
    let [Token::Number(most, _), unit, ..] = number else {
        return None;
    };
    let end = number
        .get(2..)?
        .iter()
        .all(|token| matches!(token, Token::Sign('.' | ';' | ')')));
    (end && (unit.is_word("điểm") || unit.is_word("đ"))).then_some((after.get(..at)?, Some(*most)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Option<String> {
        match read(text, Quantity::parse("2").unwrap())? {
            Shape::Deduction {
                thing,
                from,
                each,
                knock_out,
                ..
            } => Some(format!(
                "{thing}: {each} from {:?} {knock_out:?}",
                from.map(|from| from.to_string())
            )),
            _ => None,
        }
    }

    #[test]
    fn points_taken_off() {
        for (text, expected) in [
            (
                "Cứ mỗi báo cáo chậm trừ 0,25 điểm",
                "báo cáo chậm: 0.25 from None None",
            ),
            (
                "Không có vi phạm: 2 điểm; mỗi vi phạm nhỏ trừ 50% số điểm; vi phạm nghiêm trọng: 0 điểm",
                "vi phạm nhỏ: 1 from Some(\"2\") Some(\"vi phạm nghiêm trọng\")",
            ),
            (
                "Cứ mỗi hồ sơ quá hạn trừ 0,1 điểm, trừ cho đến khi hết điểm",
                "hồ sơ quá hạn: 0.1 from None None",
            ),
            (
                "Mỗi trường hợp vi phạm trừ 0,25 điểm, tối đa trừ 1 điểm",
                "trường hợp vi phạm: 0.25 from None None",
            ),
            (
                "Cứ 01 hồ sơ trễ hạn thì bị trừ 0,1 điểm",
                "hồ sơ trễ hạn: 0.1 from None None",
            ),
        ] {
            assert_eq!(read_text(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_something_else() {
        for text in [
            "Cứ 5 hồ sơ trễ hạn trừ 0,1 điểm",
            "Mỗi lần chậm từ 5 ngày trừ 0,5 điểm",
            "Trừ 0,5 điểm nếu chậm",
            "Mỗi lỗi trừ 0,25 điểm; mỗi vi phạm trừ 0,5 điểm",
            "Mỗi lỗi trừ điểm theo mức độ",
            "Đủ: 2 điểm; thiếu: 1 điểm",
        ] {
            assert_eq!(read_text(text), None, "{text}");
        }
    }
}
