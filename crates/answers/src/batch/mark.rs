//! Decimal marks of numbers in a table.

use par_index::number::Quantity;

/// What stands before the decimals of a number
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    Point,
    Comma,
}

/// `1,234` or `1.234` as one thousand two hundred and thirty-four.
pub fn thousands(text: &str) -> Option<Quantity> {
    let (before, after) = text.split_once([',', '.'])?;
    let digits = before.trim_start_matches('-');
    let grouped = after.len() == 3 && (1..=3).contains(&digits.len()) && digits != "0";
    grouped
        .then(|| Quantity::parse(&format!("{before}{after}")).ok())
        .flatten()
}

/// A number as it is written into a table: so that its point cannot part thousands.
pub fn unambiguous(number: Quantity) -> String {
    let text = number.to_string();
    if thousands(&text).is_some() {
        format!("{text}0")
    } else {
        text
    }
}
