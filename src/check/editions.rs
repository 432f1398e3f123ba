//! Editions of one criteria set that are in force at once.

use crate::diagnostic::{Diagnostic, Finding, Message, Severity};
use crate::model::CriteriaSet;
use crate::number::Date;

/// The id of the check.
pub(super) const ID: &str = "editions-overlap";

/// Two editions of one criteria set are in force on the same days
///
/// # What it does
///
/// Compares the days in force of sets that have the same id and differ in content.
///
/// # Why it matters
///
/// On those days nobody knows by which edition a unit is scored.
///
/// # Example
///
/// The edition 2023 is in force until 31 December 2025, the edition 2024 from 1 January 2024 on.
///
/// # Use instead
///
/// End the older edition on the day before the newer begins, or give different groups of units sets with
/// ids of their own.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct EditionsOverlap {
    id: String,
    edition: String,
    other: String,
    from: Date,
    until: Date,
}

impl Finding for EditionsOverlap {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let Self {
            id, edition, other, ..
        } = self;
        let (from, until) = (super::words::day(self.from), super::words::day(self.until));
        Message::new(
            format!(
                "phiên bản \"{edition}\" và \"{other}\" của bộ tiêu chí \"{id}\" cùng có hiệu lực từ {} đến {}",
                from.vi, until.vi
            ),
            format!(
                "the editions \"{edition}\" and \"{other}\" of the set \"{id}\" are both in force from {} to {}",
                from.en, until.en
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy cho phiên bản cũ hết hiệu lực trước ngày phiên bản mới bắt đầu",
            "let the older edition end before the newer one begins",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.from.to_string())
    }
}

/// Whether two sets are editions of one set and in force on the same days
///
/// The place and the other place are both `/in_force`, the first in `set`, the second in `other`.
pub fn check_editions(set: &CriteriaSet, other: &CriteriaSet) -> Option<Diagnostic> {
    let (mine, theirs) = (&set.file().in_force, &other.file().in_force);
    let (from, until) = (mine.from.max(theirs.from), mine.until.min(theirs.until));
    let is_pair = set.id() == other.id() && set.fingerprint() != other.fingerprint();
    (is_pair && from <= until).then(|| {
        let finding = EditionsOverlap {
            id: set.id().to_string(),
            edition: set.edition().to_string(),
            other: other.edition().to_string(),
            from,
            until,
        };
        Diagnostic::new(&finding, "/in_force").with_other("/in_force")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(edition: &str, from: &str, until: &str) -> CriteriaSet {
        let shipped = crate::shipped::find("pci", "2022").unwrap();
        let mut file: serde_json::Value = serde_json::from_str(shipped.json).unwrap();
        file["edition"] = edition.into();
        file["in_force"] = serde_json::json!({ "from": from, "until": until });
        CriteriaSet::from_json(None, file.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn days_shared_by_two_editions_are_found() {
        let old = set("2023", "2023-01-01", "2025-12-31");
        let new = set("2024", "2024-01-01", "2026-12-31");
        let found = check_editions(&new, &old).unwrap();
        assert_eq!((found.check(), found.witness()), (ID, Some("2024-01-01")));
        assert!(check_editions(&new, &new).is_none(), "the same file twice");
        let ended = set("2023", "2023-01-01", "2023-12-31");
        assert!(
            check_editions(&new, &ended).is_none(),
            "one day after the other"
        );
    }

    #[test]
    fn one_edition_with_two_contents_overlaps_itself() {
        let one = set("2023", "2023-01-01", "2023-12-31");
        let two = set("2023", "2023-12-31", "2024-12-31");
        assert_eq!(
            check_editions(&one, &two).unwrap().witness(),
            Some("2023-12-31")
        );
    }

    #[test]
    fn shipped_editions_do_not_overlap() {
        let sets: Vec<CriteriaSet> = crate::shipped::SETS
            .iter()
            .map(|set| CriteriaSet::from_json(None, set.json.as_bytes()).unwrap())
            .collect();
        for (index, set) in sets.iter().enumerate() {
            for other in &sets[..index] {
                assert!(
                    check_editions(set, other).is_none(),
                    "{} {}",
                    set.id(),
                    set.edition()
                );
            }
        }
    }
}
