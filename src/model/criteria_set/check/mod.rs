//! All checks of a criteria set.

mod adjustments;
mod basics;
mod cases;
mod condition;
mod direction;
mod due;
mod evidence;
mod examples;
mod factors;
mod facts;
mod full_marks;
mod instruments;
mod labels;
mod leaf;
mod measure;
mod numbering;
mod outcome;
mod points;
mod relations;
mod rows;
mod rule;
mod scale;
mod sum;
mod task_group;
mod tree;
mod usage;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::at::At;
use super::findings::{DeclaredMismatchKept, DeclaredMismatchNotThere, Thing, UnknownReference};
use super::values::Lattice;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::file::{CriteriaFile, DeclaredMismatch, Fact};
use crate::number::{Rounding, RoundingMode};
use crate::read::{Id, suggest_after};

/// Errors that a source may have and that may be kept on purpose.
const KEPT_ERRORS: [&str; 2] = ["children-do-not-add-up", "areas-do-not-add-up"];

/// Everything the checks find, sorted.
pub(super) fn check(file: &CriteriaFile) -> Diagnostics {
    check_beside(file, &BTreeSet::new())
}

/// Everything the checks find beside the leaves at these pointers, sorted.
pub(super) fn check_beside(file: &CriteriaFile, set_aside: &BTreeSet<String>) -> Diagnostics {
    let mut checker = Checker::new(file, set_aside);
    checker.basics();
    checker.facts();
    checker.areas();
    checker.adjustments();
    checker.unit_groups();
    checker.relations();
    checker.look_alikes();
    checker.usage();
    checker.factors();
    checker.instruments();
    let named = checker.found.into_iter().map(|one| named(file, one));
    let mut found: Diagnostics = named.collect();
    found.sort();
    found
}

/// Longest title shown before a finding, in characters.
const LONGEST_TITLE: usize = 80;

/// A finding with the number and the title of the area or criterion it is about, before its words.
fn named(file: &CriteriaFile, one: Diagnostic) -> Diagnostic {
    let pointer = one.place().pointer.clone();
    match subject(file, &pointer) {
        Some(subject) => one.of(&subject),
        None => one,
    }
}

fn subject(file: &CriteriaFile, pointer: &str) -> Option<Message> {
    let mut segments = pointer.split('/').skip(1).peekable();
    let index = |text: Option<&str>| text?.parse::<usize>().ok();
    let mut criteria = match segments.next()? {
        "areas" => &file.areas.get(index(segments.next())?)?.criteria,
        "bonus" => &file.bonus.as_ref()?.criteria,
        "penalty" => &file.penalty.as_ref()?.criteria,
        _ => return None,
    };
    let mut found = None;
    while segments.next_if_eq(&"criteria").is_some() {
        let own = criteria.get(index(segments.next())?)?;
        (found, criteria) = (Some(own), &own.criteria);
    }
    let own = found?;
    let number = own.number.as_deref().unwrap_or(own.id.as_str());
    let short = |title: &str| {
        let mut shown: String = title.chars().take(LONGEST_TITLE).collect();
        if title.chars().nth(LONGEST_TITLE).is_some() {
            shown.push('…');
        }
        shown
    };
    let en = own.title.en.as_deref().unwrap_or(&own.title.vi);
    Some(Message::new(
        format!("{number} “{}”", short(&own.title.vi)),
        format!("{number} “{}”", short(en)),
    ))
}

/// What the checks know of the file, and what they have found.
struct Checker<'f> {
    file: &'f CriteriaFile,
    /// Leaves that are not looked at.
    set_aside: &'f BTreeSet<String>,
    /// The first fact of each name.
    facts: BTreeMap<&'f str, &'f Fact>,
    slots: BTreeMap<&'f str, &'f Id>,
    instruments: BTreeSet<&'f str>,
    /// Instruments that are cited, with the first place.
    cited: BTreeMap<String, At>,
    /// Areas and criteria by id, at the place where they were first met.
    nodes: BTreeMap<&'f str, At>,
    /// Facts whose kind is faulty; what follows from it is not reported.
    broken: BTreeSet<&'f str>,
    /// Facts and slots that something reads.
    facts_used: BTreeSet<&'f str>,
    slots_used: BTreeSet<&'f str>,
    /// The steps of each leaf's points, before they are rounded.
    lattices: BTreeMap<&'f str, Lattice>,
    /// The leaf at hand shows by an example that nothing to measure is not assessable.
    empty_is_meant: bool,
    /// Rules behind a gate, which may ask that there is something to measure.
    behind_gates: usize,
    /// `rounding.measure`, where it can be used.
    measure_rounding: Option<Rounding>,
    found: Vec<Diagnostic>,
}

impl<'f> Checker<'f> {
    fn new(file: &'f CriteriaFile, set_aside: &'f BTreeSet<String>) -> Self {
        let mut facts = BTreeMap::new();
        for fact in &file.facts {
            facts.entry(fact.id.as_str()).or_insert(fact);
        }
        Self {
            file,
            set_aside,
            facts,
            slots: file
                .slots
                .iter()
                .map(|slot| (slot.id.as_str(), &slot.id))
                .collect(),
            instruments: file.instruments.iter().map(|one| one.id.as_str()).collect(),
            cited: BTreeMap::new(),
            nodes: BTreeMap::new(),
            broken: BTreeSet::new(),
            facts_used: BTreeSet::new(),
            slots_used: BTreeSet::new(),
            lattices: BTreeMap::new(),
            empty_is_meant: false,
            behind_gates: 0,
            measure_rounding: file.rounding.measure.as_ref().and_then(|rounding| {
                // Only the ends of ranges are rounded here, where the mode decides nothing that matters.
                Rounding::new(u8::try_from(rounding.places).ok()?, RoundingMode::HalfUp)
            }),
            found: Vec::new(),
        }
    }

    fn has_errors(&self) -> bool {
        self.has_errors_from(0)
    }

    /// Whether one of the findings from `start` on is an error.
    fn has_errors_from(&self, start: usize) -> bool {
        let mut found = self.found.iter().skip(start);
        found.any(|found| found.severity() == Severity::Error)
    }

    fn report(&mut self, finding: &dyn Finding, at: &At) {
        self.found.push(Diagnostic::new(finding, at));
    }

    fn report_against(&mut self, finding: &dyn Finding, at: &At, other: &At) {
        self.found
            .push(Diagnostic::new(finding, at).with_other(other));
    }

    /// Reports a name that refers to nothing, with the name probably meant.
    fn unknown<'c>(
        &mut self,
        thing: Thing,
        written: &str,
        at: &At,
        candidates: impl IntoIterator<Item = &'c str>,
    ) {
        let suggestion = suggest_after(self.found.len(), written, candidates);
        let suggestion = suggestion.map(str::to_owned);
        let written = written.to_owned();
        self.report(
            &UnknownReference {
                thing,
                written,
                suggestion,
            },
            at,
        );
    }

    /// Turns what was found from `start` on into advice where it is declared as kept on purpose.
    fn keep_declared(&mut self, start: usize, declared: &[DeclaredMismatch], at: &At) {
        let tail = start.min(self.found.len());
        let found = self.found.split_off(tail);
        let mut there = BTreeSet::new();
        for diagnostic in found {
            there.insert(diagnostic.check());
            let answer = declared
                .iter()
                .find(|one| one.check.as_str() == diagnostic.check());
            let may = diagnostic.severity() != Severity::Error
                || KEPT_ERRORS.contains(&diagnostic.check());
            let Some(answer) = answer.filter(|_| may) else {
                self.found.push(diagnostic);
                continue;
            };
            // The reason is a sentence of the file; a message ends without a full stop.
            let reason = &answer.reason;
            let sentence = |text: &str| text.trim_end_matches(['.', ' ']).to_owned();
            let kept = DeclaredMismatchKept {
                check: diagnostic.check(),
                vi: sentence(&reason.vi),
                en: sentence(reason.en.as_deref().unwrap_or(&reason.vi)),
            };
            let mut advice = Diagnostic::at(&kept, diagnostic.place().clone());
            if let Some(other) = diagnostic.other() {
                advice = advice.with_other_place(other.clone());
            }
            self.found.push(advice);
        }
        for (index, one) in declared.iter().enumerate() {
            let at = at.item("declared_mismatches", index);
            self.cites(&one.cites, &at);
            if !there.contains(one.check.as_str()) {
                let check = one.check.clone();
                self.report(&DeclaredMismatchNotThere { check }, &at.key("check"));
            }
        }
    }
}
