//! One time that a task is done, and how it stands.

use serde::Serialize;

use crate::number::Date;
use crate::read::{Id, keyword};

use super::reform_plan::TaskRef;

keyword! {
    /// How a task or an occurrence of it stands as of a day, the worst first
    pub enum TaskState {
        /// The last day has passed, and nothing says that it was done.
        Overdue = "overdue",
        /// It was not done and will not be.
        NotDone = "not-done",
        /// Done after the last day.
        DoneLate = "done-late",
        /// Done, while its last day is not known.
        Done = "done",
        /// The time in which it is to be done has begun.
        Due = "due",
        /// That time has not begun.
        NotDue = "not-due",
        /// It has no last day and is not reported as done.
        Ongoing = "ongoing",
        /// Done by the last day, or without having one.
        DoneOnTime = "done-on-time",
        /// Nothing arose.
        DidNotArise = "did-not-arise",
    }
}

impl TaskState {
    /// Says whether it was done, on time or late
    pub const fn is_done(self) -> bool {
        matches!(self, Self::DoneOnTime | Self::DoneLate | Self::Done)
    }

    /// Says whether it may still come out either way
    pub const fn is_undetermined(self) -> bool {
        matches!(
            self,
            Self::Overdue | Self::Due | Self::NotDue | Self::Ongoing
        )
    }

    /// Says whether it may still have been on time: by its state alone, so only where it has a
    /// last day at all
    pub const fn may_be_on_time(self) -> bool {
        matches!(
            self,
            Self::DoneOnTime | Self::Done | Self::Due | Self::NotDue | Self::Ongoing
        )
    }

    /// The state of something done on a day
    pub(crate) fn done(done_on: Date, due: DueDay) -> Self {
        match due {
            DueDay::On(last) if done_on > last => Self::DoneLate,
            DueDay::On(_) | DueDay::Undated => Self::DoneOnTime,
            DueDay::AwaitsEvent | DueDay::AwaitsTask | DueDay::NeverStarts => Self::Done,
        }
    }

    /// The state of something not reported as done; `window` is its first and last day.
    pub(crate) fn waiting(window: Option<(Date, Date)>, as_of: Date) -> Self {
        match window {
            None => Self::Ongoing,
            Some((_, last)) if as_of > last => Self::Overdue,
            Some((first, _)) if as_of >= first => Self::Due,
            Some(_) => Self::NotDue,
        }
    }
}

/// What is known of the last day of an occurrence
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DueDay {
    /// Its schedule has none.
    Undated,
    /// This day.
    On(Date),
    /// It counts from a day that the result does not give.
    AwaitsEvent,
    /// It counts from a task that is not done yet, and may never be.
    AwaitsTask,
    /// It counts from a task that was not done, or of which nothing arose.
    NeverStarts,
}

impl DueDay {
    /// The day, where it is known
    pub const fn day(self) -> Option<Date> {
        match self {
            Self::On(day) => Some(day),
            _ => None,
        }
    }

    /// Says whether its schedule has a last day, known or not
    pub const fn is_dated(self) -> bool {
        !matches!(self, Self::Undated)
    }
}

/// One time that a step of a task is done
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Occurrence {
    pub(super) task: usize,
    pub(super) area: usize,
    pub(super) step: usize,
    pub(super) product: Option<Id>,
    pub(super) label: Option<String>,
    pub(super) result: Option<usize>,
    pub(super) due: DueDay,
    pub(super) window_start: Option<Date>,
    pub(super) done_on: Option<Date>,
    pub(super) state: TaskState,
}

impl Occurrence {
    /// The place of the task among the tasks of the plan, from 0
    pub fn task(&self) -> usize {
        self.task
    }

    /// The place of the area among the areas of the plan, from 0
    pub fn area(&self) -> usize {
        self.area
    }

    /// The place of the step among the steps of the task, from 0
    pub fn step(&self) -> usize {
        self.step
    }

    /// The product that names the step; `None` for the step named by the task
    pub fn product(&self) -> Option<&Id> {
        self.product.as_ref()
    }

    /// The name of the occurrence: `2024-Q1`, or as reported
    pub fn label(&self) -> Option<&str> {
        self.label.as_deref()
    }

    /// The place of its result among the results given, from 0
    pub fn result(&self) -> Option<usize> {
        self.result
    }

    /// The last day that is on time; `None` where it has none or it is not known
    pub fn last_day(&self) -> Option<Date> {
        self.due.day()
    }

    /// What is known of the last day that is on time
    pub fn due_day(&self) -> DueDay {
        self.due
    }

    /// The first day on which it counts as due
    pub fn window_start(&self) -> Option<Date> {
        self.window_start
    }

    /// The day it was done, where that is not after the day the assessment speaks of
    pub fn done_on(&self) -> Option<Date> {
        self.done_on
    }

    /// How it stands
    pub fn state(&self) -> TaskState {
        self.state
    }

    /// Says whether anything arose
    pub fn arose(&self) -> bool {
        self.state != TaskState::DidNotArise
    }

    /// How it would stand, had it been done on that day
    pub fn state_if_done_on(&self, day: Date) -> TaskState {
        TaskState::done(day, self.due)
    }
}

/// A step that arises with events, as long as more of them may come and none was reported
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct OpenStep {
    pub(super) task: usize,
    pub(super) area: usize,
    pub(super) step: usize,
}

impl OpenStep {
    /// The place of the task among the tasks of the plan, from 0
    pub fn task(self) -> usize {
        self.task
    }

    /// The place of the area among the areas of the plan, from 0
    pub fn area(self) -> usize {
        self.area
    }

    /// The place of the step among the steps of the task, from 0
    pub fn step(self) -> usize {
        self.step
    }
}

/// Which tasks of a plan are meant
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskFilter<'f> {
    /// Those bound to a slot, see [`ReformPlan::slot_tasks`](super::ReformPlan::slot_tasks).
    Slot(&'f [TaskRef]),
    /// Those of an area, by its place among the areas of the plan.
    Area(usize),
    /// All.
    All,
}

impl TaskFilter<'_> {
    /// Says whether a step of a task of an area is meant
    pub fn covers(&self, area: usize, task: usize, step: usize) -> bool {
        match self {
            Self::Slot(tasks) => tasks.iter().any(|bound| bound.covers(task, step)),
            Self::Area(own) => *own == area,
            Self::All => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn waiting_turns_at_each_boundary() {
        let window = Some((day("2024-01-01"), day("2024-03-31")));
        let state = |as_of| TaskState::waiting(window, day(as_of));
        assert_eq!(state("2023-12-31"), TaskState::NotDue);
        assert_eq!(state("2024-01-01"), TaskState::Due);
        assert_eq!(state("2024-03-31"), TaskState::Due);
        assert_eq!(state("2024-04-01"), TaskState::Overdue);
        assert_eq!(
            TaskState::waiting(None, day("2030-01-01")),
            TaskState::Ongoing
        );
    }

    #[test]
    fn done_turns_after_the_last_day() {
        let last = DueDay::On(day("2024-03-31"));
        assert_eq!(
            TaskState::done(day("2024-03-31"), last),
            TaskState::DoneOnTime
        );
        assert_eq!(
            TaskState::done(day("2024-04-01"), last),
            TaskState::DoneLate
        );
        assert_eq!(
            TaskState::done(day("2030-01-01"), DueDay::Undated),
            TaskState::DoneOnTime
        );
        for unknown in [DueDay::AwaitsEvent, DueDay::AwaitsTask, DueDay::NeverStarts] {
            let state = TaskState::done(day("2024-01-01"), unknown);
            assert_eq!(state, TaskState::Done, "neither on time nor late");
        }
    }

    #[test]
    fn states_stand_worst_first() {
        let words: Vec<_> = TaskState::ALL.iter().map(|state| state.word()).collect();
        assert_eq!(
            words,
            [
                "overdue",
                "not-done",
                "done-late",
                "done",
                "due",
                "not-due",
                "ongoing",
                "done-on-time",
                "did-not-arise"
            ]
        );
    }
}
