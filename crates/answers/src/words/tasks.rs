//! Tasks of a plan: their states in words, and the occurrences behind a slot.

use par_index::diagnostic::Lang;
use par_index::eval::Scorecard;
use par_index::file::Document;
use par_index::model::{
    CriteriaSet, Occurrence, PlanTask, ReformPlan, TaskBook, TaskFilter, TaskState,
};

use crate::words::number::date;
use crate::words::say;
use crate::words::title;

pub fn state(state: TaskState, lang: Lang) -> &'static str {
    match state {
        TaskState::Overdue => say(lang, "quá hạn", "overdue"),
        TaskState::NotDone => say(lang, "không thực hiện", "not done"),
        TaskState::DoneLate => say(lang, "xong, trễ hạn", "done late"),
        TaskState::Done => say(lang, "xong, chưa rõ hạn", "done, due day not known"),
        TaskState::Due => say(lang, "đến kỳ", "due"),
        TaskState::NotDue => say(lang, "chưa đến kỳ", "not due"),
        TaskState::Ongoing => say(lang, "thường xuyên", "ongoing"),
        TaskState::DoneOnTime => say(lang, "xong đúng hạn", "done on time"),
        TaskState::DidNotArise => say(lang, "không phát sinh", "did not arise"),
    }
}

/// `i.2.1/report 2024-Q1`
pub fn name(task: &PlanTask, occurrence: &Occurrence) -> String {
    let mut name = task.id().to_string();
    if let Some(product) = occurrence.product() {
        name.push('/');
        name.push_str(product.as_str());
    }
    if let Some(label) = occurrence.label() {
        name.push(' ');
        name.push_str(label);
    }
    name
}

/// `hạn 15/01/2024, xong 12/01/2024: xong đúng hạn`
pub fn standing(occurrence: &Occurrence, lang: Lang) -> String {
    let mut parts = Vec::new();
    if let Some(day) = occurrence.last_day() {
        parts.push(format!("{} {}", say(lang, "hạn", "due"), date(day, lang)));
    }
    if let Some(day) = occurrence.done_on() {
        parts.push(format!("{} {}", say(lang, "xong", "done"), date(day, lang)));
    }
    parts.push(state(occurrence.state(), lang).to_owned());
    parts.join(" · ")
}

/// The ids of the documents that name an occurrence's task.
pub fn documents<'d>(
    task: &PlanTask,
    occurrence: &Occurrence,
    all: &'d [Document],
) -> Vec<&'d str> {
    let names = |text: &str| match text.split_once('/') {
        None => text == task.id().as_str(),
        Some((id, product)) => {
            id == task.id().as_str() && task.step_with(product) == Some(occurrence.step())
        }
    };
    all.iter()
        .filter(|document| {
            document.supports.iter().any(|support| {
                support.task.as_deref().is_some_and(names)
                    && support
                        .occurrence
                        .as_deref()
                        .is_none_or(|named| Some(named) == occurrence.label())
            })
        })
        .map(|document| document.id.as_str())
        .collect()
}

/// A task behind a slot, with one of its occurrences; without one where nothing arose
#[derive(Debug)]
pub struct Bound<'p> {
    pub task: &'p PlanTask,
    pub occurrence: Option<&'p Occurrence>,
}

/// The occurrences of the tasks that a plan binds to a slot; `None` where it does not say
pub fn bound<'p>(
    set: &CriteriaSet,
    slot: usize,
    plan: &'p ReformPlan,
    book: &'p TaskBook,
) -> Option<Vec<Bound<'p>>> {
    let slot = &set.file().slots.get(slot)?.id;
    let tasks = plan.slot_tasks(set.id(), set.edition(), slot)?;
    let mut all: Vec<Bound<'p>> = book
        .select(TaskFilter::Slot(tasks))
        .filter_map(|(_, occurrence)| {
            let task = plan.tasks().get(occurrence.task())?;
            Some(Bound {
                task,
                occurrence: Some(occurrence),
            })
        })
        .collect();
    for own in tasks {
        if let Some(task) = plan.tasks().get(own.task())
            && !all.iter().any(|bound| bound.task.index() == own.task())
        {
            all.push(Bound {
                task,
                occurrence: None,
            });
        }
    }
    Some(all)
}

/// A task in words: its products, else its title.
pub fn words(task: &PlanTask, lang: Lang) -> &str {
    title(&task.file().title, lang)
}

/// The names of occurrences.
pub fn names(card: &Scorecard, occurrences: &[usize]) -> Vec<String> {
    let assessment = card.assessment();
    let (Some(plan), Some(book)) = (assessment.plan(), assessment.task_book()) else {
        return Vec::new();
    };
    let named = occurrences.iter().filter_map(|index| {
        let occurrence = book.occurrences().get(*index)?;
        Some(name(plan.tasks().get(occurrence.task())?, occurrence))
    });
    named.collect()
}
