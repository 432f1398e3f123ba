//! The tasks of a plan with what became of them, as of a day.

mod assign;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use self::assign::{Assignment, Draft};
use super::due_date::{days_ahead, last_day, last_day_after, window_start};
use super::occurrence::{DueDay, Occurrence, OpenStep, TaskFilter, TaskState};
use super::reform_plan::{ReformPlan, Step};
use super::result_findings::ResultFinding;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding};
use crate::file::{AfterDue, Due, Every, Schedule, TaskResultFile};
use crate::number::Date;

/// The occurrences of a plan's tasks, with their results, as of a day
///
/// # Examples
///
/// ```
/// # use par_index::model::ReformPlan;
/// use par_index::model::{TaskBook, TaskFilter};
/// use par_index::number::Date;
///
/// # fn book(plan: &ReformPlan) {
/// let as_of = Date::parse("2024-11-30").unwrap();
/// let (book, found) = TaskBook::new(plan, &[], as_of, "/results");
/// assert!(found.is_empty(), "no results, no faults");
/// let arose = book.select(TaskFilter::All).filter(|(_, each)| each.arose()).count();
/// # let _ = arose;
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskBook {
    as_of: Date,
    occurrences: Vec<Occurrence>,
    open_steps: Vec<OpenStep>,
    task_states: Vec<TaskState>,
}

/// Findings about results, each kind at most once a result.
struct Faults<'r> {
    prefix: &'r str,
    found: Diagnostics,
    known: BTreeSet<(usize, &'static str)>,
}

impl Faults<'_> {
    fn add(&mut self, result: usize, key: &str, finding: &dyn Finding, other: Option<usize>) {
        if !self.known.insert((result, finding.check())) {
            return;
        }
        let prefix = self.prefix;
        let mut diagnostic = Diagnostic::new(finding, format!("{prefix}/{result}{key}"));
        if let Some(other) = other {
            diagnostic = diagnostic.with_other(format!("{prefix}/{other}"));
        }
        self.found.push(diagnostic);
    }
}

/// What stays the same while occurrences are dated.
struct Dating<'p> {
    plan: &'p ReformPlan,
    results: &'p [TaskResultFile],
    as_of: Date,
    /// For each step that arose or still may: whether all of it was done.
    completions: BTreeMap<(usize, usize), Completion>,
}

/// Whether all of a step was done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Completion {
    /// By this day.
    By(Date),
    /// Not yet.
    Open,
    /// Some of it was not done.
    Never,
}

impl TaskBook {
    /// Puts results to the occurrences they speak of
    ///
    /// `prefix` is the JSON Pointer of the list of results, for the diagnostics. Results with an
    /// error that leaves open what they speak of are left out.
    pub fn new(
        plan: &ReformPlan,
        results: &[TaskResultFile],
        as_of: Date,
        prefix: &str,
    ) -> (Self, Diagnostics) {
        let mut faults = Faults {
            prefix,
            found: Diagnostics::new(),
            known: BTreeSet::new(),
        };
        check_each(results, as_of, &mut faults);
        let Assignment { drafts, unreported } = assign::assign(plan, results, &mut faults);
        let over = as_of >= plan.period().until;
        let open_steps = if over { Vec::new() } else { unreported };
        let dating = Dating {
            plan,
            results,
            as_of,
            completions: completions(&drafts, &open_steps, results, as_of),
        };
        let date = |draft| dating.occurrence(draft, &mut faults);
        let occurrences: Vec<_> = drafts.into_iter().filter_map(date).collect();
        let book = Self {
            as_of,
            task_states: task_states(plan, &occurrences, over),
            occurrences,
            open_steps,
        };
        faults.found.sort();
        (book, faults.found)
    }

    /// The day of which the book speaks
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// All occurrences, in the order of tasks and steps
    pub fn occurrences(&self) -> &[Occurrence] {
        &self.occurrences
    }

    /// The occurrences of some tasks, each with its place among all
    pub fn select<'b>(
        &'b self,
        filter: TaskFilter<'b>,
    ) -> impl Iterator<Item = (usize, &'b Occurrence)> {
        let meant = move |each: &&Occurrence| filter.covers(each.area, each.task, each.step);
        let all = self.occurrences.iter().enumerate();
        all.filter(move |(_, each)| meant(each))
    }

    /// Steps that arise with events or at unstated intervals, of which nothing was reported and
    /// more may come before the period ends
    pub fn open_steps(&self) -> &[OpenStep] {
        &self.open_steps
    }

    /// Those of some tasks
    pub fn select_open<'b>(
        &'b self,
        filter: TaskFilter<'b>,
    ) -> impl Iterator<Item = OpenStep> + 'b {
        let meant = move |each: &OpenStep| filter.covers(each.area, each.task, each.step);
        self.open_steps.iter().copied().filter(meant)
    }

    /// The state of a task, by its place among the tasks of the plan: that of its worst occurrence
    ///
    /// `None` where the plan has no such task.
    pub fn task_state(&self, task: usize) -> Option<TaskState> {
        self.task_states.get(task).copied()
    }
}

/// Checks what each result says by itself.
fn check_each(results: &[TaskResultFile], as_of: Date, faults: &mut Faults<'_>) {
    for (index, result) in results.iter().enumerate() {
        let contradiction = match (result.done_on, result.not_done, result.not_arisen) {
            (Some(_), true, _) => Some(("done_on", "not_done")),
            (Some(_), _, true) => Some(("done_on", "not_arisen")),
            (None, true, true) => Some(("not_done", "not_arisen")),
            _ => None,
        };
        if let Some((first, second)) = contradiction {
            let finding = ResultFinding::ContradictoryResult { first, second };
            faults.add(index, "", &finding, None);
        }
        for (key, date) in [("/done_on", result.done_on), ("/event_on", result.event_on)] {
            if let Some(date) = date.filter(|date| *date > as_of) {
                let finding = ResultFinding::DateAfterAsOf { date, as_of };
                faults.add(index, key, &finding, None);
            }
        }
        let Some(done_on) = result.done_on else {
            continue;
        };
        if let Some(event_on) = result.event_on.filter(|event| *event > done_on) {
            let finding = ResultFinding::DoneBeforeEvent { done_on, event_on };
            faults.add(index, "/done_on", &finding, None);
        }
    }
}

/// The day a result says it was done, where that counts.
fn done_on(result: &TaskResultFile, as_of: Date) -> Option<Date> {
    let undone = result.not_arisen || result.not_done;
    result.done_on.filter(|day| !undone && *day <= as_of)
}

fn completions(
    drafts: &[Draft],
    open_steps: &[OpenStep],
    results: &[TaskResultFile],
    as_of: Date,
) -> BTreeMap<(usize, usize), Completion> {
    let may_arise = |open: &OpenStep| ((open.task, open.step), Completion::Open);
    let mut completions: BTreeMap<_, _> = open_steps.iter().map(may_arise).collect();
    for draft in drafts {
        let result = draft.result.and_then(|index| results.get(index));
        let done = match result {
            Some(result) if result.not_arisen => continue,
            Some(result) if result.not_done => Completion::Never,
            Some(result) => done_on(result, as_of).map_or(Completion::Open, Completion::By),
            None => Completion::Open,
        };
        completions
            .entry((draft.task, draft.step))
            .and_modify(|all: &mut Completion| *all = done.max(*all))
            .or_insert(done);
    }
    completions
}

fn task_states(plan: &ReformPlan, occurrences: &[Occurrence], over: bool) -> Vec<TaskState> {
    let mut worst: Vec<Option<TaskState>> = vec![None; plan.tasks().len()];
    for occurrence in occurrences {
        if let Some(state) = worst.get_mut(occurrence.task) {
            // States are ordered from the worst.
            *state = Some(state.map_or(occurrence.state, |worst| worst.min(occurrence.state)));
        }
    }
    let without = if over {
        TaskState::DidNotArise
    } else {
        TaskState::Ongoing
    };
    worst
        .into_iter()
        .map(|state| state.unwrap_or(without))
        .collect()
}

impl Dating<'_> {
    fn occurrence(&self, draft: Draft, faults: &mut Faults<'_>) -> Option<Occurrence> {
        let task = self.plan.tasks().get(draft.task)?;
        let step = task.steps().get(draft.step)?;
        let result = draft.result.and_then(|index| self.results.get(index));
        let planned = self.planned_window(step, &draft, result);
        let stated = result.and_then(|result| result.due_on);
        if let (Some(index), Some(due_on), Ok((_, planned))) = (draft.result, stated, planned)
            && due_on != planned
        {
            let finding = ResultFinding::DueOnOverridesPlan { due_on, planned };
            faults.add(index, "/due_on", &finding, None);
        }
        if let Some(index) = draft.result
            && result.is_some_and(|result| result.not_arisen)
            && has_fixed_date(&step.deadline().schedule)
        {
            let task = task.step_name(draft.step);
            let finding = ResultFinding::FixedDateNotArisen { task };
            faults.add(index, "/not_arisen", &finding, None);
        }
        let dated = stated.map_or(planned, |day| Ok((days_ahead(day), day)));
        let due = dated.map_or_else(|unknown| unknown, |(_, last)| DueDay::On(last));
        if let (Some(index), Some(result)) = (draft.result, result) {
            self.check_start(
                step,
                &task.step_name(draft.step),
                (index, result),
                due,
                faults,
            );
        }
        let window = dated.ok();
        let done = result.and_then(|result| done_on(result, self.as_of));
        let state = match (result, done) {
            (Some(result), _) if result.not_arisen => TaskState::DidNotArise,
            (Some(result), _) if result.not_done => TaskState::NotDone,
            (_, Some(day)) => TaskState::done(day, due),
            (_, None) => TaskState::waiting(window, self.as_of),
        };
        Some(Occurrence {
            task: draft.task,
            area: task.area(),
            step: draft.step,
            product: step.product().cloned(),
            label: draft.label,
            result: draft.result,
            due,
            window_start: window.map(|(first, _)| first),
            done_on: done,
            state,
        })
    }

    /// Says what is missing where the last day of something reported cannot be known.
    fn check_start(
        &self,
        step: &Step,
        task: &str,
        (index, result): (usize, &TaskResultFile),
        due: DueDay,
        faults: &mut Faults<'_>,
    ) {
        if result.not_arisen || result.not_done {
            return;
        }
        let task = task.to_owned();
        let start = || {
            let (task, step) = step.waits_for().first()?;
            Some(self.plan.tasks().get(*task)?.step_name(*step))
        };
        let start = start().unwrap_or_default();
        let done = done_on(result, self.as_of).is_some();
        let finding = match due {
            DueDay::AwaitsEvent if result.event_on.is_none() => {
                ResultFinding::EventDateMissing { task }
            }
            DueDay::AwaitsTask if done => ResultFinding::StartNotReported { task, start },
            DueDay::NeverStarts => ResultFinding::StartNeverCame { task, start },
            _ => return,
        };
        faults.add(index, "", &finding, None);
    }

    /// The day from which an occurrence is due and its last day, as the plan has them; else why
    /// there is none.
    fn planned_window(
        &self,
        step: &Step,
        draft: &Draft,
        result: Option<&TaskResultFile>,
    ) -> Result<(Date, Date), DueDay> {
        let deadline = step.deadline();
        let policy = self.plan.policy(deadline);
        let calendar = self.plan.calendar();
        // A day beyond the calendar is not known either.
        let unknown = DueDay::AwaitsEvent;
        match &deadline.schedule {
            Schedule::Once(due) => {
                let start = match due {
                    Due::After(after) => Some(self.start(step, after, result)?),
                    _ => None,
                };
                let last = last_day(due, policy, calendar, start).ok_or(unknown)?;
                Ok((window_start(due, last), last))
            }
            Schedule::Periodic(periodic) => {
                let period = draft.period.ok_or(DueDay::Undated)?;
                let more = i32::try_from(periodic.days_after).map_err(|_| unknown)?;
                let last = period.last().checked_add_days(more).ok_or(unknown)?;
                let last = calendar.move_day(last, policy).ok_or(unknown)?;
                Ok((period.first(), last))
            }
            Schedule::OnEvent(event) => {
                let after = event.due.as_ref().ok_or(DueDay::Undated)?;
                let start = self.start(step, after, result)?;
                let last = last_day_after(after, policy, calendar, Some(start)).ok_or(unknown)?;
                Ok((days_ahead(last), last))
            }
            Schedule::Ongoing | Schedule::AsPlanned | Schedule::AfterCompletion(_) => {
                Err(DueDay::Undated)
            }
        }
    }

    /// The day from which an interval counts: the one it names, that of another step, else of the
    /// event reported.
    fn start(
        &self,
        step: &Step,
        after: &AfterDue,
        result: Option<&TaskResultFile>,
    ) -> Result<Date, DueDay> {
        if let Some(date) = after.date {
            return Ok(date);
        }
        if after.of.is_none() {
            let event = result.and_then(|result| result.event_on);
            return event
                .filter(|event| *event <= self.as_of)
                .ok_or(DueDay::AwaitsEvent);
        }
        // A step of which nothing arose does not hold up the others.
        let steps = step.waits_for().iter();
        match steps.filter_map(|step| self.completions.get(step)).max() {
            Some(Completion::By(day)) => Ok(*day),
            Some(Completion::Open) => Err(DueDay::AwaitsTask),
            Some(Completion::Never) | None => Err(DueDay::NeverStarts),
        }
    }
}

/// Whether the plan itself says on which day it is due.
fn has_fixed_date(schedule: &Schedule) -> bool {
    match schedule {
        Schedule::Once(Due::After(after)) => after.date.is_some(),
        Schedule::Once(_) => true,
        Schedule::Periodic(periodic) => periodic.every != Every::Unstated,
        _ => false,
    }
}
