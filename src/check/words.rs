//! Numbers, dates and names as officers read them.

use std::fmt::Display;

use crate::diagnostic::Message;
use crate::file::Text;
use crate::number::{Date, Points};

/// A number with a decimal comma.
pub(super) fn comma(number: impl Display) -> String {
    number.to_string().replace('.', ",")
}

/// Points as a message: `0,5 điểm`, `0.5 points`.
pub(super) fn points(points: Points) -> Message {
    let one = points == Points::from_nanos(1_000_000_000);
    let noun = if one { "point" } else { "points" };
    Message::new(
        format!("{} điểm", comma(points)),
        format!("{points} {noun}"),
    )
}

/// A day as a message: `31/01/2024`, `2024-01-31`.
pub(super) fn day(day: Date) -> Message {
    let vi = format!("{:02}/{:02}/{}", day.day(), day.month(), day.year());
    Message::new(vi, day.to_string())
}

/// A title in both languages, in quotation marks.
pub(super) fn quoted(text: &Text) -> Message {
    let en = text.en.as_deref().unwrap_or(&text.vi);
    Message::new(format!("“{}”", text.vi), format!("“{en}”"))
}

/// Several messages, joined by a comma.
pub(super) fn listed(parts: &[Message]) -> Message {
    let join = |pick: fn(&Message) -> &str| parts.iter().map(pick).collect::<Vec<_>>().join(", ");
    Message::new(join(|part| &part.vi), join(|part| &part.en))
}

/// Several messages, of which only the first few are shown.
pub(super) fn some_of(parts: &[Message], shown: usize) -> Message {
    let mut few: Vec<Message> = parts.iter().take(shown).cloned().collect();
    let more = parts.len().saturating_sub(shown);
    if more > 0 {
        few.push(Message::new(
            format!("và {more} mục khác"),
            format!("and {more} more"),
        ));
    }
    listed(&few)
}

/// Numbers of criteria, with the noun: `tiêu chí 1.1, 1.2`.
pub(super) fn criteria(numbers: &[String]) -> Message {
    let list = numbers.join(", ");
    let noun = if numbers.len() == 1 {
        "criterion"
    } else {
        "criteria"
    };
    Message::new(format!("tiêu chí {list}"), format!("{noun} {list}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(vi: &str, en: &str) -> Message {
        Message::new(vi, en)
    }

    #[test]
    fn numbers_and_days_follow_the_language() {
        assert_eq!(
            points(Points::from_nanos(500_000_000)),
            both("0,5 điểm", "0.5 points")
        );
        assert_eq!(
            points(Points::from_nanos(1_000_000_000)),
            both("1 điểm", "1 point")
        );
        assert_eq!(
            day(Date::parse("2024-01-31").unwrap()),
            both("31/01/2024", "2024-01-31")
        );
        let numbers = ["1.1".to_owned(), "1.2".to_owned()];
        assert_eq!(
            criteria(&numbers),
            both("tiêu chí 1.1, 1.2", "criteria 1.1, 1.2")
        );
        let parts: Vec<Message> = ["a", "b", "c"].map(|each| both(each, each)).to_vec();
        assert_eq!(
            some_of(&parts, 2),
            both("a, b, và 1 mục khác", "a, b, and 1 more")
        );
    }
}
