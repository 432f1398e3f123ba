//! Checks the numbers printed on the sheet.

use std::collections::BTreeMap;

use super::super::at::At;
use super::super::findings::{NumberGivenTwice, NumberNotPlain, NumberUnderAnotherParent};
use super::Checker;
use crate::file::Criterion;

/// What the numbers of siblings have in common.
pub(super) struct Family {
    /// The number of their parent, in Arabic digits.
    parent: Option<String>,
    /// Whether the number of a sibling begins with the number of the parent.
    follows: bool,
}

impl Family {
    /// The family of the children of a parent with this number
    pub(super) fn of(parent: Option<&str>, children: &[Criterion]) -> Self {
        let parent = parent
            .map(plain)
            .map(|number| roman(&number).unwrap_or(number));
        let follows = parent.is_some()
            && children.iter().any(|child| {
                let number = child.number.as_deref().map(plain);
                number.as_deref().and_then(above) == parent.as_deref()
            });
        Self { parent, follows }
    }
}

impl<'f> Checker<'f> {
    /// Checks the number of a criterion; `numbers` are those met in its area
    pub(super) fn numbered(
        &mut self,
        criterion: &'f Criterion,
        at: &At,
        family: &Family,
        numbers: &mut BTreeMap<String, At>,
    ) {
        let Some(number) = criterion.number.as_deref().map(plain) else {
            return;
        };
        let straight = straightened(&number);
        if straight != number {
            let finding = NumberNotPlain {
                number,
                plain: straight,
            };
            self.report(&finding, &at.key("number"));
            return;
        }
        // Numbers without a point may begin anew under each parent.
        let Some(prefix) = above(&number) else { return };
        let here = at.key("number");
        if let Some(parent) = family
            .parent
            .as_ref()
            .filter(|parent| family.follows && *parent != prefix)
        {
            let finding = NumberUnderAnotherParent {
                number: number.clone(),
                parent: parent.clone(),
            };
            self.report(&finding, &here);
            // A wrong number says nothing about the one it happens to equal.
            return;
        }
        if let Some(first) = numbers.get(&number) {
            self.report_against(&NumberGivenTwice { number }, &here, first);
        } else {
            numbers.insert(number, here);
        }
    }
}

/// A number without spaces and closing points.
fn plain(number: &str) -> String {
    number.trim().trim_end_matches('.').to_owned()
}

/// A number with digits and points in place of what looks like them.
///
/// Only between digits: a list may well count `a`, `b`, … or `I`, `II`, ….
fn straightened(number: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let joined: String = number
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            ',' | '·' | '．' | '。' => '.',
            '０'..='９' => {
                char::from_digit(u32::from(c).saturating_sub(u32::from('０')), 10).unwrap_or(c)
            }
            c => c,
        })
        .collect();
    for part in joined.split('.') {
        let digits = part.chars().filter(char::is_ascii_digit).count();
        let misleads = |c: char| matches!(c, 'l' | 'I' | 'O' | 'o' | '|');
        let others = part.chars().filter(|c| !c.is_ascii_digit());
        let lookalikes = others.clone().count() > 0 && others.clone().all(misleads);
        let alone = part == "l" || part == "O" || part == "o" || part == "|";
        let among_numbers = joined
            .split('.')
            .any(|other| other.chars().all(|c| c.is_ascii_digit()) && !other.is_empty());
        if lookalikes && (digits > 0 || (alone && among_numbers)) {
            let straight = part.chars().map(|c| match c {
                'l' | 'I' | '|' => '1',
                'O' | 'o' => '0',
                c => c,
            });
            parts.push(straight.collect());
        } else {
            parts.push(part.to_owned());
        }
    }
    parts.join(".")
}

/// The number of the parent that a number names: `5.5` of `5.5.1`.
fn above(number: &str) -> Option<&str> {
    let (above, last) = number.rsplit_once('.')?;
    (!above.is_empty() && !last.is_empty()).then_some(above)
}

/// A Roman number up to XX in Arabic digits.
fn roman(number: &str) -> Option<String> {
    const ROMAN: [&str; 20] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
        "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
    ];
    let index = ROMAN.iter().position(|roman| *roman == number)?;
    Some(index.saturating_add(1).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_digits_is_straightened() {
        for (written, straight) in [
            ("1.l", "1.1"),
            ("1O.2", "10.2"),
            ("9. 3.2", "9.3.2"),
            ("9,3.2", "9.3.2"),
            ("I.2", "I.2"),
            ("II", "II"),
            ("1.a", "1.a"),
            ("đ", "đ"),
            ("I1.2", "11.2"),
            ("7.11", "7.11"),
        ] {
            assert_eq!(straightened(written), straight);
        }
    }

    #[test]
    fn numbers_name_their_parent() {
        assert_eq!(above("5.5.1"), Some("5.5"));
        assert_eq!(above("7"), None);
        assert_eq!(plain(" 7.1. "), "7.1");
        assert_eq!(roman("VIII").as_deref(), Some("8"));
        assert_eq!(roman("8"), None);
    }
}
