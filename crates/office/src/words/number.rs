//! Numbers as they are printed, with comma or point.

use par_index::number::Quantity;

/// The decimal mark of a printed number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    Comma,
    Point,
}

/// A printed number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Printed {
    pub(crate) value: Quantity,
    /// None for a whole number.
    pub(crate) mark: Option<Mark>,
}

/// Reads digits with at most one comma or point, and at most six decimals.
pub(crate) fn printed(text: &str) -> Option<Printed> {
    let text = text.trim();
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text), |rest| ("-", rest));
    let at = digits.find([',', '.']);
    let (whole, decimals) = at.map_or((digits, ""), |at| {
        (
            digits.get(..at).unwrap_or_default(),
            digits.get(at + 1..).unwrap_or_default(),
        )
    });
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || (at.is_some() && !is_digits(decimals)) || decimals.len() > 6 {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let mark = at.map(|at| {
        if digits.get(at..).is_some_and(|rest| rest.starts_with(',')) {
            Mark::Comma
        } else {
            Mark::Point
        }
    });
    let number = if at.is_some() {
        format!("{whole}.{decimals}")
    } else {
        whole.to_owned()
    };
    let zero = number.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let value = Quantity::parse(&format!("{}{number}", if zero { "" } else { sign })).ok()?;
    Some(Printed { value, mark })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comma_and_point_are_decimal_marks() {
        for (text, value, mark) in [
            ("0,5", "0.5", Some(Mark::Comma)),
            ("0.50", "0.5", Some(Mark::Point)),
            ("01", "1", None),
            ("-0", "0", None),
            (" 12.125 ", "12.125", Some(Mark::Point)),
        ] {
            let found = printed(text).unwrap();
            assert_eq!(found.value, Quantity::parse(value).unwrap(), "{text}");
            assert_eq!(found.mark, mark, "{text}");
        }
        for text in [
            "",
            "1.1.1",
            "1,5,0",
            "a",
            "1.",
            ",5",
            "1e3",
            "0.1234567",
            "--1",
        ] {
            assert_eq!(printed(text), None, "{text}");
        }
    }
}
