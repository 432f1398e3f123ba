//! The plan's occurrences in the order and names that rules and documents use.

use crate::eval::given::tasks::Tasks;
use crate::file::Document;
use crate::file::{Need, Product, ProductKind};
use crate::model::{CriteriaSet, Occurrence, ReformPlan, TaskBook, TaskFilter};
use crate::read::Id;

/// The occurrences of a plan, by slot of the set and by area.
pub(crate) fn tasks(set: &CriteriaSet, plan: &ReformPlan, book: &TaskBook) -> Tasks {
    let occurrences = book.occurrences().to_vec();
    let areas = &plan.file().areas;
    let area_of =
        |occurrence: &Occurrence| areas.get(occurrence.area()).map(|area| area.id.clone());
    let slots = set
        .file()
        .slots
        .iter()
        .map(|slot| {
            let bound = plan.slot_tasks(set.id(), set.edition(), &slot.id)?;
            let filter = TaskFilter::Slot(bound);
            let covered =
                |(_, own): &(usize, &Occurrence)| filter.covers(own.area(), own.task(), own.step());
            Some(
                occurrences
                    .iter()
                    .enumerate()
                    .filter(covered)
                    .map(|(index, _)| index)
                    .collect(),
            )
        })
        .collect();
    let open_steps = book.open_steps().to_vec();
    let open_slots = set
        .file()
        .slots
        .iter()
        .map(|slot| {
            let Some(bound) = plan.slot_tasks(set.id(), set.edition(), &slot.id) else {
                return Vec::new();
            };
            let filter = TaskFilter::Slot(bound);
            let numbered = open_steps.iter().enumerate();
            numbered
                .filter(|(_, open)| filter.covers(open.area(), open.task(), open.step()))
                .map(|(index, _)| index)
                .collect()
        })
        .collect();
    let open_areas = open_steps
        .iter()
        .filter_map(|open| areas.get(open.area()).map(|area| area.id.clone()))
        .collect();
    let areas = occurrences.iter().filter_map(area_of).collect();
    Tasks {
        occurrences,
        slots,
        areas,
        open_steps,
        open_slots,
        open_areas,
    }
}

/// How documents name each occurrence.
pub(crate) fn names(plan: &ReformPlan, tasks: &Tasks) -> Vec<OccurrenceName> {
    tasks
        .occurrences
        .iter()
        .map(|occurrence| {
            let task = plan.tasks().get(occurrence.task());
            let step = task.and_then(|task| task.steps().get(occurrence.step()));
            let written = task.map_or(&[][..], |task| &task.file().products);
            let products: Vec<&Product> = step
                .map_or(&[][..], |step| step.products())
                .iter()
                .filter_map(|index| written.get(*index))
                .collect();
            let one_is_enough = task.is_some_and(|task| task.file().need == Some(Need::Any));
            OccurrenceName {
                task: task.map(|task| task.id().to_string()).unwrap_or_default(),
                needed: needed(&products, one_is_enough),
                products: products.iter().map(|own| own.id.to_string()).collect(),
                occurrence: occurrence.label().map(str::to_owned),
            }
        })
        .collect()
}

/// Of several documents of which all are needed each; else whatever names the occurrence.
fn needed(products: &[&Product], one_is_enough: bool) -> Vec<Needed> {
    let documents = products
        .iter()
        .filter(|product| product.kind == ProductKind::Document);
    let each: Vec<Needed> = documents
        .map(|product| Needed::Product {
            id: product.id.to_string(),
            kind: product.document.clone(),
        })
        .collect();
    if one_is_enough || each.len() < 2 {
        return vec![Needed::Anything];
    }
    each
}

/// How documents name an occurrence.
#[derive(Clone, Debug)]
pub(crate) struct OccurrenceName {
    pub(crate) task: String,
    pub(crate) products: Vec<String>,
    /// What has to be named: each of several documents of which the plan needs all, else anything.
    pub(crate) needed: Vec<Needed>,
    pub(crate) occurrence: Option<String>,
}

/// What documents of an occurrence have to name.
#[derive(Clone, Debug)]
pub(crate) enum Needed {
    /// Its task, or any of its products.
    Anything,
    /// This product, or the task by a document of the product's kind.
    Product { id: String, kind: Option<Id> },
}

impl OccurrenceName {
    /// Whether a document names what is needed, for this occurrence.
    pub(crate) fn is_shown_by(&self, needed: &Needed, document: &Document) -> bool {
        document.supports.iter().any(|support| {
            let occurrence = support.occurrence.as_deref();
            support
                .task
                .as_deref()
                .is_some_and(|task| self.names(needed, task, &document.kind))
                && occurrence.is_none_or(|label| self.occurrence.as_deref() == Some(label))
        })
    }

    /// Whether `task` or `task/product` of a document of this kind names what is needed.
    fn names(&self, needed: &Needed, name: &str, kind: &Id) -> bool {
        let (task, product) = match name.split_once('/') {
            None => (name, None),
            Some((task, product)) => (task, Some(product)),
        };
        let named = match (needed, product) {
            (Needed::Anything, None) => true,
            (Needed::Anything, Some(product)) => self.products.iter().any(|own| own == product),
            (Needed::Product { kind: asked, .. }, None) => {
                asked.as_ref().is_none_or(|asked| asked == kind)
            }
            (Needed::Product { id, .. }, Some(product)) => id == product,
        };
        task == self.task && named
    }
}
