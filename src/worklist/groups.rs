//! Items put together by who appraises them, or by leaf.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ToDecide;
use super::item::{FindingCounts, WorkItem};
use crate::file::Text;
use crate::model::Home;
use crate::number::Points;
use crate::read::comparable;

/// Items that belong together
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct WorkGroup {
    /// The appraising body or the leaf; none where the set names nobody
    pub title: Option<Text>,
    /// Number of the leaf, where items are put together by leaf
    pub number: Option<String>,
    /// Indices of its items, in their order
    pub items: Vec<usize>,
    /// How many of them wait for the appraiser
    pub to_decide: usize,
    /// How many of them wait for somebody else
    pub waiting: usize,
    /// How many rounds gave less than was claimed, counting the latest decision of each item
    pub lowered: usize,
    /// What those decisions took away; above zero
    pub taken: Points,
    /// Findings about its items
    pub findings: FindingCounts,
}

impl WorkGroup {
    fn new(title: Option<Text>, number: Option<String>) -> Self {
        Self {
            title,
            number,
            items: Vec::new(),
            to_decide: 0,
            waiting: 0,
            lowered: 0,
            taken: Points::ZERO,
            findings: FindingCounts::default(),
        }
    }

    fn add(&mut self, index: usize, item: &WorkItem) {
        self.items.push(index);
        if item.to_decide.is_for_appraiser() {
            self.to_decide = self.to_decide.saturating_add(1);
        } else if item.to_decide != ToDecide::Nothing {
            self.waiting = self.waiting.saturating_add(1);
        }
        if let Some(taken) = item.taken() {
            self.lowered = self.lowered.saturating_add(1);
            self.taken = self.taken.checked_add(taken).unwrap_or(self.taken);
        }
        let (own, more) = (&mut self.findings, item.findings);
        own.errors = own.errors.saturating_add(more.errors);
        own.warnings = own.warnings.saturating_add(more.warnings);
        own.advice = own.advice.saturating_add(more.advice);
    }
}

impl WorkItem {
    /// What the latest decision takes from the claim, where it takes anything
    ///
    /// Of a penalty, what it adds.
    pub fn taken(&self) -> Option<Points> {
        let latest = self
            .rounds
            .iter()
            .rev()
            .flatten()
            .find_map(|own| own.points)?;
        let claimed = self.claimed?;
        let taken = match self.home {
            Home::Penalty => latest.checked_sub(claimed)?,
            Home::Area(_) | Home::Bonus => claimed.checked_sub(latest)?,
        };
        (taken > Points::ZERO).then_some(taken)
    }
}

/// Puts items together by the body that appraises them
///
/// Bodies come in the order they are first named; items whose set names nobody come last.
pub fn by_body(items: &[WorkItem]) -> Vec<WorkGroup> {
    let body = |item: &WorkItem| {
        let body = item.body.as_ref();
        body.map(|body| comparable(&body.vi).into_owned())
    };
    let new = |item: &WorkItem| WorkGroup::new(item.body.clone(), None);
    let mut groups = grouped(items.iter().enumerate(), body, new);
    groups.sort_by_key(|group| group.title.is_none());
    groups
}

/// Puts items of all units together by leaf, in the order of the criteria sets
pub fn by_leaf(items: &[WorkItem]) -> Vec<WorkGroup> {
    let key = |item: &WorkItem| (item.criteria_set.clone(), item.leaf);
    let new = |item: &WorkItem| WorkGroup::new(Some(item.title.clone()), Some(item.number.clone()));
    let mut sorted: Vec<(usize, &WorkItem)> = items.iter().enumerate().collect();
    sorted.sort_by_key(|(index, item)| (key(item), *index));
    grouped(sorted.into_iter(), key, new)
}

fn grouped<'i, K: Ord>(
    items: impl Iterator<Item = (usize, &'i WorkItem)>,
    key: impl Fn(&WorkItem) -> K,
    new: impl Fn(&WorkItem) -> WorkGroup,
) -> Vec<WorkGroup> {
    let mut places: BTreeMap<K, usize> = BTreeMap::new();
    let mut groups: Vec<WorkGroup> = Vec::new();
    for (index, item) in items {
        let at = *places.entry(key(item)).or_insert_with(|| {
            groups.push(new(item));
            groups.len().saturating_sub(1)
        });
        if let Some(group) = groups.get_mut(at) {
            group.add(index, item);
        }
    }
    groups
}
