//! Number cells, which spreadsheets keep as binary floats, as the decimals that were typed.

use super::{Cell, Odd};

/// Most decimals taken over.
const DECIMALS: usize = 6;

/// The cell of a number.
///
/// The shortest decimal that gives the same float is what was typed, as long as it has at most
/// six decimals. A formula can leave a tail (`0.1 + 0.2`); then the figure the sheet shows is
/// taken, and the cell is marked.
pub(super) fn cell(value: f64) -> Cell {
    // A number is written without an exponent by `Display`.
    let text = value.to_string();
    if decimals(&text) <= DECIMALS && value.is_finite() {
        return Cell {
            text: text
                .strip_prefix("-0")
                .filter(|rest| rest.is_empty())
                .map_or(text.clone(), |_| "0".to_owned()),
            number: true,
            odd: None,
        };
    }
    let shown = format!("{value:.DECIMALS$}");
    let shown = if shown.contains('.') {
        shown.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        shown
    };
    Cell {
        text: shown,
        number: true,
        odd: Some(Odd::Inexact(text)),
    }
}

fn decimals(text: &str) -> usize {
    text.split_once('.')
        .map_or(0, |(_, decimals)| decimals.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_recovered() {
        for (value, text) in [
            (0.1, "0.1"),
            (0.125, "0.125"),
            (1.1, "1.1"),
            (100.0, "100"),
            (0.15, "0.15"),
            (-0.25, "-0.25"),
            (-0.0, "0"),
            (0.333_333, "0.333333"),
            (1_234_567.891, "1234567.891"),
        ] {
            let cell = cell(value);
            assert_eq!((cell.text.as_str(), cell.odd), (text, None));
        }
    }

    #[test]
    fn what_a_formula_leaves_is_marked() {
        for (value, text) in [
            (0.1 + 0.2, "0.3"),
            (1.0 / 3.0, "0.333333"),
            (0.000_000_1, "0"),
        ] {
            let cell = cell(value);
            assert_eq!(cell.text, text);
            assert!(matches!(cell.odd, Some(Odd::Inexact(_))), "{value}");
        }
    }
}
