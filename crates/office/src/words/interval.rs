//! Intervals in words and signs: `từ 80% đến dưới 100%`, `≥ 80%`, `70–<85`.

use par_index::number::Quantity;

use super::token::{Token, words_at};

/// An interval, with the words around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) from: Option<Quantity>,
    pub(super) from_excluded: bool,
    pub(super) to: Option<Quantity>,
    pub(super) to_included: bool,
    pub(super) percent: bool,
    /// One value written without any word of comparison.
    pub(super) bare: bool,
    /// An end that is announced and not given: the lower one if true.
    pub(super) missing: Option<bool>,
    /// What stands around it, and inside it (`từ 3 văn bản trở lên`).
    pub(super) rest: Vec<Token>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    From,
    Above,
    AtLeast,
    Below,
    AtMost,
}

const LEADS: [(&str, Lead); 27] = [
    ("từ trên", Lead::Above),
    ("từ", Lead::From),
    ("trên", Lead::Above),
    ("lớn hơn", Lead::Above),
    ("nhiều hơn", Lead::Above),
    ("cao hơn", Lead::Above),
    ("hơn", Lead::Above),
    ("vượt", Lead::Above),
    ("tối thiểu", Lead::AtLeast),
    ("ít nhất", Lead::AtLeast),
    ("không dưới", Lead::AtLeast),
    ("không thấp hơn", Lead::AtLeast),
    ("không ít hơn", Lead::AtLeast),
    ("lớn hơn hoặc bằng", Lead::AtLeast),
    ("dưới", Lead::Below),
    ("nhỏ hơn", Lead::Below),
    ("thấp hơn", Lead::Below),
    ("ít hơn", Lead::Below),
    ("chưa đến", Lead::Below),
    ("chưa tới", Lead::Below),
    ("chưa đạt", Lead::Below),
    ("nhỏ hơn hoặc bằng", Lead::AtMost),
    ("không quá", Lead::AtMost),
    ("không vượt quá", Lead::AtMost),
    ("tối đa", Lead::AtMost),
    ("nhiều nhất", Lead::AtMost),
    ("không hơn", Lead::AtMost),
];

/// How a bound begins at a place, and where the number after it is expected.
fn lead(tokens: &[Token], at: usize) -> Option<(Lead, usize)> {
    let sign = match tokens.get(at) {
        Some(Token::Sign('>')) => Some(Lead::Above),
        Some(Token::Sign('≥')) => Some(Lead::AtLeast),
        Some(Token::Sign('<')) => Some(Lead::Below),
        Some(Token::Sign('≤')) => Some(Lead::AtMost),
        _ => None,
    };
    if let Some(lead) = sign {
        return Some((lead, at + 1));
    }
    LEADS
        .iter()
        .filter(|(words, _)| words_at(tokens, at, words))
        .max_by_key(|(words, _)| words.len())
        .map(|(words, lead)| (*lead, at + words.split(' ').count()))
}

/// A number with its percent sign: value, percent, and where it ends.
fn number(tokens: &[Token], at: usize) -> Option<(Quantity, bool, usize)> {
    let value = tokens.get(at)?.number()?;
    let percent = tokens.get(at + 1).is_some_and(|token| token.is_sign('%'));
    Some((value, percent, at + 1 + usize::from(percent)))
}

/// The only interval of a text; nothing where there is none, or figures are left over.
pub(super) fn read(tokens: &[Token]) -> Option<Interval> {
    let (start, mut interval, end) = (0..tokens.len()).find_map(|at| {
        let (interval, end) = at_place(tokens, at)?;
        Some((at, interval, end))
    })?;
    let inside = std::mem::take(&mut interval.rest);
    let around = tokens.get(..start)?.iter().chain(tokens.get(end..)?);
    interval.rest = around.cloned().chain(inside).collect();
    let figures = |token: &Token| {
        matches!(token, Token::Number(..) | Token::Slashed(_))
            || matches!(token, Token::Sign('%' | '<' | '>' | '≤' | '≥'))
    };
    (!interval.rest.iter().any(figures)).then_some(interval)
}

fn at_place(tokens: &[Token], at: usize) -> Option<(Interval, usize)> {
    // "80% ≤ x < 90%"
    if let Some(found) = two_sided(tokens, at) {
        return Some(found);
    }
    let (lead, after_lead) = lead(tokens, at).map_or((None, at), |(lead, next)| (Some(lead), next));
    // "từ … đến dưới 70%": the lower end is missing.
    if matches!(lead, Some(Lead::From | Lead::Above)) && tokens.get(after_lead)?.number().is_none()
    {
        let mut next = after_lead;
        while tokens
            .get(next)
            .is_some_and(|token| matches!(token, Token::Sign('.' | '…' | '%')))
        {
            next += 1;
        }
        let (upper, included, percent, end) = upper(tokens, next)?;
        return Some((
            Interval {
                to: Some(upper?),
                to_included: included,
                percent,
                missing: Some(true),
                ..Interval::default()
            },
            end,
        ));
    }
    let (value, percent, end) = number(tokens, after_lead)?;
    let mut interval = Interval {
        percent,
        ..Interval::default()
    };
    match lead {
        Some(Lead::Below) => {
            interval.to = Some(value);
            return Some((interval, end));
        }
        Some(Lead::AtMost) => {
            interval.to = Some(value);
            interval.to_included = true;
            return Some((interval, end));
        }
        Some(Lead::Above) => interval.from_excluded = true,
        Some(Lead::From | Lead::AtLeast) | None => {}
    }
    // "3 văn bản trở lên": words may stand between the number and what follows.
    for gap in 0..=4 {
        let next = end + gap;
        interval.rest = tokens.get(end..next).unwrap_or_default().to_vec();
        if words_at(tokens, next, "trở lên") || words_at(tokens, next, "trở đi") {
            interval.from = Some(value);
            return Some((interval, next + 2));
        }
        if words_at(tokens, next, "trở xuống") {
            interval.from_excluded = false;
            interval.to = Some(value);
            interval.to_included = true;
            return Some((interval, next + 2));
        }
        if let Some((upper, included, also, close)) = upper(tokens, next) {
            interval.from = Some(value);
            interval.percent |= also;
            interval.to_included = included;
            match upper {
                Some(upper) => interval.to = Some(upper),
                None => interval.missing = Some(false),
            }
            return Some((interval, close));
        }
        if !matches!(tokens.get(next), Some(Token::Word(_))) {
            break;
        }
    }
    interval.rest.clear();
    interval.from = Some(value);
    // "từ 80%" alone means from there on.
    if !matches!(lead, Some(Lead::Above | Lead::AtLeast | Lead::From)) {
        interval.to = Some(value);
        interval.to_included = true;
        interval.bare = true;
    }
    Some((interval, end))
}

/// The upper end after `đến` or a hyphen: its value (or none), whether it belongs, percent, and the end.
type Upper = (Option<Quantity>, bool, bool, usize);

fn upper(tokens: &[Token], at: usize) -> Option<Upper> {
    let joint = tokens.get(at)?;
    let hyphen = joint.is_sign('-');
    let joined = hyphen || joint.is_word("đến") || joint.is_word("tới");
    let comma = joint.is_sign(',') || joint.is_word("và") || joint.is_word("nhưng");
    if !joined && !comma && !joint.is_sign('<') && !joint.is_word("dưới") {
        return None;
    }
    let mut next = if joined || comma { at + 1 } else { at };
    let (strict, stated) = match lead(tokens, next) {
        Some((Lead::Below, after)) => {
            next = after;
            (true, true)
        }
        Some((Lead::AtMost, after)) => {
            next = after;
            (false, true)
        }
        _ => (false, false),
    };
    if comma && !stated {
        return None;
    }
    if let Some((value, percent, end)) = number(tokens, next) {
        return Some((Some(value), !strict, percent, end));
    }
    // "đến dưới …": announced and not given.
    if joined && strict {
        let mut end = next;
        while tokens
            .get(end)
            .is_some_and(|token| matches!(token, Token::Sign('.' | '…' | '%')))
        {
            end += 1;
        }
        return Some((None, false, false, end));
    }
    let dots = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| matches!(token, Token::Sign('…' | '.')))
    };
    if joined && !hyphen && dots(next) {
        let mut end = next;
        while dots(end) || tokens.get(end).is_some_and(|token| token.is_sign('%')) {
            end += 1;
        }
        return Some((None, true, false, end));
    }
    None
}

fn two_sided(tokens: &[Token], at: usize) -> Option<(Interval, usize)> {
    let (from, first, next) = number(tokens, at)?;
    let from_excluded = match tokens.get(next)? {
        Token::Sign('<') => true,
        Token::Sign('≤') => false,
        _ => return None,
    };
    let name = next + 1;
    let mut end = name;
    while matches!(tokens.get(end), Some(Token::Word(_))) && end < name + 4 {
        end += 1;
    }
    if end == name {
        return None;
    }
    let to_included = match tokens.get(end)? {
        Token::Sign('<') => false,
        Token::Sign('≤') => true,
        _ => return None,
    };
    let (to, second, close) = number(tokens, end + 1)?;
    Some((
        Interval {
            from: Some(from),
            from_excluded,
            to: Some(to),
            to_included,
            percent: first || second,
            ..Interval::default()
        },
        close,
    ))
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    /// `[50; 70)%` and so on.
    fn shown(text: &str) -> String {
        let Some(interval) = read(&tokens(text)) else {
            return "none".to_owned();
        };
        let low = interval.from.map_or("(−".to_owned(), |from| {
            format!("{}{from}", if interval.from_excluded { "(" } else { "[" })
        });
        let high = interval.to.map_or("−)".to_owned(), |to| {
            format!("{to}{}", if interval.to_included { "]" } else { ")" })
        });
        let missing = match interval.missing {
            Some(true) => " lower?",
            Some(false) => " upper?",
            None => "",
        };
        format!(
            "{low}; {high}{}{missing}",
            if interval.percent { "%" } else { "" }
        )
    }

    #[test]
    fn intervals_of_real_sheets() {
        for (text, expected) in [
            ("Đạt 100% kế hoạch", "[100; 100]%"),
            ("Từ 80% đến dưới 100%", "[80; 100)%"),
            ("Dưới 80%", "(−; 80)%"),
            ("≥ 80%", "[80; −)%"),
            ("> 80 %", "(80; −)%"),
            ("từ 70% - 100%", "[70; 100]%"),
            ("70–<85", "[70; 85)"),
            ("70% - dưới 85%", "[70; 85)%"),
            ("từ 70-85%", "[70; 85]%"),
            ("trên 50% đến dưới 80%", "(50; 80)%"),
            ("trên 50% đến 80%", "(50; 80]%"),
            ("Từ 90% trở lên số hồ sơ", "[90; −)%"),
            ("từ 3 văn bản trở lên", "[3; −)"),
            ("từ 30% trở xuống", "(−; 30]%"),
            ("đạt từ 80%", "[80; −)%"),
            ("từ 50% số đơn vị đến dưới 70% số đơn vị", "[50; 70)%"),
            ("80% ≤ tỷ lệ < 90%", "[80; 90)%"),
            ("≥ 80% và < 90%", "[80; 90)%"),
            ("không quá 5 ngày", "(−; 5]"),
            ("tối thiểu 60%", "[60; −)%"),
            ("01 đến 02 sáng kiến", "[1; 2]"),
            ("dưới 62,5%", "(−; 62.5)%"),
            ("lớn hơn hoặc bằng 70%", "[70; −)%"),
            ("trên 50% đến dưới…", "(50; −)% upper?"),
            ("từ 50% đến dưới ... nhiệm vụ", "[50; −)% upper?"),
            ("từ 50% đến dưới nhiệm vụ", "[50; −)% upper?"),
            ("từ 50% đến … nhiệm vụ", "[50; −)% upper?"),
            ("từ … đến dưới 70%", "(−; 70)% lower?"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_single_interval() {
        for text in [
            "Ban hành kịp thời",
            "đạt 80% trong 3 tháng",
            "trước ngày 20/12",
            "từ quý I đến quý IV",
            "năm 2024",
            "1.000 hồ sơ",
        ] {
            assert_eq!(shown(text), "none", "{text}");
        }
    }
}
