//! What is called, and what has to hold.

mod checks;
mod import;
mod readers;

use par_index::diagnostic::{Diagnostic, Diagnostics, Lang};

use crate::chance::Chance;
use crate::{corpus, mutate, sheets};

/// One function over bytes that panics when something does not hold
#[derive(Clone, Copy, Debug)]
pub struct Target {
    name: &'static str,
    /// Folders of the repository, with what the names of files end in there.
    folders: &'static [(&'static str, &'static str)],
    function: fn(&[u8]) -> String,
}

impl Target {
    /// Its name
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Gives it an input; what comes back tells one kind of answer from another
    pub fn call(&self, input: &[u8]) -> String {
        (self.function)(input)
    }

    /// What mutation starts from
    pub fn corpus(&self) -> Vec<Vec<u8>> {
        let mut found = corpus::of(self.name, self.folders);
        if self.name == "import-xlsx" {
            found.extend(import::workbooks());
        }
        found
    }

    pub(crate) fn bend(&self, own: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
        if self.name == "import-xlsx" {
            sheets::bend(own, other, chance)
        } else {
            mutate(own, other, chance)
        }
    }
}

/// Criteria sets: that of the fixtures, and one of every shape.
const CRITERIA: &[(&str, &str)] = &[
    ("tests/checks/assessment", "criteria.json"),
    ("criteria/illustrative-shapes", ".json"),
];

/// All targets
pub const fn all() -> &'static [Target] {
    &[
        Target {
            name: "read-criteria",
            folders: CRITERIA,
            function: readers::criteria,
        },
        Target {
            name: "read-plan",
            folders: &[("tests/checks/assessment", "plan.json")],
            function: readers::plan,
        },
        Target {
            name: "read-assessment",
            folders: &[("tests/checks/assessment", "bad.json")],
            function: readers::assessment,
        },
        Target {
            name: "import-csv",
            folders: &[("crates/office/tests/data", ".csv")],
            function: import::csv,
        },
        Target {
            name: "import-xlsx",
            folders: &[],
            function: import::xlsx,
        },
        Target {
            name: "check-criteria",
            folders: CRITERIA,
            function: checks::criteria,
        },
        Target {
            name: "check-assessment",
            folders: &[("tests/checks/assessment", "bad.json")],
            function: checks::assessment,
        },
    ]
}

/// Every finding is complete: both languages, no full stop, a place.
///
/// Comes back with the checks found, which tell answers apart.
fn sound(found: &Diagnostics) -> String {
    let mut checks: Vec<&str> = found.iter().map(Diagnostic::check).collect();
    for one in found {
        for lang in [Lang::Vi, Lang::En] {
            let words = [one.message().get(lang), one.help().get(lang)];
            for text in words {
                assert!(!text.trim().is_empty(), "{}: no words", one.check());
                let stop = text.ends_with('.') && !text.ends_with("..");
                assert!(!stop, "{}: a full stop: {text}", one.check());
            }
            assert!(one.to_json(lang).is_object());
        }
        let pointer = &one.place().pointer;
        assert!(
            pointer.is_empty() || pointer.starts_with('/'),
            "{}: `{pointer}` is no pointer",
            one.check()
        );
    }
    checks.sort_unstable();
    checks.dedup();
    checks.join(" ")
}
