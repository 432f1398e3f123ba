//! Units that stand twice in a table of published totals.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::file::PublishedFile;
use crate::number::Quantity;
use crate::read::{comparable, on_one_line};

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
    /// A published index is below zero
    ///
    /// # What it does
    /// Reads each index of a table of published totals. One above 100 is taken as it is: bonus points can
    /// lead there, and some tables have points and no percent.
    /// # Why it matters
    /// No unit has less than nothing, so the sign or the column is wrong; the unit would come last.
    /// # Example
    /// `"index": -3`.
    /// # Use instead
    /// Write the index as it was published, or leave it out where nothing was published.
    /// # Since
    /// 0.2.0
    IndexBelowZero { value: Quantity },
}

impl Finding for PublishedFault {
    fn check(&self) -> &'static str {
        match self {
            Self::UnitTwice { .. } => "unit-given-twice",
            Self::IndexBelowZero { .. } => "index-below-zero",
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
            Self::IndexBelowZero { value } => Message::new(
                format!("chỉ số {} nhỏ hơn 0", value.to_string().replace('.', ",")),
                format!("the index {value} is below 0"),
            ),
        }
    }

    fn help(&self) -> Message {
        match self {
            Self::UnitTwice { .. } => Message::new(
                "mỗi đơn vị chỉ xếp hạng một lần: gộp hai dòng làm một, hoặc ghi nhóm của từng dòng",
                "a unit is ranked once: make one row of the two, or give each its group",
            ),
            Self::IndexBelowZero { .. } => Message::new(
                "ghi chỉ số như đã công bố; bỏ trống nếu không công bố",
                "write the index as it was published; leave it out where nothing is published",
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
        let group = own.group.as_deref().map(comparable);
        let first = *seen.entry((group, comparable(&own.unit))).or_insert(index);
        if first != index {
            let unit = on_one_line(&own.unit).into_owned();
            let fault = PublishedFault::UnitTwice { unit };
            let twice = Diagnostic::new(&fault, format!("/units/{index}/unit"));
            found.push(twice.with_other(format!("/units/{first}/unit")));
        }
        if let Some(value) = own.index.filter(|value| *value < Quantity::ZERO) {
            let fault = PublishedFault::IndexBelowZero { value };
            found.push(Diagnostic::new(&fault, format!("/units/{index}/index")));
        }
    }
    found
}
