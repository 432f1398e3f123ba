//! What can be checked of a criteria set of which a part cannot be read.

use std::collections::BTreeSet;

use super::check::check;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::file::CriteriaFile;
use crate::read::{MAX_FAULTS, Partly, touches};

/// Checks of what stands in one place, whatever is missing elsewhere
const OF_WHAT_IS_WRITTEN: &[&str] = &[
    "band-empty",
    "band-limit-missing",
    "band-listed-twice",
    "band-points-unclear",
    "condition-without-limit",
    "each-not-positive",
    "floor-above-full-mark",
    "floor-above-start",
    "full-mark-not-positive",
    "goalposts-equal",
    "id-given-twice",
    "leaf-without-basis",
    "leaf-without-rule",
    "linear-without-limits",
    "list-empty",
    "maximum-not-positive",
    "measure-source-unclear",
    "option-listed-twice",
    "parts-do-not-add-up",
    "points-above-maximum",
    "points-below-zero",
    "points-too-large",
    "points-with-too-many-decimals",
    "rule-on-parent",
    "rule-too-deep",
    "tree-too-deep",
];

/// Checks of how criteria make their parents
const OF_THE_TREE: &[&str] = &[
    "areas-do-not-add-up",
    "children-do-not-add-up",
    "number-given-twice",
    "number-under-another-parent",
    "weight-not-used",
    "weights-do-not-sum",
    "weights-missing",
];

/// Checks of all criteria together
const OF_THE_WHOLE: &[&str] = &[
    "area-points-not-finite",
    "area-rounding-moves-full-marks",
    "declared-mismatch",
    "declared-mismatch-not-there",
    "fact-not-used",
    "total-points-not-finite",
    "weights-too-fine",
];

/// Keys of an area, a criterion or a fact that no other finding rests on
const WORDS: &[&str] = &["appraised_by", "cites", "edition", "note", "shape", "title"];

/// Keys of an area or a criterion that its parent rests on
const OF_PARENTS: &[&str] = &[
    "combine",
    "criteria",
    "declared_mismatches",
    "id",
    "max_points",
    "number",
    "weight",
];

/// Keys of a set under which criteria stand
const TREES: &[&str] = &["areas", "bonus", "penalty"];

/// Keys of a set whose elements are looked at one by one
const LISTS: &[&str] = &["areas", "facts", "relations", "slots"];

/// Keys of a set that rules are read with
const OF_RULES: &[&str] = &[
    "combine",
    "holidays",
    "in_force",
    "max_points",
    "non_working_day",
    "provenance",
    "rounding",
    "working_days",
];

/// The faults of reading, and what the checks find that does not follow from them; sorted
pub(super) fn check_partly(partly: &Partly<CriteriaFile>) -> Diagnostics {
    let mut all = partly.found.clone();
    if let Some((file, document)) = &partly.value
        && document.holes().len() < MAX_FAULTS
    {
        let mut found = check(file);
        document.locate(&mut found);
        let gaps = Gaps::new(partly.missing());
        all.extend(found.into_iter().filter(|one| !gaps.may_cause(one)));
    }
    all.sort();
    all
}

/// A JSON Pointer, and the area, criterion, fact … it lies in
struct Path<'p> {
    top: &'p str,
    /// The pointer of what it lies in.
    owner: &'p str,
    /// The key below that.
    key: Option<&'p str>,
}

impl<'p> Path<'p> {
    fn new(pointer: &'p str) -> Self {
        let ends = pointer.match_indices('/').map(|(at, _)| at).skip(1);
        let ends = ends.chain([pointer.len()]);
        let mut segments = pointer.split('/').skip(1).zip(ends).peekable();
        let (top, mut end) = segments.next().unwrap_or_default();
        if LISTS.contains(&top)
            && let Some((_, element)) =
                segments.next_if(|(segment, _)| segment.parse::<usize>().is_ok())
        {
            end = element;
        }
        let key = loop {
            match segments.next() {
                Some(("criteria", _)) if TREES.contains(&top) => match segments.next() {
                    Some((_, element)) => end = element,
                    None => break Some("criteria"),
                },
                other => break other.map(|(key, _)| key),
            }
        };
        Self {
            top,
            owner: pointer.get(..end).unwrap_or(pointer),
            key,
        }
    }

    fn is_in_tree(&self) -> bool {
        TREES.contains(&self.top)
    }
}

/// What could not be read, and what rests on it
struct Gaps {
    pointers: BTreeSet<String>,
    /// Areas, criteria, facts … of which something is missing that other findings rest on.
    owners: BTreeSet<String>,
    of_tree: bool,
    of_parents: bool,
    of_rules: bool,
    of_facts: bool,
    of_instruments: bool,
    of_head: bool,
}

impl Gaps {
    fn new(pointers: BTreeSet<String>) -> Self {
        let mut gaps = Self {
            pointers: BTreeSet::new(),
            owners: BTreeSet::new(),
            of_tree: false,
            of_parents: false,
            of_rules: false,
            of_facts: false,
            of_instruments: false,
            of_head: false,
        };
        for pointer in &pointers {
            let path = Path::new(pointer);
            let is_words = path.key.is_some_and(|key| WORDS.contains(&key));
            if !is_words {
                gaps.owners.insert(path.owner.to_owned());
                // A parent without one of its children may look like a leaf.
                if path.is_in_tree() && path.owner.len() == pointer.len() {
                    let list = pointer.rsplit_once('/').map(|(list, _)| list);
                    let parent = list.and_then(|list| list.rsplit_once('/'));
                    gaps.owners
                        .extend(parent.map(|(parent, _)| parent.to_owned()));
                }
            }
            if path.is_in_tree() {
                gaps.of_tree |= !is_words;
                gaps.of_parents |= path.key.is_none_or(|key| OF_PARENTS.contains(&key));
            }
            match path.top {
                "facts" | "slots" => {
                    gaps.of_facts = true;
                    // A fact of which only a part is missing is read otherwise than it is meant.
                    let is_there = path.key.is_some() && !pointers.contains(path.owner);
                    gaps.of_rules |= is_there && !is_words;
                }
                "instruments" => gaps.of_instruments = true,
                "relations" => gaps.of_tree = true,
                "areas" | "bonus" | "penalty" | "title" | "note" => {}
                top => {
                    gaps.of_head = true;
                    gaps.of_rules |= OF_RULES.contains(&top);
                }
            }
        }
        Self { pointers, ..gaps }
    }

    /// Whether a finding may follow from what is missing
    fn may_cause(&self, one: &Diagnostic) -> bool {
        let check = one.check();
        if self.pointers.is_empty() {
            return false;
        }
        if OF_THE_WHOLE.contains(&check) {
            return true;
        }
        let pointer = one.place().pointer.as_str();
        let path = Path::new(pointer);
        if OF_THE_TREE.contains(&check) {
            return self.of_parents || self.of_head || self.owners.contains(path.owner);
        }
        let other = one.other().map(|other| other.pointer.as_str());
        let places = [Some(pointer), other];
        let mut places = places.into_iter().flatten();
        let is_near = places.any(|place| touches(&self.pointers, place));
        if is_near || self.owners.contains(path.owner) {
            return true;
        }
        if check == "unknown-reference" {
            let is_citation = pointer.contains("/cites/");
            return if is_citation {
                self.of_instruments
            } else {
                self.of_facts || self.of_parents
            };
        }
        let is_read_by_rules = path.is_in_tree() || ["facts", "relations"].contains(&path.top);
        if is_read_by_rules {
            return self.of_rules && !OF_WHAT_IS_WRITTEN.contains(&check);
        }
        self.of_head || self.of_tree
    }
}
