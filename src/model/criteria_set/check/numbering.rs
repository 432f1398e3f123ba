//! Checks the numbers printed on the sheet.

use std::collections::BTreeMap;

use super::super::at::At;
use super::super::findings::{NumberGivenTwice, NumberUnderAnotherParent};
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
    fn numbers_name_their_parent() {
        assert_eq!(above("5.5.1"), Some("5.5"));
        assert_eq!(above("7"), None);
        assert_eq!(plain(" 7.1. "), "7.1");
        assert_eq!(roman("VIII").as_deref(), Some("8"));
        assert_eq!(roman("8"), None);
    }
}
