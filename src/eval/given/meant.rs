//! What may have been meant by a value that does not fit its fact.

use crate::file::{ChoiceKind, ChoiceOption, FactValue, NumberKind};
use crate::number::{Quantity, loose_readings};

/// The numbers that a text may mean, those the fact can have where there are any
pub(crate) fn numbers(value: &FactValue, kind: &NumberKind) -> Vec<Quantity> {
    let FactValue::Text(text) = value else {
        return Vec::new();
    };
    let all = loose_readings(text);
    let fitting: Vec<Quantity> = all
        .iter()
        .copied()
        .filter(|number| fits(*number, kind))
        .collect();
    if fitting.is_empty() { all } else { fitting }
}

/// `1.369` as one thousand three hundred and sixty-nine, where the fact can have that
///
/// A number does not keep zeros at its end: `1.360` is 1.36.
pub(crate) fn thousands(number: Quantity, kind: &NumberKind) -> Option<Quantity> {
    let meant = Quantity::from_i64(number.to_scale(3)?).ok()?;
    let whole = Quantity::from_i64(1_000).is_ok_and(|thousand| meant >= thousand);
    (kind.decimals == 0 && whole && fits(meant, kind)).then_some(meant)
}

/// A percentage without its decimal mark: `9500` for 95, `333` for 33.3
pub(crate) fn shifted(number: Quantity, kind: &NumberKind) -> Vec<Quantity> {
    if kind.unit != "%" {
        return Vec::new();
    }
    let places = [1, 2].map(|by| number.scale().checked_add(by));
    places
        .into_iter()
        .flatten()
        .filter_map(|scale| Quantity::new(number.mantissa(), scale).ok())
        .filter(|meant| fits(*meant, kind))
        .collect()
}

fn fits(number: Quantity, kind: &NumberKind) -> bool {
    u32::from(number.scale()) <= kind.decimals && number >= kind.min && number <= kind.max
}

/// Yes or no, said in words
pub(crate) fn yes_no(value: &FactValue) -> Option<bool> {
    let FactValue::Text(text) = value else {
        return None;
    };
    match folded(text).as_str() {
        "có" | "co" | "đã có" | "đúng" | "đạt" | "yes" | "true" | "x" => Some(true),
        "không" | "khong" | "chưa" | "không có" | "no" | "false" => Some(false),
        _ => None,
    }
}

/// The option whose title was written for its id, or whose id was written in other letters
pub(crate) fn option<'k>(kind: &'k ChoiceKind, text: &str) -> Option<&'k ChoiceOption> {
    let written = folded(text);
    let mut named = kind.options.iter().filter(|option| {
        let title = &option.title;
        folded(&title.vi) == written
            || title.en.as_deref().is_some_and(|en| folded(en) == written)
            || option.id.as_ref() == written.replace(' ', "-")
    });
    let first = named.next()?;
    named.next().is_none().then_some(first)
}

/// Small letters, one space between words.
fn folded(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.to_lowercase()
}
