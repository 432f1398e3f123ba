//! Criteria sets with errors, as far as they are sound.

use std::collections::BTreeSet;

use super::check::check_beside;
use super::leaf::Leaf;
use super::skeleton::Skeleton;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::file::{CriteriaFile, Measure, Rule, Scale, Score};

/// The keys of a leaf that give its points, and that nothing beside the leaf reads.
const OF_THE_LEAF: [&str; 3] = ["rule", "evidence", "examples"];

/// The leaves that cannot be scored.
pub(super) enum Faulty {
    /// Those at these pointers.
    Leaves(BTreeSet<String>),
    /// Every one: an error reaches beyond single leaves.
    All,
}

impl Faulty {
    /// None: the set is sound.
    pub(super) const NONE: Self = Self::Leaves(BTreeSet::new());

    /// The faulty leaves of a file in which these errors were found
    pub(super) fn of(file: &CriteriaFile, found: &Diagnostics) -> Self {
        let Some(leaves) = leaves_of(found) else {
            return Self::All;
        };
        let laid_out = Skeleton::of(file, &Self::NONE);
        let known: BTreeSet<&str> = laid_out.leaves.iter().map(Leaf::pointer).collect();
        let are_leaves = leaves.iter().all(|leaf| known.contains(leaf.as_str()));
        // An error may have kept others from being looked for.
        if are_leaves && leaves_of(&check_beside(file, &leaves)).is_some_and(|own| own.is_empty()) {
            Self::Leaves(leaves)
        } else {
            Self::All
        }
    }

    pub(super) fn holds(&self, leaf: &str) -> bool {
        match self {
            Self::Leaves(leaves) => leaves.contains(leaf),
            Self::All => true,
        }
    }
}

/// The rule of a leaf whose own cannot be trusted: it has no answer, whatever the facts.
pub(super) fn no_answer() -> Rule {
    Rule::Score(Box::new(Score {
        measure: Measure::Total(Vec::new()),
        scale: Scale::Bands(Vec::new()),
    }))
}

/// The leaves that errors lie in; `None` where one reaches beyond.
fn leaves_of(found: &Diagnostics) -> Option<BTreeSet<String>> {
    let errors = found
        .iter()
        .filter(|one| one.severity() == Severity::Error && !is_about_sources(one));
    errors.map(leaf_of).collect()
}

/// Whether no point hangs on an error: it is about what the set cites.
fn is_about_sources(error: &Diagnostic) -> bool {
    let pointer = &error.place().pointer;
    let mut segments = pointer.split('/').rev();
    let cites = segments.find(|segment| segment.parse::<usize>().is_err() && *segment != "source");
    cites == Some("cites") || pointer.starts_with("/instruments/")
}

/// The leaf that an error lies in.
fn leaf_of(error: &Diagnostic) -> Option<String> {
    let pointer = &error.place().pointer;
    if error.check() == "leaf-without-rule" {
        return Some(pointer.clone());
    }
    let mut ends = pointer.match_indices('/').map(|(at, _)| at).skip(1);
    ends.find_map(|at| {
        let (leaf, below) = pointer.split_at_checked(at)?;
        let key = below.split('/').nth(1)?;
        OF_THE_LEAF.contains(&key).then(|| leaf.to_owned())
    })
}
