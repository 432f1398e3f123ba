//! Building a plan, and everything that can be wrong with one.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{check_commitments, check_leads, check_names};
use super::{PlanTask, ReformPlan, Slots, Step, TaskRef, circles};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding};
use crate::file::{AfterDue, Deadline, Due, NonWorkingDay, PlanFile, Schedule, Task};
use crate::model::calendar::{Calendar, NotInExchange, not_in_exchange};
use crate::model::due_date::{check_after, check_due, last_day};
use crate::model::plan_findings::PlanFinding;
use crate::read::Id;

/// Longest period of a plan. It bounds how many occurrences a task can have.
const MOST_YEARS: i32 = 10;

/// Builds a plan and checks it.
pub(super) fn build(file: PlanFile) -> Result<ReformPlan, Diagnostics> {
    let mut plan = assemble(file);
    let mut found = Diagnostics::new();
    check_basics(&plan.file, &mut found);
    check_working_days(&plan.file, &mut found);
    check_names(&plan.file, &mut found);
    check_leads(&plan.file, &mut found);
    check_deadlines(&mut plan, &mut found);
    check_commitments(&plan.file, &mut found);
    bind(&mut plan, &mut found);
    found.sort();
    if found.has_errors() {
        return Err(found);
    }
    plan.findings = found;
    Ok(plan)
}

fn assemble(file: PlanFile) -> ReformPlan {
    let mut tasks = Vec::new();
    let mut task_index = BTreeMap::new();
    for (area, each) in file.areas.iter().enumerate() {
        for (goal, each) in each.goals.iter().enumerate() {
            for (position, task) in each.tasks.iter().enumerate() {
                let index = tasks.len();
                task_index.entry(task.id.clone()).or_insert(index);
                let steps = Step::of_task(task);
                tasks.push(PlanTask {
                    step_of: step_of(task, &steps),
                    task: task.clone(),
                    index,
                    area,
                    goal,
                    position,
                    steps,
                });
            }
        }
    }
    ReformPlan {
        calendar: Calendar::from(&file),
        file,
        tasks,
        task_index,
        bindings: BTreeMap::new(),
        findings: Diagnostics::new(),
    }
}

fn step_of(task: &Task, steps: &[Step]) -> BTreeMap<Id, usize> {
    let mut step_of = BTreeMap::new();
    for (index, step) in steps.iter().enumerate() {
        for product in step
            .products
            .iter()
            .filter_map(|product| task.products.get(*product))
        {
            step_of.entry(product.id.clone()).or_insert(index);
        }
    }
    step_of
}

pub(super) fn report(found: &mut Diagnostics, finding: &dyn Finding, pointer: impl Into<String>) {
    found.push(Diagnostic::new(finding, pointer));
}

fn check_basics(file: &PlanFile, found: &mut Diagnostics) {
    if file.format != ReformPlan::FORMAT {
        let finding = PlanFinding::WrongFormat {
            found: file.format.chars().take(80).collect(),
            expected: ReformPlan::FORMAT,
        };
        report(found, &finding, "/format");
    }
    if file.period.until < file.period.from {
        let period = file.period.clone();
        report(found, &PlanFinding::PeriodReversed { period }, "/period");
    } else if file
        .period
        .until
        .year()
        .saturating_sub(file.period.from.year())
        > MOST_YEARS
    {
        let finding = PlanFinding::PeriodTooLong { years: MOST_YEARS };
        report(found, &finding, "/period");
    }
}

fn check_working_days(file: &PlanFile, found: &mut Diagnostics) {
    for (index, day, fault) in not_in_exchange(&file.working_days, &file.holidays) {
        let finding = match fault {
            NotInExchange::Weekday => PlanFinding::WorkingDayOnWeekday { day },
            NotInExchange::Holiday => PlanFinding::WorkingDayIsHoliday { day },
            NotInExchange::Twice => PlanFinding::WorkingDayTwice { day },
        };
        report(found, &finding, format!("/working_days/{index}"));
    }
}

fn check_deadlines(plan: &mut ReformPlan, found: &mut Diagnostics) {
    let mut waits = Vec::new();
    for task in &plan.tasks {
        let pointer = format!("{}/deadline", task.pointer());
        let own = check_deadline(plan, &task.task.deadline, &pointer, found);
        let mut all = Vec::new();
        for step in &task.steps {
            all.push(match (&step.product, step.products.first()) {
                (Some(_), Some(product)) => {
                    let pointer = format!("{}/products/{product}/deadline", task.pointer());
                    check_deadline(plan, &step.deadline, &pointer, found)
                }
                _ => own.clone(),
            });
        }
        waits.push(all);
    }
    for (task, waits) in plan.tasks.iter_mut().zip(waits) {
        for (step, waits) in task.steps.iter_mut().zip(waits) {
            step.waits_for = waits;
        }
    }
    for circle in circles::find(&plan.tasks) {
        let (task, step) = circle.start;
        let Some(task) = plan.tasks.get(task) else {
            continue;
        };
        let step = task.steps.get(step);
        let pointer = match step.and_then(|step| Some((&step.product, step.products.first()?))) {
            Some((Some(_), product)) => format!("{}/products/{product}", task.pointer()),
            _ => task.pointer(),
        };
        let finding = PlanFinding::CircularDeadlines { path: circle.path };
        report(found, &finding, format!("{pointer}/deadline/schedule"));
    }
}

/// Checks a deadline and gives the steps it waits for.
fn check_deadline(
    plan: &ReformPlan,
    deadline: &Deadline,
    pointer: &str,
    found: &mut Diagnostics,
) -> Vec<(usize, usize)> {
    let pointer = format!("{pointer}/schedule");
    match &deadline.schedule {
        Schedule::Once(due) => {
            if let Err(fault) = check_due(due) {
                let pointer = format!("{pointer}/once{}", fault.pointer_end());
                report(found, &fault, pointer);
                return Vec::new();
            }
            check_last_day(plan, deadline, due, &pointer, found);
            match due {
                Due::After(after) => start(plan, after, &format!("{pointer}/once/after"), found),
                _ => Vec::new(),
            }
        }
        Schedule::OnEvent(event) => {
            let Some(after) = &event.due else {
                return Vec::new();
            };
            let pointer = format!("{pointer}/on-event/due");
            if let Err(fault) = check_after(after) {
                let end = fault.pointer_end();
                let end = end.strip_prefix("/after").unwrap_or(end);
                report(found, &fault, format!("{pointer}{end}"));
                return Vec::new();
            }
            start(plan, after, &pointer, found)
        }
        Schedule::AfterCompletion(id) => match plan.resolve(id.as_str()) {
            Ok(task) => steps_of(plan, task),
            Err(finding) => {
                report(found, &finding, format!("{pointer}/after-completion"));
                Vec::new()
            }
        },
        Schedule::Ongoing | Schedule::Periodic(_) | Schedule::AsPlanned => Vec::new(),
    }
}

fn check_last_day(
    plan: &ReformPlan,
    deadline: &Deadline,
    due: &Due,
    pointer: &str,
    found: &mut Diagnostics,
) {
    let period = plan.period();
    // The next working day after the end of the period is not a mistake of the plan.
    let printed = last_day(due, NonWorkingDay::Keep, &plan.calendar, None);
    let moved = last_day(due, plan.policy(deadline), &plan.calendar, None);
    let inside = |day| period.from <= day && day <= period.until;
    if let Some(last_day) = printed
        && !inside(last_day)
        && !moved.is_some_and(inside)
        && period.from <= period.until
    {
        let finding = PlanFinding::DeadlineOutsidePeriod {
            last_day,
            period: period.clone(),
        };
        report(found, &finding, format!("{pointer}/once"));
    }
}

/// The steps at whose completion an interval starts.
fn start(
    plan: &ReformPlan,
    after: &AfterDue,
    pointer: &str,
    found: &mut Diagnostics,
) -> Vec<(usize, usize)> {
    let Some(of) = &after.of else {
        return Vec::new();
    };
    match plan.resolve(of) {
        Ok(task) => steps_of(plan, task),
        Err(finding) => {
            report(found, &finding, format!("{pointer}/of"));
            Vec::new()
        }
    }
}

/// The step meant by a reference; for a task without a step of its own, all its steps.
fn steps_of(plan: &ReformPlan, reference: TaskRef) -> Vec<(usize, usize)> {
    let Some(task) = plan.tasks.get(reference.task) else {
        return Vec::new();
    };
    match reference.step.or_else(|| task.own_step()) {
        Some(step) => vec![(task.index, step)],
        None => (0..task.steps.len())
            .map(|step| (task.index, step))
            .collect(),
    }
}

fn bind(plan: &mut ReformPlan, found: &mut Diagnostics) {
    let mut all: BTreeMap<(Id, Id), Slots> = BTreeMap::new();
    let mut places = BTreeMap::new();
    for (index, binding) in plan.file.bindings.iter().enumerate() {
        let (set, edition) = (&binding.criteria_set, &binding.edition);
        let slots = all.entry((set.clone(), edition.clone())).or_default();
        for (slot, each) in binding.slots.iter().enumerate() {
            let pointer = format!("/bindings/{index}/slots/{slot}");
            let tasks = bound_tasks(plan, &each.slot, &each.tasks, &pointer, found);
            let place = (set, edition, &each.slot);
            if let Some(first) = places.get(&place) {
                let finding = PlanFinding::SlotBoundTwice {
                    slot: each.slot.clone(),
                    set: set.clone(),
                    edition: edition.clone(),
                };
                let diagnostic = Diagnostic::new(&finding, format!("{pointer}/slot"));
                found.push(diagnostic.with_other(format!("{first}/slot")));
            } else {
                places.insert(place, pointer);
                slots.insert(each.slot.clone(), tasks);
            }
        }
    }
    plan.bindings = all;
}

fn bound_tasks(
    plan: &ReformPlan,
    slot: &Id,
    texts: &[String],
    pointer: &str,
    found: &mut Diagnostics,
) -> Vec<TaskRef> {
    let mut tasks = BTreeSet::new();
    for (index, text) in texts.iter().enumerate() {
        let pointer = format!("{pointer}/tasks/{index}");
        match plan.resolve(text) {
            Err(finding) => report(found, &finding, pointer),
            Ok(task) => {
                if overlaps(&tasks, task) {
                    let finding = PlanFinding::TaskBoundTwice {
                        slot: slot.clone(),
                        written: text.clone(),
                    };
                    report(found, &finding, pointer);
                }
                // It may still widen a step to the whole task.
                tasks.insert(task);
            }
        }
    }
    tasks.into_iter().collect()
}

/// Whether a task or step is already among those bound.
fn overlaps(bound: &BTreeSet<TaskRef>, new: TaskRef) -> bool {
    let whole = TaskRef {
        task: new.task,
        step: None,
    };
    match new.step {
        Some(_) => bound.contains(&whole) || bound.contains(&new),
        // A whole task stands before its steps.
        None => bound
            .range(whole..)
            .next()
            .is_some_and(|next| next.task == new.task),
    }
}
