//! Deadlines that wait for each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{PlanTask, Step};

/// Most names shown of one circle.
const SHOWN: usize = 8;

/// A step: its task, and its place among the steps of the task.
type Node = (usize, usize);

/// Steps that wait for each other in a circle.
pub(super) struct Circle {
    /// The first of them in the plan.
    pub(super) start: Node,
    /// The names along the circle, ending where it began.
    pub(super) path: String,
}

/// Finds the circles, each once.
pub(super) fn find(tasks: &[PlanTask]) -> Vec<Circle> {
    let stuck = stuck(tasks);
    let mut seen = BTreeSet::new();
    let mut circles = Vec::new();
    for first in &stuck {
        // Each of them waits for another one, so that following them leads into a circle.
        let mut walk = Vec::new();
        let mut next = Some(*first);
        while let Some(node) = next.filter(|node| seen.insert(*node)) {
            walk.push(node);
            let waits_for = waits_for(tasks, node).iter();
            next = waits_for.copied().find(|node| stuck.contains(node));
        }
        let entry = next.and_then(|again| walk.iter().position(|node| *node == again));
        // Else it leads to a circle that is known.
        if let Some(entry) = entry {
            circles.extend(circle(tasks, walk.get(entry..).unwrap_or_default()));
        }
    }
    circles
}

/// Tells a circle from its first step in the plan, wherever it was entered.
fn circle(tasks: &[PlanTask], nodes: &[Node]) -> Option<Circle> {
    let start = nodes.iter().min().copied()?;
    let turned = nodes.iter().cycle().skip_while(|node| **node != start);
    let turned = turned.take(nodes.len());
    let mut names: Vec<_> = turned.take(SHOWN).map(|node| name(tasks, *node)).collect();
    if nodes.len() > SHOWN {
        names.push("…".to_owned());
    }
    names.push(name(tasks, start));
    let path = names.join(" → ");
    Some(Circle { start, path })
}

/// What is left when every step is taken away all of whose prerequisites are gone: the steps of
/// circles, and those that wait for one.
fn stuck(tasks: &[PlanTask]) -> BTreeSet<Node> {
    let mut waiting: BTreeMap<Node, usize> = BTreeMap::new();
    let mut dependents: BTreeMap<Node, Vec<Node>> = BTreeMap::new();
    for (task, each) in tasks.iter().enumerate() {
        for (step, each) in each.steps().iter().enumerate() {
            waiting.insert((task, step), each.waits_for().len());
            for node in each.waits_for() {
                dependents.entry(*node).or_default().push((task, step));
            }
        }
    }
    let free = waiting.iter().filter(|(_, count)| **count == 0);
    let mut done: Vec<_> = free.map(|(node, _)| *node).collect();
    while let Some(node) = done.pop() {
        waiting.remove(&node);
        for dependent in dependents.remove(&node).unwrap_or_default() {
            if let Some(count) = waiting.get_mut(&dependent) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    done.push(dependent);
                }
            }
        }
    }
    waiting.into_keys().collect()
}

fn waits_for(tasks: &[PlanTask], (task, step): Node) -> &[Node] {
    let step = tasks.get(task).and_then(|task| task.steps().get(step));
    step.map(Step::waits_for).unwrap_or_default()
}

fn name(tasks: &[PlanTask], (task, step): Node) -> String {
    tasks
        .get(task)
        .map(|task| task.step_name(step))
        .unwrap_or_default()
}
