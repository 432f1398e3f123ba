//! On time, late, none: `Ban hành kịp thời (trước ngày 20/12): 1; ban hành muộn: 0,5; không ban hành: 0`.

use par_index::number::Date;

use super::items::Item;
use super::reading::{Due, Shape};
use super::token::{Token, has_words, only_words, words_at};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    OnTime,
    Late,
    None,
}

const ON_TIME: [&str; 7] = [
    "kịp thời",
    "đúng hạn",
    "đúng thời hạn",
    "đúng thời gian",
    "đúng tiến độ",
    "trước hạn",
    "trong thời hạn",
];
const LATE: [&str; 12] = [
    "không đúng thời gian",
    "không đúng tiến độ",
    "không đảm bảo thời gian",
    "muộn",
    "chậm",
    "trễ",
    "quá hạn",
    "không kịp thời",
    "không đúng hạn",
    "chưa kịp thời",
    "sau thời hạn",
    "không đúng thời hạn",
];
const NONE: [&str; 10] = [
    "không ban hành",
    "chưa ban hành",
    "không có",
    "không gửi",
    "chưa gửi",
    "không thực hiện",
    "không xây dựng",
    "không báo cáo",
    "không tham mưu",
    "không",
];
/// Words of another question beside punctuality.
const SECOND_QUESTION: [&str; 9] = [
    "nội dung",
    "chất lượng",
    "đầy đủ",
    "cụ thể",
    "một phần",
    "yêu cầu",
    "hoặc",
    "nhưng",
    "quy định về",
];

/// Recognises the three answers, each once.
pub(super) fn read(items: &[Item], year: Option<i32>) -> Option<Shape> {
    let [_, _, _] = items else { return None };
    let kinds: Option<Vec<Kind>> = items.iter().map(|item| kind(&item.words)).collect();
    let kinds = kinds?;
    let of = |wanted: Kind| {
        let at = kinds.iter().position(|kind| *kind == wanted)?;
        items.get(at)
    };
    let (on_time, late, none) = (of(Kind::OnTime)?, of(Kind::Late)?, of(Kind::None)?);
    Some(Shape::Timely {
        due: due(&on_time.words, year),
        on_time: on_time.clone(),
        late: late.clone(),
        none: none.clone(),
    })
}

fn kind(words: &[Token]) -> Option<Kind> {
    let figures = |token: &Token| {
        matches!(
            token,
            Token::Number(..) | Token::Sign('%' | '<' | '>' | '≤' | '≥')
        )
    };
    if words.iter().any(figures)
        || SECOND_QUESTION
            .iter()
            .any(|second| has_words(words, second))
    {
        return None;
    }
    // "Chậm nhất ngày 15/6" is a due date.
    let latest = |at: usize| words.get(at + 1).is_some_and(|token| token.is_word("nhất"));
    let late = |late: &&str| (0..words.len()).any(|at| words_at(words, at, late) && !latest(at));
    if LATE.iter().any(late) {
        return Some(Kind::Late);
    }
    if ON_TIME.iter().any(|on_time| has_words(words, on_time)) {
        return Some(Kind::OnTime);
    }
    let dated = words.iter().any(|token| matches!(token, Token::Slashed(_)));
    if dated {
        if has_words(words, "sau") {
            return Some(Kind::Late);
        }
        let before = has_words(words, "trước") || has_words(words, "trong tháng");
        return before.then_some(Kind::OnTime);
    }
    let only = only_words(words);
    (NONE.iter().any(|none| has_words(words, none)) && only.len() <= 8).then_some(Kind::None)
}

/// The due date, where day, month and year are certain.
fn due(words: &[Token], year: Option<i32>) -> Option<Due> {
    let mut dates = words
        .iter()
        .enumerate()
        .filter_map(|(at, token)| match token {
            Token::Slashed(parts) => Some((at, parts)),
            _ => None,
        });
    let (at, parts) = dates.next()?;
    if dates.next().is_some() {
        return None;
    }
    let before_year = [
        "năm trước",
        "năm liền kề trước",
        "năm trước liền kề",
        "năm trước đó",
    ];
    let after = words.get(at + 1..).unwrap_or_default();
    let named = after
        .iter()
        .enumerate()
        .find_map(|(index, token)| match token {
            Token::Word(word)
                if index == 1 && after.first().is_some_and(|word| word.is_word("năm")) =>
            {
                word.parse().ok()
            }
            _ => None,
        });
    if let [month, year] = parts.as_slice()
        && *year > 1_900
    {
        // "trong tháng 01/2024"
        let first =
            Date::from_ymd(i32::try_from(*year).ok()?, u8::try_from(*month).ok()?, 1).ok()?;
        let within = at
            .checked_sub(2)
            .is_some_and(|at| words_at(words, at, "trong tháng"));
        return within.then(|| Due::By(first.end_of_month()));
    }
    let (day, month, year) = match parts.as_slice() {
        [day, month, year] => (*day, *month, i32::try_from(*year).ok()?),
        [day, month] => {
            let year = match named {
                Some(year) => year,
                None if before_year.iter().any(|words| has_words(after, words)) => year? - 1,
                None if ["năm kế hoạch", "trong năm", "năm đánh giá"]
                    .iter()
                    .any(|words| has_words(after, words)) =>
                {
                    year?
                }
                None => return None,
            };
            (*day, *month, year)
        }
        _ => return None,
    };
    let date = Date::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()?;
    let lead = words.get(at.checked_sub(1)?)?;
    let lead = if lead.is_word("ngày") {
        words.get(at.checked_sub(2)?)?
    } else {
        lead
    };
    if lead.is_word("trước") {
        Some(Due::Before(date))
    } else if ["đến", "quá", "chậm", "nhất"]
        .iter()
        .any(|word| lead.is_word(word))
    {
        Some(Due::By(date))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::items::{Source, split};
    use super::*;
    use par_index::number::Quantity;

    fn read_text(text: &str) -> Option<String> {
        let source = Source {
            text: text.to_owned(),
            ..Source::default()
        };
        let items = split(&[source], Quantity::parse("1").unwrap())?;
        match read(&items, Some(2024))? {
            Shape::Timely {
                on_time,
                late,
                none,
                due,
            } => {
                let due = match due {
                    Some(Due::Before(day)) => format!(" before {day}"),
                    Some(Due::By(day)) => format!(" by {day}"),
                    None => String::new(),
                };
                Some(format!(
                    "{} {} {}{due}",
                    on_time.points, late.points, none.points
                ))
            }
            _ => None,
        }
    }

    #[test]
    fn the_three_answers() {
        for (text, expected) in [
            (
                "Ban hành kịp thời (trước ngày 20/12): 1 điểm; ban hành muộn: 0,5; không ban hành: 0",
                "1 0.5 0",
            ),
            (
                "Ban hành trước ngày 20/12/2023: 1; ban hành sau ngày 20/12/2023: 0,5; không ban hành: 0",
                "1 0.5 0 before 2023-12-20",
            ),
            (
                "Kịp thời (trước ngày 20/12 năm trước): 1; muộn: 0,5; chưa ban hành: 0",
                "1 0.5 0 before 2023-12-20",
            ),
            (
                "Ban hành trong tháng 01/2024: 1; ban hành sau tháng 01/2024: 0,5; không ban hành: 0",
                "1 0.5 0 by 2024-01-31",
            ),
            (
                "Ban hành trước 31/12 năm trước: 1; ban hành sau 31/12 năm trước: 0,5; không ban hành: 0",
                "1 0.5 0 before 2023-12-31",
            ),
            (
                "Ban hành đúng thời gian quy định: 1; ban hành không đúng thời gian quy định: 0,5; không ban hành: 0",
                "1 0.5 0",
            ),
            (
                "Gửi đúng hạn (chậm nhất ngày 15/6 năm 2024): 1; gửi chậm: 0,25; không gửi: 0",
                "1 0.25 0 by 2024-06-15",
            ),
        ] {
            assert_eq!(read_text(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_asks_more_is_left() {
        for text in [
            "Kịp thời, đầy đủ nội dung: 1; muộn: 0,5; không ban hành: 0",
            "Đúng hạn: 1; chậm dưới 5 ngày: 0,5; không gửi: 0",
            "Đúng hạn: 1; đúng hạn một phần: 0,5; không gửi: 0",
            "Tốt: 1; muộn: 0,5; không: 0",
            "Kịp thời: 1; muộn: 0,5",
        ] {
            assert_eq!(read_text(text), None, "{text}");
        }
    }
}
