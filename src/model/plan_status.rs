//! How a plan stands: by area, by lead unit, and in all.

mod shown;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;

use super::calendar_period::{CalendarPeriod, Length};
use super::occurrence::{Occurrence, TaskState};
use super::reform_plan::{PlanTask, ReformPlan};
use super::task_book::TaskBook;
use crate::file::{Span, Text};
use crate::number::{Date, Ratio};
use crate::read::{Id, keyword};

keyword! {
    /// A part of the year for which a plan's progress is summed up
    pub enum StatusPeriod {
        /// January to March.
        Q1 = "q1",
        /// April to June.
        Q2 = "q2",
        /// July to September.
        Q3 = "q3",
        /// October to December.
        Q4 = "q4",
        /// The first six months.
        H1 = "h1",
        /// The last six months.
        H2 = "h2",
        /// The whole year.
        Year = "year",
    }
}

impl StatusPeriod {
    /// Reads `q1` to `q4`, `h1`, `h2` or `year`
    ///
    /// # Examples
    ///
    /// ```
    /// use par_index::model::StatusPeriod;
    ///
    /// assert_eq!(StatusPeriod::parse("h1"), Some(StatusPeriod::H1));
    /// assert_eq!(StatusPeriod::parse("q5"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|each| each.word() == text)
    }

    /// Its days in a year; `None` outside the years 1900 to 2200
    pub fn span(self, year: i32) -> Option<Span> {
        let (length, number) = match self {
            Self::Q1 => (Length::Quarter, 1),
            Self::Q2 => (Length::Quarter, 2),
            Self::Q3 => (Length::Quarter, 3),
            Self::Q4 => (Length::Quarter, 4),
            Self::H1 => (Length::HalfYear, 1),
            Self::H2 => (Length::HalfYear, 2),
            Self::Year => (Length::Year, 1),
        };
        CalendarPeriod::new(year, length, number).map(CalendarPeriod::span)
    }
}

/// How a plan stands as of a day
///
/// Without a window it speaks of every task. With one, of the tasks that have an occurrence whose
/// last day or day done falls into it, and of the ongoing ones; the state of a task is then that
/// of its worst occurrence among those. A window around the whole period of the plan leaves out
/// nothing.
///
/// # Legal basis
///
/// The plan itself orders a summary each quarter, half-year and year (section V.3 of the plan of
/// Sở Lao động - Thương binh và Xã hội tỉnh Quảng Trị, 2024).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PlanStatus {
    /// The plan.
    pub plan: Id,
    /// The unit.
    pub unit: Id,
    /// The day of which it speaks.
    pub as_of: Date,
    /// The part of the year it is limited to.
    pub window: Option<StatusWindow>,
    /// All tasks, each once.
    pub total: StatusCounts,
    /// The same by area.
    pub areas: Vec<AreaStatus>,
    /// The same by lead unit; a task counts under each of its lead units.
    pub leads: Vec<LeadStatus>,
    /// The tasks.
    pub tasks: Vec<TaskStatus>,
}

/// The part of a year a status is limited to
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StatusWindow {
    /// Which part.
    pub period: StatusPeriod,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub until: Date,
}

/// Numbers of tasks by state, and shares of occurrences
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StatusCounts {
    /// How many tasks.
    pub tasks: usize,
    /// How many of them in each state.
    pub states: BTreeMap<TaskState, usize>,
    /// Occurrences done, on time or late, of those that arose.
    pub completion: StatusShare,
    /// Occurrences done on time, of those that arose and have a last day.
    pub punctuality: StatusShare,
}

/// An exact share
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StatusShare {
    /// How many there are for certain.
    pub part: usize,
    /// How many there may come to be.
    pub possible: usize,
    /// Of how many.
    pub whole: usize,
}

/// How an area stands
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AreaStatus {
    /// The area.
    pub id: Id,
    /// Number as printed.
    pub number: String,
    /// Name in words.
    pub title: Text,
    /// Its tasks.
    pub counts: StatusCounts,
}

/// How a lead unit stands
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LeadStatus {
    /// The lead unit.
    pub id: Id,
    /// Name in words.
    pub title: Text,
    /// The tasks it leads.
    pub counts: StatusCounts,
}

/// How a task stands
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TaskStatus {
    /// The task.
    pub id: Id,
    /// Its area.
    pub area: Id,
    /// Name in words.
    pub title: Text,
    /// Its lead units.
    pub lead: Vec<Id>,
    /// Its deadline as printed.
    pub deadline_printed: String,
    /// Its state: that of its worst occurrence.
    pub state: TaskState,
    /// The last day of that occurrence; the earliest of several that are as bad.
    pub last_day: Option<Date>,
    /// The day that occurrence was done.
    pub done_on: Option<Date>,
    /// The occurrences that count here.
    pub occurrences: Vec<OccurrenceStatus>,
}

/// How one occurrence of a task stands
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OccurrenceStatus {
    /// The product, where it has a deadline of its own.
    pub product: Option<Id>,
    /// The name of the occurrence.
    pub occurrence: Option<String>,
    /// Its state.
    pub state: TaskState,
    /// The last day that is on time.
    pub last_day: Option<Date>,
    /// The day it was done.
    pub done_on: Option<Date>,
}

impl PlanStatus {
    /// Sums up how a plan stands on the day of its book
    ///
    /// The window lies in the year of that day, or in the nearest year of the plan's period.
    pub fn new(plan: &ReformPlan, book: &TaskBook, window: Option<StatusPeriod>) -> Self {
        let period = plan.period();
        // Not `clamp`, which panics where the ends are reversed.
        let year = book.as_of().min(period.until).max(period.from).year();
        let window = window.and_then(|period| {
            let Span { from, until } = period.span(year)?;
            Some(StatusWindow {
                period,
                from,
                until,
            })
        });
        let narrow = window
            .as_ref()
            .filter(|window| window.from > period.from || window.until < period.until);
        let tasks = chosen(plan, book, narrow);
        let count = |keep: &dyn Fn(&Chosen<'_>) -> bool| {
            let mut counts = StatusCounts::default();
            tasks
                .iter()
                .filter(|task| keep(task))
                .for_each(|task| counts.add(task));
            counts
        };
        let area = |(index, area): (usize, &crate::file::PlanArea)| AreaStatus {
            id: area.id.clone(),
            number: area.number.clone(),
            title: area.title.clone(),
            counts: count(&|chosen| chosen.task.area() == index),
        };
        let lead = |lead: &crate::file::Lead| LeadStatus {
            id: lead.id.clone(),
            title: lead.title.clone(),
            counts: count(&|chosen| chosen.task.file().lead.contains(&lead.id)),
        };
        let file = plan.file();
        Self {
            plan: file.id.clone(),
            unit: file.unit.id.clone(),
            as_of: book.as_of(),
            total: count(&|_| true),
            areas: file.areas.iter().enumerate().map(area).collect(),
            leads: file.leads.iter().map(lead).collect(),
            tasks: tasks.iter().filter_map(|task| task.status(plan)).collect(),
            window,
        }
    }
}

/// A task with those of its occurrences that count.
struct Chosen<'p> {
    task: &'p PlanTask,
    occurrences: Vec<&'p Occurrence>,
    state: TaskState,
}

/// The tasks that count.
fn chosen<'p>(
    plan: &'p ReformPlan,
    book: &'p TaskBook,
    window: Option<&StatusWindow>,
) -> Vec<Chosen<'p>> {
    let counts = |occurrence: &Occurrence| {
        window.is_none_or(|window| {
            let inside = |day: Option<Date>| {
                day.is_some_and(|day| window.from <= day && day <= window.until)
            };
            occurrence.state() == TaskState::Ongoing
                || inside(occurrence.last_day())
                || inside(occurrence.done_on())
        })
    };
    let mut all: Vec<_> = plan
        .tasks()
        .iter()
        .map(|task| (task, Vec::new(), false))
        .collect();
    for occurrence in book.occurrences() {
        if let Some((_, occurrences, has_any)) = all.get_mut(occurrence.task()) {
            *has_any = true;
            if counts(occurrence) {
                occurrences.push(occurrence);
            }
        }
    }
    let state = |(task, occurrences, has_any): (&'p PlanTask, Vec<&'p Occurrence>, bool)| {
        let worst = occurrences.iter().map(|each| each.state()).min();
        let state = match worst {
            Some(state) => state,
            None if has_any => return None,
            // Nothing was reported of what arises with events.
            None => book
                .task_state(task.index())
                .filter(|state| window.is_none() || *state == TaskState::Ongoing)?,
        };
        Some(Chosen {
            task,
            occurrences,
            state,
        })
    };
    all.into_iter().filter_map(state).collect()
}

impl Chosen<'_> {
    fn status(&self, plan: &ReformPlan) -> Option<TaskStatus> {
        let file = self.task.file();
        let worst = self
            .occurrences
            .iter()
            .filter(|each| each.state() == self.state)
            .min_by_key(|each| (each.last_day().is_none(), each.last_day()));
        let shown = |each: &&Occurrence| OccurrenceStatus {
            product: each.product().cloned(),
            occurrence: each.label().map(str::to_owned),
            state: each.state(),
            last_day: each.last_day(),
            done_on: each.done_on(),
        };
        Some(TaskStatus {
            id: file.id.clone(),
            area: plan.file().areas.get(self.task.area())?.id.clone(),
            title: file.title.clone(),
            lead: file.lead.clone(),
            deadline_printed: file.deadline.printed.clone(),
            state: self.state,
            last_day: worst.and_then(|each| each.last_day()),
            done_on: worst.and_then(|each| each.done_on()),
            occurrences: self.occurrences.iter().map(shown).collect(),
        })
    }
}

impl Default for StatusCounts {
    fn default() -> Self {
        Self {
            tasks: 0,
            states: TaskState::ALL.iter().map(|state| (*state, 0)).collect(),
            completion: StatusShare::default(),
            punctuality: StatusShare::default(),
        }
    }
}

impl StatusCounts {
    fn add(&mut self, task: &Chosen<'_>) {
        self.tasks = self.tasks.saturating_add(1);
        let count = self.states.entry(task.state).or_default();
        *count = count.saturating_add(1);
        for occurrence in task.occurrences.iter().filter(|each| each.arose()) {
            let state = occurrence.state();
            self.completion
                .add(state.is_done(), state.is_undetermined());
            if occurrence.due_day().is_dated() {
                let sure = state == TaskState::DoneOnTime;
                self.punctuality.add(sure, state.may_be_on_time());
            }
        }
    }

    /// How many tasks are in a state
    pub fn in_state(&self, state: TaskState) -> usize {
        self.states.get(&state).copied().unwrap_or_default()
    }
}

impl StatusShare {
    fn add(&mut self, sure: bool, open: bool) {
        self.part = self.part.saturating_add(usize::from(sure));
        self.possible = self.possible.saturating_add(usize::from(sure || open));
        self.whole = self.whole.saturating_add(1);
    }

    /// What is certain, in percent; `None` of nothing
    pub fn percent(self) -> Option<Ratio> {
        percent(self.part, self.whole)
    }

    /// What is still possible, in percent; `None` of nothing
    pub fn possible_percent(self) -> Option<Ratio> {
        percent(self.possible, self.whole)
    }
}

fn percent(part: usize, whole: usize) -> Option<Ratio> {
    let part = i128::try_from(part).ok()?.checked_mul(100)?;
    Ratio::new(part, i128::try_from(whole).ok()?)
}
