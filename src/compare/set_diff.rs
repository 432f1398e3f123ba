//! The comparison of two sets.

use std::collections::BTreeMap;

use serde::Serialize;

use super::answers::{AnswerFit, answers};
use super::change::{Change, Log, SameMeaning, sort};
use super::criteria::{self, Trees};
use super::measures::Two;
use super::nodes::{Node, nodes};
use super::normal::Reader;
use super::pairing::{Pairs, renamed_facts};
use super::{facts, settings};
use crate::file::NonWorkingDay;
use crate::model::CriteriaSet;
use crate::read::Id;

/// What changed in meaning between two criteria sets, and which old answers still fit
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// use par_index::{compare::SetDiff, model::CriteriaSet, shipped};
///
/// let read = |edition| {
///     let set = shipped::find("pci", edition).ok_or("not shipped")?;
///     Ok::<_, Box<dyn std::error::Error>>(CriteriaSet::from_json(None, set.json.as_bytes())?)
/// };
/// let (old, new) = (read("2013")?, read("2022")?);
/// assert!(SetDiff::between(&old, &old).is_empty());
/// let diff = SetDiff::between(&old, &new);
/// assert!(diff.changes().iter().any(|change| change.kind().word() == "weight"));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Serialize)]
pub struct SetDiff {
    changes: Vec<Change>,
    same: Vec<SameMeaning>,
    answers: Vec<AnswerFit>,
    new_facts: Vec<usize>,
    #[serde(skip)]
    leaves: BTreeMap<usize, usize>,
    /// New ids of areas and criteria by old ones.
    pub(super) ids: BTreeMap<Id, Id>,
}

impl SetDiff {
    /// Compares two sets
    pub fn between(old: &CriteriaSet, new: &CriteriaSet) -> Self {
        let (before, after) = (old.file(), new.file());
        let renamed = renamed_facts(&before.facts, &after.facts);
        let reader = |set: &CriteriaSet, facts: BTreeMap<Id, Id>| Reader {
            facts,
            policy: set.file().non_working_day.unwrap_or(NonWorkingDay::Keep),
        };
        let (read_old, read_new) = (reader(old, renamed.clone()), reader(new, BTreeMap::new()));
        let (olds, news) = (nodes(before), nodes(after));
        let pairs = Pairs::of(&olds, &news, (&read_old, &read_new));
        let mut log = Log::default();
        settings::compare(&mut log, before, after);
        let two = Two {
            sets: (old, new),
            readers: (&read_old, &read_new),
        };
        let trees = Trees {
            old: &olds,
            new: &news,
            pairs: &pairs,
        };
        criteria::compare(&mut log, two, trees);
        facts::compare(&mut log, &before.facts, &after.facts, &renamed);
        settings::slots(&mut log, before, after);
        sort(&mut log.changes);
        let answers = answers(&before.facts, &after.facts, &renamed);
        let known = |index: &usize| answers.iter().any(|fit| fit.new == Some(*index));
        let new_facts = (0..after.facts.len())
            .filter(|index| !known(index))
            .collect();
        let mut ids = BTreeMap::new();
        let mut leaves = BTreeMap::new();
        for (a, b) in &pairs.new_of {
            if let (Some(a), Some(b)) = (olds.get(*a), news.get(*b)) {
                ids.insert(a.id.clone(), b.id.clone());
                let leaf = |set: &CriteriaSet, node: &Node<'_>| set.leaf_index(node.id.as_str());
                if let (Some(a), Some(b)) = (leaf(old, a), leaf(new, b)) {
                    leaves.insert(a, b);
                }
            }
        }
        Self {
            changes: log.changes,
            same: log.same,
            answers,
            new_facts,
            leaves,
            ids,
        }
    }

    /// Whether nothing changed in meaning
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Every change: of the set, of areas and criteria in the order of the new set, of facts, of slots
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// What is written otherwise and means the same
    pub fn same_meaning(&self) -> &[SameMeaning] {
        &self.same
    }

    /// How old answers fit, fact by fact in the order of the old set
    pub fn answers(&self) -> &[AnswerFit] {
        &self.answers
    }

    /// Facts that only the new set asks for, as indices of its facts
    pub fn new_facts(&self) -> &[usize] {
        &self.new_facts
    }

    /// The index in the new set of a leaf of the old
    pub fn leaf_after(&self, old: usize) -> Option<usize> {
        self.leaves.get(&old).copied()
    }

    /// The id in the new set of an area or criterion of the old
    pub fn id_after(&self, old: &str) -> Option<&Id> {
        let mut ids = self.ids.iter();
        ids.find(|(id, _)| id.as_str() == old).map(|(_, new)| new)
    }

    /// The index in the old set of a leaf of the new
    pub fn leaf_before(&self, new: usize) -> Option<usize> {
        let found = self.leaves.iter().find(|(_, b)| **b == new);
        found.map(|(a, _)| *a)
    }
}
