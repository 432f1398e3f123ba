//! The documents on file, found by what they support.

use std::collections::BTreeMap;

use crate::file::Document;
use crate::number::Date;
use crate::read::Id;

/// Documents, found by what they support: each of many leaves looks at its own only.
#[derive(Clone, Debug, Default)]
pub(crate) struct Register<'a> {
    documents: &'a [Document],
    by_criterion: BTreeMap<&'a Id, Vec<usize>>,
    /// By the task, without its product.
    by_task: BTreeMap<&'a str, Vec<usize>>,
    /// The first issued on each day.
    by_day: BTreeMap<Date, usize>,
}

impl<'a> Register<'a> {
    pub(crate) fn new(documents: &'a [Document]) -> Self {
        let mut register = Self {
            documents,
            ..Self::default()
        };
        for (index, document) in documents.iter().enumerate() {
            if let Some(day) = document.issued_on {
                register.by_day.entry(day).or_insert(index);
            }
            for support in &document.supports {
                let task = support.task.as_deref();
                let task = task.map(|name| name.split_once('/').map_or(name, |(task, _)| task));
                let criterion = support.criterion.as_ref();
                let lists = [
                    criterion.map(|own| register.by_criterion.entry(own).or_default()),
                    task.map(|own| register.by_task.entry(own).or_default()),
                ];
                for list in lists.into_iter().flatten() {
                    if list.last() != Some(&index) {
                        list.push(index);
                    }
                }
            }
        }
        register
    }

    /// The first document issued on a day.
    pub(crate) fn first_of(&self, day: Date) -> Option<usize> {
        self.by_day.get(&day).copied()
    }

    /// The documents that name a criterion, in the order of the file.
    pub(crate) fn of_criterion(&self, id: &Id) -> impl Iterator<Item = (usize, &'a Document)> {
        self.at(self.by_criterion.get(id))
    }

    /// The documents that name a task or one of its products, in the order of the file.
    pub(crate) fn of_task(&self, task: &str) -> impl Iterator<Item = (usize, &'a Document)> {
        self.at(self.by_task.get(task))
    }

    fn at<'s>(
        &'s self,
        list: Option<&'s Vec<usize>>,
    ) -> impl Iterator<Item = (usize, &'a Document)> + use<'a, 's> {
        let list = list.into_iter().flatten();
        list.filter_map(|index| Some((*index, self.documents.get(*index)?)))
    }
}
