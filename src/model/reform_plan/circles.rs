//! Deadlines that wait for each other.

use super::PlanTask;

/// Most names shown of one circle.
const SHOWN: usize = 8;

/// Steps that wait for each other in a circle, from the first of them on.
pub(super) struct Circle {
    /// The first step, as (task, step).
    pub(super) start: (usize, usize),
    /// The names along the circle, ending where it began.
    pub(super) path: String,
}

/// Finds every circle once.
pub(super) fn find(tasks: &[PlanTask]) -> Vec<Circle> {
    let waiting = waiting_for_ever(tasks);
    let mut seen = Vec::from_iter(tasks.iter().map(|task| vec![false; task.steps().len()]));
    let mut circles = Vec::new();
    for (task, step) in all_steps(tasks) {
        let mut walk = Vec::new();
        let mut next = Some((task, step)).filter(|node| at(&waiting, *node));
        while let Some(node) = next.filter(|node| !at(&seen, *node)) {
            mark(&mut seen, node);
            walk.push(node);
            next = prerequisites(tasks, node)
                .iter()
                .copied()
                .find(|node| at(&waiting, *node));
        }
        let Some(start) = next.and_then(|again| walk.iter().position(|node| *node == again)) else {
            continue;
        };
        let circle: Vec<_> = walk.into_iter().skip(start).collect();
        // It is told from its first step in the plan, wherever the walk came in.
        let Some(start) = circle.iter().min().copied() else {
            continue;
        };
        let turned = circle.iter().cycle().skip_while(|node| **node != start);
        let mut names: Vec<_> = turned.take(circle.len()).map(|node| name(tasks, *node)).collect();
        if names.len() > SHOWN {
            names.truncate(SHOWN);
            names.push("…".to_owned());
        }
        names.push(name(tasks, start));
        let path = names.join(" → ");
        circles.push(Circle { start, path });
    }
    circles
}

/// The steps that are left when every step is taken away whose prerequisites are all gone:
/// those of circles, and those waiting for one.
fn waiting_for_ever(tasks: &[PlanTask]) -> Vec<Vec<bool>> {
    let mut open: Vec<Vec<usize>> = Vec::from_iter(tasks.iter().map(|task| {
        let steps = task.steps().iter();
        steps.map(|step| step.waits_for().len()).collect()
    }));
    let mut dependents: Vec<Vec<Vec<(usize, usize)>>> =
        Vec::from_iter(tasks.iter().map(|task| vec![Vec::new(); task.steps().len()]));
    for node in all_steps(tasks) {
        for (task, step) in prerequisites(tasks, node) {
            if let Some(list) = dependents.get_mut(*task).and_then(|list| list.get_mut(*step)) {
                list.push(node);
            }
        }
    }
    let mut free: Vec<_> = all_steps(tasks)
        .filter(|node| prerequisites(tasks, *node).is_empty())
        .collect();
    while let Some((task, step)) = free.pop() {
        let list = dependents.get_mut(task).and_then(|list| list.get_mut(step));
        for node in list.map(std::mem::take).unwrap_or_default() {
            let left = open.get_mut(node.0).and_then(|list| list.get_mut(node.1));
            if let Some(left) = left {
                *left = left.saturating_sub(1);
                if *left == 0 {
                    free.push(node);
                }
            }
        }
    }
    Vec::from_iter(open.iter().map(|list| list.iter().map(|left| *left > 0).collect()))
}

fn all_steps(tasks: &[PlanTask]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let steps = |(task, each): (usize, &PlanTask)| {
        (0..each.steps().len()).map(move |step| (task, step))
    };
    tasks.iter().enumerate().flat_map(steps)
}

fn prerequisites(tasks: &[PlanTask], (task, step): (usize, usize)) -> &[(usize, usize)] {
    let step = tasks.get(task).and_then(|task| task.steps().get(step));
    step.map(super::Step::waits_for).unwrap_or_default()
}

fn at(table: &[Vec<bool>], (task, step): (usize, usize)) -> bool {
    table.get(task).and_then(|row| row.get(step)).copied().unwrap_or_default()
}

fn mark(table: &mut [Vec<bool>], (task, step): (usize, usize)) {
    if let Some(cell) = table.get_mut(task).and_then(|row| row.get_mut(step)) {
        *cell = true;
    }
}

fn name(tasks: &[PlanTask], (task, step): (usize, usize)) -> String {
    let Some(task) = tasks.get(task) else {
        return String::new();
    };
    match task.steps().get(step).and_then(super::Step::product) {
        Some(product) => format!("{}/{product}", task.id()),
        None => task.id().to_string(),
    }
}
