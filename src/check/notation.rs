//! Number and notation of administrative documents: `12/KH-SLĐTBXH`, `32/2018/TT-BNV`.
//!
//! Decree 30/2020/NĐ-CP: the number, a slash, the abbreviation of the kind of document, a hyphen and
//! the abbreviation of the issuing body; official letters have no kind, but the issuing body and the
//! drafting division; legal texts have the year between.

use crate::number::Date;
use crate::read::comparable;

/// A number and notation, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Notation {
    /// The number; empty where it is left blank.
    pub(super) number: String,
    pub(super) year: Option<String>,
    /// What follows the last slash, in its parts: `KH`, `SLĐTBXH`.
    pub(super) parts: Vec<String>,
    /// A day that is written behind it.
    pub(super) day: Option<Date>,
}

/// What is wrong with a notation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Malformed {
    /// There is no slash.
    NoSlash,
    /// What stands before the slash is no number.
    Number(String),
    /// Nothing follows the slash.
    NoSymbol,
    /// The symbol has no hyphen: kind or issuer is missing.
    NoHyphen(String),
    /// A part of the symbol is not an abbreviation.
    Symbol(String),
}

/// Abbreviations of kinds that are often typed without their diacritics.
const ACCENTED: [(&str, &str); 2] = [("QD", "QĐ"), ("ND", "NĐ")];

impl Notation {
    pub(super) fn parse(text: &str) -> Result<Self, Malformed> {
        let text = comparable(text);
        let (text, day) = without_day(&text);
        let text = without_label(text);
        let mut segments: Vec<String> = text.split('/').map(tidy).collect();
        let symbol = segments.pop().unwrap_or_default();
        let mut before = segments.into_iter();
        let Some(number) = before.next() else {
            return Err(Malformed::NoSlash);
        };
        let year = before.next();
        if before.next().is_some() {
            return Err(Malformed::Symbol(text.to_owned()));
        }
        if !is_number(&number) {
            return Err(Malformed::Number(number));
        }
        if let Some(year) = &year {
            let digits = year.len() == 4 && year.chars().all(|letter| letter.is_ascii_digit());
            if !digits {
                return Err(Malformed::Symbol(year.clone()));
            }
        }
        if symbol.is_empty() {
            return Err(Malformed::NoSymbol);
        }
        let parts: Vec<String> = symbol.split(['-', '–', '‑']).map(tidy).collect();
        if let Some(part) = parts.iter().find(|part| !is_abbreviation(part)) {
            return Err(Malformed::Symbol(part.clone()));
        }
        if parts.len() < 2 && year.is_none() {
            return Err(Malformed::NoHyphen(symbol));
        }
        Ok(Self {
            number: blank_to_empty(number),
            year,
            parts,
            day,
        })
    }

    /// The first part of the symbol: the kind of document, or the issuer of an official letter.
    pub(super) fn kind(&self) -> &str {
        self.parts.first().map_or("", String::as_str)
    }

    /// The kind as it is meant, where it stands without its diacritics: `QĐ` for `QD`.
    pub(super) fn accented_kind(&self) -> Option<&'static str> {
        let known = ACCENTED.iter().find(|(plain, _)| self.kind() == *plain);
        known.map(|(_, meant)| *meant)
    }

    /// The same document, however the notation is spaced.
    pub(super) fn key(&self) -> String {
        let number = self.number.trim_start_matches('0');
        let year = self.year.as_deref().unwrap_or_default();
        format!("{number}/{year}/{}", self.parts.join("-"))
    }
}

/// The notations that stand in a text, with their keys.
pub(super) fn all_in(text: &str) -> Vec<(String, Notation)> {
    text.split_whitespace()
        .filter(|word| word.contains('/') && word.contains(|letter: char| letter.is_alphabetic()))
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .filter_map(|word| Some((word.to_owned(), Notation::parse(word).ok()?)))
        .filter(|(_, notation)| !notation.number.is_empty())
        .collect()
}

/// Splits `12/KH-SNV ngày 30/01/2024` into the notation and the day.
fn without_day(text: &str) -> (&str, Option<Date>) {
    let Some((before, after)) = text.split_once(" ngày ") else {
        return (text, None);
    };
    let mut numbers = after
        .trim()
        .split('/')
        .map(|part| part.trim().parse::<i32>());
    let day = match (numbers.next(), numbers.next(), numbers.next()) {
        (Some(Ok(day)), Some(Ok(month)), Some(Ok(year))) => u8::try_from(month)
            .ok()
            .zip(u8::try_from(day).ok())
            .and_then(|(month, day)| Date::from_ymd(year, month, day).ok()),
        _ => None,
    };
    (before.trim(), day)
}

/// `Số: 12/KH-SNV` without its label.
fn without_label(text: &str) -> &str {
    for label in ["Số:", "số:", "Số ", "số "] {
        if let Some(rest) = text.strip_prefix(label) {
            return rest.trim();
        }
    }
    text
}

/// Without space around, and with the Vietnamese letter for its Icelandic twin.
fn tidy(part: &str) -> String {
    part.trim().replace('Ð', "Đ")
}

/// Digits with at most one letter behind, or nothing (dots, dashes) where the number is left blank.
fn is_number(text: &str) -> bool {
    let digits = text.trim_end_matches(|letter: char| letter.is_alphabetic());
    let suffix = text.chars().count().saturating_sub(digits.chars().count());
    let is_blank = blank_to_empty(text.to_owned()).is_empty();
    is_blank
        || (!digits.is_empty()
            && digits.len() <= 6
            && suffix <= 1
            && digits.chars().all(|letter| letter.is_ascii_digit()))
}

fn blank_to_empty(number: String) -> String {
    let blank = |letter: char| matches!(letter, '.' | '…' | '_' | '-' | ' ');
    if number.chars().all(blank) {
        String::new()
    } else {
        number
    }
}

/// Letters and digits with a capital first: `TTr`, `SLĐTBXH`, `QH14`, `TTg`.
fn is_abbreviation(part: &str) -> bool {
    let is_mark = |letter: char| matches!(letter, '\u{300}'..='\u{36f}');
    part.chars().next().is_some_and(char::is_uppercase)
        && part.chars().all(|letter| {
            letter.is_alphanumeric() || is_mark(letter) || matches!(letter, '.' | '&')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notation_is_the_same_composed_and_decomposed() {
        let composed = Notation::parse("Số: 12/KH-SNV ngày 30/01/2024").unwrap();
        let decomposed = "So\u{302}\u{301}:\u{a0}12/KH-SNV nga\u{300}y 30/01/2024";
        assert_eq!(
            composed.day.map(|day| day.to_string()).as_deref(),
            Some("2024-01-30")
        );
        assert_eq!(Notation::parse(decomposed), Ok(composed));
    }

    #[test]
    fn what_is_printed_on_documents_is_sound() {
        for text in [
            "12/KH-SLĐTBXH",
            "1325/QĐ-UBND",
            "32/2018/TT-BNV",
            "43/2019/NĐ-CP",
            "68/2017/QH14",
            "02/2022/TTLT-BNV-BTC",
            "100/SLĐTBXH-VP",
            "34/TTr-SLĐTBXH",
            "15/CT-TTg",
            "12a/KH-SNV",
            "Số: 12 / KH - UBND",
            "/KH-SLĐTBXH",
            "…/KH-SLĐTBXH",
            "12/QÐ-UBND",
            "12/KH-SNV ngày 30/01/2024",
        ] {
            assert!(
                Notation::parse(text).is_ok(),
                "{text}: {:?}",
                Notation::parse(text)
            );
        }
        let parsed = Notation::parse("12/KH-SNV ngày 30/1/2024").unwrap();
        assert_eq!(parsed.day, Date::parse("2024-01-30").ok());
        assert_eq!(Notation::parse("…/KH-SNV").unwrap().number, "");
    }

    #[test]
    fn what_is_not_a_notation_is_told_apart() {
        let fault = |text: &str| Notation::parse(text).unwrap_err();
        assert_eq!(fault("Kế hoạch CCHC"), Malformed::NoSlash);
        assert_eq!(
            fault("mười hai/KH-SNV"),
            Malformed::Number("mười hai".to_owned())
        );
        assert_eq!(fault("12/"), Malformed::NoSymbol);
        assert_eq!(fault("12/KH"), Malformed::NoHyphen("KH".to_owned()));
        assert_eq!(fault("12/kh-snv"), Malformed::Symbol("kh".to_owned()));
        assert_eq!(fault("12/KH-"), Malformed::Symbol(String::new()));
        let plain = Notation::parse("12/QD-UBND").unwrap();
        assert_eq!(plain.accented_kind(), Some("QĐ"));
        assert_eq!(fault("30/01/2024"), Malformed::Symbol("01".to_owned()));
    }

    #[test]
    fn notations_in_a_text_are_found_whatever_stands_around_them() {
        let found =
            all_in("Theo Quyết định số 01325/QĐ-UBND, ngày 23/6/2023 (và/hoặc 32/2018/TT-BNV).");
        let keys: Vec<String> = found.iter().map(|(_, own)| own.key()).collect();
        assert_eq!(keys, ["1325//QĐ-UBND", "32/2018/TT-BNV"]);
    }
}
