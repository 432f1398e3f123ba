//! Numbers as they are printed before areas and criteria.

use crate::text::plain;

/// A printed number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    /// `I`, `IV`.
    Roman(u32),
    /// `A`, `B`.
    Letter(char),
    /// `1`, `1.2`, `5.5.1`.
    Dotted(Vec<u32>),
}

impl Number {
    /// As it is kept: Roman or dotted, without closing points.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Roman(value) => roman(*value),
            Self::Letter(letter) => letter.to_string(),
            Self::Dotted(parts) => parts
                .iter()
                .map(u32::to_string)
                .collect::<Vec<_>>()
                .join("."),
        }
    }

    /// The parts in Arabic digits.
    pub(crate) fn parts(&self) -> Vec<u32> {
        match self {
            Self::Roman(value) => vec![*value],
            Self::Letter(_) => Vec::new(),
            Self::Dotted(parts) => parts.clone(),
        }
    }
}

const ROMAN: [&str; 20] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
    "XVI", "XVII", "XVIII", "XIX", "XX",
];

fn roman(value: u32) -> String {
    usize::try_from(value)
        .ok()
        .and_then(|value| ROMAN.get(value.checked_sub(1)?))
        .map_or_else(|| value.to_string(), |roman| (*roman).to_owned())
}

/// Reads a number that fills a cell.
pub(crate) fn parse(text: &str) -> Option<Number> {
    let text = text.trim().trim_end_matches(['.', ')', ':', ' ']);
    let bare = strip_area(text).unwrap_or(text).trim();
    if let Some(at) = ROMAN.iter().position(|roman| *roman == bare) {
        return u32::try_from(at + 1).ok().map(Number::Roman);
    }
    let mut letters = bare.chars();
    if let (Some(letter @ 'A'..='H'), None) = (letters.next(), letters.next()) {
        return Some(Number::Letter(letter));
    }
    let parts: Option<Vec<u32>> = bare
        .replace(',', ".")
        .split('.')
        .map(|part| (part.len() <= 3 && !part.is_empty()).then(|| part.trim().parse().ok())?)
        .collect();
    parts.filter(|parts| parts.len() <= 6).map(Number::Dotted)
}

/// The text behind `Lĩnh vực`.
fn strip_area(text: &str) -> Option<&str> {
    let words = ["lĩnh vực", "lv", "phần"];
    let low = plain(text);
    let word = words.iter().find(|word| low.starts_with(**word))?;
    let skip = word.chars().count();
    text.char_indices()
        .nth(skip)
        .map(|(at, _)| text.get(at..).unwrap_or_default())
}

/// A number at the start of a title, and the title behind it.
pub(crate) fn leading(title: &str) -> Option<(Number, String)> {
    let title = title.trim();
    let area = strip_area(title);
    let body = area.unwrap_or(title).trim_start();
    let end = body
        .char_indices()
        .find(|(_, letter)| {
            !(letter.is_ascii_digit() || *letter == '.' || letter.is_ascii_uppercase())
        })
        .map_or(body.len(), |(at, _)| at);
    let (head, rest) = body.split_at(end);
    let number = parse(head)?;
    let closed = head.ends_with('.')
        || rest.starts_with([')', ':'])
        || (rest.starts_with('-') && area.is_some());
    let dotted = matches!(&number, Number::Dotted(parts) if parts.len() > 1);
    let spaced =
        rest.starts_with([' ', '\t', '\u{a0}']) || rest.is_empty() || rest.starts_with([')', ':']);
    // "3 văn bản" and "100%" are no numbers of a criterion.
    let sure = spaced && (closed || dotted || area.is_some());
    let left = rest
        .trim_start_matches([')', ':', '.', '-', '–', ' ', '\t', '\u{a0}'])
        .trim();
    let left = if left.is_empty() { title } else { left };
    (sure && rest != "%").then(|| (number, left.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_cells() {
        for (text, number) in [
            ("I", Some("I")),
            ("VIII.", Some("VIII")),
            ("1.1.", Some("1.1")),
            ("5.5.1", Some("5.5.1")),
            ("1,2", Some("1.2")),
            ("Lĩnh vực II", Some("II")),
            ("LĨNH VỰC 3", Some("3")),
            ("A", Some("A")),
            ("a)", None),
            ("-", None),
            ("Tổng", None),
            ("2024", None),
            ("", None),
        ] {
            assert_eq!(
                parse(text).map(|number| number.text()).as_deref(),
                number,
                "{text}"
            );
        }
    }

    #[test]
    fn numbers_before_titles() {
        for (text, found) in [
            ("I. CHỈ ĐẠO", Some(("I", "CHỈ ĐẠO"))),
            ("1.1 Kế hoạch", Some(("1.1", "Kế hoạch"))),
            ("1.1. Kế hoạch", Some(("1.1", "Kế hoạch"))),
            ("Lĩnh vực 2: Thể chế", Some(("2", "Thể chế"))),
            ("3 văn bản trở lên", None),
            ("100% kế hoạch", None),
            ("Chỉ đạo", None),
            ("Ban hành", None),
            ("0.5 điểm", Some(("0.5", "điểm"))),
        ] {
            let shown = leading(text);
            let shown = shown
                .as_ref()
                .map(|(number, rest)| (number.text(), rest.as_str()));
            assert_eq!(
                shown,
                found.map(|(number, rest)| (number.to_owned(), rest)),
                "{text}"
            );
        }
    }
}
