//! Units that stand twice in a table of published totals.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::file::PublishedFile;

/// What is wrong with published totals.
#[derive(Clone, Debug, PartialEq, Eq)]
enum PublishedFault {
    /// A unit stands twice in one group
    ///
    /// # What it does
    /// Compares the units of each group of a table of published totals.
    /// # Why it matters
    /// A unit has one place in a ranking, so the table cannot be ranked, and nobody can tell which of
    /// the two totals was published.
    /// # Example
    /// `"unit": "so-a"` at two places under `units`, both without `group`.
    /// # Use instead
    /// Drop one of the two, or give each its group.
    /// # Since
    /// 0.2.0
    UnitTwice { unit: String },
}

impl Finding for PublishedFault {
    fn check(&self) -> &'static str {
        match self {
            Self::UnitTwice { .. } => "unit-given-twice",
        }
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        match self {
            Self::UnitTwice { unit } => Message::new(
                format!("đơn vị \"{unit}\" có hai lần trong một nhóm"),
                format!("the unit \"{unit}\" stands twice in one group"),
            ),
        }
    }

    fn help(&self) -> Message {
        match self {
            Self::UnitTwice { .. } => Message::new(
                "mỗi đơn vị chỉ xếp hạng một lần: gộp hai dòng làm một, hoặc ghi nhóm của từng dòng",
                "a unit is ranked once: make one row of the two, or give each its group",
            ),
        }
    }
}

/// Everything there is to say about a table of published totals
///
/// The pointers lead into the file. Whoever read it calls
/// [`Document::locate`](crate::read::Document::locate).
pub fn check_published(file: &PublishedFile) -> Diagnostics {
    let mut found = Diagnostics::new();
    let mut seen = BTreeMap::new();
    for (index, own) in file.units.iter().enumerate() {
        let first = *seen.entry((&own.group, &own.unit)).or_insert(index);
        if first != index {
            let unit = own.unit.clone();
            let fault = PublishedFault::UnitTwice { unit };
            let twice = Diagnostic::new(&fault, format!("/units/{index}/unit"));
            found.push(twice.with_other(format!("/units/{first}/unit")));
        }
    }
    found
}
