//! What is called, and what has to hold.

mod checks;
mod desk;
mod import;
mod readers;

use par_index::diagnostic::{Diagnostic, Diagnostics, Lang, Place};
use par_index::read::Document;

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
    /// A target; `folders` are those of the repository it starts from, with how the names of files end
    pub const fn new(
        name: &'static str,
        folders: &'static [(&'static str, &'static str)],
        function: fn(&[u8]) -> String,
    ) -> Self {
        Self {
            name,
            folders,
            function,
        }
    }

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

/// Criteria sets: those of the fixtures, and the shipped ones of every shape.
const CRITERIA: &[(&str, &str)] = &[
    ("tests/checks/criteria", "good.json"),
    ("tests/checks/assessment", "criteria.json"),
    ("criteria/pci", ".json"),
    ("criteria/illustrative-shapes", ".json"),
];
const PLANS: &[(&str, &str)] = &[
    ("tests/checks/plan", "good.json"),
    ("tests/checks/assessment", "plan.json"),
    ("seeds/illustrative", "plan.json"),
];
const ASSESSMENTS: &[(&str, &str)] = &[("tests/checks/assessment", "bad.json")];

static TARGETS: &[Target] = &[
    Target::new("read-criteria", CRITERIA, readers::criteria),
    Target::new("read-plan", PLANS, readers::plan),
    Target::new("read-assessment", ASSESSMENTS, readers::assessment),
    Target::new("read-published", &[], readers::published),
    Target::new("import-csv", import::SHEETS, import::csv),
    Target::new("import-xlsx", import::WORKBOOKS, import::xlsx),
    Target::new("check-criteria", CRITERIA, checks::criteria),
    Target::new("check-plan", PLANS, checks::plan),
    Target::new("check-assessment", ASSESSMENTS, checks::assessment),
    Target::new("desk-question", &[], desk::question),
    Target::new("desk-assessment", ASSESSMENTS, desk::assessment),
];

/// All targets
pub fn all() -> &'static [Target] {
    TARGETS
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
        for place in places(one) {
            let pointer = &place.pointer;
            assert!(
                pointer.is_empty() || pointer.starts_with('/'),
                "{}: `{pointer}` is no pointer",
                one.check()
            );
        }
    }
    checks.sort_unstable();
    checks.dedup();
    checks.join(" ")
}

/// Every finding about a file is [`sound`] and leads to a value of it, or to where a member is missing.
#[expect(clippy::panic, reason = "what a target finds is a panic")]
fn placed(mut found: Diagnostics, document: &Document) -> String {
    let Ok(whole) = serde_json::from_str::<serde_json::Value>(document.text()) else {
        panic!("read, but not by serde_json");
    };
    for one in &found {
        for place in places(one) {
            assert!(
                leads(&whole, &place.pointer),
                "{}: `{}` leads nowhere",
                one.check(),
                place.pointer
            );
        }
    }
    document.locate(&mut found);
    found.sort();
    within(&found, document.text());
    sound(&found)
}

/// Whether a pointer leads to a value, or into an object that lacks the member.
fn leads(whole: &serde_json::Value, pointer: &str) -> bool {
    let mut around = pointer;
    loop {
        if let Some(value) = whole.pointer(around) {
            return around == pointer || value.is_object();
        }
        match around.rsplit_once('/') {
            Some((above, _)) => around = above,
            None => return false,
        }
    }
}

/// Every finding has a line and a column that the text has.
fn within(found: &Diagnostics, text: &str) {
    for place in found.iter().flat_map(places) {
        let (Some(line), Some(column)) = (place.line, place.column) else {
            assert!(place.line.is_some(), "{place:?} has no line");
            continue;
        };
        let own = usize::try_from(line).unwrap_or(usize::MAX).checked_sub(1);
        let own = own.and_then(|index| text.split('\n').nth(index));
        let last = own.map(|own| own.chars().count().saturating_add(1));
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        assert!(
            last.is_some_and(|last| (1..=last).contains(&column)),
            "{place:?} is outside of the text"
        );
    }
}

fn places(one: &Diagnostic) -> impl Iterator<Item = &Place> {
    std::iter::once(one.place()).chain(one.other())
}
