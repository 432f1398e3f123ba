//! Numbers and dates as people write them: `1.369,25` and `15/01/2024` in Vietnamese, `1,369.25`
//! and `2024-01-15` in English.

use par_index::diagnostic::Lang;
use par_index::number::{Date, Points, Quantity, Ratio, Rounding, RoundingMode};

/// Written with the marks of a language. `plain` is digits with an optional sign and point.
pub fn styled(plain: &str, lang: Lang) -> String {
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("−", digits),
        None => ("", plain),
    };
    let (group, point) = match lang {
        Lang::Vi => ('.', ','),
        Lang::En => (',', '.'),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = String::from(sign);
    let length = whole.chars().count();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (length - index) % 3 == 0 {
            text.push(group);
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text.push(point);
        text.push_str(decimals);
    }
    text
}

/// A count.
pub fn grouped(count: usize, lang: Lang) -> String {
    styled(&count.to_string(), lang)
}

/// Points with the decimals they have.
pub fn points(points: Points, lang: Lang) -> String {
    styled(&points.to_string(), lang)
}

/// Points with a number of decimals.
pub fn fixed(points: Points, places: u8, lang: Lang) -> String {
    styled(&points.to_fixed(places), lang)
}

/// Points whose decimal marks stand one under the other: exact, two decimals at least, filled up with
/// spaces to `places`.
pub fn aligned(points: Points, places: u8, lang: Lang) -> String {
    let plain = points.to_fixed(places);
    let shortest = plain
        .find('.')
        .map_or(plain.len(), |point| point + 3)
        .min(plain.len());
    let kept = plain.trim_end_matches('0').len().max(shortest);
    let text = styled(plain.get(..kept).unwrap_or(&plain), lang);
    format!("{text}{}", " ".repeat(plain.len() - kept))
}

/// The decimals, two at least, that show all of these exactly.
pub fn exact_places(all: impl Iterator<Item = Points>) -> u8 {
    u8::try_from(all.map(decimals).max().unwrap_or(0).max(2)).unwrap_or(9)
}

fn decimals(points: Points) -> usize {
    points
        .to_string()
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len())
}

/// Points with a sign, also where they are positive.
pub fn signed(points: Points, places: u8, lang: Lang) -> String {
    let text = fixed(points, places, lang);
    if points > Points::ZERO {
        format!("+{text}")
    } else {
        text
    }
}

/// A number as it was written.
pub fn quantity(value: Quantity, lang: Lang) -> String {
    styled(&value.to_string(), lang)
}

/// A number with a number of decimals it does not exceed.
pub fn index(value: Quantity, lang: Lang) -> String {
    let places = usize::from(value.scale()).max(2);
    let text = value.to_string();
    let have = text
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let zeros = "0".repeat(places.saturating_sub(have));
    let point = if have == 0 { "." } else { "" };
    styled(&format!("{text}{point}{zeros}"), lang)
}

/// An index as it is: all its decimals, or nine and a mark that more follow.
pub fn exact_index(value: Ratio, lang: Lang) -> String {
    if let Some(value) = value.to_quantity_exact(9) {
        return index(value, lang);
    }
    let nine = Rounding::new(9, RoundingMode::Down).and_then(|nine| value.to_quantity(nine));
    nine.map_or_else(
        || styled(&value.to_string(), lang),
        |value| format!("{}…", index(value, lang)),
    )
}

/// A day.
pub fn date(day: Date, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
        Lang::En => day.to_string(),
    }
}

/// Numbers and days inside a text that the library wrote, in the marks of the language.
pub fn localised(text: &str, lang: Lang) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = ' ';
    while let Some(letter) = rest.chars().next() {
        let starts =
            letter.is_ascii_digit() && !(before.is_alphanumeric() || "-_./".contains(before));
        let run = rest
            .find(|c: char| !(c.is_ascii_digit() || ".-".contains(c)))
            .unwrap_or(rest.len());
        let number = rest
            .get(..run)
            .unwrap_or_default()
            .trim_end_matches(['.', '-']);
        let after = rest.get(number.len()..).unwrap_or_default();
        let ends = !after.starts_with(|c: char| c.is_alphanumeric() || "-_/".contains(c));
        if starts
            && ends
            && let Some(written) = number_or_day(number, lang)
        {
            result.push_str(&written);
            before = '0';
            rest = after;
        } else {
            result.push(letter);
            before = letter;
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        }
    }
    result
}

fn number_or_day(text: &str, lang: Lang) -> Option<String> {
    if let Ok(day) = Date::parse(text) {
        return Some(date(day, lang));
    }
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    (digits(whole) && digits(decimals)).then(|| styled(text, lang))
}

/// The fewest decimals, two at least and four at most, that show all of these exactly.
pub fn places_for(all: impl Iterator<Item = Points>) -> u8 {
    exact_places(all).min(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_follow_the_language() {
        assert_eq!(styled("87.26", Lang::Vi), "87,26");
        assert_eq!(styled("1234567.5", Lang::Vi), "1.234.567,5");
        assert_eq!(styled("-1369", Lang::En), "−1,369");
        assert_eq!(styled("999", Lang::En), "999");
    }

    #[test]
    fn an_index_keeps_its_decimals() {
        let index = |text| super::index(Quantity::parse(text).unwrap(), Lang::Vi);
        assert_eq!(index("100"), "100,00");
        assert_eq!(index("87.5"), "87,50");
        assert_eq!(index("87.256"), "87,256");
    }

    #[test]
    fn only_whole_words_are_numbers() {
        let text = "max(1369 + 2.5) ÷ −1420 × 100 = c2.5 2024-Q1 2024-01-15 96.408450… 3.";
        assert_eq!(
            localised(text, Lang::Vi),
            "max(1.369 + 2,5) ÷ −1.420 × 100 = c2.5 2024-Q1 15/01/2024 96,408450… 3."
        );
    }

    #[test]
    fn ledgers_show_every_digit() {
        let aligned = |nanos| aligned(Points::from_nanos(nanos), 9, Lang::Vi);
        assert_eq!(aligned(79_577_465), "0,079577465");
        assert_eq!(aligned(1_500_000_000), "1,50       ");
        assert_eq!(aligned(-1_125_000_000), "−1,125      ");
    }

    #[test]
    fn decimals_shown_are_two_to_four() {
        let places = |nanos: &[i64]| places_for(nanos.iter().copied().map(Points::from_nanos));
        assert_eq!(places(&[1_000_000_000]), 2);
        assert_eq!(places(&[1_125_000_000, 500_000_000]), 3);
        assert_eq!(places(&[1]), 4);
    }
}
