//! How a plan stands, as JSON.

use std::collections::BTreeMap;

use par_index::file::{Span, Text};
use par_index::model::{PlanTask, TaskState};
use par_index::number::Date;
use par_index::read::Id;
use serde::Serialize;

use super::status::{Group, Shown, Status};

#[derive(Serialize)]
pub struct Document<'p> {
    plan: Plan<'p>,
    as_of: Date,
    period: Option<Span>,
    total: Counts,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_area: Option<Vec<Totals>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_lead: Option<Vec<Totals>>,
    tasks: Vec<Task<'p>>,
}

#[derive(Serialize)]
struct Plan<'p> {
    id: &'p Id,
    title: &'p Text,
    unit: &'p Id,
}

#[derive(Serialize)]
struct Counts {
    occurrences: usize,
    arose: usize,
    done: usize,
    states: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct Totals {
    id: String,
    title: Text,
    #[serde(flatten)]
    counts: Counts,
}

#[derive(Serialize)]
struct Task<'p> {
    id: &'p Id,
    area: Option<&'p Id>,
    goal: Option<&'p Id>,
    title: &'p Text,
    lead: &'p [Id],
    deadline_printed: &'p str,
    state: Option<TaskState>,
    occurrences: Vec<Each<'p>>,
}

#[derive(Serialize)]
struct Each<'p> {
    product: Option<&'p Id>,
    occurrence: Option<&'p str>,
    window_start: Option<Date>,
    last_day: Option<Date>,
    done_on: Option<Date>,
    state: TaskState,
}

/// How a plan stands, as data
pub fn document<'p>(status: &Status<'p>, shown: &Shown) -> Document<'p> {
    let file = status.plan.file();
    let totals = |groups: Vec<Group>| {
        let one = |group: Group| Totals {
            counts: counts(&group),
            id: group.id,
            title: group.title,
        };
        groups.into_iter().map(one).collect()
    };
    Document {
        plan: Plan {
            id: &file.id,
            title: &file.title,
            unit: &file.unit.id,
        },
        as_of: status.book.as_of(),
        period: shown.span.clone(),
        total: counts(&status.total(shown)),
        by_area: shown.by_area.then(|| totals(status.by_area(shown))),
        by_lead: shown.by_lead.then(|| totals(status.by_lead(shown))),
        tasks: status
            .plan
            .tasks()
            .iter()
            .map(|own| task(status, shown, own))
            .collect(),
    }
}

fn counts(group: &Group) -> Counts {
    Counts {
        occurrences: group.all(),
        arose: group.arose(),
        done: group.done(),
        states: group
            .counts()
            .iter()
            .map(|(state, count)| (state.word(), *count))
            .collect(),
    }
}

fn task<'p>(status: &Status<'p>, shown: &Shown, task: &'p PlanTask) -> Task<'p> {
    let file = status.plan.file();
    let area = file.areas.get(task.area());
    let own = status
        .book
        .occurrences()
        .iter()
        .filter(|each| each.task() == task.index() && shown.covers(each));
    Task {
        id: task.id(),
        area: area.map(|area| &area.id),
        goal: area
            .and_then(|area| area.goals.get(task.goal()))
            .map(|goal| &goal.id),
        title: &task.file().title,
        lead: &task.file().lead,
        deadline_printed: &task.file().deadline.printed,
        state: status.book.task_state(task.index()),
        occurrences: own
            .map(|each| Each {
                product: each.product(),
                occurrence: each.label(),
                window_start: each.window_start(),
                last_day: each.last_day(),
                done_on: each.done_on(),
                state: each.state(),
            })
            .collect(),
    }
}
