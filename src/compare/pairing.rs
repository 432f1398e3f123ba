//! Which criterion and which fact of the old set is which of the new.

use std::collections::{BTreeMap, BTreeSet};

use super::nodes::Node;
use super::normal::Reader;
use crate::file::Fact;
use crate::read::Id;

/// Nodes that are the same thing in both sets.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs {
    pub(super) new_of: BTreeMap<usize, usize>,
    pub(super) old_of: BTreeMap<usize, usize>,
}

impl Pairs {
    fn join(&mut self, old: usize, new: usize) {
        self.new_of.insert(old, new);
        self.old_of.insert(new, old);
    }

    /// The same id and sort; then, where an id is gone, what is alike in everything but the id, and
    /// what has title and rule in common. Only what is alike with exactly one other is taken.
    pub(super) fn of(old: &[Node<'_>], new: &[Node<'_>], readers: (&Reader, &Reader)) -> Self {
        let mut pairs = Self::default();
        for (at, node) in old.iter().enumerate() {
            let same = |other: &Node<'_>| {
                other.id == node.id && other.criterion.is_some() == node.criterion.is_some()
            };
            if let Some(found) = new.iter().position(same) {
                pairs.join(at, found);
            }
        }
        pairs.alike(old, new, |a, b| alike(a, b, readers) && rest_alike(a, b));
        pairs.alike(old, new, |a, b| alike(a, b, readers));
        pairs
    }

    /// Joins what is left and alike, one to one.
    fn alike(
        &mut self,
        old: &[Node<'_>],
        new: &[Node<'_>],
        is_alike: impl Fn(&Node<'_>, &Node<'_>) -> bool,
    ) {
        let left = |count: usize, taken: &BTreeMap<usize, usize>| -> Vec<usize> {
            (0..count).filter(|at| !taken.contains_key(at)).collect()
        };
        let (olds, news) = (left(old.len(), &self.new_of), left(new.len(), &self.old_of));
        let matches = |a: usize, b: usize| {
            old.get(a)
                .zip(new.get(b))
                .is_some_and(|(a, b)| is_alike(a, b))
        };
        for &a in &olds {
            let mut candidates = news.iter().copied().filter(|b| matches(a, *b));
            if let (Some(b), None) = (candidates.next(), candidates.next())
                && olds.iter().filter(|other| matches(**other, b)).count() == 1
            {
                self.join(a, b);
            }
        }
    }
}

/// Title and rule in common; of a parent the title.
fn alike(old: &Node<'_>, new: &Node<'_>, (read_old, read_new): (&Reader, &Reader)) -> bool {
    let (a, b) = match (old.criterion, new.criterion) {
        (Some(a), Some(b)) => (a, b),
        (None, None) => return old.title == new.title,
        _ => return false,
    };
    let rules = match (&a.rule, &b.rule) {
        (Some(a), Some(b)) => read_old.rule(a) == read_new.rule(b),
        (None, None) => true,
        _ => false,
    };
    rules && old.title.vi == new.title.vi
}

fn rest_alike(old: &Node<'_>, new: &Node<'_>) -> bool {
    let of = |node: &Node<'_>| {
        let criterion = node.criterion;
        (
            node.max_points,
            node.weight,
            criterion.and_then(|criterion| criterion.basis),
            criterion.map(|criterion| criterion.evidence.clone()),
            node.number.map(str::to_owned),
        )
    };
    of(old) == of(new)
}

/// Facts that only changed their id: new ids by old ones.
pub(super) fn renamed_facts(old: &[Fact], new: &[Fact]) -> BTreeMap<Id, Id> {
    let ids = |facts: &[Fact]| -> BTreeSet<Id> { facts.iter().map(|f| f.id.clone()).collect() };
    let (old_ids, new_ids) = (ids(old), ids(new));
    let gone: Vec<&Fact> = old.iter().filter(|f| !new_ids.contains(&f.id)).collect();
    let fresh: Vec<&Fact> = new.iter().filter(|f| !old_ids.contains(&f.id)).collect();
    let alike = |a: &Fact, b: &Fact| {
        a.title.vi == b.title.vi
            && a.kind == b.kind
            && a.provided_by == b.provided_by
            && a.edition == b.edition
    };
    let mut renamed = BTreeMap::new();
    for a in &gone {
        let mut candidates = fresh.iter().filter(|b| alike(a, b));
        if let (Some(b), None) = (candidates.next(), candidates.next())
            && gone.iter().filter(|other| alike(other, b)).count() == 1
        {
            renamed.insert(a.id.clone(), b.id.clone());
        }
    }
    renamed
}
